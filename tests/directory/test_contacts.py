"""The directory says only what was read somewhere, and says where."""

from datetime import date
from pathlib import Path

import pytest

from bot.directory.contacts import NATIONAL, OF_NOBODY, OF_SCHOOL, ROLES, Contact, Directory, another
from bot.strict import NotUnderstood

DIRECTORY = Directory.load()
WEST, NORTH = DIRECTORY.council("WNC"), DIRECTORY.council("NNC")
every_contact = pytest.mark.parametrize("contact", DIRECTORY.contacts, ids=lambda contact: contact.id)

ROW = """\
[[council]]
id = "WNC"
name = "West Northamptonshire Council"

[[contact]]
id = "wnc-general"
council = "WNC"
role = "general"
name = "The council"
sources = ["https://example.org/"]
checked = 2026-11-22
confidence = "high"
live_verified = true
phone = ""
"""


def load(tmp_path: Path, text: str) -> Directory:
    path = tmp_path / "councils.toml"
    path.write_text(text, encoding="utf-8")
    return Directory.load(path)


def test_the_two_councils_are_there_by_their_full_names() -> None:
    assert [council.name for council in DIRECTORY.councils] == [
        "West Northamptonshire Council",
        "North Northamptonshire Council",
    ]


def test_an_unknown_council_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotUnderstood, match=r"unknown council 'WNCC'\. Did you mean 'WNC'\?"):
        DIRECTORY.council("WNCC")


@every_contact
def test_an_entry_says_where_and_when_it_was_read(contact: Contact) -> None:
    assert contact.sources
    assert all(source.startswith("https://") for source in contact.sources)
    assert contact.checked == date(2026, 11, 22)
    assert contact.says.endswith(".")


@every_contact
def test_an_entry_gives_some_way_to_reach_it(contact: Contact) -> None:
    assert contact.phone or contact.email or contact.post or contact.web or contact.text


@every_contact
def test_an_unverified_entry_says_so_unless_it_is_a_crisis_line(contact: Contact) -> None:
    if contact.role == "crisis":
        assert contact.caution is None
    else:
        assert contact.caution is not None
        assert contact.caution.startswith("Read from a stored copy on 22 November 2026. Please check it on ")


def test_the_caution_says_what_to_do_before_posting() -> None:
    contact = DIRECTORY.contact("WNC", "ehc-team")
    assert contact is not None
    assert contact.caution == (
        "Read from a stored copy on 22 November 2026. "
        "Please check it on the council's website before you post."
    )


def test_the_north_is_never_sent_to_the_wests_building() -> None:
    for contact in DIRECTORY.contacts:
        if contact.council == "NNC":
            assert "Angel" not in " ".join(contact.post)
            assert "NN1 1ED" not in contact.post


@pytest.mark.parametrize(
    "doubtful",
    [
        "contactus@",
        "myfeedback@",
        "01604 368948",
        "01325 289350",
        "Family Support Link",
        "One Angel Square, North",
    ],
)
def test_what_the_research_warns_against_is_not_here(doubtful: str) -> None:
    for contact in DIRECTORY.contacts:
        assert doubtful not in repr(contact)


def test_what_was_not_verified_is_nothing_rather_than_empty() -> None:
    contact = DIRECTORY.contact("NNC", "ehc-team")
    assert contact is not None
    assert contact.phone is None
    assert contact.email is None
    assert contact.confidence == "low"
    assert DIRECTORY.contact("NNC", "sendiass") is None


def test_the_contacts_needed_now_are_there() -> None:
    for council in ("WNC", "NNC"):
        for role in ("ehc-team", "complaints", "general"):
            assert DIRECTORY.contact(council, role) is not None
    ombudsman = DIRECTORY.contact(NATIONAL, "ombudsman")
    assert ombudsman is not None
    assert ombudsman.phone == "0300 061 0614"
    assert [contact.name for contact in DIRECTORY.advice] == ["IPSEA", "SOS!SEN"]


