"""Rows on their way into the store: collected table by table, and written with one statement a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.timeline.models import Base, take_keys


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
                connection.execute(insert(table), rows)
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
