"""Which addresses Telegram will link to."""

import re
from urllib.parse import urlsplit


class Unlinkable(ValueError):
    """Telegram's reason, as it stands at the end of its sentence."""


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?=//|[^0-9/])")


def checked(url: str) -> str:
    """The address as Telegram keeps it: http, https and tg only, a slash after a bare host."""
    url = url.strip()
    scheme = _SCHEME.match(url)
    if scheme and scheme.group()[:-1].lower() not in ("http", "https", "tg"):
        raise Unlinkable("Unsupported URL protocol")
    if url.lower().startswith("tg:"):
        return "tg://" + url[3:].removeprefix("//")
    return _web(url if "://" in url else f"http://{url}")


def _web(url: str) -> str:
    try:
        split = urlsplit(url)
        host = split.hostname or ""
        _ = split.port
    except ValueError:
        raise Unlinkable("Wrong HTTP URL") from None
    if ("." not in host and ":" not in host) or re.search(r"\s", split.netloc):
        raise Unlinkable("Wrong HTTP URL")
    return split._replace(netloc=split.netloc.lower(), path=split.path or "/").geturl()
