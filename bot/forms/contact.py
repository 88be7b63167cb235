"""A call, a meeting or a message: with whom, what was said, and what was promised by which day."""

from datetime import date
from typing import TypedDict

from bot.days import longdate
from bot.forms.answers import NO, a_name, text
from bot.forms.dates import a_date, a_future_date, a_past_date
from bot.forms.event import OR_TYPE, RECENT
from bot.forms.form import Answers, Form, Invalid, Option, Question
from bot.forms.more import Details, role
from bot.forms.options import same_words

KINDS = (
    Option("they_rang", "They rang me"),
    Option("i_rang", "I rang them"),
    Option("meeting", "A meeting"),
    Option("wrote", "A letter or e-mail"),
)
NONE = "none"
NOTHING = {NONE, "nothing", "no promises", "not that i know", "they did not", "they didnt"} | NO
LONGEST_STORY, LONGEST_PROMISE = 2000, 300
SEALED = ("who", "role", "said", "promise")


class Spoken(TypedDict):
    """The part of a contact that is not sealed."""

    kind: str
    on: date
    promised_by: date | None


def a_promise(typed: str, today: date) -> str:
    """What was promised, in the parent's words; "none" where nothing was."""
    return NONE if same_words(typed) in NOTHING else text(LONGEST_PROMISE, "what they promised")(typed, today)


def a_promised_day(typed: str, today: date) -> str:
    """The day by which it was to be done: nearest to today, as an older promise can be told too.

    A day of the week is the next one.
    """
    try:
        return a_date(typed, today)
    except Invalid:
        return a_future_date(typed, today)


def fit(answers: Answers) -> None:
    """Refuses a promise for a day before the day on which it was made."""
    on, by = answers.get("on", ""), answers.get("by", NONE)
    if by != NONE and by < on:
        raise Invalid(
            f"They promised it by {longdate(date.fromisoformat(by))}, which is before you were in touch. "
            "Please change one of the days."
        )


CONTACT = Form(
    "contact",
    "A call, meeting or message",
    (
        Question("kind", "How were you in touch?", options=KINDS, label="How"),
        Question("on", "When was it?", a_past_date, RECENT, why=OR_TYPE, label="Day"),
        Question("who", "Who was it with?", a_name, why="A name is enough.", optional=True, label="Who"),
        role(Option("council", "The council"), Option("therapist", "A doctor or therapist")),
        Question(
            "said",
            "What was said?",
            text(LONGEST_STORY, "what was said"),
            why="A few words are enough. Notes made on the day are the most useful later.",
            optional=True,
            label="What was said",
        ),
        Question(
            "promise",
            "Did they promise anything?",
            a_promise,
            (Option(NONE, "No"),),
            why="In a few words, such as: they will send the plan.",
            optional=True,
            label="Promise",
        ),
        Question(
            "by",
            "By which day?",
            a_promised_day,
            (Option(NONE, "They gave no day"),),
            lambda earlier: earlier["promise"] not in ("", NONE),
            why="Type a day, such as 12 March.",
            label="Promised by",
        ),
    ),
    saves="contact",
    agree=fit,
)


def contact_of(answers: Answers) -> tuple[Spoken, Details]:
    """What is recorded of answers, as they were submitted, and what of it is sealed."""
    by = answers.get("by", NONE)
    spoken = Spoken(
        kind=answers["kind"],
        on=date.fromisoformat(answers["on"]),
        promised_by=None if by == NONE else date.fromisoformat(by),
    )
    given = {key: answers.get(key, "") for key in SEALED}
    return spoken, {key: said for key, said in given.items() if said and (key, said) != ("promise", NONE)}
