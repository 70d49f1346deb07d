"""What articles are found by that may tell the same: a time and a word, in place of words alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6b0d5e8c1f24"
down_revision = "b95f3d20e84a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_clues",
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.String(length=10), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_clues_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("collection", "time", "word", "article_id", name=op.f("pk_article_clues")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_article_clues_article_id"), "article_clues", ["article_id"], unique=False)
    op.drop_index(op.f("ix_article_words_word_article_id"), table_name="article_words")


def downgrade() -> None:
    op.create_index(op.f("ix_article_words_word_article_id"), "article_words", ["word", "article_id"], unique=False)
    op.drop_index(op.f("ix_article_clues_article_id"), table_name="article_clues")
    op.drop_table("article_clues")
