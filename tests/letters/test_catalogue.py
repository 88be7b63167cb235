"""The catalogue reads strictly: whatever it does not understand stops the start, in a sentence."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import Catalogue, NoSuchLetter
from bot.letterfile import split
from bot.places import templates_folder
from bot.strict import NotUnderstood
from tests.letters.examples import CATALOGUE, RULEBOOK

FRONT = """\
id = "A9"
title = "A letter"
summary = "Asks for something."
subject = "About {{ child_name }}"
to = "ehc-team"
when = "Now."
not_when = "Never."
needs = ["own_words"]
rules = ["ehcna-decision-6w"]
strengths = ["polite", "formal"]
reply_in_working_days = 5
law_checked_on = 2026-11-22
version = 1
"""
OFFER = '[[offers]]\nrule = "ehcna-decision-6w"\nstate = "due"\n'


def load(tmp_path: Path, front: str, name: str = "A9.txt.j2") -> Catalogue:
    (tmp_path / "letters").mkdir(exist_ok=True)
    (tmp_path / "letters" / name).write_text(f"+++\n{front}+++\nDear {{{{ dear }}}},\n", encoding="utf-8")
    return Catalogue.load(tmp_path, RULEBOOK)


def test_the_letters_of_this_bot_are_there_in_order() -> None:
    ids = [letter.id for letter in CATALOGUE.letters]
    assert ids == sorted(ids)
    assert {"A1", "A3", "A4", "A7"} <= set(ids)


def test_every_letter_has_both_strengths_and_cites_rules_that_exist() -> None:
    for letter in CATALOGUE.letters:
        assert letter.strengths == ("polite", "formal")
        assert set(letter.rules) <= {rule.id for rule in RULEBOOK.all}


def test_a_letter_is_found_by_its_id() -> None:
    assert CATALOGUE.letter("A3").title == "Reminder: yes or no to an assessment"


def test_an_unknown_letter_is_refused() -> None:
    with pytest.raises(NoSuchLetter, match="There is no letter 'Z99'"):
        CATALOGUE.letter("Z99")


def test_a_chase_may_become_a_complaint_to_another_team() -> None:
    letter = CATALOGUE.letter("A7")
    assert letter.at("polite").to == "ehc-team"
    assert letter.at("formal").to == "complaints"
    assert letter.at("formal").copies == ("director",)
    assert letter.at("formal").reply_in_working_days > letter.at("polite").reply_in_working_days


def test_an_unknown_strength_is_refused() -> None:
    with pytest.raises(NotUnderstood, match=r"unknown strength 'polit'\. Did you mean 'polite'\?"):
        CATALOGUE.letter("A3").at("polit")


def test_sending_the_request_is_itself_an_event() -> None:
    assert CATALOGUE.letter("A1").records == "asked"
    assert CATALOGUE.letter("A3").records == ""


def test_a_right_without_a_clock_is_cited_from_the_front_matter() -> None:
    cite = CATALOGUE.letter("A1").cites["right_to_ask"]
    assert cite.cite.endswith("Children and Families Act 2014")
    assert cite.url.startswith("https://www.legislation.gov.uk/ukpga/2014/6/")
    assert cite.read_on == date(2026, 11, 22)


def test_the_fingerprint_changes_with_the_file_and_with_the_frame(tmp_path: Path) -> None:
    first = load(tmp_path, FRONT).letter("A9").sha256
    assert len(first) == len(hashlib.sha256().hexdigest())
    assert load(tmp_path, FRONT.replace("version = 1", "version = 2")).letter("A9").sha256 != first
    (tmp_path / "letters" / "_frame.txt.j2").write_text("frame", encoding="utf-8")
    assert load(tmp_path, FRONT).letter("A9").sha256 != first


@pytest.mark.parametrize(
    ("front", "sentence"),
    [
        (FRONT + 'sumary = "x"\n', r"letters/A9.txt.j2: unknown key 'sumary'. Did you mean 'summary'\?"),
        (FRONT.replace('title = "A letter"\n', ""), "letters/A9.txt.j2: the key 'title' is missing"),
        (FRONT.replace("version = 1", 'version = "1"'), "'version' should be a whole number"),
        (FRONT.replace("2026-11-22", '"2026-11-22"'), "'law_checked_on' should be a date"),
        (FRONT.replace('["own_words"]', '"own_words"'), "'needs' should be a list"),
        (FRONT.replace("own_words", "own_word"), r"unknown fact 'own_word'. Did you mean 'own_words'\?"),
        (FRONT.replace("own_words", "missed.final-plan-20w"), "unknown fact 'missed.final-plan-20w'"),
        (
            FRONT.replace("decision-6w", "decison-6w"),
            r"unknown rule 'ehcna-decison-6w'. Did you mean",
        ),
        (FRONT.replace('"ehc-team"', '"ehc-taem"'), r"unknown role 'ehc-taem'. Did you mean 'ehc-team'\?"),
        (FRONT.replace('"formal"', '"firm"'), r"unknown strength 'firm'. Did you mean 'formal'\?"),
        (FRONT.replace("[", "[ [", 1), "letters/A9.txt.j2 is not good TOML"),
        (FRONT + '[formal]\nid = "B1"\n', "letters/A9.txt.j2, formal: unknown key 'id'"),
        (FRONT + '[formal]\nto = "complaint"\n', r"unknown role 'complaint'. Did you mean 'complaints'\?"),
        (FRONT + OFFER + "within = 3\n", r"offers: unknown key 'within'. Did you mean 'within_days'\?"),
        (
            FRONT + OFFER.replace('"due"', '"missd"'),
            r"offers: unknown state 'missd'. Did you mean 'missed'\?",
        ),
        (FRONT + OFFER.replace("-6w", "-6"), "offers: unknown rule 'ehcna-decision-6'"),
        (FRONT + 'records = "aksed"\n', r"letters/A9.txt.j2: unknown event 'aksed'. Did you mean 'asked'\?"),
        (FRONT + OFFER + 'missing = ["agred"]\n', r"offers: unknown event 'agred'. Did you mean 'agreed'\?"),
        (FRONT + OFFER + 'sent = "A99"\n', r"offers: unknown letter 'A99'. Did you mean 'A9'\?"),
        (FRONT + OFFER + 'not_sent = ["A99:formal"]\n', r"unknown letter 'A99'. Did you mean 'A9'\?"),
        (FRONT + OFFER + 'not_sent = ["A9:firm"]\n', r"unknown strength 'firm'. Did you mean 'formal'\?"),
        (
            FRONT + OFFER + 'not_since = ["agred"]\n',
            r"offers: unknown event 'agred'. Did you mean 'agreed'\?",
        ),
        (FRONT.replace("own_words", "broken|asks.more"), "unknown fact 'asks.more'"),
        (FRONT.replace("own_words", "events.draft|fnal"), r"unknown event 'fnal'. Did you mean 'final'\?"),
        (
            FRONT + '[[offers]]\nmissing = ["asked"]\n',
            "an offer has a 'rule' and its 'state', or says 'because'",
        ),
        (FRONT + '[[offers]]\nrule = "final-plan-20w"\n', "an offer has a 'rule' and its 'state'"),
        (FRONT + '[[cites]]\nkey = "x"\n', "letters/A9.txt.j2, cites: the key 'cite' is missing"),
    ],
)
def test_a_slip_in_the_front_matter_is_refused_in_a_sentence(
    tmp_path: Path, front: str, sentence: str
) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        load(tmp_path, front)


def test_a_file_named_for_another_letter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"letters/B2\.txt\.j2: the id is 'A9'"):
        load(tmp_path, FRONT, "B2.txt.j2")


def test_front_matter_has_a_first_and_a_last_fence() -> None:
    with pytest.raises(NotUnderstood, match=r"x.txt.j2: the first line of a letter should be \+\+\+"):
        split("Dear you,\n", "x.txt.j2")
    with pytest.raises(NotUnderstood, match=r"x.txt.j2: the front matter should end"):
        split('+++\nid = "x"\n', "x.txt.j2")


def test_the_body_keeps_the_line_numbers_of_the_file() -> None:
    source = "+++\na = 1\nb = 2\n+++\nfirst\n"
    _, body = split(source, "x")
    assert body.splitlines().index("first") == source.splitlines().index("first")


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="There are no letters in"):
        Catalogue.load(tmp_path, RULEBOOK)


def test_the_catalogue_of_the_checkout_is_the_one_that_is_installed() -> None:
    assert (templates_folder() / "letters" / "_frame.txt.j2").exists()
