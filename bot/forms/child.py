"""Who the child is and which council is responsible. A nickname is enough."""

from bot.forms.answers import a_name, text
from bot.forms.form import Form, Option, Question

OTHER = "other"
COUNCILS = (
    Option("WNC", "West Northamptonshire"),
    Option("NNC", "North Northamptonshire"),
    Option(OTHER, "Another council"),
)

CHILD = Form(
    "child",
    "Your child",
    (
        Question(
            "council",
            "Which council is responsible for your child?",
            label="Council",
            options=COUNCILS,
            why="It is the council where your child lives, not where the school is.",
        ),
        Question(
            "council_name",
            "What is the name of your council?",
            text(80, "the council's name"),
            label="Council's name",
            when=lambda earlier: earlier["council"] == OTHER,
            why="It is on your council tax bill. Letters will be addressed to it.",
        ),
        Question(
            "called",
            "What shall I call your child?",
            a_name,
            label="Child",
            why="A nickname or a first letter is fine. I use it only in this chat.",
        ),
    ),
    saves="child",
)
