"""letters: what a parent gave for each, how it went, and when an answer is due"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letters", sa.Column("given", sa.Text(), nullable=True))
    op.add_column("letters", sa.Column("reply_by", sa.Date(), nullable=True))
    op.add_column("letters", sa.Column("answered_on", sa.Date(), nullable=True))
    op.add_column("parents", sa.Column("ways", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("parents", "ways")
    op.drop_column("letters", "answered_on")
    op.drop_column("letters", "reply_by")
    op.drop_column("letters", "given")
