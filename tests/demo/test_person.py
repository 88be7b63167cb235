"""The scripted person: waits for the bot, sees what it showed, and says plainly what was missing."""

import asyncio
import sys
from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.demo import groups
from bot.demo.person import NoAnswer
from bot.demo.phone import NotThere
from bot.demo.server import Standin
from tests.demo.clients import keyboard, listening


async def echo(bot: Bot, update: Update) -> None:
    """Repeats what is said, offers two buttons, and shows which was tapped."""
    if query := update.callback_query:
        await query.answer(f"You tapped {query.data}")
        await bot.edit_message_text(f"Chosen: {query.data}", query.message.chat.id, query.message.message_id)
    elif message := update.message or update.edited_message:
        said = message.text_html or "a file"
        await bot.send_message(message.chat_id, f"<b>Heard</b> {said}", parse_mode="HTML",
                               reply_markup=keyboard(["Yes", "No"], ["Back"]))  # fmt: skip


async def silent(bot: Bot, update: Update) -> None:
    """Acknowledges, and shows nothing."""


async def test_a_conversation_is_held_in_step_and_told(standin: Standin, clock) -> None:
    async with listening(standin, echo):
        parent = standin.person("Parent")
        await parent.starts("invited")
        assert parent.sees == "Heard /start invited"
        assert parent.sees_html == "<b>Heard</b> /start invited"
        assert (parent.buttons, parent.rows) == (["Yes", "No", "Back"], [["Yes", "No"], ["Back"]])
        await parent.taps("Yes")
        assert (parent.sees, parent.alerts, parent.spinning) == ("Chosen: yes", ["You tapped yes"], [])
        clock.move(timedelta(days=42))
        await parent.says("two\nlines")
        await parent.edits("changed")
        assert parent.said == ["Chosen: yes", "Heard two\nlines", "Heard changed"]
        assert parent.transcript() == TOLD


TOLD = """\
Parent: /start invited
Bot: Heard /start invited
    [Yes] [No]
    [Back]
Parent taps [Yes]
Bot to Parent: (You tapped yes)
Bot (changed): Chosen: yes
--- Thu 23 April 2026 ---
Parent: two
    lines
Bot: Heard two
    lines
    [Yes] [No]
    [Back]
Parent (changed): changed
Bot: Heard changed
    [Yes] [No]
    [Back]"""


async def test_every_kind_of_thing_can_be_sent(standin: Standin) -> None:
    async with listening(standin, echo):
        parent = standin.person("Parent")
        await parent.sends_photo(caption="My letter")
        await parent.sends_voice()
        await parent.sends_sticker()
        await parent.sends_document(b"x", "plan.pdf")
        await parent.forwards(parent.newest)
        assert len(parent.said) == 5
        assert parent.transcript().splitlines()[0] == "Parent: <a photo>"
        assert "<plan.pdf>" in parent.transcript()


async def test_a_button_is_found_on_the_newest_message_that_has_it(standin: Standin) -> None:
    async with listening(standin, echo):
        parent = standin.person("Parent")
        await parent.says("one")
        await parent.says("two")
        await parent.taps("No")
        assert parent.said == ["Heard one", "Chosen: no"]
        await parent.taps("No", message_id=2)
        assert parent.said == ["Chosen: no", "Chosen: no"]


async def test_a_missing_button_is_reported_with_those_that_were_there(standin: Standin) -> None:
    async with listening(standin, echo):
        parent = standin.person("Parent")
        await parent.says("hello")
        with pytest.raises(NotThere) as missing:
            await parent.taps("Maybe")
        assert str(missing.value).splitlines()[:4] == [
            "there is no button [Maybe]; there are: [Yes] [No] [Back]",
            "The conversation ends:",
            "Parent: hello",
            "Bot: Heard hello",
        ]


async def test_a_forged_tap_is_answered_like_any_other(standin: Standin) -> None:
    async with listening(standin, echo):
        parent = standin.person("Parent")
        await parent.says("hello")
        await parent.taps_forged("anything")
        assert parent.sees == "Chosen: anything"


async def test_a_bot_that_shows_nothing_is_reported_with_the_conversation(standin: Standin) -> None:
    async with listening(standin, silent):
        parent = standin.person("Parent", timeout=0.2)
        with pytest.raises(NoAnswer) as silence:
            await parent.says("hello?")
        assert str(silence.value) == (
            "Parent said 'hello?', and after 0.2 seconds the bot had shown nothing\n"
            "The conversation ends:\nParent: hello?"
        )
        await parent.says("never mind", answered=False)


async def test_a_bot_that_is_not_there_is_reported_as_not_acknowledging(standin: Standin) -> None:
    parent = standin.person("Parent", timeout=0.1)
    with pytest.raises(NoAnswer, match="the bot had not acknowledged update 1"):
        await parent.says("hello?", answered=False)


