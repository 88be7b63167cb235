"""The kinds of absence: every row of absences.toml is well formed, and a wrong row is refused in words."""

import re
from datetime import date, timedelta

import pytest
from absences_told import absences, logged
from hypothesis import given, settings
from hypothesis import strategies as st
from what_happened import day

from bot.law.absence import AM, FROM_PM_TO_AM, LUNCH, PARTS, PM, Absence, bundled
from bot.law.absencefile import APART, COUNTS, ENDS, FILE, FORMAL, GROUPS, INFORMAL, OTHER, load
from bot.law.rules import load as load_rules
from bot.strict import NotUnderstood

RULES = bundled()
KINDS = list(RULES.kinds.values())
RULEBOOK = load_rules()
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
TEXT = FILE.read_text(encoding="utf-8")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
every_threshold = pytest.mark.parametrize("each", RULES.thresholds, ids=lambda each: each.id)
every_code = pytest.mark.parametrize("code", RULES.codes.values(), ids=lambda code: code.id)

KIND = """[[kind]]
id = "snow"
button = "Snow"
short = "Snow"
told = "The school was shut for snow"
written = "Snow"
group = "other"
ends = "day"
ask = "Which day was it?"
why = "One day."
"""


# The kinds


def test_there_are_twelve_kinds_in_the_order_in_which_they_take_a_half_day():
    assert [kind.id for kind in KINDS] == [
        "excluded",
        "suspended",
        "sent_home",
        "kept_home",
        "separation",
        "ill",
        "no_place",
        "other",
        "part_time",
        "lunchtime",
        "offsite",
        "internal",
    ]
    assert [kind.place for kind in KINDS] == list(range(1, 13))


@every_kind
def test_a_kind_uses_only_words_that_the_code_knows(kind):
    assert kind.group in GROUPS
    assert kind.ends in ENDS
    assert set(kind.counts) <= set(COUNTS)
    assert re.fullmatch(r"[a-z_]+", kind.id)


@every_kind
def test_a_kind_is_said_in_words_that_fit_where_they_are_shown(kind):
    assert 1 <= len(kind.button) <= 40
    assert 1 <= len(kind.short) <= 16
    assert kind.ask.endswith("?")
    assert kind.why.endswith(".")
    for line in (kind.button, kind.short, kind.told, kind.written):
        assert not line.endswith(".")
        assert "&" not in line
        assert line[0].isupper()


@every_kind
def test_what_is_said_of_a_kind_never_blames_and_never_calls_it_unlawful(kind):
    words = f"{kind.button} {kind.told} {kind.written} {kind.why}".lower()
    assert not re.search(r"illegal|unlawful|you failed|you missed|refus", words)


@every_kind
def test_a_kind_with_a_case_brings_about_an_event_that_this_case_keeps(kind):
    assert kind.case or not kind.event
    if kind.event:
        event = RULEBOOK.kinds[kind.event]
        assert RULEBOOK.subject(event.subject).kind == kind.case


def test_only_what_the_school_calls_a_suspension_or_an_exclusion_is_formal():
    groups = {
        group: [kind.id for kind in KINDS if kind.group == group]
        for group in (FORMAL, INFORMAL, OTHER, APART)
    }
    assert groups[FORMAL] == ["excluded", "suspended", "lunchtime"]
    assert groups[INFORMAL] == ["sent_home", "kept_home"]
    assert groups[APART] == ["offsite", "internal"]


def test_kept_away_for_safeguarding_is_not_counted_as_informal():
    """Source: https://www.hilldickinson.com/our-view/articles/department-for-education-releases-new-statutory-suspension-and-exclusions-guidance/"""
    assert RULES.kinds["separation"].group == OTHER


def test_only_suspensions_and_lunchtimes_count_towards_5_15_and_45_days():
    """A permanent exclusion has no number of days: the governors meet about it at once."""
    assert [kind.id for kind in KINDS if "suspension" in kind.counts] == ["suspended", "lunchtime"]
    assert [kind.id for kind in KINDS if "health" in kind.counts] == ["ill"]


def test_where_a_child_was_gone_already_no_lunchtime_is_counted_as_well():
    below = [kind.id for kind in KINDS if kind.place > RULES.kinds["lunchtime"].place]
    assert below == ["offsite", "internal"]


# The totals


@pytest.mark.parametrize(
    ("threshold", "least"),
    [
        ("over-5", 11),  # exactly 5 days is not more than 5: 5½ is
        ("over-15", 31),
        ("over-45", 91),
        ("six-in-a-row", 12),
        ("exam", 1),
        ("ill-15", 30),  # 15 days, not more than 15
        ("not-allowed-10", 10),
        ("informal", 1),
    ],
)
def test_a_line_is_crossed_from_a_whole_number_of_half_days(threshold, least):
    half_days = RULES.threshold(threshold).half_days
    assert half_days == least
    assert type(half_days) is int


def test_every_line_is_tried_above():
    assert len(RULES.thresholds) == 8
    with pytest.raises(KeyError):
        RULES.threshold("over-99")


