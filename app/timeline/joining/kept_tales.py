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
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, bindparam, delete, event, select
from sqlalchemy.orm import Session

from app.timeline.joining import packing
from app.timeline.joining.tales import Tale
from app.timeline.models import Article, ArticleTale
from app.timeline.rows import Rows, parts

# Articles that are at hand in memory, packed some 5 kB each, and of those the ones that are unpacked, some 45.
_PACKED = 600
_UNPACKED = 100

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


@dataclass(frozen=True, slots=True)
class _Packed:
    """What an article tells as it is kept: see `ArticleTale`."""

    reports: Sequence[int]
    content: str


class Kept:
    """An article as it is compared, packed or not; empty until somebody says what it tells.

    Attributes:
        revision: of the article.
    """

    __slots__ = ("_order", "_packed", "_published", "_tale", "_unpacked", "_voice", "article", "revision")

    def __init__(self, article: int, revision: int, order: str, voice: str, published: int) -> None:
        self.article, self.revision = article, revision
        self._order, self._voice, self._published = order, voice, published
        self._packed: _Packed | None = None
        self._unpacked: packing.Unpacked | None = None
        self._tale: Tale | None = None

    def know(self, reports: Sequence[int], content: str, tale: Tale | None = None) -> None:
        """What it tells; `tale` is the same, where it is at hand."""
        self._packed, self._tale = _Packed(reports, content), tale

    # Another thread may pack it at any moment: what is returned is not looked up twice.
    @property
    def gist(self) -> Mapping[str, float] | None:
        """What it is about; None where that is not known."""
        tale = self._tale
        if tale is not None:
            return tale.gist
        unpacked = self._unpacked
        if unpacked is None and self._packed is not None:
            self._unpacked = unpacked = packing.unpacked(self._packed.content)
        return None if unpacked is None else unpacked.gist

    @property
    def tale(self) -> Tale | None:
        """All that it tells; None where that is not known."""
        tale, known = self._tale, self._packed
        if tale is None and known is not None:
            unpacked = self._unpacked or packing.unpacked(known.content)
            tellings = unpacked.tellings(known.reports)
            tale = Tale(self.article, self._order, self._voice, unpacked.gist, self._published, tellings)
            self._tale, self._unpacked = tale, None
        return tale

    @property
    def row(self) -> dict[str, Any] | None:
        """As a row of `ArticleTale`."""
        if self._packed is None:
            return None
        return {
            "article_id": self.article, "revision": self.revision, "reports": list(self._packed.reports),
            "content": self._packed.content,
        }  # fmt: skip

    @property
    def is_unpacked(self) -> bool:
        return self._tale is not None or self._unpacked is not None

    def pack(self) -> None:
        """Take less memory, until it is asked for again."""
        self._tale = self._unpacked = None


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


def keep(session: Session, articles: Iterable[tuple[Article, Tale, str]]) -> None:
    """Know what these tell, which are being stored; the last of each is the same as it is packed."""
    own = _own(session)
    for article, tale, content in articles:
        kept = Kept(article.id, article.revision, tale.order, tale.voice, tale.published)
        kept.know([telling.report for telling in tale.tellings], content, tale)
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
        self._unpacked: OrderedDict[_State, None] = OrderedDict()

    def get(self, state: _State) -> Kept | None:
        return self._kept.get(state)

    def put(self, seen: Mapping[_State, Kept]) -> None:
        with self._lock:
            for state, kept in seen.items():
                self._kept[state] = kept
                self._kept.move_to_end(state)
                if kept.is_unpacked:
                    self._unpacked[state] = None
                    self._unpacked.move_to_end(state)
            while len(self._unpacked) > _UNPACKED:
                self._kept[self._unpacked.popitem(last=False)[0]].pack()
            while len(self._kept) > _PACKED:
                state, _ = self._kept.popitem(last=False)
                self._unpacked.pop(state, None)


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
