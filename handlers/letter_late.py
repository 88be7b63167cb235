"""What comes too late for a letter, or too early: why it was not done, and nothing that was typed is lost."""

from dataclasses import replace
from html import escape

from bot.days import longdate
from bot.forms.form import Answers
from bot.letterfile import Letter
from bot.store.letters import Written
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import Visit
from handlers.start import HOME

NOT_SHOWN = "I have not marked this letter as sent, because you had not seen its words yet."
FOR_THE_NEXT = (
    "You marked this letter as sent while you were writing, so it is kept as it was. "
    "What you have just told me is for your next letters."
)


def before_it_was_begun(written: Written) -> str:
    """Why a day cannot be that of sending."""
    begun = longdate(written.made_on)
    return f"You began this letter on {begun}, so it cannot have gone before that day. When did you send it?"


def too_late(visit: Visit, letter: Letter, written: Written, answers: Answers) -> Screen:
    """A letter that was sent is kept as it was; the words are shown, to be copied into another."""
    typed = tuple(f"<pre>{escape(words, quote=False)}</pre>" for words in answers.values() if words)
    rows = ((Button("Read what I sent", f"letter:{written.id}"),), (HOME,))
    text = visit.says("toolate", letter=letter, written=written)
    return Screen(text, rows, first=typed, route=f"letter:{written.id}")


def noted(screen: Screen, why: str) -> Screen:
    """The same screen, and before what it says, why it is shown."""
    return replace(screen, text=f"{why}\n\n{screen.text}")
