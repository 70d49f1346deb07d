"""What filters ask of the revisions that were stored before there was a table for it."""

from __future__ import annotations

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "d14e9b08f63c"
down_revision = "a8d37c61be05"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
DAY = 86_400
OPEN_START, OPEN_END = -(2**62), 2**62
BOUND = re.compile(r"(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?")
REVISIONS = sa.text(
    "SELECT r.id, r.event_id, r.from_seq, r.until_seq, r.document, e.public_id, e.collection, e.recorded_at"
    " FROM event_revisions r JOIN events e ON e.id = r.event_id WHERE r.id > :last ORDER BY r.id LIMIT :limit"
)
NAMES = (
    "revision_id", "event_id", "from_seq", "until_seq", "public_id", "collection", "recorded_at", "type", "modality",
    "status", "precision", "basis", "confidence", "independent_sources", "earliest", "latest",
)  # fmt: skip
PAST = sa.table("past_events", *map(sa.column, NAMES), sa.column("names", sa.JSON))


def upgrade() -> None:
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(REVISIONS, {"last": last, "limit": AT_ONCE}).all():
        last = rows[-1].id
        connection.execute(sa.insert(PAST), [past(row) for row in rows])


def downgrade() -> None:
    op.execute("DELETE FROM past_events")


def past(row: Any) -> dict[str, Any]:
    document = json.loads(row.document) if isinstance(row.document, str) else row.document
    when = document["when"]
    earliest, latest = seconds(when["earliest"]), seconds(when["latest"])
    if earliest is not None or latest is not None:
        earliest = OPEN_START if earliest is None else earliest
        latest = OPEN_END if latest is None else latest
    return {
        "revision_id": row.id,
        "event_id": row.event_id,
        "from_seq": row.from_seq,
        "until_seq": row.until_seq,
        "public_id": row.public_id,
        "collection": row.collection,
        "recorded_at": row.recorded_at,
        "type": document["type"],
        "modality": document["modality"],
        "status": document["status"],
        "precision": when["precision"],
        "basis": when["basis"],
        "confidence": when["confidence"],
        "independent_sources": document["evidence"]["independent_sources"],
        "earliest": earliest,
        "latest": latest,
        "names": [entity["id"] for entity in document["entities"]],
    }


def seconds(bound: str | None) -> int | None:
    """Civil seconds since 1970, by the rule of the proleptic Gregorian calendar for any year."""
    if bound is None:
        return None
    found = BOUND.fullmatch(bound)
    if found is None:
        raise ValueError(f"not a bound: {bound}")
    year, month, day = int(found[1].removeprefix("Y")), int(found[2]), int(found[3])
    hour, minute, second = (int(part or 0) for part in found.groups()[3:])
    # Years begin in March here, so that the leap day is the last of its year.
    shifted = year - (month <= 2)
    days = (
        365 * shifted + shifted // 4 - shifted // 100 + shifted // 400
        + (153 * ((month + 9) % 12) + 2) // 5 + day - 719_469
    )  # fmt: skip
    return days * DAY + hour * 3_600 + minute * 60 + second
