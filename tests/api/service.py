"""The service as a process of its own, for what no test client in the same process shows."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]


@contextmanager
def running(database_url: str, workers: int = 1, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A service over a migrated store: its address, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--workers", str(workers)],
        cwd=ROOT,
        env={**os.environ, "DATELINE_DATABASE_URL": database_url, "DATELINE_LOG_LEVEL": "error", **environment},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process)
        yield address, process
    finally:
        _end(process)


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(_end(process))


def _end(process: subprocess.Popen[bytes]) -> str:
    """Stop it, and the processes beside it, which a killed one would leave behind; what it has said."""
    process.terminate()
    try:
        return (process.communicate(timeout=20)[1] or b"").decode()
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return (process.communicate()[1] or b"").decode()
