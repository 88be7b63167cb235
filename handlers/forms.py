"""Every form, what its answers are saved by, and what its heading says that it is about."""

from collections.abc import Iterator

from bot.catalogue import bundled_letters
from bot.forms.child import CHILD
from bot.forms.contact import CONTACT
from bot.forms.correct import CORRECT, CORRECT_AHEAD
from bot.forms.draft_check import DRAFT_CHECK
from bot.forms.event import answer_form, event_form, reply_form
from bot.forms.form import Form
from bot.forms.last_day import END
from bot.forms.letter import (
    ADDRESS,
    ANEW,
    EFFECT,
    NAMES,
    PARAGRAPH,
    PEOPLE,
    SENT,
    WAYS,
    WORDS,
    asks_form,
    effect_form,
    words_form,
)
from bot.forms.log import LOG
from bot.forms.more import MORE
from bot.forms.school_calendar import SCHOOL
from bot.law import rules
from handlers import (
    absence,
    absences,
    calls,
    cases,
    children,
    draft_check,
    group_pages,
    happened,
    letter,
    letter_address,
    letter_names,
    letter_own,
    letter_parts,
    letter_sent,
    record,
    school,
)
from handlers.edge.forms import Kept

LETTERS = bundled_letters().letters


def _event_forms() -> Iterator[Kept]:
    """Something happened, they replied, they answered a letter: of each subject, by its own events."""
    rulebook = rules.bundled()
    common = [event for event in rulebook.kinds.values() if not rulebook.subject(event.subject).kind]
    for subject in rulebook.menu:
        yield Kept(event_form(subject, common), happened.save, cases.child_called, absences.leads)
        yield Kept(reply_form(subject, common), happened.save, cases.child_called, absences.leads)
        answer = answer_form(subject, common)
        yield Kept(answer, letter_sent.save_answer, letter_sent.name, letter_sent.leads)


def _forms_of_letters() -> Iterator[Form]:
    """Own words, and the effect on the child, as each letter asks for them."""
    yield from (words_form(each.id, each.own_words_ask) for each in LETTERS if each.own_words_ask)
    yield from (effect_form(each.id, each.effect_ask) for each in LETTERS if each.effect_ask)


FORMS = (
    Kept(CHILD, children.save, children.nobody),
    *_event_forms(),
    Kept(CORRECT, record.save_correction, record.name),
    Kept(CORRECT_AHEAD, record.save_correction, record.name),
    Kept(LOG, absences.save, children.name),
    Kept(absence.RELOG, absence.save_change, absence.name),
    Kept(MORE, absence.save_more, absence.name),
    Kept(END, absence.save_end, absence.name),
    Kept(CONTACT, calls.save, children.name),
    Kept(SCHOOL, school.save_name, children.name),
    Kept(school.DATES, school.save_dates, children.name),
    Kept(school.ANY, school.save_any, children.nobody),
    Kept(PEOPLE, letter_names.save_of_child, children.name),
    Kept(NAMES, letter_names.save_of_letter, letter.name),
    Kept(WORDS, letter.save_words, letter.name),
    Kept(EFFECT, letter.save_words, letter.name),
    *(Kept(form, letter.save_words, letter.name) for form in _forms_of_letters()),
    Kept(PARAGRAPH, letter_own.save_paragraph, letter.name),
    Kept(ANEW, letter_own.save_anew, letter.name),
    Kept(WAYS, letter_parts.save_ways, letter.name),
    Kept(ADDRESS, letter_address.save_address, letter.name),
    Kept(SENT, letter_sent.save_sent, letter.name),
    Kept(DRAFT_CHECK, draft_check.save, letter.name),
    *group_pages.FORMS,
    *(
        Kept(asks_form(each.id, each.title, each.asks), letter_parts.save_asks, letter.name)
        for each in LETTERS
        if each.asks
    ),
)