@every_threshold
def test_a_line_has_the_rule_that_it_turns_on_and_it_is_in_force(each):
    rule = RULEBOOK.rule(each.rule, TODAY)
    assert rule.id == each.rule
    assert not each.title.endswith(".")


@every_threshold
def test_a_line_that_gives_way_gives_way_to_a_higher_one_of_the_same_total(each):
    if each.yields_to:
        higher = RULES.threshold(each.yields_to)
        assert (higher.counts, higher.per) == (each.counts, each.per)
        assert higher.half_days > each.half_days


@every_threshold
def test_the_number_in_the_title_of_a_line_is_the_number_that_is_counted(each):
    numbers = [int(number) for number in re.findall(r"\d+", each.title)]
    counted = [each.more_than, each.at_least, each.sessions if each.per == "weeks" else None, each.weeks]
    assert numbers == [number for number in counted if number]


# The letters of the register


def test_the_letters_that_count_towards_a_fine_are_g_n_o_and_u():
    """Source: https://manchester.gov.uk/info/500002/council_policies_and_strategies/8788/school_attendance_code_of_conduct/5"""
    assert RULES.not_allowed == {"G", "N", "O", "U"}
    assert "G, N, O and U" in RULEBOOK.rule("pn-threshold", TODAY).exceptions[0]


@every_code
def test_a_letter_of_the_register_is_a_capital_letter_and_says_what_it_means(code):
    assert re.fullmatch(r"[A-Z]\d?", code.id)
    assert code.means
    assert not code.means.endswith(".")


@pytest.mark.parametrize("code", ["E", "C2", "I", "B", "K", "D", "Q", "X", "L", "M"])
def test_a_letter_for_what_was_allowed_counts_towards_no_fine(code):
    assert RULES.codes[code].allowed


# Reading the file


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "absences.toml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return reading


def test_the_file_is_read_once():
    assert bundled() is bundled()
    assert load() == bundled()


def test_a_new_kind_is_one_more_row(read):
    found = read(TEXT + KIND)
    assert list(found.kinds) == [*RULES.kinds, "snow"]
    assert found.kinds["snow"].place == 13
    assert found.kinds["snow"].counts == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('group = "othr"', "'group': unknown word 'othr'. Did you mean 'other'?"),
        ('ends = "never"', "'ends': unknown word 'never'."),
        ('asks = ["leter"]', "'asks': unknown word 'leter'. Did you mean 'letter'?"),
        ('counts = ["suspensions"]', "'counts': unknown word 'suspensions'. Did you mean 'suspension'?"),
        ('event = "snowed"', "an 'event' needs a 'case' to happen in."),
        (f'button = "{"x" * 41}"', "'button' has 1 to 40 characters."),
        ('button = ""', "'button' has 1 to 40 characters."),
    ],
)
def test_a_kind_that_cannot_be_is_refused_in_a_sentence_that_names_its_row(row, said, read):
    key = row.split(" = ")[0]
    rest = "".join(f"{line}\n" for line in KIND.splitlines() if not line.startswith(f"{key} = "))
    with pytest.raises(NotUnderstood) as refused:
        read(TEXT + rest + row)
    assert str(refused.value).startswith('absences.toml, kind "snow": ')
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[kinds]]", "absences.toml: unknown table 'kinds'. Did you mean 'kind'?"),
        (f'{KIND}grup = "x"', "absences.toml, kind number 13: unknown key 'grup'. Did you mean 'group'?"),
        (f"{KIND}place = 3", "absences.toml, kind number 13: unknown key 'place'."),
        ('[[kind]]\nid = "snow"', "absences.toml, kind number 13: the key 'button' is missing."),
        (KIND.replace('"Snow"', "3", 1), "absences.toml, kind number 13: 'button' should be text."),
        (KIND.replace('"snow"', '"ill"'), 'absences.toml: "ill" is there twice.'),
        ('[[code]]\nid = "E"\nmeans = "x"', 'absences.toml: "E" is there twice.'),
        ('[[code]]\nid = "E3"', "absences.toml, code: the key 'means' is missing."),
        (
            '[[code]]\nid = "Z"\nmeans = "x"\nallowed = "no"',
            "absences.toml, code: 'allowed' should be true or false.",
        ),
        ("[[kind", "absences.toml is not good TOML: "),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_that_says_where(text, said, read):
    with pytest.raises(NotUnderstood) as refused:
        read(f"{TEXT}\n{text}")
    assert str(refused.value).startswith(said)


