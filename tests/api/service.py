"""The service as a process of its own, for what no test client in the same process shows."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
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
    # A file: nobody reads a pipe meanwhile, and a service that has much to say would stop when it is full.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--workers", str(workers)],
            cwd=ROOT,
            env={**os.environ, "DATELINE_DATABASE_URL": database_url, "DATELINE_LOG_LEVEL": "error", **environment},
            stderr=said,
            start_new_session=True,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            if not _is_ready(address, process):
                _end(process)
                said.seek(0)
                raise AssertionError(said.read().decode())
            yield address, process
        finally:
            _end(process)


def _is_ready(address: str, process: subprocess.Popen[bytes]) -> bool:
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5):
                return True
        except (URLError, ConnectionError):
            time.sleep(0.05)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop it, and the processes beside it, which a killed one would leave behind."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
