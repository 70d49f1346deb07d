"""`dateline serve` and `dateline migrate`, and the store as commands open it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING

import uvicorn

from app import db, memory
from app.api.http import senders
from app.api.http.logs import uvicorn_config
from app.api.metrics import FOLDER
from app.cli.failures import Failed, say
from app.settings import Settings
from app.timeline import keys

if TYPE_CHECKING:
    from fastapi import FastAPI

_SETTLING_SECONDS = 1.0


@contextmanager
def opened(settings: Settings) -> Iterator[db.Database]:
    """The store of the settings, once it is known to have the schema of this release.

    Raises:
        Failed: it has not; the sentence says what to run.
    """
    try:
        database = db.Database(
            settings.database_url,
            pool_size=settings.database_pool_size,
            busy_timeout_seconds=settings.busy_timeout_seconds,
        )
    except ValueError as error:
        raise Failed(f"DATELINE_DATABASE_URL: {error}.") from error
    try:
        state = db.schema_state(database)
        if not state.ready:
            raise Failed(
                f"The store is at migration {state.current or 'none'}, this release needs {state.head}: "
                "run dateline migrate."
            )
        yield database
    finally:
        database.close()


def application() -> FastAPI:
    """The application, in a process that does nothing else.

    Some 160,000 objects are made while it is built and never go; to look through all of them again and again takes a
    tenth of a second each time, which is the slowest page in a hundred. So they are set aside, once the service is up:
    one that comes back after its death is waited for.
    """
    gc.disable()
    from app.main import create_app

    app = create_app()
    settled = Timer(_SETTLING_SECONDS, _settle, (app,))
    settled.daemon = True
    settled.start()
    return app


def _settle(app: FastAPI) -> None:
    try:
        app.openapi()  # the first to ask for it would have to wait
    finally:
        memory.settle()


def serve(host: str, port: int, workers: int) -> None:
    """Run the service until it is told to stop."""
    settings = Settings()
    with opened(settings) as database:
        remark = _who_may(settings, database, host)
        say(f"Timeline: http://{host}:{port}/   Reference: http://{host}:{port}/docs   {remark}".rstrip())
    if settings.reader_processes is None:
        from app.api import reading

        # The processes to come are to share what cores there are.
        os.environ["DATELINE_READER_PROCESSES"] = str(reading.spare_cores() // workers)
    with _shared_metrics(workers):
        _run(settings, host, port, workers)


def _run(settings: Settings, host: str, port: int, workers: int) -> None:
    uvicorn.run(
        "app.cli.store:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=uvicorn_config(settings.log_level),
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


@contextmanager
def _shared_metrics(workers: int) -> Iterator[None]:
    """A folder in which several processes keep their numbers, so that whichever is asked knows all of them."""
    if workers == 1 or FOLDER in os.environ:
        yield
        return
    with TemporaryDirectory(prefix="dateline-metrics-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


def _who_may(settings: Settings, database: db.Database, host: str) -> str:
    """Who may use the service without a key, where that is worth a word.

    Raises:
        Failed: nobody could: there are no keys, the address is not of this machine, and no setting lets strangers in.
    """
    with database.read() as session:
        guarded = keys.any_usable(session, now=datetime.now(UTC))
    here = senders.is_this_machine(host) or _is_loopback(host)
    match settings.anonymous:
        case "everything":
            return "" if here else "Whoever reaches this address may do everything, erase articles too."
        case "read" | "nothing":
            return ""
        case _ if guarded:
            return ""
        case _ if here:
            return "Without API keys only this machine may use it (dateline keys create)."
        case _:
            raise Failed(
                f"There are no API keys, and without them the service listens on this machine only, not on {host}. "
                "Make one with dateline keys create NAME --scope admin, or set DATELINE_ANONYMOUS=read (anyone may "
                "read) or DATELINE_ANONYMOUS=everything (anyone may do anything)."
            )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def migrate() -> None:
    """Bring the store to the newest schema."""
    settings = Settings()
    try:
        db.migrate(settings.database_url)
    except ValueError as error:
        raise Failed(f"DATELINE_DATABASE_URL: {error}.") from error
    with opened(settings) as database:
        say(f"The store is at migration {db.schema_state(database).current}.")
