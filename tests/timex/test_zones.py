"""Zones are those of the package that is pinned, whatever the machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path


def test_the_machines_own_zones_are_not_asked(tmp_path: Path) -> None:
    """On this machine Kyiv has the rules of Tokyo."""
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Kyiv").write_bytes(files("tzdata").joinpath("zoneinfo/Asia/Tokyo").read_bytes())
    program = (
        "from datetime import datetime, UTC\n"
        "from zoneinfo import ZoneInfo\n"
        "{}\n"
        "print(datetime(2022, 3, 22, 12, tzinfo=UTC).astimezone(ZoneInfo('Europe/Kyiv')).hour)\n"
    )
    machine = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    for imported, hour in (("", "21"), ("import app.timex.tagger", "14")):
        told = subprocess.run(
            [sys.executable, "-c", program.format(imported)], env=machine, check=True, capture_output=True, text=True
        )
        assert told.stdout.strip() == hour
