"""The service over a real socket with the seed articles in it, and pages of a real browser that look at it."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import orjson
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from app.main import create_app
from app.settings import Settings
from tests import chromium, scratch

ROOT = Path(__file__).parents[2]
# The machine may be busy with other tests; nothing here waits that long for nothing.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


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


@pytest.fixture(scope="module")
def service(sqlite_template: Path) -> Iterator[Service]:
    """A service with the seed articles; what a test adds, the next ones of its module see too."""
    with running(sqlite_template) as started:
        for article in sorted((ROOT / "seeds").glob("*.json")):
            started.send(orjson.loads(article.read_bytes()))
        yield started


@pytest.fixture
def bare(sqlite_template: Path) -> Iterator[Service]:
    """A service with nothing in it, for one test alone."""
    with running(sqlite_template) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: its driver keeps an event loop running, beside which other tests can have none."""
    program = chromium.find()
    assert program, "tests of the page are left out without a browser"
    with chromium.browser(program) as started:
        yield started


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a page in a context of its own: `visit(url, **options of the context)`.

    After the test it is an error if anything went to another machine, or if the page complained.
    """
    contexts, asked, complaints = [], [], []

    def open_page(url: str, **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("request", lambda sent: asked.append(sent.url))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("console", lambda told: told.type == "error" and complaints.append(told.text))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not re.match(r"(http://127\.0\.0\.1:\d+/|blob:|data:)", url)] == []
    expected = request.node.get_closest_marker("complains")
    assert [each for each in complaints if not (expected and re.search(expected.args[0], each))] == []


def drawn(page: Page) -> None:
    """Wait until the events of the filters are drawn."""
    page.wait_for_function("() => performance.getEntriesByName('draw').length > 0")
    expect(page.locator("#state")).not_to_have_text("Loading …")
