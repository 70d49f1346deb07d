"""The secret that seals page cursors: data, so a step of its own."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "b1d0c7a95e42"
down_revision = "7f639f2ec326"
branch_labels = None
depends_on = None

META = sa.table("meta", sa.column("key", sa.String), sa.column("value", sa.String))


def upgrade() -> None:
    op.bulk_insert(META, [{"key": "cursor_secret", "value": secrets.token_hex(32)}])


def downgrade() -> None:
    op.execute(META.delete().where(META.c.key == "cursor_secret"))
