"""Events as lists show them, so that a page has nothing to make."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1d8e5f7b3a90"
down_revision = "70a1c5e83b9d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listed_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_listed_events_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_listed_events")),
    )


def downgrade() -> None:
    op.drop_table("listed_events")
