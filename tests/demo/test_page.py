"""The chat page over HTTP: what is served, what a person may see and do, and what nobody may."""

import json
from datetime import timedelta

import pytest
from aiohttp import FormData
from telegram import Bot
from telegram.error import RetryAfter

from bot.demo import cast, groups, people
from bot.demo.chatpage import PAGE
from bot.demo.pictures import SMALL_JPEG
from bot.demo.server import Standin
from tests.demo.clients import keyboard


@pytest.fixture
async def ask(standin, http):
    """Asks the page's JSON: `await ask("GET", "stage")` gives the status and what was told."""

    async def ask(verb: str, path: str, query=None, headers=None, **body):
        sent = {"json": body} if body else {}
        async with http.request(
            verb, f"{standin.url}/_/{path}", params=query, headers=headers, **sent
        ) as answer:
            return answer.status, await answer.json()

    return ask


@pytest.mark.parametrize(
    ("path", "kind"), [("", "text/html"), ("page.css", "text/css"), ("page.js", "text/javascript")]
)
async def test_the_page_is_served_guarded(standin, http, path: str, kind: str) -> None:
    async with http.get(f"{standin.url}/{path}") as answer:
        assert (answer.status, answer.content_type, answer.charset) == (200, kind, "utf-8")
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_page_asks_for_nothing_from_elsewhere_and_writes_no_markup() -> None:
    for path in PAGE.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in text, path.name
        assert "innerHTML" not in text, path.name
        assert "insertAdjacentHTML" not in text, path.name
        assert "document.write" not in text, path.name


def test_every_script_that_is_imported_is_there() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in PAGE.glob("*.js")}
    for name, text in scripts.items():
        imported = {part.split('"')[0] for part in text.split('from "./')[1:]}
        assert imported <= scripts.keys(), name


@pytest.mark.parametrize("path", ["nothing.js", "..%2fchatpage.css", "page.py", "_/nothing"])
async def test_nothing_else_is_served(standin, http, path: str) -> None:
    async with http.get(f"{standin.url}/{path}") as answer:
        assert answer.status in (404, 405)


async def test_the_stage_names_people_and_groups_and_no_words(ask, standin) -> None:
    players = cast.gather(standin.world)
    people.say(standin.world, players.parent, "my secret")
    status, told = await ask("GET", "stage")
    assert status == 200
    assert [one["name"] for one in told["people"]] == ["Parent", "Second parent", "Group admin"]
    (group,) = told["groups"]
    assert (group["title"], group["bot"], len(group["members"])) == ("Parents together", "member", 3)
    assert told["clock"] == {"now": 1773306300.0, "runs": False, "movable": True}
    assert "secret" not in json.dumps(told)


async def test_a_person_sees_their_own_chat(ask, bot: Bot, standin, parent) -> None:
    await bot.set_my_commands([("help", "Urgent help")])
    await bot.set_my_description("I keep the record.")
    await bot.send_message(parent.id, "<b>Hello</b>", parse_mode="HTML", reply_markup=keyboard(["Yes"]))
    _, told = await ask("GET", "chat", {"person": parent.id, "chat": parent.id})
    assert told["messages"][0]["text"] == "Hello"
    assert told["menu"] == [{"command": "help", "description": "Urgent help"}]
    assert (told["started"], told["blocked"], told["role"]) == (True, False, "private")
    assert told["description"] == "I keep the record."


async def test_nobody_sees_another_persons_chat_or_a_group_they_are_not_in(ask, standin, parent) -> None:
    stranger = standin.person("Stranger")
    group = standin.world.open_group("Others", parent.human)
    for chat in (parent.id, group.id, 77):
        status, told = await ask("GET", "chat", {"person": stranger.id, "chat": chat})
        assert (status, told) == (409, {"error": "there is no such chat for this person"})
    status, _ = await ask("GET", "chat", {"person": 77, "chat": 77})
    assert status == 409


