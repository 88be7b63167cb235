"""What the logs hold at their most talkative: ids and kinds. No token, no name, no word of a parent's."""

import io
import logging

import pytest

from bot import logs
from bot.demo.server import TOKEN
from tests.journeys import road
from tests.journeys.stage import joins, meets, tell

DESPAIR = "I can't go on, I want to end my life"
HOSTILE = ("<b>Persephone</b>", "{{ Persephone }}", "Persephone\x00\x1b", "Persephone " * 300, DESPAIR)
SECRETS = (
    *road.TYPED, TOKEN, TOKEN.partition(":")[2], "Persephone", "Amira", "Khan", "2017-06-03", "end my life",
    "West Northamptonshire", "stand-in-token",
)  # fmt: skip


@pytest.fixture
def lines():
    """Every line that is logged from here on, at DEBUG, as the running program would write it."""
    root = logging.getLogger()
    kept = root.handlers[:], root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in logs.CHATTY}
    stream = io.StringIO()
    logs.set_up("debug", stream)
    yield stream.getvalue
    root.handlers, root.level, logging.raiseExceptions = kept[0], kept[1], kept[2]
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def _found(text):
    return [secret for secret in SECRETS if secret in text]


async def test_the_whole_main_journey_logs_nothing_that_was_said(lines, parent, walk):
    logging.getLogger("tests").debug("logging works")
    await walk(road.ROAD)
    assert "logging works" in lines()
    assert _found(lines()) == []


async def test_hostile_input_logs_nothing_that_was_said(lines, scene, parent):
    await meets(parent)
    for words in HOSTILE:
        await tell(
            parent,
            ">/cancel",
            f">{words}",
            ">/start",
            "Something happened",
            "Assessment or plan",
            f">{words}",
        )
        await parent.edits(words[:900])
        await parent.sends_photo(caption=words[:900])
        await parent.taps_forged(f"f:{words}"[:60])
        await parent.taps_forged(words[:60])
    await parent.sends_document(b"Persephone", "Persephone.pdf")
    assert _found(lines()) == []


@pytest.mark.parametrize("trouble", ["fail", "drop", "refuse", "forbid"])
async def test_when_telegram_fails_the_log_says_so_without_what_was_being_said(lines, scene, parent, trouble):
    await parent.starts()
    await parent.taps("Start")
    await parent.taps("West Northamptonshire")
    faults = scene.standin.faults
    arrange = {
        "fail": lambda: faults.fail("sendMessage", times=9, status=502, description="Persephone"),
        "drop": lambda: faults.drop("sendMessage", times=9, before=True),
        "refuse": lambda: faults.fail(
            "sendMessage", times=9, status=400, description="Bad Request: Persephone"
        ),
        "forbid": lambda: faults.fail(
            "sendMessage", times=9, status=403, description="Forbidden: Persephone"
        ),
    }
    arrange[trouble]()
    await parent.says("Persephone", answered=False)
    await scene.bot.intake.idle()
    assert _found(lines()) == []


async def test_when_the_database_fails_the_log_says_so_and_the_parent_hears_sorry(lines, scene, parent):
    await meets(parent)
    await tell(parent, "Something happened", "Assessment or plan", "I asked for an EHC assessment", "Post")
    async with scene.bot.services.db.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE drafts RENAME TO elsewhere")
    before = len(parent.said)
    await parent.says("Persephone", answered=False)
    await scene.bot.intake.idle()
    assert len(parent.said) == before + 1
    assert _found(lines()) == []
    assert "OperationalError" in lines()
    reference = parent.said[-1].split()[-1].strip(".")
    assert reference in lines()


async def test_an_update_that_cannot_be_read_is_logged_by_its_number_alone(lines, scene, parent):
    await meets(parent)
    broken = {"message_id": 99, "date": "Persephone", "chat": {"id": "Persephone"}, "text": "Persephone"}
    [number] = scene.standin.world.update("message", broken, parent.chat)
    await parent.says("hello")
    assert str(number) in lines()
    assert _found(lines()) == []


async def test_a_nudge_that_is_refused_is_logged_without_the_child(lines, scene, move):
    second = joins(scene.standin, "Amira Khan")
    await meets(second, "Persephone")
    await tell(
        second,
        "Something happened",
        "Assessment or plan",
        "I asked for an EHC assessment",
        "E-mail",
        ">12 march",
        "Save",
    )
    scene.standin.faults.fail("sendMessage", status=400, description="Bad Request: Persephone", times=3)
    await move(road.day(4, 24))
    await move(road.day(5, 8))
    assert _found(lines()) == []
