"""The service over a real socket on this machine."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import orjson
import uvicorn

from app.main import create_app
from app.settings import Settings
from tests import scratch


class Service:
    """A running service, in a thread of this process: the grammars are loaded once for all of them.

    Attributes:
        url: its address, without a slash at the end.
    """

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self._settings = Settings(database_url=f"sqlite:///{folder}/dateline.db", log_level="error")
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        config = uvicorn.Config(
            create_app(self._settings), host="127.0.0.1", port=self._port, log_level="error", access_log=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.02)

    def stop(self) -> None:
        assert self._server and self._thread
        self._server.should_exit = True
        self._thread.join()

    def get(self, path: str) -> Any:
        with urlopen(self.url + path, timeout=60) as answer:
            return orjson.loads(answer.read())

    def save(self, path: str, file: Path) -> None:
        with urlopen(self.url + path, timeout=60) as answer:
            file.write_bytes(answer.read())

    def send(self, article: dict[str, Any]) -> dict[str, Any]:
        """Add an article; the answer."""
        request = Request(f"{self.url}/v1/articles", orjson.dumps(article), {"Content-Type": "application/json"})
        with urlopen(request, timeout=60) as answer:
            return dict(orjson.loads(answer.read()))

    def add(self, text: str, **article: Any) -> dict[str, Any]:
        """Add an article of 22 March 2022; the answer."""
        return self.send({"text": text, "published_at": "2022-03-22", "country": "GB", **article})


@contextmanager
def running(sqlite_template: Path) -> Iterator[Service]:
    """A service with nothing in it."""
    folder = scratch.new_folder("page")
    shutil.copyfile(sqlite_template, folder / "dateline.db")
    service = Service(folder)
    service.start()
    try:
        yield service
    finally:
        service.stop()
        shutil.rmtree(folder)
