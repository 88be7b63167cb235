"""An address or a school's dates: told by a parent, confirmed by an admin, used by a group, without names."""

from datetime import datetime

import pytest
from sqlalchemy import select

from bot.clock import LONDON
from bot.demo import groups
from bot.store.group_tables import suggestions
from tests.journeys.crowd import comes, opens_group
from tests.journeys.families import SCHOOL_YEAR, TRAINING, names_a_school
from tests.journeys.stage import asks, joins, meets, tell

NOW = datetime(2026, 11, 5, 11, 20, tzinfo=LONDON)  # a Thursday
FINAL_PLAN = "Reminder: the final plan"
ADDRESS = "SEND complaints\ncomplaints@westnorthants.gov.uk"
SHARE, KEEP = "Yes, share the address", "No, only for me"
RIGHT, WRONG = "Right: use it for everybody", "Wrong: leave it out"
CONFIRMED = "Given by a parent and confirmed by an admin of a parents' group on 5 November 2026."
SCHOOL = "Hillside Primary"


@pytest.fixture
async def admin(scene):
    scene.clock.move_to(NOW)
    return joins(scene.standin, "Ada")


@pytest.fixture
async def group(scene, admin):
    found = await opens_group(scene, admin)
    await comes(admin, found, admin)
    await tell(admin, ">/groups", "Parents together", "Settings", "West Northamptonshire Council")
    return found


@pytest.fixture
async def amira(scene, admin, group):
    return await family(scene, "Amira", (group, admin))


@pytest.fixture
async def ben(scene, admin, group):
    return await family(scene, "Ben", (group, admin))


async def family(scene, name, *belongs):
    """A family of the council whose plan is late, in these groups."""
    found = joins(scene.standin, name)
    await meets(found)
    for group, admin in belongs:
        await comes(found, group, admin)
    await asks(found, "12 march")
    return found


async def writes_to_complaints(person):
    """The firm letter about the plan goes to the complaints team, of which the directory has no address."""
    await tell(person, ">/letters")
    await tell(person, next(label for label in person.buttons if FINAL_PLAN in label))
    if "What is your name" in person.sees:
        await tell(person, f">{person.name} Khan", ">Bilal Khan", "Skip", "Skip", "Save")
    if "Make it firmer" in person.buttons:
        await person.taps("Make it firmer")


async def gives(person, address=ADDRESS):
    await writes_to_complaints(person)
    await tell(person, "Change or leave out", "Where it goes", f">{address}", "Save")


async def looks(admin, group="Parents together"):
    await tell(admin, ">/groups", group, "To confirm")


async def rows(scene):
    async with scene.bot.services.db.transaction() as db:
        return list(await db.execute(select(*suggestions.c).order_by(suggestions.c.id)))


async def states(scene):
    return [row.state for row in await rows(scene)]


async def test_an_address_that_a_parent_shares_and_an_admin_confirms_is_used_by_the_others(
    scene, admin, amira, ben
):
    await writes_to_complaints(ben)
    assert "no checked postal address" in ben.sees
    await gives(amira)
    assert "May other families use this address?" in amira.sees
    assert ADDRESS in amira.sees
    await amira.taps(SHARE)
    assert "This is the address that you gave me." in amira.sees
    await writes_to_complaints(ben)
    assert "westnorthants.gov.uk" not in ben.copyable[-1]
    await looks(admin)
    assert "1 of 1, for West Northamptonshire Council" in admin.sees
    assert "Complaints team" in admin.sees
    assert ADDRESS in admin.sees
    await admin.taps(RIGHT)
    assert "The members of this group have it now." in admin.sees
    await writes_to_complaints(ben)
    assert ADDRESS in ben.copyable[-1]
    assert CONFIRMED in ben.sees


async def test_what_was_shared_can_be_seen_and_taken_back_until_a_group_has_confirmed_it(
    scene, admin, amira, ben
):
    await amira.says("/privacy")
    assert "Addresses that I shared" not in amira.buttons
    await gives(amira)
    await amira.taps(SHARE)
    await tell(amira, ">/privacy", "Addresses that I shared")
    assert "1. Complaints team" in amira.sees
    assert "complaints@westnorthants.gov.uk" in amira.sees
    await ben.taps_forged("takeback:1")
    assert "out of date" in ben.sees
    assert await states(scene) == ["open"]
    await amira.taps("Take back 1")
    assert "None waits at the moment." in amira.sees
    assert await states(scene) == []
    await looks(admin)
    assert "westnorthants" not in admin.sees


