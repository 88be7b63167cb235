"""A notice is changed, gets a picture, or is thanked for.

What others wrote, or have read already, is changed by a tap of somebody who may post at that moment. Until
then the change only waits.
"""

import json
from typing import Any

from bot.actions import announce
from bot.forms.form import Answers
from bot.forms.notice import CHANGE, THANKS, answers_of, given
from bot.store import groups, notices
from bot.store.notices import DRAFT, HELD, OVER, PLANNED, Notice
from handlers import notice_copy
from handlers.edge.door import Entry
from handlers.edge.forms import Kept
from handlers.edge.screen import Button, Screen
from handlers.edge.seats import by_notice
from handlers.edge.visit import NotTheirs, Visit
from handlers.group import refused
from handlers.notices import LIVE, UNSAID, mine_of, name, preview
from handlers.start import HOME

OWN = ("picture", "thanks", "link")  # words that the form of a notice does not ask
WAITS = "waits"  # the word under which answers wait for a tap
ASKED_PICTURE = "asked_picture"


async def change(visit: Visit) -> Screen:
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state not in (*UNSAID, *LIVE):
        return await preview(visit, notice.id)
    answers = answers_of(notice.kind, vars(notice))
    return await visit.forms.begin_with(visit, CHANGE[notice.kind], answers, notice.id)


async def save_change(visit: Visit, notice_id: int, answers: Answers) -> Screen:
    """One's own draft is changed at once. Anything else is shown first, and waits for [Change it]."""
    notice = await mine_of(visit, notice_id)
    if notice.state in (DRAFT, HELD) and notice.author_id == visit.parent.id:
        await notices.change(visit.db, notice.id, visit.now, **_facts(notice, answers))
        return await preview(visit, notice.id)
    await _wait(visit, notice, answers)
    return await _waiting(visit, notice, answers)


async def _wait(visit: Visit, notice: Notice, answers: Answers) -> None:
    words = {**notice.words, WAITS: json.dumps(answers)}
    await notices.change(visit.db, notice.id, visit.now, words=words)


async def _waiting(visit: Visit, notice: Notice, answers: Answers) -> Screen:
    """The notice as it would be."""
    group = await groups.by_id(visit.db, notice.group_id)
    assert group
    copy = notice_copy.words(visit.services, _as(notice, answers), group)
    rows = (
        (Button("Change it", f"changeyes:{notice.id}"),),
        (Button("Leave it as it was", f"changeno:{notice.id}"), HOME),
    )
    return Screen(visit.says("changing", notice=notice), rows, first=(copy,), route=f"manage:{notice.id}")


def _as(notice: Notice, answers: Answers) -> Notice:
    return Notice(**{**vars(notice), **_facts(notice, answers)})


def _facts(notice: Notice, answers: Answers) -> dict[str, Any]:
    facts = given(notice.kind, answers)
    kept = {word: said for word, said in notice.words.items() if word in OWN}
    return facts | {"words": facts["words"] | kept}


async def change_now(visit: Visit) -> Screen:
    """The change that waits is made. If the notice is out, every copy is edited and those coming are told."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if WAITS not in notice.words:
        return await preview(visit, notice.id)
    await notices.change(visit.db, notice.id, visit.now, **_facts(notice, json.loads(notice.words[WAITS])))
    if notice.state in LIVE:
        await announce.changed(visit.db, notice, visit.now)
    return await preview(visit, notice.id, "It is changed.")


async def change_not(visit: Visit) -> Screen:
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    words = {word: said for word, said in notice.words.items() if word != WAITS}
    await notices.change(visit.db, notice.id, visit.now, words=words)
    return await preview(visit, notice.id)


async def ask_picture(visit: Visit) -> Screen:
    """The next picture that its author sends is the notice's."""
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.author_id != visit.parent.id or notice.state not in UNSAID:
        return await preview(visit, notice.id)
    await notices.change(visit.db, notice.id, visit.now, words={**notice.words, ASKED_PICTURE: "yes"})
    rows = ((Button("No picture", f"manage:{notice.id}"), HOME),)
    return Screen(visit.says("askpicture", notice=notice), rows, route=f"manage:{notice.id}")


async def picture(visit: Visit) -> Screen | None:
    """A picture was sent: it belongs to the notice that asked for one; None where none did."""
    if visit.known is None or not visit.picture:
        return None
    for mine in await notices.of_author(visit.db, visit.parent.id, DRAFT, PLANNED, HELD):
        if ASKED_PICTURE in mine.words:
            words = {word: said for word, said in mine.words.items() if word != ASKED_PICTURE}
            words["picture"] = visit.picture
            await notices.change(visit.db, mine.id, visit.now, words=words)
            return await preview(visit, mine.id, "The picture goes out just before these words.")
    return None


async def thank(visit: Visit) -> Screen:
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    return await visit.forms.begin(visit, THANKS, notice.id)


async def save_thanks(visit: Visit, notice_id: int, answers: Answers) -> Screen:
    """The thank-you is kept; it goes out by a tap."""
    notice = await mine_of(visit, notice_id)
    if notice.state != OVER:
        return await preview(visit, notice.id)
    words = {**notice.words, "thanks": answers["thanks"], "link": answers.get("link", "")}
    await notices.change(visit.db, notice.id, visit.now, words=words)
    rows = ((Button("Send it", f"thankyes:{notice.id}"),), (Button("Not now", f"manage:{notice.id}"), HOME))
    return Screen(visit.says("thanking", notice=notice, words=words), rows, route=f"manage:{notice.id}")


async def thank_now(visit: Visit) -> Screen:
    seat, notice = visit.seated(), await mine_of(visit)
    if not seat.may_post:
        return refused(visit, seat)
    if notice.state != OVER or not notice.words.get("thanks"):
        raise NotTheirs
    await announce.thank(visit.db, notice, visit.now)
    # How many of them use me is not said: beside the names of those going it would tell who does.
    return await preview(visit, notice.id, "It goes to those who said that they were going and who use me.")


ENTRIES = {
    "changenotice": Entry(change, seat=by_notice, fresh=True),
    "changeyes": Entry(change_now, seat=by_notice, fresh=True),
    "changeno": Entry(change_not, seat=by_notice, fresh=True),
    "noticepicture": Entry(ask_picture, seat=by_notice, fresh=True),
    "thanknotice": Entry(thank, seat=by_notice, fresh=True),
    "thankyes": Entry(thank_now, seat=by_notice, fresh=True),
}
FORMS = (*(Kept(form, save_change, name) for form in CHANGE.values()), Kept(THANKS, save_thanks, name))
