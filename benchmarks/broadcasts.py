"""A notice to 10,000 members: some have blocked the bot, Telegram asks for time, the process is killed.

At ten times Telegram's own limit, so that it takes half a minute; then to fewer at the true limit, beside
what you would write with python-telegram-bot. A share of the limit is of the time in which nothing went
wrong.
"""

import time
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from benchmarks import words
from benchmarks.processes import Process, all_cpu
from benchmarks.theatre import GATHER, LOOP, OURS, READERS, Theatre, Way, share, theatre

LIMIT, TRUE_LIMIT = 300, 30  # messages a second
FLOODS_AFTER, KILLED_AFTER = (0.3, 0.7), 0.5  # of the members
FLOOD_SECONDS = 2.0
EVERY_SECONDS = 0.05  # one of the readers turns a page
PAGES = ("child:{}", "dates:{}", "out:{}", "home")
WARM_UP, QUIET = 3, 12  # rounds of all readers before the notice is posted
SETTLING_SECONDS = 2.0
TENTH = 0.1


@dataclass(frozen=True)
class Rough:
    """What floods and a kill made of it. `copies` is as the members see it, `at_kill` as they saw it then."""

    way: str
    members: int
    limit: int
    seconds: float  # from the post to the last message
    back: float  # from the kill to the next message
    share: float
    cpu_ms: float  # for one message
    mb: tuple[float, float]  # before, and at most
    refused: dict[str, int]
    at_kill: dict[str, Any]
    copies: dict[str, Any]
    in_doubt: tuple[int, ...]

    @property
    def lost(self) -> int:
        """Those who could have been told, were not, and are on no list."""
        return len(set(self.copies["none"]) - set(self.in_doubt))

    @property
    def lost_if_left(self) -> int:
        """The same, if nobody starts it again."""
        return len(self.at_kill["none"])


@dataclass(frozen=True)
class Smooth:
    """Nothing goes wrong, and pages are turned meanwhile. `mb`: after a tenth of the sends, and after all."""

    members: int
    seconds: float
    share: float
    cpu_ms: float  # for one message, without what the pages cost
    mb: tuple[float, float]
    refused: dict[str, int]
    copies: dict[str, Any]
    quiet_ms: tuple[float, ...]
    busy_ms: tuple[float, ...]
    others_busy: float  # all else that ran on this machine, in processors

    @property
    def slower(self) -> tuple[float, float]:
        """How many times as long a page takes meanwhile: its median, and what 19 of 20 do not exceed."""
        return median(self.busy_ms) / median(self.quiet_ms), most(self.busy_ms) / most(self.quiet_ms)


@dataclass(frozen=True)
class Begun:
    """The first tenth of a notice to as many, told by python-telegram-bot."""

    share: float
    cpu_ms: float
    mb: tuple[float, float]
    refused: dict[str, int]


@dataclass(frozen=True)
class Telling:
    smooth: Smooth
    begun: Begun
    fast: Rough  # ours
    true: tuple[Rough, ...]  # at Telegram's own limit, ours first

    @property
    def ours(self) -> tuple[Rough, Rough]:
        return self.fast, self.true[0]


def most(some: tuple[float, ...]) -> float:
    """What 19 of 20 do not exceed."""
    return quantiles(some, n=20, method="inclusive")[-1]


def measure(members: int, few: int) -> Telling:
    """`few` are told at Telegram's own limit."""
    smooth, begun = _smooth(members), _begun(members)
    fast = _rough(OURS, members, LIMIT)
    return Telling(smooth, begun, fast, tuple(_rough(way, few, TRUE_LIMIT) for way in (OURS, GATHER, LOOP)))


def _rough(way: Way, members: int, limit: int) -> Rough:
    with theatre(way, members, limit) as scene:
        for part in FLOODS_AFTER:
            scene.stage.ask("flood", after=round(members * part), seconds=FLOOD_SECONDS)
        began, first = _until_killed(scene)
        killed = time.monotonic()
        at_kill = scene.told("copies")
        with scene.bot() as bot:
            in_doubt, peak = _after_the_kill(scene, bot), bot.memory("VmHWM")
        sends, floods = scene.told("rhythm").values()
        back = next(moment for moment in sends if moment > killed)
        return Rough(
            way=way.name,
            members=members,
            limit=limit,
            seconds=sends[-1] - began,
            back=back - killed,
            share=share(sends, [*floods, (killed, back)], limit),
            cpu_ms=first["cpu_ms"],
            mb=(first["before"], max(first["most"], peak)),
            refused=scene.told("progress")["refused"],
            at_kill=at_kill,
            copies=scene.told("copies"),
            in_doubt=in_doubt,
        )


