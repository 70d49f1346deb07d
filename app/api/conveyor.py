"""Documents in, results out, in order: read ahead, stored some at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session

from app.api.http.errors import encodable
from app.api.reading import Read
from app.db import Database
from app.problems import InternalError, Problem
from app.timeline.storing import ingestions
from app.timeline.storing.ingest import Outcome, Stored

# Documents that are being read while others are stored, and articles that share a transaction as far as they are
# there: nobody is kept waiting for more of them.
AHEAD = 64
TOGETHER = 32
_COLLECTING_SECONDS = 0.2

T = TypeVar("T")
Result = dict[str, Any]


class Ended(Exception):
    """No more documents."""


T_co = TypeVar("T_co", covariant=True)


class Source(Protocol[T_co]):
    """Where documents come from."""

    def __call__(self, *, wait: bool) -> T_co | None:
        """The next document; None where there is none at this moment, unless it is to be waited for.

        Raises:
            Ended: there are no more.
        """


def convey(
    database: Database,
    source: Source[T],
    read: Callable[[T], Future[Read]],
    *,
    read_here: Callable[[T], Future[Read]],
    also: Callable[[Session, Sequence[tuple[T, Result]]], None],
    unexpected: Callable[[Exception], None],
    taken_apart: Callable[[Exception, int], None],
) -> Iterator[list[tuple[T, Result]]]:
    """Store what comes, and yield some documents with their results whenever these are committed.

    Args:
        read_here: the same by a thread of this process: for a document whose reader was killed, and for one that nobody
            has begun with while there is nothing to store.
        also: what else is to be written in the same transaction.
        unexpected: told of a failure that nobody could foresee; the document it concerns gets a bare problem.
        taken_apart: told with what so many documents failed together, and are stored apart.
    """
    waiting: deque[tuple[T, Future[Read]]] = deque()
    helping: Future[Read] | None = None
    ended = False
    while waiting or not ended:
        while not ended and len(waiting) < AHEAD:
            try:
                document = source(wait=not waiting)
            except Ended:
                ended = True
                break
            if document is None:
                break
            waiting.append((document, read(document)))
        batch: list[tuple[T, Read | Exception]] = []
        until = time.monotonic() + _COLLECTING_SECONDS
        while waiting and len(batch) < TOGETHER:
            if not waiting[0][1].done():
                if batch and time.monotonic() > until:
                    break
                if helping is None or helping.done():
                    helping = _help(waiting, read_here)
            document, future = waiting.popleft()
            batch.append((document, _result(document, future, read_here)))
        if batch:
            yield from _stored(database, batch, also, unexpected, taken_apart)


def _help(waiting: deque[tuple[T, Future[Read]]], read_here: Callable[[T], Future[Read]]) -> Future[Read] | None:
    """Have the last that nobody has begun with read here; None where there is none."""
    for place in range(len(waiting) - 1, 0, -1):
        document, future = waiting[place]
        if future.cancel():
            reading = read_here(document)
            waiting[place] = document, reading
            return reading
        if not future.done():
            break
    return None


def _result(document: T, future: Future[Read], read_here: Callable[[T], Future[Read]]) -> Read | Exception:
    try:
        return future.result()
    except BrokenExecutor:
        return _result(document, read_here(document), read_here)
    except Exception as error:  # noqa: BLE001  one document must not fail the others
        return error


def _stored(
    database: Database,
    batch: Sequence[tuple[T, Read | Exception]],
    also: Callable[[Session, Sequence[tuple[T, Result]]], None],
    unexpected: Callable[[Exception], None],
    taken_apart: Callable[[Exception, int], None],
) -> Iterator[list[tuple[T, Result]]]:
    done = 0

    def tell(stored: Sequence[Stored | Problem | Exception]) -> list[tuple[T, Result]]:
        these = batch[done : done + len(stored)]
        return [(document, result_of(one)) for (document, _), one in zip(these, stored, strict=True)]

    for stored in ingestions.store_many(
        database.write,
        [one for _, one in batch],
        now=datetime.now(UTC),
        also=lambda session, stored: also(session, tell(stored)),
        taken_apart=taken_apart,
    ):
        for one in stored:
            if isinstance(one, Exception) and not isinstance(one, Problem):
                unexpected(one)
        told = tell(stored)
        done += len(told)
        yield told


def result_of(stored: Stored | Problem | Exception) -> Result:
    """What is told about one document, but for its place."""
    if isinstance(stored, Stored):
        return {
            "status": 201 if stored.outcome is Outcome.CREATED else 200,
            "outcome": stored.outcome.value,
            "article_id": stored.article_id,
            "events": stored.events,
        }
    if not isinstance(stored, Problem):
        stored = InternalError("This could not be stored; the cause is in the log of the service.")
    return {"status": stored.status, "problem": encodable(stored.as_document())}
