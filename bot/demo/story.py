"""A conversation told as text, for people and for golden files."""

from collections.abc import Iterable

from bot.clock import london
from bot.demo.chats import Entry
from bot.demo.refusals import Json

_SENT = {"photo": "a photo", "voice": "a voice message", "sticker": "a sticker"}
_INDENT = "    "


def tell(entries: Iterable[Entry]) -> str:
    """The conversation line by line; a line with the date stands where the date changes."""
    lines: list[str] = []
    last = None
    for entry in entries:
        day = london(entry.at).date()
        if last and day != last:
            lines.append(f"--- {day:%a} {day.day} {day:%B %Y} ---")
        last = day
        lines += _entry(entry)
    return "\n".join(lines)


def is_said(post: Json) -> bool:
    """Whether a message says something, rather than telling that somebody came or left."""
    return any(kind in post for kind in ("text", "caption", "document", *_SENT))


def _entry(entry: Entry) -> list[str]:
    if entry.kind == "tap":
        return [f"{entry.who} taps [{entry.words}]"]
    if entry.kind == "alert":
        return [f"Bot to {entry.who}: ({entry.words})"]
    if entry.kind == "note":
        return [f"({entry.who} {entry.words})"]
    assert entry.post is not None
    if entry.kind == "deleted":
        return [f"({entry.who} took a message away: {_first_line(entry.post)})"]
    who = "Bot" if _is_ours(entry.post) else entry.who
    return _message(f"{who} (changed)" if entry.kind == "edit" else who, entry.post)


def _is_ours(post: Json) -> bool:
    """Whether the bot said it; an admin who speaks as the group goes by a bot's card too."""
    return post["from"]["is_bot"] and "sender_chat" not in post


def _message(who: str, post: Json) -> list[str]:
    if not is_said(post):
        return [f"({who}: {_service(post)})"]
    head, *rest = _said(post) or [""]
    return [f"{who}: {head}".rstrip(), *(f"{_INDENT}{line}".rstrip() for line in rest), *_keyboard(post)]


def _said(post: Json) -> list[str]:
    """What a message says, line by line. The caption of a picture of the bot's says what it shows."""
    words = str(post.get("text") or post.get("caption") or "")
    if "photo" in post and _is_ours(post):
        return [f"[picture: {' '.join(words.split())}]"]
    return [*([_file(post)] if _file(post) else []), *words.splitlines()]


def _file(post: Json) -> str:
    if "document" in post:
        return f"<{post['document']['file_name']}>"
    return next((f"<{words}>" for kind, words in _SENT.items() if kind in post), "")


def _keyboard(post: Json) -> list[str]:
    rows = post.get("reply_markup", {}).get("inline_keyboard", [])
    return [_INDENT + " ".join(f"[{button['text']}]" for button in row) for row in rows]


def _service(post: Json) -> str:
    if "new_chat_members" in post:
        return f"{post['new_chat_members'][0]['first_name']} joined"
    if "left_chat_member" in post:
        return f"{post['left_chat_member']['first_name']} left"
    return "pinned a message" if "pinned_message" in post else "the group became a supergroup"


def _first_line(post: Json) -> str:
    return (str(post.get("text") or post.get("caption") or _file(post)).splitlines() or [""])[0]
