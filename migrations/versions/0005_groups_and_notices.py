"""groups: who belongs, notices and who was told, figures, promises in public, contacts that were given"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "groups",
        sa.Column("id", ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.String(length=24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("council", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.BigInteger(), nullable=True),
        sa.Column("owner_only", sa.Boolean(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_groups_chat_id")),
        sa.UniqueConstraint("word", name=op.f("uq_groups_word")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "suggestions",
        sa.Column("id", ID, nullable=False),
        sa.Column("council", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("school", sa.String(length=160), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_suggestions_council_role_school"), "suggestions", ["council", "role", "school"])

    op.create_table(
        "memberships",
        sa.Column("id", ID, nullable=False),
        sa.Column("parent_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("notices", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_memberships_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["parents.id"], name=op.f("fk_memberships_parent_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("parent_id", "group_id", name=op.f("uq_memberships_parent_id_group_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memberships_group_id"), "memberships", ["group_id"])

    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("word", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("repeats", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(length=40), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["parents.id"], name=op.f("fk_notices_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_notices_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("word", name=op.f("uq_notices_word")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_author_id"), "notices", ["author_id"])
    op.create_index(op.f("ix_notices_group_id_state"), "notices", ["group_id", "state"])
    op.create_index(op.f("ix_notices_state_send_at"), "notices", ["state", "send_at"])

    op.create_table(
        "pledges",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_pledges_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pledges_group_id"), "pledges", ["group_id"])
    op.create_index(op.f("ix_pledges_state_due_on"), "pledges", ["state", "due_on"])

    op.create_table(
        "publications",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("council", sa.String(length=16), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_publications_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("group_id", "council", name=op.f("uq_publications_group_id_council")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_answers_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("notice_id", "person", name=op.f("uq_answers_notice_id_person")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_answers_person"), "answers", ["person"])

    op.create_table(
        "posts",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_posts_notice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["parents.id"], name=op.f("fk_posts_parent_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("key", name=op.f("uq_posts_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_posts_notice_id_what_state"), "posts", ["notice_id", "what", "state"])
    op.create_index(op.f("ix_posts_parent_id"), "posts", ["parent_id"])
    op.create_index(op.f("ix_posts_state_send_at"), "posts", ["state", "send_at"])

    op.create_table(
        "suggested",
        sa.Column("id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("parent_id", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_suggested_notice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["parents.id"], name=op.f("fk_suggested_parent_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggested")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_suggested_notice_id"), "suggested", ["notice_id"])
    op.create_index(op.f("ix_suggested_parent_id"), "suggested", ["parent_id"])


def downgrade() -> None:
    op.drop_table("suggested")
    op.drop_table("posts")
    op.drop_table("answers")
    op.drop_table("publications")
    op.drop_table("pledges")
    op.drop_table("notices")
    op.drop_table("memberships")
    op.drop_table("suggestions")
    op.drop_table("groups")
