"""What joins reports into events: the words that articles are about, joins with their scores, and curators' words.

Reports that are one event already are joined with each other, so that they stay one; articles stored before find what
else tells the same when they are read again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5d2f9a60b7c1"
down_revision = "5d2e8c41fa90"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_words",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=6), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_words_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "word", name=op.f("pk_article_words")),
    )
    op.create_index(op.f("ix_article_words_word_article_id"), "article_words", ["word", "article_id"], unique=False)
    op.create_table(
        "report_joins",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one_id"], ["reports.id"], name=op.f("fk_report_joins_one_id_reports"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["reports.id"], name=op.f("fk_report_joins_other_id_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_report_joins")),
    )
    op.create_index(op.f("ix_report_joins_other_id"), "report_joins", ["other_id"], unique=False)
    op.create_table(
        "kept_apart",
        sa.Column("one", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_kept_apart")),
    )
    op.create_index(op.f("ix_kept_apart_other"), "kept_apart", ["other"], unique=False)
    op.add_column("reports", sa.Column("bond", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_reports_bond"), "reports", ["bond"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_reports_bond"), table_name="reports")
    op.drop_column("reports", "bond")
    op.drop_table("kept_apart")
    op.drop_table("report_joins")
    op.drop_table("article_words")
