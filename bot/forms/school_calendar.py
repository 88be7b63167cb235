"""When a school is open: asked once, in the order in which the school's own page lists it."""

from dataclasses import replace
from datetime import date

from bot.forms.answers import text
from bot.forms.child import CHILD
from bot.forms.form import Form, Invalid, Option, Question
from bot.forms.options import same_words
from bot.forms.school_dates import NONE, a_school_date, a_school_year, dates_list

LONGEST_NAME = 80
LIKE = "Type it like 2 September. You can leave out the year."
CLOSED = f"A day on which the school is closed. {LIKE}"


def a_school(typed: str, today: date) -> str:
    """The name of a school, on one line."""
    name = " ".join(text(LONGEST_NAME, "the school's name")(typed, today).split())
    if not same_words(name) or len(same_words(name)) > LONGEST_NAME:
        raise Invalid("Please type the school's name, for example Hillside Primary School.")
    return name


def _day(name: str, ask: str, label: str, why: str = LIKE) -> Question:
    return Question(name, ask, a_school_date, label=label, why=why)


def _half_term(month: str) -> tuple[Question, Question]:
    name, half_term = month.lower(), f"{month} half term"
    first, last = f"First day of {half_term}", f"Last day of {half_term}"
    return (
        _day(f"{name}_first", f"What is the first day of the {half_term}?", first, CLOSED),
        _day(f"{name}_last", f"What is the last day of the {half_term}?", last, CLOSED),
    )


SCHOOL = Form(
    "school",
    "Your child's school",
    (
        Question(
            "school",
            "What is the name of your child's school?",
            a_school,
            label="School",
            why="Write it as on the school's website, so that dates which others gave for it can be found.",
        ),
    ),
    saves="school",
)

SCHOOL_YEAR = Form(
    "school_year",
    "The school's dates",
    (
        Question(
            "year",
            "Which school year are the dates for?",
            a_school_year,
            (Option("this", "This school year"), Option("next", "Next school year")),
            label="School year",
            why="Some dates count in school days. The school's website lists its term dates.",
        ),
        _day("autumn_first", "What is the first day of the autumn term?", "First day of autumn term"),
        *_half_term("October"),
        _day("autumn_last", "What is the last day of school before Christmas?", "Last day of autumn term"),
        _day("spring_first", "What is the first day of school after Christmas?", "First day of spring term"),
        *_half_term("February"),
        _day(
            "spring_last",
            "What is the last day of school before the Easter holiday?",
            "Last day of spring term",
        ),
        _day(
            "summer_first",
            "What is the first day of school after the Easter holiday?",
            "First day of summer term",
        ),
        *_half_term("May"),
        _day("summer_last", "What is the last day of the school year?", "Last day of summer term"),
        Question(
            "training",
            "On which days is the school closed for staff training?",
            dates_list,
            (Option(NONE, "None"),),
            label="Training days",
            optional=True,
            why=(
                "They are often called INSET days. Send them all in one message, with a comma between: "
                "2 September, 4 January. If you do not know them, skip this: dates will be less exact."
            ),
        ),
    ),
    saves="school_year",
)

# For who has no child on the record here, such as the admin of a group: the same, with the school first.
ANY_SCHOOL = Form(
    "any_school",
    "A school's dates",
    (
        replace(
            CHILD.question("council"),
            ask="Which council is the school's?",
            why="Parents of that council who type this school's name will find the dates.",
        ),
        CHILD.question("council_name"),
        replace(
            SCHOOL.questions[0],
            ask="What is the name of the school?",
            why="Write it as on the school's website, so that the dates can be found.",
        ),
        *SCHOOL_YEAR.questions,
    ),
    saves="any_school",
)
