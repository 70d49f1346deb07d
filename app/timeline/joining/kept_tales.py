"""Stored articles as they are compared, in memory from one transaction to the next.

A new article is held against two dozen stored ones, mostly against those that came lately; to read what they tell takes
much longer than to compare it. What is kept of an article holds for one revision of it, which is looked up each time:
whoever changes it, here or in another process, what it told before is not taken for what it tells.
"""

from __future__ import annotations

import pickle
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, event, select
from sqlalchemy.orm import Session

from app.timeline.joining.tales import Tale, Telling
from app.timeline.models import Article
from app.timeline.rows import parts

# Articles of which something is kept, packed some 3 kB each, and of those the ones that are kept unpacked, some 45.
_PACKED = 4_000
_UNPACKED = 100

# What no other state of an article has, in whatever store.
_State = tuple[int, str, int, datetime]

_STATES = select(Article.id, Article.public_id, Article.revision, Article.revised_at).where(
    Article.id.in_(bindparam("articles", expanding=True))
)

# As values, because objects take five times as long to unpack.
_TELLING = attrgetter(*(field.name for field in fields(Telling)))


class Kept:
    """An article as far as it was read; who reads more of it adds it.

    Attributes:
        gist: what it is about, None where that was not read yet.
        tale: all that it tells, None where that was not read yet.
    """

    __slots__ = ("_gist", "_packed_gist", "_packed_tale", "_tale")

    def __init__(self, tale: Tale | None = None) -> None:
        self._gist: Mapping[str, float] | None = None
        self._packed_gist: bytes | None = None
        self._tale: Tale | None = None
        self._packed_tale: bytes | None = None
        if tale is not None:
            self.gist, self.tale = tale.gist, tale

    # Another thread may pack it at any moment: what is returned is not looked up twice.
    @property
    def gist(self) -> Mapping[str, float] | None:
        gist = self._gist
        if gist is None and self._packed_gist is not None:
            self._gist = gist = pickle.loads(self._packed_gist)  # noqa: S301  our own
        return gist

    @gist.setter
    def gist(self, gist: Mapping[str, float]) -> None:
        self._gist, self._packed_gist = gist, pickle.dumps(gist)

    @property
    def tale(self) -> Tale | None:
        tale, gist = self._tale, self.gist
        if tale is None and self._packed_tale is not None and gist is not None:
            article, order, voice, published, tellings = pickle.loads(self._packed_tale)  # noqa: S301  our own
            self._tale = tale = Tale(article, order, voice, gist, published, [Telling(*each) for each in tellings])
        return tale

    @tale.setter
    def tale(self, tale: Tale) -> None:
        tellings = tuple(map(_TELLING, tale.tellings))
        self._tale = tale
        self._packed_tale = pickle.dumps((tale.article, tale.order, tale.voice, tale.published, tellings))

    @property
    def unpacked(self) -> bool:
        return self._gist is not None or self._tale is not None

    def pack(self) -> None:
        """Take less memory, until it is asked for again."""
        self._gist = self._tale = None


def of(session: Session, articles: Collection[int]) -> dict[int, Kept]:
    """What is known of these articles, by key; those that are not stored are left out."""
    shelf, own = _shelf(session), _own(session)
    found: dict[int, Kept] = {}
    for some in parts(sorted(articles)):
        for row in session.connection().execute(_STATES, {"articles": some}):
            state: _State = row[0], row[1], row[2], row[3]
            kept = own.get(state) or shelf.get(state)
            if kept is None:
                kept = Kept()
            found[row[0]] = own[state] = kept
    return found


def keep(session: Session, articles: Iterable[tuple[Article, Tale]]) -> None:
    """Know what these tell, which are being stored."""
    own = _own(session)
    for article, tale in articles:
        own[article.id, article.public_id, article.revision, article.revised_at] = Kept(tale)


class _Shelf:
    """What is kept for a store: what is committed, the articles that were needed last."""

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
                if kept.unpacked:
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
