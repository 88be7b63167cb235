"""The methods of the Bot API that our bot uses, one function a method."""

from collections.abc import Callable
from typing import Any

from bot.demo.calls import Call
from bot.demo.methods import editing, listening, rooms, sending, settings
from bot.demo.webhooks import Courier
from bot.demo.world import World

METHODS: dict[str, Callable[[World, Call], Any]] = {
    "answercallbackquery": editing.answer_callback_query,
    "deletemessage": editing.delete_message,
    "deletemycommands": settings.delete_my_commands,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagetext": editing.edit_message_text,
    "getchat": rooms.get_chat,
    "getchatadministrators": rooms.get_chat_administrators,
    "getchatmember": rooms.get_chat_member,
    "getchatmembercount": rooms.get_chat_member_count,
    "getfile": settings.get_file,
    "getme": settings.get_me,
    "getmycommands": settings.get_my_commands,
    "getmydescription": settings.get_my_description,
    "getmyname": settings.get_my_name,
    "getmyshortdescription": settings.get_my_short_description,
    "leavechat": rooms.leave_chat,
    "pinchatmessage": editing.pin_chat_message,
    "sendchataction": sending.send_chat_action,
    "senddocument": sending.send_document,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "setmycommands": settings.set_my_commands,
    "setmydescription": settings.set_my_description,
    "setmyname": settings.set_my_name,
    "setmyshortdescription": settings.set_my_short_description,
}
LISTENING: dict[str, Callable[[World, Courier, Call], Any]] = {
    "deletewebhook": listening.delete_webhook,
    "getwebhookinfo": listening.get_webhook_info,
    "setwebhook": listening.set_webhook,
}
