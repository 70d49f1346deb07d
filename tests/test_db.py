"""Engine and sessions on both databases."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, StatementError

from app.db import (
    MIGRATIONS,
    Database,
    ReadSession,
    SchemaState,
    WriteSession,
    create_engine_for,
    migrate,
    schema_state,
)
from app.timeline.models import Meta, Tombstone


@pytest.fixture
def store(database_url: str) -> Any:
    store = Database(database_url)
    yield store
    store.close()


def put(store: Database, key: str, value: str = "") -> None:
    with store.write() as session:
        session.add(Meta(key=key, value=value))


def keys(store: Database) -> set[str]:
    with store.read() as session:
        return set(session.scalars(select(Meta.key))) - {"cursor_secret"}


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgres://somebody@localhost/store", "postgresql+psycopg"),
        ("postgresql://somebody@localhost/store", "postgresql+psycopg"),
        ("postgresql+psycopg://somebody@localhost/store", "postgresql+psycopg"),
        ("sqlite:///dateline.db", "sqlite"),
    ],
)
def test_urls(url: str, driver: str) -> None:
    assert create_engine_for(url).url.drivername == driver


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_other_stores_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SQLite"):
        create_engine_for(url)


def test_a_write_is_there_when_the_block_ends_and_gone_when_it_raises(store: Database) -> None:
    put(store, "a")

    def fail() -> None:
        with store.write() as session:
            session.add(Meta(key="b", value=""))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert keys(store) == {"a"}


def test_a_reader_sees_one_state_however_long_it_reads(store: Database) -> None:
    put(store, "a")
    with store.read() as session:
        before = session.scalars(select(Meta.key)).all()
        put(store, "b")
        assert session.scalars(select(Meta.key)).all() == before
    assert keys(store) == {"a", "b"}


def test_a_reading_session_cannot_write(store: Database) -> None:
    with pytest.raises(DatabaseError), store.read() as session:
        session.execute(text("INSERT INTO meta (key, value) VALUES ('a', '')"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_is_read_again_without_preparing_anew_and_stays_closed_to_readers(store: Database) -> None:
    """`PRAGMA query_only` voids every prepared statement of a connection: it is said where it changes only."""
    put(store, "a")
    assert keys(store) == {"a"}
    said: list[str] = []
    with store.read() as session:
        driver: Any = session.connection().connection.driver_connection
        driver.set_trace_callback(said.append)
    assert keys(store) == {"a"}
    assert not [each for each in said if each.startswith("PRAGMA")]
    put(store, "b")
    with pytest.raises(DatabaseError), store.read() as session:
        session.execute(text("INSERT INTO meta (key, value) VALUES ('c', '')"))
    put(store, "d")
    assert keys(store) == {"a", "b", "d"}
    assert [each for each in said if each.startswith("PRAGMA")] == [
        f"PRAGMA query_only = {mode}" for mode in ("OFF", "ON", "OFF", "ON")
    ]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_keeps_what_it_prepared_from_one_read_to_the_next(store: Database) -> None:
    """After a ROLLBACK psycopg would have it forget; a read that answers by raising is no reason either."""

    def read(then: Exception | None = None) -> None:
        with store.read() as session:
            session.execute(text("SELECT value FROM meta WHERE key = 'cursor_secret'")).all()
            if then is not None:
                raise then

    for _ in range(6):
        read()
    with pytest.raises(LookupError):
        read(LookupError())
    with store.read() as session:
        prepared = session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
    assert "SELECT value FROM meta WHERE key = 'cursor_secret'" in prepared
    with pytest.raises(DatabaseError), store.read() as session:
        session.execute(text("SELECT nothing FROM nowhere"))
    assert keys(store) == set()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_loses_a_connection_gives_up_the_turn_to_write(database_url: str) -> None:
    """The next writer would otherwise wait for nobody, and be let in only when its patience is over."""
    store = Database(database_url, busy_timeout_seconds=5)
    with store.write() as session:
        session.add(Meta(key="a", value=""))
        session.flush()
        session.connection().invalidate()
        session.rollback()
    begun = time.monotonic()
    put(store, "b")
    assert time.monotonic() - begun < 2
    assert keys(store) == {"b"}
    store.close()


def test_a_writer_holds_no_lock_before_its_first_statement(store: Database) -> None:
    with store.write() as slow:
        put(store, "fast")
        slow.add(Meta(key="slow", value=""))
    assert keys(store) == {"fast", "slow"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_readers_do_not_wait_for_a_writer(store: Database) -> None:
    with store.write() as session:
        session.add(Meta(key="a", value=""))
        session.flush()
        assert keys(store) == set()


def test_many_writers_at_once(store: Database) -> None:
    """Reading and then writing in one transaction, from more threads than there are connections to keep."""
    put(store, "count", "0")
    failures: list[BaseException] = []

    def count_up() -> None:
        try:
            for _ in range(10):
                with store.write() as session:
                    row = session.scalars(select(Meta).where(Meta.key == "count").with_for_update()).one()
                    row.value = str(int(row.value) + 1)
        except BaseException as failure:  # noqa: BLE001  a thread's failure is the test's
            failures.append(failure)

    threads = [threading.Thread(target=count_up) for _ in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.read() as session:
        assert session.scalars(select(Meta.value).where(Meta.key == "count")).one() == "250"


def test_the_commit_comes_before_the_answer(store: Database) -> None:
    app = FastAPI()
    app.state.database = store

    @app.post("/{key}", status_code=201)
    def add(key: str, session: WriteSession) -> str:
        session.add(Meta(key=key, value=""))
        session.flush()
        return key

    @app.get("/")
    def read(session: ReadSession) -> list[str]:
        return sorted(set(session.scalars(select(Meta.key))) - {"cursor_secret"})

    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.post("/a").status_code == 201
        assert client.get("/").json() == ["a"]
        assert client.post("/a").status_code == 500
        assert client.get("/").json() == ["a"]


def test_a_commit_that_fails_is_not_answered_as_done(store: Database) -> None:
    app = FastAPI()
    app.state.database = store

    @app.post("/", status_code=201)
    def add(session: WriteSession) -> None:
        session.add(Meta(key="cursor_secret", value="taken"))

    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.post("/").status_code == 500


def test_instants_are_utc_and_never_naive(store: Database) -> None:
    told = datetime(2022, 3, 22, 23, 30, 15, 123456, tzinfo=UTC)
    fields = {"public_id": "0" * 32, "collection": "c", "natural_key": "k", "text_hash": "h", "recorded_at": told}
    with store.write() as session:
        session.add(Tombstone(**fields, withdrawn_at=told.astimezone(tz=None) + timedelta(hours=1)))
    with store.read() as session:
        stone = session.scalars(select(Tombstone)).one()
        assert (stone.recorded_at, stone.withdrawn_at - stone.recorded_at) == (told, timedelta(hours=1))
        assert stone.recorded_at.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="naive"), store.write() as session:
        session.add(
            Tombstone(**{**fields, "public_id": "1" * 32, "natural_key": "l"}, withdrawn_at=told.replace(tzinfo=None))
        )


def test_the_newest_migration_is_the_one_that_alembic_finds(empty_database_url: str) -> None:
    store = Database(empty_database_url)
    assert schema_state(store).head == ScriptDirectory(str(MIGRATIONS)).get_current_head()
    store.close()


def test_the_state_of_the_schema(empty_database_url: str) -> None:
    store = Database(empty_database_url)
    state = schema_state(store)
    assert (state.current, state.ready) == (None, False)
    migrate(empty_database_url)
    assert schema_state(store) == SchemaState(current=state.head, head=state.head)
    store.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_is_no_database_is_an_error(tmp_path: Path, database: str) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"no database " * 1000)
    store = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseError), store.read() as session:
        session.execute(text("SELECT 1"))
    store.close()
