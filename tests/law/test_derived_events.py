"""What follows from the log: the events of a case, and what the law then says, to the day."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from absences_told import (
    EVERY_WAY,
    KINDS,
    KNOWN,
    NO_SCHOOL,
    ON_A_LIST,
    SCHOOL_DAYS,
    absences,
    logged,
    several,
    todays,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from schools import HILLSIDE
from what_happened import day, happenings
from what_was_logged import in_words

from bot.law.absence import ALL_DAY, AM, PM, Absence
from bot.law.deadlines import deadlines
from bot.law.derived import InCase, derived
from bot.law.rules import load
from bot.law.school import Break, SchoolCalendar
from bot.law.terms import long_term

RULEBOOK = load()
DAY = timedelta(days=1)
MONDAY = "Mon 2026-11-23"
FIVE_DAYS = "suspended Mon 2026-11-09 to Fri 2026-11-13"
CASES = {"exclusion": 1, "attendance": 2, "": 3}
any_way = st.sampled_from(sorted(EVERY_WAY))


def following(*lines, calendars=(KNOWN,), today=MONDAY):
    """The events of one case with these entries."""
    return derived([InCase(1, each) for each in logged(*lines)], calendars, day(today)).get(1, ())


def told(*lines, kinds=(), **known):
    """The same in words, in order of day; with `kinds`, those alone."""
    events = following(*lines, **known)
    return in_words(events, *(kinds or {event.kind for event in events}))


def in_cases(entries):
    """Each entry in a case of its sort; some are in none that leads to anything."""
    return [InCase(CASES[KINDS[each.kind].case], each) for each in entries]


def standing(*lines, case="exclusion", more=(), today=MONDAY, calendars=KNOWN):
    """Every date of a case that follows from these entries and from what was told besides, by rule."""
    events = [*following(*lines, today=today, calendars=(calendars,)), *happenings(*more)]
    found = deadlines(case, events, RULEBOOK, calendars, day(today))
    return {each.rule.id: each for each in found}


# What an entry brings about


@pytest.mark.parametrize(
    ("line", "events"),
    [
        (FIVE_DAYS, ["suspended:up_to_5 Mon 2026-11-09", "back_at_school:ended Mon 2026-11-16"]),
        (
            "suspended Mon 2026-11-09 letter=yes exam=yes",
            [
                "exam_missed Mon 2026-11-09",
                "put_in_writing:suspension Mon 2026-11-09",
                "suspended:up_to_5 Mon 2026-11-09",
                "back_at_school:ended Tue 2026-11-10",
            ],
        ),
        (
            "suspended Mon 2026-11-16 on letter=no",
            [
                "no_letter:suspension Mon 2026-11-16",
                "six_days Mon 2026-11-16",
                "suspended:over_5 Mon 2026-11-16",
            ],
        ),
        ("suspended Thu 2026-11-19 on", ["six_days Thu 2026-11-19", "suspended:up_to_5 Thu 2026-11-19"]),
        ("excluded Mon 2026-11-16 on", ["excluded Mon 2026-11-16"]),
        (
            "lunchtime Mon 2026-11-09 to Wed 2026-11-11",
            ["lunch_ban:up_to_5 Mon 2026-11-09", "back_at_school:ended Thu 2026-11-12"],
        ),
        (
            "sent_home Tue 2026-11-10 part=pm letter=no",
            ["no_letter:sent_home Tue 2026-11-10", "sent_home Tue 2026-11-10"],
        ),
        ("sent_home Tue 2026-11-10 letter=yes", ["sent_home Tue 2026-11-10"]),
        ("sent_home Tue 2026-11-10", ["sent_home Tue 2026-11-10"]),
        (
            "kept_home Tue 2026-11-10 to Fri 2026-11-13 letter=not_yet",
            ["no_letter:sent_home Tue 2026-11-10", "sent_home Tue 2026-11-10"],
        ),
        (
            "separation Tue 2026-11-10 letter=no",
            ["sent_home:safeguarding Tue 2026-11-10", "back_at_school:ended Wed 2026-11-11"],
        ),
        ("offsite Wed 2026-12-02 on letter=yes", ["offsite:letter Wed 2026-12-02"]),
        ("offsite Wed 2026-12-02 on letter=not_yet", ["offsite:no_letter Wed 2026-12-02"]),
        ("offsite Wed 2026-12-02 on", ["offsite Wed 2026-12-02"]),
        (
            "ill Mon 2026-11-09 to Fri 2026-11-13",
            ["out_of_school:ill Mon 2026-11-09", "returned Mon 2026-11-16"],
        ),
        ("no_place Mon 2026-11-09 on", ["out_of_school:other Mon 2026-11-09"]),
        ("part_time Mon 2026-11-09 on part=pm letter=yes", ["part_time Mon 2026-11-09"]),
        (
            "part_time Mon 2026-11-09 to Thu 2026-11-19 part=pm",
            ["part_time Mon 2026-11-09", "returned Fri 2026-11-20"],
        ),
        ("internal Mon 2026-11-09", []),
        ("other Mon 2026-11-09 code=O", []),
    ],
)
def test_an_entry_brings_these_events_about(line, events):
    assert told(line) == events


def test_every_kind_is_tried_above():
    assert set(KINDS) <= {each.kind for each in logged(*(f"{kind} {MONDAY}" for kind in KINDS))}
    assert derived([], (KNOWN,), day(MONDAY)) == {}


@given(st.lists(absences(), min_size=1, max_size=4), todays, any_way)
@settings(max_examples=25)
def test_every_event_is_one_that_the_rules_know_with_an_answer_that_they_know(entries, today, way):
    found = derived(in_cases(entries), (EVERY_WAY[way],), today)
    for event in [event for events in found.values() for event in events]:
        kind = RULEBOOK.kinds[event.kind]
        assert not event.how or kind.which_words(event.how)
        assert event.told_on in {each.told_on for each in entries}


@given(several, todays, any_way)
@settings(max_examples=25)
def test_the_order_of_the_entries_brings_nothing_else_about(entries, today, way):
    one, other = (derived(in_cases(some), (EVERY_WAY[way],), today) for some in (entries, entries[::-1]))
    assert {case: Counter(events) for case, events in one.items()} == {
        case: Counter(events) for case, events in other.items()
    }


@given(several, todays)
@settings(max_examples=25)
def test_events_go_to_the_case_of_their_entry(entries, today):
    for case_id, events in derived(in_cases(entries), (KNOWN,), today).items():
        kinds = {RULEBOOK.subject(RULEBOOK.kinds[event.kind].subject).kind for event in events}
        assert {CASES[kind] for kind in kinds} <= {case_id}


def test_two_cases_of_one_child_have_each_their_own_events_and_share_the_total():
    first, second = logged(FIVE_DAYS, "suspended Mon 2026-11-30 part=am")
    found = derived([InCase(7, first), InCase(8, second)], (KNOWN,), day(MONDAY))
    assert in_words(found[7], "suspended") == ["suspended:up_to_5 Mon 2026-11-09"]
    assert in_words(found[8], "suspended") == ["suspended:over_5 Mon 2026-11-30"]


def test_an_event_was_learnt_on_the_day_on_which_its_entry_was_told():
    [entry] = logged("sent_home Tue 2026-11-10 letter=no")
    later = replace(entry, told_on=day("Thu 2026-11-12"))
    events = derived([InCase(1, later)], (KNOWN,), day(MONDAY))[1]
    assert {event.told_on for event in events} == {day("Thu 2026-11-12")}
    untold = derived([InCase(1, replace(entry, told_on=None))], (KNOWN,), day(MONDAY))[1]
    assert {event.told_on for event in untold} == {day("Tue 2026-11-10")}


# How many days of suspension it makes


halves_of_a_day = st.sampled_from([ALL_DAY, AM, PM])
some_days = st.dictionaries(st.sampled_from(SCHOOL_DAYS), halves_of_a_day, min_size=1, max_size=40)


def bands(*lines, **known):
    return told(*lines, kinds=("suspended",), **known)


@pytest.mark.parametrize(
    ("lines", "suspended"),
    [
        ([FIVE_DAYS], ["suspended:up_to_5 Mon 2026-11-09"]),
        (
            [FIVE_DAYS, "suspended Mon 2026-11-16 part=am"],
            ["suspended:up_to_5 Mon 2026-11-09", "suspended:over_5 Mon 2026-11-16"],
        ),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16 part=to_am"], ["suspended:over_5 Mon 2026-11-09"]),
        (["suspended Mon 2026-09-07 to Fri 2026-09-25"], ["suspended:over_5 Mon 2026-09-07"]),  # exactly 15
        (
            ["suspended Mon 2026-09-07 to Mon 2026-09-28 part=to_am"],
            ["suspended:over_15 Mon 2026-09-07"],
        ),
        (
            ["lunchtime Mon 2026-11-02 to Fri 2026-11-06", "suspended Mon 2026-11-09 to Wed 2026-11-11"],
            ["suspended:over_5 Mon 2026-11-09"],  # 2½ days of lunchtimes and 3 days
        ),
        (
            ["sent_home Fri 2026-11-06", FIVE_DAYS],  # nobody called that a suspension
            ["suspended:up_to_5 Mon 2026-11-09"],
        ),
        # what goes on is not over 15 days by going on: its end is not known
        (["suspended Mon 2026-10-12 on"], ["suspended:over_5 Mon 2026-10-12"]),
        (
            ["suspended Mon 2026-09-07 to Fri 2026-09-25", "suspended Mon 2026-10-12 on"],
            ["suspended:over_5 Mon 2026-09-07", "suspended:over_15 Mon 2026-10-12"],
        ),
        (["suspended Mon 2026-12-14 to Mon 2027-01-11"], ["suspended:up_to_5 Mon 2026-12-14"]),  # 5 and 5
        (["suspended Mon 2026-12-14 to Tue 2027-01-12"], ["suspended:over_5 Mon 2026-12-14"]),  # 5 and 6
        (
            [FIVE_DAYS, "suspended Tue 2027-01-05"],
            ["suspended:up_to_5 Mon 2026-11-09", "suspended:up_to_5 Tue 2027-01-05"],
        ),
    ],
)
def test_a_suspension_is_told_with_the_total_that_it_makes_in_its_long_term(lines, suspended):
    assert bands(*lines) == suspended


@pytest.mark.parametrize(
    ("lines", "lunchtimes"),
    [
        (["lunchtime Mon 2026-11-02 to Fri 2026-11-13"], "up_to_5"),  # ten are 5 days
        (["lunchtime Mon 2026-11-02 to Mon 2026-11-16"], "over_5"),  # eleven are more
        (
            ["suspended Mon 2026-11-02 to Wed 2026-11-04", "lunchtime Mon 2026-11-09 to Fri 2026-11-13"],
            "over_5",
        ),
        (
            ["suspended Mon 2026-11-02 to Tue 2026-11-03", "lunchtime Mon 2026-11-09 to Fri 2026-11-13"],
            "up_to_5",
        ),
    ],
)
def test_lunchtimes_are_told_with_the_total_that_they_make_half_a_day_each(lines, lunchtimes):
    first = lines[-1].split()[2]
    assert told(*lines, kinds=("lunch_ban",)) == [f"lunch_ban:{lunchtimes} Mon {first}"]


@given(some_days, todays)
@settings(max_examples=25)
def test_the_total_of_each_is_that_of_all_before_it_and_itself(days, today):
    entries = [Absence("suspended", on, on, part) for on, part in sorted(days.items())]
    events = derived([InCase(1, each) for each in entries], (KNOWN,), today)[1]
    found = {event.on: event.how for event in events if event.kind == "suspended"}
    halves = Counter()
    for entry in entries:
        term = long_term(entry.first)
        halves[term] += 2 if entry.part == ALL_DAY else 1
        expected = "up_to_5" if halves[term] <= 10 else "over_5" if halves[term] <= 30 else "over_15"
        assert found[entry.first] == expected


@pytest.mark.parametrize(
    ("line", "listed", "guessed"),
    [
        (FIVE_DAYS, "up_to_5", "up_to_5"),
        ("suspended Fri 2026-11-13 to Mon 2026-11-23", "not_sure", "not_sure"),  # a week of training days?
        ("suspended Mon 2026-10-12 to Mon 2026-11-02", "over_5", "over_5"),
        ("suspended Fri 2026-10-16 to Mon 2026-11-02", "not_sure", "not_sure"),
        ("suspended Mon 2026-11-02 to Fri 2026-12-18", "over_15", "over_15"),
        ("suspended Mon 2026-10-05 to Mon 2026-11-02", "over_5", "over_5"),
    ],
)
def test_where_holidays_are_not_known_the_total_may_be_not_sure(line, listed, guessed):
    assert bands(line, calendars=(ON_A_LIST,)) == [f"suspended:{listed} {line[10:24]}"]
    assert bands(line, calendars=(NO_SCHOOL,)) == [f"suspended:{guessed} {line[10:24]}"]


@pytest.mark.parametrize(("more", "how"), [("part=am", "up_to_5"), ("part=all", "not_sure")])
def test_at_most_5_days_is_up_to_5_and_at_most_5_and_a_half_is_not_sure(more, how):
    """Nobody knows whether five of those lunchtimes were on training days: 2½ to 5 days, or 3 to 5½."""
    lines = ("lunchtime Wed 2026-11-04 to Mon 2026-11-16", f"suspended Tue 2026-11-17 {more}")
    assert bands(*lines, calendars=(NO_SCHOOL,)) == [f"suspended:{how} Tue 2026-11-17"]


def hidden():
    """What another parent may have told: two weeks of holiday in November that there were not."""
    breaks = (*HILLSIDE.breaks, Break(date(2026, 11, 9), date(2026, 11, 20)))
    mischief = replace(HILLSIDE, breaks=breaks, source="Another parent told us.")
    return replace(NO_SCHOOL, school=SchoolCalendar((mischief,)))


def test_what_another_parent_told_of_the_school_hides_no_total_and_makes_none():
    line = "suspended Fri 2026-11-06 to Mon 2026-11-23"
    assert bands(line, calendars=(KNOWN,)) == ["suspended:over_5 Fri 2026-11-06"]
    assert bands(line, calendars=(hidden(),)) == ["suspended:up_to_5 Fri 2026-11-06"]
    for order in ((KNOWN, hidden()), (hidden(), KNOWN)):
        assert bands(line, calendars=order) == ["suspended:not_sure Fri 2026-11-06"]


# Six school days in a row


@pytest.mark.parametrize(
    ("lines", "six"),
    [
        ([FIVE_DAYS], []),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16"], ["six_days Mon 2026-11-09"]),
        ([FIVE_DAYS, "suspended Mon 2026-11-16"], ["six_days Mon 2026-11-09"]),  # straight on
        ([FIVE_DAYS, "suspended Tue 2026-11-17 to Fri 2026-11-20"], []),  # a day in school between
        (["suspended Mon 2026-09-07 to Thu 2026-09-10", FIVE_DAYS], []),
        (
            ["suspended Wed 2026-10-21 to Fri 2026-10-23", "suspended Mon 2026-11-02 to Wed 2026-11-04"],
            ["six_days Wed 2026-10-21"],
        ),
        # a day inside a longer one does not end the row
        ([FIVE_DAYS, "suspended Tue 2026-11-10", "suspended Mon 2026-11-16"], ["six_days Mon 2026-11-09"]),
        (["suspended Thu 2026-11-19 on"], ["six_days Thu 2026-11-19"]),  # nobody has said that it ends
        (["suspended Thu 2026-11-19 on", "suspended Fri 2026-11-20"], ["six_days Thu 2026-11-19"]),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16 part=from_pm"], []),  # five whole days
        (["suspended Mon 2026-11-09 to Tue 2026-11-17 part=from_pm"], ["six_days Tue 2026-11-10"]),
        (["suspended Mon 2026-11-09 to Mon 2026-11-16 part=to_am"], ["six_days Mon 2026-11-09"]),
        (["suspended Mon 2027-01-04 to Mon 2027-01-11"], []),  # a training day first
        (["suspended Mon 2027-01-04 to Tue 2027-01-12"], ["six_days Tue 2027-01-05"]),
        ([FIVE_DAYS, "lunchtime Mon 2026-11-16"], []),
        ([FIVE_DAYS, "sent_home Mon 2026-11-16"], []),
        (["excluded Mon 2026-11-09 on"], []),
        (
            ["suspended Mon 2026-09-14 to Mon 2026-09-21", "suspended Mon 2026-11-09 to Mon 2026-11-16"],
            ["six_days Mon 2026-09-14", "six_days Mon 2026-11-09"],
        ),
    ],
)
def test_a_row_of_six_whole_days_begins_on_its_first_whole_day(lines, six):
    """Source: https://www.legislation.gov.uk/uksi/2014/3216/made"""
    assert told(*lines, kinds=("six_days",)) == six


