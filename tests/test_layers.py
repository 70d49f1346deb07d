"""Imports run downwards, and the extractor knows neither where nor when it runs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the ground up: a module imports from its own part and from those below it.
PARTS = (
    "timex",
    "evaluation",
    "extract",
    "memory",
    "settings",
    "problems",
    "version",
    "nlp",
    "timeline",
    "db",
    "render",
    "api",
    "bulk",
    "main",
    "cli",
)

# The same within a part: what stands in the part itself is the ground, then its rooms. `extractor` is the roof.
ROOMS = {
    "timeline": ("", "joining", "asking", "storing", "curating"),
    "extract": ("lang", "", "english", "plain", "extractor"),
    "api": ("http", ""),
}

# Modules that tell a program where or when it runs, or let it reach outside. `zoneinfo` is not one: the rules of a
# named zone are a table.
OUTSIDE = {
    "fastapi", "getpass", "glob", "http", "io", "locale", "logging", "os", "pathlib", "platform", "random", "secrets",
    "shutil", "socket", "sqlalchemy", "sqlite3", "subprocess", "tempfile", "time", "uuid",
}  # fmt: skip
READS_THE_CLOCK = {"now", "today", "utcnow", "fromtimestamp", "localtime"}
OPENS_FILES = {"open", "input", "print"}


def _modules(*parts: str) -> list[Path]:
    return [path for path in sorted((ROOT / "app").rglob("*.py")) if _part(path) in parts]


def _part(path: Path) -> str:
    return path.relative_to(ROOT / "app").parts[0].removesuffix(".py")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _imports(path: Path) -> Iterator[str]:
    """Full names of what a module imports, at its top or inside its functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_part_has_its_place() -> None:
    assert {_part(path) for path in (ROOT / "app").rglob("*.py")} - {"__init__"} <= set(PARTS)


@pytest.mark.parametrize("path", _modules(*PARTS), ids=_name)
def test_imports_run_downwards(path: Path) -> None:
    height = PARTS.index(_part(path))
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("app.")}
    assert {part for part in ours if part in PARTS and PARTS.index(part) > height} == set()


def _room(name: str, part: str) -> str:
    """Of `app.timeline.joining.tales` it is `joining`; of `app.timeline.changes` none."""
    inner = name.split(".")[2]
    return inner if inner in ROOMS[part] else ""


@pytest.mark.parametrize("path", _modules(*ROOMS), ids=_name)
def test_rooms_stand_on_each_other(path: Path) -> None:
    part = _part(path)
    inside = f"app.{part}."
    own = _room(".".join(path.relative_to(ROOT).with_suffix("").parts), part)
    height = ROOMS[part].index(own)
    used = {_room(name, part) for name in _imports(path) if name.startswith(inside)}
    assert {room for room in used if ROOMS[part].index(room) > height} == set()


@pytest.mark.parametrize("path", _modules("timex", "extract"), ids=_name)
def test_the_extractor_knows_neither_where_nor_when_it_runs(path: Path) -> None:
    imported = {name.split(".")[0] for name in _imports(path)}
    assert imported & OUTSIDE == set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                assert called.attr not in READS_THE_CLOCK, f"line {node.lineno}"
            elif isinstance(called, ast.Name):
                assert called.id not in OPENS_FILES, f"line {node.lineno}"


@pytest.mark.parametrize("path", _modules("evaluation"), ids=_name)
def test_the_evaluation_needs_no_framework(path: Path) -> None:
    assert {name.split(".")[0] for name in _imports(path)} & {"sqlalchemy", "fastapi", "pydantic"} == set()


def test_the_tagger_alone_loads_no_framework() -> None:
    """`app.timex.tagger` starts in a moment: what is slow to load comes with the first text that needs it."""
    program = "import sys; import app.timex.tagger; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    slow = {"sqlalchemy", "fastapi", "pydantic", "dateparser", "holidays", "py3langid", "numpy", "trafilatura"}
    assert "app.timex.tagger" in loaded
    assert loaded & slow == set()
