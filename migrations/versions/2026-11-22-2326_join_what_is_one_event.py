"""Reports that were one event before joins were kept are joined, so that they stay one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "8c17e4b93fd2"
down_revision = "5d2f9a60b7c1"
branch_labels = None
depends_on = None

# Each with the first of its event, as surely as can be.
JOIN = """
    INSERT INTO report_joins (one_id, other_id, score)
    SELECT first.id, reports.id, 9.0
    FROM reports
    JOIN (SELECT event_id, min(id) AS id FROM reports GROUP BY event_id) AS first ON first.event_id = reports.event_id
    WHERE reports.id <> first.id
"""


def upgrade() -> None:
    op.execute(sa.text(JOIN))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM report_joins"))
