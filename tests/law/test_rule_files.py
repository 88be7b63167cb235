"""A slip in a rule file stops the bot at the start, in a sentence; a change of law is one more row."""

import re
from datetime import date

import pytest
from what_happened import day, events

from bot.law.deadlines import deadlines
from bot.law.events import Event
from bot.law.rules import BadRules, NoRuleInForce, Nudge, Rulebook, load

WHERE = 'assessment.toml, rule "reply-2w"'

ROW = {
    "id": '"reply-2w"',
    "title": '"A reply"',
    "says": '"Your council must reply within {period}."',
    "means": '"It is late. It had {period}."',
    "starts": '["asked"]',
    "met_by": '["agreed"]',
    "stopped_by": "[]",
    "count": '"W"',
    "n": "2",
    "counted_from": '"the day you asked"',
    "owed_by": '"council"',
    "owed_to": '"parent"',
    "standing": '"law"',
    "cite": '"regulation 1"',
    "url": '"https://example.org/1"',
    "quote": '""',
    "read_on": "2026-11-22",
    "confidence": '"high"',
    "exceptions": "[]",
    "in_force": "2014-09-01",
}
NO_PERIOD = {"count": None, "n": None, "standing": '"duty"'}


@pytest.fixture
def written(tmp_path):
    """Writes rows that differ from ROW as told, and loads them; None leaves a key out."""

    def write(*rows: dict[str, str | None]) -> Rulebook:
        (tmp_path / "assessment.toml").write_text(
            HEAD + "\n".join(as_toml(ROW | row) for row in rows), encoding="utf-8"
        )
        return load(tmp_path)

    return write


EVENTS = {
    "asked": "sent = true",
    "agreed": "",
    "refused": "",
    "letter_sent": "",
    "fine": 'which = [["first", "A first one"]]\nwhich_ask = "Which?"',
}
HEAD = """[case]
kind = "plan"
title = "Assessment or plan"
ask = "What happened?"
""" + "".join(
    f"""
[[event]]
kind = "{kind}"
button = "It happened: {kind}"
by = "them"
told = "It happened: {kind}"
letter = ""
{more}
"""
    for kind, more in EVENTS.items()
)


def as_toml(row):
    return "\n".join(["[[rule]]", *(f"{key} = {value}" for key, value in row.items() if value is not None)])


def test_a_row_becomes_a_rule(written):
    rule = written({"nudges": '[{ stage = "day_after", days = 1, letter = "A3" }]', "offers": '["A3"]'}).all[
        0
    ]
    assert (rule.id, rule.about, rule.count, rule.n, rule.period) == (
        "reply-2w",
        "assessment",
        "W",
        2,
        "2 weeks",
    )
    assert rule.nudges == (Nudge("day_after", 1, "A3"),)
    assert rule.in_force == date(2014, 9, 1)


def test_a_nudge_can_be_for_an_evening_and_is_for_a_morning_otherwise(written):
    nudges = '[{ stage = "tonight", days = -1, evening = true }, { stage = "later", days = 2 }]'
    [rule] = written({"nudges": nudges}).all
    assert rule.nudges == (Nudge("tonight", -1, evening=True), Nudge("later", 2))
    assert [nudge.evening for nudge in rule.nudges] == [True, False]


