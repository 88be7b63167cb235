"""Help: what the bot can do, people to talk to, and urgent help before everything else."""

from dataclasses import dataclass, replace

from bot.directory.contacts import Contact
from handlers.edge.screen import Button, Screen
from handlers.edge.visit import Visit
from handlers.start import HOME


@dataclass(frozen=True)
class Line:
    """One line of urgent help."""

    name: str
    does: str
    says: str


def _line(contact: Contact) -> Line:
    does = f"text {contact.keyword} to {contact.text}" if contact.text else f"ring {contact.phone}"
    return Line(contact.name, does, contact.says)


def _crisis(visit: Visit) -> list[Line]:
    return [_line(contact) for contact in visit.services.directory.crisis]


async def helps(visit: Visit) -> Screen:
    text = visit.says("help", crisis=_crisis(visit), advice=visit.services.directory.advice)
    return Screen(text, ((Button("Urgent help", "urgent"), _back(visit)),), route="help")


async def urgent(visit: Visit) -> Screen:
    """Urgent help, on a button."""
    return Screen(
        visit.says("urgent", crisis=_crisis(visit), heard=False), ((_back(visit),),), route="urgent"
    )


async def heard(visit: Visit) -> Screen:
    """Urgent help, at once, in answer to words of despair. An open form waits."""
    text = visit.says("urgent", crisis=_crisis(visit), heard=True)
    return Screen(text, ((replace(_back(visit), label="Carry on"),),), route="urgent")


def _back(visit: Visit) -> Button:
    if visit.draft:
        return Button("Back to the question", "form")
    return HOME if visit.known else Button("Back", "hello")
