"""The service over a real socket with the seed articles in it, and pages of a real browser that look at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.serving import Service, running

ROOT = Path(__file__).parents[2]
# The machine may be busy with other tests; nothing here waits that long for nothing.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


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
