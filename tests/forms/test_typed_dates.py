"""Dates as people type them, each with the day of the week written out."""

from datetime import date

import pytest

from bot.days import longdate
from bot.forms.dates import a_birth_date, a_date, a_future_date, a_past_date

SUNDAY = date(2026, 11, 22)

PAST = [
    # near days
    ("today", "Sun 22 November 2026"),
    ("Today.", "Sun 22 November 2026"),
    ("now", "Sun 22 November 2026"),
    ("just now", "Sun 22 November 2026"),
    ("tonight", "Sun 22 November 2026"),
    ("this morning", "Sun 22 November 2026"),
    ("this afternoon about 3pm", "Sun 22 November 2026"),
    ("earlier today", "Sun 22 November 2026"),
    ("yesterday", "Sat 21 November 2026"),
    ("Yesturday", "Sat 21 November 2026"),
    ("yesterday morning", "Sat 21 November 2026"),
    ("yesterday at half past 3", "Sat 21 November 2026"),
    ("last night", "Sat 21 November 2026"),
    ("day before yesterday", "Fri 20 November 2026"),
    ("the day before yesterday", "Fri 20 November 2026"),
    # days of the week
    ("Tuesday", "Tue 17 November 2026"),
    ("tues", "Tue 17 November 2026"),
    ("on tuesday", "Tue 17 November 2026"),
    ("teusday", "Tue 17 November 2026"),
    ("last Tuesday", "Tue 17 November 2026"),
    ("Tuesday just gone", "Tue 17 November 2026"),
    ("Saturday gone", "Sat 21 November 2026"),
    ("I emailed them on Friday", "Fri 20 November 2026"),
    ("early this morning", "Sun 22 November 2026"),
    ("this Tuesday", "Tue 17 November 2026"),
    ("Tuesday afternoon", "Tue 17 November 2026"),
    ("wensday", "Wed 18 November 2026"),
    ("Weds", "Wed 18 November 2026"),
    ("thurs", "Thu 19 November 2026"),
    ("Sunday", "Sun 22 November 2026"),
    ("last Sunday", "Sun 15 November 2026"),
    ("Tuesday last week", "Tue 10 November 2026"),
    ("last week on Tuesday", "Tue 10 November 2026"),
    ("Tuesday of last week", "Tue 10 November 2026"),
    # day and month
    ("12 March", "Thu 12 March 2026"),
    ("March 12", "Thu 12 March 2026"),
    ("12th of march", "Thu 12 March 2026"),
    ("the 12th of March", "Thu 12 March 2026"),
    ("12th March,", "Thu 12 March 2026"),
    ("March the 12th", "Thu 12 March 2026"),
    ("3rd of June", "Wed 3 June 2026"),
    ("3 rd June", "Wed 3 June 2026"),
    ("first of June", "Mon 1 June 2026"),
    ("12march", "Thu 12 March 2026"),
    ("12thMarch2025", "Wed 12 March 2025"),
    ("12 Mar.", "Thu 12 March 2026"),
    ("12 febuary", "Thu 12 February 2026"),
    ("12 Septemer", "Sat 12 September 2026"),
    ("12 sept", "Sat 12 September 2026"),
    ("22 November", "Sun 22 November 2026"),
    ("23 November", "Sun 23 November 2025"),
    ("12 December", "Fri 12 December 2025"),
    ("12/3", "Thu 12 March 2026"),
    ("12.3", "Thu 12 March 2026"),
    ("12-3", "Thu 12 March 2026"),
    ("3/12", "Wed 3 December 2025"),
    # the day alone
    ("the 3rd", "Tue 3 November 2026"),
    ("3rd", "Tue 3 November 2026"),
    ("on the 22nd", "Sun 22 November 2026"),
    ("the 23rd", "Fri 23 October 2026"),
    ("31st", "Sat 31 October 2026"),
    ("the 3rd of this month", "Tue 3 November 2026"),
    ("the 3rd of last month", "Sat 3 October 2026"),
    ("Tuesday the 3rd", "Tue 3 November 2026"),
    # with the year
    ("12/03/25", "Wed 12 March 2025"),
    ("12/03/2025", "Wed 12 March 2025"),
    ("12 / 03 / 2025", "Wed 12 March 2025"),
    ("12.3.2025", "Wed 12 March 2025"),
    ("12-3-25", "Wed 12 March 2025"),
    ("12 03 2025", "Wed 12 March 2025"),
    ("2025-03-12", "Wed 12 March 2025"),
    ("2025/3/12", "Wed 12 March 2025"),
    ("12-Mar-25", "Wed 12 March 2025"),
    ("12 mar 24", "Tue 12 March 2024"),
    ("March 12, 2025", "Wed 12 March 2025"),
    ("12 March '25", "Wed 12 March 2025"),
    ("29 February 2024", "Thu 29 February 2024"),
    ("Thu 12 March 2026", "Thu 12 March 2026"),
    ("Thursday, 12th March 2026", "Thu 12 March 2026"),
    ("Thursday the 12th of March 2026", "Thu 12 March 2026"),
    ("Thu 12/3/26", "Thu 12 March 2026"),
    ("12 March 2026 (Thursday)", "Thu 12 March 2026"),
    ("\uff11\uff12 March", "Thu 12 March 2026"),
    ("12 March 🙂", "Thu 12 March 2026"),
    ("\u200e12 March 2026\u200f", "Thu 12 March 2026"),
    ("12 March this year", "Thu 12 March 2026"),
    ("12 December last year", "Fri 12 December 2025"),
    # so long ago
    ("two wks ago", "Sun 8 November 2026"),
    ("6 weeks ago today", "Sun 11 October 2026"),
    ("3 days ago", "Thu 19 November 2026"),
    ("three days ago", "Thu 19 November 2026"),
    ("a week ago", "Sun 15 November 2026"),
    ("two weeks ago", "Sun 8 November 2026"),
    ("a fortnight ago", "Sun 8 November 2026"),
    ("about 3 weeks ago", "Sun 1 November 2026"),
    ("a month ago", "Thu 22 October 2026"),
    ("2 months ago", "Tue 22 September 2026"),
    ("a year ago", "Sat 22 November 2025"),
    # in a sentence
    ("I sent it on the 3rd of June 2025", "Tue 3 June 2025"),
    ("it was 12 March", "Thu 12 March 2026"),
    ("we posted the form on 12/3", "Thu 12 March 2026"),
    ("I think it was the 3rd", "Tue 3 November 2026"),
    ("sent 12 March by email", "Thu 12 March 2026"),
    ("yesterday by post", "Sat 21 November 2026"),
    ("1 april 2025 about 3pm", "Tue 1 April 2025"),
    ("1 April at 3.30 pm", "Wed 1 April 2026"),
    ("1 April 2025 at 10", "Tue 1 April 2025"),
    ("1 April 2025 15:30", "Tue 1 April 2025"),
    ("1 April in the morning", "Wed 1 April 2026"),
    ("10am on Tuesday", "Tue 17 November 2026"),
]

