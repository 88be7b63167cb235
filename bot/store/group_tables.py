"""What is remembered of groups: who belongs, what was announced to whom, and what the group holds in common.

No row here says anything of a child. Whoever takes part in a group is a parent's row or a Telegram number.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.columns import NEVER_AGAIN, Id, Moment, metadata, of
from bot.store.sealed import Sealed, SealedJson

groups = Table(
    "groups",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("word", String(24), nullable=False, unique=True),  # carried by the link to the private chat
    Column("title", Sealed, nullable=False),
    Column("council", String(16), nullable=False, default=""),  # an id of the directory; "": not said
    Column("topic", BigInteger),  # of a forum, where notices go; NULL: General, which has no number
    Column("owner_only", Boolean, nullable=False, default=False),  # who may post: the owner, or every admin
    Column(
        "anonymous", Boolean, nullable=False, default=False
    ),  # an anonymous admin's word in the group counts
    Column("present", Boolean, nullable=False, default=True),  # False: the bot was removed
    Column("joined_on", Date, nullable=False),
    **NEVER_AGAIN,
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", Id, primary_key=True),
    of("parent"),
    of("group"),
    Column("notices", Boolean, nullable=False, default=False),  # wants them in private too
    Column("counted", Boolean),  # in the group's figures; NULL: never asked
    Column("joined_on", Date, nullable=False),
    UniqueConstraint("parent_id", "group_id"),
    Index(None, "group_id"),
    **NEVER_AGAIN,
)

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    of("group"),
    Column("author_id", Id, ForeignKey("parents.id", ondelete="SET NULL")),
    Column("word", String(24), nullable=False, unique=True),  # carried by links and by buttons in the group
    Column("kind", String(8), nullable=False),  # event, plain or ask
    Column("words", SealedJson, nullable=False),
    Column("starts_at", Moment),
    Column("ends_at", Moment),
    Column("capacity", Integer),
    Column("repeats", String(8), nullable=False, default=""),  # weekly or monthly
    # draft; planned for a time; held, for its author may post no more; out; stopped half-way; off; over
    Column("state", String(8), nullable=False, default="draft"),
    Column("send_at", Moment),
    Column("version", Integer, nullable=False, default=1),  # how often it was changed after it went out
    Column("shown", String(40), nullable=False, default=""),  # the count that the group's own copy shows
    Column("touched_at", Moment, nullable=False),
    Index(None, "group_id", "state"),
    Index(None, "state", "send_at"),
    Index(None, "author_id"),
    **NEVER_AGAIN,
)

# One row for each thing that is said to each recipient. The group's own has no parent.
posts = Table(
    "posts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    of("notice"),
    of("parent", nullable=True),
    Column("what", String(8), nullable=False),  # notice, change, off, day, hours, thanks
    Column("version", Integer, nullable=False, default=1),
    # waiting, sending; then told, gone (blocked or left), in_doubt, withdrawn
    Column("state", String(12), nullable=False, default="waiting"),
    Column("message_id", BigInteger),  # of the copy that stands in the chat
    Column("tries", Integer, nullable=False, default=0),
    Column("send_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index(None, "state", "send_at"),
    Index(None, "notice_id", "what", "state"),
    Index(None, "parent_id"),
    **NEVER_AGAIN,
)

answers = Table(
    "answers",
    metadata,
    Column("id", Id, primary_key=True),
    of("notice"),
    Column("person", BigInteger, nullable=False),  # the Telegram number: they need not know the bot
    Column("name", Sealed, nullable=False),
    Column("answer", String(8), nullable=False),  # going, maybe or no
    Column("guests", Integer, nullable=False, default=0),
    Column("told_at", Moment, nullable=False),
    UniqueConstraint("notice_id", "person"),
    Index(None, "person"),
    **NEVER_AGAIN,
)

# "What should we ask?": told in private, shown as a list without names.
suggested = Table(
    "suggested",
    metadata,
    Column("id", Id, primary_key=True),
    of("notice"),
    of("parent"),
    Column("words", Sealed, nullable=False),
    Column("hidden", Boolean, nullable=False, default=False),  # the organiser left it out of the list
    Column("told_at", Moment, nullable=False),
    Index(None, "notice_id"),
    Index(None, "parent_id"),
    **NEVER_AGAIN,
)

# The figures as they were last published: the next are made from them, so that no change gives a family away.
publications = Table(
    "publications",
    metadata,
    Column("id", Id, primary_key=True),
    of("group"),
    Column("council", String(16), nullable=False),
    Column("published_on", Date, nullable=False),
    Column("figures", JSON, nullable=False),
    UniqueConstraint("group_id", "council"),
    **NEVER_AGAIN,
)

# What a council promised in public. It is known to everybody, so only the words are sealed with the rest.
pledges = Table(
    "pledges",
    metadata,
    Column("id", Id, primary_key=True),
    of("group"),
    Column("words", SealedJson, nullable=False),  # what, who said it, the link to where
    Column("due_on", Date, nullable=False),
    Column("state", String(8), nullable=False, default="open"),  # open, kept, broken or dropped
    Column("reminded_on", Date),
    Index(None, "group_id"),
    Index(None, "state", "due_on"),
    **NEVER_AGAIN,
)

# A contact that a parent gave, for all families of a council once an admin has confirmed it.
suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("council", String(16), nullable=False),
    Column("role", String(24), nullable=False),
    Column(
        "school", String(160), nullable=False, default=""
    ),  # as school_calendars has it; "": the council's
    Column("words", SealedJson, nullable=False),  # the lines of the address
    Column("told_by", Sealed),  # the parent's number, until they leave
    Column("told_on", Date, nullable=False),
    Column("state", String(10), nullable=False, default="open"),  # open, confirmed or refused
    Column("confirmed_on", Date),
    Index(None, "council", "role", "school"),
    **NEVER_AGAIN,
)
