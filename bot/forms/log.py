"""Days out of school: one absence, told in as few taps as its kind allows."""

from collections.abc import Callable
from datetime import date

from bot.forms.answers import YES, YES_NO, yes_no
from bot.forms.dates import a_past_date
from bot.forms.event import OR_TYPE, RECENT
from bot.forms.first_day import a_day_of_late, a_first_day, of_a_week
from bot.forms.form import Form, Invalid, Option, Question, When
from bot.forms.hours import part_of_day, say_hours, school_hours
from bot.forms.last_day import END, OPEN, SAME, after_the_first, the_last_day
from bot.forms.logged import (
    KINDS,
    LUNCHTIME,
    UNSAID,
    absence_of,
    answers_of,
    changed,
    fit,
    in_one_day,
    over_days,
)
from bot.forms.options import same_words
from bot.forms.weekdays import say_weekdays, weekdays
from bot.law.absence import ALL_DAY, AM, FROM_PM, FROM_PM_TO_AM, PM, SCHOOL_WEEK, TO_AM, AbsenceKind
from bot.law.absencefile import FORMAL

__all__ = ["END", "LOG", "absence_of", "answers_of", "changed"]

TOMORROW = Option("tomorrow", "Tomorrow")
NOT_YET = Option("not_yet", "Not yet")
DID_NOT_SAY = Option(UNSAID, "They did not say")
ASKED_AFTERWARDS = ("ill", "no_place", "other", "internal")  # nobody is told of these before they begin


def half_ends(typed: str, today: date) -> str:
    """Yes: both ends are whole days. No does not say which of them is not."""
    if same_words(typed) in YES:
        return ALL_DAY
    raise Invalid("Please tap the button that says which of the two is a half day.")


def _of(holds: Callable[[AbsenceKind], bool]) -> When:
    """Asked about the kinds for which this holds."""
    kinds = {kind.id for kind in KINDS.values() if holds(kind)}
    return lambda earlier: earlier["kind"] in kinds


def _first(kind: AbsenceKind) -> Question:
    one_day = kind.ends == "day"
    has_begun = a_day_of_late if kind.id in ASKED_AFTERWARDS else a_first_day
    return Question(
        f"first_{kind.id}",
        kind.ask,
        of_a_week(a_past_date if one_day else has_begun),
        (*RECENT, TOMORROW) if kind.group == FORMAL else RECENT,
        _of(lambda each: each is kind),
        why=f"{kind.why} {OR_TYPE}",
        label="Day" if one_day else "First day",
    )


_WHEN = (
    *(_first(kind) for kind in KINDS.values()),
    Question(
        "days",
        "On which days of the week?",
        weekdays,
        (Option(SCHOOL_WEEK, "Every day"),),
        _of(lambda kind: kind.ends == "pattern"),
        why="The days with fewer hours. Tap, or type them, such as Monday to Thursday.",
        label="Days",
        say=say_weekdays,
    ),
    Question(
        "last",
        "What is the last day of it?",
        the_last_day,
        (Option(SAME, "Only that day"), Option(OPEN, "It has not ended yet")),
        _of(lambda kind: kind.ends == "asked"),
        why="The last school day of it. Tap, or type a day, such as 12 March.",
        label="Last day",
        beside=after_the_first,
    ),
    Question(
        "part",
        "Which part of the day was it?",
        part_of_day,
        (Option(ALL_DAY, "All day"), Option(AM, "Morning"), Option(PM, "After lunch")),
        in_one_day,
        why="Or type a time: home at 11 counts as the afternoon, in at 10 as the morning.",
        label="Part of the day",
        say=say_hours,
    ),
    Question(
        "edges",
        "Are the first and last days whole days?",
        half_ends,
        (
            Option(ALL_DAY, "Whole days"),
            Option(FROM_PM, "The first starts after lunch"),
            Option(TO_AM, "The last ends at lunch"),
            Option(FROM_PM_TO_AM, "Both are half days"),
        ),
        over_days,
        why="Half days count as half.",
        label="First and last",
    ),
    Question(
        "hours",
        "When does your child come home, or go in?",
        school_hours,
        (Option(PM, "Home at lunchtime"), Option(AM, "In after lunch"), Option(ALL_DAY, "Not in at all")),
        _of(lambda kind: kind.ends == "pattern"),
        why="Or type it: home at 11:30, or in at 10. If the days differ, log each pattern on its own.",
        label="Hours",
        say=say_hours,
    ),
)
_HOW = (
    Question(
        "letter",
        "Have you had it in writing?",
        yes_no,
        (*YES_NO, NOT_YET),
        _of(lambda kind: "letter" in kind.asks),
        why="A letter or an e-mail from the school.",
        label="In writing",
    ),
    Question(
        "called",
        "Did the school call it a suspension?",
        yes_no,
        (*YES_NO, DID_NOT_SAY),
        _of(lambda kind: kind.id == LUNCHTIME),
        why="If it did, each lunchtime counts as half a day of suspension. If not, we keep it as sent home.",
        label="Called a suspension",
    ),
    Question(
        "separation",
        "Did the school say that this was for safeguarding?",
        yes_no,
        (*YES_NO, DID_NOT_SAY),
        _of(lambda kind: "separation" in kind.asks),
        why="Since July 2026 a school may keep a child away for a short time in some safeguarding cases.",
        label="For safeguarding",
    ),
    Question(
        "exam",
        "Will your child miss an exam or national test because of it?",
        yes_no,
        tuple(reversed(YES_NO)),
        _of(lambda kind: "exam" in kind.asks),
        label="Exam missed",
    ),
)
LOG = Form(
    "log",
    "Days out of school",
    (
        Question(
            "kind",
            "What happened?",
            options=tuple(Option(kind.id, kind.button) for kind in KINDS.values()),
            label="What happened",
        ),
        *_WHEN,
        *_HOW,
    ),
    saves="absence",
    at_least=4,
    agree=fit,
)
