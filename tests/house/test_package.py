"""The wheel alone is the service: what it needs at run time is in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, unpacked as an installer does it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True)
    (wheel,) = folder.glob("dateline-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


def test_it_holds_the_program_and_nothing_else(installed: Path) -> None:
    version = next(installed.glob("dateline-*.dist-info")).name
    assert {path.name for path in installed.iterdir()} == {"app", "migrations", version}


@pytest.mark.parametrize("part", ["app", "migrations"])
def test_every_file_of_the_program_is_in_it(installed: Path, part: str) -> None:
    assert _files(installed, part) == _files(ROOT, part)


def _files(folder: Path, part: str) -> set[str]:
    every = (path for path in (folder / part).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)) for path in every}


def test_it_migrates_a_store_from_any_folder(installed: Path, tmp_path: Path) -> None:
    run = [sys.executable, "-c", "from app.cli import main; main()"]
    environment = {**os.environ, "PYTHONPATH": str(installed), "DATELINE_DATABASE_URL": "sqlite:///here.db"}
    subprocess.run([*run, "migrate"], env=environment, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "here.db").stat().st_size > 0
    where = subprocess.run(
        [sys.executable, "-c", "import app; print(app.__file__)"], env=environment, cwd=tmp_path, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed)
