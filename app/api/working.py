"""Those who do what was asked for with `Prefer: respond-async`: threads of the service, or of `dateline work`."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from structlog.typing import FilteringBoundLogger

from app.api import conveyor
from app.api.conveyor import Ended, Result
from app.api.http import bodies, logs
from app.api.http.errors import encodable
from app.api.lines import Line
from app.api.reading import Read, Readers
from app.api.results import Results
from app.db import Database
from app.problems import InternalError, PreconditionFailed, Problem
from app.timeline.models import JobKind
from app.timeline.storing import articles, ingest, ingestions, jobs
from app.timeline.storing.ingest import Outcome
from app.timeline.storing.jobs import Claimed, LeaseLost

# How often somebody with nothing to do looks whether another process has queued something, and how long it leaves a
# store alone that is away.
_LOOK_SECONDS = 1.0
_AWAY_SECONDS = 5.0
# What is under way when they are told to stop is finished, or given up: then it is rolled back, and done by the next.
_PATIENCE_SECONDS = 20.0
# Somebody else may change an article while it is read again; so often in a row is no coincidence.
_ATTEMPTS = 3


class Workers:
    """So many threads, each with a job at a time.

    Args:
        lease_seconds: how long a job waits for a worker that is silent; each says three times as often that it lives.
        longest: how many bytes a line may have; told of those that have more.
        ingested: told how many articles came to what, by outcome, once it is committed.
    """

    def __init__(
        self, database: Database, readers: Readers, log: FilteringBoundLogger, count: int, *, lease_seconds: float,
        longest: int, ingested: Callable[[Mapping[str, int]], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._database = database
        self._readers = readers
        self._log = log
        self._lease = timedelta(seconds=lease_seconds)
        self._longest = longest
        self._ingested = ingested
        self._news = threading.Condition()
        self._told = 0
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, name=f"worker-{n}", daemon=True) for n in range(count)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """There is something to do: they need not wait until they look by themselves."""
        with self._news:
            self._told += 1
            self._news.notify_all()

    def stop(self) -> None:
        """Take nothing more, and end after what is being stored at this moment: the rest goes back to the queue."""
        self._stop.set()
        self.wake()

    def close(self) -> None:
        """The same, and wait for it."""
        self.stop()
        give_up = time.monotonic() + _PATIENCE_SECONDS
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(give_up - time.monotonic(), 0))

    def work_off(self) -> int:
        """Do, in this thread, all that there is to do now; how many jobs that was."""
        done = 0
        while not self._stop.is_set() and (job := self._take()) is not None:
            self._work(job)
            done += 1
        return done

    def _run(self) -> None:
        while not self._stop.is_set():
            told = self._told
            try:
                self.work_off()
                pause = _LOOK_SECONDS
            except SQLAlchemyError as error:
                # Not migrated yet, away, or busy for too long: who asks for something is told so, and nobody asked.
                self._log.warning("no jobs can be taken", error=type(error).__qualname__)
                pause = _AWAY_SECONDS
            with self._news:
                self._news.wait_for(lambda told=told: self._told != told, pause)  # type: ignore[misc]

    def _take(self) -> Claimed | None:
        now = datetime.now(UTC)
        with self._database.read() as session:
            if not jobs.due(session, now=now):
                return None
        with self._database.write() as session:
            return jobs.claim(session, now=now, lease=self._lease)

    def _work(self, job: Claimed) -> None:
        do = {
            JobKind.ARTICLE: self._add_article, JobKind.INGESTION: self._ingest, JobKind.REEXTRACTION: self._reextract,
        }[job.kind]  # fmt: skip
        with self._alive(job):
            try:
                do(job)
            except LeaseLost:
                self._log.warning("a job was taken over by another worker", job=job.public_id)
            except SQLAlchemyError as error:
                # It is left to whoever comes when its lease is over.
                logs.failure(self._log, error)
                raise
            except Problem as problem:
                self._fail(job, problem)
            except Exception as error:  # noqa: BLE001  one job must not end the worker
                logs.failure(self._log, error)
                self._fail(job, InternalError("This could not be done; the cause is in the log of the service."))

    def _fail(self, job: Claimed, problem: Problem) -> None:
        try:
            with self._database.write() as session:
                jobs.fail(session, job, encodable(problem.as_document()), now=datetime.now(UTC))
        except LeaseLost:
            self._log.warning("a job was taken over by another worker", job=job.public_id)
        else:
            if job.kind is JobKind.ARTICLE:
                self._ingested({ingestions.FAILED: 1})

    @contextmanager
    def _alive(self, job: Claimed) -> Iterator[None]:
        """Say from time to time that the worker of this job lives, whatever it is busy with."""
        over = threading.Event()

        def beat() -> None:
            while not over.wait(self._lease.total_seconds() / 3):
                try:
                    with self._database.write() as session:
                        if not jobs.beat(session, job, now=datetime.now(UTC), lease=self._lease):
                            return
                except SQLAlchemyError:
                    # The next one may get through; if none does, what the worker did is rolled back.
                    continue

        thread = threading.Thread(target=beat, name=f"alive-{job.public_id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _add_article(self, job: Claimed) -> None:
        with self._database.read() as session:
            ((_, content),) = jobs.lines(session, job, after=0)
        read = self._readers.read_here(content or b"", job.recorded_at).result()
        if isinstance(read, Problem):
            raise read
        now = datetime.now(UTC)
        with self._database.write() as session:
            (stored,) = ingest.store_many(session, [read], now=now)
            if isinstance(stored, Problem):
                raise stored
            jobs.finish(session, job, {stored.outcome.value: 1}, article_id=stored.article_id, now=now)
        self._ingested({stored.outcome.value: 1})

    def _reextract(self, job: Claimed) -> None:
        assert job.article_id is not None
        for attempt in range(1, _ATTEMPTS + 1):
            with self._database.read() as session:
                amendment = articles.prepare_amendment(session, job.article_id, {})
            now = datetime.now(UTC)
            try:
                with self._database.write() as session:
                    done = articles.reread(session, amendment, now=now)
                    outcome = Outcome.REVISED if done.changed else Outcome.UNCHANGED
                    jobs.finish(session, job, {outcome.value: 1}, now=now)
            except PreconditionFailed:
                if attempt == _ATTEMPTS:
                    raise
            else:
                return

    def _ingest(self, job: Claimed) -> None:
        assert job.ingestion_id is not None
        with self._database.read() as session:
            results = Results(job.ingestion_id, ingestions.last_number(session, job.ingestion_id), job.outcomes)
        source = _Lines(self._database, job, self._stop.is_set)

        def keep(session: Session, told: Sequence[tuple[Line, Result]]) -> None:
            results.keep(session, told)
            done = results.draft.done
            jobs.advance(session, job, done.total(), done, now=datetime.now(UTC))

        for _ in conveyor.convey(
            self._database,
            source.take,
            partial(self._read, job, self._readers.read),
            read_here=partial(self._read, job, self._readers.read_here),
            also=keep,
            unexpected=partial(logs.failure, self._log),
            taken_apart=partial(logs.taken_apart, self._log),
        ):
            self._ingested(results.committed())
        with self._database.write() as session:
            now = datetime.now(UTC)
            if results.kept.done.total() == job.total:
                jobs.finish(session, job, results.kept.done, now=now)
            else:
                jobs.release(session, job, now=now)

    def _read(self, job: Claimed, read: Callable[[bytes, datetime], Future[Read]], line: Line) -> Future[Read]:
        if line.content is not None:
            return read(line.content, job.recorded_at)
        refused: Future[Read] = Future()
        refused.set_result(bodies.too_large(self._longest))
        return refused


class _Lines:
    """The lines of a job that are not done yet, until the worker is to stop."""

    def __init__(self, database: Database, job: Claimed, stopped: Callable[[], bool]) -> None:
        self._database = database
        self._job = job
        self._stopped = stopped
        self._next = job.done
        self._waiting: deque[jobs.NumberedLine] = deque()

    def take(self, *, wait: bool) -> Line:  # noqa: ARG002  there always is a next one, or none any more
        if self._stopped():
            raise Ended
        if not self._waiting:
            with self._database.read() as session:
                self._waiting.extend(jobs.lines(session, self._job, after=self._next))
            self._next += len(self._waiting)
        if not self._waiting:
            raise Ended
        return Line(*self._waiting.popleft())
