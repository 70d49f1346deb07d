"""Which joins the events cannot do without; all of those that there are, until they are looked at again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3fb2d80c6ea5"
down_revision = "3f6b0c92d7e4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_joins", sa.Column("needed", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.drop_index(op.f("ix_report_joins_other_id"), table_name="report_joins")
    for side in ("one_id", "other_id"):
        op.create_index(op.f(f"ix_report_joins_{side}_needed"), "report_joins", [side, "needed"], unique=False)


def downgrade() -> None:
    for side in ("one_id", "other_id"):
        op.drop_index(op.f(f"ix_report_joins_{side}_needed"), table_name="report_joins")
    op.create_index(op.f("ix_report_joins_other_id"), "report_joins", ["other_id"], unique=False)
    op.drop_column("report_joins", "needed")
