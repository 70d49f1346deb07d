"""`dateline work`: what was asked for with `Prefer: respond-async`, done apart from the service."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from app.api.http import logs
from app.api.reading import Readers
from app.api.working import Workers
from app.cli.failures import say
from app.cli.store import opened
from app.settings import Settings


def work(workers: int, *, until_empty: bool) -> None:
    """Work until told to stop; then what is being stored is finished, and the rest goes back to the queue.

    Args:
        workers: how many jobs at a time.
        until_empty: stop when there is nothing more to take.
    """
    settings = Settings()
    with opened(settings) as database:
        readers = Readers(settings.reader_processes)
        crew = Workers(
            database,
            readers,
            logs.logger(settings.log_level),
            0 if until_empty else workers,
            lease_seconds=settings.job_lease_seconds,
            longest=settings.max_body_bytes,
        )
        told = threading.Event()

        def stop(_number: int, _frame: FrameType | None) -> None:
            told.set()
            crew.stop()

        with _when_told(stop):
            try:
                if until_empty:
                    say(f"{crew.work_off():,} jobs done.")
                else:
                    crew.start()
                    say(f"Working with {workers}. Stop with Ctrl+C.")
                    told.wait()
            finally:
                crew.close()
                readers.close()


@contextmanager
def _when_told(stop: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Stop by signal instead of dying by it, while the block runs."""
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
