"""The one who stores the articles that come one a request: what waits at the same time goes into one transaction.

While a transaction ends, others come, and the next one takes all of them: so the more there are, the less each costs.
Each has its own answer, and one that cannot be stored fails alone. Nobody needs a thread while they wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import orjson
from sqlalchemy.orm import Session
from structlog.typing import FilteringBoundLogger

from app.api import documents
from app.api.http import logs
from app.db import Database
from app.problems import Problem, Unavailable
from app.timeline import kept_answers
from app.timeline.kept_answers import Answer
from app.timeline.storing import ingest, together
from app.timeline.storing.ingest import Ingested, Outcome, Prepared

# Articles that share a transaction, as far as they are there.
_TOGETHER = 32
# Articles of requests that a process has in hand, read or waiting. More would wait for seconds: who sends them is told
# at once to come again.
_MOST = 128


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a request: the answer, and the outcome where it stored something itself."""

    answer: Answer
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class _Waiting:
    prepared: Prepared
    units: documents.Units
    repeatable: kept_answers.Request | None
    told: Future[Told]


class Writer:
    """A thread that stores, and those that wait for it.

    Attributes:
        waiting: what is stored next.

    Args:
        most: requests in hand at a time.
    """

    def __init__(self, database: Database, log: FilteringBoundLogger, *, most: int = _MOST) -> None:
        self._database = database
        self._most = most
        self._taken_apart = partial(logs.taken_apart, log)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._in_hand = 0
        self.waiting: deque[_Waiting] = deque()

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        """Around all that is done for one request, in the event loop.

        Raises:
            Unavailable: too many are in hand.
        """
        if self._in_hand >= self._most:
            raise Unavailable("As many articles are waiting to be stored as may; send this one again in a moment.")
        self._in_hand += 1
        try:
            yield
        finally:
            self._in_hand -= 1

    def store(
        self, prepared: Prepared, *, units: documents.Units, repeatable: kept_answers.Request | None
    ) -> Future[Told]:
        """Store it with all that wait at this moment.

        The future raises what concerns this article, or all of them where the store is away.
        """
        waiting = _Waiting(prepared, units, repeatable, Future())
        self.waiting.append(waiting)
        # One turn for each: whoever comes first takes the others along, whose turn finds nothing.
        self._thread.submit(self._turn)
        return waiting.told

    def close(self) -> None:
        """Store what waits, and nothing after it."""
        self._thread.shutdown()

    def _turn(self) -> None:
        taken = [self.waiting.popleft() for _ in range(min(_TOGETHER, len(self.waiting)))]
        # Who went away in the meantime was promised nothing; from here on nobody can.
        taken = [each for each in taken if each.told.set_running_or_notify_cancel()]
        if not taken:
            return
        told = iter(taken)
        try:
            for results in together.each_done(
                self._database.write, taken, self._store, failed=_failed, taken_apart=self._taken_apart
            ):
                for result in results:
                    future = next(told).told
                    if isinstance(result, Exception):
                        future.set_exception(result)
                    else:
                        future.set_result(result)
        except Exception as error:  # noqa: BLE001  whoever waits has to be told
            for each in told:
                each.told.set_exception(error)

    def _store(self, session: Session, asked: Sequence[_Waiting]) -> Sequence[Told | Exception]:
        now = datetime.now(UTC)
        results: dict[int, Told | Exception] = {}
        for number, each in enumerate(asked):
            if each.repeatable is not None:
                try:
                    kept_answers.claim(session, each.repeatable)
                    first = kept_answers.find(session, each.repeatable, now=now)
                except Problem as problem:
                    results[number] = problem
                else:
                    if first is not None:
                        results[number] = Told(first, None)
        new = [number for number in range(len(asked)) if number not in results]

        def tell(place: int, done: Ingested) -> Told:
            return _told(session, asked[new[place]], done, now)

        stored = ingest.ingest_many(session, [asked[number].prepared for number in new], now=now, tell=tell)
        results.update(zip(new, stored, strict=True))
        return [results[number] for number in range(len(asked))]


def _told(session: Session, asked: _Waiting, done: Ingested, now: datetime) -> Told:
    """The answer, kept with what it tells where the request may come again."""
    content = {
        "outcome": done.outcome.value,
        "article": documents.whole_article(done.article),
        "events": documents.events(session, done.events, units=asked.units),
        "mentions": documents.mentions(session, done.article, done.mentions, units=asked.units),
        "warnings": [documents.notice(warning) for warning in done.warnings],
    }
    public_id = done.article.public_id
    answer = Answer(
        201 if done.outcome is Outcome.CREATED else 200,
        {"content-type": "application/json", "location": f"/v1/articles/{public_id}"},
        orjson.dumps(content),
    )
    if asked.repeatable is not None:
        kept_answers.keep(session, asked.repeatable, answer, article_id=public_id, now=now)
    return Told(answer, done.outcome)


def _failed(_session: Session, _asked: _Waiting, error: Exception) -> Exception:
    return error