@pytest.mark.parametrize("calendars", EVERY_WAY.values(), ids=list(EVERY_WAY))
def test_days_that_the_parent_told_are_six_days_in_every_season(calendars):
    """In October and June nobody knows which weeks are holidays, but she says that there was school."""
    lines = ("suspended Mon 2026-10-12 to Wed 2026-10-21", "suspended Tue 2027-06-08 to Tue 2027-06-15")
    assert told(*lines, kinds=("six_days",), calendars=(calendars,)) == [
        "six_days Mon 2026-10-12",
        "six_days Tue 2027-06-08",
    ]


def test_days_of_which_nobody_knows_whether_they_were_holidays_make_no_row():
    line = "suspended Fri 2026-10-16 to Mon 2026-11-02"
    assert told(line, kinds=("six_days",), calendars=(NO_SCHOOL,)) == []
    assert told(line, kinds=("six_days",)) == ["six_days Fri 2026-10-16"]


def test_a_row_is_known_from_the_day_on_which_its_last_piece_was_told():
    first, second = logged(FIVE_DAYS, "suspended Mon 2026-11-16 to Wed 2026-11-18")
    [six] = [each for each in _events(first, second) if each.kind == "six_days"]
    assert (six.on, six.told_on) == (day("Mon 2026-11-09"), day("Mon 2026-11-16"))


