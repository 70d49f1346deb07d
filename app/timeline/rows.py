"""Rows on their way into the store and out of it: table by table and some at a time, not one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Executable, insert
from sqlalchemy.orm import Session

from app.timeline.models import Base, take_keys

T = TypeVar("T")

# Keys that a statement asks for at once.
_AT_ONCE = 500


class Rows:
    """Rows that are to be inserted, each table after those that it refers to."""

    def __init__(self, *tables: type[Base]) -> None:
        self._rows: dict[type[Base], list[dict[str, Any]]] = {table: [] for table in tables}

    def add(self, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
        """Each with a value for every column that has no default."""
        self._rows[table].extend(rows)

    def write(self, session: Session) -> None:
        """Insert them; afterwards there are none."""
        connection = session.connection()
        for table, rows in self._rows.items():
            if rows:
                _insert(connection, table, rows)
                rows.clear()


class Keys:
    """Primary keys for rows that are not written yet.

    On SQLite they follow the highest that is stored: who lets others write rows of a table meanwhile has to `renew` it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sqlite = session.get_bind().dialect.name == "sqlite"
        self._last: dict[type[Base], int] = {}

    def take(self, table: type[Base], count: int) -> Sequence[int]:
        """So many and no more, the same ones on either database."""
        if not count:
            return ()
        if self._sqlite and (last := self._last.get(table)):
            taken: Sequence[int] = range(last + 1, last + 1 + count)
        else:
            taken = take_keys(self._session, table, count)
        self._last[table] = taken[-1]
        return taken

    def renew(self, table: type[Base]) -> None:
        """Others have written rows of the table, after all that have keys from here."""
        self._last.pop(table, None)


def _insert(connection: Connection, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), rows)
        return
    # The same statement with the same values, made ready here: SQLAlchemy takes more time over the parameters of a row
    # than SQLite over the row.
    names = tuple(rows[0])
    statement, made = _plain_insert(table, names, connection.dialect)
    taken = itemgetter(*names)
    parameters = [taken(row) for row in rows]
    if made:
        values = [list(each) for each in parameters]
        for place, bind in made:
            for each in values:
                each[place] = bind(each[place])
        parameters = [tuple(each) for each in values]
    connection.exec_driver_sql(statement, parameters)


_Bind = Callable[[Any], Any]


@lru_cache(maxsize=256)
def _plain_insert(
    table: type[Base], names: tuple[str, ...], dialect: Dialect
) -> tuple[str, Sequence[tuple[int, _Bind]]]:
    """The statement with places for these columns, and at which of them what makes a value of the driver of one."""
    of_table = table.__table__.columns
    written = ", ".join(dialect.identifier_preparer.format_column(of_table[name]) for name in names)
    statement = f"INSERT INTO {table.__tablename__} ({written}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  names of our own
    binds = [of_table[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    return statement, [(place, bind) for place, bind in enumerate(binds) if bind is not None]


def parts(keys: Iterable[T]) -> Iterator[list[T]]:
    """As many keys as one statement asks for, until there are no more."""
    rest = iter(keys)
    while part := list(islice(rest, _AT_ONCE)):
        yield part


def rows_of(session: Session, asked: Executable, **values: Any) -> Iterator[Any]:
    """The rows of a question, each by its own, to be changed; what the session has not written yet is not seen."""
    result = session.connection().execute(asked, values)
    names = tuple(result.keys())
    for row in result:
        yield SimpleNamespace(**dict(zip(names, row, strict=True)))