async def test_a_person_acts_through_the_page(ask, bot: Bot, standin, parent) -> None:
    who = {"person": parent.id}
    assert await ask("POST", "start", **who, payload="x") == (200, {"updates": [1]})
    assert await ask("POST", "say", **who, text="hello") == (200, {"updates": [2]})
    assert await ask("POST", "edit", **who, message=2, text="hello again") == (200, {"updates": [3]})
    await bot.send_message(parent.id, "x", reply_markup=keyboard(["Yes", "No"]))
    _, tapped = await ask("POST", "tap", **who, message=3, row=0, column=1)
    assert standin.world.queries[tapped["query"]].label == "No"
    await ask("POST", "tap", **who, message=3, data="forged")
    await ask("POST", "forward", **who, source=parent.id, message=3)
    await ask("POST", "block", **who)
    await ask("POST", "unblock", **who)
    updates = await bot.get_updates()
    assert [update.callback_query.data for update in updates if update.callback_query] == ["no", "forged"]
    assert updates[-1].my_chat_member.new_chat_member.status == "member"
    assert updates[-3].message.forward_origin.sender_user.id == bot.id


async def test_a_group_is_run_through_the_page(ask, bot: Bot, standin, parent) -> None:
    _, made = await ask("POST", "person", name="Friend")
    _, group = await ask("POST", "group", person=parent.id, title="Friends", kind="group")
    place, friend = {"person": parent.id, "chat": group["chat"]}, made["person"]
    for act, more in (
        ("add_bot", {"admin": True}),
        ("enter", {"person": friend}),
        ("promote", {"other": friend, "anonymous": True}),
        ("say", {"text": "in the group's name", "anonymous": True}),
        ("demote", {"other": friend}),
        ("depart", {"person": friend}),
        ("remove_bot", {}),
        ("add_bot", {}),
        ("migrate", {}),
    ):
        status, told = await ask("POST", act, **place | more)
        assert status == 200, told
    chat = standin.world.chats[told["chat"]]
    assert (chat.kind, chat.members[friend].status) == ("supergroup", "left")
    status, told = await ask("POST", "enter", person=friend, chat=parent.id)
    assert (status, told["error"]) == (409, "nobody joins a private chat")


async def test_an_impossible_or_unreadable_wish_gets_a_sentence(ask, parent) -> None:
    for act, body, status, said in (
        ("say", {"person": parent.id, "text": " "}, 409, "an empty message cannot be sent"),
        ("say", {"person": 77, "text": "x"}, 409, "there is no such person"),
        ("say", {"text": "x"}, 400, "not understood: 'person'"),
        ("tap", {"person": parent.id, "message": 77, "row": 0, "column": 0}, 400, "not understood: 77"),
        ("clock", {"days": -1}, 409, "the clock only moves forward"),
    ):
        answered, told = await ask("POST", act, **body)
        assert (answered, told["error"]) == (status, said)


async def test_other_sites_and_other_names_are_kept_out(ask, standin, parent) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}):
        status, told = await ask("POST", "say", headers=headers, person=parent.id, text="x")
        assert (status, told["error"]) == (403, "this page answers only to itself")
    for headers in ({"Origin": standin.url}, {"Host": f"localhost:{standin.port}"}):
        status, _ = await ask("POST", "say", headers=headers, person=parent.id, text="x")
        assert status == 200


async def test_files_go_both_ways_and_only_to_those_in_the_chat(ask, bot: Bot, standin, parent, http) -> None:
    form = FormData(
        {"person": str(parent.id), "chat": str(parent.id), "kind": "photo", "caption": "My letter"}
    )
    form.add_field("file", SMALL_JPEG, filename="letter.jpg", content_type="image/jpeg")
    async with http.post(f"{standin.url}/_/send", data=form) as answer:
        assert await answer.json() == {"updates": [1]}
    (update,) = await bot.get_updates()
    assert (update.message.photo[0].file_size, update.message.caption) == (len(SMALL_JPEG), "My letter")
    sent = await bot.send_document(parent.id, b"<script>", filename="Lettér.html")
    query = {"person": str(parent.id), "chat": str(parent.id), "id": sent.document.file_id}
    async with http.get(f"{standin.url}/_/file", params=query) as answer:
        assert await answer.read() == b"<script>"
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Lett%C3%A9r.html"
    stranger = standin.person("Stranger")
    for who, chat in ((stranger.id, parent.id), (stranger.id, stranger.id)):
        status, _ = await ask("GET", "file", query | {"person": str(who), "chat": str(chat)})
        assert status == 409
    query["id"] = update.message.photo[0].file_id
    async with http.get(f"{standin.url}/_/file", params=query) as answer:
        assert answer.headers["Content-Disposition"].startswith("inline;")