async def test_a_call_without_an_answer_keeps_the_person_waiting(standin: Standin) -> None:
    standin.faults.hold("sendMessage")
    async with listening(standin, echo):
        parent = standin.person("Parent", timeout=0.2)
        with pytest.raises(NoAnswer, match=r"1 call\(s\) of the bot were still unanswered"):
            await parent.says("hello?")
        standin.faults.clear()


async def test_the_person_waits_for_everything_a_turn_says(standin: Standin) -> None:
    async def three(bot: Bot, update: Update) -> None:
        for number in range(3):
            await asyncio.sleep(0.02)
            await bot.send_message(update.effective_chat.id, str(number))

    async with listening(standin, three):
        parent = standin.person("Parent")
        await parent.says("hello")
        assert parent.said == ["0", "1", "2"]


async def test_with_a_bot_that_acknowledges_first_the_person_can_wait_for_quiet(standin: Standin) -> None:
    tasks = set()

    async def later(bot: Bot, update: Update) -> None:
        async def run() -> None:
            for number in range(3):
                await bot.send_message(update.effective_chat.id, str(number))
                await asyncio.sleep(0.02)

        tasks.add(asyncio.create_task(run()))

    async with listening(standin, later):
        parent = standin.person("Parent")
        parent.settle = 0.1
        await parent.says("hello")
        assert parent.said == ["0", "1", "2"]
        await asyncio.gather(*tasks)


async def test_what_the_bot_says_unasked_can_be_waited_for(standin: Standin, bot: Bot, parent) -> None:
    acts = parent.acts

    async def nudge() -> None:
        await asyncio.sleep(0.05)
        await bot.send_message(parent.id, "Yesterday was the last day.")

    nudging = asyncio.create_task(nudge())
    await parent.waits_past(acts)
    await parent.waits_for("last day")
    await nudging
    parent.timeout = 0.1
    with pytest.raises(NoAnswer, match="Parent waited for 'never'"):
        await parent.waits_for("never")


async def test_many_people_talk_at_once_and_each_sees_only_their_own(standin: Standin) -> None:
    async with listening(standin, echo):
        people = [standin.person(f"Person {number}") for number in range(20)]

        async def talk(person) -> None:
            for word in ("one", "two", "three"):
                await person.says(f"{person.name} {word}")
                assert person.sees == f"Heard {person.name} {word}"
                await person.taps("Yes")

        await asyncio.gather(*map(talk, people))
        assert [len(person.said) for person in people] == [3] * 20


async def test_a_person_speaks_in_a_group_apart_from_their_own_chat(standin: Standin) -> None:
    async with listening(standin, echo):
        admin, parent = standin.person("Admin"), standin.person("Parent")
        group = standin.world.open_group("Parents together", admin.human)
        groups.enter(standin.world, group, parent.human)
        groups.add_bot(standin.world, group, admin.human)
        there = parent.at(group)
        await there.says("chatting", answered=False)
        await there.says("/deadlines")
        assert there.sees == "Heard /deadlines"
        await admin.at(group).taps("Yes")
        assert (there.alerts, admin.at(group).alerts) == ([], ["You tapped yes"])
        with pytest.raises(NotThere, match="the bot has said nothing to Parent"):
            _ = parent.newest


async def test_files_of_the_bot_are_seen_with_their_content(bot: Bot, parent) -> None:
    await bot.send_document(parent.id, b"letter", filename="Letter.docx", caption="Your letter")
    (file,) = parent.files
    assert (file.name, file.content, file.caption) == ("Letter.docx", b"letter", "Your letter")
    assert parent.sees == "Your letter"


async def test_a_link_is_no_button_to_tap(bot: Bot, parent) -> None:
    link = InlineKeyboardMarkup([[InlineKeyboardButton("GOV.UK", url="https://www.gov.uk")]])
    await bot.send_message(parent.id, "x", reply_markup=link)
    with pytest.raises(NotThere, match=r"\[GOV.UK\] opens a link or copies"):
        await parent.taps("GOV.UK")


async def test_blocking_is_dealt_with_by_the_bot(standin: Standin) -> None:
    async with listening(standin, silent):
        parent = standin.person("Parent")
        await parent.blocks()
        await parent.unblocks()
        assert parent.transcript() == "(Parent blocked the bot)\n(Parent unblocked the bot)"


ANOTHER_PROCESS = """
import asyncio, sys
from telegram import Bot
async def main(url, token):
    async with Bot(token, base_url=url + "/bot") as bot:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=10):
                await bot.send_message(update.effective_chat.id, "Heard " + update.message.text)
                offset = update.update_id + 1
asyncio.run(main(*sys.argv[1:]))
"""


async def test_the_bot_may_be_another_process_and_may_be_killed(standin: Standin) -> None:
    async def start_it() -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-c", ANOTHER_PROCESS, standin.url, standin.token
        )

    parent = standin.person("Parent", timeout=10)
    process = await start_it()
    await parent.says("one")
    process.kill()
    await process.wait()
    asking = asyncio.create_task(parent.says("two"))
    await asyncio.sleep(0.05)
    process = await start_it()
    await asking
    assert parent.said == ["Heard one", "Heard two"]
    process.kill()
    await process.wait()
