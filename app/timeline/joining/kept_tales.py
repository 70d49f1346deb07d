"""Stored articles as they are compared: kept beside each article, and in memory from one transaction to the next.

A new article is held against two dozen stored ones, mostly against those that came lately. What is kept of an article
holds for one state of it, which is looked up each time: whoever changes it, here or in another process, what it told
before is not taken for what it tells. Where nothing is kept, or something by a release that packs in another way, it is
made anew out of the article's reports; it can be missing, and is never out of date.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, bindparam, delete, event, select
from sqlalchemy.orm import Session

from app.timeline.joining import packing
from app.timeline.joining.tales import Tale
from app.timeline.models import Article, ArticleTale
from app.timeline.rows import Rows, parts

# Articles that are at hand in memory, some 10 kB each.
_AT_HAND = 600

# What no other state of an article has, in whatever store.
_State = tuple[int, str, int, datetime]

_ARTICLES: BindParameter[Any] = bindparam("articles", expanding=True)
_STATES = select(
    Article.id, Article.public_id, Article.revision, Article.revised_at, Article.natural_key, Article.voice,
    Article.published_earliest,
).where(Article.id.in_(_ARTICLES))  # fmt: skip
_CONTENTS = select(ArticleTale.article_id, ArticleTale.revision, ArticleTale.reports, ArticleTale.content).where(
    ArticleTale.article_id.in_(_ARTICLES)
)
_FORGET = delete(ArticleTale).where(ArticleTale.article_id.in_(_ARTICLES))


class Kept:
    """An article as it is compared; empty until somebody says what it tells.

    Attributes:
        revision: of the article.
    """

    __slots__ = ("_content", "_order", "_published", "_reports", "_unpacked", "_voice", "article", "revision")

    def __init__(self, article: int, revision: int, order: str, voice: str, published: int) -> None:
        self.article, self.revision = article, revision
        self._order, self._voice, self._published = order, voice, published
        self._reports: Sequence[int] = ()
        self._content: str | None = None
        self._unpacked: packing.Unpacked | None = None

    def know(self, reports: Sequence[int], content: str) -> None:
        """What it tells, packed, and the keys of its reports."""
        self._reports, self._content = reports, content

    @property
    def gist(self) -> Mapping[str, float] | None:
        """What it is about; None where that is not known."""
        told = self._told
        return None if told is None else told.gist

    def tale(self) -> Tale | None:
        """All that it tells, made for who asks; None where that is not known."""
        told = self._told
        if told is None:
            return None
        tellings = told.tellings(self._reports)
        return Tale(self.article, self._order, self._voice, told.gist, self._published, tellings)

    @property
    def row(self) -> dict[str, Any] | None:
        """As a row of `ArticleTale`."""
        told = self._told
        if told is None:
            return None
        return {
            "article_id": self.article, "revision": self.revision, "reports": list(self._reports),
            "content": told.content,
        }  # fmt: skip

    @property
    def _told(self) -> packing.Unpacked | None:
        # In this order: another thread may unpack it at any moment, and forgets the content after that.
        content, unpacked = self._content, self._unpacked
        if unpacked is None and content is not None:
            self._unpacked = unpacked = packing.Unpacked(content)
            self._content = None
        return unpacked


def of(session: Session, articles: Collection[int]) -> dict[int, Kept]:
    """What is known of these articles, by key; those that are not stored are left out."""
    shelf, own = _shelf(session), _own(session)
    connection = session.connection()
    found: dict[int, Kept] = {}
    unknown: dict[int, Kept] = {}
    for some in parts(sorted(articles)):
        for row in connection.execute(_STATES, {"articles": some}):
            state: _State = row[0], row[1], row[2], row[3]
            kept = own.get(state) or shelf.get(state)
            if kept is None:
                kept = unknown[row[0]] = Kept(row[0], row[2], row[4], row[5], row[6])
            found[row[0]] = own[state] = kept
    for some in parts(unknown):
        for article, revision, reports, content in connection.execute(_CONTENTS, {"articles": some}):
            if revision == unknown[article].revision and packing.is_of_today(content):
                unknown[article].know(reports, content)
    return found


def keep(session: Session, articles: Iterable[tuple[Article, Sequence[int], str]]) -> None:
    """Know what these tell, which are being stored: the keys of their reports, and what they tell as it is packed."""
    own = _own(session)
    for article, reports, content in articles:
        kept = Kept(article.id, article.revision, article.natural_key, article.voice, article.published_earliest)
        kept.know(reports, content)
        own[article.id, article.public_id, article.revision, article.revised_at] = kept


def write(session: Session, articles: Collection[Kept]) -> None:
    """Have the store know what these tell, of which it knew nothing, or what they told before."""
    rows = Rows(ArticleTale)
    rows.add(ArticleTale, (row for kept in articles if (row := kept.row) is not None))
    for some in parts(kept.article for kept in articles):
        session.connection().execute(_FORGET, {"articles": some})
    rows.write(session)


class _Shelf:
    """What is kept in memory for a store: what is committed, the articles that were needed last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[_State, Kept] = OrderedDict()

    def get(self, state: _State) -> Kept | None:
        return self._kept.get(state)

    def put(self, seen: Mapping[_State, Kept]) -> None:
        with self._lock:
            for state, kept in seen.items():
                self._kept[state] = kept
                self._kept.move_to_end(state)
            while len(self._kept) > _AT_HAND:
                self._kept.popitem(last=False)


# By the connections to it: a file that takes the place of another one is opened anew.
_shelves: WeakKeyDictionary[Any, _Shelf] = WeakKeyDictionary()
_OWN = "tales of this transaction"


def _shelf(session: Session) -> _Shelf:
    return _shelves.setdefault(session.get_bind().engine.pool, _Shelf())


def _own(session: Session) -> dict[_State, Kept]:
    """What this transaction has read. What it has written may yet be undone, so it is kept for others afterwards."""
    return session.info.setdefault(_OWN, {})  # type: ignore[no-any-return]


@event.listens_for(Session, "after_commit")
def _keep(session: Session) -> None:
    if seen := session.info.pop(_OWN, None):
        _shelf(session).put(seen)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _transaction: Any) -> None:
    session.info.pop(_OWN, None)