def _events(*entries, calendars=KNOWN):
    return derived([InCase(1, each) for each in entries], (calendars,), day(MONDAY))[1]


# Back at school


@pytest.mark.parametrize(
    ("lines", "back"),
    [
        (["suspended Fri 2026-10-23"], ["back_at_school:ended Mon 2026-11-02"]),  # after half term
        ([FIVE_DAYS, "suspended Mon 2026-11-16"], ["back_at_school:ended Tue 2026-11-17"]),
        (
            [FIVE_DAYS, "suspended Wed 2026-11-18"],
            ["back_at_school:ended Mon 2026-11-16", "back_at_school:ended Thu 2026-11-19"],
        ),
        ([FIVE_DAYS, "suspended Tue 2026-11-10"], ["back_at_school:ended Mon 2026-11-16"]),
        ([FIVE_DAYS, "excluded Mon 2026-11-16 on"], []),
        ([FIVE_DAYS, "lunchtime Mon 2026-11-16 to Tue 2026-11-17"], ["back_at_school:ended Wed 2026-11-18"]),
        ([FIVE_DAYS, "sent_home Mon 2026-11-16"], ["back_at_school:ended Mon 2026-11-16"]),
        (["suspended Mon 2026-11-16 on"], []),
        (["suspended Mon 2026-11-30 to Tue 2026-12-01"], []),  # to come: it ends nothing yet
        (["excluded Mon 2026-11-02 to Fri 2026-11-06"], []),  # elsewhere now, which is no return
        ([FIVE_DAYS, "excluded Mon 2026-11-16 to Tue 2026-11-17"], []),
        (
            [FIVE_DAYS, "excluded Wed 2026-11-18 to Thu 2026-11-19"],
            ["back_at_school:ended Mon 2026-11-16"],
        ),
        (["ill Mon 2026-11-09 to Fri 2026-11-13", "ill Mon 2026-11-16"], ["returned Tue 2026-11-17"]),
        (["part_time Mon 2026-09-14 on", "ill Mon 2026-11-09 to Fri 2026-11-13"], []),
        (["sent_home Tue 2026-11-10"], []),
        (["internal Tue 2026-11-10", "suspended Thu 2026-11-12"], ["back_at_school:ended Fri 2026-11-13"]),
    ],
)
def test_a_child_is_back_after_each_row_of_entries_and_not_between(lines, back):
    assert told(*lines, kinds=("back_at_school", "returned")) == back


