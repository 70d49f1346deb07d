"""When the store is away, busy, full or broken, and when the mistake is ours."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.conftest import BRIDGE, add


def _client(url: str, **changed: Any) -> TestClient:
    settings = Settings(database_url=url, busy_timeout_seconds=0.2, **changed)
    return TestClient(create_app(settings), raise_server_exceptions=False)


def _is_503(answer: Any) -> bool:
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    return (answer.status_code, problem["type"]) == (503, "/problems/unavailable")


def test_a_store_before_its_migrations_is_not_ready(empty_database_url: str) -> None:
    with _client(empty_database_url) as client:
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
        assert _is_503(answer)
        assert "dateline migrate" in answer.json()["detail"]
        assert _is_503(client.get("/v1/events"))
        assert _is_503(client.post("/v1/articles", json=BRIDGE))
        # What needs no store is answered all the same.
        assert client.post("/v1/resolutions", json={"text": "2022", "anchor": "2022-03-22"}).status_code == 200


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nowhere/at/all/dateline.db", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"],
)
def test_a_store_that_cannot_be_reached(url: str) -> None:
    with _client(url) as client:
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/events", "/v1/events?format=ndjson", "/v1/articles/" + "0" * 32):
            assert _is_503(client.get(path)), path
        assert _is_503(client.post("/v1/articles", json=BRIDGE))


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    path.write_bytes(b"This is no database. " * 500)
    with _client(f"sqlite:///{path}") as client:
        for answer in (client.get("/readyz"), client.get("/v1/events"), client.post("/v1/articles", json=BRIDGE)):
            assert _is_503(answer)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_busy_store_recovers(database_url: str) -> None:
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    with _client(database_url) as client:
        other.execute("BEGIN IMMEDIATE")
        assert _is_503(client.post("/v1/articles", json=BRIDGE))
        # Readers wait for nobody.
        assert client.get("/v1/articles").json()["items"] == []
        other.execute("ROLLBACK")
        assert client.post("/v1/articles", json=BRIDGE).status_code == 201
    other.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_loses_nothing(database_url: str) -> None:
    with _client(database_url) as client:
        first = add(client)
        database = client.app.state.database  # type: ignore[attr-defined]

        @sa.event.listens_for(database.engine, "begin")
        def full(connection: sa.Connection) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")

        text = "It opened on Monday. " * 5_000
        assert _is_503(client.post("/v1/articles", json={**BRIDGE, "external_id": "2", "text": text}))
        assert [each["id"] for each in client.get("/v1/articles").json()["items"]] == [first["article"]["id"]]
        sa.event.remove(database.engine, "begin", full)


def test_a_mistake_of_ours_is_a_bare_500(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    app = create_app(Settings(database_url=database_url))

    @app.get("/broken", operation_id="broken")
    def broken() -> None:
        raise RuntimeError("words of an article")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken", headers={"X-Request-Id": "abc-1"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "abc-1"
    assert answer.json()["type"] == "/problems/internal-error"
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    failure = next(line for line in logged if line["event"] == "request failed")
    assert (failure["error"], failure["request_id"]) == ("RuntimeError", "abc-1")
    assert failure["at"][-1].endswith(" broken")
    for told in (answer.text, json.dumps(logged)):
        assert "words of an article" not in told
    assert "Traceback" not in answer.text