def _until_killed(scene: Theatre) -> tuple[float, dict[str, float]]:
    """Posts the notice, and kills the bot half-way: the moment of the post, and what it had used by then."""
    with scene.bot() as bot:
        time.sleep(SETTLING_SECONDS)
        began, used = time.monotonic(), _Use(scene, bot)
        bot.ask("post")
        scene.await_sends(round(scene.members * KILLED_AFTER))
        found = used.told()
        bot.kill()
    return began, found


def _after_the_kill(scene: Theatre, bot: Process) -> tuple[int, ...]:
    """Ours goes on by itself; the others are told to begin again. Who is in doubt at the end."""
    if not scene.way.ours:
        bot.ask("post")
    scene.await_end(bot, "queue")
    if scene.way.ours:
        bot.ask("later")
        scene.await_end(bot, "waits")
    return tuple(bot.ask("stand")["in_doubt"])


class _Use:
    """What a bot uses from now on."""

    def __init__(self, scene: Theatre, bot: Process) -> None:
        self._scene, self._bot = scene, bot
        self._sends, self._cpu, self._before = self._told_already, bot.cpu, bot.memory()

    @property
    def _told_already(self) -> int:
        sends: int = self._scene.told("progress")["sends"]
        return sends

    def told(self, *, less_cpu: float = 0.0) -> dict[str, float]:
        cpu = self._bot.cpu - self._cpu - less_cpu
        each = cpu * 1000 / (self._told_already - self._sends)
        return {"cpu_ms": each, "before": self._before, "most": self._bot.memory("VmHWM")}


def _begun(members: int) -> Begun:
    with theatre(GATHER, members, LIMIT) as scene, scene.bot() as bot:
        time.sleep(SETTLING_SECONDS)
        used = _Use(scene, bot)
        bot.ask("post")
        scene.await_sends(round(members * TENTH))
        found = used.told()
        sends, refused = scene.told("rhythm")["sends"], scene.told("progress")["refused"]
        return Begun(share(sends, (), LIMIT), found["cpu_ms"], (found["before"], found["most"]), refused)


class _Readers:
    """Families in no group: each round every one of them turns a page."""

    def __init__(self, scene: Theatre) -> None:
        numbers = range(1, READERS + 1)
        self._stage = scene.stage
        self._readers = {words.FIRST_PERSON + n: [page.format(n) for page in PAGES] for n in numbers}

    def turn(self, rounds: int) -> list[float]:
        """How long each page took."""
        asked = {"asked": {}, "readers": self._readers, "every": EVERY_SECONDS}
        return [ms for _ in range(rounds) for ms in self._stage.ask("rush", **asked)["pages"]]


def _smooth(members: int) -> Smooth:
    with theatre(OURS, members, LIMIT) as scene, scene.bot() as bot:
        time.sleep(SETTLING_SECONDS)
        readers = _Readers(scene)
        readers.turn(WARM_UP)
        cpu = bot.cpu
        quiet = readers.turn(QUIET)
        a_page = (bot.cpu - cpu) / len(quiet)
        before = scene.told("progress")["sends"]
        used, others = _Use(scene, bot), _Others(scene, bot)
        bot.ask("post")
        busy, at_tenth = _watch(scene, bot, readers)
        others_busy = others.busy()
        sends = scene.told("rhythm")["sends"][before:]
        return Smooth(
            members=members,
            seconds=sends[-1] - sends[0],
            share=share(sends, (), LIMIT),
            cpu_ms=used.told(less_cpu=a_page * len(busy))["cpu_ms"],
            mb=(at_tenth, bot.memory()),
            refused=scene.told("progress")["refused"],
            copies=scene.told("copies"),
            quiet_ms=tuple(quiet),
            busy_ms=tuple(busy),
            others_busy=others_busy,
        )


def _watch(scene: Theatre, bot: Process, readers: _Readers) -> tuple[list[float], float]:
    """Pages are turned until everybody is told; and the memory when a tenth of them were."""
    before = scene.told("progress")["sends"]
    scene.await_sends(before + 1)
    busy: list[float] = []
    at_tenth = 0.0
    while bot.ask("stand")["waits"]:
        busy += readers.turn(1)
        done = (scene.told("progress")["sends"] - before) / scene.members
        at_tenth = at_tenth or (bot.memory() if done >= TENTH else 0.0)
    return busy, at_tenth


class _Others:
    """How much of the machine is used, from now on, by all that is not measured."""

    def __init__(self, scene: Theatre, bot: Process) -> None:
        self._scene, self._bot = scene, bot
        self._since, self._used = time.monotonic(), self._all_else()

    def busy(self) -> float:
        return (self._all_else() - self._used) / (time.monotonic() - self._since)

    def _all_else(self) -> float:
        return all_cpu() - self._bot.cpu - self._scene.stage.cpu
