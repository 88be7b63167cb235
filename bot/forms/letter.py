"""What a letter cannot do without, asked once; and a parent's own words for one letter."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from bot.forms.answers import a_name, one_of, text
from bot.forms.dates import a_birth_date, a_past_date
from bot.forms.event import HOW, OR_TYPE, RECENT
from bot.forms.form import Form, Option, Question

REPLIES = (Option("by e-mail", "By e-mail"), Option("by post", "By post"))
MOST_WORDS = 1500  # characters: with the rest of the letter it still fits into one message

PEOPLE = Form(
    "people",
    "Names for the letter",
    (
        Question(
            "parent_name",
            "What is your name, as you sign a letter?",
            a_name,
            label="Your name",
            why="It goes at the end of the letter. I keep it locked, and use it only in letters.",
        ),
        Question(
            "full_name",
            "What is your child's full name?",
            a_name,
            label="Child's full name",
            why="The council looks your child up by it.",
        ),
        Question(
            "born_on",
            "What is your child's date of birth?",
            a_birth_date,
            label="Date of birth",
            optional=True,
            why="It helps the council find the right child. You can skip this. Write it like 3 June 2017.",
        ),
        Question(
            "reference",
            "Has the council given you a reference number?",
            text(40, "the reference"),
            label="Reference",
            optional=True,
            why="It is often at the top of a letter. If you have none, skip this.",
        ),
    ),
    saves="people",
)
NAMES = replace(PEOPLE, id="names")  # for one letter, which is shown after it

WORDS = Form(
    "words",
    "Your own words",
    (
        Question(
            "own_words",
            "What would you like to add in your own words?",
            text(MOST_WORDS, "your words"),
            label="Your words",
            why="For a request: what your child finds hard, what has been tried, and why it is not enough.",
        ),
    ),
    saves="words",
)
EFFECT = Form(
    "effect",
    "How it affects your child",
    (
        Question(
            "effect",
            "How is the wait affecting your child?",
            text(MOST_WORDS, "your words"),
            label="The effect",
            why="One or two plain sentences are enough. It goes into the letter as you write it.",
        ),
    ),
    saves="effect",
)
SENT = Form(
    "sent",
    "I sent it",
    (
        Question(
            "how", "How did you send it?", options=HOW, label="How", why="It helps to prove when it arrived."
        ),
        Question("sent_on", "When did you send it?", a_past_date, label="Sent", options=RECENT, why=OR_TYPE),
        Question(
            "proof",
            "What shows that you sent it?",
            text(200, "what shows it"),
            label="Proof",
            optional=True,
            why="Such as the e-mail in your sent folder, or a post office receipt. You can skip this.",
        ),
    ),
    saves="sent",
)

PARAGRAPH = Form(
    "paragraph",
    "A paragraph of your own",
    (
        Question(
            "paragraph",
            "What would you like to add?",
            text(MOST_WORDS, "your words"),
            label="Paragraph",
            why="It goes into the letter as you write it.",
        ),
    ),
    saves="paragraph",
)
# A form of its own, so that it never takes the place of a new paragraph that is not saved yet.
ANEW = replace(PARAGRAPH, id="anew", title="A paragraph in other words")
WAYS = Form(
    "ways",
    "How they should answer",
    (
        Question(
            "reply",
            "How should they answer you?",
            one_of(REPLIES),
            label="Answer",
            options=REPLIES,
            optional=True,
        ),
        Question(
            "adjustments",
            "Is there anything that makes it possible for you to read or answer?",
            text(200, "what you need"),
            label="What I need",
            optional=True,
            why="Such as short sentences, large print, or calls only after 4pm. It goes into your letters.",
        ),
        Question(
            "from",
            "Which address should stand under your name?",
            text(200, "your address"),
            label="Your address",
            optional=True,
            why="A postal or an e-mail address, one line for each part. You can skip this.",
        ),
    ),
    saves="ways",
)

ADDRESS = Form(
    "address",
    "Where it goes",
    (
        Question(
            "address",
            "To which name and address should the letter go?",
            text(250, "the name and the address"),
            label="Address",
            why="One line for each part. I keep it for the next letters about this child too.",
        ),
    ),
    saves="address",
)


class Asks(Protocol):
    """One question of a letter."""

    @property
    def id(self) -> str: ...
    @property
    def ask(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def optional(self) -> bool: ...
    @property
    def most(self) -> int: ...


def words_form(letter_id: str, ask: str) -> Form:
    """The parent's own words, asked as this letter asks for them."""
    return _asked_as(WORDS, f"w_{letter_id.lower()}", ask)


def effect_form(letter_id: str, ask: str) -> Form:
    """The effect on the child, asked as this letter asks for it."""
    return _asked_as(EFFECT, f"x_{letter_id.lower()}", ask)


def _asked_as(form: Form, form_id: str, ask: str) -> Form:
    """A letter's `ask` is one question, and after it what helps to answer it."""
    question, mark, why = ask.partition("?")
    [first] = form.questions
    return replace(form, id=form_id, questions=(replace(first, ask=question + mark, why=why.strip()),))


def asks_form(letter_id: str, title: str, asks: Iterable[Asks]) -> Form:
    """What one letter asks that the record cannot give."""
    questions = tuple(
        Question(
            each.id,
            each.ask,
            text(each.most, "your words"),
            label=each.label or each.id.replace("_", " ").capitalize(),
            optional=each.optional,
            why=each.why,
        )
        for each in asks
    )
    return Form(asks_id(letter_id), title, questions, saves="asks")


def asks_id(letter_id: str) -> str:
    """The id of that form."""
    return f"l_{letter_id.lower()}"
