"""Events as lists show them, of those that were stored before there was a table for it."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "4be20c96d1f7"
down_revision = "1d8e5f7b3a90"
branch_labels = None
depends_on = None

AT_ONCE = 2_000
EVENTS = sa.table(
    "events",
    *map(sa.column, ("id", "public_id", "title", "type", "modality", "status", "merged_into", "collection", "when")),
    *map(sa.column, ("entities", "article_count", "independent_sources", "date_votes", "flags", "revision", "pinned")),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
)
LISTED = sa.table("listed_events", *map(sa.column, ("event_id", "revision", "content")))


def upgrade() -> None:
    connection = op.get_bind()
    highest = connection.scalar(sa.select(sa.func.max(EVENTS.c.id))) or 0
    active = sa.select(EVENTS).where(EVENTS.c.status == "active").order_by(EVENTS.c.id)
    for last in range(0, highest, AT_ONCE):
        events = connection.execute(active.where(EVENTS.c.id > last, EVENTS.c.id <= last + AT_ONCE))
        rows = [{"event_id": event.id, "revision": event.revision, "content": content(event)} for event in events]
        if rows:
            connection.execute(sa.insert(LISTED), rows)


def downgrade() -> None:
    op.execute("DELETE FROM listed_events")


def content(event: Any) -> str:
    when = orjson.loads(event.when) if isinstance(event.when, str) else event.when
    recorded = event.recorded_at
    recorded = recorded.replace(tzinfo=UTC) if recorded.tzinfo is None else recorded.astimezone(UTC)
    document = {
        "id": event.public_id,
        "title": event.title,
        "type": event.type,
        "modality": event.modality,
        "status": event.status,
        "merged_into": event.merged_into,
        "collection": event.collection,
        "when": {key: value for key, value in when.items() if key not in ("alternatives", "explanation")},
        "entities": as_kept(event.entities),
        "evidence": {
            "articles": event.article_count,
            "independent_sources": event.independent_sources,
            "date_votes": as_kept(event.date_votes),
        },
        "flags": as_kept(event.flags),
        "recorded_at": recorded.isoformat().replace("+00:00", "Z"),
        "revision": event.revision,
        "pinned": as_kept(event.pinned),
    }
    return orjson.dumps(document).decode()


def as_kept(value: Any) -> Any:
    """SQLite keeps JSON as text, which needs no reading to be written again."""
    return orjson.Fragment(value) if isinstance(value, str) else value
