"""Where a letter goes: as the parent said, else as the directory has it, else as a group confirmed."""

from dataclasses import replace

from bot.days import plaindate
from bot.directory.contacts import Recipient
from bot.store.suggestions import Suggestion

YOURS = "This is the address that you gave me."
CONFIRMED = "Given by a parent and confirmed by an admin of a parents' group on"
COMPARE = "Please compare it with their own website."


def addressed(known: Recipient, given: str, shared: Suggestion | None) -> Recipient:
    """The recipient with the address that counts, and what to tell the parent about it.

    `shared` is given only where the directory has no address of its own.
    """
    if given:
        return replace(known, lines=tuple(given.split("\n")), caution=YOURS)
    if shared and shared.confirmed_on:
        caution = f"{CONFIRMED} {plaindate(shared.confirmed_on)}. {COMPARE}"
        return replace(known, lines=shared.lines, caution=caution)
    return known
