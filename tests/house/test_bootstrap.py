"""`scripts/bootstrap` on machines of many kinds: stand-ins for Python on a PATH of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Answers `python -c …` as a Python of that version would, with its venv module or without.
PROBED = """\
#!/bin/sh
exec "{real}" -c 'import sys; sys.version_info = {version}; {missing}; exec(sys.argv[2])' "$@"
"""
# Does that, and makes a "virtual environment" whose Python notes what it is asked to install.
WORKING = """\
#!/bin/sh
case "$1 $2" in
    "-c "*) exec "{real}" -c 'import sys; sys.version_info = {version}; exec(sys.argv[2])' "$@" ;;
    "--version ") echo Python ;;
    "-m venv") echo "$@" >>"{log}"; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *) echo "$@" >>"{log}" ;;
esac
"""


@dataclass
class Machine:
    """A folder `bin`, the whole PATH, and a clone of the project."""

    folder: Path
    clone: Path

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def add_python(self, name: str, version: tuple[int, int], *, venv: bool = True, template: str = PROBED) -> None:
        missing = "pass" if venv else 'sys.modules["ensurepip"] = None'
        python = self.folder / "bin" / name
        python.write_text(template.format(real=sys.executable, version=version, missing=missing, log=self.log))
        python.chmod(0o755)

    def bootstrap(self, wanted: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.clone / "scripts" / "bootstrap", wanted],
            env={"PATH": str(self.folder / "bin"), **environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def installs(self) -> list[str]:
        """What pip and venv were called with since the last time."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line for line in lines if "--version" not in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    clone = tmp_path / "a clone"
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, clone / name)
    shutil.copy(ROOT / "pyproject.toml", clone)
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "cat", "cksum", "cp", "dirname", "mkdir"):
        found = shutil.which(tool)
        assert found, tool
        (tmp_path / "bin" / tool).symlink_to(found)
    return Machine(tmp_path, clone)


@pytest.mark.parametrize(
    ("pythons", "sentence"),
    [
        (
            [],
            (
                "Dateline needs Python 3.11 or newer and python3 was not found: install it (Debian, Ubuntu:"
                " apt install python3 python3-venv), or name one with PYTHON=/path/to/python."
            ),
        ),
        (
            [("python3", (3, 10), True)],
            (
                "Dateline needs Python 3.11 or newer and python3 is Python 3.10: install a newer one (Debian, Ubuntu:"
                " apt install python3.11 python3.11-venv), or name one with PYTHON=/path/to/python."
            ),
        ),
        (
            [("python3", (2, 7), False)],
            (
                "Dateline needs Python 3.11 or newer and python3 is Python 2.7: install a newer one (Debian, Ubuntu:"
                " apt install python3.11 python3.11-venv), or name one with PYTHON=/path/to/python."
            ),
        ),
        (
            [("python3", (3, 12), False)],
            (
                "Python 3.12 is here without its venv module: install it (Debian, Ubuntu: apt install python3.12-venv)"
                " and run make again."
            ),
        ),
        # What is nearest to working is what to mend.
        (
            [("python3", (3, 9), True), ("python3.13", (3, 13), False)],
            (
                "Python 3.13 is here without its venv module: install it (Debian, Ubuntu: apt install python3.13-venv)"
                " and run make again."
            ),
        ),
    ],
    ids=["none", "old", "very old", "no venv", "old, and newer without venv"],
)
def test_an_unfit_machine_gets_one_sentence(
    machine: Machine, pythons: list[tuple[str, tuple[int, int], bool]], sentence: str
) -> None:
    for name, version, venv in pythons:
        machine.add_python(name, version, venv=venv)
    done = machine.bootstrap()
    assert done.returncode == 1
    assert done.stderr == sentence + "\n"
    assert done.stdout == ""
    assert not (machine.clone / ".venv").exists()


def test_make_ends_with_the_sentence_and_a_failure(machine: Machine) -> None:
    shutil.copy(ROOT / "Makefile", machine.clone)
    machine.add_python("python3", (3, 8))
    make = shutil.which("make")
    assert make
    for target in ("run", "test", "check"):
        done = subprocess.run(
            [make, target],
            env={"PATH": str(machine.folder / "bin")},
            cwd=machine.clone,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        assert done.stdout == ""
        assert done.stderr.startswith("Dateline needs Python 3.11 or newer and python3 is Python 3.8: install")


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    machine.add_python("python3", (3, 10))
    machine.add_python("python3.13", (3, 13), venv=False)
    machine.add_python("python3.12", (3, 12), template=WORKING)
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    assert machine.installs()[0] == "-m venv --clear .venv"


def test_the_named_python_is_taken(machine: Machine) -> None:
    machine.add_python("python3", (3, 14), template=WORKING)
    machine.add_python("mine", (3, 10))
    refused = machine.bootstrap(PYTHON="mine")
    assert (refused.returncode, machine.installs()) == (1, [])
    assert "mine is Python 3.10" in refused.stderr
    machine.add_python("mine", (3, 11), template=WORKING)
    assert machine.bootstrap(PYTHON=str(machine.folder / "bin" / "mine")).returncode == 0


def test_packages_are_installed_again_only_when_the_pins_change(machine: Machine) -> None:
    machine.add_python("python3", (3, 11), template=WORKING)
    assert machine.bootstrap("run").returncode == 0
    made, packages, project = machine.installs()
    assert made == "-m venv --clear .venv"
    assert packages.endswith("--require-hashes --requirement requirements/run.txt")
    assert project.endswith("--no-deps --no-build-isolation --editable .")

    assert machine.bootstrap("run").returncode == 0
    assert machine.installs() == []

    assert machine.bootstrap("dev").returncode == 0
    assert [line.split()[-1] for line in machine.installs()] == ["requirements/dev.txt", "."]

    for path in ("requirements/run.txt", "pyproject.toml"):
        with (machine.clone / path).open("a") as pins:
            pins.write("# changed\n")
        assert machine.bootstrap("dev").returncode == 0
        assert [line.split()[-1] for line in machine.installs()] == ["requirements/dev.txt", "."]
    assert machine.bootstrap("run").returncode == 0
    assert machine.installs() == [], "dev holds all of run"


def test_a_moved_folder_gets_a_new_environment(machine: Machine) -> None:
    machine.add_python("python3", (3, 11), template=WORKING)
    machine.bootstrap()
    machine.installs()
    machine.clone = machine.clone.rename(machine.folder / "elsewhere")
    assert machine.bootstrap().returncode == 0
    assert machine.installs()[0] == "-m venv --clear .venv"
