"""Every page about cases, schools and rights, with another family's numbers: nothing is seen or changed."""

import itertools

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.clock import HeldClock
from bot.demo import people
from bot.demo.run import show
from bot.forms.form import BYTES_IN_A_BUTTON
from bot.law.rules import bundled
from bot.store.tables import seen_updates
from handlers import pages
from tests.journeys import road
from tests.journeys.families import NOW, SECRETS, everything, lives
from tests.journeys.record import whole
from tests.journeys.stage import asks, joins, meets, tell, ticks

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

RULEBOOK = bundled()
LONGEST_ROUTE = 64
ANY_NUMBER = 9_999_999_999
ABOUT_A_CASE = (
    *("case", "over", "end", "reopen", "whys", "why", "tell", "replied", "pause", "resume", "write"),
    *("entry", "correct", "removeevent", "dropevent", "snooze", "carry", "again"),
)
ABOUT_A_CHILD = (
    *("dates", "finished", "record", "happened", "about", "newcase", "timeline", "calendar", "letters"),
    *("school", "nameschool", "schooldates", "holder", "setholder", "people", "removechild", "erasechild"),
    *("out", "outkinds", "log", "outlist", "writing", "heard", "term", "year", "papers", "paper"),
    *("calls", "newcall", "promises"),
)
ABOUT_AN_ABSENCE = (
    *("absence", "relog", "addmore", "ended", "removeabsence", "dropabsence", "same"),
    *("askwriting", "askedwriting"),
)
ABOUT_A_CALL = ("call", "kept", "broken", "promiseover", "askpromise", "removecall", "dropcall")
TABLES = {
    **dict.fromkeys(ABOUT_A_CASE, ("cases", "events", "drafts", "outbox")),
    **dict.fromkeys(ABOUT_A_CHILD, ("children",)),
    **dict.fromkeys(ABOUT_AN_ABSENCE, ("absences",)),
    **dict.fromkeys(ABOUT_A_CALL, ("contacts",)),
}
OF_NOBODY = ("rights", "right", "changed", "anyschool")
ENDINGS = (
    "", ":", ":complaint", ":assessment", ":nonsense", ":young_person", ":parent", ":cc-s1", ":A3", ":1",
    ":-1", ":999999999999999999", ":9999999999999999999999", ":<b>", ":{{ 7*7 }}", "::::",
)  # fmt: skip


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    async with show(tmp_path_factory.mktemp("walls"), HeldClock(NOW)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def other(scene):
    found = joins(scene.standin, "Zoe")
    await lives(found)
    await ticks(scene.bot, scene.clock, NOW)
    return found


@pytest_asyncio.fixture(loop_scope="module")
async def nosy(scene, parent):
    await meets(parent)
    await asks(parent, "2 november")
    return parent


@pytest_asyncio.fixture(loop_scope="module")
async def theirs(scene, other):
    """The numbers of the other family's record, by table."""
    rows = await whole(scene.bot.services.db, other.id)
    assert {"e_records", "correct", "school_year", "relog", "more"} <= {
        draft.form for draft in rows["drafts"]
    }
    assert [case.ended_on for case in rows["cases"]].count(None) == len(rows["cases"]) - 1
    return {name: [row.id for row in some] for name, some in rows.items()}


@pytest.mark.parametrize("route", sorted(TABLES))
async def test_a_page_with_a_number_of_another_family_shows_and_changes_nothing(
    scene, other, nosy, theirs, route
):
    mine = await whole(scene.bot.services.db, nosy.id)
    own = {row.id for table in mine.values() for row in table}
    numbers = sorted({number for table in TABLES[route] for number in theirs[table]} - own)
    assert numbers
    before = await everything(scene.bot.services.db, other.id)
    odd = (f":{numbers[0]}{ending}" for ending in ENDINGS)
    for rest in (*odd, *(f":{number}" for number in numbers[1:])):
        await nosy.taps_forged(f"{route}{rest}")
        assert "Something happened" in nosy.buttons, nosy.recent()
    words = nosy.transcript()
    assert not [secret for secret in SECRETS if secret in words]
    assert "went wrong on my side" not in words
    assert await everything(scene.bot.services.db, other.id) == before


@pytest.mark.parametrize("route", OF_NOBODY)
async def test_a_page_of_nobodys_with_odd_endings_is_shown_or_led_home(nosy, route):
    for ending in ENDINGS:
        await nosy.taps_forged(f"{route}{ending}")
        assert nosy.buttons
    assert "went wrong on my side" not in nosy.transcript()


@pytest.mark.parametrize("form", sorted(pages.FORM_DESK.kept))
async def test_a_forged_answer_to_any_form_does_nothing_to_another_family(scene, other, nosy, form):
    drafts = (await whole(scene.bot.services.db, other.id))["drafts"]
    before = await everything(scene.bot.services.db, other.id)
    questions = ("check", *(question.id for question in pages.FORM_DESK.kept[form].form.questions[:1]))
    places = itertools.product(drafts, questions, ("y", "x", "c", "0"))
    for draft, question, press in places:
        await nosy.taps_forged(f"f:{form}:{question}:{draft.id}.{draft.version}:{press}")
        assert "Something happened" in nosy.buttons, nosy.recent()
    assert await everything(scene.bot.services.db, other.id) == before
    assert not [secret for secret in SECRETS if secret in nosy.transcript()]


async def test_the_longest_of_every_button_fits_into_telegrams_64_bytes():
    rules = [f"why:{ANY_NUMBER}:{rule.id}" for rule in RULEBOOK.all] + [f"right:{r.id}" for r in RULEBOOK.all]
    subjects = [
        f"{page}:{ANY_NUMBER}:{subject.id}"
        for page in ("about", "newcase", "tell", "replied")
        for subject in RULEBOOK.menu
    ]
    forms = [kept.form.longest_button() for kept in pages.FORM_DESK.kept.values()]
    buttons = [*rules, *subjects, *forms, f"setholder:{ANY_NUMBER}:young_person"]
    assert [button for button in buttons if len(button.encode()) > BYTES_IN_A_BUTTON] == []


async def test_no_answer_leads_to_a_route_too_long_to_be_remembered(scene, nosy, other):
    await _every_button(nosy)
    async with scene.bot.services.db.transaction() as db:
        routes = list((await db.execute(select(seen_updates.c.route).distinct())).scalars())
    assert len(routes) > 40
    assert max(map(len, routes)) <= LONGEST_ROUTE
    assert {route.split(":")[0] for route in routes} <= {
        *pages.PAGES,
        *pages.FORM_PAGES,
        *pages.OPEN_PAGES,
    }


async def test_every_screen_of_a_repeated_update_is_shown_again_and_nothing_changes(scene, nosy):
    """The same is shown as by its route: a page that answers an update is a page that only shows."""
    await _every_button(nosy)
    async with scene.bot.services.db.transaction() as db:
        routes = list((await db.execute(select(seen_updates.c.route).distinct())).scalars())
    await nosy.says("/start")
    before = await everything(scene.bot.services.db, nosy.id)
    for route in sorted(routes):
        await nosy.taps_forged(route)
        assert nosy.buttons
    after = await everything(scene.bot.services.db, nosy.id)
    assert after == before


async def _every_button(person):
    """Taps what each page of a child and a case leads to, but what erases."""
    called = "Bee"
    for start in (">/start", ">/dates", ">/rights", ">/children", ">/letters", ">/help", ">/privacy"):
        await tell(person, start)
        for label in list(person.buttons):
            _, button = person.button(label)
            if "callback_data" in button:
                await tell(person, start)
                await person.taps(label)
    await tell(person, ">/children", called)
    for label in [each for each in person.buttons if not each.startswith("Remove")]:
        await tell(person, ">/children", called)
        await person.taps(label)
    await tell(person, ">/dates")
    for label in [each for each in person.buttons if each != "Pause reminders"]:
        await tell(person, ">/dates")
        await person.taps(label)
    await tell(person, ">/dates", "Why these dates?")
    await person.taps(person.buttons[0])


async def test_an_event_that_was_removed_leaves_no_way_to_correct_it(scene, nosy):
    await tell(nosy, ">/children", "Bee", "What you told me", "1", "Correct the date", ">5 november")
    save = nosy.button("Save")
    await tell(nosy, ">/children", "Bee", "What you told me", "1", "Remove it", "Yes, remove it")
    rows = await whole(scene.bot.services.db, nosy.id)
    assert (rows["events"], rows["drafts"]) == ([], [])
    await nosy.taps_forged(save[1]["callback_data"], message_id=save[0])
    await tell(nosy, ">/start")
    assert road.CARRY_ON not in nosy.buttons
    assert (await whole(scene.bot.services.db, nosy.id))["events"] == []


async def test_an_old_button_about_a_child_that_was_erased_leads_home(scene, nosy):
    await tell(nosy, ">/children", "Bee", "School and its holidays")
    old = [button["callback_data"] for button in _buttons(nosy.newest)]
    await tell(nosy, ">/children", "Bee", "Remove Bee", "Yes, erase")
    for data in old:
        await nosy.taps_forged(data)
        assert "Begin" in nosy.buttons
    assert (await whole(scene.bot.services.db, nosy.id))["children"] == []


async def test_an_answer_half_given_about_a_case_that_is_over_opens_it_again_and_is_kept(scene, nosy):
    await tell(nosy, ">/dates", "Something happened", "Assessment or plan", "The council will assess")
    await tell(nosy, ">/dates", "This is over", "Yes, it is over")
    await tell(nosy, ">/start", road.CARRY_ON) if road.CARRY_ON in nosy.buttons else None
    await tell(nosy, ">/start")
    await nosy.taps(road.CARRY_ON)
    await tell(nosy, ">18 november", "Save")
    [case] = (await whole(scene.bot.services.db, nosy.id))["cases"]
    assert case.ended_on is None


async def test_the_day_on_which_it_was_over_stays_whatever_old_button_is_tapped_later(scene, nosy):
    await tell(nosy, ">/dates", "This is over")
    number, button = nosy.button("Yes, it is over")
    await nosy.taps("Yes, it is over")
    [before] = (await whole(scene.bot.services.db, nosy.id))["cases"]
    scene.clock.move(road.day(2, 2) - road.day(2, 1))
    await nosy.taps_forged(button["callback_data"], message_id=number)
    assert (await whole(scene.bot.services.db, nosy.id))["cases"] == [before]


async def test_a_day_corrected_to_one_that_is_told_already_leaves_one_entry(scene, nosy):
    await tell(
        nosy, ">/start", "Something happened", "Assessment or plan", "They wrote or rang, with no decision"
    )
    await tell(nosy, ">9 november", "Save", ">/start", "Something happened", "Assessment or plan")
    await tell(nosy, "They wrote or rang, with no decision", ">10 november", "Save")
    await tell(nosy, ">/children", "Bee", "What you told me", "3", "Correct the date", ">9 november", "Save")
    rows = (await whole(scene.bot.services.db, nosy.id))["events"]
    assert sorted((row.kind, str(row.happened_on)) for row in rows) == [
        ("asked", "2026-11-02"),
        ("replied", "2026-11-09"),
    ]


async def test_five_taps_at_once_on_save_of_a_school_keep_one_year(scene, nosy):
    await tell(nosy, ">/children", "Bee", "School and its holidays", "Name the school", ">Hillside")
    number, button = nosy.button("Save")
    for _ in range(5):
        people.tap(scene.standin.world, nosy.human, number, button["callback_data"], label="Save")
    await nosy.says("/start")
    [child] = (await whole(scene.bot.services.db, nosy.id))["children"]
    assert child.school == "Hillside"
    assert nosy.spinning == []


def _buttons(post):
    rows = post.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]
