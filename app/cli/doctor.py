"""`dateline doctor`: what somebody who helps would ask first, in words that can be pasted into a report."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from app import db
from app.cli.failures import say
from app.settings import Settings
from app.timeline import keys
from app.timeline.models import Article, Clock, Event
from app.version import VERSION

_PACKAGES = ("fastapi", "starlette", "uvicorn", "pydantic", "sqlalchemy", "alembic", "psycopg", "dateparser", "lxml")
_MASKED = "***"
# Less is a warning: a write-ahead log grows while a large ingestion runs, and an export is as large as the store.
_LITTLE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was found, and whether it is as it should be (None where it just is)."""

    about: str
    found: str
    good: bool | None = None


def doctor(*, as_json: bool) -> bool:
    """Print what there is; whether all of it is as it should be."""
    findings = [*_software(), *_settings()]
    for look in (_store, _disk, _grammar):
        findings += look()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        width = max(len(each.about) for each in findings)
        marks = {None: " ", True: "+", False: "!"}
        for each in findings:
            click.echo(f"{marks[each.good]} {each.about:<{width}}  {each.found}")
    wrong = sum(each.good is False for each in findings)
    say("Nothing is wrong." if not wrong else f"{wrong} of these (!) should not be so.")
    return not wrong


def _software() -> Iterator[Finding]:
    from app.timex import lang
    from app.timex.phrases import GRAMMAR_VERSION

    yield Finding("dateline", f"{VERSION}, grammar {GRAMMAR_VERSION} ({', '.join(sorted(lang.languages()))})")
    yield Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("packages", ", ".join(f"{name} {_version(name)}" for name in _PACKAGES))
    yield Finding("now", datetime.now(UTC).isoformat(timespec="seconds"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _settings() -> Iterator[Finding]:
    settings = Settings()
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = masked(value) if name == "database_url" else str(value)
        yield Finding(f"DATELINE_{name.upper()}", f"{shown or '(none)'}{'' if value == field.default else '  (set)'}")


def masked(url: str) -> str:
    """A URL of a database without what opens it, and without the name of whoever's folder it is in."""
    try:
        where = make_url(url)
    except sa.exc.ArgumentError:
        # What it is cannot be told, so what in it is a secret cannot either.
        return _MASKED
    hidden = {name: _MASKED for name in where.query if "pass" in name.lower() or "key" in name.lower()}
    return _without_home(where.update_query_dict(hidden).render_as_string(hide_password=True))


def _without_home(text: str) -> str:
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def _store() -> Iterator[Finding]:
    settings = Settings()
    try:
        database = db.Database(settings.database_url, pool_size=1, busy_timeout_seconds=settings.busy_timeout_seconds)
    except (ValueError, SQLAlchemyError):
        yield Finding("store", "DATELINE_DATABASE_URL is no URL of SQLite or PostgreSQL.", good=False)
        return
    questions: tuple[Callable[[db.Database], Iterator[Finding]], ...] = (_server, _schema, _contents, _writing)
    try:
        for ask in questions:
            try:
                yield from ask(database)
            except SQLAlchemyError as error:
                # The driver's first line; what follows quotes statements, and with them what somebody wrote.
                cause = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
                yield Finding("store", _without_home(cause), good=False)
                return
    finally:
        database.close()


def _server(database: db.Database) -> Iterator[Finding]:
    if database.engine.dialect.name == "sqlite":
        path = Path(database.engine.url.database or "")
        if not path.exists():
            # To connect would make it.
            yield Finding("store", "There is no file yet: run dateline migrate.", good=False)
            raise sa.exc.OperationalError("", {}, sqlite3.OperationalError("the file is not there"))
        yield Finding("store", f"SQLite {sqlite3.sqlite_version}, {path.stat().st_size / 1e6:,.1f} MB")
        with database.read() as session:
            answer = session.scalar(sa.text("PRAGMA quick_check(1)"))
            yield Finding("file", "sound" if answer == "ok" else "damaged: restore a backup", good=answer == "ok")
    else:
        with database.read() as session:
            number = session.scalar(sa.text("SHOW server_version"))
            size = session.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0
        yield Finding("store", f"PostgreSQL {number}, {size / 1e6:,.1f} MB")


def _schema(database: db.Database) -> Iterator[Finding]:
    state = db.schema_state(database)
    needed = "" if state.ready else f", this release needs {state.head}: run dateline migrate"
    yield Finding("migration", f"{state.current or 'none'}{needed}", good=state.ready)
    if not state.ready:
        raise sa.exc.OperationalError("", {}, RuntimeError("nothing else can be asked before the migrations"))


def _contents(database: db.Database) -> Iterator[Finding]:
    now = datetime.now(UTC)
    with database.read() as session:
        articles, events = (session.scalar(sa.select(sa.func.count()).select_from(each)) for each in (Article, Event))
        changes = session.scalar(sa.select(Clock.seq))
        rows = keys.every(session)
    good = [row for row in rows if row.revoked_at is None and (row.expires_at is None or row.expires_at > now)]
    yield Finding("contents", f"{articles} articles, {events} events, {changes} changes, {len(good)} keys that open")


def _writing(database: db.Database) -> Iterator[Finding]:
    with database.engine.execution_options(writes=True).connect() as connection, connection.begin() as attempt:
        connection.execute(sa.update(Clock).values(version=Clock.version))
        attempt.rollback()
    yield Finding("writing", "possible", good=True)


def _disk() -> Iterator[Finding]:
    try:
        where = make_url(Settings().database_url)
        folder = Path(where.database or "").resolve().parent if where.get_backend_name() == "sqlite" else Path.cwd()
        found = shutil.disk_usage(folder)
    except (OSError, sa.exc.ArgumentError):
        return
    told = f"{found.free / 1e9:,.1f} GB free of {found.total / 1e9:,.1f} GB"
    yield Finding("disk", told, good=found.free > _LITTLE_BYTES)


def _grammar() -> Iterator[Finding]:
    """One phrase that every release reads alike."""
    from app.api.resolve import resolve

    items = resolve("last month", "2022-03-22", timezone=None, language="en", country=None, tense=None)["items"]
    read = items[0]["edtf"] if items else "nothing"
    yield Finding("grammar", f'"last month" before 22 March 2022 is {read}', good=read == "2022-02")
