"""`export`, `import` and `backup` over real stores; a dump is the same from either database."""

from __future__ import annotations

import gzip
import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import make_url

from app.main import create_app
from tests.api.conftest import BRIDGE, add, settings
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def told(store: str) -> str:
    """A store with a past: seeds of many kinds, revised, corrected and withdrawn articles, a saved timeline."""
    with TestClient(create_app(settings(store))) as client:
        for path in sorted((ROOT / "seeds").glob("u*.json")):
            assert client.post("/v1/articles", content=path.read_bytes(), headers=_JSON).status_code == 201
        first = add(client)["article"]["id"]
        add(client, text="The bridge at Port Elm opened on Sunday, at 10 €, “again” \\ \t\n and\u2028again.")
        tags = ["Ändern", "Straße", "Z", "a"]
        corrected = client.patch(f"/v1/articles/{first}", json={"published_at": "2022-03-10", "tags": tags})
        assert corrected.status_code == 200, corrected.text
        add(client, external_id="kept", store_text=False, source="Gazette")
        gone = add(client, external_id="gone", source="Herald", text="The pier at Port Elm burned on Friday.")
        client.delete(f"/v1/articles/{gone['article']['id']}")
        by_hand = client.post("/v1/events", json={"title": "A charter", "when": "1742", "reason": "archive"})
        assert by_hand.status_code == 201, by_hand.text
        saved = client.post("/v1/timelines", json={"title": "Bridges", "query": {"q": ["bridge"]}})
        assert saved.status_code == 201, saved.text
    return store


_JSON = {"Content-Type": "application/json"}


