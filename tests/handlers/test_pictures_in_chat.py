"""A screen with a picture, said by the real client over our own request to the stand-in's HTTP."""

import logging

import pytest
from telegram import Bot

from bot.demo import people
from bot.demo.pictures import SMALL_PNG
from bot.demo.server import Standin
from handlers.edge import speak
from handlers.edge.request import AiohttpRequest
from handlers.edge.screen import Button, File, Picture, Screen
from handlers.edge.speak import show

PICTURE = Picture("dates.png", SMALL_PNG, "Bee: 2 dates, 1 <late> & *more*")
ROWS = ((Button("Home", "home"),),)
WORDS = Screen("<b>The dates</b>", ROWS, pictures=(PICTURE,))


@pytest.fixture
async def standin():
    async with Standin(first_update=1) as standin:
        yield standin


@pytest.fixture
async def bot(standin):
    requests = [AiohttpRequest(), AiohttpRequest()]
    client = Bot(
        standin.token,
        base_url=f"{standin.url}/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with client:
        yield client


@pytest.fixture
def parent(standin):
    person = standin.person("Parent")
    standin.world.private(person.human).started = True
    return person


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(speak, "SOON", 0.01)


async def tap(bot, parent):
    """What the bot is told of a tap on its newest message."""
    people.tap(parent.world, parent.human, parent.newest["message_id"], "home")
    (update,) = await bot.get_updates(allowed_updates=["callback_query"])
    return update.callback_query


async def test_a_picture_comes_before_the_words_and_the_buttons_stand_under_the_words(bot, parent):
    await show(WORDS, bot, parent.id, None)
    assert parent.said == [PICTURE.caption, "The dates"]
    assert [(file.name, file.content) for file in parent.files] == [("dates.png", SMALL_PNG)]
    assert parent.buttons == ["Home"]
    first, last = parent.chat.posts.values()
    assert "photo" in first
    assert "reply_markup" not in first
    assert "text" in last


async def test_the_words_under_a_picture_are_never_read_as_markup(bot, parent):
    await show(WORDS, bot, parent.id, None)
    (photo, _) = parent.chat.posts.values()
    assert photo["caption"] == PICTURE.caption
    assert "caption_entities" not in photo


async def test_first_words_then_pictures_then_files_then_the_last_words(bot, parent):
    pictures = (PICTURE, Picture("term.png", SMALL_PNG, "The term"))
    screen = Screen("last", ROWS, first=("first",), pictures=pictures, files=(File("a.txt", b"x", "file"),))
    await show(screen, bot, parent.id, None)
    assert parent.said == ["first", PICTURE.caption, "The term", "file", "last"]


async def test_after_a_tap_the_picture_comes_with_a_new_message_and_the_old_one_stays(bot, parent):
    await show(Screen("home", ROWS), bot, parent.id, None)
    query = await tap(bot, parent)
    await show(WORDS, bot, parent.id, query)
    assert parent.said == ["home", PICTURE.caption, "The dates"]
    assert not parent.spinning


async def test_a_screen_without_a_picture_still_changes_the_tapped_message(bot, parent):
    await show(WORDS, bot, parent.id, None)
    query = await tap(bot, parent)
    await show(Screen("home", ROWS), bot, parent.id, query)
    assert parent.said == [PICTURE.caption, "home"]


@pytest.mark.parametrize(
    "refusal",
    [
        {"status": 400, "description": "Bad Request: PHOTO_INVALID_DIMENSIONS"},
        {"status": 400, "description": "Bad Request: not enough rights to send photos to the chat"},
        {"status": 413, "description": "Request Entity Too Large"},
        {"status": 502, "description": "Bad Gateway", "times": 9},
    ],
)
async def test_where_a_picture_cannot_be_sent_the_words_come_alone(bot, standin, parent, caplog, refusal):
    standin.faults.fail("sendPhoto", **{"times": 3} | refusal)
    with caplog.at_level(logging.INFO):
        await show(WORDS, bot, parent.id, None)
    assert parent.said == ["The dates"]
    assert "a picture could not be sent" in caplog.text
    assert "Bee" not in caplog.text


async def test_a_picture_that_is_none_does_not_silence_the_words(bot, parent):
    await show(Screen("words", pictures=(Picture("x.png", b"no picture", "x"),)), bot, parent.id, None)
    assert parent.said == ["words"]


async def test_a_picture_whose_sending_failed_once_is_sent_again(bot, standin, parent):
    standin.faults.fail("sendPhoto", times=1, status=502, description="Bad Gateway")
    await show(WORDS, bot, parent.id, None)
    assert parent.said == [PICTURE.caption, "The dates"]


async def test_the_bot_waits_as_long_as_telegram_asks_before_it_sends_a_picture(bot, standin, parent):
    standin.faults.fail("sendPhoto", retry_after=1)
    await show(WORDS, bot, parent.id, None)
    assert parent.said == [PICTURE.caption, "The dates"]


async def test_somebody_who_blocked_the_bot_gets_neither_and_nothing_breaks(bot, standin, parent):
    standin.world.private(parent.human).blocked = True
    await show(WORDS, bot, parent.id, None)
    assert not parent.said


async def test_words_too_long_for_a_caption_are_cut(bot, parent):
    await show(Screen("words", pictures=(Picture("x.png", SMALL_PNG, "ż" * 2000),)), bot, parent.id, None)
    assert parent.said == ["ż" * (speak.LONGEST_CAPTION - 1) + "…", "words"]
