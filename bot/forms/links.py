"""A typed link -> a link that a button can open. It is never fetched."""

import re
from datetime import date
from urllib.parse import urlsplit

from bot.forms.invalid import Invalid

LONGEST = 300
_HOST = re.compile(r"(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?", re.ASCII)


def a_link(typed: str, today: date) -> str:
    """A web address that begins with http:// or https://; one without is taken as https."""
    words = typed.strip()
    if len(words) > LONGEST:
        raise Invalid(
            f"That link has {len(words)} characters and {LONGEST} fit here. Is there a shorter one?"
        )
    link = words if "://" in words else f"https://{words}"
    try:
        parts = urlsplit(link)
    except ValueError:
        raise _again() from None
    plain = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc.lower())
    if not plain or any(sign.isspace() or not sign.isprintable() for sign in link):
        raise _again()
    return link


def _again() -> Invalid:
    return Invalid("Please paste the whole link, for example https://www.example.org/page.")
