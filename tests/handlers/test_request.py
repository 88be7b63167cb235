import asyncio
import io
import logging
import ssl
import traceback
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from botapi import TOKEN, a_bot_api, a_message, serving
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram import Bot, InputFile, InputMediaDocument
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from handlers.edge.request import AiohttpRequest, NotSent, Timeouts

SOON = Timeouts(read=0.3, write=1.0, upload=0.3, connect=1.0, pool=0.1)


@asynccontextmanager
async def a_bot(url, timeouts=SOON, connections=10):
    requests = [AiohttpRequest(connections, timeouts) for _ in range(2)]
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=requests[0], get_updates_request=requests[1])
    await asyncio.gather(*(request.initialize() for request in requests))
    try:
        yield bot
    finally:
        await asyncio.gather(*(request.shutdown() for request in requests))


@asynccontextmanager
async def listening(talk, tls=None):
    """A bare socket server, for what a web server would never do."""

    async def meet(reader, writer):
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=tls)
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def failure_of(call):
    """The error a call ends in, once nothing in it, or behind it, is known to show the token."""
    with pytest.raises(NetworkError) as caught:
        await call
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None
    assert TOKEN not in f"{error} {error!r} {''.join(traceback.format_exception(error))}"
    return error


async def a_free_port():
    async with listening(lambda reader, writer: asyncio.sleep(0)) as url:
        return url


def answering(body, status=200, content_type="application/json"):
    async def answer(request):
        return web.Response(text=body, status=status, content_type=content_type)

    return answer


async def test_a_message_is_sent_and_its_answer_read():
    async with a_bot_api() as api, a_bot(api.url) as bot:
        message = await bot.send_message(7, "Ça va & so on +1 😀")
    assert (message.chat.id, message.text) == (7, "Ça va & so on +1 😀")
    assert api.sent == [{"chat_id": "7", "text": "Ça va & so on +1 😀"}]


async def test_a_connection_is_used_again():
    peers = set()

    async def answer(request):
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"ok": True, "result": True})

    async with serving(answer) as url, a_bot(url) as bot:
        for _ in range(5):
            await bot.delete_webhook()
    assert len(peers) == 1


async def test_a_closed_port_means_not_sent():
    async with a_bot(await a_free_port()) as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NotSent


async def test_a_name_that_does_not_exist_means_not_sent():
    async with a_bot("http://telegram.invalid", Timeouts()) as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NotSent


async def test_an_address_that_makes_no_sense_means_not_sent():
    async with a_bot("http://[half") as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NotSent


async def test_a_certificate_nobody_vouches_for_means_not_sent(tmp_path):
    async with (
        listening(lambda reader, writer: reader.read(), a_certificate(tmp_path)) as url,
        a_bot(url) as bot,
    ):
        assert type(await failure_of(bot.send_message(7, "hello"))) is NotSent


async def test_a_connection_that_is_never_made_means_not_sent():
    async def never_shakes_hands(reader, writer):
        await asyncio.sleep(0.5)

    async with listening(never_shakes_hands) as url, a_bot(url.replace("http:", "https:")) as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NotSent


async def test_waiting_too_long_for_a_free_connection_means_not_sent():
    async with a_bot_api() as api, a_bot(api.url, Timeouts(pool=0.1, connect=0.1), connections=1) as bot:
        api.may_send.clear()
        first = asyncio.create_task(bot.send_message(7, "first"))
        await asyncio.sleep(0.05)
        assert type(await failure_of(bot.send_message(7, "second"))) is NotSent
        api.may_send.set()
        await first
    assert [each["text"] for each in api.sent] == ["first"]


async def test_a_request_that_was_never_opened_says_not_sent():
    bot = Bot(TOKEN, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    assert type(await failure_of(bot.send_message(7, "hello"))) is NotSent


async def test_a_server_that_takes_the_message_and_never_answers_means_timed_out():
    async with a_bot_api() as api, a_bot(api.url) as bot:
        api.may_send.clear()
        assert type(await failure_of(bot.send_message(7, "hello"))) is TimedOut
        assert api.called[-1][0] == "sendMessage"


async def test_a_server_that_hangs_up_without_answering_may_have_acted():
    async def hangs_up(reader, writer):
        await reader.readuntil(b"hello")

    async with listening(hangs_up) as url, a_bot(url) as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NetworkError


async def test_a_server_that_hangs_up_in_the_middle_of_its_answer_may_have_acted():
    async def hangs_up(reader, writer):
        await reader.readuntil(b"hello")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
        await writer.drain()

    async with listening(hangs_up) as url, a_bot(url) as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NetworkError


async def test_an_upload_that_nobody_reads_is_given_up():
    async def reads_nothing(reader, writer):
        await asyncio.sleep(3)

    async with listening(reads_nothing) as url, a_bot(url) as bot:
        async with asyncio.timeout(2):
            assert type(await failure_of(bot.send_document(7, b"x" * 20_000_000))) is TimedOut


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, BadRequest), (401, InvalidToken), (403, Forbidden), (409, Conflict), (500, NetworkError)],
)
async def test_what_telegram_refuses_comes_as_the_librarys_own_errors(status, error):
    async with serving(answering('{"ok": false, "description": "No"}', status)) as url, a_bot(url) as bot:
        with pytest.raises(error, match="No"):
            await bot.send_message(7, "hello")


