"""What is remembered of stored articles is what they tell, and nothing that was undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from app.db import Database
from app.timeline.joining import kept_tales, meeting, packing
from app.timeline.joining.tales import Tale
from app.timeline.models import Article, ArticleTale
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Prepared, Submission
from tests.timeline.readings import NOW, read, told

FIRE = told(
    "Fire destroyed the old mill of Kelding", "2022-03-21", names=("Kelding", "Mary Brennan"), trigger="destroyed"
)
FLOOD = told("A flood closed the road to Kelding", "2022-03-20", names=("Kelding",), trigger="closed")


def article(number: int, *statements: object, text: str = "Told.") -> Prepared:
    sent = Submission(text=f"{text} {number}", external_id=str(number), source=f"Paper {number}")
    return read(sent, *(statements or (FIRE, FLOOD)))  # type: ignore[arg-type]


def remembered(store: Database, key: int) -> Tale | None:
    with store.read() as session:
        return kept_tales.of(session, [key])[key].tale()


def stored(store: Database, key: int) -> Tale:
    with store.read() as session:
        return meeting._tales(session, meeting._gists(session, [key]), [key])[key]


def rows(store: Database) -> dict[int, tuple[object, ...]]:
    """What is kept beside the articles, by key; names have no order."""
    kept = select(ArticleTale.article_id, ArticleTale.revision, ArticleTale.reports, ArticleTale.content)
    found = {}
    with store.read() as session:
        for key, revision, reports, content in session.execute(kept.order_by(ArticleTale.article_id)):
            unpacked = packing.Unpacked(content)
            told = Tale(key, "", "", unpacked.gist, 0, unpacked.tellings(reports))
            found[key] = revision, reports, as_compared(told)
    return found


def key_of(store: Database, number: int) -> int:
    with store.read() as session:
        return session.scalars(select(Article.id).where(Article.external_id == str(number))).one()


def as_compared(tale: Tale) -> list[object]:
    """All that it says; names have no order."""
    tellings = [replace(each, names=tuple(sorted(each.names, key=sorted))) for each in tale.tellings]
    return [tale.article, tale.order, tale.voice, tale.gist, tale.published, tellings]


def test_what_is_remembered_is_what_is_stored(store: Database) -> None:
    with store.write() as session:
        ingest.store_many(session, [article(1), article(2)], now=NOW)
    for key in (key_of(store, 1), key_of(store, 2)):
        tale = remembered(store, key)
        assert tale is not None
        assert as_compared(tale) == as_compared(stored(store, key))


def test_an_article_that_changes_is_read_again(store: Database) -> None:
    with store.write() as session:
        ingest.store_many(session, [article(1)], now=NOW)
    key = key_of(store, 1)
    with store.write() as session:
        ingest.store_many(session, [article(1, FLOOD, text="Told anew.")], now=NOW)
    assert remembered(store, key) is None
    assert not rows(store)
    with store.write() as session:
        ingest.store_many(session, [article(2)], now=NOW + timedelta(minutes=1))
    tale = remembered(store, key)
    assert tale is not None
    assert as_compared(tale) == as_compared(stored(store, key))
    assert len(tale.tellings) == 1


def test_what_is_kept_beside_an_article_is_what_its_reports_tell(store: Database) -> None:
    with store.write() as session:
        ingest.store_many(session, [article(1), article(2), article(3)], now=NOW)
    whole = rows(store)
    assert list(whole) == [key_of(store, 1), key_of(store, 2), key_of(store, 3)]
    with store.write() as session:
        first, second, third = whole
        session.execute(delete(ArticleTale).where(ArticleTale.article_id == first))
        other = update(ArticleTale).where(ArticleTale.article_id == second)
        session.execute(other.values(revision=ArticleTale.revision + 1, content="[2,{},[]]", reports=[]))
        # Of a release that packs in another way.
        session.execute(update(ArticleTale).where(ArticleTale.article_id == third).values(content="[1,{},[]]"))
    # Another process has none of it in memory.
    again = Database(str(store.engine.url.render_as_string(hide_password=False)))
    assert [remembered(again, key) for key in whole] == [None, None, None]
    with again.write() as session:
        ingest.store_many(session, [article(4)], now=NOW)
    again.close()
    assert {key: row for key, row in rows(store).items() if key in whole} == whole


def test_what_is_kept_goes_with_its_article(store: Database) -> None:
    with store.write() as session:
        done = ingest.store_many(session, [article(1)], now=NOW)[0]
        assert isinstance(done, ingest.Stored)
    with store.write() as session:
        articles.withdraw(session, done.article_id, now=NOW)
    assert not rows(store)


def test_what_was_undone_is_not_remembered(store: Database) -> None:
    def fail() -> None:
        with store.write() as session:
            ingest.store_many(session, [article(1)], now=NOW)
            key = session.scalars(select(Article.id)).one()
            assert kept_tales.of(session, [key])[key].tale() is not None
            states.extend(kept_tales._own(session))
            raise LookupError

    states: list[object] = []
    with pytest.raises(LookupError):
        fail()
    assert states
    with store.read() as session:
        assert [kept_tales._shelf(session).get(state) for state in states] == [None] * len(states)  # type: ignore[arg-type]