def test_that_a_row_is_over_was_learnt_with_the_last_that_was_told_of_it():
    first, second = logged(FIVE_DAYS, "suspended Mon 2026-11-16")
    late = replace(first, told_on=day("Fri 2026-11-20"))
    for entries in ((first, second), (late, second)):
        [back] = [each for each in _events(*entries) if each.kind == "back_at_school"]
        assert back.told_on == max(each.told_on for each in entries)


def test_where_holidays_are_not_known_a_child_may_be_back_on_the_next_weekday():
    line = "suspended Fri 2026-10-23"
    assert told(line, kinds=("back_at_school",), calendars=(NO_SCHOOL,)) == [
        "back_at_school:ended Mon 2026-10-26"
    ]


@given(st.lists(absences(kinds=("suspended", "excluded", "separation")), min_size=1, max_size=4), todays)
@settings(max_examples=25)
def test_no_child_is_back_on_a_day_that_an_entry_covers_or_on_which_the_school_is_shut(entries, today):
    events = derived([InCase(1, each) for each in entries], (KNOWN,), today)[1]
    for event in events:
        if event.kind == "back_at_school":
            assert not any(each.parts_on(event.on) for each in entries)
            assert KNOWN.school.is_school_day(event.on) or not KNOWN.school.covers(event.on)


