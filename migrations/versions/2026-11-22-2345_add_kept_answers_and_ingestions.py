"""Answers kept for clients that ask again, and ingestions with the result of each of their lines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "71c0d5e8a2b4"
down_revision = "8c17e4b93fd2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_kept_answers_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_answers")),
        sa.UniqueConstraint("key", name=op.f("uq_kept_answers_key")),
    )
    op.create_index(op.f("ix_kept_answers_article_id"), "kept_answers", ["article_id"], unique=False)
    op.create_index(op.f("ix_kept_answers_recorded_at"), "kept_answers", ["recorded_at"], unique=False)
    op.create_table(
        "ingestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingestions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ingestions_public_id")),
    )
    op.create_index(op.f("ix_ingestions_revised_at"), "ingestions", ["revised_at"], unique=False)
    op.create_table(
        "ingestion_results",
        sa.Column("ingestion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ingestion_id"], ["ingestions.id"], name=op.f("fk_ingestion_results_ingestion_id_ingestions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ingestion_id", "number", name=op.f("pk_ingestion_results")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("ingestion_results")
    op.drop_table("ingestions")
    op.drop_table("kept_answers")
