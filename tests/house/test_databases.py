"""What the fixtures of `conftest` promise to the tests that use them."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, NullPool, create_engine, inspect, text

ROOT = Path(__file__).parents[2]


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_has_a_migrated_database_of_its_own(database_url: str, turn: int) -> None:
    with _connection(database_url) as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        connection.execute(text("CREATE TABLE mine (turn integer)"))
    with _connection(database_url) as connection:
        assert inspect(connection).has_table("mine")


def test_an_empty_database_is_empty(empty_database_url: str) -> None:
    with _connection(empty_database_url) as connection:
        assert inspect(connection).get_table_names() == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_server_ends_with_the_tests_even_when_they_are_killed(database: str) -> None:
    program = (
        "from tests import postgres\n"
        "with postgres.server(postgres.find_binaries()) as server:\n"
        "    print(server.url.query['host'], flush=True)\n"
        "    input()\n"
    )
    tests = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert tests.stdout
    folder = Path(tests.stdout.readline().strip())
    assert folder.exists()
    tests.send_signal(signal.SIGKILL)
    tests.communicate()
    give_up = time.monotonic() + 20
    while folder.exists() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not folder.exists()