# What adds up


def test_fifteen_days_of_illness_are_reached_on_the_fifteenth():
    kinds = ("fifteen_days",)
    assert told("ill Mon 2026-11-02 to Thu 2026-11-19", kinds=kinds) == []
    assert told("ill Mon 2026-11-02 on", kinds=kinds) == ["fifteen_days Fri 2026-11-20"]
    halves = [f"ill {on:%a %Y-%m-%d} part=am" for on in SCHOOL_DAYS[:30]]
    assert told(*halves, kinds=kinds) == [f"fifteen_days {SCHOOL_DAYS[29]:%a %Y-%m-%d}"]
    assert told(*halves[1:], kinds=kinds) == []


def test_what_was_reached_in_a_school_year_is_still_told_in_the_next():
    ill = "ill Mon 2026-11-02 to Fri 2026-12-11"
    for today in ("Fri 2027-07-30", "Sun 2027-08-01", "Wed 2028-03-01"):
        assert told(ill, kinds=("fifteen_days",), today=today) == ["fifteen_days Fri 2026-11-20"]


def test_fifteen_days_that_may_have_been_holidays_are_not_said_to_be_reached():
    line = "ill Mon 2026-11-02 to Fri 2026-11-20"
    assert told(line, kinds=("fifteen_days",), calendars=(NO_SCHOOL,)) == []
    assert told(line, kinds=("fifteen_days",), calendars=(KNOWN, NO_SCHOOL)) == []


