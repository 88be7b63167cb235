"""One request to the Bot API, however it was sent."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.demo.refusals import bad

TRUE = ("true", "yes", "1")
ATTACHED = "attach://"


@dataclass(slots=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Call:
    method: str
    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in TRUE

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        try:
            number = int(self.text(name) or default)
        except ValueError:
            number = 0
        number = number if low is None else max(low, number)
        return number if high is None else min(high, number)

    def tree(self, name: str, what: str) -> Any:
        """A value that comes as JSON: an object or a list, or None when it was not given."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file sent under this name, or under the name it points to."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith(ATTACHED):
            return self.uploads.get(value.removeprefix(ATTACHED))
        return self.uploads.get(name)


async def read(request: web.BaseRequest, method: str) -> Call:
    """The call in a request: its query, and a body that is a form, multipart or JSON."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return Call(method, values)
    if request.content_type.startswith("multipart/"):
        return await _multipart(request, method, values)
    body = await request.read()
    try:
        if request.content_type == "application/json":
            values.update(json.loads(body or b"{}"))
        else:
            values.update(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except (ValueError, TypeError):
        raise bad("can't parse the request's body") from None
    return Call(method, values)


async def _multipart(request: web.BaseRequest, method: str, values: dict[str, Any]) -> Call:
    uploads: dict[str, Upload] = {}
    for name, part in (await request.post()).items():
        if isinstance(part, web.FileField):
            with part.file:
                uploads[name] = Upload(part.filename, part.content_type, part.file.read())
        else:
            values[name] = part
    return Call(method, values, uploads)
