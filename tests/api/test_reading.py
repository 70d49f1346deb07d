"""Who reads: threads of the service, and processes once there are many articles."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from datetime import UTC, datetime

from app.api.reading import Readers
from app.timeline.storing.ingest import Prepared, Submission, prepare

NOW = datetime(2022, 3, 22, 12, tzinfo=UTC)


def sent(number: int) -> Submission:
    text = f"Fire destroyed mill number {number} in Westbrook on Monday."
    return Submission(text=text, external_id=str(number), published_at="2022-03-22")


def read(readers: Readers, numbers: range) -> list[Prepared]:
    async def read_all() -> list[Prepared]:
        return await asyncio.gather(*(readers.prepare(sent(number), NOW) for number in numbers))

    return asyncio.run(read_all())


def as_told(prepared: list[Prepared]) -> list[object]:
    return [(each.submission, each.extraction, each.ready and each.ready.article) for each in prepared]


def test_many_articles_are_read_by_processes_and_by_threads_when_those_are_killed() -> None:
    numbers = range(80)
    expected = as_told([prepare(sent(number), now=NOW) for number in numbers])
    readers = Readers(1)
    try:
        assert as_told(read(readers, numbers)) == expected
        give_up = time.monotonic() + 120
        while readers._pool is None and time.monotonic() < give_up:
            time.sleep(0.05)
        pool = readers._pool
        assert pool is not None
        assert as_told(read(readers, numbers)) == expected
        (reader,) = pool._processes
        os.kill(reader, signal.SIGKILL)
        assert as_told(read(readers, numbers)) == expected
    finally:
        readers.close()


def test_a_few_are_read_here() -> None:
    readers = Readers(1)
    try:
        read(readers, range(8))
        assert readers._pool is None
        assert not readers._starting
    finally:
        readers.close()