async def test_the_admin_sees_the_lines_and_nothing_of_who_told_them(scene, admin, amira):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    for word in ("Amira", "Khan", "Bee", "Bilal", "plan", str(amira.id)):
        assert word not in admin.sees
    await admin.taps(RIGHT)
    told, confirmed = await rows(scene)
    assert told.told_by
    assert confirmed.told_by is None
    assert set(told.words) == {"lines"}


async def test_a_no_keeps_the_address_for_the_parent_alone(scene, admin, amira):
    await gives(amira)
    await amira.taps(KEEP)
    assert ADDRESS in amira.copyable[-1]
    await looks(admin)
    assert "Nothing waits for you." in admin.sees
    assert await rows(scene) == []


async def test_it_is_asked_once_and_again_only_for_another_address(scene, amira):
    await gives(amira)
    await amira.taps(SHARE)
    await gives(amira)
    assert SHARE not in amira.buttons
    assert len(await rows(scene)) == 1
    await gives(amira, "Complaints\nOne Angel Square")
    assert await rows(scene) == []  # the other was mistaken
    await amira.taps(SHARE)
    assert [row.words["lines"] for row in await rows(scene)] == [["Complaints", "One Angel Square"]]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("Mrs Jones\nmrs.jones@gmail.com", ".gov.uk"),
        ("complaints@westnorthants.gov.uk.example.org", ".gov.uk"),
        ("Ring me on 07700 900123", "mobile"),
        ("Amira Khan\n1 High Street", "name of your family"),
        ("https://example.org/form", "link"),
    ],
)
async def test_what_may_be_somebodys_own_is_not_asked_for_and_a_forged_tap_does_not_share_it(
    scene, amira, address, why
):
    await gives(amira, address)
    assert SHARE not in amira.buttons
    assert why in amira.alerts[-1]
    assert address.splitlines()[-1] in amira.copyable[-1]
    await amira.taps_forged("shareaddress:1:yes")
    assert await rows(scene) == []


async def test_where_the_directory_has_an_address_nothing_is_asked(scene, amira):
    await tell(amira, ">/letters", FINAL_PLAN, ">Amira Khan", ">Bilal Khan", "Skip", "Skip", "Save")
    await tell(amira, "Change or leave out", "Where it goes", ">EHC team\nOne Angel Square", "Save")
    assert SHARE not in amira.buttons
    await amira.taps_forged("shareaddress:1:yes")
    assert await rows(scene) == []


async def test_her_own_address_goes_before_the_one_that_was_confirmed(scene, admin, amira, ben):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    await admin.taps(RIGHT)
    await gives(ben, "Complaints\nMy own find")
    await ben.taps(KEEP)
    assert "My own find" in ben.copyable[-1]
    assert ADDRESS not in ben.copyable[-1]


async def test_what_is_wrong_is_left_out_and_does_not_come_again(scene, admin, amira, ben):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    await admin.taps(WRONG)
    assert "It is left out for this group." in admin.sees
    assert "Nothing waits for you." in admin.sees
    await writes_to_complaints(ben)
    assert "westnorthants.gov.uk" not in ben.copyable[-1]


async def test_what_was_confirmed_by_mistake_is_taken_out_again(scene, admin, amira, ben):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    await tell(admin, RIGHT, "What this group uses")
    assert ADDRESS in admin.sees
    await admin.taps("Stop using it")
    assert "Nothing yet." in admin.sees
    await writes_to_complaints(ben)
    assert "westnorthants.gov.uk" not in ben.copyable[-1]


async def test_a_group_without_a_council_is_asked_for_it_first(scene, admin):
    found = await opens_group(scene, admin)
    await comes(admin, found, admin)
    await looks(admin)
    assert "Say in the settings which council" in admin.sees
    await admin.taps("Settings")
    assert "Council: not set" in admin.sees


# The walls.

PAGES = ("shared", "inuse", "rightshared", "wrongshared", "dropshared")


async def routes(scene):
    """Every tap on what is there, by any group's number."""
    numbers = [row.id for row in await rows(scene)]
    for group in (1, 2):
        yield f"shared:{group}"
        yield f"inuse:{group}"
        for number in numbers:
            yield f"dropshared:{group}:{number}"
            for page in ("rightshared", "wrongshared"):
                yield f"{page}:{group}:address:{number}"
                yield f"{page}:{group}:dates:{number}"


async def test_a_member_who_is_no_admin_sees_and_confirms_nothing(scene, admin, amira, ben):
    await gives(amira)
    await amira.taps(SHARE)
    async for route in routes(scene):
        await ben.taps_forged(route)
        assert "Telegram says that you are not one" in ben.sees or "out of date" in ben.sees
        assert "westnorthants" not in ben.sees
    assert await states(scene) == ["open"]


