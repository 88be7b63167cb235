"""Every rule as one page that an adviser can print: what `law --page` writes."""

from collections.abc import Mapping
from datetime import date

from bot.catalogue import bundled_letters
from bot.directory.contacts import Directory
from bot.law import changes
from bot.law.rules import Rulebook
from bot.printed.inwords import InWords
from bot.printed.listing import chosen_subjects
from bot.printed.phrases import SURE
from bot.printed.ways import WAYS
from bot.texts import bundled_texts


def page(rulebook: Rulebook, day: date, subject: str = "") -> str:
    """The page as HTML, as the rules stand on that day: of every subject, or of one. Raises BadQuestion."""
    words = InWords(rulebook, day, council_names(), letter_titles())
    return bundled_texts().page(
        "rules",
        day=day,
        sections=[(each, words.subject(each)) for each in chosen_subjects(rulebook, subject)],
        ways=WAYS,
        sure=SURE,
        changes=changes.load(),
    )


def council_names() -> Mapping[str, str]:
    """The councils that we know, by their ids."""
    return {council.id: council.name for council in Directory.load().councils}


def letter_titles() -> Mapping[str, str]:
    """The letters that we have, by their ids."""
    catalogue = bundled_letters()
    return {letter.id: letter.title for letter in catalogue.letters}
