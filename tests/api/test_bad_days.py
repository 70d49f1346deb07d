"""A disk that is full, a file that cannot be written or is damaged, a server that goes and comes back, a restart.

With the real thing each time. What is acknowledged is there afterwards; what is not is refused in words; and when the
trouble is over, nobody has to do anything.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import scratch
from tests.api.conftest import BRIDGE
from tests.api.service import ROOT, running

_PATIENCE = 30.0
LONG = "It opened again on Monday. " * 1_500


def ask(address: str, path: str, body: Any = None) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Status, document and headers of an answer, over a connection of its own."""
    where = urlsplit(address)
    with closing(HTTPConnection(where.hostname or "", where.port, timeout=60)) as connection:
        sent = None if body is None else json.dumps(body)
        connection.request("GET" if body is None else "POST", path, sent, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, json.loads(answer.read()), headers


def add(address: str, number: int, text: str = BRIDGE["text"]) -> bool:  # type: ignore[assignment]
    """Whether an article was taken in; it is refused in no other way than as it should be."""
    status, told, headers = ask(address, "/v1/articles", {**BRIDGE, "external_id": str(number), "text": text})
    if status in (200, 201):
        return True
    assert (status, told["type"]) == (503, "/problems/unavailable"), told
    assert int(headers["retry-after"]) > 0
    return False


def stored(address: str) -> set[str]:
    found: set[str] = set()
    path: str | None = "/v1/articles?limit=200"
    while path:
        status, told, headers = ask(address, path)
        assert status == 200, told
        found |= {each["external_id"] for each in told["items"]}
        path = headers["link"].partition(">")[0].lstrip("<") if "link" in headers else None
    return found


def is_ready(address: str) -> bool:
    status, told, headers = ask(address, "/readyz")
    if status == 200:
        return True
    assert (status, told["type"]) == (503, "/problems/unavailable"), told
    assert int(headers["retry-after"]) > 0
    return False


def soon(what: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < give_up
        time.sleep(0.1)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of that size."""
    folder = scratch.new_folder("disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        shutil.rmtree(folder)


def _can_mount() -> bool:
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    try:
        with small_disk(1):
            return True
    except subprocess.CalledProcessError:
        return False


# A container may be refused a file system of its own; a bound on the size of files is there for everybody.
WAYS = ["files may not grow", *(["disk of its own"] if _can_mount() else [])]


@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk(way: str, sqlite_template: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(small_disk(24)) if way == "disk of its own" else tmp_path
        shutil.copyfile(sqlite_template, folder / "dateline.db")
        address, process = stack.enter_context(running(f"sqlite:///{folder}/dateline.db"))
        taken = {str(number) for number in range(3) if add(address, number)}
        assert len(taken) == 3
        if way == "disk of its own":
            ballast = folder / "ballast"
            with ballast.open("wb", buffering=0) as file, suppress(OSError):
                while file.write(b"x" * 65_536):
                    pass
        else:
            longest = max(path.stat().st_size for path in folder.iterdir()) + 100_000
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (longest, resource.RLIM_INFINITY))
        refused = 0
        for number in range(3, 60):
            if add(address, number, text=f"{number}: {LONG}"):
                taken.add(str(number))
            else:
                refused += 1
                if refused == 3:
                    break
        assert refused == 3
        assert not is_ready(address)
        assert ask(address, "/healthz")[0] == 200
        # What is there can still be read.
        assert stored(address) == taken
        if way == "disk of its own":
            ballast.unlink()
        else:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        soon(lambda: is_ready(address))
        assert add(address, 100)
        assert stored(address) == {*taken, "100"}


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write wherever it likes: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_cannot_be_written(sqlite_template: Path) -> None:
    from fastapi.testclient import TestClient

    from app.main import create_app
    from app.settings import Settings

    folder = scratch.new_folder("readonly")
    path = folder / "dateline.db"
    shutil.copyfile(sqlite_template, path)
    folder.chmod(0o555)
    path.chmod(0o444)
    try:
        with nobody(), TestClient(create_app(Settings(database_url=f"sqlite:///{path}", log_level="error"))) as client:
            refused = client.post("/v1/articles", json=BRIDGE)
            assert (refused.status_code, refused.json()["type"]) == (503, "/problems/unavailable")
            assert refused.headers["retry-after"]
            assert client.get("/readyz").status_code == 503
            assert client.get("/healthz").status_code == 200
            with_rights = [(folder, 0o777), (path, 0o666)]
            if os.getuid() == 0:
                os.seteuid(0)
            for each, mode in with_rights:
                each.chmod(mode)
            if os.getuid() == 0:
                os.seteuid(65_534)
            assert client.get("/readyz").status_code == 200
            assert client.post("/v1/articles", json=BRIDGE).status_code == 201
    finally:
        shutil.rmtree(folder)


def test_a_file_that_was_damaged_and_replaced(sqlite_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    shutil.copyfile(sqlite_template, path)
    with running(f"sqlite:///{path}") as (address, _):
        assert add(address, 1)
        assert is_ready(address)
        # Another process writes over it; the log beside it is gone as well.
        for name in ("-wal", "-shm"):
            Path(f"{path}{name}").unlink(missing_ok=True)
        content = bytearray(path.read_bytes())
        content[4_096:] = b"\xa5" * (len(content) - 4_096)
        path.write_bytes(content)
        soon(lambda: not add(address, 2))
        assert not is_ready(address)
        assert ask(address, "/healthz")[0] == 200
        for name in ("", "-wal", "-shm"):
            Path(f"{path}{name}").unlink(missing_ok=True)
        shutil.copyfile(sqlite_template, path)
        soon(lambda: is_ready(address))
        assert add(address, 3)
        assert stored(address) == {"3"}


def test_what_has_begun_is_ended(database_url: str) -> None:
    """An article of which half has come when the service is told to stop."""
    with running(database_url) as (address, process):
        where = urlsplit(address)
        body = json.dumps(BRIDGE).encode()
        with closing(socket.create_connection((where.hostname or "", where.port or 0), timeout=30)) as line:
            head = f"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
            head += "Content-Type: application/json\r\n\r\n"
            line.sendall(head.encode() + body[:50])
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            line.sendall(body[50:])
            assert line.recv(100).startswith(b"HTTP/1.1 201 ")
        assert process.wait(timeout=20) in (0, -signal.SIGTERM)


def test_one_after_the_other_is_restarted_and_nobody_notices(database_url: str) -> None:
    """Two services over one store, and clients that go to the other one where nobody listens, as a proxy does."""
    taken: list[str] = []
    failed: list[str] = []
    stop = threading.Event()
    with ExitStack() as first, ExitStack() as second:
        addresses = [first.enter_context(running(database_url))[0], second.enter_context(running(database_url))[0]]

        def write(name: int) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                for address in (addresses[number % 2], addresses[1 - number % 2]):
                    try:
                        if add(address, name * 100_000 + number):
                            taken.append(str(name * 100_000 + number))
                        else:
                            failed.append("503")
                    except ConnectionRefusedError:
                        continue
                    except Exception as error:  # noqa: BLE001  it is told by the test
                        failed.append(repr(error))
                    break
                else:
                    failed.append("nobody listens")

        clients = [threading.Thread(target=write, args=(name,)) for name in (1, 2)]
        for client in clients:
            client.start()
        with ExitStack() as third:
            for place, stack in enumerate((first, second)):
                time.sleep(1)
                stack.close()
                addresses[place] = third.enter_context(running(database_url))[0]
            time.sleep(1)
            stop.set()
            for client in clients:
                client.join()
            assert failed == []
            assert len(taken) > 20
            assert set(taken) <= stored(addresses[0])


def test_two_migrations_at_once(empty_database_url: str) -> None:
    """As when two containers start together: both end well, and the steps have run once."""
    command = [sys.executable, "-m", "app.cli", "migrate"]
    environment = {**os.environ, "DATELINE_DATABASE_URL": empty_database_url}
    both = [subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for each in both:
        _, told = each.communicate(timeout=120)
        assert each.returncode == 0, told