def dumped(run: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv("DATELINE_DATABASE_URL", store)
    done = run("export")
    assert done.exit_code == 0, done.stderr
    return done.stdout_bytes


def answers(store: str) -> list[Any]:
    """What the service says over a store, searching and history among it."""
    asked = (
        "/v1/events?modality=any&include_undated=true&limit=200&include=reports,explanation", "/v1/changes?limit=200",
        "/v1/events?q=bridge&modality=any", "/v1/events?entity=Port+Elm", "/v1/articles", "/v1/articles?q=opened",
        "/v1/articles?tag=strasse", "/v1/timelines", "/v1/entities", "/v1/key-dates",
    )  # fmt: skip
    with TestClient(create_app(settings(store))) as client:
        found = [client.get(address).json() for address in asked]
        assert [address for address, each in zip(asked, found, strict=True) if not each["items"]] == []
        return found


def test_a_round_trip_gives_the_same_bytes(
    run: Run, told: str, other_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dumped(run, told, monkeypatch)
    assert json.loads(before.splitlines()[0])["format"] == "dateline-dump"
    packed = tmp_path / "dump.gz"
    assert run("export", str(packed)).exit_code == 0
    assert gzip.decompress(packed.read_bytes()) == before
    monkeypatch.setenv("DATELINE_DATABASE_URL", other_database_url)
    came = run("import", str(packed))
    assert (came.exit_code, came.stderr) == (0, f"{len(before.splitlines()) - 2:,} rows\n")
    assert dumped(run, other_database_url, monkeypatch) == before
    assert answers(other_database_url) == answers(told)


def test_an_imported_store_goes_on(
    run: Run, told: str, other_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dumped(run, told, monkeypatch)
    monkeypatch.setenv("DATELINE_DATABASE_URL", other_database_url)
    run("import", input=before)
    with TestClient(create_app(settings(other_database_url))) as client:
        assert client.post("/v1/articles", json=BRIDGE).json()["outcome"] == "revised"
        new = add(client, external_id="new", source="Third", text="A ferry sank off Kelding on Saturday.")
        assert client.get(f"/v1/events/{new['events'][0]['id']}").status_code == 200
        assert client.get("/v1/events?q=ferry+kelding").json()["items"]


def test_only_an_empty_store_takes_a_dump_in(run: Run, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dumped(run, told, monkeypatch)
    refused = run("import", input=before)
    assert refused.exit_code == 2
    assert "not empty" in refused.stderr
    assert run("ingest", "-", input=json.dumps({"text": "The mill at Kelding closed on Friday."})).exit_code == 0
    assert dumped(run, told, monkeypatch) != before
    assert run("import", "--replace", input=before).exit_code == 0
    assert dumped(run, told, monkeypatch) == before


def _cut(dump: bytes) -> bytes:
    return b"".join(dump.splitlines(keepends=True)[:-1])


def _a_row_less(dump: bytes) -> bytes:
    lines = dump.splitlines(keepends=True)
    return b"".join(lines[:-2] + lines[-1:])


HARM: list[tuple[Any, str]] = [
    (_cut, "ends in the middle"),
    (_a_row_less, "its count or its sum is another"),
    (lambda dump: dump.replace(b"Port Elm", b"Port Oak", 1), "its count or its sum is another"),
    (lambda dump: dump.replace(b'"migration":"', b'"migration":"x', 1), "migrate"),
    (lambda dump: dump.replace(b'"version":1', b'"version":2', 1), "version 2"),
    (lambda dump: dump.replace(b'["articles",', b'["nothing",', 1), "no row of this store"),
    (lambda dump: dump.replace(b'"sketch":', b'"sketches":', 1), "other columns"),
    (lambda dump: dump.replace(b'"genre":"news"', b'"genre":"noise"', 1), "a value that cannot be"),
    (lambda dump: dump + b"[]\n", "more behind the end"),
    (lambda dump: b"{}\n" + dump, "no dump of a store"),
    (lambda dump: b"", "no dump of a store"),
]


def test_a_dump_that_is_not_whole_leaves_nothing(
    run: Run, told: str, other_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dumped(run, told, monkeypatch)
    empty = dumped(run, other_database_url, monkeypatch)
    for harm, said in HARM:
        refused = run("import", input=harm(before))
        assert refused.exit_code == 2
        assert said in refused.stderr
        assert dumped(run, other_database_url, monkeypatch) == empty


def test_corrections_are_documents_to_evaluate_against(run: Run, told: str, tmp_path: Path) -> None:
    with TestClient(create_app(settings(told))) as client:
        kept = add(client, external_id="gold", collection="gold")
        event = next(each for each in kept["events"] if each["when"]["edtf"] == "2022-03-21")
        said = {"when": "2022-03-14", "modality": "planned"}
        client.patch(f"/v1/events/{event['id']}", json=said, headers={"If-Match": "*"})
        client.post("/v1/events", json={"title": "Nobody tells it", "when": "1990"})
    gold = tmp_path / "gold.jsonl"
    assert run("export", "--corrections", str(gold)).stderr == "1 articles\n"
    (document,) = map(json.loads, gold.read_text().splitlines())
    assert (document["id"], document["dct"], document["domain"]) == (kept["article"]["id"], "2022-03-22", "news")
    assert {each["text"]: each["value"] for each in document["timexes"]} == {
        "Monday": "2022-03-14", "March 2": "2022-03-02", "next month": "2022-04"
    }  # fmt: skip
    (corrected,) = document["events"]
    assert (corrected["edtf"], corrected["modality"], "title" in corrected) == ("2022-03-14", "planned", False)
    figures = json.loads(run("evaluate", "--json", "--errors", str(gold)).stdout)
    assert [(each["annotated"]["text"], each["wrong"]) for each in figures["errors"]] == [("Monday", "value")]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_backup_is_one_state_of_a_store_in_use(
    run: Run, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    stop = threading.Event()

    def write() -> None:
        with TestClient(create_app(settings(told))) as client:
            number = 0
            while not stop.is_set():
                number += 1
                add(client, external_id=f"more-{number}", source="Busy")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        done = run("backup", str(copy))
    finally:
        stop.set()
        writer.join()
    assert done.exit_code == 0, done.stderr
    assert sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    answers(f"sqlite:///{copy}")
    refused = run("backup", str(copy))
    assert (refused.exit_code, "--overwrite" in refused.stderr) == (2, True)
    assert run("backup", str(copy), "--overwrite").exit_code == 0
    assert dumped(run, f"sqlite:///{copy}", monkeypatch) == dumped(run, told, monkeypatch)
    monkeypatch.setenv("DATELINE_DATABASE_URL", told)
    itself = run("backup", str(make_url(told).database), "--overwrite")
    assert (itself.exit_code, "the store itself" in itself.stderr) == (2, True)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_store_that_is_no_file_has_no_backup(run: Run, store: str, tmp_path: Path) -> None:
    refused = run("backup", str(tmp_path / "copy.db"))
    assert (refused.exit_code, "pg_dump" in refused.stderr) == (2, True)
