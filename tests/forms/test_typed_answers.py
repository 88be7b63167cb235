"""Words, names, numbers and choices as people type them."""

from datetime import date

import pytest

from bot.forms.answers import YES_NO, a_count, a_name, one_of, text, yes_no
from bot.forms.form import Invalid, Option

TODAY = date(2026, 11, 22)
KINDS = (Option("Fixed", "Fixed"), Option("Permanent", "Permanent"))
SAID = text(50, "what was said")


def refusal(parse, typed: str) -> str:
    with pytest.raises(Invalid) as refused:
        parse(typed, TODAY)
    return str(refused.value)


# Free text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("He was sent home.", "He was sent home."),
        ("  two   spaces\there ", "two spaces here"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("one \n two", "one\ntwo"),
        ("bell\x07 and null\x00", "bell and null"),
        ("Zoe\u0301", "Zo\u00e9"),
        ("\u202eevil\u202c", "evil"),
        ("a\u2028b", "a\nb"),
        ("\ufeffstart", "start"),
        ("zero\u200bwidth", "zerowidth"),
        ("half \ud83d", "half"),
        ("not a character \uffff", "not a character"),
        ("a\u00a0b", "a b"),
        ("👨‍👩‍👧 family", "👨‍👩‍👧 family"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        ("می‌خواهم", "می‌خواهم"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("x" * 50, "x" * 50),
    ],
)
def test_text_is_kept_as_it_was_written_but_tidy(typed: str, kept: str):
    assert SAID(typed, TODAY) == kept


@pytest.mark.parametrize(
    "typed", ["", "   ", "\n\n", "\u200d", "\u202e", "\u3164", "\u2800", "\u0301", "\ufe0f"]
)
def test_text_that_nobody_can_see_is_asked_again(typed: str):
    assert refusal(SAID, typed) == "Please type what was said."


def test_text_that_is_too_long_says_how_much_fits():
    long = text(1000, "what was said")
    expected = "That is 1,250 characters and 1,000 fit here. Could you send a shorter version?"
    assert refusal(long, "x" * 1250) == expected


# Names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bee", "Bee"),
        (" Bee ", "Bee"),
        ("Bee\n", "Bee"),
        ("J", "J"),
        ("Mary-Jane O\u2019Neill", "Mary-Jane O\u2019Neill"),
        ("Łukasz", "Łukasz"),
        ("محمد", "محمد"),
        ("李小龙", "李小龙"),
        ("🦖", "🦖"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("B 2", "B 2"),
        ("\u202eBee\u2069", "Bee"),
        ("Robert'); DROP TABLE children;--", "Robert'); DROP TABLE children;--"),
        ("x" * 40, "x" * 40),
    ],
)
def test_a_name_is_whatever_the_family_says_it_is(typed: str, kept: str):
    assert a_name(typed, TODAY) == kept


@pytest.mark.parametrize("typed", ["", " ", "\u200d", "\u3164", "\n"])
def test_a_name_that_nobody_can_see_is_asked_again(typed: str):
    assert refusal(a_name, typed) == "Please type a name, for example Bee. A nickname or an initial is fine."


def test_a_name_of_41_characters_is_asked_again():
    assert (
        refusal(a_name, "x" * 41) == "That is 41 characters and 40 fit here. Could you send a shorter name?"
    )


@pytest.mark.parametrize("typed", ["Bee\nJay", "Bee\u2028Jay", "Bee\r\nJay"])
def test_a_name_on_two_lines_is_asked_again(typed: str):
    assert refusal(a_name, typed) == "Please type one name on one line, for example Bee."


# Counts


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("3", "3"),
        (" 3. ", "3"),
        ("03", "3"),
        ("three", "3"),
        ("Twelve", "12"),
        ("about 3", "3"),
        ("3 days", "3"),
        ("1 day", "1"),
        ("three days", "3"),
        ("٣", "3"),
        ("\uff13", "3"),
        ("45", "45"),
        ("fourty five", "45"),
        ("twenty-one", "21"),
        ("just 2", "2"),
    ],
)
def test_a_whole_number_is_read(typed: str, count: str):
    assert a_count(1, 45, "days")(typed, TODAY) == count


@pytest.mark.parametrize("typed", ["0", "none", "None.", "zero", "no", "nothing"])
def test_none_is_nought_where_nought_will_do(typed: str):
    assert a_count(0, 45)(typed, TODAY) == "0"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "none",
        "46",
        "-3",
        "3.5",
        "3½",
        "½",
        "3 or 4",
        "3-4",
        "3 weeks",
        "days",
        "lots",
        "²",
        "1e3",
        "9" * 4096,
    ],
)
def test_what_is_not_a_number_in_range_is_asked_again(typed: str):
    assert (
        refusal(a_count(1, 45, "days"), typed)
        == "Please type a whole number of days from 1 to 45, for example 3."
    )


def test_a_count_without_a_unit_takes_no_unit():
    assert refusal(a_count(1, 2), "2 days") == "Please type a whole number from 1 to 2, for example 2."


def test_the_example_of_a_count_is_within_its_range():
    assert refusal(a_count(10, 20), "") == "Please type a whole number from 10 to 20, for example 10."


# Choices


@pytest.mark.parametrize("typed", ["Fixed", "fixed.", "FIXED"])
def test_one_of_several_is_read_in_any_case(typed: str):
    assert one_of(KINDS)(typed, TODAY) == "Fixed"


def test_one_of_several_gives_the_value_for_the_label():
    assert one_of((Option("email", "E-mail"),))("e-mail", TODAY) == "email"


def test_none_of_several_is_asked_again():
    expected = "Please tap a button, or type one of these: Fixed or Permanent."
    assert refusal(one_of(KINDS), "half") == expected


@pytest.mark.parametrize(
    "typed", ["yes", "Yes!", "y", "yeah", "yep", "yes please", "Yes, please", "ok", "👍"]
)
def test_yes_is_said_in_many_ways(typed: str):
    assert yes_no(typed, TODAY) == "yes"


@pytest.mark.parametrize(
    "typed", ["no", "No.", "n", "nope", "nah", "no thanks", "No, thank you", "not yet", "👎"]
)
def test_no_is_said_in_many_ways(typed: str):
    assert yes_no(typed, TODAY) == "no"


def test_neither_yes_nor_no_is_asked_again():
    assert refusal(yes_no, "maybe") == "Please tap a button, or type one of these: Yes or No."


def test_yes_and_no_are_ready_as_buttons():
    assert [(option.value, option.label) for option in YES_NO] == [("yes", "Yes"), ("no", "No")]
