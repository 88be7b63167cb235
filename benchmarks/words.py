"""What every bot asks and what every person answers, word for word the same."""

COMMAND = "report"
TITLE = "What happened"
QUESTIONS = (
    ("what", "What happened?"),
    ("how", "How did they tell you?"),
    ("next", "What would you like to happen next?"),
)
ANSWERS = (
    "The council wrote to say that it needs more time.",
    "In an e-mail on Tuesday",
    "I would like a date for the decision, and the name of the person who makes it.",
)
CHECK = "Is this right?"
SAVE = "Save"
THANKS = "Thank you. That is saved."
FIRST_PERSON = 5_000_001  # the number of the first of the crowd, and of the first parent
MOST = 200  # characters of an answer
NOTICE = "Meeting in Corby"  # what a group tells all its members
NOTICE_DETAILS = "Bring your questions. The council's officers will be there from seven to nine."


def question(number: int, said: str = "") -> str:
    """The text of a question, as Telegram HTML; `said` is the answer to the one before."""
    thanks = f"Thank you: {said}.\n\n" if said else ""
    return f"{thanks}<i>{TITLE}: {number + 1} of {len(QUESTIONS)}</i>\n<b>{QUESTIONS[number][1]}</b>"


def check(answers: dict[str, str]) -> str:
    """The text that shows every answer before they are saved; the answers are HTML already."""
    lines = [f"{name.capitalize()}: <b>{answers[name]}</b>" for name, _ in QUESTIONS]
    return "\n".join([f"<b>{CHECK}</b>", *lines])
