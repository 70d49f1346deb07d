"""When events were beside the names that take part in them: the timeline of a name is one scan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6e1c94d7b02f"
down_revision = "3fb2d80c6ea5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event_entities", sa.Column("earliest", sa.BigInteger(), nullable=True))
    op.add_column("event_entities", sa.Column("latest", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_event_entities_entity_id_earliest_latest_event_id"),
        "event_entities",
        ["entity_id", "earliest", "latest", "event_id"],
    )
    op.drop_index(op.f("ix_event_entities_entity_id"), table_name="event_entities")


def downgrade() -> None:
    op.create_index(op.f("ix_event_entities_entity_id"), "event_entities", ["entity_id"])
    op.drop_index(op.f("ix_event_entities_entity_id_earliest_latest_event_id"), table_name="event_entities")
    op.drop_column("event_entities", "latest")
    op.drop_column("event_entities", "earliest")
