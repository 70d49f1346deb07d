"""`dateline keys`, and who `dateline serve` lets in without them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.db import Database
from app.timeline import keys
from tests.cli.conftest import Run


def test_a_key_is_shown_once_listed_and_taken_back(run: Run, store: str) -> None:
    assert "No keys" in run("keys", "list").stderr
    made = run("keys", "create", "news desk", "--scope", "write", "--expires", "90d")
    key = made.stdout.strip()
    assert re.fullmatch(r"dl_[0-9a-f]{12}_[\w-]{43}", key)
    assert "shown this once" in made.stderr
    assert key not in made.stderr
    database = Database(store)
    with database.read() as session:
        found = keys.ring(session).find(key)
    assert found
    assert (found.name, found.scope) == ("news desk", "write")
    assert found.expires_at
    assert abs(found.expires_at - datetime.now(UTC) - timedelta(days=90)) < timedelta(minutes=1)
    listed = run("keys", "list").stdout
    assert re.search(rf"{found.id}\s+news desk\s+write\s+until \S+ \S+\s+\S+ \S+\s+never", listed)
    assert key.split("_", 2)[2] not in listed
    assert run("keys", "revoke", found.id).exit_code == 0
    assert "revoked" in run("keys", "list").stdout
    with database.read() as session:
        assert keys.ring(session).find(key) is None
    database.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["revoke", "nonsense"], "There is no key with this id"),
        (["create", "x", "--scope", "root"], "'root' is not one of"),
        (["create", "x", "--expires", "soon"], "--expires is a length"),
        (["create", "x", "--expires", "2020-01-01"], "in the past"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_be_is_one_sentence(run: Run, store: str, words: list[str], told: str) -> None:
    failed = run("keys", *words)
    assert (failed.exit_code, told in failed.stderr) == (2, True), failed.stderr


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_serve_listens_to_strangers_only_when_told_who_may(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening: list[Any] = []
    # The server itself is not what is looked at here: whether it would be started.
    monkeypatch.setattr("uvicorn.run", lambda *_, **options: listening.append(options["host"]))
    for host in ("0.0.0.0", "::", "192.0.2.1", "news.test"):
        refused = run("serve", "--host", host)
        assert (refused.exit_code, "dateline keys create" in refused.stderr) == (2, True)
    assert listening == []
    for host in ("127.0.0.1", "localhost", "::1", "127.0.0.2"):
        assert "only this machine" in run("serve", "--host", host).stderr
    for anonymous in ("read", "nothing", "everything"):
        monkeypatch.setenv("DATELINE_ANONYMOUS", anonymous)
        assert run("serve", "--host", "0.0.0.0").exit_code == 0
    monkeypatch.delenv("DATELINE_ANONYMOUS")
    run("keys", "create", "x", "--scope", "read")
    told = run("serve", "--host", "0.0.0.0")
    assert (told.exit_code, "keys" in told.stderr) == (0, False)
    assert listening == ["127.0.0.1", "localhost", "::1", "127.0.0.2", *["0.0.0.0"] * 4]
