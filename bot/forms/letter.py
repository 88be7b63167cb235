"""What a letter cannot do without, asked once; and a parent's own words for one letter."""

from bot.forms.answers import a_name, text
from bot.forms.dates import a_birth_date, a_past_date
from bot.forms.event import HOW, OR_TYPE, RECENT
from bot.forms.form import Form, Question

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
    ),
    saves="sent",
)
