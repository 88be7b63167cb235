"""Messages changed, deleted and pinned, and taps answered, as a real client meets them."""

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.demo import people
from tests.demo.clients import keyboard


async def test_an_edit_changes_text_and_buttons(bot: Bot, parent, clock) -> None:
    sent = await bot.send_message(parent.id, "Which council?", reply_markup=keyboard(["West", "North"]))
    clock.move(timedelta(minutes=1))
    edited = await bot.edit_message_text(
        "<b>West</b>", parent.id, sent.message_id, parse_mode="HTML", reply_markup=keyboard(["OK"])
    )
    assert (edited.message_id, edited.text, edited.entities[0].type) == (sent.message_id, "West", "bold")
    assert (edited.date, edited.edit_date) == (sent.date, clock.now())
    assert parent.buttons == ["OK"]


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x", reply_markup=keyboard(["Yes"]))
    edited = await bot.edit_message_text("x", parent.id, sent.message_id)
    assert edited.reply_markup is None


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard(["Yes"]))
    with pytest.raises(
        BadRequest, match=r"^Message is not modified: specified new message content and reply markup "
    ):
        await bot.edit_message_text(
            "<b>x</b>", parent.id, sent.message_id, parse_mode="HTML", reply_markup=keyboard(["Yes"])
        )
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_reply_markup(parent.id, sent.message_id, reply_markup=keyboard(["Yes"]))


async def test_an_edit_of_formatting_alone_is_a_change(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x")
    edited = await bot.edit_message_text("<b>x</b>", parent.id, sent.message_id, parse_mode="HTML")
    assert edited.entities[0].type == "bold"


async def test_buttons_alone_can_be_changed_and_taken_away(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x", reply_markup=keyboard(["Yes"]))
    changed = await bot.edit_message_reply_markup(parent.id, sent.message_id, reply_markup=keyboard(["No"]))
    assert changed.reply_markup == keyboard(["No"])
    bare = await bot.edit_message_reply_markup(parent.id, sent.message_id)
    assert (bare.text, bare.reply_markup) == ("x", None)


async def test_a_caption_can_be_changed(bot: Bot, parent) -> None:
    sent = await bot.send_document(parent.id, b"x", filename="x.pdf", caption="old")
    edited = await bot.edit_message_caption(parent.id, sent.message_id, caption="new")
    assert (edited.caption, edited.document) == ("new", sent.document)


async def test_what_cannot_be_edited_is_refused(bot: Bot, parent) -> None:
    people.say(parent.world, parent.human, "mine")
    document = await bot.send_document(parent.id, b"x", filename="x.pdf")
    text = await bot.send_message(parent.id, "x")
    for number, complaint in (
        (77, "Message to edit not found"),
        (1, "Message can't be edited"),
        (document.message_id, "There is no text in the message to edit"),
    ):
        with pytest.raises(BadRequest, match=complaint):
            await bot.edit_message_text("new", parent.id, number)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(parent.id, text.message_id, caption="new")


async def test_a_message_can_be_deleted_once(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x")
    assert await bot.delete_message(parent.id, sent.message_id)
    assert parent.said == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(parent.id, sent.message_id)


async def test_a_message_older_than_two_days_cannot_be_deleted(bot: Bot, parent, clock) -> None:
    sent = await bot.send_message(parent.id, "x")
    clock.move(timedelta(hours=48, seconds=1))
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(parent.id, sent.message_id)


async def test_what_people_say_can_be_deleted_in_private(bot: Bot, parent) -> None:
    people.say(parent.world, parent.human, "my secret")
    assert await bot.delete_message(parent.id, 1)
    assert "took a message away" in parent.transcript()


async def test_a_message_can_be_pinned(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x")
    assert await bot.pin_chat_message(parent.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(parent.id, 77)
    assert parent.sees == "x"


# Taps


async def tapped(bot: Bot, parent) -> str:
    """The number of a tap that the bot has just been told of."""
    sent = await bot.send_message(parent.id, "x", reply_markup=keyboard(["Yes"]))
    query, _ = people.tap(parent.world, parent.human, sent.message_id, "yes", label="Yes")
    return query


async def test_a_tap_reaches_the_bot_with_its_message(bot: Bot, parent) -> None:
    number = await tapped(bot, parent)
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert (query.id, query.data, query.from_user.id) == (number, "yes", parent.id)
    assert query.message.text == "x"
    assert query.message.reply_markup == keyboard(["Yes"])


async def test_a_tap_on_a_message_that_is_gone_carries_only_its_number(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x", reply_markup=keyboard(["Yes"]))
    await bot.delete_message(parent.id, sent.message_id)
    people.tap(parent.world, parent.human, sent.message_id, "yes")
    (update,) = await bot.get_updates()
    assert not update.callback_query.message.is_accessible


async def test_an_answer_to_a_tap_is_shown_to_who_tapped(bot: Bot, parent) -> None:
    assert await bot.answer_callback_query(await tapped(bot, parent), "Saved", show_alert=True)
    assert parent.alerts == ["Saved"]
    assert parent.spinning == []


async def test_an_answer_without_words_only_stops_the_button(bot: Bot, parent) -> None:
    number = await tapped(bot, parent)
    assert parent.spinning == ["Yes"]
    await bot.answer_callback_query(number)
    assert (parent.spinning, parent.alerts) == ([], [])


TOO_OLD = "^Query is too old and response timeout expired or query id is invalid$"


async def test_a_tap_cannot_be_answered_twice(bot: Bot, parent) -> None:
    number = await tapped(bot, parent)
    await bot.answer_callback_query(number)
    with pytest.raises(BadRequest, match=f"(?i){TOO_OLD}"):
        await bot.answer_callback_query(number)


async def test_an_old_tap_cannot_be_answered(bot: Bot, parent, clock) -> None:
    number = await tapped(bot, parent)
    clock.move(timedelta(minutes=16))
    with pytest.raises(BadRequest, match=f"(?i){TOO_OLD}"):
        await bot.answer_callback_query(number)


async def test_a_tap_that_never_was_cannot_be_answered(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=f"(?i){TOO_OLD}"):
        await bot.answer_callback_query("77")


async def test_an_answer_of_more_than_200_characters_is_refused(bot: Bot, parent) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(await tapped(bot, parent), "x" * 201)
