"""What filters ask of events as they stood: beside every revision, what is searched and sorted by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a8d37c61be05"
down_revision = "0c5f2ab97e18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "past_events",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=True),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=True),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("precision", sa.String(length=20), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_past_events_event_id_events")),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["event_revisions.id"],
            name=op.f("fk_past_events_revision_id_event_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_past_events")),
    )
    op.create_index(
        op.f("ix_past_events_earliest_latest_public_id"), "past_events", ["earliest", "latest", "public_id"]
    )
    op.create_index(op.f("ix_past_events_event_id_from_seq"), "past_events", ["event_id", "from_seq"])
    op.create_index(op.f("ix_past_events_from_seq"), "past_events", ["from_seq"])
    op.create_index(op.f("ix_changes_at"), "changes", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_changes_at"), table_name="changes")
    op.drop_table("past_events")
