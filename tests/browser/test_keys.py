"""The page of a service that asks for a key."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import expect

from app.db import Database
from app.timeline import keys
from app.timeline.models import Scope
from tests.api.conftest import BRIDGE
from tests.api.service import running
from tests.browser.conftest import Visit


@pytest.mark.complains("401")
def test_what_is_shown_can_be_saved(sqlite_template: Path, tmp_path: Path, visit: Visit) -> None:
    """A link sends no key, so the page fetches the file for it."""
    shutil.copyfile(sqlite_template, tmp_path / "dateline.db")
    url = f"sqlite:///{tmp_path}/dateline.db"
    store = Database(url)
    with store.write() as session:
        _, key = keys.create(session, "desk", Scope.WRITE, now=datetime.now(UTC))
    store.close()
    with running(url) as (address, _):
        headers = {"Authorization": f"Bearer {key}"}
        httpx2.post(f"{address}/v1/articles", json=BRIDGE, headers=headers, timeout=60).raise_for_status()
        page = visit(f"{address}/")
        page.fill("dialog.key input", key)
        page.click("dialog.key button")
        expect(page.locator("dialog.key")).to_have_count(0)
        for name, file, beginning in (("CSV", "events.csv", "id,title,"), ("Atom", "events.atom", "<?xml")):
            page.locator(".exports").evaluate("menu => { menu.open = true; }")
            with page.expect_download() as saved:
                page.click(f".exports a:has-text('{name}')")
            assert saved.value.suggested_filename == file
            assert saved.value.path().read_text(encoding="utf-8").startswith(beginning)