def test_urgent_help_comes_with_the_most_urgent_first() -> None:
    reached = [(contact.name, contact.phone or contact.text) for contact in DIRECTORY.crisis]
    assert reached == [
        ("Emergency services", "999"),
        ("NHS 111, option 2", "111"),
        ("Samaritans", "116 123"),
        ("Shout", "85258"),
        ("Childline", "0800 1111"),
    ]


def test_a_letter_is_addressed_to_the_verified_address() -> None:
    recipient = DIRECTORY.recipient(WEST, "ehc-team")
    assert recipient.dear == "EHC team"
    assert recipient.lines[0] == "EHC team"
    assert recipient.lines[-1] == "NN1 1ED"
    assert recipient.caution is not None


def test_without_an_address_a_letter_has_only_the_role_and_the_council() -> None:
    recipient = DIRECTORY.recipient(WEST, "complaints")
    assert recipient.lines == ("Complaints team", "West Northamptonshire Council")
    assert recipient.web is not None
    assert recipient.caution is not None
    assert "no checked postal address" in recipient.caution


def test_another_council_has_a_name_and_no_contacts() -> None:
    council = another("  Example   County Council ")
    assert council.name == "Example County Council"
    national = {contact.role for contact in DIRECTORY.contacts if contact.council == NATIONAL}
    for role in sorted(ROLES.keys() - {*OF_SCHOOL, *OF_NOBODY, *national}):
        recipient = DIRECTORY.recipient(council, role)
        assert recipient.lines[1] == "Example County Council"
        assert recipient.web is None
        assert recipient.caution is not None
        assert "Example County Council" in recipient.caution


def test_a_letter_to_the_school_has_its_name_and_says_where_to_look() -> None:
    council = DIRECTORY.council("WNC")
    for role in OF_SCHOOL:
        recipient = DIRECTORY.recipient(council, role, "Hill Street Primary")
        assert recipient.lines == (ROLES[role][0], "Hill Street Primary")
        assert DIRECTORY.recipient(council, role).lines == (ROLES[role][0],)
        assert "school" in (recipient.caution or "")


def test_the_north_gets_its_own_address() -> None:
    assert DIRECTORY.recipient(NORTH, "ehc-team").lines[-1] == "NN16 8TL"


def test_a_checked_entry_carries_no_caution(tmp_path: Path) -> None:
    contact = load(tmp_path, ROW).contact("WNC", "general")
    assert contact is not None
    assert contact.caution is None
    assert contact.phone is None


def test_a_checked_entry_of_low_confidence_still_does(tmp_path: Path) -> None:
    contact = load(tmp_path, ROW.replace('"high"', '"low"')).contact("WNC", "general")
    assert contact is not None
    assert contact.caution is not None
    assert contact.caution.endswith("before you use it.")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('phone = ""', 'fone = "1"', r"contact 'wnc-general': unknown key 'fone'\. Did you mean 'phone'\?"),
        ('role = "general"', 'role = "genral"', r"unknown role 'genral'\. Did you mean 'general'\?"),
        ('council = "WNC"', 'council = "WNX"', r"unknown council 'WNX'\. Did you mean 'WNC'\?"),
        ('"high"', '"hgh"', r"unknown confidence 'hgh'\. Did you mean 'high'\?"),
        ('sources = ["https://example.org/"]', "sources = []", "should say where it was read"),
        ("checked = 2026-11-22\n", "", "contact 'wnc-general': the key 'checked' is missing"),
        ("live_verified = true", 'live_verified = "yes"', "'live_verified' should be true or false"),
        ('"wnc-general"', '"WNC"', "the id 'WNC' is used twice"),
        ("[[contact]]", "[[contacts]]", r"unknown table 'contacts'\. Did you mean 'contact'\?"),
    ],
)
def test_a_slip_is_refused_in_a_sentence(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        load(tmp_path, ROW.replace(before, after))


def test_the_ombudsman_is_one_for_every_council() -> None:
    to_west, to_north = (DIRECTORY.recipient(DIRECTORY.council(each), "ombudsman") for each in ("WNC", "NNC"))
    assert to_west == to_north
    assert to_west.lines[0] == "Local Government and Social Care Ombudsman"
    assert "Council" not in "".join(to_west.lines)