async def test_a_file_of_no_kind_is_refused(standin, parent, http) -> None:
    form = FormData({"person": str(parent.id), "kind": "secrets"})
    form.add_field("file", b"x", filename="x")
    async with http.post(f"{standin.url}/_/send", data=form) as answer:
        assert answer.status == 409


async def test_moving_the_clock_does_what_is_due_before_it_answers(ask, standin, clock) -> None:
    moments = []

    async def due() -> None:
        moments.append(clock.now())

    standin.world.when_moved.append(due)
    status, told = await ask("POST", "clock", days=42, seconds=60)
    assert (status, told["now"]) == (200, clock.now().timestamp())
    assert f"{clock.now():%Y-%m-%d %H:%M}" == "2026-04-23 09:06"
    assert moments == [clock.now()]


async def test_faults_are_arranged_over_http(ask, bot: Bot, parent) -> None:
    _, told = await ask("POST", "faults", kind="fail", method="sendMessage", retry_after=3, times=2)
    assert told == {"faults": "fail", "times": 2}
    with pytest.raises(RetryAfter):
        await bot.send_message(parent.id, "x")
    await ask("DELETE", "faults")
    await bot.send_message(parent.id, "x")
    assert (await ask("POST", "faults", kind="slow", seconds=0.01))[0] == 200
    assert (await ask("POST", "faults", kind="nonsense"))[0] == 400


async def test_a_crowd_talks_and_figures_tell_of_it(ask, bot: Bot, standin, http) -> None:
    _, told = await ask("POST", "crowd", people=3, start=False)
    says = [{"person": number, "text": "hello"} for number in told["people"]]
    async with http.post(f"{standin.url}/_/say", json=says) as answer:
        assert await answer.json() == {"done": 3}
    updates = await bot.get_updates()
    for update in updates:
        await bot.send_message(update.message.chat.id, "Saved")
    await bot.get_updates(offset=updates[-1].update_id + 1)
    _, told = await ask("GET", "figures")
    assert (told["acknowledged"], told["pending"], told["acts"]) == (3, 0, 3)
    assert told["calls"]["sendmessage"] == 3
    assert told["answer_ms"]["count"] == 3
    assert 0 < told["answer_ms"]["p50"] <= told["answer_ms"]["p99"]
    _, told = await ask("DELETE", "figures")
    assert (told["acknowledged"], told["calls"]) == (0, {})


async def test_a_clock_that_nobody_holds_is_not_moved(http) -> None:
    async with Standin() as standin:
        async with http.get(f"{standin.url}/_/stage") as answer:
            told = (await answer.json())["clock"]
            assert (told["runs"], told["movable"]) == (True, False)
        async with http.post(f"{standin.url}/_/clock", json={"days": 1}) as answer:
            assert answer.status == 409
        with pytest.raises(TypeError, match="only a held clock can be moved"):
            await standin.world.move(timedelta(days=1))


async def test_the_usual_people_know_each_other(standin) -> None:
    players = cast.gather(standin.world)
    statuses = {member.card["first_name"]: member.status for member in players.group.members.values()}
    assert statuses == {
        "Group admin": "creator", "Parent": "member", "Second parent": "member", "Twenty Weeks": "member"
    }  # fmt: skip
    groups.promote(standin.world, players.group, players.admin, players.second)
