"""Failures of the store itself, told apart from mistakes of ours and from what somebody asked."""

from __future__ import annotations

from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

# PostgreSQL before its migrations; and a row that another transaction has for too long.
_UNDEFINED_TABLE = "42P01"
_LOCK_NOT_AVAILABLE = "55P03"


def is_away(error: BaseException) -> bool:
    """Whether the store could not do its part: gone, full, read-only, damaged, busy, or not migrated yet."""
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        return True
    if isinstance(error, DataError | IntegrityError | NotSupportedError | ProgrammingError):
        return getattr(error.orig, "sqlstate", None) == _UNDEFINED_TABLE
    # A damaged file or a lost disk has no class of its own; mistakes of ours have one.
    return isinstance(error, DatabaseError)


def is_busy(error: BaseException) -> bool:
    """Whether the store is well, and somebody else was faster."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DatabaseError):
        return False
    told = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
    return told == _LOCK_NOT_AVAILABLE or told.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_damaged(error: BaseException) -> bool:
    """Whether a file is no sound database: what is open of it is of no use, even after another has its place."""
    told = getattr(getattr(error, "orig", None), "sqlite_errorname", None) or ""
    return told.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR"))