async def test_an_admin_who_was_demoted_in_between_is_refused(scene, admin, group, amira, ben):
    groups.promote(scene.standin.world, group, admin.human, ben.human)
    await gives(amira)
    await amira.taps(SHARE)
    await ben.taps_forged("shared:1")
    assert RIGHT in ben.buttons
    groups.demote(scene.standin.world, group, admin.human, ben.human)
    await ben.taps(RIGHT)
    assert "Telegram says that you are not one" in ben.sees
    assert await states(scene) == ["open"]


async def test_an_admin_of_another_councils_group_reaches_nothing(scene, admin, amira):
    await gives(amira)
    await amira.taps(SHARE)
    other = joins(scene.standin, "Olga")
    theirs = await opens_group(scene, other, "Kettering families")
    await comes(other, theirs, other)
    await tell(other, ">/groups", "Kettering families", "Settings", "North Northamptonshire Council")
    await looks(other, "Kettering families")
    assert "Nothing waits for you." in other.sees
    async for route in routes(scene):
        await other.taps_forged(route)
    assert "SEND complaints" not in other.transcript()
    assert await states(scene) == ["open"]


async def test_a_strangers_own_group_steers_no_letter_of_the_families_outside_it(scene, admin, amira, ben):
    """Anybody can open a group, bring the bot in and say that it is of this council."""
    sly = await family(scene, "Sly")
    theirs = await opens_group(scene, sly, "Nobody here")
    await comes(sly, theirs, sly)
    await tell(sly, ">/groups", "Nobody here", "Settings", "West Northamptonshire Council")
    await gives(sly, "Complaints team\nPO Box 1, Nowhere")
    await sly.taps(SHARE)
    await looks(sly, "Nobody here")
    await sly.taps(RIGHT)
    await writes_to_complaints(ben)
    assert "Nowhere" not in ben.copyable[-1]
    assert "confirmed by an admin" not in ben.sees
    await looks(admin)
    assert "PO Box 1, Nowhere" in admin.sees  # our admins look at it for themselves
    await gives(amira)
    await amira.taps(SHARE)
    while ADDRESS not in sly.sees:  # nor can the stranger take away what our admins wait for
        await looks(sly, "Nobody here")
    await sly.taps(WRONG)
    await tell(admin, ">/groups", "Parents together", "To confirm", "Another one first", RIGHT)
    await writes_to_complaints(ben)
    assert ADDRESS in ben.copyable[-1]


async def test_an_admin_cannot_take_out_what_another_group_confirmed(scene, admin, amira, ben):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    await admin.taps(RIGHT)
    sly = await family(scene, "Sly")
    theirs = await opens_group(scene, sly, "Nobody here")
    await comes(sly, theirs, sly)
    await tell(sly, ">/groups", "Nobody here", "Settings", "West Northamptonshire Council")
    async for route in routes(scene):
        if route.startswith(("drop", "wrong")):
            await sly.taps_forged(route)
    await writes_to_complaints(ben)
    assert ADDRESS in ben.copyable[-1]


async def test_what_was_replaced_since_the_admin_saw_it_is_not_confirmed_by_their_tap(scene, admin, amira):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    await gives(amira, "Complaints\nPO Box 1, Nowhere")
    await amira.taps(SHARE)
    await admin.taps(RIGHT)
    assert "out of date" in admin.sees
    assert await states(scene) == ["open"]


async def test_who_leaves_the_group_writes_without_it(scene, admin, amira, ben):
    await gives(amira)
    await amira.taps(SHARE)
    await looks(admin)
    await admin.taps(RIGHT)
    await tell(ben, ">/groups", "Parents together", "Leave this group here", "Yes, leave")
    await writes_to_complaints(ben)
    assert "westnorthants.gov.uk" not in ben.copyable[-1]


async def test_hostile_words_are_shown_as_they_are(scene, admin, amira):
    words = "</pre><b>Team</b> {{ 7*7 }} & Co"
    await gives(amira, words)
    await amira.taps(SHARE)
    await looks(admin)
    assert words in admin.sees
    await tell(admin, RIGHT, "What this group uses")
    assert words in admin.sees


async def test_another_familys_letter_is_not_shared_by_its_number(scene, amira, ben):
    await gives(amira)
    for route in ("shareaddress:1", "shareaddress:1:yes", "address:1"):
        await ben.taps_forged(route)
        assert "out of date" in ben.sees
    assert await rows(scene) == []


@pytest.mark.parametrize(
    "odd", ["", ":0", ":x", ":address", ":address:x", ":dates:0", ":nothing:1", ":::", ":-1"]
)
async def test_odd_numbers_lead_somewhere(scene, admin, amira, odd):
    await gives(amira)
    await amira.taps(SHARE)
    for page in PAGES:
        await admin.taps_forged(f"{page}:1{odd}")
        await admin.taps_forged(f"{page}{odd}")
        assert admin.buttons
    assert "went wrong on my side" not in admin.transcript()
    assert await states(scene) == ["open"]


