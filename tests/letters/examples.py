"""One invented family, at several moments of its wait. The law module works out the dates, as in the bot."""

from dataclasses import replace
from datetime import date

from bot.catalogue import Catalogue
from bot.directory.contacts import Directory
from bot.facts import LetterFacts
from bot.law.calendars import Calendars
from bot.law.counting import working_days
from bot.law.deadlines import Deadline, Event, deadlines
from bot.law.rules import Rulebook, load
from bot.letterfile import Letter
from bot.places import templates_folder
from bot.texts import Texts

RULEBOOK: Rulebook = load()
TEXTS = Texts(templates_folder())
CATALOGUE = Catalogue.load(templates_folder(), RULEBOOK)
DIRECTORY = Directory.load()
CALENDARS = Calendars.bundled()

ASKED = date(2026, 3, 12)  # a Thursday: 6 weeks end on Thu 23 April, 20 weeks on Thu 30 July
BY_EMAIL = Event("asked", ASKED, "email")
NEEDS = (
    "Bee cannot sit in class for more than ten minutes, and hides under the table when it is loud.\n"
    "The school has tried a quiet corner and a fidget toy. She is still two years behind in reading."
)
EFFECT = "She cries every morning, and has stopped eating at school."
SENT_A3 = (date(2026, 4, 27), "Reminder: yes or no to an assessment")

# case -> the day the letter is written
NEAR = date(2026, 4, 20)
LAST_DAY = date(2026, 4, 23)
NEXT_DAY = date(2026, 4, 24)
NINE_DAYS_LATE = date(2026, 5, 2)
PLAN_NEAR = date(2026, 7, 20)
PLAN_LATE = date(2026, 10, 19)  # 81 days


def clocks(today: date, *events: Event) -> dict[str, Deadline]:
    """The deadlines of the family's case by rule id."""
    found = deadlines("plan", events or (BY_EMAIL,), RULEBOOK, CALENDARS, today)
    return {each.rule.id: each for each in found}


def facts(
    letter: Letter, written_on: date, *events: Event, council: str = "WNC", **more: object
) -> LetterFacts:
    """What the letter is told, with only the facts that every letter has; `more` adds the others."""
    where = DIRECTORY.council(council)
    recipient = DIRECTORY.recipient(where, letter.to)
    plain = LetterFacts(
        written_on=written_on,
        reply_by=working_days(written_on, letter.reply_in_working_days, CALENDARS.england),
        parent_name="Sam Example",
        child_name="Beatrice Example",
        child_called="Bee",
        council_name=where.name,
        dear=recipient.dear,
        to=recipient.lines,
        rules={rule_id: RULEBOOK.rule(rule_id, written_on) for rule_id in letter.rules},
        deadlines={} if letter.id == "A1" else clocks(written_on, *events),
        asked_on=None if letter.id == "A1" else ASKED,
        own_words=NEEDS if letter.id == "A1" else "",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


EVERYTHING = {
    "from_lines": ("1 Example Street, Corby", "sam@example.org"),
    "copies": ("Head teacher, Hill Street Primary",),
    "sent_how": "By e-mail",
    "born_on": date(2017, 5, 3),
    "school": "Hill Street Primary",
    "reference": "EX/12345",
    "story": (
        (ASKED, "I asked the council for an assessment, by e-mail."),
        (date(2026, 3, 19), "The council wrote, without a decision."),
    ),
    "effect": EFFECT,
    "own_words": NEEDS,
    "earlier_letters": (SENT_A3,),
    "attachments": ("the school's report", "a letter from Dr Lee"),
    "reply_how": "by e-mail",
    "adjustments": "I am dyslexic: short sentences help.",
}

# letter, strength, case, the day it is written
MOMENTS = (
    ("A1", "polite", "asking", ASKED),
    ("A1", "formal", "asking", ASKED),
    ("A3", "polite", "near", NEAR),
    ("A3", "formal", "near", NEAR),
    ("A3", "polite", "last-day", LAST_DAY),
    ("A3", "polite", "next-day", NEXT_DAY),
    ("A3", "polite", "late", NINE_DAYS_LATE),
    ("A3", "formal", "late", NINE_DAYS_LATE),
    ("A4", "polite", "late", NINE_DAYS_LATE),
    ("A4", "formal", "late", NINE_DAYS_LATE),
    ("A7", "polite", "near", PLAN_NEAR),
    ("A7", "polite", "late", PLAN_LATE),
    ("A7", "formal", "late", PLAN_LATE),
)


def written(letter_id: str, strength: str, written_on: date, *events: Event, **more: object) -> str:
    """The body of the letter."""
    letter = CATALOGUE.letter(letter_id)
    return TEXTS.letter(letter, strength, facts(letter.at(strength), written_on, *events, **more)).body
