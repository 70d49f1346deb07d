"""A whole store as lines of JSON, history included, and back; the same lines whichever database it is in.

The first line says what the dump is and at which migration. Then every row of every table is a line
`[table, {column: value}]`, tables so that nothing comes before what it refers to, rows by primary key. The last line
counts and sums the lines before it, so that a dump that was cut off is seen for what it is. What is made of the rest
is not in it and made anew (`reindex`).

It holds the secrets of the store too: what seals its cursors, and the read tokens of its timelines.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Any, Self

import orjson
import sqlalchemy as sa
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from app.timeline import reindex
from app.timeline.models import ArticleTale, Base, Clock, ListedEvent

FORMAT = "dateline-dump"
VERSION = 1

_ROWS_AT_ONCE = 500
# What the migrations themselves put into a store: there, and empty of anything of a user's.
_FROM_MIGRATIONS = ("clock", "meta")


class DumpError(ValueError):
    """This is no dump, or none for this store; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a dump says of itself: at which migration its rows are."""

    migration: str


def tables() -> Sequence[Table]:
    """Every table whose rows a dump holds, so that nothing comes before what it refers to."""
    return [table for table in Base.metadata.sorted_tables if table.name not in _MADE_ANEW]


# What is read from the other tables where it is missing.
_MADE_ANEW = frozenset((ArticleTale.__tablename__, ListedEvent.__tablename__))


def count(session: Session) -> int:
    """How many rows a dump of the store has now."""
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables())


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def lines(session: Session, header: Header) -> Iterator[bytes]:
    """The dump of one state of the store, line by line, each with its line end; memory stays as it is."""
    digest, rows = hashlib.sha256(), 0
    for line in _lines(session, header):
        digest.update(line)
        rows += 1
        yield line
    yield _line({"end": {"rows": rows - 1, "sha256": digest.hexdigest()}})


def _lines(session: Session, header: Header) -> Iterator[bytes]:
    yield _line({"format": FORMAT, "version": VERSION, "migration": header.migration})
    for table in tables():
        names = [column.name for column in table.columns]
        found = session.execute(_in_order(session, table), execution_options={"yield_per": _ROWS_AT_ONCE})
        for row in found:
            yield _line([table.name, dict(zip(names, map(_told, row), strict=True))])


def _in_order(session: Session, table: Table) -> sa.Select[Any]:
    """Rows by primary key, strings by code points: the two databases would sort them differently."""
    postgres = session.get_bind().dialect.name == "postgresql"
    keys: list[sa.ColumnElement[Any]] = []
    for column in table.primary_key.columns:
        text = isinstance(column.type, sa.String)
        keys.append(sa.collate(column, "C") if text and postgres else column)
    return select(table).order_by(*keys)


def _told(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _line(document: Any) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)


# ── In ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_empty(session: Session) -> bool:
    """Whether nothing has been stored here yet."""
    used = (session.scalar(select(table).limit(1)) is not None for table in tables() if _is_users(table))
    return session.scalars(select(Clock.version)).one() == 0 and not any(used)


def clear(session: Session) -> None:
    """Delete everything, history included."""
    for table in reversed(tables()):
        if table.name == "events":
            session.execute(sa.update(table).values(status="retracted", merged_into=None))
        session.execute(sa.delete(table))
    reindex.forget_all(session)


def load(session: Session, given: Iterable[bytes], header: Header) -> Iterator[int]:
    """Put a dump into an empty store, in the transaction of the session; memory stays as it is.

    Yields:
        How many rows have come in since the last time. When it is exhausted, all of the dump is in.

    Raises:
        DumpError: it is none, at another migration, or not whole.
    """
    arriving = iter(given)
    digest, rows = hashlib.sha256(), 0
    first = next(arriving, b"")
    _check_header(first, header)
    digest.update(first)
    for table in reversed(tables()):
        if not _is_users(table):
            session.execute(sa.delete(table))
    by_name = {table.name: table for table in tables()}
    ended = False
    with _Loader(session) as store:
        for line in arriving:
            if ended:
                raise DumpError("There is more behind the end of the dump.")
            document = _read(line)
            if isinstance(document, dict):
                if document.get("end") != {"rows": rows, "sha256": digest.hexdigest()}:
                    raise DumpError("The dump is not what was written: its count or its sum is another.")
                ended = True
                continue
            digest.update(line)
            rows += 1
            match document:
                case [str(name), dict(row)] if name in by_name:
                    store.add(by_name[name], row)
                case _:
                    raise DumpError(f"Row {rows:,} is no row of this store.")
            if rows % _ROWS_AT_ONCE == 0:
                yield _ROWS_AT_ONCE
        if not ended:
            raise DumpError("The dump ends in the middle; nothing was taken in.")
        store.finish()
    yield rows % _ROWS_AT_ONCE


def _is_users(table: Table) -> bool:
    return table.name not in _FROM_MIGRATIONS


def _check_header(line: bytes, header: Header) -> None:
    told = _read(line)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise DumpError("This is no dump of a store, as dateline export writes it.")
    if told.get("version") != VERSION:
        raise DumpError(f"The dump has version {told.get('version')}; this release reads version {VERSION}.")
    if told.get("migration") != header.migration:
        raise DumpError(
            f"The dump is of migration {told.get('migration')}, this store is at {header.migration}. Take it in with"
            " the release that wrote it, then bring that store to this release with dateline migrate."
        )


def _read(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise DumpError("This is no dump of a store: a line is not JSON.") from error


class _Loader:
    """Rows into tables, one table after the other: by COPY on PostgreSQL, in batches on SQLite.

    One COPY is one statement, so that an event may refer to a survivor that comes behind it; SQLite is told to look at
    references only when the transaction ends.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._postgres = session.get_bind().dialect.name == "postgresql"
        self._table: Table | None = None
        self._waiting: list[dict[str, Any]] = []
        self._copying = ExitStack()
        self._copy: Any = None
        self._to_database: dict[str, Callable[[Any], Any]] = {}
        if not self._postgres:
            session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: Any) -> None:
        self._copying.__exit__(*failure)

    def add(self, table: Table, row: dict[str, Any]) -> None:
        if table is not self._table:
            self._end_table()
            self._begin_table(table)
        if row.keys() != self._to_database.keys():
            raise DumpError(f"A row of {table.name} has other columns than this store.")
        try:
            values = {name: convert(row[name]) for name, convert in self._to_database.items()}
        except (ValueError, TypeError, LookupError) as error:
            raise DumpError(f"A row of {table.name} has a value that cannot be.") from error
        if self._copy is not None:
            self._copy.write_row(tuple(values.values()))
            return
        self._waiting.append(values)
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._write()

    def finish(self) -> None:
        self._end_table()
        if self._postgres:
            for table in tables():
                key = table.autoincrement_column
                if key is not None:
                    sequence = func.pg_get_serial_sequence(table.name, key.name)
                    last = select(func.max(key)).scalar_subquery()
                    # A sequence begins at 1, and of an empty table it has not begun.
                    self._session.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))
        reindex.rebuild(self._session)

    def _begin_table(self, table: Table) -> None:
        self._table = table
        dialect = self._session.get_bind().dialect
        self._to_database = {column.name: partial(_read_as, column.type) for column in table.columns}
        if self._postgres:
            processors = {
                column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns
            }
            self._to_database = {
                column.name: partial(_bound, column, processors[column.name]) for column in table.columns
            }
            raw = self._session.connection().connection.cursor()
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            copying = raw.copy(f'COPY "{table.name}" ({names}) FROM STDIN')
            self._copy = self._copying.enter_context(copying)

    def _end_table(self) -> None:
        self._copying.close()
        self._copy = None
        self._write()

    def _write(self) -> None:
        if self._waiting and self._table is not None:
            self._session.execute(sa.insert(self._table), self._waiting)
            self._waiting = []


def _read_as(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    """A value of a dump as the type of its column has it in Python."""
    if value is None:
        return None
    if isinstance(kind, sa.LargeBinary):
        return base64.b64decode(value["base64"])
    if isinstance(kind, sa.Enum):
        return kind.enum_class(value) if kind.enum_class else value
    if isinstance(kind, sa.types.TypeDecorator) and isinstance(kind.impl, sa.DateTime):
        return datetime.fromisoformat(value)
    return value


def _bound(column: sa.Column[Any], processor: Callable[[Any], Any] | None, value: Any) -> Any:
    """The same as the driver takes it."""
    read = _read_as(column.type, value)
    if read is None and not isinstance(column.type, sa.JSON):
        return None
    return processor(read) if processor else read
