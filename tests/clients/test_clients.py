"""What `docs/clients.md` shows: clients generated from our OpenAPI document, checked, and run against the service."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import packages
from tests.serving import Service, running

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "clients.md").read_text()
SHOWN = "http://127.0.0.1:8000"

GENERATOR = "openapi-python-client==0.29.1"
NPM = ("openapi-typescript@7.13.0", "openapi-fetch@0.17.0", "typescript@5.9.3", "@types/node@24.10.1")
TSCONFIG = """{"compilerOptions": {"target": "es2022", "module": "nodenext", "strict": true,
    "noUncheckedIndexedAccess": true, "lib": ["es2022", "dom", "dom.iterable"], "types": []},
    "files": ["example.ts"]}"""


@pytest.fixture
def service(sqlite_template: Path) -> Iterator[Service]:
    with running(sqlite_template) as started:
        yield started


def block(language: str, service: Service) -> str:
    """The example of the guide in a language, for this service."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert SHOWN in found
    return str(found).replace(SHOWN, service.url)


def command(beginning: str, service: Service) -> list[str]:
    """A command that the guide shows, for this service."""
    (found,) = re.findall(rf"^{re.escape(beginning)} .*$", GUIDE, re.MULTILINE)
    return str(found).replace(SHOWN, service.url).split()


def run(arguments: list[str], folder: Path, **environment: str) -> str:
    done = subprocess.run(
        arguments,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def check_output(said: str) -> None:
    """Both examples say the same: two events, their titles page by page, steps, February 2022, a count, a failure."""
    assert "2024-06-03 " in said
    assert "The harbour bridge closed" in said
    assert "\n2022-02\n" in said
    assert said.endswith("\n400 from\n")


def test_python(service: Service, tmp_path: Path) -> None:
    programs = packages.from_pip(GENERATOR)
    service.save("/openapi.json", tmp_path / "openapi.json")
    arguments = command("openapi-python-client generate", service)
    # The generator formats what it made with the ruff beside it.
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    said = run([str(programs / "python"), "-m", "openapi_python_client", *arguments[1:]], tmp_path, PATH=path)
    told = set(re.findall(r"WARNING (.*)", said))
    assert told == {
        "parsing POST /v1/extractions within reading.",
        "parsing POST /v1/ingestions within articles.",
        "parsing GET /v1/ingestions/{ingestion_id}/results within articles.",
    }
    (tmp_path / "example.py").write_text(block("python", service))
    check_output(run([str(programs / "python"), "example.py"], tmp_path))


def test_typescript(service: Service, tmp_path: Path) -> None:
    modules = packages.from_npm(*NPM) / "node_modules"
    node = shutil.which("node")
    assert node, "npm does not come without it"
    (tmp_path / "node_modules").symlink_to(modules)
    (tmp_path / "package.json").write_text('{"private": true, "type": "module"}')
    (tmp_path / "tsconfig.json").write_text(TSCONFIG)
    (tmp_path / "example.ts").write_text(block("ts", service))
    generate = command("npx openapi-typescript", service)
    run([node, str(modules / "openapi-typescript" / "bin" / "cli.js"), *generate[2:]], tmp_path)
    run([node, str(modules / "typescript" / "bin" / "tsc"), "--project", "tsconfig.json"], tmp_path)
    check_output(run([node, "example.js"], tmp_path))
