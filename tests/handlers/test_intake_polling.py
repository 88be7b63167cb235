import asyncio
import json
import logging
from datetime import timedelta

import pytest
from botapi import TOKEN, Page, a_bot_api, an_application, an_intake, until
from telegram.error import NetworkError, RetryAfter

from handlers.edge.intake import connect
from handlers.edge.patience import TokenRefused, pause_after, persist

SAM, ALEX = 1, 2


@pytest.fixture
async def api():
    async with a_bot_api() as api:
        yield api


def heard(api, chat):
    return [each["text"] for each in api.sent if each["chat_id"] == str(chat)]


async def test_messages_are_answered_in_order_within_each_chat(api):
    ids = [await api.says(chat, text) for text in ("one", "two", "three") for chat in (SAM, ALEX)]
    async with an_intake(api, Page()) as intake:
        await until(lambda: api.offset > ids[-1])
        await intake.idle()
    for chat in (SAM, ALEX):
        assert heard(api, chat) == ["one: done", "two: done", "three: done"]


async def test_chats_are_answered_side_by_side(api):
    page = Page()
    api.may_send.clear()
    for chat in range(20):
        await api.says(chat, f"hello {chat}")
    async with an_intake(api, page):
        await until(lambda: len(page.done) == 20)
        api.may_send.set()


async def test_a_batch_is_acknowledged_when_it_is_committed_though_nothing_is_said_yet(api):
    api.may_send.clear()
    last = await api.says(SAM, "hello")
    async with an_intake(api, Page()) as intake:
        await until(lambda: api.offset == last + 1)
        assert api.sent == []
        api.may_send.set()
        await intake.idle()
        assert heard(api, SAM) == ["hello: done"]


async def test_nothing_is_acknowledged_or_fetched_before_the_whole_batch_is_committed(api):
    page = Page()
    page.may_commit.clear()
    await api.says(SAM, "hello")
    async with an_intake(api, page):
        await until(lambda: page.tried == 1)
        await asyncio.sleep(0.1)
        assert api.offsets == [0]
        page.may_commit.set()
        await until(lambda: len(api.offsets) == 2)


async def test_commits_are_made_durable_before_they_are_acknowledged(api):
    story = []
    page = Page(done=story)

    async def durable():
        story.append(f"durable, {len(api.offsets)} fetched")

    await api.says(SAM, "hello")
    async with an_intake(api, page, durable=durable):
        await until(lambda: len(api.offsets) == 2)
    assert story[:2] == ["hello", "durable, 1 fetched"]


async def test_a_failure_that_passes_is_never_heard_of(api):
    page = Page(mishaps=[OSError("database is locked")] * 2)
    last = await api.says(SAM, "hello")
    async with an_intake(api, page) as intake:
        await until(lambda: api.offset == last + 1)
        await intake.idle()
    assert page.tried == 3
    assert heard(api, SAM) == ["hello: done"]


async def test_a_failure_that_lasts_is_given_up_with_one_apology_and_the_next_message_is_answered(api):
    page = Page(mishaps=[OSError()] * 4)
    await api.says(SAM, "one")
    last = await api.says(SAM, "two")
    async with an_intake(api, page) as intake:
        await until(lambda: api.offset == last + 1)
        await intake.idle()
    assert heard(api, SAM) == ["sorry", "two: done"]


async def test_a_failure_to_speak_is_not_taken_for_a_failure_to_commit(api):
    page = Page()
    api.refusals["sendMessage"] = [(400, {"description": "no such chat"})]
    last = await api.says(SAM, "hello")
    async with an_intake(api, page) as intake:
        await until(lambda: api.offset == last + 1)
        await intake.idle()
    assert page.tried == 1
    assert heard(api, SAM) == ["sorry"]


async def test_what_was_not_settled_comes_again_after_a_restart(api):
    stuck = Page()
    stuck.may_commit.clear()
    await api.says(SAM, "hello")
    async with an_intake(api, stuck):
        await until(lambda: stuck.tried == 1)
    async with an_intake(api, Page()):
        await until(lambda: heard(api, SAM) == ["hello: done"])


async def test_what_was_settled_is_acknowledged_on_the_way_out_and_no_more(api):
    class SlowForAlex(Page):
        async def __call__(self, update, context):
            if update.message.chat.id == ALEX:
                await asyncio.sleep(60)
            await super().__call__(update, context)

    await api.says(SAM, "hello")
    alex = await api.says(ALEX, "hello")
    await api.says(SAM, "goodbye")
    async with an_intake(api, SlowForAlex()):
        await until(lambda: len(heard(api, SAM)) == 2)
    assert api.offsets == [0, alex]


async def test_what_was_never_put_in_its_lane_is_not_acknowledged(api):
    stuck = Page()
    stuck.may_commit.clear()
    for chat in range(5):
        await api.says(chat, "hello")
    async with an_intake(api, stuck, at_once=2):
        await until(lambda: stuck.tried == 2)
    assert api.offsets == [0]
    assert len(api.waiting) == 5


