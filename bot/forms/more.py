"""What else a parent may want to keep about an absence. Each question can be skipped."""

import re
import textwrap
from datetime import date

from bot.forms.answers import YES_NO, a_name, text, yes_no
from bot.forms.form import Answers, Form, Invalid, Option, Question
from bot.forms.options import LONGEST_LABEL, same_words
from bot.law.absence import bundled
from bot.law.absencefile import RegisterCode

Details = dict[str, str]  # what is sealed, by short keys

CODES = bundled().codes
ROLES = (
    Option("head", "Head teacher"),
    Option("deputy", "Deputy or assistant head"),
    Option("senco", "SENCO"),
    Option("teacher", "Teacher"),
    Option("office", "Office"),
    Option("other", "Someone else"),
)
LONGEST_STORY = 1000
UNKNOWN = {"i do not know", "i dont know", "do not know", "dont know", "not sure", "im not sure", "no idea"}

_CODE = re.compile(r"(?:(?:it is|its|it was) )?(?:(?:the |an? )?(?:code |letter )?)([a-z][0-9]?)")


def a_register_code(typed: str, today: date) -> str:
    """A letter of the attendance register, as "E"; "" from who does not know it."""
    words = same_words(typed) if len(typed) <= LONGEST_LABEL else ""
    if words in UNKNOWN:
        return ""
    match = _CODE.fullmatch(words)
    if not match or match[1].upper() not in CODES:
        raise Invalid("Please type the letter that the register has, for example E or C2, or skip this.")
    return match[1].upper()


def _labelled(code: RegisterCode) -> str:
    label = f"{code.id}: {code.means}"
    return textwrap.shorten(label, LONGEST_LABEL, placeholder="\N{HORIZONTAL ELLIPSIS}")


def role(*also: Option) -> Question:
    """Who somebody is in a school, or one of these."""
    *roles, someone_else = ROLES
    return Question(
        "role",
        "What is their role?",
        options=(*roles, *also, someone_else),
        why="The SENCO is in charge of special educational needs in a school.",
        optional=True,
        label="Role",
    )


MORE = Form(
    "more",
    "More about it",
    (
        Question(
            "who",
            "Who rang you or spoke to you?",
            a_name,
            why="A name is enough. You can skip any of these questions.",
            optional=True,
            label="Who",
        ),
        role(),
        Question(
            "reason",
            "What reason did they give?",
            text(LONGEST_STORY, "the reason"),
            why="In their own words, as near as you remember them.",
            optional=True,
            label="Their reason",
        ),
        Question(
            "code",
            "Which letter does the school's register have for it?",
            a_register_code,
            tuple(Option(code.id, _labelled(code)) for code in CODES.values()),
            why="You can ask the school. If you do not know it, skip this.",
            optional=True,
            label="In the register",
        ),
        Question(
            "work",
            "Did the school give your child work to do?",
            yes_no,
            (*YES_NO, Option("some", "Some")),
            why="For the days on which your child was not there.",
            optional=True,
            label="Work given",
        ),
        Question(
            "note",
            "Is there anything else that you want to keep?",
            text(LONGEST_STORY, "your note"),
            optional=True,
            label="Note",
        ),
    ),
    saves="more",
)
SEALED = ("who", "role", "reason", "work", "note")


def more_of(answers: Answers) -> tuple[str, Details]:
    """The letter in the register, or ""; and what is sealed, without what was skipped."""
    return answers.get("code", ""), {key: answers[key] for key in SEALED if answers.get(key)}


def more_answers(code: str, details: Details) -> Answers:
    """The answers that these were made of, so that the form can open on them; the others count as skipped."""
    return {key: details.get(key, "") for key in SEALED} | {"code": code}
