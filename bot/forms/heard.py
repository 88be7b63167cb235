"""What a parent's plain words say about a day out of school, as answers of the form that logs it.

The sayings are in sayings.toml. What was not said, or could mean two things, is left out: the form asks.
"""

from datetime import date

from bot.forms.heard_clauses import news
from bot.forms.heard_days import span
from bot.forms.heard_hours import days_of_week, on_several_days, time_home, timetable_hours
from bot.forms.heard_sayings import bundled
from bot.forms.last_day import OPEN, SAME
from bot.forms.logged import KINDS, in_one_day
from bot.forms.question import Answers
from bot.law.absence import AbsenceKind
from bot.law.absencefile import FORMAL

LONGEST = 800  # a longer message is a story, and tells of more than one day


def heard(text: str, today: date) -> Answers | None:
    """The answers that these words give; None when they are about something else."""
    said = news(text) if len(text) <= LONGEST else ""
    kind = KINDS.get(bundled().understood("kind", said))
    if kind is None:
        return None
    when = _timetable if kind.ends == "pattern" else _from_to
    answers = {"kind": kind.id, **when(kind, said, today)}
    if in_one_day(answers):
        answers["part"] = time_home(said) or bundled().understood("part", said)
    if "letter" in kind.asks:
        answers["letter"] = bundled().understood("letter", said)
    return _given(answers)


def _timetable(kind: AbsenceKind, said: str, today: date) -> Answers:
    days, rest = days_of_week(said)
    first, _ = span(kind, rest, today)
    hours = timetable_hours(said) or bundled().understood("hours", said)
    return _given({f"first_{kind.id}": _stored(first), "days": days, "hours": hours})


def _from_to(kind: AbsenceKind, said: str, today: date) -> Answers:
    first, last = span(kind, said, today)
    if kind.ends == "day" and first and (first > today or on_several_days(said)):
        first = None
    answers = {f"first_{kind.id}": _stored(first)}
    if kind.ends == "asked":
        answers["last"] = SAME if last and last == first else _stored(last) or _length(kind, said)
    return _given(answers)


def _length(kind: AbsenceKind, said: str) -> str:
    length = bundled().understood("last", said)
    # The school sets the end of a suspension: that it goes on is not guessed.
    return "" if length == OPEN and kind.group == FORMAL else length


def _stored(day: date | None) -> str:
    return day.isoformat() if day else ""


def _given(answers: Answers) -> Answers:
    return {question: stored for question, stored in answers.items() if stored}
