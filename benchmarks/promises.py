"""What this project promises about its speed, and whether the figures of this run hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.absences import PAPERS, Logging
from benchmarks.broadcasts import Telling
from benchmarks.deadlines import CASES_A_CHILD, OTHERS, Deriving
from benchmarks.forms import CONVERSATION, ECHO, FSM, OURS, Contender, Figures
from benchmarks.letters import KINDS, Lettering, most
from benchmarks.nudges import Nudging
from benchmarks.startup import Start

TIMES_CONVERSATION = 20
MOST_MB = 120
MOST_GROWTH_MB = 10
SLOWEST_START = 2.0
MANY_CHILDREN, SECONDS_FOR_MANY = 10_000, 5.0
MOST_GROWTH = 1.5
TIMES_WALK = 5
MOST_GROWTH_OF_A_PAGE = 1.5
PICTURE_MS, CHRONOLOGY_MS = 100, 1000
LETTER_MS, HELD_MS = 100, 100
LEAST_SHARE, FLAT_MB = 0.95, 5
Runs = Mapping[float, Mapping[Contender, list[Figures]]]
SLOW, AT_ONCE = 0.05, 0.0  # seconds that the Bot API takes to answer


@dataclass(frozen=True)
class Promise:
    says: str
    measured: str
    holds: bool


def of_forms(runs: Runs) -> list[Promise]:
    """The promises about the form; each ratio is the median of the ratios within a round."""
    conversation = median(_ratios(runs[SLOW], "a_second", CONVERSATION))
    fsm = median(_ratios(runs[SLOW], "a_second", FSM))
    cpu = median(_ratios(runs[AT_ONCE], "cpu_ms", ECHO))
    peak = max(run.peak_mb for each in runs.values() for run in each[OURS])
    strays = sum(run.strays for each in runs.values() for some in each.values() for run in some)
    return [
        Promise(
            f"50 ms: at least {TIMES_CONVERSATION} times ConversationHandler",
            f"{conversation:.1f} times",
            conversation >= TIMES_CONVERSATION,
        ),
        Promise("50 ms: at least level with aiogram's FSM in SQLite", f"{fsm:.2f} times", fsm >= 1),
        Promise("No wait: less CPU an update than the bare echo", f"{cpu:.2f} of it", cpu < 1),
        Promise(f"Under {MOST_MB} MB, under this load", f"{peak:.0f} MB at most", peak < MOST_MB),
        Promise("Every answer was the right one, from every bot", f"{strays:.0f} wrong", strays == 0),
    ]


def of_start(start: Start) -> list[Promise]:
    soon = start.seconds < SLOWEST_START
    return [Promise(f"Start to first poll in under {SLOWEST_START:g} s", f"{start.seconds:.2f} s", soon)]


def of_nudges(told: Nudging) -> list[Promise]:
    """Each nudge planned once and sent once."""
    once = told.delivered[-1]["chats"]
    wanted = {"1": told.sent_each * len(told.delivered)}
    most = [each["mb_most"] for each in told.delivered]
    growth = most[-1] - most[0]
    return [
        Promise("Every late case planned", f"{told.pending:,} of {told.cases:,}", told.pending == told.cases),
        Promise("Every nudge sent once, none twice", _heard(once), once == wanted),
        Promise("The second delivery needs no more memory", f"{growth:+.0f} MB", growth < MOST_GROWTH_MB),
    ]


def of_deadlines(told: Deriving) -> list[Promise]:
    """Fast enough for every child at once, in proportion to how many, and right."""
    row = max(
        (row for row in told.sizes if row["children"] <= MANY_CHILDREN), key=lambda row: row["children"]
    )
    limit = SECONDS_FOR_MANY * row["children"] / MANY_CHILDREN
    wrong = sum(each["wrong"] for each in told.counting)
    children, walk = f"{row['children']:,} children with {CASES_A_CHILD} cases each", OTHERS["walk"]
    fewest, *_, most = (f"{size['children']:,}" for size in told.sizes)
    return [
        Promise(f"{children}, in under {limit:g} s on one core", f"{row['cpu']:.2f} s", row["cpu"] < limit),
        Promise(
            f"Of {most} children a case costs at most {MOST_GROWTH:g} times what it does of {fewest}",
            f"{told.growth:.2f} times",
            told.growth <= MOST_GROWTH,
        ),
        Promise(
            f"Working days: at least {TIMES_WALK} times {walk}",
            f"{told.times('walk'):.1f} times",
            told.times("walk") >= TIMES_WALK,
        ),
        Promise("The same working days from all three", f"{wrong} differ", wrong == 0),
    ]


def of_absences(told: Logging) -> list[Promise]:
    """No page grows with the number of families, and the papers of a full year come at once."""
    fewest, *_, most = (f"{size['families']:,}" for size in told.sizes)
    limits = {"picture": PICTURE_MS, "chronology_pdf": CHRONOLOGY_MS}
    grown = {"page_ms": "the page of days out", "record_ms": "a whole record"}
    return [
        *(
            Promise(
                f"{most} families: {name} takes at most {MOST_GROWTH_OF_A_PAGE:g} times as with {fewest}",
                f"{told.growth(what):.2f} times",
                told.growth(what) <= MOST_GROWTH_OF_A_PAGE,
            )
            for what, name in grown.items()
        ),
        *(
            Promise(
                f"{told.papers['entries']} entries: {PAPERS[paper]} in under {limit} ms",
                f"{told.usual(paper):.0f} ms",
                told.usual(paper) < limit,
            )
            for paper, limit in limits.items()
        ),
    ]


def of_letters(told: Lettering) -> list[Promise]:
    """Nobody waits for a letter, nor for somebody else's; and it is the letter that was asked for."""
    kinds = KINDS.values()
    held = max(told.held_ms(what) for what in ("first", *kinds))
    differ = told.made["differ"]
    return [
        *(promise for kind in kinds for promise in _soon(told, kind)),
        Promise(
            f"One letter holds the event loop for under {HELD_MS} ms",
            f"{held:.0f} ms at most",
            held < HELD_MS,
        ),
        Promise(
            "Every tap brought a file of its kind", f"{told.wrong} of {told.files:,} did not", told.wrong == 0
        ),
        Promise("The same words in both .docx, in every letter", f"{differ} differ", differ == 0),
    ]


