"""What articles tell as they are compared, kept beside them; of those that are stored it is made when it is needed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "c2b94e7d5a18"
down_revision = "8f3a6d10c7e5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_tales",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reports", sa.JSON(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_tales_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_tales")),
    )


def downgrade() -> None:
    op.drop_table("article_tales")
