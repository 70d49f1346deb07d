"""A browser for the tests of the page: Debian's Chromium, or another one on the PATH. None is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of the browser's program, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser(program: str) -> Iterator[Browser]:
    """A running browser without a window, which knows the names of this machine only."""
    from playwright.sync_api import sync_playwright

    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.geteuid() == 0:
        # Its sandbox needs a user to give up, and in a container there is often only root.
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield started
        finally:
            started.close()
