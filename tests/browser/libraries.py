"""Packages of the npm registry that only tests use: the libraries that our formats are for, and makers of clients."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

REQUIRED = bool(os.environ.get("DATELINE_TEST_REQUIRE_BROWSER"))


def install(packages: Sequence[str]) -> Path:
    """A folder whose `node_modules` holds these packages, each as `name@version`; it is kept for the next run.

    The test is left out where npm or its registry is not to be had, unless `DATELINE_TEST_REQUIRE_BROWSER` is set.
    """
    digest = hashlib.sha256(" ".join(packages).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"dateline-npm-{os.getuid()}-{digest}"
    if folder.exists():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        return _missing("npm was not found")
    work = Path(tempfile.mkdtemp(prefix="dateline-npm-"))
    (work / "package.json").write_text('{"private": true, "type": "module"}')
    command = [
        npm,
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        *packages,
    ]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False, timeout=240)
    if done.returncode:
        shutil.rmtree(work)
        return _missing(f"npm could not install {', '.join(packages)}: {done.stderr.strip()[-300:]}")
    try:
        work.rename(folder)
    except OSError:
        # Another process was first.
        shutil.rmtree(work)
    return folder


def _missing(why: str) -> Path:
    if REQUIRED:
        pytest.fail(f"{why}, and it is required here")
    pytest.skip(why)
