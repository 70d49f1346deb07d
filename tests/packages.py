"""Packages that only tests use: libraries that our formats are for, makers of clients.

They come from the registries of npm and Python into a folder outside the project, which the next run finds.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = bool(os.environ.get("DATELINE_TEST_REQUIRE_REGISTRIES"))


def from_npm(*packages: str) -> Path:
    """A folder whose `node_modules` holds these packages, each as `name@version`.

    The test is left out where npm or its registry is not to be had, unless `DATELINE_TEST_REQUIRE_REGISTRIES` is set.
    """

    def install(folder: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            _missing("npm was not found")
        (folder / "package.json").write_text('{"private": true, "type": "module"}')
        _run([npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", *packages], folder)

    return _kept("npm", packages, install)


def from_pip(*packages: str) -> Path:
    """The folder of programs of a virtual environment that holds these packages; left out like the others."""

    def install(folder: Path) -> None:
        # Scripts of a virtual environment hold its path, so it is made where it stays and its programs go by modules.
        _run([sys.executable, "-m", "venv", str(folder / "venv")], folder)
        pip = [
            str(folder / "venv" / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        _run([*pip, *packages], folder)

    return _kept("pip", packages, install) / "venv" / "bin"


def _kept(kind: str, packages: Sequence[str], install: Callable[[Path], None]) -> Path:
    """The folder made by an earlier run, or a new one; of two processes that make one, the first wins."""
    digest = hashlib.sha256(" ".join([sys.version, *packages]).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"dateline-{kind}-{os.getuid()}-{digest}"
    if not folder.exists():
        work = Path(tempfile.mkdtemp(prefix=f"dateline-{kind}-"))
        try:
            install(work)
            if not folder.exists():
                work.rename(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return folder


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        _missing(f"{' '.join(command[1:4])} failed: {done.stderr.strip()[-300:]}")


def _missing(why: str) -> NoReturn:
    if REQUIRED:
        pytest.fail(f"{why}, and it is required here")
    pytest.skip(why)
