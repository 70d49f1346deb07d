"""The service through its ASGI application, each test on a store of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings

BRIDGE = {
    "external_id": "bridge-1",
    "source": "Harbour Post",
    "title": "Port Elm bridge open again",
    "text": (
        "The bridge at Port Elm opened to traffic again on Monday, the harbour authority said. "
        "It had been closed since a barge struck one of its piers on March 2. "
        "Engineers will inspect the bridge again next month."
    ),
    "published_at": "2022-03-22",
    "country": "GB",
    "tags": ["bridge"],
}


def settings(url: str) -> Settings:
    return Settings(database_url=url, database_pool_size=5, log_level="error")


@pytest.fixture
def app(database_url: str) -> FastAPI:
    return create_app(settings(database_url))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    # What nobody expected is to be answered, not raised: a 500 fails the test that gets it.
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def reader(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client for tests that store nothing: one application a module, on SQLite."""
    path = tmp_path_factory.mktemp("reader") / "dateline.db"
    shutil.copyfile(sqlite_template, path)
    with TestClient(create_app(settings(f"sqlite:///{path}")), raise_server_exceptions=False) as client:
        yield client


def add(client: TestClient, **changed: Any) -> dict[str, Any]:
    """Add the bridge article, changed; the answer."""
    answer = client.post("/v1/articles", json={**BRIDGE, **changed})
    assert answer.status_code in (200, 201), answer.text
    added: dict[str, Any] = answer.json()
    return added
