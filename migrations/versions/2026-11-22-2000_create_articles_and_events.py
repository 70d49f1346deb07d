"""Articles, what they tell, events, the log of changes, and full text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "7f639f2ec326"
down_revision = None
branch_labels = None
depends_on = None

DATED_OR_NOT = (
    "(earliest IS NULL AND latest IS NULL AND width IS NULL)"
    " OR (earliest IS NOT NULL AND latest IS NOT NULL AND width IS NOT NULL AND earliest < latest)"
)
FULL_TEXT = (("event_search", "event_id", "events"), ("article_search", "article_id", "articles"))


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("natural_key", sa.String(length=64), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=True),
        sa.Column("external_id", sa.String(length=500), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("voice", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("store_text", sa.Boolean(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("timezone", sa.String(length=100), nullable=True),
        sa.Column("genre", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.String(length=50), nullable=False),
        sa.Column("published_at_basis", sa.String(length=20), nullable=False),
        sa.Column("published_earliest", sa.BigInteger(), nullable=False),
        sa.Column("published_latest", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.String(length=50), nullable=True),
        sa.Column("submitted", sa.JSON(), nullable=False),
        sa.Column("amended", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("grammar", sa.String(length=50), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("published_earliest < published_latest", name=op.f("ck_articles_publication_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("collection", "natural_key", name=op.f("uq_articles_collection_natural_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_articles_public_id")),
    )
    op.create_index(op.f("ix_articles_external_id"), "articles", ["external_id"], unique=False)
    op.create_index(op.f("ix_articles_language"), "articles", ["language"], unique=False)
    op.create_index(
        op.f("ix_articles_published_earliest_public_id"), "articles", ["published_earliest", "public_id"], unique=False
    )
    op.create_index(op.f("ix_articles_source"), "articles", ["source"], unique=False)
    op.create_index(op.f("ix_articles_text_hash"), "articles", ["text_hash"], unique=False)
    op.create_index(op.f("ix_articles_url_key"), "articles", ["url_key"], unique=False)

    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
        sa.UniqueConstraint("collection", "folded", "type", name=op.f("uq_entities_collection_folded_type")),
        sa.UniqueConstraint("public_id", name=op.f("uq_entities_public_id")),
    )
    op.create_index(op.f("ix_entities_folded"), "entities", ["folded"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=True),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("merged_into", sa.String(length=32), nullable=True),
        sa.Column("entities", sa.JSON(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.Column("independent_sources", sa.Integer(), nullable=False),
        sa.Column("date_votes", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("pinned", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("when", sa.JSON(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("width", sa.SmallInteger(), nullable=True),
        sa.Column("precision", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "(status = 'merged') = (merged_into IS NOT NULL)", name=op.f("ck_events_merged_into_survivor")
        ),
        sa.CheckConstraint(DATED_OR_NOT, name=op.f("ck_events_interval_not_empty")),
        sa.ForeignKeyConstraint(["merged_into"], ["events.public_id"], name=op.f("fk_events_merged_into_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("public_id", name=op.f("uq_events_public_id")),
    )
    op.create_index(op.f("ix_events_confidence_public_id"), "events", ["confidence", "public_id"], unique=False)
    op.create_index(
        op.f("ix_events_earliest_latest_public_id"), "events", ["earliest", "latest", "public_id"], unique=False
    )
    op.create_index(
        op.f("ix_events_latest_earliest_public_id"), "events", ["latest", "earliest", "public_id"], unique=False
    )
    op.create_index(op.f("ix_events_recorded_at_public_id"), "events", ["recorded_at", "public_id"], unique=False)
    op.create_index(
        op.f("ix_events_width_earliest_latest_public_id"),
        "events",
        ["width", "earliest", "latest", "public_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_events_width_latest_earliest_public_id"),
        "events",
        ["width", "latest", "earliest", "public_id"],
        unique=False,
    )

    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("natural_key", sa.String(length=64), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
        sa.UniqueConstraint("collection", "natural_key", name=op.f("uq_tombstones_collection_natural_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_tombstones_public_id")),
    )
    op.create_table(
        "article_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_revisions_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_revisions")),
        sa.UniqueConstraint("article_id", "revision", name=op.f("uq_article_revisions_article_id_revision")),
    )
    op.create_table(
        "article_tags",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_tags_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "folded", name=op.f("pk_article_tags")),
    )
    op.create_index(op.f("ix_article_tags_folded"), "article_tags", ["folded"], unique=False)

    op.create_table(
        "event_entities",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_event_entities_entity_id_entities")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_entities_event_id_events"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "entity_id", name=op.f("pk_event_entities")),
    )
    op.create_index(op.f("ix_event_entities_entity_id"), "event_entities", ["entity_id"], unique=False)

    op.create_table(
        "event_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("until_seq IS NULL OR from_seq < until_seq", name=op.f("ck_event_revisions_was_true")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_revisions_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_revisions")),
        sa.UniqueConstraint("event_id", "revision", name=op.f("uq_event_revisions_event_id_revision")),
    )
    op.create_index(op.f("ix_event_revisions_from_seq"), "event_revisions", ["from_seq"], unique=False)
    op.create_index(op.f("ix_event_revisions_until_seq"), "event_revisions", ["until_seq"], unique=False)

    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("when", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_mentions_extent_not_empty")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_mentions_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mentions_public_id")),
    )
    op.create_index(
        op.f("ix_mentions_article_id_part_start"), "mentions", ["article_id", "part", "start"], unique=False
    )

    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("sentence_text", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("trigger_text", sa.Text(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("attribution", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("statement_confidence", sa.Double(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("when", sa.JSON(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("width", sa.SmallInteger(), nullable=True),
        sa.Column("precision", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.CheckConstraint(DATED_OR_NOT, name=op.f("ck_reports_interval_not_empty")),
        sa.CheckConstraint(
            "sentence_start >= 0 AND sentence_start < sentence_end", name=op.f("ck_reports_sentence_not_empty")
        ),
        sa.CheckConstraint(
            "trigger_start >= 0 AND trigger_start < trigger_end", name=op.f("ck_reports_trigger_not_empty")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_reports_article_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_reports_event_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reports_public_id")),
    )
    op.create_index(op.f("ix_reports_article_id_position"), "reports", ["article_id", "position"], unique=False)
    op.create_index(op.f("ix_reports_event_id"), "reports", ["event_id"], unique=False)
    op.create_index(op.f("ix_reports_width_earliest"), "reports", ["width", "earliest"], unique=False)

    op.create_table(
        "changes",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("into", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_changes_event_id_events")),
        sa.ForeignKeyConstraint(["into"], ["events.public_id"], name=op.f("fk_changes_into_events")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["event_revisions.id"], name=op.f("fk_changes_revision_id_event_revisions")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_event_id"), "changes", ["event_id"], unique=False)

    op.create_table(
        "report_entities",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_report_entities_entity_id_entities")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_entities_report_id_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_report_entities")),
    )
    op.create_index(op.f("ix_report_entities_entity_id"), "report_entities", ["entity_id"], unique=False)

    op.create_table(
        "revision_sources",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("gave_title", sa.Boolean(), nullable=False),
        sa.Column("gave_when", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_revision_sources_article_id_articles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["event_revisions.id"],
            name=op.f("fk_revision_sources_revision_id_event_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", "article_id", name=op.f("pk_revision_sources")),
    )
    op.create_index(op.f("ix_revision_sources_article_id"), "revision_sources", ["article_id"], unique=False)
    clock = sa.table("clock", sa.column("id"), sa.column("seq"), sa.column("version"))
    op.bulk_insert(clock, [{"id": 1, "seq": 0, "version": 0}])
    for table, key, owner in FULL_TEXT:
        if op.get_bind().dialect.name == "sqlite":
            # The words come folded and cut, with spaces between (see app.timeline.fulltext): the plainest tokenizer is
            # the one that leaves them alone whatever it knows of Unicode.
            op.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words, tokenize = 'ascii', columnsize = 0)")
        else:
            op.create_table(
                table,
                sa.Column(key, sa.Integer(), nullable=False),
                sa.Column("words", postgresql.TSVECTOR(), nullable=False),
                sa.ForeignKeyConstraint([key], [f"{owner}.id"], name=f"fk_{table}_{key}_{owner}", ondelete="CASCADE"),
                sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
            )
            op.create_index(f"ix_{table}_words", table, ["words"], postgresql_using="gin")


def downgrade() -> None:
    for table, _, _ in FULL_TEXT:
        op.drop_table(table)
    op.drop_table("revision_sources")
    op.drop_table("report_entities")
    op.drop_table("changes")
    op.drop_table("reports")
    op.drop_table("mentions")
    op.drop_table("event_revisions")
    op.drop_table("event_entities")
    op.drop_table("article_tags")
    op.drop_table("article_revisions")
    op.drop_table("tombstones")
    op.drop_table("meta")
    op.drop_table("events")
    op.drop_table("entities")
    op.drop_table("clock")
    op.drop_table("articles")