FUTURE = [
    ("today", "Sun 22 November 2026"),
    ("tomorrow", "Mon 23 November 2026"),
    ("tommorow", "Mon 23 November 2026"),
    ("tomorrow at 7pm", "Mon 23 November 2026"),
    ("the day after tomorrow", "Tue 24 November 2026"),
    ("Tuesday", "Tue 24 November 2026"),
    ("this coming Tuesday", "Tue 24 November 2026"),
    ("Sunday", "Sun 22 November 2026"),
    ("Tuesday next week", "Tue 24 November 2026"),
    ("Tuesday week", "Tue 1 December 2026"),
    ("a week on Tuesday", "Tue 1 December 2026"),
    ("a week today", "Sun 29 November 2026"),
    ("in 3 days", "Wed 25 November 2026"),
    ("in two weeks", "Sun 6 December 2026"),
    ("in 2 weeks' time", "Sun 6 December 2026"),
    ("3 weeks from now", "Sun 13 December 2026"),
    ("in a month", "Tue 22 December 2026"),
    ("12 March", "Fri 12 March 2027"),
    ("22 November", "Sun 22 November 2026"),
    ("21 November", "Sun 21 November 2027"),
    ("12 December", "Sat 12 December 2026"),
    ("the 3rd", "Thu 3 December 2026"),
    ("the 3rd of next month", "Thu 3 December 2026"),
    ("31st", "Thu 31 December 2026"),
    ("12 March next year", "Fri 12 March 2027"),
    ("12/3/27", "Fri 12 March 2027"),
    ("29 February 2028", "Tue 29 February 2028"),
]

