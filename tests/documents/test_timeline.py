"""The picture of a case: what is painted, that it fits, and that no words can break it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pixels import places, size

from bot.documents import timeline as drawn
from bot.documents.scale import Scale
from bot.documents.timeline import DeadlineMark, EventMark, Picture, timeline

TODAY = date(2026, 8, 18)
ASKED = date(2026, 3, 12)
DUE = date(2026, 7, 30)
SHADE, STRIPE, PALE, INK, BLUE, GREEN = "fbd9bf", "d55e00", "d3e6f4", "1d2329", "0064a4", "00735a"
MARGIN = 40
ASKING = EventMark(ASKED, "You asked for an assessment")


def a_deadline(state, due=DUE, met_on=None, **more):
    return DeadlineMark("The final plan", due, state, ASKED, met_on, **more)


def a_case(*deadlines, events=(ASKING,), today=TODAY):
    return Picture("Bee", today, tuple(events), deadlines)


def reach(picture, colour):
    """From which column to which a colour is painted in the strips; the key below has it too."""
    found = places(picture, colour)
    key = max(y for _, y in found) - 60
    columns = [x for x, y in found if y < key]
    return min(columns) - MARGIN, max(columns) - MARGIN


def test_what_is_late_is_shaded_from_its_last_day_to_today():
    scale = Scale.over([ASKED, DUE, TODAY], drawn.ROOM)
    late = timeline(a_case(a_deadline("missed")))
    left, right = reach(late, SHADE)
    assert scale.at(DUE) <= left < scale.at(DUE) + 25  # the mark of the last day covers the beginning
    assert scale.at(TODAY) - 6 < right <= scale.at(TODAY)
    assert places(late, STRIPE)


def test_what_came_late_is_shaded_up_to_the_day_it_came():
    came = date(2026, 8, 3)
    due = date(2026, 6, 1)
    scale = Scale.over([ASKED, due, TODAY], drawn.ROOM)
    left, right = reach(timeline(a_case(a_deadline("met late", due, came))), SHADE)
    assert scale.at(due) <= left < right < scale.at(came) < scale.at(TODAY)
    assert right > scale.at(came) - 25  # the mark of the day it came covers the end


@pytest.mark.parametrize(
    "deadline",
    [
        a_deadline("due", date(2026, 9, 20)),
        a_deadline("met", met_on=date(2026, 7, 1)),
        a_deadline("passed"),
        a_deadline("stopped"),
        a_deadline("met", met_on=date(2026, 8, 10)),
    ],
)
def test_where_nobody_is_late_nothing_is_shaded(deadline):
    picture = timeline(a_case(deadline))
    assert not places(picture, SHADE)
    assert not places(picture, STRIPE)


def test_time_allowed_today_and_the_events_are_painted_in_their_places():
    picture = timeline(a_case(a_deadline("due", date(2026, 9, 20))))
    scale = Scale.over([ASKED, date(2026, 9, 20), TODAY], drawn.ROOM)
    left, right = reach(picture, PALE)
    assert scale.at(ASKED) - 2 <= left <= scale.at(ASKED) + 4
    assert scale.at(date(2026, 9, 20)) - 25 < right < scale.at(date(2026, 9, 20))
    columns = {x - MARGIN for x, _ in places(picture, INK)}
    assert {round(scale.at(TODAY)) - 1, round(scale.at(TODAY))} <= columns
    assert places(picture, BLUE)
    assert not places(picture, GREEN)


def test_a_day_that_is_not_certain_is_bracketed():
    certain = a_deadline("due", date(2026, 9, 7))
    doubtful = replace(certain, earliest=date(2026, 9, 1), latest=date(2026, 9, 14))
    far = a_deadline("due", date(2026, 9, 14))
    without, within = (len(places(timeline(a_case(far, each)), INK)) for each in (certain, doubtful))
    assert within > without + 200


# It fits


def three_years(events, deadlines):
    first = date(2023, 9, 1)
    states = ("due", "met", "met late", "missed", "passed", "stopped")
    return Picture(
        "Bartholomew",
        TODAY,
        tuple(EventMark(first + timedelta(days=n * 1050 // events), "Something " * 9) for n in range(events)),
        tuple(
            DeadlineMark(
                "The final plan, after a no became a yes",
                first + timedelta(days=n * 1000 // deadlines),
                states[n % 6],
                first,
                first + timedelta(days=n * 1000 // deadlines + 40) if "met" in states[n % 6] else None,
            )
            for n in range(deadlines)
        ),
    )


@pytest.mark.parametrize("picture", [a_case(events=()), a_case(a_deadline("due")), three_years(20, 15)])
def test_telegram_takes_it_as_a_photo(picture):
    content = timeline(picture)
    width, height = size(content)
    assert (width, len(content) < 10 << 20) == (1080, True)
    assert 200 < height < 10_000 - width


def test_a_record_of_five_steps_is_no_taller_than_two_screens_of_a_telephone():
    events = [EventMark(ASKED + timedelta(weeks=n), "You wrote to your council") for n in range(5)]
    picture = a_case(*(a_deadline("missed", ASKED + timedelta(weeks=n)) for n in range(6, 11)), events=events)
    width, height = size(timeline(picture))
    assert height < 2 * width * 844 / 390


def test_of_too_much_the_newest_events_and_the_open_deadlines_are_drawn_and_the_rest_is_counted():
    old = [EventMark(ASKED - timedelta(days=n), f"event {n}") for n in range(25)]
    done = [a_deadline("met", DUE - timedelta(days=n), DUE - timedelta(days=n)) for n in range(30)]
    drawing = drawn._drawing(a_case(a_deadline("missed", ASKED), *done, events=old))
    assert [each["words"] for each in drawing["events"]] == [f"event {n}" for n in reversed(range(20))]
    assert drawing["events_left_out"] == 5
    assert (len(drawing["deadlines"]), drawing["deadlines_left_out"]) == (15, 16)
    assert drawing["deadlines"][0]["state"] == "missed"
    assert [each["due_at"] for each in drawing["deadlines"]] == sorted(
        each["due_at"] for each in drawing["deadlines"]
    )


def test_events_of_one_day_keep_their_order():
    events = [EventMark(ASKED, "last", 9), EventMark(ASKED, "first", 2), EventMark(DUE, "later", 1)]
    drawing = drawn._drawing(a_case(events=events))
    assert [each["words"] for each in drawing["events"]] == ["first", "last", "later"]


# No words can break it


HOSTILE = [
    '#read("/etc/passwd") #panic("x") #import "y.typ": *',
    "*bold* _italic_ $x^2$ `raw` <label> @reference \\ // /* = heading",
    '"]} \\u{0} {{ }} %s',
    "\x00\x07\x1b[31m\ud800\udfff\u202eevil\u2066\ufeff\uffff",
    "W" * 4000,
    "word " * 800,
    "Z" + "\u0301" * 2000,
    "\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}" * 400,
    "\N{HONEYBEE}",
    "👨‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "漢字かな 한국어 ਪੰਜਾਬੀ বাংলা தமிழ்",
    "Żółć gęślą jaźń مرحبا بالعالم עברית Кириллица",
    "\n\n\n",
    "",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_come_out_as_a_picture_of_words(words):
    deadline = DeadlineMark(words, DUE, "missed", ASKED)
    width, height = size(timeline(Picture(words, TODAY, (EventMark(ASKED, words),), (deadline,))))
    assert width == 1080
    assert 600 < height < 1400


def test_markup_is_painted_not_obeyed():
    def with_words(words):
        return timeline(a_case(events=[EventMark(ASKED, words)]))

    assert with_words("*bold*") != with_words("bold")
    assert with_words("#strong[bold]") != with_words("*bold*")
    assert with_words("a \\ b") != with_words("a b")


words = st.text(st.characters(), max_size=200) | st.sampled_from(HOSTILE)
days = st.dates()
near = st.dates(date(2024, 1, 1), date(2028, 1, 1))


def marks(day):
    states = st.sampled_from(["due", "met", "met late", "missed", "passed", "stopped"])
    maybe = st.none() | day
    return st.builds(DeadlineMark, words, day, states, maybe, maybe, st.booleans(), maybe, maybe)


def pictures(day):
    events = st.lists(st.builds(EventMark, day, words, st.integers()), max_size=25).map(tuple)
    return st.builds(Picture, words, day, events, st.lists(marks(day), max_size=18).map(tuple))


@settings(max_examples=40, deadline=None)
@given(pictures(near) | pictures(days))
def test_whatever_happened_on_whatever_days_there_is_a_picture_that_telegram_takes(picture):
    content = timeline(picture)
    width, height = size(content)
    assert width == 1080
    assert 200 < height <= 10_000 - width
    assert 2000 < len(content) < 10 << 20


# How it is made


def test_two_are_drawn_side_by_side_and_the_same_case_gives_the_same_picture():
    bee, ant = (replace(a_case(a_deadline("missed")), heading=name) for name in ("Bee", "Ant"))
    with ThreadPoolExecutor(2) as pool:
        first, second, again = pool.map(timeline, (bee, ant, bee))
    assert first == again != second


def test_nothing_slow_is_loaded_before_it_is_asked_for():
    script = (
        "import sys, bot.documents.timeline, bot.documents.dates_file;"
        "print(*{'typst', 'icalendar'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "\n"
