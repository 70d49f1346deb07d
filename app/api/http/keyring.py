"""The keys of a store as one process knows them."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from anyio.to_thread import run_sync
from sqlalchemy.exc import SQLAlchemyError
from structlog.typing import FilteringBoundLogger

from app.api.http import logs
from app.db import Database
from app.problems import Unavailable
from app.timeline import keys
from app.timeline.keys import Known, Ring

# How old what is known may be: after so long a new key opens, and a revoked one does not.
_FRESH_SECONDS = 1.0
# That a key was used is written down so often.
_NOTE_SECONDS = 60.0


class Keyring:
    """All keys, read anew after a second when somebody asks; and when they were used."""

    def __init__(self, database: Database, log: FilteringBoundLogger) -> None:
        self._database = database
        self._log = log
        self._ring: Ring | None = None
        self._read_at = 0.0
        self._used: dict[str, datetime] = {}
        self._noted_at = time.monotonic()
        self._noting: asyncio.Task[None] | None = None

    async def today(self) -> Ring:
        """What is known; while the store is away, what was known last.

        Raises:
            Unavailable: nothing is known, and the store is away.
        """
        now = time.monotonic()
        if self._ring is None or now - self._read_at > _FRESH_SECONDS:
            # Whoever comes while this one reads goes by what is known.
            self._read_at = now
            try:
                self._ring = await run_sync(self._read)
            except SQLAlchemyError as error:
                if self._ring is None:
                    logs.failure(self._log, error)
                    raise Unavailable("The store cannot be used just now, and with it the keys; try again.") from error
        return self._ring

    def used(self, known: Known) -> None:
        """Take note that a key was used, to be written down within a minute."""
        self._used[known.id] = datetime.now(UTC)
        now = time.monotonic()
        if now - self._noted_at > _NOTE_SECONDS and (self._noting is None or self._noting.done()):
            self._noted_at = now
            self._noting = asyncio.create_task(run_sync(self.note))

    def note(self) -> None:
        """Write down when keys were last used; a store that cannot be written to is told another time."""
        used, self._used = self._used, {}
        if not used:
            return
        try:
            with self._database.write() as session:
                keys.note_use(session, used.items())
        except SQLAlchemyError as error:
            self._used = {**used, **self._used}
            logs.failure(self._log, error)

    def _read(self) -> Ring:
        with self._database.read() as session:
            return keys.ring(session)
