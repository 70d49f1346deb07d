"""The civil day of mentions and reports, and the sketch that near-copies of an article are known by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c4a81f0d27b6"
down_revision = "b1d0c7a95e42"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("sketch", sa.LargeBinary(), nullable=True))
    op.add_column("mentions", sa.Column("day", sa.BigInteger(), nullable=True))
    op.add_column("reports", sa.Column("day", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_mentions_day_article_id"), "mentions", ["day", "article_id"], unique=False)
    op.create_index(op.f("ix_reports_day"), "reports", ["day"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_reports_day"), table_name="reports")
    op.drop_index(op.f("ix_mentions_day_article_id"), table_name="mentions")
    # Not in a batch, which would make the tables anew on SQLite, with their constraints in another order.
    op.drop_column("reports", "day")
    op.drop_column("mentions", "day")
    op.drop_column("articles", "sketch")
