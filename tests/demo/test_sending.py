"""sendMessage, sendDocument, sendPhoto, sendChatAction, as a real client meets them."""

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError

from bot.demo.pictures import SMALL_JPEG, SMALL_PNG
from tests.demo.clients import a_client, keyboard


async def test_a_message_comes_back_whole(bot: Bot, parent, clock) -> None:
    sent = await bot.send_message(
        parent.id, "<b>Hello</b> &amp; /help", parse_mode="HTML", reply_markup=keyboard(["Yes", "No"])
    )
    assert (sent.message_id, sent.text, sent.date) == (1, "Hello & /help", clock.now())
    assert [(e.type, sent.parse_entity(e)) for e in sent.entities] == [
        ("bold", "Hello"),
        ("bot_command", "/help"),
    ]
    assert sent.from_user == await bot.get_me()
    assert (sent.chat.id, sent.chat.type, sent.chat.first_name) == (parent.id, "private", "Parent")
    assert [button.callback_data for button in sent.reply_markup.inline_keyboard[0]] == ["yes", "no"]


async def test_messages_are_numbered_in_each_chat(bot: Bot, standin, parent) -> None:
    other = standin.person("Other")
    standin.world.private(other.human).started = True
    numbers = [(await bot.send_message(who, "x")).message_id for who in (parent.id, parent.id, other.id)]
    assert numbers == [1, 2, 1]


