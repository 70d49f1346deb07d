"""The bounds of the mentions that were stored before there were columns for them."""

from __future__ import annotations

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "f60a3c8e75d2"
down_revision = "2b7fd0a6c914"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
DAY = 86_400
OPEN_START, OPEN_END = -(2**62), 2**62
# Beyond these no date is taken for one.
FARTHEST = 14_000_000_001 * 366 * DAY
BOUND = re.compile(r"(-?\d{4,}|Y-?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?")
MENTIONS = sa.table(
    "mentions", sa.column("id", sa.Integer), sa.column("when", sa.JSON), sa.column("earliest", sa.BigInteger),
    sa.column("latest", sa.BigInteger), sa.column("precision", sa.String),
)  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    told = sa.update(MENTIONS).where(MENTIONS.c.id == sa.bindparam("row")).values(
        earliest=sa.bindparam("first"), latest=sa.bindparam("last"), precision=sa.bindparam("named")
    )  # fmt: skip
    last = 0
    while rows := connection.execute(
        sa.select(MENTIONS.c.id, MENTIONS.c.when).where(MENTIONS.c.id > last).order_by(MENTIONS.c.id).limit(AT_ONCE)
    ).all():
        last = rows[-1].id
        found = [bounds(row) for row in rows]
        if dated := [each for each in found if each["first"] is not None]:
            connection.execute(told, dated)


def downgrade() -> None:
    """The columns go with the step before."""


def bounds(row: Any) -> dict[str, Any]:
    document = json.loads(row.when) if isinstance(row.when, str) else row.when
    first, last = seconds(document["earliest"]), seconds(document["latest"])
    plausible = all(bound is None or abs(bound) <= FARTHEST for bound in (first, last))
    if (first is None and last is None) or not plausible:
        return {"row": row.id, "first": None, "last": None, "named": None}
    return {
        "row": row.id,
        "first": OPEN_START if first is None else first,
        "last": OPEN_END if last is None else last,
        "named": document["precision"],
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
