"""The README says what is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from app.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    rows = re.findall(r"^\| `(DATELINE_\w+)` \| (.*?) \| ", README, re.MULTILINE)
    settings = {
        f"DATELINE_{name.upper()}": f"`{field.default}`" if field.default not in (None, "") else "none"
        for name, field in Settings.model_fields.items()
    }
    assert dict(rows) == settings


def test_every_target_named_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b", README)) - {"are"} <= targets


def test_every_place_in_the_layout_exists() -> None:
    cells = re.findall(r"^\| (`[a-z]+/.*?`) \|", README, re.MULTILINE)
    places = [place for cell in cells for place in re.findall(r"`(.+?)`", cell)]
    assert len(places) > 5
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_the_answer_shown_is_the_answer_given() -> None:
    asked = re.search(r"""-d '(\{"text": .*?\})'""", README)
    shown = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert asked
    assert shown
    body = json.loads(asked[1])
    command = [sys.executable, "-m", "app.cli", "resolve", body["text"], "--anchor", body["anchor"]]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(shown[1]) == json.loads(done.stdout)
