"""The civil day of what was stored before there was a column for it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "e07b5d91c3a8"
down_revision = "c4a81f0d27b6"
branch_labels = None
depends_on = None

DAY = 86_400
AT_ONCE = 1_000
MENTIONS = sa.table(
    "mentions", sa.column("id", sa.Integer), sa.column("when", sa.JSON), sa.column("status", sa.String),
    sa.column("day", sa.Integer),
)  # fmt: skip
BOUND = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?")


def upgrade() -> None:
    connection = op.get_bind()
    # Rounded down, also before 1970.
    connection.execute(
        sa.text(
            f"UPDATE reports SET day = (earliest - ((earliest % {DAY}) + {DAY}) % {DAY}) / {DAY}"  # noqa: S608
            f" WHERE latest <= earliest + {DAY}"
        )
    )
    last = 0
    while rows := connection.execute(
        sa.select(MENTIONS.c.id, MENTIONS.c.when, MENTIONS.c.status)
        .where(MENTIONS.c.id > last)
        .order_by(MENTIONS.c.id)
        .limit(AT_ONCE)
    ).all():
        last = rows[-1].id
        found = [{"row": row.id, "on": day_of(row.when)} for row in rows if row.status == "ok"]
        found = [each for each in found if each["on"] is not None]
        if found:
            connection.execute(
                sa.update(MENTIONS).where(MENTIONS.c.id == sa.bindparam("row")).values(day=sa.bindparam("on")), found
            )


def downgrade() -> None:
    """The columns go with the step before."""


def day_of(when: Any) -> int | None:
    """The civil day of a date within the years that `date` knows; others come with the next reading."""
    document = json.loads(when) if isinstance(when, str) else when
    earliest, latest = (seconds(document.get(bound)) for bound in ("earliest", "latest"))
    if earliest is None or latest is None or latest - earliest > DAY:
        return None
    return earliest // DAY


def seconds(bound: str | None) -> int | None:
    found = BOUND.fullmatch(bound or "")
    if found is None or found[1] == "0000":
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return (date(year, month, day).toordinal() - 719_163) * DAY + hour * 3_600 + minute * 60 + second
