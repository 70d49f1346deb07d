"""From a document among many to an article that was read, here or in processes of its own.

Reading an article takes longer than storing it, and Python reads one at a time in a process: so the documents of a
large ingestion are read by processes beside the service, as many as it is given. They end with it, however it ends.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from datetime import datetime
from multiprocessing.connection import wait
from typing import Any, TypeVar

import anyio
from pydantic import ValidationError

from app import nlp
from app.api import context as given
from app.api.errors import body_problem
from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.extract import feeds
from app.problems import MalformedRequest, Problem
from app.timeline.ingest import Prepared, prepare

Read = Prepared | Problem
T = TypeVar("T")
_AT_ONCE = 4
# For so few documents no process is started.
_WORTH_PROCESSES = 64


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


class Readers:
    """Those who read documents: one thread, and once there are many documents, processes.

    Attributes:
        limiter: for the threads of ingestions: so many at a time, others wait, and their senders with them.

    Args:
        processes: how many; 0 for none.
        around: stands around the reading of an article in this process.
    """

    def __init__(self, processes: int, around: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self.limiter = anyio.CapacityLimiter(_AT_ONCE)
        self._processes = processes
        self._around = around
        self._count = 0
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._pool: ProcessPoolExecutor | None = None

    def read(self, content: bytes, now: datetime) -> Future[Read]:
        """Read a document in JSON."""
        return self._submit(read_line, content, now)

    def read_document(self, document: Any, now: datetime) -> Future[Read]:
        """Read a document that is parsed already."""
        return self._submit(read_document, document, now)

    def read_here(self, content: bytes, now: datetime) -> Future[Read]:
        """Read it in this process, whatever became of the others."""
        return self._begin_here(read_line, content, now)

    def _submit(self, read: Callable[[T, datetime], Read], what: T, now: datetime) -> Future[Read]:
        self._count += 1
        if self._processes and self._count > _WORTH_PROCESSES:
            try:
                return self._started().submit(read, what, now)
            except BrokenExecutor:
                # One of them was killed: others take its place, and this document is read here.
                self._stop_processes()
        return self._begin_here(read, what, now)

    def _begin_here(self, read: Callable[[T, datetime], Read], what: T, now: datetime) -> Future[Read]:
        def done() -> Read:
            with self._around():
                return read(what, now)

        # The thread knows whose request it is for.
        return self._thread.submit(copy_context().run, done)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._stop_processes()

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Forked from a process that has loaded what they need and has no threads or connections.
                forks = multiprocessing.get_context("forkserver")
                forks.set_forkserver_preload(["app.api.reading", "app.extract.extractor"])
                self._pool = ProcessPoolExecutor(
                    self._processes, mp_context=forks, initializer=_begin, initargs=(nlp.chosen(),)
                )
            return self._pool

    def _stop_processes(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(model: str | None) -> None:
    """What a process does before it reads for its parent."""
    nlp.choose(model)
    _end_with_parent()


def _end_with_parent() -> None:
    """Processes of a pool wait for work for ever, also when nobody is left to send any."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
