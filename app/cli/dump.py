"""`dateline export`, `import` and `backup`: a whole store out, in, and beside."""

from __future__ import annotations

import gzip
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

import orjson
from sqlalchemy import make_url

from app import db
from app.cli.failures import Failed, say
from app.cli.progress import bar
from app.cli.store import opened
from app.settings import Settings
from app.timeline import dump
from app.timeline.curating import gold

_STANDARD = "-"
_GZIP = b"\x1f\x8b"
_PAGES_AT_ONCE = 512


def export(name: str) -> None:
    """Write the store to a file, which is there when it is whole, or to standard output."""
    with opened(Settings()) as database, database.read() as session:
        header = dump.Header(migration=db.schema_state(database).head)
        total = dump.count(session)
        with _written(name) as out, bar("rows", total) as advance:
            for line in dump.lines(session, header):
                out.write(line)
                advance(1)
    say(f"{total:,} rows")


def corrections(name: str) -> None:
    """Write what was corrected by hand as annotated documents."""
    with opened(Settings()) as database, database.read() as session:
        count = 0
        with _written(name) as out, bar("articles", None) as advance:
            for document in gold.documents(session):
                out.write(orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE))
                count += 1
                advance(1)
    say(f"{count:,} articles")


def load(name: str, *, replace: bool) -> None:
    """Take a dump into an empty store, all of it or nothing."""
    with opened(Settings()) as database:
        header = dump.Header(migration=db.schema_state(database).head)
        rows = 0
        try:
            with _read(name) as given, database.write() as session:
                if replace:
                    dump.clear(session)
                elif not dump.is_empty(session):
                    raise Failed("The store is not empty. Import into a new one, or say --replace to delete all of it.")
                with bar("rows", None) as advance:
                    for came in dump.load(session, given, header):
                        rows += came
                        advance(came)
        except (dump.DumpError, EOFError, gzip.BadGzipFile) as error:
            raise Failed(str(error)) from error
    say(f"{rows:,} rows")


def backup(name: str, *, overwrite: bool) -> None:
    """Copy an SQLite store while it is in use: one state of it, whoever writes meanwhile."""
    settings = Settings()
    target = Path(name)
    if target.exists() and not overwrite:
        raise Failed(f"{name} is there already; --overwrite replaces it.")
    with opened(settings) as database:
        where = make_url(settings.database_url)
        if database.engine.dialect.name != "sqlite" or where.database is None:
            raise Failed("Only an SQLite store is a file: use pg_dump, or dateline export, for PostgreSQL.")
        if target.exists() and target.samefile(where.database):
            raise Failed("That is the store itself.")
        partly = target.with_name(f".{target.name}.part")
        partly.unlink(missing_ok=True)
        try:
            _copy(Path(where.database), partly)
            partly.replace(target)
        finally:
            partly.unlink(missing_ok=True)
    say(f"{target.stat().st_size:,} bytes")


def _copy(source: Path, target: Path) -> None:
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        with bar("pages", reading.execute("PRAGMA page_count").fetchone()[0]) as advance:
            done = 0

            def progress(_status: int, remaining: int, total: int) -> None:
                nonlocal done
                advance(total - remaining - done)
                done = total - remaining

            # One read transaction over all of it: in steps without one, every write would make it begin again.
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM meta").fetchone()
            reading.backup(writing, pages=_PAGES_AT_ONCE, progress=progress, sleep=0)
        # The copy is a file of its own, to be moved without the log beside it.
        writing.execute("PRAGMA journal_mode = DELETE")
        if writing.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Failed("The copy is damaged; the store may be too.")
    finally:
        writing.close()
        reading.close()


@contextmanager
def _written(name: str) -> Iterator[IO[bytes]]:
    if name == _STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    partly = target.with_name(f".{target.name}.part")
    try:
        with partly.open("wb") as file:
            if target.suffix == ".gz":
                # Without name and time in it, the same store is the same file.
                with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield file
        partly.replace(target)
    finally:
        partly.unlink(missing_ok=True)


@contextmanager
def _read(name: str) -> Iterator[IO[bytes]]:
    if name == _STANDARD:
        yield _unpacked(sys.stdin.buffer)
    else:
        with Path(name).open("rb") as file:
            yield _unpacked(file)


def _unpacked(file: BinaryIO) -> IO[bytes]:
    peek = getattr(file, "peek", None)
    packed = peek is not None and peek(2)[:2] == _GZIP
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
