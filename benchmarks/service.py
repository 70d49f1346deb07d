"""A service of our own on loopback, over an empty store: what the runners here talk to."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

_PROJECT = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS = 120.0


class Service:
    """A running service; `pid` is that of its first process."""

    def __init__(self, address: str, pid: int) -> None:
        self.address = address
        self.pid = pid

    def get(self, path: str, **query: Any) -> Any:
        """The JSON at a path; `from_` is sent as `from`."""
        asked = urlencode([(name.rstrip("_"), value) for name, value in query.items()])
        with urllib.request.urlopen(f"{self.address}{path}?{asked}") as answer:
            return json.load(answer)

    def all(self, path: str, **query: Any) -> Iterator[Any]:
        """Every item of a list, page by page."""
        cursor = None
        while True:
            page = self.get(path, **query, **({"cursor": cursor} if cursor else {}))
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def add(self, articles: Iterable[dict[str, Any]]) -> int:
        """Add articles one by one; how many."""
        count = 0
        for article in articles:
            body = json.dumps(article).encode()
            request = urllib.request.Request(
                f"{self.address}/v1/articles", data=body, headers={"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request) as answer:
                answer.read()
            count += 1
        return count


@contextmanager
def service(url: str | None = None, *, workers: int = 1, **settings: Any) -> Iterator[Service]:
    """A service over a store that is migrated first, by default one in a folder of its own that is gone afterwards.

    Args:
        workers: processes that serve.
        settings: by their names, such as `reader_processes`.
    """
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            **os.environ,
            "DATELINE_DATABASE_URL": url or f"sqlite:///{folder}/dateline.db",
            **{f"DATELINE_{name.upper()}": str(value) for name, value in settings.items()},
        }
        dateline = [sys.executable, "-m", "app.cli"]
        subprocess.run([*dateline, "migrate"], cwd=_PROJECT, env=environment, check=True, capture_output=True)
        running = subprocess.Popen(
            [*dateline, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)],
            cwd=_PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/readyz", running)
            yield Service(address, running.pid)
        finally:
            running.terminate()
            running.wait()


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address):
                return
        except urllib.error.URLError:
            if running.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