async def test_too_many_requests_says_how_long_to_wait():
    body = '{"ok": false, "description": "Too Many Requests", "parameters": {"retry_after": 17}}'
    async with serving(answering(body, 429)) as url, a_bot(url) as bot:
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(7, "hello")
    assert caught.value.retry_after == timedelta(seconds=17)


async def test_a_page_from_something_in_between_is_a_network_error_and_is_not_quoted(caplog):
    caplog.set_level(logging.DEBUG, "telegram.request")
    page = f"<h1>502</h1>/bot{TOKEN}/sendMessage is not here"
    async with serving(answering(page, 502, "text/html")) as url, a_bot(url) as bot:
        error = await failure_of(bot.send_message(7, "hello"))
    assert (type(error), str(error)) == (NetworkError, "Bad Gateway (502)")
    assert "is not here" not in caplog.text


@pytest.mark.parametrize("body", ["<html>hotel wifi</html>", "[]", ""])
async def test_an_answer_that_cannot_be_read_may_have_been_acted_on_and_is_not_logged(body, caplog):
    async with serving(answering(body)) as url, a_bot(url) as bot:
        assert type(await failure_of(bot.send_message(7, "hello"))) is NetworkError
    assert "wifi" not in caplog.text


async def test_long_polling_waits_as_long_as_it_was_told_to():
    async def slow(request):
        await asyncio.sleep(0.5)
        return web.json_response({"ok": True, "result": []})

    async with serving(slow) as url, a_bot(url) as bot:
        assert await bot.get_updates(timeout=2) == ()
        assert type(await failure_of(bot.get_updates(timeout=0))) is TimedOut


async def test_a_big_upload_arrives_whole_with_its_name():
    got = {}

    async def answer(request):
        fields = await request.post()
        got.update(fields)
        got["size"] = len(fields["document"].file.read())
        return web.json_response({"ok": True, "result": a_message(1, 7, "")})

    async with serving(answer) as url, a_bot(url, Timeouts()) as bot:
        await bot.send_document(7, b"x" * 20_000_000, caption="A letter", filename="a letter to Zoë.pdf")
    assert got["document"].filename == "a letter to Zoë.pdf"
    assert got["document"].content_type == "application/pdf"
    assert (got["size"], got["caption"], got["chat_id"]) == (20_000_000, "A letter", "7")


async def test_several_files_and_an_open_file_go_in_one_request():
    got = {}

    async def answer(request):
        fields = await request.post()
        got.update({key: part.file.read() for key, part in fields.items() if not isinstance(part, str)})
        return web.json_response({"ok": True, "result": []})

    opened = InputFile(io.BytesIO(b"second"), filename="2.txt", attach=True, read_file_handle=False)
    letters = [InputMediaDocument(b"first", filename="1.txt"), InputMediaDocument(opened)]
    async with serving(answer) as url, a_bot(url) as bot:
        await bot.send_media_group(7, letters)
    assert sorted(got.values()) == [b"first", b"second"]


async def test_a_file_is_fetched_as_it_is():
    async def answer(request):
        return web.Response(body=b"\x00\xff" * 500_000, content_type="image/png")

    async with serving(answer) as url, AiohttpRequest(timeouts=SOON) as request:
        assert await request.retrieve(f"{url}/file/photo") == b"\x00\xff" * 500_000


async def test_opening_and_closing_twice_does_no_harm_and_it_can_be_opened_again():
    async with a_bot_api() as api:
        request = AiohttpRequest()
        await request.shutdown()
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert (await request.post(f"{api.url}/bot/getMe"))["username"] == "weeks_bot"
            await request.shutdown()
            await request.shutdown()


async def test_a_wait_without_end_may_be_asked_for():
    async with a_bot_api() as api, a_bot(api.url) as bot:
        api.delay = 0.5
        forever = dict.fromkeys(("read_timeout", "write_timeout", "connect_timeout", "pool_timeout"))
        assert (await bot.send_message(7, "hello", **forever)).text == "hello"


def a_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, start, start + timedelta(days=36500))
    pem = serialization.Encoding.PEM
    unlocked = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem) + unlocked)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context