def test_days_on_which_a_school_kept_the_child_at_home_are_not_days_of_illness():
    """Each half day is counted once, here as in the totals."""
    lines = ("ill Mon 2026-11-02 to Fri 2026-11-20", "kept_home Mon 2026-11-09 to Tue 2026-11-10")
    entries = [InCase(1 if each.kind == "ill" else 2, each) for each in logged(*lines)]
    found = derived(entries, (KNOWN,), day(MONDAY))
    assert in_words(found[1], "fifteen_days") == []


def test_the_fifteenth_day_was_learnt_with_the_last_entry_that_it_needed():
    early, late, other = logged(
        "ill Mon 2026-11-02 to Fri 2026-11-13", "ill Mon 2026-11-16 to Fri 2026-11-20", "ill Mon 2026-11-23"
    )
    [reached] = [each for each in _events(early, late, other) if each.kind == "fifteen_days"]
    assert (reached.on, reached.told_on) == (day("Fri 2026-11-20"), day("Mon 2026-11-16"))


def test_ten_half_days_that_were_not_allowed_are_reached_on_the_tenth():
    kinds = ("unauthorised_10",)
    lines = (
        "ill Mon 2026-11-09 to Thu 2026-11-12 code=O",
        "part_time Mon 2026-11-16 to Thu 2026-11-19 part=pm code=U",
    )
    assert told(*lines, kinds=kinds) == ["unauthorised_10 Tue 2026-11-17"]
    assert told(lines[0], kinds=kinds) == []
    assert told(*lines, kinds=kinds, today="Fri 2027-03-12") == []  # no longer in the last ten school weeks


# What the law then says


