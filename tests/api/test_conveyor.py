"""Who stores has nobody read twice, keeps the order, and helps to read while there is nothing to store."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy.orm import Session

from app.api import conveyor
from app.api.conveyor import Result
from app.api.reading import Read, Readers, read_document
from app.db import Database

NOW = datetime(2022, 3, 22, 12, tzinfo=UTC)


def article(number: int) -> dict[str, str]:
    text = f"Fire destroyed mill number {number} in Westbrook on Monday."
    return {"text": text, "external_id": str(number), "source": "Paper", "published_at": "2022-03-22"}


def convey(
    store: Database, count: int, read: Callable[[int], Future[Read]], read_here: Callable[[int], Future[Read]]
) -> list[tuple[int, Result]]:
    """So many articles by number, with what came of them."""
    numbers = iter(range(count))

    def take(*, wait: bool) -> int:
        try:
            return next(numbers)
        except StopIteration:
            raise conveyor.Ended from None

    def also(_session: Session, _told: Sequence[tuple[int, Result]]) -> None:
        return

    def fail(error: Exception, *_: int) -> None:
        raise error

    stored = conveyor.convey(store, take, read, read_here=read_here, also=also, unexpected=fail, taken_apart=fail)
    return [each for some in stored for each in some]


@pytest.fixture
def reader() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def test_who_stores_helps_a_reader_that_is_behind(store: Database, reader: ThreadPoolExecutor) -> None:
    """The reader has begun with the first and is held up: until it goes on, others are read here."""
    by_reader, here = Counter[int](), Counter[int]()
    enough = threading.Event()

    def read_slowly(number: int) -> Read:
        by_reader[number] += 1
        assert enough.wait(30), "nobody helped"
        return read_document(article(number), NOW)

    def read_here(number: int) -> Future[Read]:
        here[number] += 1
        enough.set()
        done: Future[Read] = Future()
        done.set_result(read_document(article(number), NOW))
        return done

    count = conveyor.AHEAD
    told = convey(store, count, partial(reader.submit, read_slowly), read_here)
    assert [number for number, _ in told] == list(range(count))
    assert {result["status"] for _, result in told} == {201}
    assert len({result["article_id"] for _, result in told}) == count
    assert 0 in by_reader
    assert here
    assert by_reader + here == Counter(range(count)), "each is read once"


def test_nobody_helps_a_reader_that_is_ahead(store: Database) -> None:
    def read(number: int) -> Future[Read]:
        done: Future[Read] = Future()
        done.set_result(read_document(article(number), NOW))
        return done

    def read_here(number: int) -> Future[Read]:
        raise AssertionError(number)

    assert len(convey(store, 5, read, read_here)) == 5


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_reader_that_is_killed_leaves_nothing_unread(store: Database) -> None:
    readers = Readers(1)

    def read(number: int, *, here: bool = False) -> Future[Read]:
        if number == 300 and readers._pool is not None:
            (reader,) = readers._pool._processes
            os.kill(reader, signal.SIGKILL)
            killed.append(reader)
        return readers.read_document(article(number), NOW, here=here)

    killed: list[int] = []
    try:
        warm = time.monotonic() + 120
        while readers._pool is None and time.monotonic() < warm:
            wait([readers.read_document(article(number), NOW) for number in range(40)])
        told = convey(store, 400, read, partial(read, here=True))
    finally:
        readers.close()
    assert killed
    assert [number for number, _ in told] == list(range(400))
    assert {result["status"] for _, result in told} == {201}
