import asyncio
import io
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest
from botapi import Page, a_bot_api, a_message, an_intake, until
from pydantic import SecretStr

from bot.config import Settings, Telegram, Webhook

SECRET = "long-and-random"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SAM = 1


@pytest.fixture
async def api():
    async with a_bot_api() as api:
        yield api


class Line:
    """Telegram's end of the webhook."""

    def __init__(self, session, address):
        self.session = session
        self.address = address

    async def posts(self, body, secret=SECRET, path="/telegram"):
        """Posts as Telegram would; gives the status of the answer."""
        headers = {HEADER: secret} if secret is not None else {}
        async with self.session.post(self.address + path, data=body, headers=headers) as answer:
            return answer.status

    async def says(self, number, text, chat=SAM):
        return await self.posts(json.dumps({"update_id": number, "message": a_message(1, chat, text)}))


@asynccontextmanager
async def a_webhook(api, page, settle_seconds=5.0, **more):
    # model_construct, for port 0: any free one
    where = Webhook.model_construct(
        public_url="https://bot.example.org/",
        listen="127.0.0.1",
        port=0,
        path="/telegram",
        secret=SecretStr(SECRET),
    )
    settings = Settings.model_construct(telegram=Telegram(mode="webhook"), webhook=where)
    async with an_intake(api, page, settings, **more) as intake, aiohttp.ClientSession() as session:
        intake.source.settle_seconds = settle_seconds
        await asyncio.wait_for(intake.source.ready(), 5)
        line = Line(session, f"http://127.0.0.1:{intake.source.port}")
        line.intake = intake
        yield line


async def test_a_posted_message_is_answered(api):
    async with a_webhook(api, Page()) as line:
        assert await line.says(1, "hello") == 200
        await line.intake.idle()
    assert [each["text"] for each in api.sent] == ["hello: done"]


async def test_telegram_is_told_where_to_post_and_how_to_prove_itself(api):
    async with a_webhook(api, Page()):
        told = dict(api.called)["setWebhook"]
    assert told["url"] == "https://bot.example.org/telegram"
    assert told["secret_token"] == SECRET
    assert told["max_connections"] == "100"
    assert json.loads(told["allowed_updates"])[0] == "message"
    assert told.get("drop_pending_updates") != "true"
    assert "deleteWebhook" not in dict(api.called)


@pytest.mark.parametrize("secret", [None, "", "long-and-randon", "long-and-random-", "Ünïcode"])
async def test_a_post_without_the_secret_is_turned_away(api, secret):
    page = Page()
    body = json.dumps({"update_id": 1, "message": a_message(1, SAM, "hello")})
    async with a_webhook(api, page) as line:
        assert await line.posts(body, secret) == 401
    assert page.tried == 0


@pytest.mark.parametrize("body", ["", "{", "[]", "7", "{}", '{"update_id": "1"}', b"\xff\xfe"])
async def test_a_post_that_is_no_update_is_a_bad_request(api, body):
    async with a_webhook(api, Page()) as line:
        assert await line.posts(body) == 400


async def test_a_post_larger_than_any_update_is_not_read(api):
    async with a_webhook(api, Page()) as line:
        assert await line.posts(io.BytesIO(b" " * 2_000_000)) == 413


async def test_other_paths_and_methods_are_not_there(api):
    async with a_webhook(api, Page()) as line:
        assert await line.posts("{}", path="/") == 404
        assert (await line.session.get(line.address + "/telegram")).status == 405


async def test_200_is_said_when_it_is_committed_though_nothing_is_said_to_the_parent_yet(api):
    api.may_send.clear()
    async with a_webhook(api, Page()) as line:
        assert await line.says(1, "hello") == 200
        assert api.sent == []
        api.may_send.set()


async def test_200_is_not_said_before_the_commit_is_durable(api):
    safe = asyncio.Event()
    async with a_webhook(api, Page(), durable=safe.wait) as line:
        post = asyncio.create_task(line.says(1, "hello"))
        await until(lambda: api.sent)
        assert not post.done()
        safe.set()
        assert await post == 200


async def test_500_is_said_when_it_is_not_committed_in_time_and_it_still_happens_once(api):
    page = Page()
    page.may_commit.clear()
    async with a_webhook(api, page, settle_seconds=0.05) as line:
        assert await line.says(1, "hello") == 500
        page.may_commit.set()
        await line.intake.idle()
    assert page.done == ["hello"]


async def test_500_is_said_when_there_is_no_place_for_it_in_time(api):
    page = Page()
    page.may_commit.clear()
    async with a_webhook(api, page, settle_seconds=0.05, at_once=1) as line:
        assert await asyncio.gather(line.says(1, "hello"), line.says(2, "hello", chat=2)) == [500, 500]
        page.may_commit.set()
    assert page.tried == 1


async def test_500_is_said_when_it_fails_and_it_may_work_when_it_comes_again(api):
    page = Page(mishaps=[OSError()] * 4)
    async with a_webhook(api, page) as line:
        assert await line.says(1, "hello") == 500
        assert await line.says(1, "hello") == 200
        await line.intake.idle()
    assert [each["text"] for each in api.sent] == ["sorry", "hello: done"]


async def test_however_often_it_comes_and_fails_a_parent_hears_sorry_once(api):
    page = Page(mishaps=[OSError()] * 12)
    async with a_webhook(api, page) as line:
        assert [await line.says(1, "hello") for _ in range(3)] == [500, 500, 500]
    assert page.tried == 12
    assert [each["text"] for each in api.sent] == ["sorry"]


async def test_the_same_update_posted_twice_at_once_is_handled_one_after_the_other(api):
    page = Page()
    page.may_commit.clear()
    async with a_webhook(api, page) as line:
        posts = asyncio.gather(line.says(1, "hello"), line.says(1, "hello"))
        await until(lambda: page.tried)
        await asyncio.sleep(0.05)
        assert page.tried == 1
        page.may_commit.set()
        assert await posts == [200, 200]


async def test_an_update_that_cannot_be_read_is_not_asked_for_again(api, caplog):
    async with a_webhook(api, Page()) as line:
        assert await line.posts('{"update_id": 5, "message": {"text": "about Jo"}}') == 200
    assert caplog.messages == ["Update 5 cannot be read (KeyError); passed over."]


async def test_health_says_ok_while_the_database_answers(api):
    async with a_webhook(api, Page()) as line, line.session.get(line.address + "/health") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")


async def test_health_says_so_when_the_database_does_not_answer(api):
    async def ping():
        raise OSError

    async with (
        a_webhook(api, Page(), ping=ping) as line,
        line.session.get(line.address + "/health") as answer,
    ):
        assert (answer.status, await answer.text()) == (503, "the database does not answer")


async def test_stopping_lets_a_post_be_answered_and_the_parent_too(api):
    page = Page()
    page.may_commit.clear()
    async with a_webhook(api, page) as line:
        post = asyncio.create_task(line.says(1, "hello"))
        await until(lambda: page.tried)
        line.intake.stop()
        await asyncio.sleep(0.02)
        page.may_commit.set()
        assert await post == 200
    assert [each["text"] for each in api.sent] == ["hello: done"]


async def test_a_port_that_is_taken_is_an_error_at_the_start(api):
    async with a_webhook(api, Page()) as line:
        where = Webhook(public_url="https://bot.example.org", port=line.intake.source.port, secret="x")
        settings = Settings.model_construct(telegram=Telegram(mode="webhook"), webhook=where)
        with pytest.raises(OSError, match="address already in use"):
            async with an_intake(api, Page(), settings) as second:
                await asyncio.wait({second.running})
