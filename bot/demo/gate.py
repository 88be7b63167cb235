"""The door that bots knock on: one HTTP request in, one Bot API answer out."""

import asyncio
import hmac
import json
import re

from aiohttp import web

from bot.demo import calls
from bot.demo.calls import Call
from bot.demo.chats import Chat
from bot.demo.faults import Fault, Faults
from bot.demo.methods import LISTENING, METHODS
from bot.demo.methods.listening import get_updates
from bot.demo.refusals import Refused
from bot.demo.webhooks import Courier
from bot.demo.world import World

_encode = json.JSONEncoder(separators=(",", ":")).encode
_TOKEN = re.compile(r"\d+:[\w-]+")


class Cut(Exception):
    """The connection is to be closed without an answer."""


class Gate:
    def __init__(self, world: World, courier: Courier, faults: Faults) -> None:
        self.world = world
        self.courier = courier
        self.faults = faults

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.method),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def method(self, request: web.Request) -> web.StreamResponse:
        """Answers one call of one method."""
        try:
            self._check_token(request.match_info["token"])
            call = await calls.read(request, request.match_info["method"].lower())
            return _response(200, f'{{"ok":true,"result":{await self._suffer(call)}}}')
        except Refused as refused:
            return refusal(refused)
        except Cut:
            if request.transport:
                request.transport.abort()
            return web.Response()

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The content of a file that somebody sent."""
        try:
            self._check_token(request.match_info["token"])
        except Refused as refused:
            return refusal(refused)
        stored = self.world.files.by_path.get(request.match_info["path"])
        if stored is None:
            return refusal(Refused(404, "Not Found"))
        return web.Response(body=stored.content, content_type=stored.mime)

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        if not hmac.compare_digest(token, self.world.token):
            raise Refused(401, "Unauthorized")

    async def _suffer(self, call: Call) -> str:
        """The result as JSON, after whatever has been arranged to go wrong."""
        chat = self._chat(call)
        self.world.calls[call.method] += 1
        if chat:
            chat.in_flight += 1
        try:
            fault = self.faults.next(call.method, chat.id if chat else None)
            if fault and fault.before:
                await self._strike(fault)
            result = await self._result(call)
            if fault and not fault.before:
                await self._strike(fault)
            if delay := self.faults.delay(call.method):
                await asyncio.sleep(delay)
            return result
        finally:
            if chat:
                chat.in_flight -= 1
                chat.bell.ring()

    async def _strike(self, fault: Fault) -> None:
        fault.reached.set()
        if fault.refusal:
            raise fault.refusal
        if fault.kind == "drop":
            raise Cut
        await fault.released.wait()

    async def _result(self, call: Call) -> str:
        if call.method == "getupdates":
            return await get_updates(self.world, self.courier, call)
        if function := METHODS.get(call.method):
            return _encode(function(self.world, call))
        if listening := LISTENING.get(call.method):
            return _encode(listening(self.world, self.courier, call))
        raise Refused(404, "Not Found: method not found")

    def _chat(self, call: Call) -> Chat | None:
        """The chat that the call is about, if it is about one."""
        if "chat_id" in call.values:
            return self.world.chats.get(call.integer("chat_id"))
        query = self.world.queries.get(call.text("callback_query_id"))
        return query.chat if query else None


def refusal(refused: Refused) -> web.Response:
    response = _response(refused.code, _encode(refused.body()))
    if refused.parameters and "retry_after" in refused.parameters:
        response.headers["Retry-After"] = str(refused.parameters["retry_after"])
    return response


def _response(status: int, text: str) -> web.Response:
    return web.Response(body=text.encode(), status=status, content_type="application/json")
