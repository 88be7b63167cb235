"""Telegram's Bot API over aiohttp: what was never sent is told apart from what may have been."""

import io
import json
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import aiohttp
import certifi
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

os.environ.setdefault("PTB_TIMEDELTA", "true")  # RetryAfter.retry_after is a timedelta, without a warning

FORM: Mapping[str, str] = {"Content-Type": "application/x-www-form-urlencoded"}
BEFORE_SENDING = (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError, ValueError)
KEEP_ALIVE_SECONDS = 30
REMEMBER_ADDRESS_SECONDS = 60


class NotSent(NetworkError):
    """The request never left this machine, so sending it again cannot repeat it."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """Seconds to wait for each part of a request; None waits for ever."""

    read: float | None = 10
    write: float | None = 10
    upload: float | None = 60
    connect: float | None = 5
    pool: float | None = 10


class AiohttpRequest(BaseRequest):
    """Carries python-telegram-bot's requests; its errors never hold the address: the token is in it."""

    __slots__ = ("_connections", "_session", "_timeouts")

    def __init__(self, connections: int = 100, timeouts: Timeouts | None = None) -> None:
        self._connections = connections
        self._timeouts = timeouts or Timeouts()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._timeouts.read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    keepalive_timeout=KEEP_ALIVE_SECONDS,
                    ttl_dns_cache=REMEMBER_ADDRESS_SECONDS,
                    ssl=_trusted(),
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT, "Accept-Encoding": "identity"},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  # python-telegram-bot's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        usual = self._timeouts
        uploading = request_data is not None and request_data.contains_files
        timeouts = Timeouts(
            read=_given(read_timeout, usual.read),
            write=_given(write_timeout, usual.upload if uploading else usual.write),
            connect=_given(connect_timeout, usual.connect),
            pool=_given(pool_timeout, usual.pool),
        )
        try:
            return await self._exchange(method, url, request_data, timeouts)
        except NetworkError:
            raise
        except Exception as error:  # noqa: BLE001  # the library would quote any other, letter and all
            failure = _told_apart(error)
        # Raised out here so that it has no context: aiohttp's own errors quote the address.
        raise failure

    async def _exchange(
        self, method: str, url: str, request_data: RequestData | None, timeouts: Timeouts
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The connection to Telegram is not open; nothing was sent.")
        body, headers = _body(request_data)
        async with self._session.request(
            method,
            url,
            data=body,
            headers=headers,
            timeout=_client_timeout(timeouts, downloading=method == "GET"),
            allow_redirects=False,
        ) as answer:
            payload = await answer.read()
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES and answer.content_type != "application/json":
            payload = b"{}"  # a page from something in between; the library would quote it in its error
        return answer.status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Reads an answer without logging it, as the library would: it may hold what a parent wrote."""
        answer: Any = None
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise NetworkError("The answer from Telegram could not be read.")
        return answer


def _given(timeout: Any, usual: float | None) -> float | None:
    seconds: float | None = usual if timeout is BaseRequest.DEFAULT_NONE else timeout
    return seconds


def _client_timeout(timeouts: Timeouts, *, downloading: bool) -> aiohttp.ClientTimeout:
    """aiohttp has no limit on writing, so the whole of a request is held to the sum of its parts."""
    waiting = _sum(timeouts.pool, timeouts.connect)
    return aiohttp.ClientTimeout(
        total=None if downloading else _sum(waiting, timeouts.write, timeouts.read),
        connect=waiting,
        sock_connect=timeouts.connect,
        sock_read=timeouts.read,
    )


def _sum(*seconds: float | None) -> float | None:
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str] | None]:
    if data is None:
        return None, None
    fields = data.json_parameters
    if not data.contains_files:
        return urlencode(fields).encode(), FORM
    form = aiohttp.FormData(fields, quote_fields=False)  # Telegram shows a quoted file name with its %20s
    for name, (filename, content, content_type) in data.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content  # sent in pieces
        form.add_field(name, stream, filename=filename, content_type=content_type)
    return form, None


def _told_apart(error: Exception) -> TelegramError:
    kind = type(error).__name__
    if isinstance(error, BEFORE_SENDING):
        return NotSent(f"Telegram could not be reached ({kind}); nothing was sent.")
    if isinstance(error, TimeoutError):
        return TimedOut(f"Telegram did not answer in time ({kind}); it may have acted on what was sent.")
    return NetworkError(f"The connection to Telegram was lost ({kind}); it may have acted on what was sent.")


@cache
def _trusted() -> ssl.SSLContext:
    """The machine's certificates and certifi's: some machines have none of their own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
