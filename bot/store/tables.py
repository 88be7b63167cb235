"""What is remembered of families. A row that belongs to a parent goes when the parent goes."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.columns import NEVER_AGAIN, Id, Moment, metadata, of
from bot.store.sealed import Sealed, SealedJson

parents = Table(
    "parents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("consented_at", Moment, nullable=False),
    Column("name", Sealed),  # how the parent signs letters; NULL until asked, "" when left out
    Column("ways", SealedJson),  # for letters: how to be answered, and what makes that possible
    Column("reachable", Boolean, nullable=False, default=True),
    Column("nudged", Boolean, nullable=False, default=True),  # False: the parent paused every reminder
    **NEVER_AGAIN,
)

children = Table(
    "children",
    metadata,
    Column("id", Id, primary_key=True),
    of("parent"),
    Column("called", Sealed, nullable=False),  # a nickname is enough
    Column("council", String(16), nullable=False),  # an id of the directory, or "other"
    Column("council_name", Sealed, nullable=False),
    Column("full_name", Sealed),
    Column("born_on", Sealed),
    Column("reference", Sealed),
    Column("school", Sealed),  # its name, as the parent typed it
    Column("holder", String(16), nullable=False, server_default="parent"),  # of the rights
    Index(None, "parent_id"),
    **NEVER_AGAIN,
)

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    of("child"),
    Column("kind", String(24), nullable=False),
    Column("nudged", Boolean, nullable=False, default=True),  # False: reminders of this case are paused
    Column("ended_on", Date),  # the parent said that it is over
    Index(None, "child_id"),
    **NEVER_AGAIN,
)

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    of("case"),
    Column("kind", String(32), nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("how", String(32), nullable=False, default=""),
    Column("told_on", Date, nullable=False),
    Index(None, "case_id"),
    **NEVER_AGAIN,
)

letters = Table(
    "letters",
    metadata,
    Column("id", Id, primary_key=True),
    of("case"),
    Column("template", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("strength", String(16), nullable=False),
    Column("own_words", Sealed, nullable=False),
    Column("effect", Sealed, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("sent_on", Date),
    Column("words", Sealed),  # as the parent last saw them, and so as they were sent
    Column("sha256", String(64)),  # of the template that gave those words
    Column("given", SealedJson),  # what this letter alone asked, own paragraphs, what is left out, copies
    Column("reply_by", Date),  # once sent: the day that the letter names
    Column("answered_on", Date),
    CheckConstraint("sent_on IS NULL OR words IS NOT NULL", name="sent_has_words"),
    Index(None, "case_id"),
    **NEVER_AGAIN,
)

# Kinds and dates stay open, for the totals of every family are looked at each hour; words are sealed.
absences = Table(
    "absences",
    metadata,
    Column("id", Id, primary_key=True),
    of("child"),
    of("case", nullable=True, ondelete="SET NULL"),
    Column("kind", String(24), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date),  # NULL: it goes on
    Column("part", String(16), nullable=False, default="all"),
    Column("weekdays", String(7), nullable=False),
    Column("letter", String(8), nullable=False, default=""),
    Column("code", String(4), nullable=False, default=""),
    Column("exam", Boolean, nullable=False, default=False),
    Column("told_on", Date, nullable=False),
    Column("details", SealedJson, nullable=False),  # times, names, reasons, notes
    Index(None, "child_id", "first_on"),
    Index(None, "case_id"),
    **NEVER_AGAIN,
)

# Said in the index and in the question alike, or the index does not serve.
OPEN_PROMISE = text("promised_by IS NOT NULL AND settled = ''")

contacts = Table(
    "contacts",
    metadata,
    Column("id", Id, primary_key=True),
    of("child"),
    of("case", nullable=True, ondelete="SET NULL"),
    Column("kind", String(16), nullable=False),
    Column("on_day", Date, nullable=False),
    Column("told_on", Date, nullable=False),
    Column("promised_by", Date),
    Column("settled", String(8), nullable=False, default=""),  # kept, broken or dropped; "": still open
    Column("details", SealedJson, nullable=False),  # who it was, and what was said and promised
    Index(None, "child_id", "on_day"),
    Index(None, "case_id"),
    Index(None, "child_id", "promised_by", sqlite_where=OPEN_PROMISE, postgresql_where=OPEN_PROMISE),
    **NEVER_AGAIN,
)

# Holidays of a school, told by a parent and found by whoever types its name. Nothing of a family is in it.
school_calendars = Table(
    "school_calendars",
    metadata,
    Column("id", Id, primary_key=True),
    Column("told_by", Sealed),  # the parent's number; sealed, for it says where a child goes to school
    Column("council", String(16), nullable=False),
    Column("school", String(160), nullable=False),  # the name as bot.forms.options.same_words has it
    Column("starts_on", Date, nullable=False),
    Column("days", JSON, nullable=False),
    Column("told_on", Date, nullable=False),
    Index(None, "council", "school"),
    **NEVER_AGAIN,
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Id, primary_key=True),
    of("parent"),
    Column("form", String(24), nullable=False),
    Column("about", BigInteger, nullable=False),  # the child or letter that the form is about; 0: none
    of("child", nullable=True),  # goes when the child goes
    Column("answers", SealedJson, nullable=False),
    Column("version", Integer, nullable=False, default=0),
    Column("is_open", Boolean, nullable=False, default=True),  # False: parked
    Column("touched_at", Moment, nullable=False),
    UniqueConstraint("parent_id", "form", "about"),
    Index(None, "child_id"),
    **NEVER_AGAIN,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(160), nullable=False, unique=True),
    of("parent"),
    of("case", nullable=True),
    Column("rule", String(64), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("stage", String(24), nullable=False),
    Column("send_at", Moment, nullable=False),
    # waiting, sending; then sent, folded into another, withdrawn or refused
    Column("state", String(12), nullable=False, default="waiting"),
    Column("tries", Integer, nullable=False, default=0),
    Column("settled_at", Moment),
    Index(None, "state", "send_at"),
    Index(None, "case_id", "state"),
    Index(None, "parent_id"),
    **NEVER_AGAIN,
)

seen_updates = Table(
    "seen_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("route", String(64), nullable=False),  # the screen that answered it, to be shown again
    Column("seen_at", Moment, nullable=False),
    Index(None, "seen_at"),
)
