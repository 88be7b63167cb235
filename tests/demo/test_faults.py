"""Things that go wrong on purpose, as a real client feels them."""

import asyncio
from time import perf_counter

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from tests.demo.clients import keyboard


async def test_an_answer_can_be_slow(bot: Bot, standin, parent) -> None:
    standin.faults.slow(0.1, "sendMessage")
    begun = perf_counter()
    await bot.get_chat(parent.id)
    assert perf_counter() - begun < 0.1
    await bot.send_message(parent.id, "x")
    assert perf_counter() - begun >= 0.1


async def test_every_answer_can_be_slow(bot: Bot, standin) -> None:
    standin.faults.slow(0.1)
    begun = perf_counter()
    await asyncio.gather(*(bot.get_me() for _ in range(20)))
    assert 0.1 <= perf_counter() - begun < 1


async def test_the_next_calls_fail_without_effect_and_then_all_is_well(bot: Bot, standin, parent) -> None:
    standin.faults.fail("sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Internal Server Error"):
            await bot.send_message(parent.id, "lost")
    await bot.send_message(parent.id, "kept")
    assert parent.said == ["kept"]


async def test_too_many_requests_says_how_long_to_wait(bot: Bot, standin, parent, http) -> None:
    standin.faults.fail("sendMessage", times=2, retry_after=7)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(parent.id, "x")
    assert refused.value._retry_after.total_seconds() == 7
    address = f"{standin.url}/bot{standin.token}/sendMessage"
    async with http.post(address, data={"chat_id": parent.id, "text": "x"}) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
        assert await answer.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, Forbidden),
        ({"status": 400, "description": "Bad Request: something"}, BadRequest),
        ({"status": 502, "description": "Bad Gateway"}, NetworkError),
        (
            {"status": 400, "description": "Bad Request: moved", "parameters": {"migrate_to_chat_id": -100}},
            ChatMigrated,
        ),
    ],
)
async def test_a_failure_can_be_any_of_telegrams(bot: Bot, standin, parent, fault, error) -> None:
    standin.faults.fail("sendMessage", **fault)
    with pytest.raises(error):
        await bot.send_message(parent.id, "x")


async def test_a_fault_can_be_for_one_chat_alone(bot: Bot, standin, parent) -> None:
    other = standin.person("Other")
    standin.world.private(other.human).started = True
    standin.faults.fail(chat=other.id)
    await bot.send_message(parent.id, "x")
    with pytest.raises(NetworkError):
        await bot.send_message(other.id, "x")


async def test_a_fault_on_every_method_leaves_polling_alone(bot: Bot, standin) -> None:
    standin.faults.fail(status=502, description="Bad Gateway")
    assert await bot.get_updates() == ()
    with pytest.raises(NetworkError):
        await bot.get_me()
    standin.faults.fail("getUpdates", status=502, description="Bad Gateway")
    with pytest.raises(NetworkError):
        await bot.get_updates()


async def test_a_lost_answer_leaves_its_effect(bot: Bot, standin, parent) -> None:
    standin.faults.drop("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(parent.id, "delivered, but who knows")
    assert parent.said == ["delivered, but who knows"]


async def test_a_connection_cut_beforehand_leaves_nothing(bot: Bot, standin, parent) -> None:
    standin.faults.drop("sendMessage", before=True)
    with pytest.raises(NetworkError):
        await bot.send_message(parent.id, "never came")
    assert parent.said == []


async def test_a_held_answer_comes_when_it_is_released(bot: Bot, standin, parent) -> None:
    held = standin.faults.hold("sendMessage")
    sending = asyncio.create_task(bot.send_message(parent.id, "x"))
    async with asyncio.timeout(1):
        await held.reached.wait()
    assert parent.said == ["x"]
    assert not sending.done()
    held.release()
    assert (await sending).text == "x"


async def test_a_call_can_be_held_before_its_effect(bot: Bot, standin, parent) -> None:
    held = standin.faults.hold("sendMessage", before=True)
    sending = asyncio.create_task(bot.send_message(parent.id, "x"))
    async with asyncio.timeout(1):
        await held.reached.wait()
    assert parent.said == []
    held.release()
    await sending
    assert parent.said == ["x"]


async def test_a_client_that_gives_up_on_a_held_answer_does_not_know(bot: Bot, standin, parent) -> None:
    standin.faults.hold("sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(parent.id, "x", read_timeout=0.1)
    assert parent.said == ["x"]


async def test_clearing_forgets_every_fault_and_releases_what_is_held(bot: Bot, standin, parent) -> None:
    standin.faults.slow(5)
    held = standin.faults.hold("getMe")
    standin.faults.fail("sendMessage")
    asking = asyncio.create_task(bot.get_me())
    await held.reached.wait()
    standin.faults.clear()
    standin.faults.slow(0)
    await bot.send_message(parent.id, "x", reply_markup=keyboard(["Yes"]))
    asking.cancel()
    assert parent.buttons == ["Yes"]


async def test_of_two_faults_the_older_strikes_first(bot: Bot, standin, parent) -> None:
    standin.faults.fail("sendMessage", status=400, description="Bad Request: first")
    standin.faults.fail("sendMessage", status=400, description="Bad Request: second")
    for name in ("First", "Second"):
        with pytest.raises(BadRequest, match=name):
            await bot.send_message(parent.id, "x")
