"""Documents in, results out, in order: read ahead, stored some at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from app.api.http.errors import encodable
from app.api.reading import Read
from app.db import Database
from app.problems import InternalError, Problem
from app.timeline.storing import ingestions
from app.timeline.storing.ingest import Outcome, Stored

# Documents that wait at once, those of them that readers have in hand while others are stored, and articles that share
# a transaction as far as they are there: nobody is kept waiting for more of them.
AHEAD = 96
_IN_HAND = 64
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
    waiting: deque[_Waiting[T]] = deque()
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
            waiting.append(_Waiting(document))
        _hand_out(waiting, read)
        batch: list[tuple[T, Read | Exception]] = []
        until = time.monotonic() + _COLLECTING_SECONDS
        while waiting and len(batch) < TOGETHER:
            first = waiting[0]
            reading = first.reading or read(first.document)
            if not reading.done():
                if batch and time.monotonic() > until:
                    break
                if helping is None or helping.done():
                    helping = _help(waiting, read_here)
            waiting.popleft()
            batch.append((first.document, _result(first.document, reading, read_here)))
        _hand_out(waiting, read)
        if batch:
            yield from _stored(database, batch, also, unexpected, taken_apart)


@dataclass(slots=True)
class _Waiting(Generic[T]):
    """A document on its way; `reading` is None until somebody has it in hand."""

    document: T
    reading: Future[Read] | None = None


def _hand_out(waiting: Iterable[_Waiting[T]], read: Callable[[T], Future[Read]]) -> None:
    """Have the first of them read."""
    for each in islice(waiting, _IN_HAND):
        if each.reading is None:
            each.reading = read(each.document)


def _help(waiting: Iterable[_Waiting[T]], read_here: Callable[[T], Future[Read]]) -> Future[Read] | None:
    """Have the first that nobody has in hand read here; None where there is none.

    Nothing is taken back from a pool of processes: one that breaks while it has a future that was cancelled leaves all
    its others without an end (Python 3.11).
    """
    free = next((each for each in waiting if each.reading is None), None)
    if free is None:
        return None
    free.reading = read_here(free.document)
    return free.reading


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
