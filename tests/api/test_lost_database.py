"""PostgreSQL goes away under a running service and comes back, in order or by a crash.

A server of its own is stopped and started. While it is away the service says so, when it is back nobody has to do
anything, and what was acknowledged is there.
"""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest

from app.db import Database, migrate
from app.timeline import keys
from app.timeline.models import Scope
from tests import postgres
from tests.api.service import running
from tests.api.test_bad_days import add, ask, is_ready, soon, stored
from tests.api.test_kills import article
from tests.api.test_stream import listening
from tests.timeline.readings import NOW

ENDS = {"stopped": signal.SIGINT, "crashed": signal.SIGQUIT}
# The tests' other servers acknowledge what no crash may take away; this one has to keep its word.
AS_OPERATED = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    """A server that the test may stop: never one that was given, which others use, so its binaries have to be here."""
    binaries = postgres.find_binaries()
    if binaries is None:
        why = "PostgreSQL's own programs are not here, and a server that was given is not ours to stop"
        if os.environ.get("DATELINE_TEST_REQUIRE_POSTGRES"):
            pytest.fail(f"{why}; the check must not go on without this test")
        pytest.skip(why)
    with postgres.server(binaries, **AS_OPERATED) as server:
        yield server


def url_of(server: postgres.Server) -> str:
    return server.url.render_as_string(hide_password=False)


class Clients:
    """Three that add articles and two that read, all the time: whatever is no success has to be a refusal in words."""

    def __init__(self, address: str) -> None:
        self.taken: set[str] = set()
        self.refused = 0
        self.failed: list[str] = []
        self._address = address
        self._numbers = itertools.count(1)
        self._over = threading.Event()

    def _write(self) -> None:
        number = next(self._numbers)
        if add(self._address, number):
            self.taken.add(str(number))
        else:
            self.refused += 1

    def _read(self) -> None:
        for path in ("/v1/events", "/v1/events?q=bridge&count=exact", "/v1/changes", "/v1/facets?field=source"):
            status, told, headers = ask(self._address, path)
            if status != 200:
                assert (status, told["type"]) == (503, "/problems/unavailable"), told
                assert int(headers["retry-after"]) > 0

    def _until_told(self, what: Callable[[], None]) -> None:
        while not self._over.is_set():
            try:
                what()
            except Exception as error:  # noqa: BLE001  it is told by the test
                self.failed.append(repr(error))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        threads = [
            threading.Thread(target=self._until_told, args=(what,)) for what in [self._write] * 3 + [self._read] * 2
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "hows",
    [["crashed"], pytest.param(["stopped", "crashed", "crashed", "stopped"], marks=pytest.mark.nightly)],
    ids=len,
)
def test_the_server_goes_and_comes_back(database: str, hows: list[str], server: postgres.Server) -> None:
    migrate(url_of(server))
    with running(url_of(server)) as (address, process):
        clients = Clients(address)
        with clients.at_work():
            for how in hows:
                before = len(clients.taken)
                soon(lambda before=before: len(clients.taken) >= before + 10)  # type: ignore[misc]
                server.stop(ENDS[how])
                refused = clients.refused
                soon(lambda refused=refused: clients.refused > refused + 10)  # type: ignore[misc]
                assert not is_ready(address)
                assert not add(address, 100_000)
                assert ask(address, "/healthz")[0] == 200
                assert ask(address, "/v1/version")[0] == 200
                assert ask(address, "/v1/resolutions", {"text": "2022", "anchor": "2022-03-22"})[0] == 200
                server.start()
                soon(lambda: is_ready(address))
            before = len(clients.taken)
            soon(lambda: len(clients.taken) >= before + 10)
        assert clients.failed == []
        assert clients.taken <= stored(address)
        assert process.poll() is None


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_who_waits_goes_on_waiting(database: str, server: postgres.Server) -> None:
    """Readers of the change stream, jobs that are promised, and holders of a key, through an outage."""
    migrate(url_of(server))
    store = Database(url_of(server))
    with store.write() as session:
        _, key = keys.create(session, "all", Scope.ADMIN, now=NOW)
    store.close()
    bearer = {"Authorization": f"Bearer {key}"}
    lines = [article(number) for number in range(40)]
    with (
        running(url_of(server), DATELINE_JOB_LEASE_SECONDS="2") as (address, _),
        httpx2.Client(base_url=address, headers=bearer, timeout=60) as client,
        listening(address, **bearer) as messages,
    ):
        promised = client.post("/v1/ingestions", json=lines, headers={"Prefer": "respond-async"})
        assert promised.status_code == 202
        job = f"/v1/jobs/{promised.json()['id']}"
        news = (each["id"] for each in messages if "data" in each)
        first = next(news)
        server.stop(signal.SIGQUIT)
        away = client.get("/v1/events")
        # Who it is, is still known: it is the store that is away.
        assert (away.status_code, away.json()["type"]) == (503, "/problems/unavailable")
        assert client.get("/v1/events", headers={"Authorization": f"Bearer {key}x"}).status_code == 401
        server.start()
        soon(lambda: client.get(job).json().get("state") == "finished")
        assert client.get(job).json()["outcomes"] == {"created": len(lines)}
        log = _log(client)
        heard = [first, *(next(news) for _ in log[1:])]
        assert heard == log


def _log(client: httpx2.Client) -> list[str]:
    """The cursors of all changes, in their order."""
    found: list[str] = []
    path: str | None = "/v1/changes?limit=200"
    while path:
        page = client.get(path)
        found += [each["cursor"] for each in page.json()["items"]]
        path = page.links["next"]["url"] if "next" in page.links else None
    return found
