"""The change log as it grows, to thousands of readers at once.

One task a process asks the store for what is new, while somebody listens, and keeps the newest changes in memory,
encoded once; every reader takes them from there at its own pace. A reader costs a task and no thread, no connection to
the store and no queue: one that falls behind reads on from the store, and if it does not get up with the others again
it is ended, to come back with `Last-Event-ID`.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from itertools import islice
from types import FrameType
from typing import Any, TypeVar

import anyio
from anyio.to_thread import run_sync
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from sqlalchemy import Select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.types import Send
from structlog.typing import FilteringBoundLogger

from app.api.http.logs import failure
from app.db import Database
from app.timeline import changes
from app.timeline.models import Change

# How long after its commit a change may be told.
POLL_SECONDS = 0.5
# Shorter than the minute after which proxies take a silent connection for a dead one.
HEARTBEAT_SECONDS = 15.0
# A reader that takes nothing for so long while there is something for it, or that does not get up with the others
# again, is gone or as good as gone.
PATIENCE_SECONDS = 30.0
# How long a reader that takes nothing keeps a service waiting that is told to stop.
PARTING_SECONDS = 3.0
# Changes kept in memory, some two kilobytes each.
KEPT = 2_000
# Changes read from the store at once, by so many readers at a time that catch up.
_AT_ONCE = 200
_CATCHING_UP = 4
# What a reader waits before it comes back, in milliseconds.
_RETRY = 3_000
_RETRY_AFTER_END = 1_000

# A change as a reader gets it, and its number.
Told = tuple[int, bytes]
T = TypeVar("T")


class Feed:
    """What is new in one store, for all readers of one process. Everything here runs in one event loop.

    Args:
        tell: a change as readers get it.
    """

    def __init__(
        self,
        database: Database,
        tell: Callable[[Session, Sequence[Change]], list[Told]],
        log: FilteringBoundLogger,
        *,
        poll_seconds: float = POLL_SECONDS,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        kept: int = KEPT,
    ) -> None:
        self._database = database
        self._tell = tell
        self._log = log
        self._poll_seconds = poll_seconds
        self._heartbeat_seconds = heartbeat_seconds
        self._patience_seconds = patience_seconds
        self._kept: deque[Told] = deque(maxlen=kept)
        self._head: int | None = None
        self._readers = 0
        self._poller: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._closed = False
        self._sending: set[asyncio.Timeout] = set()
        # Threads of their own: readers that catch up keep neither requests waiting nor the task that tells what is new.
        self._catching_up = anyio.CapacityLimiter(_CATCHING_UP)
        self._polling = anyio.CapacityLimiter(1)

    @property
    def readers(self) -> int:
        """How many are listening."""
        return self._readers

    async def follow(self, after: int) -> AsyncGenerator[bytes]:
        """Every change above that number, in order, as server-sent events; ends when the service does.

        It also ends for a reader that was up to date and has been behind ever since for longer than it should: it is
        told when to come back, and the last id it got is where it goes on.
        """
        self._readers += 1
        try:
            if self._poller is None:
                # What was kept is old: while nobody listens, nobody looks.
                self._kept.clear()
                self._head = None
                self._poller = asyncio.create_task(self._poll())
            yield format_sse_event(retry=_RETRY, comment="changes")
            async for chunk in self._chunks(after):
                yield chunk
            yield format_sse_event(retry=_RETRY_AFTER_END, comment="end")
        finally:
            self._readers -= 1
            if not self._readers and self._poller is not None:
                self._poller.cancel()
                self._poller = None

    async def _chunks(self, after: int) -> AsyncGenerator[bytes]:
        up_to_date_at: float | None = None
        clock = asyncio.get_running_loop().time
        while not self._closed:
            news = self._news
            if self._head is None or after >= self._head:
                known = self._head is not None
                try:
                    await asyncio.wait_for(news.wait(), self._heartbeat_seconds)
                except TimeoutError:
                    yield KEEPALIVE_COMMENT
                up_to_date_at = clock() if known else None
                continue
            if self._kept and after >= self._kept[0][0] - 1:
                # Numbers have no gaps.
                begin = after - self._kept[0][0] + 1
                told = list(islice(self._kept, begin, begin + _AT_ONCE))
            elif up_to_date_at is not None and clock() - up_to_date_at > self._patience_seconds:
                return
            else:
                told = await self._read(after, self._catching_up)
            after = told[-1][0]
            yield b"".join(text for _, text in told)

    async def _poll(self) -> None:
        while not self._closed:
            try:
                latest = await self._ask(changes.latest_sequence, self._polling)
                if self._head is None:
                    self._head = latest
                    self._wake()
                while self._head < latest:
                    told = await self._read(self._head, self._polling)
                    self._kept.extend(told)
                    self._head = told[-1][0]
                    self._wake()
            except SQLAlchemyError as error:
                # The store is away: readers keep their connections, and hear of the rest when it is back.
                failure(self._log, error)
            await asyncio.sleep(self._poll_seconds)

    async def _read(self, after: int, limiter: anyio.CapacityLimiter) -> list[Told]:
        """The next changes, at least one: there are some."""
        return await self._ask(lambda session: self._tell(session, session.scalars(_next(after)).all()), limiter)

    async def _ask(self, what: Callable[[Session], T], limiter: anyio.CapacityLimiter) -> T:
        def asked() -> T:
            with self._database.read() as session:
                return what(session)

        return await run_sync(asked, limiter=limiter)

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    @contextlib.asynccontextmanager
    async def patience(self) -> AsyncGenerator[None]:
        """So long a reader may take for what it is sent, and less when the service is to end.

        Raises:
            TimeoutError: it took longer.
        """
        seconds = min(self._patience_seconds, PARTING_SECONDS) if self._closed else self._patience_seconds
        async with asyncio.timeout(seconds) as limit:
            self._sending.add(limit)
            try:
                yield
            finally:
                self._sending.discard(limit)

    def close(self) -> None:
        """End all streams, each with a word on when to come back; one that takes nothing is cut."""
        self._closed = True
        self._wake()
        parting = asyncio.get_running_loop().time() + PARTING_SECONDS
        for limit in self._sending:
            if not limit.expired():
                limit.reschedule(min(parting, limit.when() or parting))

    @contextlib.contextmanager
    def until_the_end(self) -> Iterator[None]:
        """Close when the process is told to stop, and not only when all connections are closed: these never are."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

        def stop(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.close)
            handler = before[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)

        for number in before:
            signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                if signal.getsignal(number) is stop:
                    signal.signal(number, handler)


def _next(after: int) -> Select[Change]:
    return changes.since(after).limit(_AT_ONCE)


class Stream(EventSourceResponse):
    """What a reader of the feed gets; given up when it takes nothing any more."""

    def __init__(self, feed: Feed, after: int, headers: Mapping[str, str]) -> None:
        self._feed = feed
        self._chunks = feed.follow(after)
        super().__init__(self._chunks, headers=headers)

    async def stream_response(self, send: Send) -> None:
        async def in_time(message: Any) -> None:
            async with self._feed.patience():
                await send(message)

        async with contextlib.aclosing(self._chunks):
            # The reader is gone, which is no failure.
            with contextlib.suppress(TimeoutError):
                await super().stream_response(in_time)
