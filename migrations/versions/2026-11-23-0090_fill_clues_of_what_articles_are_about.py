"""What articles are about, as a clue to those that tell the same, of those that were stored before it was one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "8f3a6d10c7e5"
down_revision = "4be20c96d1f7"
branch_labels = None
depends_on = None

AT_ONCE = 500
BLOCK = 32 * 86_400
REMEMBERED = 32
LETTERS, WORDS = 5, 5
ARTICLES = sa.text(
    "SELECT id, collection, published_earliest FROM articles WHERE id > :last AND id <= :until ORDER BY id"
)
GISTS = sa.text("SELECT article_id, word, weight FROM article_words WHERE article_id > :last AND article_id <= :until")
CLUES = sa.table("article_clues", *map(sa.column, ("collection", "time", "word", "article_id")))
# The kind of a time is in its last two bits; this one is that of a publication.
OF_PUBLICATION = 3


def upgrade() -> None:
    connection = op.get_bind()
    highest = connection.scalar(sa.text("SELECT max(id) FROM articles")) or 0
    having: Counter[tuple[str, int, str]] = Counter()
    for last in range(0, highest, AT_ONCE):
        part = {"last": last, "until": last + AT_ONCE}
        gists: dict[int, dict[str, float]] = defaultdict(dict)
        for article, word, weight in connection.execute(GISTS, part):
            gists[article][word] = weight
        found: list[dict[str, Any]] = []
        for article, collection, published in connection.execute(ARTICLES, part):
            gist = gists[article]
            words = sorted(gist, key=lambda word: (-gist[word], word))[:WORDS]
            time = published // BLOCK * 4 + OF_PUBLICATION
            for clue in sorted({word[:LETTERS] for word in words}):
                if having[collection, time, clue] < REMEMBERED:
                    having[collection, time, clue] += 1
                    found.append({"collection": collection, "time": time, "word": clue, "article_id": article})
        if found:
            connection.execute(sa.insert(CLUES), found)


def downgrade() -> None:
    # Not `%`, whose sign follows the time: publications before 1970 have negative ones.
    op.execute(sa.delete(CLUES).where(CLUES.c.time.bitwise_and(3) == OF_PUBLICATION))
