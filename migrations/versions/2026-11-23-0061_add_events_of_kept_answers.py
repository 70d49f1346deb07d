"""Which event an answer tells that is kept, so that it goes when the event is erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a2c94e07d861"
down_revision = "6b1f0d3a9c60"
branch_labels = None
depends_on = None

_REFERENCE = "fk_kept_answers_event_id_events"


def upgrade() -> None:
    with op.batch_alter_table("kept_answers") as table:
        table.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(_REFERENCE), "events", ["event_id"], ["id"])
        table.create_index(op.f("ix_kept_answers_event_id"), ["event_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("kept_answers") as table:
        table.drop_index(op.f("ix_kept_answers_event_id"))
        table.drop_constraint(op.f(_REFERENCE), type_="foreignkey")
        table.drop_column("event_id")
