"""Engine and sessions: one request, one transaction, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import sqlalchemy as sa
from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import Depends, Request
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.timeline import changes, kept_answers
from app.timeline.away import is_away, is_busy, is_damaged
from app.timeline.models import Meta

if TYPE_CHECKING:
    from alembic.config import Config

_PROBE_MILLISECONDS = 200
_TURN, _PATIENCE = "turn to write", "patience"
_ROOM_BYTES = 2_097_152
# What a connection to a file was used for last is remembered with it.
_WRITES = "writes"
# A server that does not answer at all is no reason to keep a client waiting for minutes.
_CONNECT_SECONDS = 5
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_REVISION = re.compile(r'^revision(?:: str)? = "(\w+)"', re.MULTILINE)
_REVISION_BEFORE = re.compile(r'^down_revision(?:: [^=]+)? = "(\w+)"', re.MULTILINE)


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


# A page of events holds some 250 documents: a third of its time with the standard library. An article writes 60.
_JSON = {"json_serializer": _json, "json_deserializer": orjson.loads}


def create_engine_for(url: str, *, pool_size: int = 10, busy_timeout_seconds: float = 10.0) -> Engine:
    """An engine whose transactions behave the same on both databases.

    Args:
        url: `sqlite:///path` or a PostgreSQL URL; plain `postgresql://` and `postgres://` mean psycopg 3.
        pool_size: connections kept open; as many again are opened when they are all in use.
        busy_timeout_seconds: how long a write waits for another one before it fails.

    Raises:
        ValueError: another database, or an SQLite database in memory, which two connections cannot share.
    """
    where = make_url(url)
    if where.drivername in ("postgres", "postgresql"):
        where = where.set(drivername="postgresql+psycopg")
    milliseconds = int(busy_timeout_seconds * 1000)
    match where.get_backend_name():
        case "sqlite":
            if where.database in (None, "", ":memory:"):
                raise ValueError("an SQLite store needs a file: sqlite:///path")
            # The connection used last has the statements and the pages at hand that are asked for most.
            engine = create_engine(where, pool_size=pool_size, max_overflow=pool_size, pool_use_lifo=True, **_JSON)
            _prepare_sqlite(engine, milliseconds)
        case "postgresql":
            engine = create_engine(
                where,
                pool_size=pool_size,
                max_overflow=pool_size,
                pool_pre_ping=True,
                **_JSON,
                connect_args={
                    "options": f"-c timezone=UTC -c lock_timeout={milliseconds}",
                    **({} if "connect_timeout" in where.query else {"connect_timeout": _CONNECT_SECONDS}),
                },
            )
        case other:
            raise ValueError(f"Dateline stores in SQLite or PostgreSQL, not in {other}")
    return engine


def _prepare_sqlite(engine: Engine, busy_timeout: int) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin at the first write, too late: a read that turns into a write
        # meets a lock that no timeout waits for. So it begins none, and `begin` below says which kind it is.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {busy_timeout}",
            "journal_mode = WAL",
            "foreign_keys = ON",
            # Pages of the log that go into the file at once: one article writes a hundred, most of them like the next.
            "wal_autocheckpoint = 4000",
            # In KiB, for each connection: room for the inner pages of a million events and their indexes, which every
            # list goes through.
            "cache_size = -10000",
            # What is deleted is overwritten: a withdrawn article leaves no words in free pages.
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    # Who wants to write waits here for the others of this process: SQLite lets those who wait look again from time to
    # time, so that with many of them the file is free for most of the time, and some never find it so.
    turn = threading.Lock()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", True)
        # Only where it changes: it has SQLite prepare every statement anew, which takes as long as to answer a page.
        if connection.info.get(_WRITES, True) is not writes:
            connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
            connection.info[_WRITES] = writes
        if writes:
            if not connection.info.get(_TURN):
                # One that has waited as long as it may is told by SQLite that it cannot.
                patience = connection.info.get(_PATIENCE, busy_timeout)
                connection.info[_TURN] = turn.acquire(timeout=patience / 1000)
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            # It takes no lock and reads nothing, so there is nothing that could go wrong and would have to be told.
            driver: Any = connection.connection.driver_connection
            driver.execute("BEGIN")

    def leave(_connection: Any, record: Any, _error: Any = None) -> None:
        if record.info.pop(_TURN, False):
            turn.release()

    event.listen(engine, "checkin", leave)
    # A connection that turns out to be of no use is thrown away and never given back.
    event.listen(engine, "invalidate", leave)


def set_patience(connection: Connection, milliseconds: int) -> None:
    """How long this connection to an SQLite file waits for others; between transactions."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA busy_timeout = {milliseconds}")
    connection.info[_PATIENCE] = milliseconds


def _end(session: Session) -> None:
    """End what was read like what was written.

    After a ROLLBACK psycopg forgets the statements that the server has prepared, which take longer to prepare than to
    answer: 10 ms against 3 for a page by range.
    """
    if session.in_transaction():
        session.commit()


