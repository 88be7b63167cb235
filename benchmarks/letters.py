"""A letter from the tap to the file: by itself, when 50 are asked for at once, and what it is made with."""

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from benchmarks import words
from benchmarks.processes import Process, Stage

KINDS = {"Word": "docx", "PDF": "pdf"}  # the label of the button, and what the file is
AT_ONCE = 50
ASKERS = range(2, 2 + AT_ONCE)  # families by number: the first of all has an entry every day, and stays away
READERS = range(ASKERS.stop, ASKERS.stop + 60)
PAGES = ("home", "child:{}", "letters:{}", "dates:{}", "out:{}")
EVERY_SECONDS = 0.05  # somebody turns a page
OTHER_PAGES = ("dates:{}", "home")  # that 50 ask for at once, in turns: never one that is there already
RUSHES = 2
PAGE, LETTERS, NOTHING = "page", "letters", "nothing"  # what happens while pages are turned
SETTLING_SECONDS = 0.5


@dataclass(frozen=True)
class Lettering:
    """A row for each start of the bot; and every letter of the catalogue, made by itself."""

    starts: tuple[dict[str, Any], ...]
    made: dict[str, Any]

    def first_ms(self, kind: str) -> list[float]:
        """From the tap to the first file of that kind: of each start."""
        return [each["first"][kind]["file_ms"] for each in self.starts]

    def ms(self, kind: str) -> list[float]:
        """From the tap to the file, each time to another parent."""
        return [tap["file_ms"] for each in self.starts for tap in each["usual"][kind]]

    def held_ms(self, what: str) -> float:
        """For how long the event loop was held at most: `what` is a kind of file, first, page or letters."""
        return max(each["held"][what] for each in self.starts)

    def page_ms(self, meanwhile: str) -> list[float]:
        return [ms for each in self.starts for ms in each["pages"][meanwhile]]

    def wait_ms(self, asked: str) -> list[float]:
        """How long each of the 50 waits for what they asked for."""
        return [tap["all_ms"] for each in self.starts for tap in each["waits"][asked]]

    def slower(self, meanwhile: str, beside: str = NOTHING) -> float:
        """How many times as long a page takes as when nothing else happens, or something else does."""
        return median(self.page_ms(meanwhile)) / median(self.page_ms(beside))

    def times(self, other: str, ours: str) -> float:
        """How many times as long as ours another way takes to make a file."""
        longer: float = self.made["made"][other]["ms"] / self.made["made"][ours]["ms"]
        return longer

    @property
    def wrong(self) -> int:
        """Taps on a file's button that brought no file, or not one of that kind."""
        taps = [tap for each in self.starts for tap in _files_of(each)]
        return sum(not tap.get("right") for tap in taps)

    @property
    def files(self) -> int:
        return sum(len(_files_of(each)) for each in self.starts)

    def size(self, kind: str) -> float:
        """kB of a file."""
        return median(tap["bytes"] for each in self.starts for tap in each["usual"][kind]) / 1024


def _files_of(start: dict[str, Any]) -> list[dict[str, Any]]:
    """Every answer to a tap on a file's button."""
    usual = (tap for kind in KINDS.values() for tap in start["usual"][kind])
    return [*start["first"].values(), *usual, *start["waits"][LETTERS]]


def most(some: Iterable[float]) -> float:
    """What 19 of 20 do not exceed."""
    return quantiles(some, n=20, method="inclusive")[-1]


def measure(rounds: int) -> Lettering:
    starts = tuple(_start(turn) for turn in range(rounds))
    with Process("benchmarks.bots.typist", rounds) as typist:
        return Lettering(starts, typist.listen())


def _start(turn: int) -> dict[str, Any]:
    """A bot that has made no file yet; each second one begins with the other kind."""
    labels = [*KINDS][:: 1 if turn % 2 == 0 else -1]
    with tempfile.TemporaryDirectory() as folder, Stage() as stage:
        stage.ask("join", size=READERS.stop)
        options = (*stage.for_a_bot, "--folder", folder, "--people", READERS.stop - 1)
        with Process("benchmarks.bots.clerk", *options) as bot:
            bot.await_first_poll(stage)
            time.sleep(SETTLING_SECONDS)
            return _Visits(bot, stage).all(labels)


class _Visits:
    """What the parents do, one after the other and at once."""

    def __init__(self, bot: Process, stage: Stage) -> None:
        self._bot, self._stage = bot, stage
        self._held: dict[str, float] = {}

    def all(self, labels: Sequence[str]) -> dict[str, Any]:
        first = self._first(labels)
        for number in ASKERS:
            self._tap(number, f"letter:{number}")
        usual = {KINDS[label]: self._usual(label) for label in labels}
        pages, waits = self._meanwhile(labels)
        told = {"first": first, "usual": usual, "pages": pages, "waits": waits, "held": self._held}
        return told | {"peak_mb": self._bot.memory("VmHWM")}

    def _tap(self, number: int, what: str) -> dict[str, Any]:
        return self._stage.ask("tap", person=_person(number), what=what)

    def _note(self, what: str) -> None:
        """For how long the loop was held since the last note."""
        self._held[what] = max(self._held.get(what, 0.0), self._bot.ask("held")["held_ms"])

    def _first(self, labels: Sequence[str]) -> dict[str, Any]:
        one = ASKERS.start
        self._tap(one, f"letter:{one}")
        self._note("start")
        found = {KINDS[label]: self._tap(one, label) for label in labels}
        self._note("first")
        return found

    def _usual(self, label: str) -> list[dict[str, Any]]:
        self._note("start")
        taps = [self._tap(number, label) for number in ASKERS]
        self._note(KINDS[label])
        return taps

    def _meanwhile(self, labels: Sequence[str]) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
        """Pages are turned: nothing else happens, 50 ask for a page at once, 50 ask for a file."""
        readers = {_person(n): [page.format(n) for page in PAGES] for n in READERS}
        pages: dict[str, list[Any]] = {NOTHING: [], PAGE: [], LETTERS: []}
        waits: dict[str, list[Any]] = {NOTHING: [], PAGE: [], LETTERS: []}
        for turn in range(RUSHES):
            file_each = {_person(n): labels[(n + turn) % len(labels)] for n in ASKERS}
            page_each = {_person(n): OTHER_PAGES[turn % len(OTHER_PAGES)].format(n) for n in ASKERS}
            for what, asked in ((NOTHING, {}), (PAGE, page_each), (LETTERS, file_each)):
                self._note("start")
                told = self._stage.ask("rush", asked=asked, readers=readers, every=EVERY_SECONDS)
                self._note(what)
                pages[what] += told["pages"]
                waits[what] += told["waits"]
        return pages, waits


def _person(number: int) -> int:
    return words.FIRST_PERSON + number
