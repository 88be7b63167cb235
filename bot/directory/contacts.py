"""Who to write to. Each entry says where it was read, when, and how far to trust it; nothing is invented."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.strict import NotUnderstood, fill, known_only, table

FOLDER = Path(__file__).parent
NATIONAL = "national"
CONFIDENCE = ("low", "medium", "high")

SCHOOLS_OWN = "The school's website and letters have the address. An e-mail to the school office is enough."
THEIR_OWN = (
    "We have no address for this person. Put the name in, and look for the address on their own website."
)

# A role: the first line of its address, and how a letter greets it.
ROLES = {
    "ehc-team": ("EHC team", "EHC team"),
    "ehcna-request": ("EHC team", "EHC team"),
    "complaints": ("Complaints team", "complaints team"),
    "general": ("Customer services", "colleague"),
    "director": ("Director of Children's Services", "Director of Children's Services"),
    "school": ("Head teacher", "head teacher"),
    "chair": ("Chair of governors", "Chair of Governors"),
    "clerk": ("Clerk to the governors", "Clerk to the Governors"),
    "named-school": ("Head teacher", "head teacher"),  # the one that the plan names
    "panel": ("Officer named in the governors' letter", "colleague"),
    "data": ("Data protection officer", "Data Protection Officer"),
    "councillor": ("Ward councillor", "Councillor"),
    "mp": ("Member of Parliament", "Member of Parliament"),
    "sendiass": ("Information, advice and support service", "advice team"),
    "ombudsman": ("Local Government and Social Care Ombudsman", "Ombudsman"),
    "advice": ("Advice service", "advice team"),
    "crisis": ("Crisis line", "team"),
}
# Addressed to the child's school, of which we know what the parent told us: its name.
OF_SCHOOL = ("school", "chair", "clerk", "panel", "data", "named-school")
OF_NOBODY = ("councillor", "mp")  # known by name only to the parent
COUNCIL, SCHOOL = "council", "school"
# Whose side each answers for. The others stand above both, or can be anybody.
SIDES = {
    **dict.fromkeys(("ehc-team", "ehcna-request", "complaints", "general", "director"), COUNCIL),
    **dict.fromkeys(("school", "named-school", "chair", "clerk"), SCHOOL),
}


@dataclass(frozen=True)
class Council:
    """A council. One that the parent typed has a name and no contacts."""

    id: str
    name: str
    gss: str = ""  # the Office for National Statistics' code
    covers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    checked: date | None = None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One way to reach one body. What could not be verified is None."""

    id: str
    council: str  # a council's id, or "national"
    role: str
    name: str
    sources: tuple[str, ...]
    checked: date
    confidence: str
    live_verified: bool
    says: str = ""  # one plain sentence: what it is for
    phone: str | None = None
    email: str | None = None
    web: str | None = None
    text: str | None = None  # a number for text messages
    keyword: str | None = None
    post: tuple[str, ...] = ()

    @property
    def caution(self) -> str | None:
        """What to tell the reader about an entry that nobody has compared with the live page."""
        # A doubt printed beside a crisis line could stop somebody from ringing it.
        if self.role == "crisis" or (self.live_verified and self.confidence != "low"):
            return None
        whose = "their website" if self.council == NATIONAL else "the council's website"
        return (
            f"Read from a stored copy on {self.checked.day} {self.checked:%B %Y}. "
            f"Please check it on {whose} before you {'post' if self.post else 'use it'}."
        )


@dataclass(frozen=True)
class Recipient:
    """How a letter is addressed, and what to tell the parent about where to send it."""

    dear: str
    lines: tuple[str, ...]
    web: str | None
    caution: str | None


@dataclass(frozen=True)
class Directory:
    """Councils and contacts, as read from councils.toml."""

    councils: tuple[Council, ...]
    contacts: tuple[Contact, ...]

    @classmethod
    def load(cls, path: Path = FOLDER / "councils.toml") -> "Directory":
        """Raises NotUnderstood, in a sentence, for anything unknown, missing or said twice."""
        tables = table(path.read_text(encoding="utf-8"), path.name)
        known_only(tables, ("council", "contact"), path.name, "table")
        councils = tuple(fill(Council, row, f"{path.name}, council") for row in tables.get("council", []))
        rows = [(row, f"{path.name}, contact '{row.get('id', '')}'") for row in tables.get("contact", [])]
        contacts = tuple(fill(Contact, _filled(row), where) for row, where in rows)
        _check(councils, contacts, path.name)
        return cls(councils, contacts)

    def council(self, council_id: str) -> Council:
        """The council with that id. Raises NotUnderstood for an unknown one."""
        by_id = {council.id: council for council in self.councils}
        known_only([council_id], by_id, "the directory", "council")
        return by_id[council_id]

    def contact(self, council_id: str, role: str) -> Contact | None:
        """The council's contact in that role (or the national one), or None where none is verified."""
        return next((each for each in self.contacts if (each.council, each.role) == (council_id, role)), None)

    def recipient(self, council: Council, role: str, school: str = "") -> Recipient:
        """How to address a letter: only the role and the council, or school, where no address is verified."""
        line, dear = ROLES[role]
        if role in OF_SCHOOL:
            return Recipient(dear, tuple(filter(None, (line, school))), None, SCHOOLS_OWN)
        if role in OF_NOBODY:
            return Recipient(dear, (line,), None, THEIR_OWN)
        contact = self.contact(council.id, role)
        if national := None if contact else self.contact(NATIONAL, role):
            return Recipient(dear, national.post or (national.name,), national.web, national.caution)
        if contact and contact.post:
            return Recipient(dear, contact.post, contact.web, contact.caution)
        caution = (
            f"We have no checked postal address for this team at {council.name}. "
            f"Please look for it on the council's website."
        )
        return Recipient(dear, (line, council.name), contact.web if contact else None, caution)

    def has_address(self, council: Council, role: str) -> bool:
        """Whether a letter to that role has an address to go to."""
        if role in OF_SCHOOL or role in OF_NOBODY:
            return False
        contact = self.contact(council.id, role)
        return bool(contact.post) if contact else self.contact(NATIONAL, role) is not None

    @property
    def crisis(self) -> tuple[Contact, ...]:
        """Urgent help, most urgent first."""
        return tuple(each for each in self.contacts if each.role == "crisis")

    @property
    def advice(self) -> tuple[Contact, ...]:
        """Free national advice."""
        return tuple(each for each in self.contacts if each.role == "advice")


def another(name: str) -> Council:
    """A council that we know only by the name a parent typed."""
    return Council(id="another", name=" ".join(name.split()))


def _filled(row: dict[str, object]) -> dict[str, object]:
    """Empty text in the file means: looked for, not verified."""
    return {key: value for key, value in row.items() if value != ""}


def _check(councils: tuple[Council, ...], contacts: tuple[Contact, ...], where: str) -> None:
    ids = [council.id for council in councils] + [contact.id for contact in contacts]
    twice = {each for each in ids if ids.count(each) > 1}
    if twice:
        raise NotUnderstood(f"{where}: the id '{min(twice)}' is used twice.")
    for contact in contacts:
        place = f"{where}, contact '{contact.id}'"
        known_only([contact.council], [*(council.id for council in councils), NATIONAL], place, "council")
        known_only([contact.role], ROLES, place, "role")
        known_only([contact.confidence], CONFIDENCE, place, "confidence")
        if not contact.sources:
            raise NotUnderstood(f"{place}: an entry should say where it was read, in 'sources'.")
