"""What the letters took, as tables for people."""

from collections.abc import Iterable
from statistics import median
from typing import Any

from benchmarks.letters import AT_ONCE, KINDS, LETTERS, NOTHING, PAGE, Lettering, most


def tables(told: Lettering) -> list[str]:
    """One letter, 50 at once, and what a file is made with; all of it on one core."""
    return [
        f"A letter from the tap to the file, on one core ({len(told.starts)} starts of the bot):",
        *(_tapped(told, kind) for kind in KINDS.values()),
        "",
        "A page, tapped somewhere every 50 ms, while nothing else happens and while 50 parents ask at once:",
        _page(told, NOTHING, "nothing else"),
        *(_page(told, what, _rush(told, what)) for what in (PAGE, LETTERS)),
        f"  letters, beside as many pages: {told.slower(LETTERS, PAGE):.1f} times as long",
        "",
        "Every letter of the catalogue as a file, beside what you would take up first (median, most):",
        *_makers(told),
        "",
        "The words of each letter, formal where it can be (ms):",
        *_worded(told.made["words"]),
    ]


def _tapped(told: Lettering, kind: str) -> str:
    first, usual = told.first_ms(kind), told.ms(kind)
    cold = f"the first {median(first):.0f} ms ({max(first):.0f} at most)"
    warm = f"then {median(usual):.0f} ms, 19 of 20 in {most(usual):.0f}, {max(usual):.0f} at most"
    return (
        f"  .{kind:<5}{cold}; {warm}; {told.size(kind):.0f} kB; loop held {told.held_ms(kind):.0f} ms at most"
    )


def _rush(told: Lettering, what: str) -> str:
    waits = told.wait_ms(what)
    names = {PAGE: "a page", LETTERS: "a file"}
    answered = f"each has it after {median(waits):.0f} ms, all after {max(waits):.0f}"
    return f"{AT_ONCE} ask for {names[what]} ({answered})"


def _page(told: Lettering, what: str, name: str) -> str:
    took = told.page_ms(what)
    times = f"{median(took):.0f} ms, 19 of 20 in {most(took):.0f}, {told.slower(what):.1f} times"
    return f"  {name}: {times}; loop held {told.held_ms(what):.0f} ms at most"


def _makers(told: Lettering) -> Iterable[str]:
    process = "typst's program, started" if told.made["binary"] else "typst in Python, a process started"
    names = {
        "docx": ("ours, .docx", "docx"),
        "default_docx": ("python-docx's default template, same text", "docx"),
        "pdf": ("ours, .pdf", "pdf"),
        "default_pdf": ("typst.compile as its guide has it", "pdf"),
        "by_process": (f"{process} for each", "pdf"),
    }
    for maker, (name, ours) in names.items():
        took, times = told.made["made"][maker], told.times(maker, ours)
        yield f"  {name:<50}{took['ms']:>7.1f} ms{took['most_ms']:>7.1f}{times:>7.1f} times"


def _worded(rows: list[dict[str, Any]]) -> Iterable[str]:
    """Eight letters a line, and the slowest of them all."""
    usual = {row["letter"]: row["ms"] for row in rows}
    each = [f"{letter:<4}{ms:.2f}" for letter, ms in usual.items()]
    yield from (f"  {'   '.join(each[n : n + 8])}" for n in range(0, len(each), 8))
    first, middle = max(row["first_ms"] for row in rows), median(usual.values())
    yield f"  median {middle:.2f}, most {max(usual.values()):.2f}; the first time {first:.2f} at most"