@pytest.mark.parametrize(
    ("lines", "rule", "due", "state"),
    [
        # up to 5 days: the governors read what the parent writes
        ([FIVE_DAYS], "gov-0-5", None, "duty"),
        ([FIVE_DAYS], "gov-5-15-ask", None, None),
        ([FIVE_DAYS], "gov-15", None, None),
        ([FIVE_DAYS], "susp-day6", None, None),
        # 5½: ask them to meet
        ([FIVE_DAYS, "suspended Mon 2026-11-16 part=am"], "gov-5-15-ask", "Thu 2026-11-26", "due"),
        (
            ["suspended Mon 2026-11-09 to Mon 2026-11-16 part=to_am"],
            "gov-5-15-ask",
            "Thu 2026-11-19",
            "passed",
        ),
        (
            ["suspended Mon 2026-11-09 to Mon 2026-11-16 part=to_am"],
            "susp-send-claim-6m",
            "Sat 2027-05-08",
            "due",
        ),
        # exactly 15, and 15½: they must meet within 15 school days
        (["suspended Mon 2026-11-02 to Fri 2026-11-20"], "gov-15", None, None),
        (["suspended Mon 2026-11-02 to Mon 2026-11-23 part=to_am"], "gov-15", "Mon 2026-11-23", "due"),
        (["suspended Fri 2026-10-23 to Fri 2026-11-20 part=from_pm"], "gov-15", "Fri 2026-11-20", "missed"),
        (["suspended Mon 2026-11-02 to Mon 2026-11-23 part=to_am"], "gov-5-15-ask", None, None),
        # an exam missed: they must meet, however short it is
        (["suspended Mon 2026-11-16 part=pm exam=yes"], "gov-exam", "Mon 2026-12-07", "due"),
        (["suspended Mon 2026-11-16 on exam=yes"], "gov-exam-before", None, "duty"),
        (["suspended Mon 2026-11-16"], "gov-exam", None, None),
        # the sixth school day in a row
        (["suspended Mon 2026-11-16 to Mon 2026-11-23"], "susp-day6", "Mon 2026-11-23", "due"),
        (["suspended Mon 2026-11-16 on"], "susp-day6", "Mon 2026-11-23", "due"),
        (["suspended Fri 2026-11-13 on"], "susp-day6", "Fri 2026-11-20", "missed"),
        ([FIVE_DAYS, "suspended Mon 2026-11-16 to Wed 2026-11-18"], "susp-day6", "Mon 2026-11-16", "missed"),
        ([FIVE_DAYS, "suspended Tue 2026-11-17 to Fri 2026-11-20"], "susp-day6", None, None),
        ([FIVE_DAYS, "excluded Mon 2026-11-16 on"], "susp-day6-excluded", "Tue 2026-11-24", "due"),
        # a permanent exclusion
        (["excluded Mon 2026-11-09 on"], "gov-15", "Mon 2026-11-30", "due"),
        (["excluded Mon 2026-11-09 on"], "susp-day6-excluded", "Tue 2026-11-17", "missed"),
        # in writing
        (["suspended Mon 2026-11-16"], "susp-notice", None, "duty"),
        (["suspended Mon 2026-11-16 letter=yes"], "susp-notice", None, "met"),
        (["offsite Mon 2026-11-16 on letter=yes", "suspended Thu 2026-11-12"], "susp-notice", None, "duty"),
        (["suspended Mon 2026-11-23 letter=no"], "susp-in-writing", "Tue 2026-11-24", "due"),
        (["lunchtime Mon 2026-11-23 letter=not_yet"], "susp-in-writing", "Tue 2026-11-24", "due"),
        (["excluded Mon 2026-11-23 on letter=no"], "susp-in-writing", "Tue 2026-11-24", "due"),
        (["suspended Mon 2026-11-23 letter=yes"], "susp-in-writing", None, None),
        (["suspended Mon 2026-11-23"], "susp-in-writing", None, None),
        (["sent_home Mon 2026-11-23 letter=no"], "in-writing-answer", None, None),
        (["sent_home Mon 2026-11-23 letter=no"], "informal-in-writing", "Tue 2026-11-24", "due"),
        (["sent_home Mon 2026-11-23 letter=yes"], "informal-in-writing", None, None),
        (["kept_home Mon 2026-11-16 on letter=not_yet"], "informal-in-writing", "Tue 2026-11-17", "passed"),
        (["sent_home Mon 2026-11-23 letter=no"], "informal-exclusion", None, "duty"),
        (["sent_home Mon 2026-11-23 letter=no"], "informal-exclusion-safe", None, None),
        (["separation Mon 2026-11-23 on letter=no"], "informal-exclusion-safe", None, "duty"),
        (["separation Mon 2026-11-16"], "informal-exclusion-safe", None, "stopped"),
        # lunchtimes, and lessons elsewhere
        (["lunchtime Mon 2026-11-16 on"], "susp-lunch-half", None, "duty"),
        (["lunchtime Mon 2026-11-16 to Fri 2026-11-20"], "susp-lunch-half", None, "stopped"),
        (["offsite Wed 2026-11-25 on letter=no"], "offsite-notice", "Mon 2026-11-23", "due"),
        (["offsite Mon 2026-11-23 on letter=no"], "offsite-notice", "Thu 2026-11-19", "missed"),
    ],
)
def test_the_log_of_an_exclusion_leads_to_these_dates(lines, rule, due, state):
    found = standing(*lines).get(rule)
    assert (found.state if found else None) == state
    assert (found.due if found else None) == (day(due) if due else None)


