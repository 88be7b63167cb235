"""What it took to tell everybody, as tables for people."""

from collections.abc import Iterable, Mapping
from statistics import median

from benchmarks.broadcasts import LIMIT, TRUE_LIMIT, Rough, Smooth, Telling, most

COLUMNS = "  {:<30}{:>9}{:>9}{:>9}{:>9}{:>7}{:>9}{:>9}{:>11}"
HEADS = ("", "seconds", "of limit", "told once", "twice", "lost", "in doubt", "CPU ms", "MB at most")


def tables(told: Telling) -> list[str]:
    return [
        f"A notice to {told.smooth.members:,} members, of whom one in ten blocked the bot, {LIMIT} a second:",
        *_smooth(told.smooth),
        *_begun(told),
        "",
        "The same with two floods of 2 s, and a SIGKILL when half of them are told; ours goes on by itself:",
        COLUMNS.format(*HEADS),
        _row(told.fast),
        *_aftermath([told.fast]),
        "",
        f"To {told.true[0].members:,} at Telegram's own limit of {TRUE_LIMIT}; the others begin again:",
        COLUMNS.format(*HEADS),
        *(_row(each) for each in told.true),
        *_aftermath(told.true),
    ]


def _smooth(told: Smooth) -> list[str]:
    at_tenth, at_end = told.mb
    memory = f"{at_tenth:.1f} MB after a tenth of them, {at_end:.1f} at the end"
    usual, slow = told.slower
    waits = "{:.0f} ms, 19 of 20 in {:.0f}"
    quiet, busy = (waits.format(median(some), most(some)) for some in (told.quiet_ms, told.busy_ms))
    return [
        f"  ours: {told.seconds:.1f} s, {told.share:.1%} of the limit; {_refused(told.refused)}",
        f"  CPU {told.cpu_ms:.2f} s for 1,000; others kept {told.others_busy:.2f} of a processor busy",
        f"  memory {memory} ({at_end - at_tenth:+.1f})",
        f"  a page, turned every 50 ms: {quiet}; meanwhile {busy} ({usual:.2f} and {slow:.2f} times)",
    ]


def _begun(told: Telling) -> list[str]:
    """The first tenth with AIORateLimiter, which begins with everybody at once."""
    begun, before = told.begun, told.begun.mb[0]
    ours = f"{begun.cpu_ms / told.smooth.cpu_ms:.1f} times ours"
    took = f"{begun.share:.1%} of the limit; CPU {begun.cpu_ms:.2f} s for 1,000, {ours}"
    memory = f"memory {before:.0f} MB before, {begun.mb[1]:.0f} at most"
    return [f"  AIORateLimiter and gather, the first tenth: {took}; {memory}; {_refused(begun.refused)}"]


def _row(told: Rough) -> str:
    copies, before = told.copies, told.mb[0]
    people = (f"{copies['once']:,}", f"{copies['twice']:,}", f"{told.lost:,}", f"{len(told.in_doubt):,}")
    memory = f"{told.mb[1]:.0f} ({told.mb[1] - before:+.0f})"
    return COLUMNS.format(
        told.way, f"{told.seconds:.1f}", f"{told.share:.1%}", *people, f"{told.cpu_ms:.2f}", memory
    )


def _aftermath(some: Iterable[Rough]) -> list[str]:
    return [f"  {each.way}: {_after(each)}; {_refused(each.refused)}" for each in some]


def _after(told: Rough) -> str:
    again = f"the next message {told.back:.1f} s after the kill"
    if told.way == "ours":
        have = len(told.in_doubt) - len(set(told.copies["none"]) & set(told.in_doubt))
        return f"{again}; of those in doubt, whom the organiser is asked about, {have} have it"
    return f"{again}; {told.lost_if_left:,} lost if nobody had begun again"


def _refused(why: Mapping[str, int]) -> str:
    return f"429 to {why.get('pace', 0):,} sent too fast, {why.get('flood', 0):,} into a flood"