def of_broadcasts(told: Telling) -> list[Promise]:
    """Everybody once, as fast as the limit lets it, whatever happens; and with no more memory at the end."""
    copies = [told.smooth.copies, *(each.copies for each in told.ours)]
    twice = sum(each["twice"] for each in copies)
    lost = len(told.smooth.copies["none"]) + sum(each.lost for each in told.ours)
    doubtful = " and ".join(f"{len(each.in_doubt):,} of {each.members:,}" for each in told.ours)
    growth = told.smooth.mb[1] - told.smooth.mb[0]
    return [
        Promise("Through floods and a kill, nobody is told twice", f"{twice:,}", twice == 0),
        Promise(f"And nobody lost: {doubtful} are listed as in doubt", f"{lost:,} lost", lost == 0),
        *(
            Promise(
                f"At least {LEAST_SHARE:.0%} of a limit of {limit} a second",
                f"{share:.1%}",
                share >= LEAST_SHARE,
            )
            for limit, share in (
                (told.fast.limit, told.smooth.share),
                (told.fast.limit, told.fast.share),
                (told.true[0].limit, told.true[0].share),
            )
        ),
        Promise(
            f"Memory grows by under {FLAT_MB} MB from a tenth of the sends to the last",
            f"{growth:+.1f} MB",
            growth < FLAT_MB,
        ),
    ]


def _soon(told: Lettering, kind: str) -> tuple[Promise, ...]:
    first, usual = max(told.first_ms(kind)), most(told.ms(kind))
    limit = f"in under {LETTER_MS} ms on one core"
    return (
        Promise(f".{kind} after the tap, 19 of 20 {limit}", f"{usual:.0f} ms", usual < LETTER_MS),
        Promise(f".{kind} after the tap, the first {limit}", f"{first:.0f} ms at most", first < LETTER_MS),
    )


def _ratios(runs: Mapping[Contender, list[Figures]], what: str, other: Contender) -> list[float]:
    pairs = zip(runs[OURS], runs[other], strict=True)
    return [getattr(ours, what) / max(getattr(theirs, what), 1e-9) for ours, theirs in pairs]


def _heard(chats: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} chats had {times}" for times, number in chats.items()) or "none"
