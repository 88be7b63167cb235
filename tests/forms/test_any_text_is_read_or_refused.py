"""Whatever is typed, each parser either gives a stored answer or one kind sentence."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.days import longdate
from bot.forms.answers import YES_NO, a_count, a_name, one_of, text, yes_no
from bot.forms.dates import a_birth_date, a_date, a_future_date, a_past_date
from bot.forms.distress import is_distress
from bot.forms.form import Invalid
from bot.forms.times import a_time

PARSERS = {
    "a_past_date": a_past_date,
    "a_future_date": a_future_date,
    "a_date": a_date,
    "a_birth_date": a_birth_date,
    "a_time": a_time,
    "a_name": a_name,
    "text": text(1000, "what was said"),
    "a_count": a_count(0, 100, "days"),
    "one_of": one_of(YES_NO),
    "yes_no": yes_no,
}
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
WORDS = (
    "i sent it on the last this next day before after yesterday today tomorrow week weeks month year ago "
    "in at about a 1 2 3rd 12th 31st 29 31 32 99 2024 2025 12/3 31/12/25 2025-03-12 03/25 march febuary sept "
    "may tue wensday monday am pm 10:30 half past quarter to noon yes no three skip days , . - / ! 🙂 مارس"
)
TYPED = st.one_of(
    st.text(max_size=4096),
    st.text(alphabet="0123456789/.-: aehmnorstuy'", max_size=30),
    st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join),
    DAYS.map(longdate),
    DAYS.map(date.isoformat),
)


def stored_or_refused(parse: Callable[[str, date], str], typed: str, today: date) -> tuple[str | None, str]:
    try:
        return parse(typed, today), ""
    except Invalid as refused:
        return None, str(refused)


def is_one_kind_sentence(said: str) -> bool:
    return said.endswith((".", "?")) and 10 < len(said) < 300 and "\n" not in said and said[0].isupper()


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS.keys())
@given(typed=TYPED, today=DAYS)
@settings(deadline=None)
def test_anything_typed_is_stored_or_asked_again_kindly(
    parse: Callable[[str, date], str], typed: str, today: date
):
    stored, refusal = stored_or_refused(parse, typed, today)
    if stored is None:
        assert is_one_kind_sentence(refusal)
    else:
        assert stored
        assert parse(stored, today) == stored


@given(
    DAYS, DAYS, st.sampled_from(["{0} {1}", "{1} {0}", "the {0}th of {1}", "{0}/{2}", "{0}.{2}", "{0}-{2}"])
)
def test_a_date_without_its_year_falls_within_the_past_year(day: date, today: date, shape: str):
    typed = shape.format(day.day, longdate(day).split()[2], day.month)
    if (day.month, day.day) != (2, 29):
        read = date.fromisoformat(a_past_date(typed, today))
        assert 0 <= (today - read).days <= 366
        assert (read.month, read.day) == (day.month, day.day)


@given(DAYS, DAYS)
def test_a_date_to_come_without_its_year_falls_within_the_next_year(day: date, today: date):
    if (day.month, day.day) != (2, 29):
        read = date.fromisoformat(a_future_date(f"{day.day}/{day.month}", today))
        assert 0 <= (read - today).days <= 366


@given(DAYS, st.sampled_from(["Monday", "tue", "weds", "thurs", "Friday", "Sat", "Sun"]))
def test_a_day_of_the_week_falls_within_the_past_seven_days(today: date, typed: str):
    read = date.fromisoformat(a_past_date(typed, today))
    assert 0 <= (today - read).days < 7
    assert longdate(read)[:3].lower() == typed[:3].lower()


@given(DAYS, st.integers(1, 31))
def test_the_day_of_the_month_alone_is_the_last_one_or_the_next_one(today: date, day: int):
    gone = date.fromisoformat(a_past_date(f"the {day}th", today))
    to_come = date.fromisoformat(a_future_date(f"the {day}th", today))
    assert gone <= today <= to_come
    assert gone.day == to_come.day == day
    assert (to_come - gone).days <= 62


@given(DAYS)
def test_a_date_written_for_the_parent_can_be_typed_back(day: date):
    assert a_past_date(longdate(day), day) == day.isoformat()
    assert a_future_date(longdate(day), day) == day.isoformat()


@pytest.mark.parametrize("parse", [a_past_date, a_future_date, a_date, a_birth_date])
@given(today=DAYS, typed=st.sampled_from(["", "31 April", "1 May 1950", "May", "3"]))
def test_the_example_in_a_refusal_works_on_every_day(
    parse: Callable[[str, date], str], today: date, typed: str
):
    stored, refusal = stored_or_refused(parse, typed, today)
    assert stored is None
    for example in refusal.split("for example ")[1].rstrip(".?").split(" or "):
        assert parse(example, today)


@given(st.text(max_size=4096))
@settings(deadline=None)
def test_any_text_can_be_listened_to(said: str):
    assert is_distress(said) in (True, False)
    assert is_distress(said + ". I want to die.")
