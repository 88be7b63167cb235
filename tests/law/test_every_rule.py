"""What holds for every rule of every file: read lately, reachable, nudged, and fit for a tired parent."""

import re
import tomllib

import pytest

from bot.clock import SystemClock, today
from bot.law import absence
from bot.law.rules import RULES, load

RULEBOOK = load()
FILES = sorted(RULES.glob("*.toml"))
IDS = """
ehcna-decision-6w ehcna-refusal-contents ehcna-notify-others ehcna-advice-6w ehcna-noplan-16w
draft-plan-target draft-reps-15d draft-meeting school-consult-15d final-plan-20w
reversed-refusal-10w-14w section-f-now personal-budget ar-12m ar-notice-2w ar-papers-2w ar-report-2w
ar-decision-4w ar-reps-15d ar-final-8w ar-final-12w phase-feb phase-mar phase-5m early-review
reassess-decision-15d reassess-final-14w cease-protection move-transfer move-tell-6w move-review
med-contact-2m med-cert-no med-arrange-30d med-health-3wd med-cert-after med-agreement-appealable
med-agreement-other-2w appeal-2m-1m appeal-no-new-right la-response-30wd social-health-rec-5w
ftt-cease ftt-assess-tell ftt-assess-noplan ftt-assess-final ftt-make-draft ftt-make-final
ftt-reconsider ftt-amend ftt-name-school ftt-keep ftt-keep-amend conc-assess-tell conc-assess-noplan
conc-assess-final conc-contents conc-school conc-make conc-cease susp-max-45 susp-lunch-half
susp-notice susp-notify-la susp-work-day1 susp-day6 gov-0-5 gov-5-15 gov-15 gov-exam gov-decision
irp-apply-15sd irp-hold-15sd irp-reconsider-10sd excl-send-claim-6m informal-exclusion part-time
offsite-notice offsite-review s19-duty s19-health-15sd pn-threshold pn-pay-1 pn-pay-2 pn-third
pn-withdraw cc-ack-s1 cc-s1 cc-s2 wnc-s1 wnc-escalate nnc-s1 nnc-s2 sc-s1 sc-s2 sc-s3 lgsco-12m
lgsco-12w lgsco-bar school-complaint nhs-ack-3wd nhs-12m sos-496-497 jr-3m jr-pap-14d sar-1m
dp-complaint-30d edu-record-15sd foi-20wd foi-school foi-review
gov-5-15-ask susp-send-claim-6m informal-in-writing informal-exclusion-safe s19-ask promise-kept
"""
OURS = {"parent"}
every_rule = pytest.mark.parametrize("rule", RULEBOOK.all, ids=lambda rule: rule.id)
every_event = pytest.mark.parametrize("event", RULEBOOK.kinds.values(), ids=lambda event: event.kind)
# Of these the words themselves could not be read; two good sources agree on the period.
TWO_SOURCES = {
    "ar-decision-4w",
    "ar-final-12w",
    "med-cert-no",
    "med-arrange-30d",
    "med-arrange-30d-health",
    "med-arrange-30d-cert",
    "med-health-3wd",
    "med-cert-after",
    "la-response-30wd",
    "ftt-amend",
    "ftt-name-school",
}
KIND_OF = {subject.id: subject.kind for subject in RULEBOOK.subjects}
ABSENCES = absence.bundled().kinds
FROM_THE_LOG = {"asked_in_writing"}  # said there, on the page with what to write
FROM_LETTERS = {"answer_due", "letter_begun"}  # follow from the letters that a parent writes
ONCE = {"letter-unfinished"}  # nothing is lost with that day
FROM_CALLS = {"promised"}  # what somebody promised follows from the calls and meetings that a parent logs

SHORT = re.compile(r"&|\b(LA|LGSCO|SEND|SEN|EHCP|DfE|CFA|IHCP|Regs?)\b")
UNKIND = re.compile(r"\b(you missed|you failed|invalid|fight|battle|unlawful|illegal)\b", re.IGNORECASE)
UNITS = {
    "W": "week",
    "DX": "day",
    "DI": "day",
    "M": "month",
    "MI": "month",
    "WD": "working day",
    "WI": "working day",
}


def test_every_clock_that_we_set_out_to_know_is_there():
    assert set(IDS.split()) <= {rule.id for rule in RULEBOOK.all}


@every_rule
def test_a_rule_has_a_row_that_is_in_force_today(rule):
    assert RULEBOOK.rule(rule.id, on=today(SystemClock()))


@every_rule
def test_a_parent_can_read_it(rule):
    for words in (rule.title, rule.says, rule.means, rule.counted_from, *rule.exceptions, *rule.assumes):
        assert not SHORT.search(words), words
        assert not UNKIND.search(words), words
        assert "{" not in words
        assert "\n" not in words
    for sentence in re.split(r"(?<=[.:?])\s", f"{rule.says} {rule.means}"):
        assert len(sentence.split()) <= 32, sentence


@every_rule
def test_what_is_shown_ends_as_a_sentence(rule):
    for words in (rule.says, rule.means, *rule.exceptions, *rule.assumes):
        assert words[0].isupper()
        assert words.endswith(".")
    assert not rule.title.endswith(".")
    assert len(rule.title) <= 50


@every_rule
def test_a_citation_stands_in_the_middle_of_a_sentence(rule):
    assert not rule.cite.endswith(".")
    assert not re.search(r"\b(reg|s|ss|regs)\b\.?", rule.cite)


@every_rule
def test_only_law_that_we_are_sure_of_ever_calls_anybody_late(rule):
    sure_law = rule.standing == "law" and rule.confidence in ("high", "medium") and rule.owed_by != "parent"
    assert rule.claims_lateness == sure_law
    assert not rule.claims_silence or rule.claims_lateness