THRESHOLD = '[[threshold]]\nid = "new"\nrule = "gov-15"\ntitle = "x"\n'


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('counts = "health"\nper = "year"', "give one of 'more_than', 'at_least' and 'sessions'."),
        (
            'counts = "health"\nper = "year"\nat_least = 3\nsessions = 6',
            "give one of 'more_than', 'at_least' and 'sessions'.",
        ),
        (
            'counts = "exam"\nper = "year"\nsessions = 1',
            "give one of 'more_than', 'at_least' and 'sessions'.",
        ),
        (
            'counts = "helth"\nper = "year"\nsessions = 1',
            "'counts': unknown word 'helth'. Did you mean 'health'?",
        ),
        (
            'counts = "health"\nper = "terms"\nsessions = 1',
            "'per': unknown word 'terms'. Did you mean 'term'?",
        ),
        (
            'counts = "health"\nper = "year"\nsessions = 1\nyields_to = "over-51"',
            "'yields_to': unknown threshold 'over-51'. Did you mean 'over-5'?",
        ),
        ('counts = "health"\nper = "weeks"\nsessions = 1', "'weeks' goes with per = \"weeks\"."),
        ('counts = "health"\nper = "term"\nsessions = 1\nweeks = 4', "'weeks' goes with per = \"weeks\"."),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_a_sentence_that_names_it(row, said, read):
    with pytest.raises(NotUnderstood) as refused:
        read(f"{TEXT}\n{THRESHOLD}{row}")
    assert str(refused.value).startswith('absences.toml, threshold "new": ')
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize("number", ["1.5", '"5"', "true"])
def test_a_number_of_a_line_is_a_whole_number(number, read):
    with pytest.raises(
        NotUnderstood, match=r"absences\.toml, threshold: 'more_than' should be a whole number\."
    ):
        read(f'{TEXT}\n{THRESHOLD}counts = "health"\nper = "year"\nmore_than = {number}')


# Which halves of a day an entry takes


@pytest.mark.parametrize(
    ("line", "halves"),
    [
        ("suspended Mon 2026-11-09", ["am pm"]),
        ("sent_home Mon 2026-11-09 part=pm", ["pm"]),
        ("ill Mon 2026-11-09 part=am", ["am"]),
        ("lunchtime Mon 2026-11-09 to Wed 2026-11-11", ["lunch", "lunch", "lunch"]),
        ("suspended Mon 2026-11-09 to Wed 2026-11-11", ["am pm", "am pm", "am pm"]),
        ("suspended Mon 2026-11-09 to Wed 2026-11-11 part=from_pm", ["pm", "am pm", "am pm"]),
        ("suspended Mon 2026-11-09 to Wed 2026-11-11 part=to_am", ["am pm", "am pm", "am"]),
        ("suspended Mon 2026-11-09 to Wed 2026-11-11 part=from_pm_to_am", ["pm", "am pm", "am"]),
        ("suspended Fri 2026-11-06 to Mon 2026-11-09", ["am pm", "", "", "am pm"]),
        ("part_time Mon 2026-11-09 to Fri 2026-11-13 part=pm days=24", ["", "pm", "", "pm", ""]),
        ("ill Mon 2026-11-09 on part=to_am", ["am pm"] * 4),  # it has no last day that could be a half
    ],
)
def test_an_entry_takes_these_halves_of_its_days(line, halves):
    [entry] = logged(line)
    assert [" ".join(entry.parts_on(entry.first + DAY * n)) for n in range(len(halves))] == halves
    assert entry.parts_on(entry.first - DAY) == ()
    if entry.last:
        assert entry.parts_on(entry.last + DAY) == ()


def test_an_entry_that_goes_on_has_no_last_day():
    [entry] = logged("no_place Mon 2026-11-09 on")
    assert entry.parts_on(day("Fri 2031-11-07")) == (AM, PM)


dates = st.dates(date(2026, 8, 1), date(2027, 8, 31))


@given(absences(), dates)
@settings(max_examples=50)
def test_a_day_has_two_halves_at_the_most_and_a_lunchtime_stands_alone(entry, on):
    found = entry.parts_on(on)
    assert found in ((), (AM,), (PM,), (AM, PM), (LUNCH,))
    assert (LUNCH in found) <= (entry.part == LUNCH)


@given(absences(), dates)
@settings(max_examples=50)
def test_a_weekend_and_what_lies_outside_its_days_is_never_taken(entry, on):
    if on.isoweekday() > 5 or on < entry.first or (entry.last and on > entry.last):
        assert entry.parts_on(on) == ()


@given(st.sampled_from(PARTS), dates, st.integers(0, 30))
@settings(max_examples=50)
def test_a_range_with_half_ends_is_as_many_half_days_shorter(part, first, length):
    last = first + DAY * length
    entry = Absence("suspended", first, last, part)
    every = [first + DAY * n for n in range(length + 1)]
    school_week = [on for on in every if on.isoweekday() <= 5]
    halves = sum(len(entry.parts_on(on)) for on in every)
    if part in (AM, PM, LUNCH):
        assert halves == len(school_week)
        return
    cut = ("from_pm" in part and first in school_week) + ("to_am" in part and last in school_week)
    assert halves == 2 * len(school_week) - cut


def test_from_after_lunch_to_before_lunch_of_one_day_is_nothing():
    on = day("Mon 2026-11-09")
    assert Absence("suspended", on, on, FROM_PM_TO_AM).parts_on(on) == ()