def test_the_period_in_words_is_put_where_the_file_asks_for_it(written):
    rule = written({}).all[0]
    assert (rule.says, rule.means) == (
        "Your council must reply within 2 weeks.",
        "It is late. It had 2 weeks.",
    )
    assert written({"n": "1"}).all[0].says == "Your council must reply within 1 week."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cites": '"reg 1"'}, "unknown key 'cites'. Did you mean 'cite'?"),
        ({"exeptions": "[]"}, "unknown key 'exeptions'. Did you mean 'exceptions'?"),
        ({"cite": None}, "the key 'cite' is missing."),
        ({"read_on": None}, "the key 'read_on' is missing."),
        ({"exceptions": None}, "the key 'exceptions' is missing."),
        ({"counted_from": None}, "the key 'counted_from' is missing"),
        ({"read_on": '"2026-11-22"'}, "'read_on' should be a date."),
        ({"in_force": "2014"}, "'in_force' should be a date."),
        ({"n": '"2"'}, "'n' should be a whole number."),
        ({"n": "0"}, "'n' should be 1 or more, not 0."),
        ({"n": "-6"}, "'n' should be 1 or more, not -6."),
        ({"starts": '"asked"'}, "'starts' should be a list."),
        ({"title": '" "'}, "'title' is empty."),
        ({"url": '"legislation.gov.uk"'}, "'url' should start with https://."),
        ({"count": '"WW"'}, "'count': unknown word 'WW'. Did you mean 'W'?"),
        ({"standing": '"lore"'}, "'standing': unknown word 'lore'."),
        ({"confidence": '"hihg"'}, "'confidence': unknown word 'hihg'. Did you mean 'high'?"),
        ({"owed_by": '"counsel"'}, "'owed_by': unknown word 'counsel'. Did you mean 'council'?"),
        ({"holidays": '"wales"'}, "'holidays': unknown word 'wales'."),
        ({"starts": '["aksed"]'}, "'starts': unknown event 'aksed'. Did you mean 'asked'?"),
        ({"met_by": '["letter:B1"]'}, "'met_by': unknown event 'letter'. Did you mean 'letter_sent'?"),
        ({"after": '["refuse"]'}, "'after': unknown event 'refuse'. Did you mean 'refused'?"),
        ({"n": None}, "'count' and 'n' go together."),
        (
            {"count": None, "n": None},
            "a 'duty' has no 'count', 'guidance' may have one, and every other 'standing' has one.",
        ),
        (
            {"standing": '"duty"'},
            "a 'duty' has no 'count', 'guidance' may have one, and every other 'standing' has one.",
        ),
        ({"month": "2"}, "'month' goes with the count FIX, and with no other."),
        ({"count": '"FIX"'}, "'month' goes with the count FIX, and with no other."),
        (
            {"count": '"FIX"', "n": "30", "month": "2"},
            "'n' and 'month' make no date. There is no day 30 in month 2",
        ),
        ({"until": "2014-08-31"}, "'until' is before 'in_force'."),
        ({"nudges": '[{ stage = "x", dayz = 1 }]'}, "nudges: unknown key 'dayz'. Did you mean 'days'?"),
        ({"nudges": '[{ stage = "x" }]'}, "nudges: the key 'days' is missing."),
        (
            {"nudges": '[{ stage = "x", days = 1, evening = "yes" }]'},
            "nudges: 'evening' should be true or false.",
        ),
        (
            {"nudges": '[{ stage = "x", days = 1, evening = 1 }]'},
            "nudges: 'evening' should be true or false.",
        ),
        (
            {"nudges": '[{ stage = "x", days = 1, evenings = true }]'},
            "nudges: unknown key 'evenings'. Did you mean 'evening'?",
        ),
        (
            {"nudges": '[{ stage = "x", days = 1 }, { stage = "x", days = 2 }]'},
            "two 'nudges' have the same 'stage'.",
        ),
        (
            {"nudges": '[{ stage = "x", days = 1, letter = "A3" }]'},
            "the nudge's letter 'A3' is not in 'offers'.",
        ),
        ({"offers": '["chase"]'}, "'offers' has 'chase'. A letter is named like 'A3'."),
        (
            {**NO_PERIOD, "nudges": '[{ stage = "x", days = 1 }]'},
            "'nudges' need a date, and this rule has no 'count'.",
        ),
        ({"see": '["reply-3w"]'}, "'see': unknown rule 'reply-3w'. Did you mean 'reply-2w'?"),
        ({"starts": '["fine:frist"]'}, "'starts': unknown answer of fine 'frist'. Did you mean 'first'?"),
        ({"starts": '["asked:emial"]'}, "'starts': unknown answer of asked 'emial'. Did you mean 'email'?"),
        ({"else_starts": '["agreed"]'}, "'else_starts' and 'else_assumes' go together."),
        ({"rolls": '"wales"'}, "'rolls': unknown word 'wales'."),
        (
            {"limb": '{ takes = "last", count = "M", n = 1, counted_from = "x" }'},
            "limb: 'takes': unknown word 'last'.",
        ),
        ({"limb": '{ takes = "later", count = "M", counted_from = "x" }'}, "limb: the key 'n' is missing."),
        (
            {"limb": '{ takes = "later", count = "M", n = 1, counted_from = "x", starts = ["agreed"] }'},
            "a 'limb' that has 'starts' says in 'without' what holds until then, and no other does.",
        ),
        (
            {**NO_PERIOD, "limb": '{ takes = "later", count = "M", n = 1, counted_from = "x" }'},
            "a 'limb' is a second count, and this rule has no first.",
        ),
    ],
)
def test_a_slip_is_refused_with_the_file_the_rule_and_the_key(change, sentence, written):
    with pytest.raises(BadRules) as refused:
        written(change)
    assert str(refused.value).startswith(WHERE)
    assert sentence in str(refused.value)