@every_rule
def test_what_is_uncertain_says_that_we_think_so(rule):
    if rule.confidence == "low":
        assert "we think" in rule.says.lower()
        assert rule.assumes or not rule.count
        assert not any(nudge.letter for nudge in rule.nudges)


@every_rule
def test_guidance_and_targets_say_that_they_are_not_law(rule):
    if rule.standing in ("guidance", "target"):
        assert re.search(r"It is not law|We think|we think", rule.says)
        assert "is late." not in rule.means


@every_rule
def test_law_that_we_are_sure_of_quotes_its_words(rule):
    if rule.standing == "law" and rule.confidence == "high" and rule.id not in TWO_SOURCES:
        assert rule.quote


@every_rule
def test_a_parent_can_start_it_by_telling_or_logging_something(rule):
    assert rule.starts
    for start in (*rule.starts, *rule.else_starts):
        kind = start.partition(":")[0]
        assert _can_be_told(kind, KIND_OF[rule.about]), f"{kind} cannot be told about a {KIND_OF[rule.about]}"


def _can_be_told(kind, case):
    """By a button of a subject that is kept in such a case; by the log; or as what she knows instead."""
    event = RULEBOOK.kinds[kind]
    if KIND_OF[event.subject] not in ("", case):
        return False
    if event.logged:
        return case in _cases_of_log(event)
    others = [each for each in RULEBOOK.kinds.values() if each.unsure == kind]
    told = bool(event.button) or any(each.button for each in others)
    return told or kind == "letter_sent" or kind in FROM_CALLS | FROM_THE_LOG | FROM_LETTERS


def _cases_of_log(event):
    """The kinds of case that an entry of the log, of the kind that this follows from, goes to."""
    return {each.case for each in ABSENCES.values() if event.logged in ("any", each.id)}


@every_rule
def test_a_date_is_nudged(rule):
    assert bool(rule.nudges) == bool(rule.count)


@every_rule
def test_nobody_is_said_to_be_late_in_the_days_of_grace(rule):
    assert all(nudge.days > rule.grace for nudge in rule.nudges if nudge.days > 0)


@every_rule
def test_a_parent_s_own_date_is_nudged_early_and_again(rule):
    before = [nudge.days for nudge in rule.nudges if nudge.days < 0]
    if rule.owed_by == "parent" and rule.count and rule.id not in ONCE:
        assert len(before) >= 2
        assert min(before) <= -6


@every_rule
def test_an_evening_is_for_what_a_parent_can_do_and_never_for_what_is_late(rule):
    assert all(nudge.days <= 0 for nudge in rule.nudges if nudge.evening)
    assert rule.standing == "target" or not any(nudge.evening for nudge in rule.nudges)


@every_rule
def test_nobody_else_is_chased_more_than_twice_or_before_the_day_after(rule):
    if rule.owed_by != "parent":
        after = [nudge.days for nudge in rule.nudges if nudge.days > 0]
        assert len(after) <= 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_period_is_typed_where_the_count_says_it(path):
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
        if row.get("count") in UNITS:
            typed = re.search(rf"\b{row['n']} {UNITS[row['count']]}", row["says"] + " " + row["means"])
            assert not typed, (row["id"], typed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_row_has_a_heading_that_can_be_read_aloud(path):
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"^\[\[rule\]\]$", text, flags=re.MULTILINE)[:-1]
    for block in blocks:
        assert re.search(r"^# \d+[a-z]?\. [A-Z0-9 :,'()-]+$", block, flags=re.MULTILINE), block[-300:]


# What can be told


@every_event
def test_a_button_and_its_words_fit_a_telephone(event):
    assert len(event.button) <= 40
    assert all(len(words) <= 40 for _, words in event.which)
    assert len(event.ask.split()) <= 20
    assert not event.told.endswith(".")
    in_letters = (event.letter, *(own for _, own in event.which_letter))
    assert all(words.endswith(".") for words in in_letters if words)
    assert ("{how}" in event.letter) <= event.sent


@every_event
def test_no_event_speaks_in_short_forms_or_blames(event):
    for words in (
        event.button,
        event.told,
        event.ask,
        event.why,
        event.which_ask,
        *(label for _, label in event.which),
    ):
        assert not SHORT.search(words), words
        assert not UNKIND.search(words), words


@every_event
def test_what_cannot_be_told_by_a_button_follows_from_something_else(event):
    known_instead = event.kind in {each.unsure for each in RULEBOOK.kinds.values()}
    assert (
        event.button
        or event.logged
        or known_instead
        or event.kind in {"letter_sent"} | FROM_CALLS | FROM_THE_LOG | FROM_LETTERS
    )
    assert not event.logged or event.logged in ("any", *ABSENCES)


@every_event
def test_the_words_of_an_answer_that_is_logged_stand_in_brackets_and_not_on_a_button(event):
    """ "Your child was suspended (more than 5, up to 15 this long term)" """
    for _, words in event.which:
        assert words[0].islower() == bool(event.logged), words


def test_no_subject_asks_a_parent_to_choose_among_too_many():
    for subject in RULEBOOK.menu:
        assert len([event for event in subject.events if event.button]) <= 16
        assert len(subject.title) <= 40
        assert len(subject.ask.split()) <= 20


def test_every_kind_of_event_is_used_by_a_rule_or_speaks_of_the_case():
    used = {
        name.partition(":")[0]
        for rule in RULEBOOK.all
        for name in (
            *rule.starts,
            *rule.else_starts,
            *rule.met_by,
            *rule.proved_by,
            *rule.stopped_by,
            *rule.after,
            *rule.unless,
            *(rule.limb.starts if rule.limb else ()),
        )
    }
    assert {event.kind for event in RULEBOOK.kinds.values()} - used <= {"replied", "letter_sent"}
