"""Many articles in a transaction: what becomes of the others when one of them cannot be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.db import Database
from app.problems import MalformedRequest
from app.timeline.models import Article, Change, Clock
from app.timeline.storing import ingestions
from app.timeline.storing.ingest import Prepared, Stored, Submission
from app.timeline.storing.together import NotOurs
from tests.timeline.readings import NOW, read, told

FIRE = told("Fire destroyed the old mill", names=("Kelding",), trigger="destroyed")
WORDS = "Words that stand in no log"


def refuse(store: Database, external_id: str) -> None:
    """Have the database itself refuse the article of that id, as no check of ours does."""
    when = f"NEW.external_id = '{external_id}'"
    if store.engine.dialect.name == "sqlite":
        statements = [
            f"CREATE TRIGGER refuse BEFORE INSERT ON articles WHEN {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        ]
    else:
        statements = [f"ALTER TABLE articles ADD CONSTRAINT refused CHECK (external_id <> '{external_id}')"]
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


def article(number: int) -> Prepared:
    sent = Submission(text=f"{WORDS}: {number}.", external_id=str(number), source="Post")
    return read(sent, FIRE)


@dataclass
class Told:
    """What was told while articles were stored.

    Attributes:
        together: how many failed together, each time, and with what.
        kept: the results of each transaction that was committed.
    """

    together: list[tuple[str, int]] = field(default_factory=list)
    kept: list[list[bool]] = field(default_factory=list)

    def taken_apart(self, error: Exception, articles: int) -> None:
        self.together.append((type(error).__name__, articles))


def store_all(store: Database, articles: Sequence[Prepared | Exception], seen: Told) -> list[Stored | Exception]:
    results: list[Stored | Exception] = []
    for some in ingestions.store_many(
        store.write, articles, now=NOW, also=lambda _session, _results: None, taken_apart=seen.taken_apart
    ):
        seen.kept.append([isinstance(each, Stored) for each in some])
        results += some
    return results


def test_one_that_cannot_be_stored_fails_alone(store: Database) -> None:
    refuse(store, "5")
    seen = Told()
    results = store_all(store, [article(number) for number in range(8)], seen)
    assert [isinstance(each, Stored) for each in results] == [number != 5 for number in range(8)]
    assert isinstance(results[5], IntegrityError)
    # Halved until it is alone, and what does not have it is stored together.
    assert seen.together == [("IntegrityError", 8), ("IntegrityError", 4), ("IntegrityError", 2)]
    assert seen.kept == [[True] * 4, [True], [False], [True] * 2]
    with store.read() as session:
        stored = session.scalars(select(Article.external_id).order_by(Article.id)).all()
        assert stored == [str(number) for number in range(8) if number != 5]
        last = session.scalars(select(Clock.seq)).one()
        assert session.scalars(select(Change.seq).order_by(Change.seq)).all() == list(range(1, last + 1))


def test_nothing_is_told_where_nothing_fails(store: Database) -> None:
    seen = Told()
    unread = MalformedRequest("This is not JSON.")
    results = store_all(store, [article(1), unread, article(1)], seen)
    assert [each.outcome for each in results if isinstance(each, Stored)] == ["created", "unchanged"]
    assert results[1] is unread
    assert (seen.together, seen.kept) == ([], [[True, False, True]])


@pytest.mark.parametrize("error", [NotOurs(), OperationalError("BEGIN", {}, Exception())], ids=["not ours", "away"])
def test_what_is_nobodys_fault_is_not_tried_again(store: Database, error: Exception) -> None:
    seen = Told()
    tried = []

    def also(_session: Session, results: Sequence[Stored | Exception]) -> None:
        tried.append(len(results))
        raise error

    with pytest.raises(type(error)):
        list(
            ingestions.store_many(
                store.write, [article(1), article(2)], now=NOW, also=also, taken_apart=seen.taken_apart
            )
        )
    assert (tried, seen.together) == ([2], [])
    with store.read() as session:
        assert session.scalars(select(Article)).all() == []