@pytest.mark.parametrize(
    "text", ["x" * 4096, "\N{GRINNING FACE}" * 4096, "<b>" + "x" * 4096 + "</b>", "&amp;" * 4096]
)
async def test_a_text_of_4096_characters_after_parsing_is_sent(bot: Bot, parent, text: str) -> None:
    sent = await bot.send_message(parent.id, text, parse_mode="HTML")
    assert len(sent.text) == 4096


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x" * 4097, "Message is too long"),
        ("", "Message text is empty"),
        ("  \n ", "Text must be non-empty"),
        ("<b> </b>", "Text must be non-empty"),
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("x" * 32769, "Text is too long"),
    ],
)
async def test_a_bad_text_is_refused(bot: Bot, parent, text: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(parent.id, text, parse_mode="HTML")
    assert refused.value.message.lower() == complaint.lower()


async def test_a_parse_mode_that_is_not_html_is_refused(bot: Bot, parent) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(parent.id, "*x*", parse_mode="MarkdownV2")


async def test_a_text_without_a_parse_mode_keeps_its_angle_brackets(bot: Bot, parent) -> None:
    assert (await bot.send_message(parent.id, "<b>x</b>")).text == "<b>x</b>"


async def test_link_previews_can_be_switched_off(bot: Bot, parent) -> None:
    off = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(parent.id, "www.gov.uk", link_preview_options=off)
    assert sent.link_preview_options.is_disabled


@pytest.mark.parametrize("number", [999, -100999])
async def test_a_chat_that_nobody_has_is_not_found(bot: Bot, number: int) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(number, "x")


async def test_no_chat_at_all_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat_id is empty"):
        await bot.send_message("", "x")


async def test_somebody_who_never_pressed_start_cannot_be_written_to(bot: Bot, standin) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(standin.person("Stranger").id, "x")


async def test_somebody_who_blocked_the_bot_cannot_be_written_to(bot: Bot, parent) -> None:
    await parent.world.updates.ask(0, 1, 0)
    standing = parent.world.private(parent.human)
    standing.blocked = True
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(parent.id, "x")


async def test_somebody_whose_account_is_deleted_cannot_be_written_to(bot: Bot, parent) -> None:
    parent.human.deleted = True
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(parent.id, "x")


async def test_an_answer_names_the_message_it_answers(bot: Bot, parent) -> None:
    first = await bot.send_message(parent.id, "first")
    second = await bot.send_message(parent.id, "second", reply_parameters=ReplyParameters(first.message_id))
    assert second.reply_to_message.text == "first"


async def test_an_answer_to_nothing_is_refused_unless_that_was_allowed(bot: Bot, parent) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(parent.id, "x", reply_parameters=ReplyParameters(77))
    allowed = ReplyParameters(77, allow_sending_without_reply=True)
    assert (await bot.send_message(parent.id, "x", reply_parameters=allowed)).reply_to_message is None


# Buttons


def one(**what) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Button", **what)]])


@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "x" * 64},
        {"callback_data": "é" * 32},
        {"url": "https://www.gov.uk/"},
        {"url": "http://www.gov.uk/x?y=1"},
        {"url": "tg://resolve?domain=x"},
        {"copy_text": CopyTextButton("x" * 256)},
        {"switch_inline_query": "x"},
    ],
)
async def test_a_good_button_is_kept(bot: Bot, parent, button) -> None:
    sent = await bot.send_message(parent.id, "x", reply_markup=one(**button))
    assert sent.reply_markup == one(**button)


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"callback_data": "x" * 65}, "Button_data_invalid"),
        ({"callback_data": "é" * 33}, "Button_data_invalid"),
        ({"url": "mailto:a@b.uk"}, "'mailto:a@b.uk' is invalid: Unsupported URL protocol"),
        ({"url": "javascript:alert(1)"}, "is invalid: Unsupported URL protocol"),
        ({"url": "https://nodots"}, "is invalid: Wrong HTTP URL"),
        ({"copy_text": CopyTextButton("x" * 257)}, "Button_copy_text_invalid"),
        ({"copy_text": CopyTextButton("")}, "Button_copy_text_invalid"),
        ({}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ],
)
async def test_a_bad_button_is_refused(bot: Bot, parent, button, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(parent.id, "x", reply_markup=one(**button))
    assert complaint.lower() in refused.value.message.lower()
    assert not parent.said


async def test_more_than_a_hundred_buttons_are_refused(bot: Bot, parent) -> None:
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await bot.send_message(parent.id, "x", reply_markup=keyboard(*[["a"]] * 101))


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ('{"nothing": 1}', "object expected as reply markup"),
        ('{"inline_keyboard": [["x"]]}', "InlineKeyboardButton must be an Object"),
        ('{"inline_keyboard": [[{"callback_data": "x"}]]}', 'can\'t find field "text"'),
        ('{"inline_keyboard": [[{"text": 1, "callback_data": "x"}]]}', 'field "text" must be of type String'),
        ('{"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}', "text must be non-empty"),
    ],
)
async def test_markup_that_is_no_keyboard_is_refused(
    standin, parent, http, markup: str, complaint: str
) -> None:
    form = {"chat_id": parent.id, "text": "x", "reply_markup": markup}
    async with http.post(f"{standin.url}/bot{standin.token}/sendMessage", data=form) as answer:
        assert answer.status == 400
        assert complaint.lower() in (await answer.json())["description"].lower()


async def test_other_keyboards_are_taken_and_do_not_stay_on_the_message(bot: Bot, parent) -> None:
    sent = await bot.send_message(parent.id, "x", reply_markup=ReplyKeyboardRemove())
    assert sent.reply_markup is None


# Files


async def test_a_document_is_sent_and_can_be_fetched_again(bot: Bot, parent) -> None:
    sent = await bot.send_document(
        parent.id, b"letter", filename="Letter.pdf", caption="<i>Yours</i>", parse_mode="HTML"
    )
    assert (sent.document.file_name, sent.document.mime_type, sent.document.file_size) == (
        "Letter.pdf",
        "application/pdf",
        6,
    )
    assert (sent.caption, sent.caption_entities[0].type) == ("Yours", "italic")
    fetched = await bot.get_file(sent.document.file_id)
    assert bytes(await fetched.download_as_bytearray()) == b"letter"


async def test_a_document_is_sent_again_by_its_number(bot: Bot, parent) -> None:
    first = await bot.send_document(parent.id, b"letter", filename="Letter.pdf")
    again = await bot.send_document(parent.id, first.document.file_id)
    assert again.document == first.document


