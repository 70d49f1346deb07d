"""The bounds of mentions, to be filtered by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2b7fd0a6c914"
down_revision = "d14e9b08f63c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mentions", sa.Column("earliest", sa.BigInteger(), nullable=True))
    op.add_column("mentions", sa.Column("latest", sa.BigInteger(), nullable=True))
    op.add_column("mentions", sa.Column("precision", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("mentions", "precision")
    op.drop_column("mentions", "latest")
    op.drop_column("mentions", "earliest")