async def test_stopping_does_not_wait_for_a_long_poll_to_end(api):
    async with an_intake(api, Page()) as intake:
        await until(lambda: api.offsets)
        begun = asyncio.get_running_loop().time()
        intake.stop()
    assert asyncio.get_running_loop().time() - begun < 1


async def test_what_is_being_said_when_it_stops_is_said_to_the_end(api):
    api.may_send.clear()
    await api.says(SAM, "hello")
    async with an_intake(api, Page()) as intake:
        await until(lambda: len(api.offsets) == 2)
        intake.stop()
        await asyncio.sleep(0.05)
        api.may_send.set()
    assert heard(api, SAM) == ["hello: done"]


async def test_cancelling_it_finishes_as_stopping_does(api):
    page = Page()
    page.may_commit.clear()
    last = await api.says(SAM, "hello")
    async with an_intake(api, page) as intake:
        await until(lambda: page.tried == 1)
        intake.running.cancel()
        await asyncio.sleep(0.02)
        page.may_commit.set()
        await asyncio.wait({intake.running})
    assert heard(api, SAM) == ["hello: done"]
    assert api.offset == last + 1


async def test_a_webhook_left_behind_is_taken_down_and_what_waits_is_kept(api):
    async with an_intake(api, Page()):
        await until(lambda: api.offsets)
    methods = [method for method, _ in api.called]
    assert methods.index("deleteWebhook") < methods.index("getUpdates")
    assert dict(api.called)["deleteWebhook"].get("drop_pending_updates") != "true"


async def test_only_what_the_bot_handles_is_asked_for(api):
    async with an_intake(api, Page()):
        await until(lambda: api.offsets)
    asked = json.loads(dict(api.called)["getUpdates"]["allowed_updates"])
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


async def test_an_update_that_nothing_handles_is_acknowledged(api):
    last = await api.says(SAM, "hello", message=None)
    async with an_intake(api, Page()):
        await until(lambda: api.offset == last + 1)


async def test_an_update_that_cannot_be_read_is_passed_over_and_its_neighbours_are_answered(api, caplog):
    await api.says(SAM, "one")
    unreadable = await api.says(SAM, "", message={"text": "about Jo"})
    await api.says(SAM, "two")
    async with an_intake(api, Page()):
        await until(lambda: heard(api, SAM) == ["one: done", "two: done"])
    assert f"Update {unreadable} cannot be read (KeyError); passed over." in caplog.messages
    assert "Jo" not in caplog.text


async def test_another_copy_with_the_same_token_is_told_in_a_sentence_and_waited_for(api, caplog):
    api.refusals["getUpdates"] = [(409, {"description": "terminated by other getUpdates request"})]
    await api.says(SAM, "hello")
    async with an_intake(api, Page()):
        await until(lambda: heard(api, SAM) == ["hello: done"])
    assert caplog.messages[0].startswith("Another copy of this bot is running with the same token")


async def test_a_network_in_trouble_is_waited_out(api, caplog):
    api.refusals = {"deleteWebhook": [(502, {})], "getUpdates": [(500, {})], "getMe": [(502, {})]}
    await api.says(SAM, "hello")
    async with an_intake(api, Page()):
        await until(lambda: heard(api, SAM) == ["hello: done"])
    assert len(caplog.messages) == 3
    assert "/bot" not in caplog.text


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_telegram_does_not_know_stops_it_at_the_start_in_a_sentence(api, status):
    api.refusals["getMe"] = [(status, {"description": "Unauthorized"})]
    application = an_application(api)
    with pytest.raises(TokenRefused, match="copy it again from @BotFather") as caught:
        await connect(application)
    assert caught.value.__context__ is None
    assert TOKEN not in str(caught.value)


async def test_a_token_that_is_revoked_later_is_said_in_the_log_and_the_rest_is_finished(api, caplog):
    api.refusals["getUpdates"] = [(401, {"description": "Unauthorized"})]
    await api.says(SAM, "hello")
    async with an_intake(api, Page()):
        await until(lambda: heard(api, SAM) == ["hello: done"])
    assert caplog.record_tuples[0][1] == logging.WARNING


def test_waiting_grows_from_under_a_second_to_half_a_minute_and_is_never_quite_the_same():
    waits = [[pause_after(NetworkError("down"), failures) for _ in range(50)] for failures in (1, 3, 6, 5000)]
    bounds = [(0.5, 1), (2, 4), (15, 30), (15, 30)]
    for wait, (least, most) in zip(waits, bounds, strict=True):
        assert least <= min(wait) < max(wait) <= most


def test_waiting_lasts_as_long_as_telegram_asks():
    assert pause_after(RetryAfter(timedelta(seconds=17)), 1) == 17


async def test_persisting_returns_the_first_answer():
    tries = iter([NetworkError("down"), "answer"])

    async def call():
        result = next(tries)
        if isinstance(result, Exception):
            raise result
        return result

    assert await persist(call) == "answer"
