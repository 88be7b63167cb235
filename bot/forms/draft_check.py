"""A draft plan, read with the parent: Section B, Section F and Section I, one question at a time."""

from bot.forms.answers import YES_NO, text, yes_no
from bot.forms.form import Answers, Form, Option, Question, When
from bot.forms.vague import vague_words

MOST_PASTED, MOST_SAID = 4096, 400  # characters: a whole message can be pasted
MOST_LINES = 8  # of one answer; what is more stands in one point
UNSURE = Option("unsure", "I am not sure")


def _yes_or_not(name: str, ask: str, why: str, label: str, when: When | None = None) -> Question:
    return Question(name, ask, yes_no, (*YES_NO, UNSURE), when or (lambda _: True), why=why, label=label)


def _what(name: str, after: str, ask: str, why: str, label: str) -> Question:
    """Asked where the answer before was no."""
    return Question(
        name,
        ask,
        text(MOST_SAID, "what it is"),
        when=lambda earlier: earlier[after] == "no",
        why=why,
        label=label,
    )


RESPONSE = "B1"  # the letter that the check is for
FOUND = "found"  # of what that letter was given: the points that the last check put into it
DRAFT_CHECK = Form(
    "draftcheck",
    "Check the draft plan",
    (
        _yes_or_not(
            "needs",
            "Section B: is every need of your child in it?",
            "It lists the special educational needs. What the reports found belongs in it too.",
            "All needs",
        ),
        _what(
            "needs_missing",
            "needs",
            "Which needs are missing, or not right?",
            "One on each line.",
            "Missing needs",
        ),
        _yes_or_not(
            "help",
            "Section F: is there help for every need in Section B?",
            "Section F is the help that must be given. Go through Section B and find the help for each need.",
            "Help for each",
        ),
        _what(
            "help_missing",
            "help",
            "Which needs have no help, or not enough?",
            "One on each line.",
            "Missing help",
        ),
        _yes_or_not(
            "counted",
            "Section F: does each kind of help say who, how often and for how long?",
            "Such as: speech therapy from a therapist, 30 minutes, once a week.",
            "Who, how often",
        ),
        _what(
            "counted_missing",
            "counted",
            "Which help does not say who, how often or for how long?",
            "One on each line.",
            "Not counted",
        ),
        Question(
            "pasted",
            "Would you like to paste the words of Section F, or a part of them?",
            text(MOST_PASTED, "the words of Section F"),
            optional=True,
            why="I point at words that promise nothing, such as: access to, regular, as required.",
            label="Section F",
        ),
        _yes_or_not(
            "school",
            "Section I: is the school or college there that you want?",
            "In a draft plan Section I is often empty. You can say now which school you want.",
            "School",
        ),
        Question(
            "school_wanted",
            "Which school or college do you want to be named?",
            text(120, "its name"),
            optional=True,
            when=lambda earlier: earlier["school"] in ("no", UNSURE.value),
            why="Its name and town are enough. You can skip this.",
            label="School wanted",
        ),
    ),
    saves="draftcheck",
    at_least=5,
)

# What a parent found, as a sentence for the council; one line of theirs goes into each.
SAYS = {
    "needs_missing": "Section B: please put in, or put right: {line}",
    "help_missing": "Section F: please set out the help for this need: {line}",
    "counted_missing": "Section F: please say who gives it, how often and for how long: {line}",
}
VAGUE = (
    "Section F: the words {words} cannot be counted. "
    "Please say instead who gives the help, how often and for how long."
)
NAME_IT = "Section I: please name the school or college that I ask for"  # where nothing else is missing


def typed(answers: Answers) -> Answers:
    """What the parent wrote, without the answers that are buttons."""
    written = (*SAYS, "pasted", "school_wanted")
    return {name: words for name, words in answers.items() if name in written}


def points(answers: Answers) -> list[str]:
    """What the check found, as points for the answer to the draft plan."""
    found = [
        says.replace("{line}", line) for name, says in SAYS.items() for line in _lines(answers.get(name, ""))
    ]
    if words := vague_words(answers.get("pasted", "")):
        found.append(VAGUE.replace("{words}", in_quotes(words)))
    return found or ([NAME_IT] if answers.get("school_wanted") else [])


def _lines(said: str) -> list[str]:
    """What a parent wrote, a point for each line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines if len(lines) <= MOST_LINES else ["; ".join(lines)]


def in_quotes(words: tuple[str, ...]) -> str:
    """“access to”, “regular” and “up to”."""
    quoted = [f"\N{LEFT DOUBLE QUOTATION MARK}{word}\N{RIGHT DOUBLE QUOTATION MARK}" for word in words]
    return ", ".join(quoted[:-1]) + (" and " if quoted[1:] else "") + quoted[-1]
