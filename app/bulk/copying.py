"""Rows by COPY on PostgreSQL: what the service writes by INSERT, a batch at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

# A COPY is a round trip of its own, and a few rows go faster without one.
FEWEST = 10

_INSERT = re.compile(r"INSERT INTO (\S+) \(([^()]*)\) VALUES \((.*)\)", re.DOTALL)
_PARAMETER = re.compile(r"%\(([^()]+)\)s")


@contextmanager
def inserts_by_copy(engine: sa.Engine) -> Iterator[None]:
    """Send every plain INSERT of many rows through this engine as a COPY, while the block runs; nothing on SQLite.

    The rows are those of the INSERT: the statements are made by the same code, and only their way is another. One with
    an expression for a value, a conflict clause or an answer goes as it is.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    event.listen(engine, "do_executemany", _copy)
    try:
        yield
    finally:
        event.remove(engine, "do_executemany", _copy)


def _copy(cursor: Any, statement: str, parameters: Any, _context: Any) -> bool | None:
    """Whether it was done; None leaves it to the driver."""
    found = _INSERT.fullmatch(statement)
    if found is None or len(parameters) < FEWEST:
        return None
    table, columns, values = found.groups()
    # One parameter a value, with or without its cast, and a column for each.
    names = _PARAMETER.findall(values)
    bare = [re.sub(r"::[A-Z0-9_() ]+$", "", value.strip()) for value in values.split(", ")]
    if bare != [f"%({name})s" for name in names] or len(names) != columns.count(",") + 1:
        return None
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in parameters:
            copy.write_row([row[name] for name in names])
    return True
