"""A notice for a group: an event, a plain notice, or a question to everybody; and when it goes out."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from bot.clock import LONDON, london
from bot.forms.answers import a_count, text
from bot.forms.dates import a_future_date
from bot.forms.event import OR_TYPE
from bot.forms.form import Answers, Form, Invalid, Option, Question
from bot.forms.links import a_link
from bot.forms.times import a_time

LONGEST_TITLE, LONGEST_PLACE, LONGEST_DETAILS, LONGEST_IDEA = 80, 200, 1500, 300
MOST_PLACES = 5000
REPEATS = (Option("no", "Only once"), Option("weekly", "Every week"), Option("monthly", "Every month"))
SOON = (Option("today", "Today"), Option("tomorrow", "Tomorrow"))
A_TIME = "Such as 7pm or 10:30."
PARTS = ("title", "details", "place", "map", "online")  # the words of a notice

_TITLE = Question(
    "title",
    "What is it called?",
    text(LONGEST_TITLE, "what it is called"),
    why="A few words, such as: Meeting with the council in Corby.",
    label="Title",
)
_DETAILS = Question(
    "details",
    "What else should people know?",
    text(LONGEST_DETAILS, "what people should know"),
    why="Everybody in the group reads this. Please name no child and no family.",
    optional=True,
    label="Details",
)
_EVENT = (
    _TITLE,
    Question("day", "On which day?", a_future_date, SOON, why=OR_TYPE, label="Day"),
    Question("start", "When does it start?", a_time, why=A_TIME, label="Starts"),
    Question("end", "When does it end?", a_time, why=A_TIME, optional=True, label="Ends"),
    Question(
        "place",
        "Where is it?",
        text(LONGEST_PLACE, "where it is"),
        why="A name and a postcode. Skip this if it is online only.",
        optional=True,
        label="Place",
    ),
    Question(
        "map",
        "Is there a map link?",
        a_link,
        why="Paste it here, or skip this.",
        when=lambda earlier: bool(earlier["place"]),
        optional=True,
        label="Map",
    ),
    Question(
        "online",
        "Is there a link to join online?",
        a_link,
        why="Everybody in the group can see it. Paste it here, or skip this.",
        optional=True,
        label="Online",
    ),
    _DETAILS,
    Question(
        "capacity",
        "How many people fit?",
        a_count(1, MOST_PLACES),
        why="When that many are going I say that it is full. Skip this if there is no limit.",
        optional=True,
        label="Room for",
    ),
    Question("repeats", "Does it come again?", options=REPEATS, label="Again"),
)
_PLAIN = (_TITLE, _DETAILS)
_ASK = (
    Question(
        "title",
        "What do you want to ask everybody?",
        text(LONGEST_TITLE, "your question"),
        why="Such as: What should we ask the council on 4 June? People answer me in private.",
        label="Question",
    ),
    _DETAILS,
)


def _sound(answers: Answers) -> None:
    """Refuses an event that ends before it begins."""
    if answers.get("end") and answers["end"] <= answers["start"]:
        raise Invalid("It ends before it begins. Please change one of the times.")


def _forms(verb: str) -> dict[str, Form]:
    return {
        "event": Form(f"event_{verb}", "An event", _EVENT, saves="notice", agree=_sound),
        "plain": Form(f"plain_{verb}", "A notice", _PLAIN, saves="notice"),
        "ask": Form(f"ask_{verb}", "A question to everybody", _ASK, saves="notice"),
    }


NEW, CHANGE = _forms("new"), _forms("change")
WHEN = Form(
    "notice_when",
    "When it goes out",
    (
        Question("day", "On which day shall I post it?", a_future_date, SOON, why=OR_TYPE, label="Day"),
        Question("start", "At what time?", a_time, why=A_TIME, label="Time"),
    ),
    saves="notice",
)
THANKS = Form(
    "notice_thanks",
    "A thank-you",
    (
        Question(
            "thanks",
            "What do you want to say to those who came?",
            text(LONGEST_DETAILS, "your thank-you"),
            why="It goes in private to everybody who said that they were going.",
            label="Thank-you",
        ),
        Question(
            "link",
            "Is there a link to add?",
            a_link,
            why="Such as the notes of the meeting. You can skip this.",
            optional=True,
            label="Link",
        ),
    ),
    saves="notice",
)
IDEA = Form(
    "idea",
    "Your answer",
    (
        Question(
            "idea",
            "What should we ask, or say?",
            text(LONGEST_IDEA, "your answer"),
            why="One thing at a time. The organiser sees it without your name. Please name no child.",
            label="Answer",
        ),
    ),
    saves="idea",
)


def given(kind: str, answers: Answers) -> dict[str, Any]:
    """What is kept of a notice, of answers as they were submitted."""
    words = {part: answers.get(part, "") for part in PARTS}
    if kind != "event":
        return {"words": words}
    return {
        "words": words,
        "starts_at": moment(answers["day"], answers["start"]),
        "ends_at": moment(answers["day"], answers["end"]) if answers.get("end") else None,
        "capacity": int(answers["capacity"]) if answers.get("capacity") else None,
        "repeats": "" if answers["repeats"] == "no" else answers["repeats"],
    }


def answers_of(kind: str, kept: Mapping[str, Any]) -> Answers:
    """The answers that would give this notice: for a form that changes it."""
    words = {part: kept["words"].get(part, "") for part in PARTS}
    if kind != "event":
        return {part: words[part] for part in ("title", "details")}
    starts, ends = london(kept["starts_at"]), kept["ends_at"]
    return words | {
        "day": starts.date().isoformat(),
        "start": f"{starts:%H:%M}",
        "end": f"{london(ends):%H:%M}" if ends else "",
        "capacity": str(kept["capacity"] or ""),
        "repeats": kept["repeats"] or "no",
    }


def moment(day: str, at: str) -> datetime:
    """A stored day and a stored time, as a clock in England shows them."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(at), LONDON)
