"""What a council promised in public: what, who said it, where that can be read, and by which day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypedDict

from bot.forms.answers import text
from bot.forms.contact import a_promised_day
from bot.forms.form import Answers, Form, Question
from bot.forms.links import a_link

LONGEST_WHAT, LONGEST_WHO = 300, 100


class Pledged(TypedDict):
    """What is kept of a promise: its words are sealed, its day is not."""

    words: dict[str, str]
    due_on: date


PLEDGE = Form(
    "pledge",
    "What the council promised",
    (
        Question(
            "what",
            "What did the council promise?",
            text(LONGEST_WHAT, "what they promised"),
            why="In their words, such as: 600 new places. Everybody in the group reads this: name no family.",
            label="Promise",
        ),
        Question(
            "who",
            "Who said it, and where?",
            text(LONGEST_WHO, "who said it"),
            why="Such as: the director, at the cabinet meeting of 4 June.",
            label="Who said it",
        ),
        Question(
            "link",
            "Is there a link to where they said it?",
            a_link,
            why="Minutes, a video or a news page. People can then see it for themselves.",
            optional=True,
            label="Link",
        ),
        Question(
            "due",
            "By which day?",
            a_promised_day,
            why="Type a day. Where they gave a season or a month, take its last day: 30 November for autumn.",
            label="Due",
        ),
    ),
    saves="pledge",
)
CHANGE = replace(PLEDGE, id="changepledge", saves="changepledge")
PARTS = ("what", "who", "link")


def pledge_of(answers: Answers) -> Pledged:
    """What is recorded of answers, as they were submitted."""
    words = {part: answers[part] for part in PARTS if answers.get(part)}
    return Pledged(words=words, due_on=date.fromisoformat(answers["due"]))


def answers_of(words: Mapping[str, str], due_on: date) -> Answers:
    """What was answered, from what is kept of it: a link that was skipped stays skipped."""
    return {**{part: words.get(part, "") for part in PARTS}, "due": due_on.isoformat()}