def _make_room(connection: Connection) -> None:
    """Write as much as the longest article has, and delete it: a few bytes may fit where nothing else does."""
    key = f"room {secrets.token_hex(8)}"
    connection.execute(sa.insert(Meta).values(key=key, value=secrets.token_hex(_ROOM_BYTES // 2)))
    connection.commit()
    connection.execute(sa.delete(Meta).where(Meta.key == key))
    connection.commit()


class Database:
    """The store behind one URL: where sessions come from.

    A session takes its connection, and on SQLite the write lock, with its first statement: what a handler computes
    before that keeps nobody waiting.
    """

    def __init__(self, url: str, *, pool_size: int = 10, busy_timeout_seconds: float = 10.0) -> None:
        self.engine = create_engine_for(url, pool_size=pool_size, busy_timeout_seconds=busy_timeout_seconds)
        self._closed = False

        @event.listens_for(self.engine, "checkin")
        def leave(_connection: Any, record: Any) -> None:
            if self._closed:
                record.invalidate()

        # Whether it can be written to is not known before it was tried once.
        self._in_doubt = True
        self._failed = self._damaged = False
        self._busy_timeout = int(busy_timeout_seconds * 1000)
        self._writes = self.engine.execution_options(writes=True)
        self._reads = (
            self.engine.execution_options(writes=False)
            if self.engine.dialect.name == "sqlite"
            else self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the store, that of its first query, however long it reads."""
        seen = {changes.ONE_STATE: True}
        with (
            self._watched(),
            Session(self._reads, autoflush=False, expire_on_commit=False, info=seen) as session,
        ):
            try:
                yield session
            except SQLAlchemyError:
                raise
            except BaseException:
                # An answer too, such as "not modified".
                _end(session)
                raise
            _end(session)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Commit, and number what was changed, when the block ends; roll back when it raises."""
        with self._watched(), Session(self._writes, expire_on_commit=False) as session:
            yield session
            changes.seal(session)
            session.commit()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Remember that the store has failed, until `check` finds that it works."""
        try:
            yield
        except SQLAlchemyError as error:
            if is_away(error) and not is_busy(error):
                self._in_doubt = self._failed = True
            if is_damaged(error):
                self._damaged = True
                # Another file may have its place by now, and an open one would never be seen to be it.
                self.engine.dispose()
            raise

    def check(self) -> None:
        """Make sure that the store can be written to; asks nothing of one that has not failed lately.

        Raises:
            SQLAlchemyError: it cannot. Somebody else's writing is no failure.
        """
        if not self._in_doubt:
            return
        sqlite = self.engine.dialect.name == "sqlite"
        with self._watched(), self._writes.connect() as connection:
            if sqlite:
                # Whoever asks whether the store is well does not wait for those who use it.
                set_patience(connection, _PROBE_MILLISECONDS)
            try:
                if sqlite and self._damaged:
                    told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                    if told != "ok":
                        raise DatabaseError("PRAGMA quick_check", {}, RuntimeError("the file is damaged"))
                if self._failed:
                    _make_room(connection)
                connection.execute(sa.update(Meta).where(Meta.key == "cursor_secret").values(value=Meta.value))
                connection.commit()
            except SQLAlchemyError as error:
                if not is_busy(error):
                    raise
            finally:
                if sqlite:
                    connection.rollback()
                    set_patience(connection, self._busy_timeout)
        self._in_doubt = self._failed = self._damaged = False

    def close(self) -> None:
        """Close all connections; one that a thread still uses, when it gives it back."""
        self._closed = True
        self.engine.dispose()


async def get_read_session(request: Request) -> AsyncIterator[Session]:
    """One snapshot for the whole request."""
    database: Database = request.app.state.database
    # A plain generator would go through a thread twice, which takes as long as the page that is asked for. To open a
    # session asks nothing of the store; to close it does, and has to happen even if the client is gone.
    with database.read() as session:
        how: Callable[[Session], None] = _end
        try:
            yield session
        except SQLAlchemyError:
            how = Session.close
            raise
        finally:
            if session.in_transaction():
                with CancelScope(shield=True):
                    await run_sync(how, session)


def get_write_session(request: Request) -> Iterator[Session]:
    """Commit when the handler returns, roll back when it raises."""
    database: Database = request.app.state.database
    with database.write() as session:
        if repeatable := getattr(request.state, "repeatable", None):
            kept_answers.claim(session, repeatable)
        request.state.write_session = session
        yield session


# The default scope would commit only after the client has its 201. It also means that the session is
# closed before a streamed body runs: a stream opens its own read session in its generator.
ReadSession = Annotated[Session, Depends(get_read_session, scope="function")]
WriteSession = Annotated[Session, Depends(get_write_session, scope="function")]


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Where the schema of a store stands: revision ids, `current` None before the first migration."""

    current: str | None
    head: str

    @property
    def ready(self) -> bool:
        return self.current == self.head


def schema_state(database: Database) -> SchemaState:
    """What `/readyz` asks: whether this store has the schema that this release works with."""
    with database.engine.execution_options(writes=False).connect() as connection:
        known = sa.inspect(connection).has_table("alembic_version")
        current = connection.scalar(sa.text("SELECT version_num FROM alembic_version")) if known else None
        return SchemaState(current=current, head=_head())


@cache
def _head() -> str:
    """The newest migration: the one that none comes after.

    Read from their files and not asked of Alembic, which takes longer to load than a service has to come back.
    """
    revisions: set[str] = set()
    before: set[str] = set()
    for path in (MIGRATIONS / "versions").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        revisions.update(_REVISION.findall(text))
        before.update(_REVISION_BEFORE.findall(text))
    (head,) = revisions - before
    return head


def migrate(url: str, revision: str = "head") -> None:
    """Bring a store to a revision, by default the newest; several at once wait for each other."""
    from alembic import command

    command.upgrade(migration_config(url), revision)


def migration_config(url: str) -> Config:
    """Alembic's configuration without a file: works from an installed package and from any folder."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config
