"""What happened with the assessment or the plan, and on which day."""

from bot.forms.dates import a_past_date
from bot.forms.form import Answers, Form, Option, Question, When

WHAT = (
    Option("asked", "I asked for an EHC assessment"),
    Option("received", "They confirmed they got my request"),
    Option("agreed", "The council will assess"),
    Option("refused", "The council will not assess"),
    Option("draft", "The draft plan came"),
    Option("final", "The final plan came"),
    Option("no_plan", "The council will not make a plan"),
    Option("replied", "The council wrote, with no decision"),
)
HOW = (
    Option("email", "E-mail"),
    Option("online", "Online form"),
    Option("post", "Post"),
    Option("hand", "By hand"),
)
RECENT = (Option("today", "Today"), Option("yesterday", "Yesterday"))
OR_TYPE = "Tap a day, or type one, such as 12 March."
_EHC = "EHC is short for education, health and care."


def _is(*kinds: str) -> When:
    return lambda earlier: earlier["kind"] in kinds


def _kind(ask: str, options: tuple[Option, ...]) -> Question:
    return Question("kind", ask, label="What happened", options=options, why=_EHC)


_HOW = Question(
    "how",
    "How did you send it?",
    label="How",
    options=HOW,
    when=_is("asked"),
    why="The council's time runs from the day that it gets your request.",
)
_SENT_ON = Question(
    "sent_on",
    "When did you send it?",
    a_past_date,
    label="Sent",
    options=RECENT,
    when=_is("asked"),
    why=OR_TYPE,
)
_RECEIVED_ON = Question(
    "received_on",
    "Which day does the council say it got your request?",
    a_past_date,
    label="Council got it",
    options=RECENT,
    when=_is("received"),
    why="Give the day in its message, not the day you read it. " + OR_TYPE,
)
_DATED = Question(
    "dated",
    "What date is on the letter or e-mail?",
    a_past_date,
    label="Date on it",
    options=RECENT,
    when=lambda earlier: earlier["kind"] not in ("asked", "received"),
    why=f"Use the date printed on it, not the day it reached you. If it was a call, give that day. {OR_TYPE}",
)

EVENT = Form(
    "event",
    "Something happened",
    (_kind("What happened?", WHAT), _HOW, _SENT_ON, _RECEIVED_ON, _DATED),
    saves="event",
)
REPLY = Form(
    "reply",
    "They replied",
    (_kind("What did your council say?", WHAT[1:]), _RECEIVED_ON, _DATED),
    saves="event",
)


def day_of(answers: Answers) -> str:
    """The day on which it happened, as an ISO date."""
    return next(answers[key] for key in ("sent_on", "received_on", "dated") if key in answers)
