"""From a document among many to an article that was read, here or in processes of its own.

Reading an article takes longer than storing it, and Python reads one at a time in a process: so the documents of a
large ingestion are read by processes beside the service, as many as it is given. They end with it, however it ends.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from contextvars import copy_context
from datetime import UTC, datetime
from multiprocessing.connection import wait
from typing import Any, TypeVar

import anyio
from pydantic import ValidationError

from app import memory, nlp
from app.api import context as given
from app.api.http.errors import body_problem
from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.extract import feeds
from app.problems import MalformedRequest, Problem
from app.timeline.storing.ingest import Prepared, Submission, prepare

Read = Prepared | Problem
T = TypeVar("T")
R = TypeVar("R")
_AT_ONCE = 4
_ONE_AT_ONCE = 2
# For so few documents no process is started, nor where each has been read before the next one comes.
_WORTH_PROCESSES = 32
# Documents that wait for a thread here when processes are started.
_QUEUED = 2
# Documents that wait for each process when somebody who waits for an answer has it read by a thread here: not before it
# is worth it, because a thread takes its time from the one who stores.
_AHEAD = 12
_MOST_PROCESSES = 2


def read_line(content: bytes, now: datetime) -> Read:
    """A document in JSON as an article that was read, or the problem with it."""
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        return MalformedRequest(f"This is not JSON: {error.msg} at character {error.pos}.")
    except (ValueError, RecursionError):
        return MalformedRequest("This cannot be read as JSON in UTF-8.")
    return read_document(document, now)


def read_document(document: Any, now: datetime) -> Read:
    """The same for one that is parsed."""
    try:
        return prepare(submission(ArticleIn.model_validate(document), now), now=now)
    except ValidationError as error:
        return body_problem(error.errors())
    except Problem as problem:
        return problem


def is_json_feed(content: bytes | None) -> bool:
    """Whether a document says that it is a JSON Feed."""
    if content is None or b"jsonfeed.org/version" not in content:
        return False
    try:
        return feeds.is_json_feed(json.loads(content))
    except (ValueError, RecursionError):
        return False


def of_feed(content: bytes) -> list[bytes]:
    """The entries of a feed as documents in JSON.

    Raises:
        MalformedRequest: it is none.
    """
    try:
        entries = feeds.of_document(content)
    except (ValueError, RecursionError) as error:
        raise MalformedRequest(str(error) if type(error) is ValueError else "The feed cannot be read.") from error
    # Feeds say all kinds of things in `language`.
    known = given.languages()
    return [
        json.dumps({field: value for field, value in entry.items() if field != "language" or value in known}).encode()
        for entry in entries
    ]


def of_page(content: bytes) -> list[bytes]:
    """A page of HTML as a document in JSON, in whatever charset it is."""
    from app.extract import page

    html = page.decoded(content)
    address = page.address(html)
    return [json.dumps({"html": html, **({"url": address} if address else {})}).encode()]


def spare_cores() -> int:
    """Cores that this process may use beside the one it runs on; no more than one who stores keeps up with."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable - 1, _MOST_PROCESSES)


