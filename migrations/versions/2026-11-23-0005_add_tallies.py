"""Sums of events by kind, name, source, language and tag, and what each event is counted as."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "93b6e0f4d1a7"
down_revision = "71c0d5e8a2b4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_counted_events_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_counted_events")),
    )
    op.create_table(
        "event_tallies",
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("precision", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=False),
        sa.Column("latest", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "collection", "modality", "type", "precision", "basis", "earliest", "latest",
            name=op.f("pk_event_tallies"),
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "facet_tallies",
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "field", "value", "collection", "modality", "dated", name=op.f("pk_facet_tallies")
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("facet_tallies")
    op.drop_table("event_tallies")
    op.drop_table("counted_events")
