"""`dateline doctor`: what is wrong is marked, and nothing in it is secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.doctor import masked
from app.settings import Settings
from tests.api.conftest import BRIDGE
from tests.cli.conftest import Run


def test_a_store_that_is_well(run: Run, store: str, database: str) -> None:
    run("ingest", "-", input=json.dumps(BRIDGE))
    run("keys", "create", "somebody", "--scope", "read")
    told = run("doctor")
    assert (told.exit_code, told.stderr) == (0, "Nothing is wrong.\n")
    assert "!" not in told.stdout
    for name in Settings.model_fields:
        assert f"DATELINE_{name.upper()}" in told.stdout
    assert "1 articles, " in told.stdout
    assert "1 keys that open" in told.stdout
    assert {"sqlite": "SQLite 3.", "postgresql": "PostgreSQL "}[database] in told.stdout
    for words in ("bridge", "Harbour", "somebody"):
        assert words not in told.stdout
    found = {each["about"]: each for each in json.loads(run("doctor", "--json").stdout)}
    assert found["migration"]["good"] is found["writing"]["good"] is found["grammar"]["good"] is True


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://ann:geheim@host/name", "postgresql+psycopg://ann:***@host/name"),
        ("postgresql+psycopg://host/name?password=geheim&sslkey=geheim", "postgresql+psycopg://host/name?"),
        ("geheim", "***"),
        (f"sqlite:///{Path.home()}/a.db", "sqlite:///~/a.db"),
    ],
)
def test_what_opens_a_store_is_masked(url: str, shown: str) -> None:
    assert masked(url).startswith(shown)
    assert "geheim" not in masked(url)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////nowhere/at/all.db", "There is no file yet"),
        ("postgresql://ann:geheim@127.0.0.1:1/none", "refused"),
        ("mysql://host/name", "no URL of SQLite or PostgreSQL"),
        ("nonsense", "no URL of SQLite or PostgreSQL"),
    ],
)
def test_what_is_wrong_is_marked(run: Run, monkeypatch: pytest.MonkeyPatch, url: str, told: str) -> None:
    monkeypatch.setenv("DATELINE_DATABASE_URL", url)
    found = run("doctor")
    assert found.exit_code == 1
    assert any(line.startswith("! store") and told in line for line in found.stdout.splitlines()), found.stdout
    assert "geheim" not in found.stdout


def test_a_store_before_its_migrations(run: Run, empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATABASE_URL", empty_database_url)
    found = run("doctor")
    assert (found.exit_code, "dateline migrate" in found.stdout) == (1, True)


def test_a_damaged_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dateline.db"
    monkeypatch.setenv("DATELINE_DATABASE_URL", f"sqlite:///{path}")
    run("migrate")
    content = bytearray(path.read_bytes())
    content[4096:40_960] = b"\xff" * 36_864
    path.write_bytes(content)
    found = run("doctor")
    assert found.exit_code == 1
    assert "! file" in found.stdout or "! store" in found.stdout
