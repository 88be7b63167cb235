"""sendPhoto as a real client meets it, and the picture as people see it in the chat."""

import asyncio
import shutil

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from telegram import Bot
from telegram.error import BadRequest, NetworkError

from bot.demo import people
from bot.demo.pictures import SMALL_JPEG, SMALL_PNG
from bot.documents.timeline import Picture, timeline

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


def a_png(width: int, height: int, more: int = 0) -> bytes:
    """What says it is a PNG of this size."""
    return SMALL_PNG[:16] + width.to_bytes(4) + height.to_bytes(4) + SMALL_PNG[24:] + bytes(more)


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (1, 1, [(1, 1)]),
        (90, 60, [(90, 60)]),
        (300, 400, [(68, 90), (240, 320), (300, 400)]),
        (1080, 1280, [(76, 90), (270, 320), (675, 800), (1080, 1280)]),
        (1080, 2560, [(38, 90), (135, 320), (338, 800), (540, 1280), (1080, 2560)]),
        (1080, 5120, [(19, 90), (68, 320), (169, 800), (270, 1280), (540, 2560)]),
        (2000, 100, [(90, 4), (320, 16), (800, 40), (1280, 64), (2000, 100)]),
    ],
)
async def test_a_photo_comes_back_in_sizes_smallest_first(bot: Bot, parent, width, height, sizes) -> None:
    sent = await bot.send_photo(parent.id, a_png(width, height), filename="dates.png")
    assert [(size.width, size.height) for size in sent.photo] == sizes
    assert len({size.file_unique_id for size in sent.photo}) == len(sizes)


async def test_every_size_can_be_fetched_and_sent_again(bot: Bot, parent) -> None:
    picture = a_png(300, 400)
    sent = await bot.send_photo(parent.id, picture)
    for size in sent.photo:
        fetched = await bot.get_file(size.file_id)
        assert bytes(await fetched.download_as_bytearray()) == picture
    again = await bot.send_photo(parent.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo


@pytest.mark.parametrize(("width", "height"), [(9000, 1000), (1, 9999), (2000, 99)])
async def test_only_sides_of_a_certain_length_are_taken(bot: Bot, parent, width, height) -> None:
    if width + height <= 10_000 and max(width, height) <= 20 * min(width, height):
        await bot.send_photo(parent.id, a_png(width, height))
        return
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(parent.id, a_png(width, height))


async def test_ten_megabytes_are_a_photo_and_one_byte_more_is_not(bot: Bot, parent) -> None:
    small = len(a_png(9, 9))
    await bot.send_photo(parent.id, a_png(9, 9, (10 << 20) - small))
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_photo(parent.id, a_png(9, 9, (10 << 20) - small + 1))


async def test_a_photo_of_nothing_is_refused(bot: Bot, parent) -> None:
    for nothing, complaint in (("", "no photo in the request"), (b"", "File must be non-empty")):
        with pytest.raises(BadRequest, match=complaint):
            await bot.send_photo(parent.id, nothing)


async def test_the_story_says_what_a_picture_of_the_bots_shows(bot: Bot, standin, parent) -> None:
    await bot.send_photo(parent.id, SMALL_PNG, caption="Bee: 2 dates,\none of them late")
    await bot.send_message(parent.id, "The dates")
    photo = standin.world.files.keep("photos", "photo.jpg", "image/jpeg", SMALL_JPEG)
    people.send(standin.world, parent.human, "photo", photo, caption="My letter")
    assert parent.transcript().splitlines() == [
        "Bot: [picture: Bee: 2 dates, one of them late]",
        "Bot: The dates",
        "Parent: <a photo>",
        "    My letter",
    ]


async def test_the_picture_stays_with_who_may_see_it(bot: Bot, standin, parent, http) -> None:
    sent = await bot.send_photo(parent.id, SMALL_PNG, caption="Bee")
    stranger = standin.person("Stranger")
    asked = {"person": parent.id, "chat": parent.id, "id": sent.photo[-1].file_id}
    async with http.get(f"{standin.url}/_/file", params=asked) as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        assert answer.headers["Content-Disposition"].startswith("inline;")
        assert await answer.read() == SMALL_PNG
    async with http.get(f"{standin.url}/_/file", params=asked | {"person": stranger.id}) as answer:
        assert answer.status == 409


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no Chromium with its driver on this machine")
async def test_the_page_shows_it_with_words_for_who_cannot_see_it(
    bot: Bot, standin, parent, clock, tmp_path
) -> None:
    picture = timeline(Picture("Bee", clock.now().date()))
    await bot.send_photo(parent.id, picture, filename="dates.png", caption="Bee: no dates <yet>")
    await bot.send_message(parent.id, "The dates")
    alt, width, shown, screen = await asyncio.to_thread(_look, standin.url, str(tmp_path))
    assert (alt, width) == ("Picture: Bee: no dates <yet>", 1080)
    assert screen / 2 < shown < screen


def _look(address: str, folder: str) -> tuple[str, int, int, int]:
    """The picture on a telephone: its words, its width, how wide it is shown, how wide the screen is."""
    options = Options()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--window-size=390,844", f"--user-data-dir={folder}"):
        options.add_argument(flag)
    with Chrome(options=options, service=Service(DRIVER)) as browser:
        browser.get(address)
        found = "const i = document.querySelector('.bubble img'); return i?.complete ? i.naturalWidth : 0"
        width = WebDriverWait(browser, 15).until(lambda driver: driver.execute_script(found))
        image = browser.find_element(By.CSS_SELECTOR, ".bubble img")
        screen = browser.execute_script("return innerWidth")
        return image.get_attribute("alt"), width, image.size["width"], screen
