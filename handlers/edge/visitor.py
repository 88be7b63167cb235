"""What can be read off an update before anything is looked up: the chat, the words, the button."""

from dataclasses import dataclass

from telegram import Message, Update

KINDS = ("photo", "voice", "audio", "video", "video_note", "sticker", "document", "location", "contact")


@dataclass(frozen=True)
class Visitor:
    chat_id: int
    route: str
    text: str
    name: str = ""
    picture: str = ""

    @classmethod
    def of(cls, update: Update, route: str) -> "Visitor | None":
        """The visitor of a private chat; None for an update that names no chat or person."""
        query, chat = update.callback_query, update.effective_chat
        if query:
            return cls(query.from_user.id, query.data or "", "", query.from_user.full_name)
        message = update.effective_message
        if chat is None or message is None:
            return None
        name = update.effective_user.full_name if update.effective_user else ""
        picture = message.photo[-1].file_id if message.photo else ""
        return cls(chat.id, route or _kind(message), message.text or message.caption or "", name, picture)


def _kind(message: Message) -> str:
    return next((kind for kind in KINDS if getattr(message, kind)), "")
