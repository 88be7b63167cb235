"""New messages: text, documents, pictures."""

from collections.abc import Callable

from bot.demo import entities as parts
from bot.demo import html, keyboards
from bot.demo.calls import Call, Upload
from bot.demo.files import LARGEST_PHOTO, LARGEST_UPLOAD, Stored, kind_of_picture, size_of_picture
from bot.demo.methods import access
from bot.demo.refusals import Json, Refused, bad
from bot.demo.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_RAW_TEXT = 1 << 15
WEBLIKE = ("http://", "https://")


def send_message(world: World, call: Call) -> Json:
    body = text_body(call)
    markup = keyboards.read(call.values.get("reply_markup"))
    return _send(world, call, lambda: body, markup)


def send_document(world: World, call: Call) -> Json:
    caption = caption_of(call)
    return _send(world, call, lambda: {"document": _document(world, call), **caption}, _markup(call))


def send_photo(world: World, call: Call) -> Json:
    caption = caption_of(call)
    return _send(world, call, lambda: {"photo": _photo(world, call), **caption}, _markup(call))


def send_chat_action(world: World, call: Call) -> bool:
    if not call.text("action"):
        raise bad("wrong parameter action in request")
    chat, _ = access.writable(world, call)
    world.tell(chat, {"type": "typing"})
    return True


def text_body(call: Call) -> Json:
    """The text of a call and its entities, within Telegram's limits."""
    if not call.text("text"):
        raise bad("message text is empty")
    text, entities = _formatted(call, "text", "entities")
    if len(text) > LONGEST_TEXT:
        raise bad("message is too long")
    body: Json = {"text": text}
    if entities:
        body["entities"] = entities
    preview = call.tree("link_preview_options", "link preview options")
    if (preview and preview.get("is_disabled")) or call.flag("disable_web_page_preview"):
        body["link_preview_options"] = {"is_disabled": True}
    return body


def caption_of(call: Call) -> Json:
    """The caption of a call and its entities, within Telegram's limits; nothing when there is none."""
    if not call.text("caption").strip():
        return {}
    text, entities = _formatted(call, "caption", "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def _formatted(call: Call, name: str, entities: str) -> tuple[str, list[Json]]:
    text, mode = call.text(name), call.text("parse_mode").lower()
    if len(text) * 4 > LONGEST_RAW_TEXT and len(text.encode(errors="replace")) > LONGEST_RAW_TEXT:
        raise bad("text is too long")
    if mode == "html":
        return parts.finish(*html.read(text))
    if mode not in ("", "none"):
        raise bad("unsupported parse_mode")
    return parts.finish(text, call.tree(entities, "message entities") or [])


def _markup(call: Call) -> Json | None:
    return keyboards.read(call.values.get("reply_markup"))


def _send(world: World, call: Call, content: Callable[[], Json], markup: Json | None) -> Json:
    chat, place = access.writable(world, call)
    message = place | access.reply(chat, call) | content()
    if call.flag("protect_content"):
        message["has_protected_content"] = True
    if markup:
        message["reply_markup"] = markup
    sent = world.post(chat, world.bot, message)
    world.acted(chat)
    return sent


def _document(world: World, call: Call) -> Json:
    upload = call.upload("document")
    if upload is None:
        return document_card(_known_file(world, call, "document"))
    _check_size(upload, LARGEST_UPLOAD)
    return document_card(world.files.keep("documents", upload.name, upload.mime, upload.content))


def document_card(stored: Stored) -> Json:
    return {"file_name": stored.name, "mime_type": stored.mime, **stored.card()}


def _photo(world: World, call: Call) -> list[Json]:
    upload = call.upload("photo")
    if upload is None:
        return world.files.sizes(_known_file(world, call, "photo"))
    _check_size(upload, LARGEST_PHOTO)
    size_of_picture(upload.content)
    kind = kind_of_picture(upload.content)
    return world.files.sizes(world.files.keep("photos", upload.name, kind, upload.content))


def _known_file(world: World, call: Call, kind: str) -> Stored:
    name = call.text(kind)
    if not name:
        raise bad(f"there is no {kind} in the request")
    if stored := world.files.by_id.get(name):
        return stored
    raise bad("failed to get HTTP URL content" if name.startswith(WEBLIKE) else _WRONG_FILE)


_WRONG_FILE = "wrong file identifier/HTTP URL specified"


def _check_size(upload: Upload, largest: int) -> None:
    if not upload.content:
        raise bad("file must be non-empty")
    if len(upload.content) > largest:
        raise Refused(413, "Request Entity Too Large")