class Readers:
    """Those who read documents: threads of this process, and once there are many documents, processes.

    Attributes:
        limiter: for the threads of ingestions: so many at a time, others wait, and their senders with them.

    Args:
        processes: how many; 0 for none, None for as many as there are cores to spare.
        around: stands around the reading of an article in this process.
    """

    def __init__(self, processes: int | None, around: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self.limiter = anyio.CapacityLimiter(_AT_ONCE)
        self._processes = spare_cores() if processes is None else processes
        self._around = around
        self._lock = threading.Lock()
        # Who sends one article and waits for the answer does not queue behind those who send thousands.
        self._thread_of_many = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._threads_of_one = ThreadPoolExecutor(_ONE_AT_ONCE, thread_name_prefix="reader")
        self._pool: ProcessPoolExecutor | None = None
        self._starting = self._closed = False
        self._seen = self._here_in_hand = self._elsewhere_in_hand = 0

    def read(self, content: bytes, now: datetime) -> Future[Read]:
        """Read a document in JSON, one of many."""
        return self._submit(read_line, content, now)

    def read_document(self, document: Any, now: datetime, *, here: bool = False) -> Future[Read]:
        """Read a document that is parsed already, one of many; `here`: in this process, as `read_here`."""
        if here:
            return self._here(self._thread_of_many, read_document, document, now)
        return self._submit(read_document, document, now)

    def read_here(self, content: bytes, now: datetime) -> Future[Read]:
        """Read it in this process, whatever became of the others."""
        return self._here(self._thread_of_many, read_line, content, now)

    async def prepare(self, sent: Submission, now: datetime) -> Prepared:
        """Read an article that somebody waits for."""
        reading = self._elsewhere(_prepare, sent, now, behind=_AHEAD * self._processes)
        if reading is not None:
            # If the process is killed, it is read here.
            with suppress(BrokenExecutor):
                return await asyncio.wrap_future(reading)
        return await asyncio.wrap_future(self._here(self._threads_of_one, _prepare, sent, now))

    def close(self) -> None:
        self._closed = True
        for threads in (self._thread_of_many, self._threads_of_one):
            threads.shutdown(wait=False, cancel_futures=True)
        self._stop_processes()

    def _submit(self, read: Callable[[T, datetime], R], what: T, now: datetime) -> Future[R]:
        return self._elsewhere(read, what, now) or self._here(self._thread_of_many, read, what, now)

    def _here(self, threads: ThreadPoolExecutor, read: Callable[[T, datetime], R], what: T, now: datetime) -> Future[R]:
        def done() -> R:
            with self._around():
                return read(what, now)

        # The thread knows whose request it is for.
        with self._lock:
            self._here_in_hand += 1
        reading = threads.submit(copy_context().run, done)
        reading.add_done_callback(self._done_here)
        return reading

    def _elsewhere(
        self, read: Callable[[T, datetime], R], what: T, now: datetime, *, behind: int | None = None
    ) -> Future[R] | None:
        """Have a process read it, if there are any by now, and they have not so many in hand already."""
        self._seen += 1
        pool = self._pool
        if pool is None:
            if self._processes and self._seen > _WORTH_PROCESSES and self._here_in_hand >= _QUEUED:
                self._start_processes()
            return None
        if behind is not None and self._elsewhere_in_hand >= behind:
            return None
        try:
            reading = pool.submit(read, what, now)
        except BrokenExecutor:
            # One of them was killed: others take its place, and until then it is read here.
            self._stop_processes()
            return None
        with self._lock:
            self._elsewhere_in_hand += 1
        reading.add_done_callback(self._done_elsewhere)
        return reading

    def _done_here(self, _reading: Future[Any]) -> None:
        with self._lock:
            self._here_in_hand -= 1

    def _done_elsewhere(self, _reading: Future[Any]) -> None:
        with self._lock:
            self._elsewhere_in_hand -= 1

    def _start_processes(self) -> None:
        with self._lock:
            if self._starting or self._closed:
                return
            self._starting = True
        # It takes seconds, and nobody waits for it.
        threading.Thread(target=self._start, name="starting readers", daemon=True).start()

    def _start(self) -> None:
        # Forked from a process that has loaded what they need and has no threads or connections.
        forks = multiprocessing.get_context("forkserver")
        forks.set_forkserver_preload(["app.api.reading", "app.extract.extractor"])
        pool: ProcessPoolExecutor | None
        pool = ProcessPoolExecutor(self._processes, mp_context=forks, initializer=_begin, initargs=(nlp.chosen(),))
        try:
            for begun in [pool.submit(os.getpid) for _ in range(self._processes)]:
                begun.result()
        except (BrokenExecutor, CancelledError, OSError, RuntimeError):
            # Without them it takes longer, and that is all.
            pool.shutdown(wait=False, cancel_futures=True)
            pool = None
        with self._lock:
            self._starting = False
            if not self._closed:
                self._pool, pool = pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _stop_processes(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _prepare(sent: Submission, now: datetime) -> Prepared:
    return prepare(sent, now=now)


def _begin(model: str | None) -> None:
    """What a process does before it reads for its parent."""
    nlp.choose(model)
    _end_with_parent()
    # What loads with the first article is loaded before one has to wait for it.
    _prepare(Submission(text="The bridge opened on Monday.", published_at="2022-03-22"), datetime.now(UTC))
    memory.settle()


def _end_with_parent() -> None:
    """Processes of a pool wait for work for ever, also when nobody is left to send any."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
