"""The command, run in this process; what a shell would see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from app.cli import dateline

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run `dateline` with these words; mistakes of ours are raised, not told."""

    def call(*words: str, input: str | bytes | None = None) -> Result:  # noqa: A002  as the runner calls it
        return CliRunner().invoke(dateline, words, input=input, catch_exceptions=False)

    return call


@pytest.fixture
def store(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated store, named by the environment as an operator does it."""
    monkeypatch.setenv("DATELINE_DATABASE_URL", database_url)
    return database_url
