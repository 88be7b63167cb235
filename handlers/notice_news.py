"""What each row about a notice says: the notice, news of it, reminders, thanks, and how far it has got."""

from bot.actions.broadcast import Saying
from bot.actions.reports import Report
from bot.services import Services
from bot.store import posts
from bot.store.answers import Count
from bot.store.groups import Group
from bot.store.notices import OUT, STOPPED, Notice
from handlers import notice_copy
from handlers.edge.screen import Button
from handlers.notice_copy import Rows

TEMPLATES = {
    posts.CHANGE: "noticechange",
    posts.OFF: "noticeoff",
    posts.DAY: "noticeday",
    posts.HOURS: "noticehours",
    posts.THANKS: "noticethanks",
    posts.REPORT: "noticebegins",
}


def said(services: Services, saying: Saying, bot_name: str) -> tuple[str, Rows]:
    """The words and buttons of one row."""
    notice, group, what = saying.notice, saying.group, saying.post.what
    if what in (posts.NOTICE, posts.EDIT):
        if saying.post.parent_id is None:
            return public(services, notice, group, saying.count, bot_name)
        return notice_copy.words(services, notice, group), notice_copy.in_private(notice)
    starts, ends = notice.starts_at, notice.ends_at
    facts = {"notice": notice, "group": group, "when": notice_copy.when(starts, ends) if starts else ""}
    return services.texts.message(TEMPLATES[what], **facts), _ways(notice, what)


def public(services: Services, notice: Notice, group: Group, count: Count, bot_name: str) -> tuple[str, Rows]:
    """The group's own copy, with how many are going."""
    words = notice_copy.words(services, notice, group, count=count)
    return words, notice_copy.in_group(notice, bot_name)


def _ways(notice: Notice, what: str) -> Rows:
    if what == posts.REPORT:
        return ((Button("Stop", f"stopnotice:{notice.id}"),),)
    if what == posts.THANKS:
        link = notice.words.get("link", "")
        return ((Button("Open the link", opens=link),),) if link else ()
    if what == posts.OFF:
        return ()
    links = tuple(
        Button(label, opens=notice.words[name])
        for label, name in (("Map", "map"), ("Join online", "online"))
        if notice.words.get(name)
    )
    mine = (Button("I can't come after all", f"rsvp:{notice.word}:no"),)
    more = (Button("See the event", f"notice:{notice.word}"),)
    return (*((links,) if links else ()), mine if what != posts.CHANGE else more)


def report(services: Services, told: Report) -> tuple[str, Rows]:
    """The organiser's message: how many know by now."""
    number = told.notice.id
    again = ((Button("Send again where I am not sure", f"again_notice:{number}"),),) if told.in_doubt else ()
    stop = ((Button("Stop", f"stopnotice:{number}"),),) if not told.done and told.notice.state == OUT else ()
    go_on = ((Button("Go on", f"goon:{number}"),),) if told.notice.state == STOPPED else ()
    text = services.texts.message("noticereport", report=told, stopped=told.notice.state == STOPPED)
    return text, (*again, *stop, *go_on, (Button("Manage it", f"manage:{number}"),))
