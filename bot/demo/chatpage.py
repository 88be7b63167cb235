"""The chat page and the JSON beneath it, at `/` and `/_/`."""

import ipaddress
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.demo import acts, controls, neighbours, people, views
from bot.demo.events import Streams
from bot.demo.faults import Faults
from bot.demo.people import Impossible
from bot.demo.refusals import Json
from bot.demo.world import World

PAGE = Path(__file__).with_name("page")
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
PICTURES = ("image/jpeg", "image/png", "image/webp")
GUARDED = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ChatPage:
    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.streams = Streams(world)

    def routes(self) -> list[web.RouteDef]:
        """The page, what it shows, and what it lets people do."""
        return [
            web.get("/", self.page),
            web.get("/{name:[a-z]+\\.(?:css|js)}", self.page),
            web.get("/_/stage", _guarded(self.stage)),
            web.get("/_/chat", _guarded(self.chat)),
            web.get("/_/events", _guarded(self.events)),
            web.get("/_/file", _guarded(self.file)),
            web.get("/_/figures", _guarded(self.figures)),
            web.delete("/_/figures", _guarded(self.figures)),
            web.post("/_/clock", _guarded(self.clock)),
            web.post("/_/faults", _guarded(self.fault)),
            web.delete("/_/faults", _guarded(self.fault)),
            web.post("/_/crowd", _guarded(self.crowd)),
            web.post("/_/neighbours", _guarded(self.neighbours)),
            web.post("/_/send", _guarded(self.send)),
            web.post("/_/{act}", _guarded(self.act)),
        ]

    def close(self) -> None:
        self.streams.close()

    async def page(self, request: web.Request) -> web.StreamResponse:
        path = PAGE / request.match_info.get("name", "index.html")
        if not path.is_file():
            raise web.HTTPNotFound
        text, kind = path.read_text(encoding="utf-8"), TYPES[path.suffix]
        return web.Response(text=text, content_type=kind, charset="utf-8", headers=GUARDED)

    async def stage(self, request: web.Request) -> web.StreamResponse:
        return _json(views.stage(self.world))

    async def chat(self, request: web.Request) -> web.StreamResponse:
        human = acts.who(self.world, dict(request.query))
        return _json(views.chat(self.world, acts.where(self.world, dict(request.query), human), human))

    async def events(self, request: web.Request) -> web.StreamResponse:
        return await self.streams.serve(request, acts.who(self.world, dict(request.query)))

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file, to somebody who has the message that brought it."""
        asked = dict(request.query)
        chat = acts.where(self.world, asked, acts.who(self.world, asked))
        number = asked["id"]
        if not any(number in _file_ids(post) for post in chat.posts.values()):
            raise Impossible("there is no such file in this chat")
        stored = self.world.files.by_id[number]
        shown = "inline" if stored.mime in PICTURES else "attachment"
        disposition = f"{shown}; filename*=UTF-8''{quote(stored.name)}"
        headers = GUARDED | {"Content-Disposition": disposition, "Content-Type": stored.mime}
        return web.Response(body=stored.content, headers=headers)

    async def figures(self, request: web.Request) -> web.StreamResponse:
        forget = request.method == "DELETE"
        return _json(controls.forget_figures(self.world) if forget else controls.figures(self.world))

    async def clock(self, request: web.Request) -> web.StreamResponse:
        return _json(await controls.move_clock(self.world, await _asked(request)))

    async def fault(self, request: web.Request) -> web.StreamResponse:
        if request.method == "DELETE":
            self.faults.clear()
            return _json({"faults": None})
        return _json(controls.add_fault(self.faults, await _asked(request)))

    async def crowd(self, request: web.Request) -> web.StreamResponse:
        return _json(controls.crowd(self.world, await _asked(request)))

    async def neighbours(self, request: web.Request) -> web.StreamResponse:
        asked = await _asked(request)
        chat = acts.where(self.world, asked, acts.who(self.world, asked))
        return _json(await neighbours.bring(self.world, chat, int(asked["families"])))

    async def act(self, request: web.Request) -> web.StreamResponse:
        """One act, or a list of the same kind of acts, as benchmarks want."""
        act = acts.ACTS.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        asked = await _asked(request)
        if isinstance(asked, list):
            return _json({"done": len([act(self.world, each) for each in asked])})
        return _json(act(self.world, asked))

    async def send(self, request: web.Request) -> web.StreamResponse:
        """A photo, voice message, sticker or document, as multipart."""
        form = await request.post()
        asked = {name: value for name, value in form.items() if isinstance(value, str)}
        upload, kind = form["file"], asked["kind"]
        if not isinstance(upload, web.FileField) or kind not in people.KINDS:
            raise Impossible("there is no file of such a kind")
        human = acts.who(self.world, asked)
        chat = acts.where(self.world, asked, human)
        stored = self.world.files.keep(f"{kind}s", upload.filename, upload.content_type, upload.file.read())
        caption = asked.get("caption", "")
        return _json({"updates": people.send(self.world, human, kind, stored, chat, caption=caption)})


def _guarded(handler: Handler) -> Handler:
    """Keeps other sites' pages out, and answers an impossible wish with a sentence."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not _from_here(request):
            return _json({"error": "this page answers only to itself"}, 403)
        try:
            return await handler(request)
        except Impossible as why:
            return _json({"error": str(why)}, 409)
        except (KeyError, IndexError, TypeError, ValueError) as why:
            return _json({"error": f"not understood: {why}"}, 400)

    return guarded


def _from_here(request: web.Request) -> bool:
    """Named by address or as localhost, and not asked for by a page from anywhere else."""
    host = urlsplit(f"//{request.host}").hostname or ""
    origin = request.headers.get("Origin")
    return _is_address(host) and (origin is None or urlsplit(origin).netloc == request.host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


async def _asked(request: web.Request) -> Any:
    return json.loads(await request.text() or "{}")


def _json(told: Json, status: int = 200) -> web.Response:
    return web.json_response(told, status=status, headers={"Cache-Control": "no-store"})


def _file_ids(post: Json) -> list[str]:
    cards = [post[kind] for kind in ("document", "voice", "sticker") if kind in post]
    return [card["file_id"] for card in [*cards, *post.get("photo", ())]]
