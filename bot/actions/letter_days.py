"""The days out of school, as a letter lists them."""

from collections.abc import Iterable, Mapping

from bot.actions.absent import DaysOut
from bot.actions.standing import Standing
from bot.actions.telling import when
from bot.facts import DayOut, Sums
from bot.law.absence import bundled
from bot.law.exclusions import Total
from bot.letterfile import Letter
from bot.store.absences import Details, Logged
from bot.wording import counted


def days_of(
    letter: Letter, standing: Standing, found: DaysOut, details: Mapping[int, Details]
) -> tuple[DayOut, ...]:
    """The entries of the log that a letter is about: of its own case, where such days belong to one like it.

    Of the others, those of this school year.
    """
    return tuple(_day_out(each, details.get(each.id, {})) for each in _mine(letter, standing, found))


def _mine(letter: Letter, standing: Standing, found: DaysOut) -> Iterable[Logged]:
    for each in found.logged:
        if not is_about(letter, each):
            continue
        if bundled().kinds[each.absence.kind].case == standing.case.kind:
            is_mine = each.case_id == standing.case.id
        else:
            is_mine = (each.absence.last or standing.today) >= found.totals.year.period.first
        if is_mine:
            yield each


def is_about(letter: Letter, entry: Logged) -> bool:
    """Whether a letter is about such days out of school."""
    return entry.absence.kind in letter.about or bundled().kinds[entry.absence.kind].group in letter.about


def _day_out(entry: Logged, details: Details) -> DayOut:
    absence = entry.absence
    kind = bundled().kinds[absence.kind]
    return DayOut(
        first=absence.first,
        last=absence.last,
        when=when(absence, details.get("at", "")),
        kind=kind.id,
        group=kind.group,
        written=kind.written,
        letter=absence.letter,
        code=absence.code,
        reason=details.get("reason", ""),
    )


def sums(total: Total) -> Sums | None:
    if not total.out.most:
        return None
    out, formal, informal, other = (
        counted(each) if each.most else "" for each in (total.out, total.formal, total.informal, total.other)
    )
    return Sums(out=out, formal=formal, informal=informal, other=other, since=total.period.first)