@pytest.mark.parametrize(
    ("lines", "rule", "due", "state"),
    [
        (["ill Mon 2026-11-16 on"], "s19-duty", None, "duty"),
        (["ill Mon 2026-11-16 on"], "s19-health-15sd", None, "duty"),
        (["ill Mon 2026-11-16 on"], "s19-ask", None, None),
        (["ill Mon 2026-11-02 on"], "s19-ask", "Fri 2026-11-27", "due"),
        (["ill Mon 2026-11-02 to Thu 2026-11-19 code=I"], "s19-ask", None, None),
        (["ill Mon 2026-10-19 to Fri 2026-11-13"], "s19-health-15sd", None, "stopped"),
        (["no_place Mon 2026-11-16 on"], "s19-duty", None, "duty"),
        (["no_place Mon 2026-11-02 on"], "s19-health-15sd", None, None),
        (["part_time Mon 2026-11-02 on part=pm"], "part-time", None, "duty"),
        (["part_time Mon 2026-11-02 to Fri 2026-11-13 part=pm"], "part-time", None, "stopped"),
        (["ill Mon 2026-11-16 to Fri 2026-11-20 code=O"], "pn-threshold", None, "duty"),
        (["ill Mon 2026-11-16 to Fri 2026-11-20 code=I"], "pn-threshold", None, None),
        (["ill Mon 2026-11-16 to Fri 2026-11-20 part=to_am code=O"], "pn-threshold", None, None),
    ],
)
def test_the_log_of_days_out_of_school_leads_to_these_dates(lines, rule, due, state):
    found = standing(*lines, case="attendance").get(rule)
    assert (found.state if found else None) == state
    assert (found.due if found else None) == (day(due) if due else None)


def test_the_50_school_days_for_a_meeting_run_from_the_suspension_once_she_has_asked():
    found = standing(
        "suspended Mon 2026-11-09 to Mon 2026-11-16 part=to_am",
        more=("governors_asked:email Wed 2026-11-18",),
    )
    assert found["gov-5-15-ask"].state == "met"
    assert found["gov-5-15"].due == day("Tue 2027-02-02")


def test_lessons_from_the_sixth_day_are_told_and_not_guessed():
    lines = ("suspended Fri 2026-11-13 on",)
    assert standing(*lines, more=("day6_provided Fri 2026-11-20",))["susp-day6"].state == "met"
    late = standing(*lines, more=("day6_provided Mon 2026-11-23",))["susp-day6"]
    assert (late.state, late.days_late(day(MONDAY))) == ("met late", 3)


def test_a_suspension_that_turns_out_to_have_ended_before_day_6_owes_no_lessons():
    going_on = standing("suspended Wed 2026-11-11 on", today="Thu 2026-11-19")["susp-day6"]
    assert (going_on.due, going_on.state) == (day("Wed 2026-11-18"), "missed")
    assert "susp-day6" not in standing("suspended Wed 2026-11-11 to Fri 2026-11-13", today="Thu 2026-11-19")


def test_without_dates_of_the_school_nobody_is_called_late_before_the_latest_day():
    found = standing("suspended Fri 2026-11-13 on", calendars=NO_SCHOOL, today="Mon 2026-11-23")["susp-day6"]
    assert found.state == "due"
    assert (found.span.earliest, found.span.latest) == (day("Fri 2026-11-20"), day("Fri 2026-11-27"))


@given(several, todays, any_way)
@settings(max_examples=25)
def test_every_log_leads_to_dates_without_an_error(entries, today, way):
    found = derived(in_cases(entries), (EVERY_WAY[way], NO_SCHOOL), today)
    for case in ("exclusion", "attendance"):
        events = found.get(CASES[case], ())
        mine = [KINDS[each.kind] for each in entries if KINDS[each.kind].case == case]
        assert len(events) >= len([kind for kind in mine if kind.event])
        for each in deadlines(case, events, RULEBOOK, EVERY_WAY[way], today):
            assert each.from_on in {event.on for event in events}
