"""What of an address may be shown to others: an office's lines, and nothing that is somebody's own."""

import pytest

from bot.directory.contacts import NATIONAL, ROLES, Directory
from bot.directory.sharing import OF_COUNCIL, OF_ONE_SCHOOL, SHARED, lines_of, why_private

FAMILY = ("Amira Khan", "Bee", "Bilal Khan", "12 Home Street, Corby")
OFFICES = [
    ("complaints", "Complaints team\nOne Angel Square\nNN1 1ED"),
    ("complaints", "complaints@westnorthants.gov.uk"),
    ("director", "Ms Okoro <ms.okoro@northnorthants.gov.uk>"),
    ("school", "Hillside Primary School\noffice@hillside.northants.sch.uk"),
    ("school", "office@hillsideacademy.org.uk"),
    ("clerk", "clerk@trust.example.com\n01604 123456"),
    ("sendiass", "contact@iass.org.uk"),
    ("school", "Beech Road"),  # no word of its own is a name of the family
]
PRIVATE = [
    ("school", "mrs.jones@gmail.com", "somebody's own"),
    ("school", "MRS.JONES@GMAIL.COM", "somebody's own"),
    ("school", "mrs.jones@yahoo.co.uk", "somebody's own"),
    ("school", "mrs.jones\uff20gmail.com", "somebody's own"),
    ("clerk", "mailto:a@btinternet.com", "somebody's own"),
    ("complaints", "complaints@westnorthants.org", ".gov.uk"),
    ("complaints", "complaints@westnorthants.gov.uk.example.org", ".gov.uk"),
    ("complaints", "complaints@westnorthants-gov.uk", ".gov.uk"),
    ("complaints", "a@b.gov.uk@example.org", "cannot read"),
    ("complaints", "complaints@westnorthants.g\u043ev.uk", "cannot read"),
    ("school", "office @hillside.sch.uk", "cannot read"),
    ("school", "Ring Sue, 07700 900123", "mobile"),
    ("school", "+44 7700 900123", "mobile"),
    ("school", "See https://example.org/form", "link"),
    ("school", "www.example.org", "link"),
    ("school", "Write as Amira Khan", "name of your family"),
    ("school", "for AMIRA  KHAN\nHillside", "name of your family"),
    ("school", "About Bee\nHillside", "name of your family"),
    ("school", "12 Home Street, Corby", "name of your family"),
    ("school", "x" * 81, "longer"),
    ("school", "\n".join("abcdefghi"), "longer"),
]


@pytest.mark.parametrize(("role", "address"), OFFICES)
def test_an_office_may_be_shared(role, address):
    assert why_private(role, lines_of(address), FAMILY) == ""


@pytest.mark.parametrize(("role", "address", "why"), PRIVATE)
def test_what_may_be_somebodys_own_stays_and_a_sentence_says_why(role, address, why):
    assert why in why_private(role, lines_of(address), FAMILY)


def test_a_family_without_names_has_none_in_it():
    assert why_private("school", ("Hillside",), ("", " ", "S")) == ""


def test_only_the_lines_of_an_address_are_left_of_it():
    assert lines_of("  Complaints   team \n\n\tOne Angel Square\n") == ("Complaints team", "One Angel Square")
    assert lines_of(" \n ") == ()


def test_what_is_shared_are_roles_that_are_the_same_for_every_family():
    assert set(SHARED) == {*OF_COUNCIL, "sendiass", *OF_ONE_SCHOOL} <= set(ROLES)
    for own in ("councillor", "mp", "panel", "named-school", "ombudsman", "crisis"):
        assert own not in SHARED


def test_where_the_directory_has_an_address_a_letter_goes_there():
    directory = Directory.load()
    for council in directory.councils:
        for role in ROLES:
            recipient = directory.recipient(council, role, "Hillside")
            contact = directory.contact(council.id, role)
            ours = (contact and contact.post) or (not contact and directory.contact(NATIONAL, role))
            nowhere = role in (*OF_ONE_SCHOOL, "panel", "named-school", "councillor", "mp")
            assert directory.has_address(council, role) == bool(ours and not nowhere)
            if not directory.has_address(council, role):
                assert len(recipient.lines) <= 2
