"""Answers as long as the store is large, read while they are sent.

Each has a connection to the store for as long as it goes on, and how long that is, its reader decides. So there are
only so many at a time, and a reader that takes nothing is given up: otherwise a few slow ones would keep everybody
else from the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from itertools import chain

from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session
from starlette.types import Send

from app.db import Database
from app.problems import Unavailable

# A reader that takes nothing for so long is gone or as good as gone.
PATIENCE_SECONDS = 30.0


class Places:
    """For so many long answers at a time in one process; the connections beyond them are everybody else's."""

    def __init__(self, most: int) -> None:
        self._free = threading.BoundedSemaphore(most)

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """A place until the end of the block.

        Raises:
            Unavailable: all are taken.
        """
        if not self._free.acquire(blocking=False):
            raise Unavailable("As many long answers are being sent as there can be; try again.")
        try:
            yield
        finally:
            self._free.release()


def long_answer(
    request: Request, response: Response, read: Callable[[Session], Iterator[bytes]], media_type: str
) -> Response:
    """What `read` yields, as it comes.

    Args:
        response: its headers become those of the answer.
        read: gets a session of its own, because that of the request is closed before a body is sent.

    Raises:
        Unavailable: too many are under way.
        Problem: what `read` raises before its first piece.
    """
    database: Database = request.app.state.database
    places: Places = request.app.state.places

    def told() -> Generator[bytes]:
        with places.one(), database.read() as session:
            yield from read(session)

    # The first piece is made while the answer can still be another one.
    pieces = told()
    return _LongAnswer(next(pieces, b""), pieces, media_type, dict(response.headers))


class _LongAnswer(StreamingResponse):
    def __init__(self, first: bytes, pieces: Generator[bytes], media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(chain([first], pieces), media_type=media_type, headers=headers)
        self._pieces = pieces

    async def stream_response(self, send: Send) -> None:
        async def in_time(message: object) -> None:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await send(message)  # type: ignore[arg-type]

        try:
            # Without its last piece the connection is cut: nobody takes what has come for the whole.
            with contextlib.suppress(TimeoutError):
                await super().stream_response(in_time)
        finally:
            # Not some time later: others wait for its place.
            with CancelScope(shield=True):
                await run_sync(self._pieces.close)
