"""Who set fields of events, made, retracted, restored or deleted them, and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3f6b0c92d7e4"
down_revision = "f60a3c8e75d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "curations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_curations_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curations")),
        sa.UniqueConstraint("event_id", "revision", name=op.f("uq_curations_event_id_revision")),
    )


def downgrade() -> None:
    op.drop_table("curations")