def test_a_row_without_an_id_is_named_by_its_number(written):
    with pytest.raises(BadRules, match=r"assessment\.toml, rule number 2: the key 'id' is missing\."):
        written({}, {"id": None})


def test_a_table_that_is_not_a_rule_is_refused(tmp_path):
    (tmp_path / "assessment.toml").write_text("[[rules]]\n", encoding="utf-8")
    with pytest.raises(BadRules, match=r"assessment\.toml: unknown table 'rules'\. Did you mean 'rule'\?"):
        load(tmp_path)


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path):
    (tmp_path / "appeal.toml").write_text("[[rule]\n", encoding="utf-8")
    with pytest.raises(BadRules, match=r"appeal\.toml is not good TOML"):
        load(tmp_path)


def test_a_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(BadRules, match="There are no rules in"):
        load(tmp_path)


# A change of law


@pytest.fixture
def changed(written):
    """Two weeks until the end of August 2027, and three from 1 September."""
    return written({"until": "2027-08-31"}, {"in_force": "2027-09-01", "n": "3"})


def test_a_change_of_law_is_a_second_row_chosen_by_date(changed):
    assert changed.rule("reply-2w", on=day("Tue 2027-08-31")).n == 2
    assert changed.rule("reply-2w", on=day("Wed 2027-09-01")).n == 3


def test_a_clock_follows_the_law_of_the_day_it_started(changed, calendars):
    before, after = (
        deadlines("plan", events(f"asked email {asked}"), changed, calendars, date(2027, 9, 2))
        for asked in ("2027-08-31", "2027-09-01")
    )
    assert [each.due for each in before] == [day("Tue 2027-09-14")]
    assert [each.due for each in after] == [day("Wed 2027-09-22")]


def test_on_a_day_lists_only_what_was_in_force(changed):
    assert [rule.n for rule in changed.on(date(2027, 8, 31))] == [2]
    assert [rule.n for rule in changed.on(date(2027, 9, 1))] == [3]
    assert changed.on(date(2014, 8, 31)) == ()


def test_before_the_first_row_no_rule_is_in_force_and_the_nearest_is_not_used(changed):
    with pytest.raises(NoRuleInForce) as none:
        changed.rule("reply-2w", on=date(2014, 8, 31))
    assert str(none.value) == (
        'The rule "reply-2w" was not in force on Sun 31 August 2014. '
        "We know it from Mon 1 September 2014 to Tue 31 August 2027; from Wed 1 September 2027."
    )


def test_after_a_repealed_row_no_rule_is_in_force(written):
    with pytest.raises(NoRuleInForce, match="not in force on Wed 1 September 2027"):
        written({"until": "2027-08-31"}).rule("reply-2w", on=date(2027, 9, 1))


def test_in_a_gap_between_two_rows_no_rule_is_in_force(written):
    gap = written({"until": "2027-07-31"}, {"in_force": "2027-09-01", "n": "3"})
    with pytest.raises(NoRuleInForce):
        gap.rule("reply-2w", on=date(2027, 8, 15))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"in_force": "2027-09-01"}),
        ({"until": "2027-09-01"}, {"in_force": "2027-09-01"}),
        ({}, {}),
        ({"in_force": "2027-09-01"}, {}),
    ],
)
def test_two_rows_of_one_id_in_force_on_one_day_are_refused(first, second, written):
    with pytest.raises(
        BadRules, match=f"^{WHERE}: two rows are in force on .+ Give the earlier one an 'until'"
    ):
        written(first, second)


def test_an_unknown_id_is_no_rule_and_the_nearest_is_only_named(rulebook):
    with pytest.raises(NoRuleInForce, match='There is no rule "final-plan-20"'):
        rulebook.rule("final-plan-20", on=date(2026, 11, 22))
    assert rulebook.nearest("final-plan-20") == "final-plan-20w"
    assert rulebook.nearest("FINAL PLAN") is None
    assert rulebook.nearest("zzzzzz") is None


# Events


