"""Log lines: JSON, one a request, under an id the client gets too, without a word of any article."""

from __future__ import annotations

import json
import logging
import logging.config
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.http.logs import uvicorn_config
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import BRIDGE


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_request_is_one_line(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        answer = client.post("/v1/articles", json=BRIDGE, headers={"X-Request-Id": "job-7:1"})
        client.get("/v1/events?q=barge")
    assert answer.headers["x-request-id"] == "job-7:1"
    lines = _lines(capsys)
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("POST", "/v1/articles", 201),
        ("GET", "/v1/events", 200),
    ]
    assert lines[0]["request_id"] == "job-7:1"
    assert lines[0]["level"] == "info"
    assert lines[0]["ms"] > 0
    assert "barge" not in json.dumps(lines)


@pytest.mark.parametrize("given", ["", "two words", "x" * 129, "é", "a;b"])
def test_an_id_that_would_spoil_the_log_is_replaced(reader: TestClient, given: str) -> None:
    answer = reader.get("/healthz", headers={"X-Request-Id": given.encode()})
    assert len(answer.headers["x-request-id"]) == 32


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_level_is_a_setting(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with TestClient(create_app(Settings(database_url=database_url, log_level="error"))) as client:
        client.get("/healthz")
    assert _lines(capsys) == []


def test_the_server_logs_in_the_same_shape(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(uvicorn_config("info"))
    try:
        logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
        error = ValueError("words of an article")
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
    finally:
        for name in ("uvicorn", "uvicorn.error"):
            logging.getLogger(name).handlers.clear()
            logging.getLogger(name).propagate = True
        logging.getLogger().handlers = [h for h in logging.getLogger().handlers if h.name != "stderr"]
    started, failed = _lines(capsys)
    assert (started["event"], started["level"]) == ("Started server process [7]", "info")
    assert (failed["error"], "words" in json.dumps(failed)) == ("ValueError", False)
