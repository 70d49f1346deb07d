"""The documents are run: every command and every request in them, and everything there is stands in one of them.

Requests go to a service with one article in it; commands of ours run in a folder with the files that the
documents name. What is run by another test is only looked at here: whether there is such a command with such options.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from app.api.http.access import NEEDS
from app.cli import dateline
from app.db import Database
from app.main import create_app
from app.problems import every_problem
from app.settings import Settings
from app.timeline import keys
from app.timeline.models import Scope
from tests.api.conftest import BRIDGE
from tests.timeline.readings import NOW

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS}
SERVICE = "http://127.0.0.1:8000"

# Run elsewhere, by the words they begin with; or not at all, because there is nothing of ours in them.
ELSEWHERE = {
    "make": "tests/house/test_readme.py",
    "docker": "tests/house/test_image.py",
    "openapi-python-client": "tests/clients/test_clients.py",
    "npm": "tests/clients/test_clients.py",
    "npx": "tests/clients/test_clients.py",
    "pip": "tests/house/test_package.py",
    "python": "tests/timex/test_examples.py",
}
# Servers, another machine's scheduler, and what moves the store of the other commands away.
ONLY_LOOKED_AT = {"serve", "work", "backfill", "import"}


@dataclass(frozen=True)
class Command:
    document: str
    words: list[str]
    given: str | None = None


def _split(block: str) -> Iterator[str]:
    """Its commands: lines, with those that a backslash or an open quote goes on in."""
    waiting = ""
    for line in block.splitlines():
        waiting += line
        if waiting.endswith("\\"):
            waiting = waiting[:-1]
            continue
        try:
            shlex.split(waiting, comments=True)
        except ValueError:
            waiting += "\n"
            continue
        if shlex.split(waiting, comments=True):
            yield waiting
        waiting = ""
    assert not waiting.strip(), f"a quote is left open: {waiting}"


def commands(document: str) -> list[Command]:
    found = []
    for block in re.findall(r"^```sh\n(.*?)^```", TEXTS[document], re.MULTILINE | re.DOTALL):
        for line in _split(block):
            words = shlex.split(line, comments=True)
            given = words.index("<") if "<" in words else None
            found.append(Command(document, words[:given], words[given + 1] if given else None))
    return found


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands run: a store, and the files they name."""
    shutil.copyfile(sqlite_template, tmp_path / "dateline.db")
    article = json.dumps({**BRIDGE, "published_at": "2024-06-05"})
    annotated = {"id": "1", "text": "It closed on Monday.", "dct": "2024-06-05", "timexes": [
        {"start": 13, "end": 19, "text": "Monday", "type": "DATE", "value": "2024-06-03"}]}  # fmt: skip
    (tmp_path / "articles.ndjson").write_text(article + "\n")
    for name in ("annotated.jsonl", "my-documents.jsonl", "timeml-folder/one.jsonl", "gold.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(annotated) + "\n")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.parametrize("document", TEXTS)
def test_every_command_does_what_is_said(document: str, folder: Path) -> None:
    for command in commands(document):
        program, *words = command.words
        program = Path(program).name
        if program == "dateline":
            _dateline(command, words, folder)
        elif program == "export":
            name, _, value = words[0].partition("=")
            field = name.removeprefix("DATELINE_").lower()
            assert field in Settings.model_fields, name
            if field != "nlp_model":  # the model of the example need not be installed
                assert Settings(**{field: value})  # type: ignore[arg-type]
        elif program != "curl":
            assert program in ELSEWHERE, f"{document}: who runs {shlex.join(command.words)}?"
            assert (ROOT / ELSEWHERE[program]).exists()
            if words[:1] == ["-m"] and words[1] not in ("pytest", "pip"):
                assert (ROOT / f"{words[1].replace('.', '/')}.py").exists()


def _dateline(command: Command, words: list[str], folder: Path) -> None:
    told = f"{command.document}: dateline {shlex.join(words)}"
    if words[0] in ONLY_LOOKED_AT:
        known: click.Command | None = dateline.commands.get(words[0])
        assert known, told
        known.make_context(words[0], list(words[1:]), resilient_parsing=False)
        return
    if words[:2] == ["keys", "revoke"]:
        store = Database(f"sqlite:///{folder}/dateline.db")
        with store.write() as session:
            words = [*words[:2], keys.create(session, "x", Scope.READ, now=NOW)[0].id]
        store.close()
    given = None if command.given is None else (folder / command.given).read_text()
    if words == ["reextract"]:
        given = "n\n"
    # What an example writes may be there from the one before.
    for name in words[1:]:
        if words[0] in ("export", "backup") and (folder / name).is_file() and name != "--corrections":
            (folder / name).unlink()
    done = CliRunner().invoke(dateline, words, input=given, catch_exceptions=False)
    assert done.exit_code == 0, f"{told}\n{done.output}"


# ── Requests ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("document", [name for name in TEXTS if SERVICE in TEXTS[name]])
def test_every_request_is_answered(document: str, folder: Path) -> None:
    url = f"sqlite:///{folder}/dateline.db"
    with TestClient(create_app(Settings(database_url=url, log_level="error")), SERVICE) as client:
        client.post("/v1/articles", json={**BRIDGE, "published_at": "2024-06-05"}).raise_for_status()
        if document == "access.md":
            saved = client.post("/v1/timelines", json={"title": "Harbour bridge"}).json()
        else:
            saved = {"token": ""}
        sent = 0
        for command in commands(document):
            if command.words[0] == "curl":
                answer = _curl(client, [word.replace("$TOKEN", saved["token"]) for word in command.words[1:]], folder)
                assert answer.status_code in (200, 201), f"{shlex.join(command.words)}\n{answer.text}"
                sent += 1
        assert sent


def _curl(client: TestClient, words: list[str], folder: Path) -> Any:
    """What curl sends for these options; those that are not known here are no options for an example."""
    headers, address, body, method = {}, "", None, None
    rest = iter(words)
    for word in rest:
        if word in ("-s", "-N", "-i"):
            continue
        if word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data-binary"):
            told = next(rest)
            body = (folder / told[1:]).read_bytes() if told.startswith("@") else told.encode()
        elif word == "-o":
            assert re.fullmatch(r"[\w.-]+", next(rest))
        elif word == "-X":
            method = next(rest)
        else:
            assert not word.startswith("-"), f"an option of curl that nobody explained: {word}"
            assert word.startswith(SERVICE)
            address = word
    return client.request(method or ("GET" if body is None else "POST"), address, headers=headers, content=body)


# ── Everything there is ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_problem_has_a_remedy() -> None:
    rows = dict(re.findall(r"^\| `(/problems/[a-z-]+)` \| (\d+) \| .+ \|$", TEXTS["api.md"], re.MULTILINE))
    assert rows == {kind.type: str(kind.status) for kind in every_problem()}


def test_every_parameter_is_told_of(reader_document: dict[str, Any]) -> None:
    named = set(re.findall(r"`([a-z_]+)`", TEXTS["api.md"] + TEXTS["access.md"]))
    named |= set(re.findall(r"[?&]([a-z_]+)=", TEXTS["api.md"]))
    named |= set(re.findall(r"`([a-z_]+)=[^`]*`", TEXTS["api.md"]))
    asked = {
        parameter["name"]
        for path in reader_document["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    }
    assert asked - named == set()


@pytest.fixture(scope="module")
def reader_document() -> dict[str, Any]:
    return create_app(Settings(database_url="sqlite:////nowhere/dateline.db")).openapi()


def test_every_command_of_ours_is_told_of() -> None:
    told = " ".join(TEXTS.values())
    for name, command in dateline.commands.items():
        assert f"dateline {name}" in told, name
        for inner in getattr(command, "commands", {}):
            assert f"dateline {name} {inner}" in told or f"keys {inner}" in told, inner


def test_every_scope_is_told_of() -> None:
    assert NEEDS
    for scope in Scope:
        assert f"| `{scope}` |" in TEXTS["access.md"]


@pytest.mark.parametrize("document", TEXTS)
def test_links_lead_somewhere(document: str) -> None:
    path = next(path for path in DOCUMENTS if path.name == document)
    for target in re.findall(r"\]\(([^)#\s]+)\)", TEXTS[document]):
        if "://" not in target:
            assert (path.parent / target).exists(), target
