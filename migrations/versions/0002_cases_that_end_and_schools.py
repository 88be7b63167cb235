"""cases that end, schools and their holidays"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "school_calendars",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("council", sa.String(length=16), nullable=False),
        sa.Column("school", sa.String(length=160), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_calendars")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("school_calendars", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_school_calendars_council_school"), ["council", "school"], unique=False
        )

    # Never by way of a new table: dropping the old one would take with it all that belongs to its rows.
    op.add_column("cases", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("children", sa.Column("school", sa.Text(), nullable=True))
    holder = sa.Column("holder", sa.String(length=16), server_default="parent", nullable=False)
    op.add_column("children", holder)

    # An assessment, its reviews and its appeals are now one record of the plan.
    op.execute("UPDATE cases SET kind = 'plan' WHERE kind = 'assessment'")
    # Each subject has a form of its own now; an answer begun in the old one fits none of them.
    op.execute("DELETE FROM drafts WHERE form IN ('event', 'reply')")


def downgrade() -> None:
    op.execute("UPDATE cases SET kind = 'assessment' WHERE kind = 'plan'")
    op.drop_column("children", "holder")
    op.drop_column("children", "school")
    op.drop_column("cases", "ended_on")
    with op.batch_alter_table("school_calendars", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_school_calendars_council_school"))

    op.drop_table("school_calendars")