EITHER = [
    ("yesterday", "Sat 21 November 2026"),
    ("tomorrow", "Mon 23 November 2026"),
    ("12 December", "Sat 12 December 2026"),
    ("12 October", "Mon 12 October 2026"),
    ("12 March", "Fri 12 March 2027"),
    ("the 20th", "Fri 20 November 2026"),
    ("the 25th", "Wed 25 November 2026"),
]


BORN = [
    ("3 June 2017", "Sat 3 June 2017"),
    ("3/6/17", "Sat 3 June 2017"),
    ("March 12, 2001", "Mon 12 March 2001"),
    ("2017-06-03", "Sat 3 June 2017"),
    ("22 November 2026", "Sun 22 November 2026"),
]


def read(parse, typed: str, today: date) -> str:
    return longdate(date.fromisoformat(parse(typed, today)))


@pytest.mark.parametrize(("typed", "day"), PAST)
def test_a_day_gone_by_is_read(typed: str, day: str):
    assert read(a_past_date, typed, SUNDAY) == day


@pytest.mark.parametrize(("typed", "day"), FUTURE)
def test_a_day_to_come_is_read(typed: str, day: str):
    assert read(a_future_date, typed, SUNDAY) == day


@pytest.mark.parametrize(("typed", "day"), EITHER)
def test_a_day_on_either_side_is_the_nearer_one(typed: str, day: str):
    assert read(a_date, typed, SUNDAY) == day


@pytest.mark.parametrize(("typed", "day"), BORN)
def test_a_date_of_birth_is_read(typed: str, day: str):
    assert read(a_birth_date, typed, SUNDAY) == day


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        (date(2026, 11, 24), "Tuesday", "Tue 24 November 2026"),
        (date(2026, 11, 24), "last Tuesday", "Tue 17 November 2026"),
        (date(2026, 11, 24), "Tuesday last week", "Tue 17 November 2026"),
        (date(2026, 11, 24), "this Tuesday", "Tue 24 November 2026"),
        (date(2026, 3, 31), "a month ago", "Sat 28 February 2026"),
        (date(2026, 3, 15), "the 30th", "Fri 30 January 2026"),
        (date(2026, 7, 1), "the 31st", "Sun 31 May 2026"),
        (date(2026, 1, 1), "yesterday", "Wed 31 December 2025"),
        (date(2026, 1, 1), "31 December", "Wed 31 December 2025"),
        (date(2028, 2, 29), "29 February", "Tue 29 February 2028"),
        (date(2028, 2, 29), "a year ago", "Sun 28 February 2027"),
        (date(2024, 12, 31), "29/2", "Thu 29 February 2024"),
    ],
)
def test_the_answer_depends_on_the_day_it_is_typed(today: date, typed: str, day: str):
    assert read(a_past_date, typed, today) == day


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 4, 23), "Thu 23 April 2026"),
        (date(2025, 8, 19), "Tue 19 August 2025"),
        (date(2026, 3, 1), "Sun 1 March 2026"),
    ],
)
def test_a_date_is_written_out_for_the_parent(day: date, said: str):
    assert longdate(day) == said
