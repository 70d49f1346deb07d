"""By what articles are found that may tell the same: a time, and a word that stands in what they tell of it.

A clue remembers the first articles that have it, and no more of them: so what it costs to look for those that may tell
the same does not grow with the store, nor with the number of articles about one thing. A story that more of them tell
than a clue remembers stays one, because each is held against those that came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.timeline import fulltext
from app.timeline.joining import likeness
from app.timeline.models import ArticleClue
from app.timex.civil import DAY

# Articles that a clue remembers.
REMEMBERED = 32
# Articles that an article is held against: those with the most clues in common, rare ones counting more.
CANDIDATES = 24
# Words of a report that are clues to it, and of an article.
_WORDS, _OF_GIST = 12, 5
# Letters of a word that count: "attack", "attacks" and "attacked" are one clue.
_LETTERS = 5

Clue = tuple[int, str]
# What is known of some clues: the keys of the articles that have each, in order of arrival.
Known = dict[Clue, list[int]]

_BLOCK = 32 * DAY
_UNTELLING = frozenset(
    """
    about after again also been before being from have into more most other over said says that their them then there
    they this under were what when where which while will with would year years month months week weeks today
    """.split()
)


class Clues:
    """Those of one article: `own` is what others find it by, `asked` what it finds others by."""

    __slots__ = ("asked", "own")

    def __init__(self) -> None:
        self.own: set[Clue] = set()
        self.asked: set[Clue] = set()

    def add(self, earliest: int | None, latest: int | None, title: str, names: Iterable[str]) -> None:
        """What a report gives; an undated one gives nothing: it is met where its article is."""
        if earliest is None or latest is None:
            return
        words = _words(title, names)
        own, asked = _times(earliest, latest)
        self.own.update((time, word) for time in own for word in words)
        self.asked.update((time, word) for time in asked for word in words)

    def about(self, gist: Mapping[str, float], published: int) -> None:
        """What the article is about, at the time of its publication: others may tell the same in quite other words.

        Args:
            published: in civil seconds.
        """
        words = sorted(gist, key=lambda word: (-gist[word], word))[:_OF_GIST]
        block = published // _BLOCK
        self.own.update((block * 4 + 3, word[:_LETTERS]) for word in words)
        self.asked.update((near * 4 + 3, word[:_LETTERS]) for near in (block - 1, block, block + 1) for word in words)


def _words(title: str, names: Iterable[str]) -> set[str]:
    found = dict.fromkeys(word for text in (*names, title) for word in fulltext.words(text))
    telling = [word for word in found if len(word) > 3 and word not in _UNTELLING]
    # Of very short lines, such as headlines of a script without spaces, every word counts.
    return {word[:_LETTERS] for word in (telling or list(found))[:_WORDS]}


def _times(earliest: int, latest: int) -> tuple[list[int], list[int]]:
    """Numbers of the times that a report is found by, and of those at which it finds others (see `likeness`).

    A day is found at that day, what is longer at each block of 32 days that it touches, and what is too long to be
    held against anything but its equal at just those bounds.
    """
    length = latest - earliest
    if length > likeness.LONGEST_COMPARED:
        exact = ((earliest * 1_000_003 ^ latest) & (1 << 60) - 1) * 4 + 2
        return [exact], [exact]
    days = list(range(earliest // DAY, (latest - 1) // DAY + 1))
    near = range(days[0] - 1, days[-1] + 2)
    # A long time that begins before the first block asked for still touches it.
    blocks = range((earliest - DAY) // _BLOCK, (latest + DAY) // _BLOCK + 1)
    own = (
        [day * 4 for day in days]
        if length <= DAY
        else [block * 4 + 1 for block in range(earliest // _BLOCK, (latest - 1) // _BLOCK + 1)]
    )
    return own, [*(day * 4 for day in near), *(block * 4 + 1 for block in blocks)]


def known(session: Session, collection: str, asked: Collection[Clue]) -> Known:
    """Which articles have these clues."""
    found: Known = defaultdict(list)
    if not asked:
        return found
    statement = _ASK_SQLITE if session.get_bind().dialect.name == "sqlite" else _ASK_POSTGRESQL
    # One statement whatever is asked: the database takes the list apart.
    document = orjson.dumps(sorted(asked)).decode()
    for time, word, article in session.connection().execute(statement, {"collection": collection, "asked": document}):
        found[time, word].append(article)
    return found


_ASK_SQLITE = sa.text("""
    SELECT c.time, c.word, c.article_id FROM json_each(:asked) AS a CROSS JOIN article_clues AS c
    ON c.collection = :collection AND c.time = json_extract(a.value, '$[0]')
    AND c.word = json_extract(a.value, '$[1]') ORDER BY c.article_id
""")
_ASK_POSTGRESQL = sa.text("""
    SELECT c.time, c.word, c.article_id FROM json_array_elements(CAST(:asked AS json)) AS a (value)
    JOIN article_clues AS c
    ON c.collection = :collection AND c.time = CAST(a.value ->> 0 AS bigint) AND c.word = a.value ->> 1
    ORDER BY c.article_id
""")


def candidates(clues: Clues, found: Mapping[Clue, Collection[int]], but: int) -> list[int]:
    """The articles that are likeliest to tell the same, at most `CANDIDATES`, by key; `but` is the article itself."""
    weights: dict[int, float] = defaultdict(float)
    for clue in sorted(clues.asked & found.keys()):
        articles = found[clue]
        for article in articles:
            weights[article] += 1 / len(articles)
    weights.pop(but, None)
    return sorted(sorted(weights, key=lambda article: (-weights[article], article))[:CANDIDATES])


def rows(collection: str, article: int, clues: Clues, found: Known) -> Iterator[dict[str, Any]]:
    """What is to be kept of an article's clues, where there is room; `found` is told of it, and knew all its own."""
    for time, word in sorted(clues.own):
        articles = found.setdefault((time, word), [])
        if len(articles) < REMEMBERED:
            articles.append(article)
            yield {"collection": collection, "time": time, "word": word, "article_id": article}


def forget(session: Session, article: int) -> None:
    session.execute(sa.delete(ArticleClue).where(ArticleClue.article_id == article))
