"""INSERT as COPY on PostgreSQL: the same rows, and what is no plain INSERT left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.bulk.copying import FEWEST, inserts_by_copy
from app.db import Database
from app.timeline.models import KeptAnswer, Meta, Timeline

NOW = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)


def timeline(number: int) -> dict[str, Any]:
    """A row with texts that a copy has to write with care, JSON, nulls and instants."""
    awkward = ["\\N", "\\", "a\tb\nc\r", "“é” 𝄞", "", "%(slug)s", "{}"][number % 7]
    return {
        "slug": f"s{number}", "title": awkward, "description": None if number % 2 else awkward,
        "query": {"q": [awkward, None, 1.5, True]}, "pinned": [], "hidden": [awkward], "notes": {},
        "token": str(number), "recorded_at": NOW, "revised_at": NOW, "revision": number,
    }  # fmt: skip


def kept(store: Database) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = [column for column in Timeline.__table__.columns if column.name != "id"]
        return [tuple(row) for row in session.execute(sa.select(*columns).order_by(Timeline.revision))]


def test_a_copy_writes_the_rows_of_the_insert(store: Database) -> None:
    rows = [timeline(number) for number in range(3 * FEWEST)]
    with store.write() as session:
        session.execute(sa.insert(Timeline), rows)
    plain = kept(store)
    with store.write() as session:
        session.execute(sa.delete(Timeline))
    with inserts_by_copy(store.engine), store.write() as session:
        session.execute(sa.insert(Timeline), rows)
    assert kept(store) == plain


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_only_plain_inserts_of_many_rows_are_copies(store: Database) -> None:
    sent: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    executed: list[str] = []

    def executed_many(_cursor: Any, statement: str, _parameters: Any, _context: Any) -> None:
        executed.append(statement)

    event.listen(store.engine, "before_cursor_execute", listen)
    many = [{"key": str(number), "value": "v"} for number in range(FEWEST)]
    upsert = sa.dialects.postgresql.insert(Meta).on_conflict_do_nothing()
    with inserts_by_copy(store.engine):
        # Asked after the copy has declined, in the order of registration.
        event.listen(store.engine, "do_executemany", executed_many)
        with store.write() as session:
            session.execute(sa.insert(Meta), many)
            session.execute(sa.insert(Meta), [{"key": f"few{n}", "value": "v"} for n in range(FEWEST - 1)])
            session.connection().execute(upsert, many)
            session.connection().execute(
                sa.insert(Meta).values(key=sa.func.upper(sa.bindparam("k")), value="x"),
                [{"k": f"key{number}"} for number in range(FEWEST)],
            )
    assert len(sent) == 4
    assert executed == sent[1:]
    with store.read() as session:
        assert session.scalar(sa.select(sa.func.count()).where(Meta.key.like("KEY%"))) == FEWEST


def test_bytes_are_copied(store: Database) -> None:
    rows = [
        {
            "key": str(number),
            "request": "r",
            "status": 200,
            "headers": {},
            "body": bytes(range(256)),
            "recorded_at": NOW,
        }
        for number in range(FEWEST)
    ]
    with inserts_by_copy(store.engine), store.write() as session:
        session.connection().execute(sa.insert(KeptAnswer), rows)
    with store.read() as session:
        assert set(session.scalars(sa.select(KeptAnswer.body))) == {bytes(range(256))}