SLIPS = [
    ('kind = "Fine"', "'kind' is up to 24 small letters, digits and underscores."),
    ('told = " "', "'told' is empty."),
    ('which = [["a", "b"]]', "'which' and 'which_ask' go together."),
    ('which_ask = "Which?"', "'which' and 'which_ask' go together."),
    ('logged = "ill"\nwhich_ask = "Which?"', "'which' and 'which_ask' go together."),
    (
        'logged = "ill"\nwhich = [["a", "b"]]\nwhich_ask = "Which?"',
        "'which' and 'which_ask' go together.",
    ),
    ('logged = "ill"\nwhich = [["a"]]', "'which' has ['a']. Each answer is an id and its words."),
    ("logged = true", "'logged' should be text."),
    ('which = [["a"]]\nwhich_ask = "Which?"', "'which' has ['a']. Each answer is an id and its words."),
    (
        'which = [["a", "b"]]\nwhich_ask = "Which?"\nwhich_letter = [["b", "It came."]]',
        "'which_letter' has 'b', which is no answer of 'which'.",
    ),
    (
        'which = [["a", "b"]]\nwhich_ask = "Which?"\nwhich_letter = [["a"]]',
        "'which_letter' has ['a']. Each answer is an id and its words.",
    ),
    ('sent = true\nwhich = [["a", "b"]]\nwhich_ask = "Which?"', "'sent' and 'which' do not go together"),
    ('when = "soon"', "'when': unknown word 'soon'."),
    ('unsure = "fines"', "unknown event 'fines'. Did you mean 'fine'?"),
    ('asks = "Which day?"', "unknown key 'asks'. Did you mean 'ask'?"),
]


@pytest.fixture
def with_event(tmp_path):
    """Writes one more event, of which these lines are part, and loads the file."""

    def write(lines: str, **rule: str) -> Rulebook:
        key = lines.partition(" ")[0]
        row = {
            "kind": '"ticket"',
            "button": '"A ticket came"',
            "by": '"them"',
            "told": '"A ticket came"',
            "letter": '""',
        }
        others = [f"{name} = {value}" for name, value in row.items() if name != key]
        (tmp_path / "assessment.toml").write_text(
            "\n".join([HEAD, "[[event]]", *others, lines, as_toml(ROW | rule)]), encoding="utf-8"
        )
        return load(tmp_path)

    return write


@pytest.mark.parametrize(("slip", "sentence"), SLIPS)
def test_a_slip_in_an_event_is_refused_with_the_file_the_event_and_the_key(slip, sentence, with_event):
    with pytest.raises(BadRules) as refused:
        with_event(slip)
    assert str(refused.value).startswith("assessment.toml, event ")
    assert sentence in str(refused.value)


def test_an_event_that_is_logged_has_answers_and_nobody_is_asked_for_them(with_event):
    lines = 'logged = "ill"\nwhich = [["long", "for a long time"]]'
    book = with_event(lines, starts='["ticket:long"]')
    event = book.kinds["ticket"]
    assert (event.logged, event.which_ask, event.which_words("long")) == ("ill", "", "for a long time")
    assert book.told(Event("ticket", date(2026, 11, 9), "long")) == "A ticket came (for a long time)"


def test_a_letter_says_which_it_was_where_that_answer_has_a_sentence_of_its_own(with_event):
    lines = """letter = "Something came."
which = [["a", "A bill"], ["b", "A note"]]
which_ask = "Which?"
which_letter = [["a", "A bill came."]]"""
    event = with_event(lines, starts='["ticket:a"]').kinds["ticket"]
    assert [event.letter_words(how) for how in ("a", "b", "")] == [
        "A bill came.",
        "Something came.",
        "Something came.",
    ]


def test_an_answer_that_no_log_gives_starts_nothing(with_event):
    with pytest.raises(BadRules, match=r"'starts': unknown answer of ticket 'lnog'\. Did you mean 'long'"):
        with_event('logged = "ill"\nwhich = [["long", "for a long time"]]', starts='["ticket:lnog"]')


def test_a_subject_of_which_nothing_can_be_told_by_a_button_is_not_in_the_menu(tmp_path):
    mute = re.sub(r'button = ".+"', 'button = ""', HEAD)
    (tmp_path / "assessment.toml").write_text(mute + as_toml(ROW), encoding="utf-8")
    book = load(tmp_path)
    assert [subject.id for subject in book.subjects] == ["assessment"]
    assert book.menu == ()
    (tmp_path / "assessment.toml").write_text(HEAD + as_toml(ROW), encoding="utf-8")
    assert [subject.id for subject in load(tmp_path).menu] == ["assessment"]


def test_calls_and_meetings_are_no_subject_of_the_menu_and_their_rules_are_known(rulebook):
    assert "contact" not in {subject.id for subject in rulebook.menu}
    assert [rule.id for rule in rulebook.about("contact")] == [
        "promise-kept",
        "letter-answer",
        "letter-unfinished",
    ]


def test_an_event_that_two_files_have_is_refused(tmp_path):
    (tmp_path / "assessment.toml").write_text(HEAD + as_toml(ROW), encoding="utf-8")
    (tmp_path / "review.toml").write_text(HEAD, encoding="utf-8")
    with pytest.raises(BadRules, match=r'review\.toml, event "asked": assessment\.toml has it already\.'):
        load(tmp_path)
