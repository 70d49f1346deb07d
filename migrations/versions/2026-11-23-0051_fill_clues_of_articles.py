"""The clues of articles that were stored before there was a table for them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "c94a7f13d0e8"
down_revision = "6b0d5e8c1f24"
branch_labels = None
depends_on = None

AT_ONCE = 500
DAY = 86_400
BLOCK = 32 * DAY
LONGEST_COMPARED = 32 * DAY
REMEMBERED = 32
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+")
UNTELLING = frozenset(
    """
    about after again also been before being from have into more most other over said says that their them then there
    they this under were what when where which while will with would year years month months week weeks today
    """.split()
)
REPORTS = sa.text(
    "SELECT r.id, r.article_id, r.earliest, r.latest, r.title, a.collection"
    " FROM reports r JOIN articles a ON a.id = r.article_id"
    " WHERE r.article_id > :last AND r.article_id <= :until AND r.earliest IS NOT NULL ORDER BY r.article_id, r.id"
)
NAMES = sa.text(
    "SELECT e.report_id, e.name FROM report_entities e JOIN reports r ON r.id = e.report_id"
    " WHERE r.article_id > :last AND r.article_id <= :until ORDER BY e.report_id, e.position"
)
CLUES = sa.table("article_clues", *map(sa.column, ("collection", "time", "word", "article_id")))


def upgrade() -> None:
    connection = op.get_bind()
    highest = connection.scalar(sa.text("SELECT max(id) FROM articles")) or 0
    having: Counter[tuple[str, int, str]] = Counter()
    for last in range(0, highest, AT_ONCE):
        part = {"last": last, "until": last + AT_ONCE}
        names: dict[int, list[str]] = {}
        for report, name in connection.execute(NAMES, part):
            names.setdefault(report, []).append(name)
        found: list[dict[str, Any]] = []
        for article, reports in groupby(connection.execute(REPORTS, part).all(), lambda row: row.article_id):
            own = {
                (row.collection, time, word)
                for row in reports
                for time in times(row.earliest, row.latest)
                for word in words(row.title, names.get(row.id, []))
            }
            for collection, time, word in sorted(own):
                if having[collection, time, word] < REMEMBERED:
                    having[collection, time, word] += 1
                    found.append({"collection": collection, "time": time, "word": word, "article_id": article})
        if found:
            connection.execute(sa.insert(CLUES), found)


def downgrade() -> None:
    op.execute("DELETE FROM article_clues")


def words(title: str, names: list[str]) -> set[str]:
    found = dict.fromkeys(word for text in (*names, title) for word in WORD.findall(fold(text)))
    telling = [word for word in found if len(word) > 3 and word not in UNTELLING]
    return {word[:5] for word in (telling or list(found))[:12]}


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def times(earliest: int, latest: int) -> list[int]:
    length = latest - earliest
    if length > LONGEST_COMPARED:
        return [((earliest * 1_000_003 ^ latest) & (1 << 60) - 1) * 4 + 2]
    if length <= DAY:
        return [day * 4 for day in range(earliest // DAY, (latest - 1) // DAY + 1)]
    return [block * 4 + 1 for block in range(earliest // BLOCK, (latest - 1) // BLOCK + 1)]
