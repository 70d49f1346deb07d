"""Stored articles as they are compared, in memory from one transaction to the next.

A new article is held against two dozen stored ones, mostly against the same as the article before it; to read what
they tell takes longer than to compare it. What is kept of an article holds for one revision of it, which is looked up
each time: whoever changes it, here or in another process, what it told before is not taken for what it tells.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.timeline.joining.tales import Tale
from app.timeline.models import Article
from app.timeline.rows import parts

# Articles of which is kept what they are about, some 3 kB each, and what they tell, some 45.
_GISTS = 2_000
_TALES = 250

# What no other state of an article has, in whatever store.
_State = tuple[int, str, int, datetime]


@dataclass(slots=True)
class Kept:
    """An article as far as it was read; who reads more of it adds it."""

    gist: Mapping[str, float] | None = None
    tale: Tale | None = None


def of(session: Session, articles: Collection[int]) -> dict[int, Kept]:
    """What is known of these articles, by key; those that are not stored are left out."""
    shelf, own = _shelf(session), _own(session)
    columns = Article.id, Article.public_id, Article.revision, Article.revised_at
    found: dict[int, Kept] = {}
    for some in parts(sorted(articles)):
        for row in session.connection().execute(select(*columns).where(Article.id.in_(some))):
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
        own[article.id, article.public_id, article.revision, article.revised_at] = Kept(tale.gist, tale)


class _Shelf:
    """What is kept for a store: what is committed, the articles that were needed last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[_State, Kept] = OrderedDict()
        self._whole: OrderedDict[_State, None] = OrderedDict()

    def get(self, state: _State) -> Kept | None:
        return self._kept.get(state)

    def put(self, seen: Mapping[_State, Kept]) -> None:
        with self._lock:
            for state, kept in seen.items():
                self._kept[state] = kept
                self._kept.move_to_end(state)
                if kept.tale is not None:
                    self._whole[state] = None
                    self._whole.move_to_end(state)
            while len(self._kept) > _GISTS:
                state, _ = self._kept.popitem(last=False)
                self._whole.pop(state, None)
            while len(self._whole) > _TALES:
                state, _ = self._whole.popitem(last=False)
                self._kept[state].tale = None


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
