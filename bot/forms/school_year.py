"""The answers about a school's dates -> its school year; what cannot be right is asked about, kindly."""

from datetime import date, timedelta
from itertools import pairwise

from bot.days import longdate
from bot.forms.form import Answers, Invalid
from bot.forms.school_calendar import SCHOOL_YEAR
from bot.forms.school_dates import listed, placed, the_school_year
from bot.law.school import Break, SchoolYear
from bot.law.terms import Term
from bot.law.workingdays import HolidaysUnknown, WorkingDays

DAY = timedelta(days=1)
IN_ORDER = (
    *("autumn_first", "october_first", "october_last", "autumn_last"),
    *("spring_first", "february_first", "february_last", "spring_last"),
    *("summer_first", "may_first", "may_last", "summer_last"),
)
HALF_TERMS = ("october", "february", "may")
HOLIDAYS = (("autumn_last", "spring_first"), ("spring_last", "summer_first"))
IN_SCHOOL = ("autumn_first", "autumn_last", "spring_first", "spring_last", "summer_first", "summer_last")
LONGEST_HALF_TERM = 17  # days: two weeks and three weekends, less a day at an end
LONGEST_HOLIDAY = 30
FEWEST, MOST = 150, 200  # school days in a year; most schools have 190

Days = dict[str, date]


def school_year_of(answers: Answers) -> SchoolYear:
    """The school year that these answers describe, or Invalid: one sentence about what does not fit."""
    period = the_school_year(answers["year"])
    days = {name: _placed(name, answers[name], period) for name in IN_ORDER}
    _in_order(days)
    _not_too_long(days)
    told = answers.get("training", "")
    training = tuple(_training(told, period)) if told else None
    year = SchoolYear(days["autumn_first"], days["summer_last"], _breaks(days), training)
    try:
        _on_weekdays(days, training or ())
        return _of_a_usual_length(year)
    except HolidaysUnknown as unknown:
        raise Invalid(
            f"We do not have the bank holidays of {period.name} yet. Please come back later with these dates."
        ) from unknown


def _placed(name: str, stored: str, period: Term) -> date:
    return _within(period, placed(stored, period), _label(name))


def _training(told: str, period: Term) -> list[date]:
    return [_within(period, day, _label("training")) for day in listed(told, period)]


def _within(period: Term, day: date, label: str) -> date:
    if not period.first <= day <= period.last:
        raise Invalid(
            f'"{label}" has {longdate(day)}, which is not in the school year {period.name}. '
            "Could you check it?"
        )
    return day


def _in_order(days: Days) -> None:
    for earlier, later in pairwise(IN_ORDER):
        same_is_fine = later.removesuffix("_last") == earlier.removesuffix("_first")
        if days[later] < days[earlier] or (days[later] == days[earlier] and not same_is_fine):
            raise Invalid(
                f'"{_label(earlier)}" is {longdate(days[earlier])}, and "{_label(later)}" is '
                f"{longdate(days[later])}. Could you check which of them is right?"
            )


def _not_too_long(days: Days) -> None:
    for name in HALF_TERMS:
        long = (days[f"{name}_last"] - days[f"{name}_first"]).days + 1
        if long > LONGEST_HALF_TERM:
            raise Invalid(
                f"The {name.capitalize()} half term would be {long} days long. "
                "Could you check when it begins and when it ends?"
            )
    for last, first in HOLIDAYS:
        away = (days[first] - days[last]).days - 1
        if away > LONGEST_HOLIDAY:
            raise Invalid(
                f"The school would be closed for {away} days from {longdate(days[last] + DAY)}. "
                "Could you check the days before and after?"
            )


def _on_weekdays(days: Days, training: tuple[date, ...]) -> None:
    named = [(_label(name), days[name]) for name in IN_SCHOOL]
    for label, day in (*named, *((_label("training"), day) for day in training)):
        if not WorkingDays.england().is_working_day(day):
            raise Invalid(
                f'"{label}" has {longdate(day)}, which is a weekend or a bank holiday. Could you check it?'
            )


def _breaks(days: Days) -> tuple[Break, ...]:
    half_terms = [Break(days[f"{name}_first"], days[f"{name}_last"]) for name in HALF_TERMS]
    holidays = [Break(days[last] + DAY, days[first] - DAY) for last, first in HOLIDAYS]
    closed = [each for each in (*half_terms, *holidays) if each.first <= each.last]
    return tuple(sorted(closed, key=lambda each: each.first))


def _of_a_usual_length(year: SchoolYear) -> SchoolYear:
    every = range((year.last - year.first).days + 1)
    school_days = sum(year.is_school_day(year.first + DAY * n) for n in every)
    if not FEWEST <= school_days <= MOST:
        raise Invalid(
            f"That would be a year of {school_days} school days, and most schools have 190. "
            "Could you check the dates?"
        )
    return year


def _label(name: str) -> str:
    return SCHOOL_YEAR.question(name).label