@pytest.mark.parametrize("picture", [SMALL_JPEG, SMALL_PNG])
async def test_a_picture_is_sent_with_its_size(bot: Bot, parent, picture: bytes) -> None:
    sent = await bot.send_photo(parent.id, picture, caption="Your term", reply_markup=keyboard(["OK"]))
    assert [(size.width, size.height) for size in sent.photo] == [(1, 1)]
    assert [(file.content, file.caption) for file in parent.files] == [(picture, "Your term")]


def a_png(width: int, height: int) -> bytes:
    return SMALL_PNG[:16] + width.to_bytes(4) + height.to_bytes(4) + SMALL_PNG[24:]


@pytest.mark.parametrize(
    ("picture", "complaint"),
    [
        (b"not a picture", "Image_process_failed"),
        (b"\xff\xd8\xff", "Image_process_failed"),
        (a_png(9000, 1001), "Photo_invalid_dimensions"),
        (a_png(2100, 100), "Photo_invalid_dimensions"),
    ],
)
async def test_what_is_no_picture_is_refused(bot: Bot, parent, picture: bytes, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_photo(parent.id, picture)
    assert refused.value.message.lower() == complaint.lower()


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        (b"", "File must be non-empty"),
        ("no-such-file", "Wrong file identifier/HTTP URL specified"),
        ("https://www.gov.uk/x.pdf", "Failed to get HTTP URL content"),
        ("", "There is no document in the request"),
    ],
)
async def test_a_document_that_is_not_there_is_refused(bot: Bot, parent, document, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_document(parent.id, document)
    assert refused.value.message.lower() == complaint.lower()


async def test_a_document_over_fifty_megabytes_is_refused(bot: Bot, parent) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(
            parent.id, bytes((50 << 20) + 1), filename="big.bin", write_timeout=30, read_timeout=30
        )


async def test_a_caption_holds_1024_characters(bot: Bot, parent) -> None:
    sent = await bot.send_document(parent.id, b"x", caption="<b>" + "x" * 1024 + "</b>", parse_mode="HTML")
    assert len(sent.caption) == 1024
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(parent.id, b"x", caption="x" * 1025)


async def test_a_chat_action_leaves_no_message(bot: Bot, parent) -> None:
    assert await bot.send_chat_action(parent.id, "typing")
    assert not parent.said
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(parent.id, "")


# The door


async def test_a_wrong_token_is_unauthorized(standin) -> None:
    with pytest.raises(InvalidToken):
        async with a_client(standin, "1000000001:wrong"):
            pytest.fail("a client with a wrong token was let in")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("bot1000000001:wrong/getMe", 401, "Unauthorized"),
        ("botnonsense/getMe", 404, "Not Found"),
        ("bot{token}/noSuchMethod", 404, "Not Found: method not found"),
        ("file/bot1000000001:wrong/documents/file_1.pdf", 401, "Unauthorized"),
        ("file/bot{token}/documents/file_1.pdf", 404, "Not Found"),
    ],
)
async def test_a_bad_address_gets_telegrams_answer(
    standin, http, path: str, status: int, description: str
) -> None:
    async with http.get(f"{standin.url}/{path.format(token=standin.token)}") as answer:
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize("method", ["sendMessage", "SENDMESSAGE", "sendmessage"])
async def test_a_call_may_be_json_or_a_query_and_its_case_does_not_matter(
    standin, parent, http, method: str
) -> None:
    address = f"{standin.url}/bot{standin.token}/{method}"
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    async with http.post(
        address, json={"chat_id": parent.id, "text": "as JSON", "reply_markup": markup}
    ) as answer:
        assert (await answer.json())["result"]["reply_markup"] == markup
    async with http.get(address, params={"chat_id": parent.id, "text": "as a query"}) as answer:
        assert (await answer.json())["result"]["text"] == "as a query"


async def test_a_body_that_cannot_be_read_is_refused(standin, http) -> None:
    address = f"{standin.url}/bot{standin.token}/sendMessage"
    for body, kind in ((b"{", "application/json"), (b"text=%ff", "application/x-www-form-urlencoded")):
        async with http.post(address, data=body, headers={"Content-Type": kind}) as answer:
            assert answer.status == 400
