from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.db import Database


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """A migrated, empty store on each database."""
    store = Database(database_url)
    yield store
    store.close()
