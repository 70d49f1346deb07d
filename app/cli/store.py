"""`dateline serve` and `dateline migrate`, and the store as commands open it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from app import db
from app.api.logs import uvicorn_config
from app.cli.failures import Failed, say
from app.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


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
    tenth of a second each time, which is the slowest page in a hundred. So they are set aside.
    """
    from app.main import create_app

    app = create_app()
    app.openapi()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    return app


def serve(host: str, port: int, workers: int) -> None:
    """Run the service until it is told to stop."""
    settings = Settings()
    with opened(settings):
        say(f"Timeline: http://{host}:{port}/   Reference: http://{host}:{port}/docs")
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


def migrate() -> None:
    """Bring the store to the newest schema."""
    settings = Settings()
    try:
        db.migrate(settings.database_url)
    except ValueError as error:
        raise Failed(f"DATELINE_DATABASE_URL: {error}.") from error
    with opened(settings) as database:
        say(f"The store is at migration {db.schema_state(database).current}.")
