"""The dates of events beside the names of those that were stored before there were columns for them."""

from __future__ import annotations

from alembic import op

revision = "b95f3d20e84a"
down_revision = "6e1c94d7b02f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE event_entities SET earliest = e.earliest, latest = e.latest"
        " FROM events e WHERE e.id = event_entities.event_id"
    )


def downgrade() -> None:
    """The columns go with the step before."""
