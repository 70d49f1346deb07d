"""Folders for databases that nobody needs after the tests."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

# On Linux, memory under a file system's name: a database is made there in 20 ms, on a busy disk in 300. Containers
# often have 64 MB of it, which is too little, and forbid to run programs from it.
_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30


def new_folder(purpose: str) -> Path:
    """An empty folder, in memory where there is room. Its name is short: a socket's may have 104 bytes on macOS."""
    in_memory = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    return Path(tempfile.mkdtemp(prefix=f"dateline-{purpose}-", dir=_MEMORY if in_memory else "/tmp"))