# A parent's own say.


async def test_what_waits_is_in_the_copy_of_everything_and_goes_with_its_parent(scene, admin, amira, ben):
    await gives(amira)
    await tell(amira, SHARE, ">/export")
    while not amira.files:
        await amira.waits_past(amira.acts)
    assert "ADDRESSES THAT YOU SHARED" in amira.files[-1].content.decode()
    assert "Complaints, told on Thu 5 November 2026: SEND complaints" in amira.files[-1].content.decode()
    await looks(admin)
    await admin.taps(RIGHT)
    await tell(amira, ">/delete", "Yes, erase everything")
    [left] = await rows(scene)
    assert (left.state, left.told_by) == ("confirmed", None)
    await writes_to_complaints(ben)
    assert ADDRESS in ben.copyable[-1]


# The dates of a school.


async def tells_dates(person, *dates):
    await names_a_school(person, "Bee", SCHOOL)
    await tell(person, "Give its dates", *(dates or SCHOOL_YEAR), TRAINING, "Save")


async def test_dates_that_an_admin_confirmed_say_so_and_go_before_those_of_others(scene, admin, amira, ben):
    await tells_dates(amira)
    await names_a_school(ben, "Bee", SCHOOL)
    assert "Another parent gave us this school's dates on Thu 5 November 2026." in ben.sees
    await looks(admin)
    assert "Hillside Primary, 2026/27" in admin.sees
    assert "Closed Mon 26 October 2026 to Fri 30 October 2026" in admin.sees
    assert "Staff training" in admin.sees
    assert "Amira" not in admin.sees
    await admin.taps(RIGHT)
    sly = await family(scene, "Sly")
    await tells_dates(sly, SCHOOL_YEAR[0], ">14 september", *SCHOOL_YEAR[2:])  # later, and mistaken
    await names_a_school(ben, "Bee", SCHOOL)
    assert "they were confirmed by an admin of a parents' group on Thu 5 November 2026" in ben.sees
    assert "Wed 2 September 2026" in ben.sees
    await names_a_school(sly, "Bee", SCHOOL)
    assert "Mon 14 September 2026" in sly.sees  # one's own count before anybody's
    assert "confirmed by" not in sly.sees


async def test_dates_that_an_admin_found_wrong_are_left_out_for_the_group_and_not_for_who_told_them(
    scene, admin, amira, ben
):
    await tells_dates(amira)
    await looks(admin)
    await admin.taps(WRONG)
    await names_a_school(ben, "Bee", SCHOOL)
    assert "We do not have its dates yet." in ben.sees
    await names_a_school(amira, "Bee", SCHOOL)
    assert "Wed 2 September 2026" in amira.sees
    outside = await family(scene, "Out")
    await names_a_school(outside, "Bee", SCHOOL)
    assert "Another parent gave us" in outside.sees


async def test_a_strangers_group_confirms_no_dates_for_others(scene, admin, amira, ben):
    sly = await family(scene, "Sly")
    theirs = await opens_group(scene, sly, "Nobody here")
    await comes(sly, theirs, sly)
    await tell(sly, ">/groups", "Nobody here", "Settings", "West Northamptonshire Council")
    await tells_dates(sly, SCHOOL_YEAR[0], ">14 september", *SCHOOL_YEAR[2:])
    await looks(sly, "Nobody here")
    await sly.taps(RIGHT)
    await names_a_school(ben, "Bee", SCHOOL)
    assert "they were confirmed" not in ben.sees
    await tells_dates(amira)
    await looks(admin)
    while "Wed 2 September 2026" not in admin.sees:
        await admin.taps("Another one first")
    await admin.taps(RIGHT)
    await names_a_school(ben, "Bee", SCHOOL)
    assert "they were confirmed" in ben.sees
    assert "Wed 2 September 2026" in ben.sees


async def test_dates_that_were_confirmed_stay_as_the_admin_saw_them(scene, admin, amira, ben):
    await tells_dates(amira)
    await looks(admin)
    await admin.taps(RIGHT)
    await tells_dates(amira, SCHOOL_YEAR[0], ">14 september", *SCHOOL_YEAR[2:])
    await names_a_school(ben, "Bee", SCHOOL)
    assert "Wed 2 September 2026" in ben.sees
    await looks(admin)
    assert "Mon 14 September 2026" in admin.sees
    await admin.taps(RIGHT)
    await names_a_school(ben, "Bee", SCHOOL)
    assert "Mon 14 September 2026" in ben.sees
