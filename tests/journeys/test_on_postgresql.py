"""The same bot on PostgreSQL: the whole road, and two processes in front of one database."""

import asyncio

import pytest
from sqlalchemy import func, select
from telegram import Update

from bot import running
from bot.demo.run import settings_for, show
from bot.store.tables import children, events, seen_updates
from tests.journeys import road
from tests.journeys.record import kept
from tests.postgres import on_postgresql

pytestmark = on_postgresql


@pytest.fixture
async def scene(tmp_path, held, address):
    async with show(tmp_path / "data", held, database=address) as bot:
        yield bot


async def test_a_parent_goes_from_hello_to_the_final_plan_on_postgresql(scene, walk):
    await walk(road.ROAD)
    record = await kept(scene.bot.services.db)
    assert record["events"] == road.EVENTS
    assert record["drafts"] == 0
    assert [state for _, _, state in record["nudges"]] == ["sent", "folded", "folded", "sent", "sent"]


@pytest.fixture
async def twin(tmp_path, scene, address):
    """A second copy of the bot on the same database, as behind a load balancer."""
    settings = settings_for(tmp_path / "data", scene.standin, address)
    services = running.assemble(settings, scene.clock)
    app = running.handlers.build(services)
    await app.initialize()
    yield app
    await app.shutdown()
    await services.db.close()


async def test_two_processes_that_get_one_update_answer_twice_and_record_once(scene, twin, parent, walk):
    await walk(road.MEETING, road.ASKING[:5])
    _, save = parent.button("Save")
    raw = _tap(parent, save["callback_data"])
    apps = (scene.bot.app, twin)
    await asyncio.gather(*(app.process_update(Update.de_json(raw, app.bot)) for app in apps))
    assert await _count(scene, events) == 1
    assert await _count(scene, seen_updates, seen_updates.c.update_id == raw["update_id"]) == 1


async def test_a_restart_on_another_process_goes_on_where_the_first_one_was(scene, twin, parent, walk):
    await walk(road.MEETING[:3])
    raw = {"update_id": 7, "message": _said(parent, "Bee")}
    await twin.process_update(Update.de_json(raw, twin.bot))
    await parent.taps("Save")
    assert await _count(scene, children) == 1


def _tap(parent, choice):
    query = {"id": "1", "from": _sender(parent), "chat_instance": "1", "data": choice}
    return {"update_id": 6, "callback_query": query | {"message": parent.newest}}


def _said(parent, words):
    chat = {"id": parent.id, "type": "private", "first_name": parent.name}
    return {"message_id": 900, "date": 1773309600, "chat": chat, "from": _sender(parent), "text": words}


def _sender(parent):
    return {"id": parent.id, "is_bot": False, "first_name": parent.name}


async def _count(scene, table, *where):
    async with scene.bot.services.db.transaction() as db:
        return (await db.execute(select(func.count()).select_from(table).where(*where))).scalar_one()
