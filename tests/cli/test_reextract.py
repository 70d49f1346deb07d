"""`dateline reextract` over a real store."""

from __future__ import annotations

import json

from app.db import Database
from tests.cli.conftest import Run
from tests.timeline.storing.test_articles import rows
from tests.timeline.storing.test_rereading import put_as_read_before


def test_the_difference_is_shown_before_anything_is_switched(run: Run, store: str) -> None:
    database = Database(store)
    put_as_read_before(database, external_id="1")
    put_as_read_before(database, collection="b", store_text=False)
    before = rows(database)
    dry = run("reextract", "--dry-run")
    assert dry.exit_code == 0
    assert dry.stdout.startswith("en-2022.03 → ")
    assert "articles: 1 changed, 1 text not stored" in dry.stdout
    assert "when: 2022-03-14 [2022-03-14, 2022-03-15) expression → 21 March 2022" in dry.stdout
    told = json.loads(run("reextract", "--dry-run", "--json", "--examples", "0").stdout)["from"]["en-2022.03"]
    assert (told["events"], told["examples"]) == ({"created": 1, "revised": 1}, [])
    # Nobody is there to say yes.
    refused = run("reextract")
    assert refused.exit_code == 2
    assert "say --yes" in refused.stderr
    assert rows(database) == before
    assert run("reextract", "--yes").exit_code == 0
    assert rows(database) != before
    again = run("reextract", "--yes")
    assert "articles: 1 text not stored" in again.stdout
    assert run("reextract", "--collection", "none").stderr.startswith("Every article was read by grammar")
    database.close()
