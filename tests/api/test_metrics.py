"""`GET /metrics`: what happened is counted, by names that are documented, and no label is as long as a store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from app.main import create_app
from tests.api.conftest import BRIDGE, add, settings
from tests.api.service import running

DOCS = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")


def samples(text: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(text: str, name: str, **labels: str) -> float:
    return samples(text).get((name, frozenset(labels.items())), 0.0)


def test_what_happened_is_counted(client: TestClient) -> None:
    added = add(client)
    add(client)
    client.post("/v1/articles", json={"title": "no text"})
    client.post("/v1/ingestions", json=[{**BRIDGE, "external_id": "2"}, {"title": "no text"}])
    client.post("/v1/extractions", json=BRIDGE)
    for event in added["events"]:
        client.get(f"/v1/events/{event['id']}")
    client.get("/v1/events?limit=0")
    client.get("/v1/nothing/at/all")
    client.get("/static/viewer.js")
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    text = told.text
    for labels, number in (
        ({"method": "POST", "route": "/v1/articles", "status": "201"}, 1),
        ({"method": "POST", "route": "/v1/articles", "status": "200"}, 1),
        ({"method": "POST", "route": "/v1/articles", "status": "422"}, 1),
        ({"method": "GET", "route": "/v1/events/{event_id}", "status": "200"}, len(added["events"])),
        ({"method": "GET", "route": "/v1/events", "status": "400"}, 1),
        ({"method": "GET", "route": "other", "status": "404"}, 1),
        ({"method": "GET", "route": "/static", "status": "200"}, 1),
    ):
        assert value(text, "dateline_requests_total", **labels) == number, labels
    assert value(text, "dateline_request_seconds_count", method="POST", route="/v1/articles") == 3
    told_of = {
        each: value(text, "dateline_ingested_articles_total", outcome=each)
        for each in ("created", "unchanged", "failed")
    }
    assert told_of == {"created": 2, "unchanged": 1, "failed": 1}
    # The two that were added one by one, the one of the ingestion with a text, and the one that was not stored.
    assert value(text, "dateline_extraction_seconds_count") >= 4
    for session in ("read", "write"):
        assert value(text, "dateline_database_seconds_count", session=session) > 0
    listed = client.get("/v1/events?modality=any&include_undated=true&count=exact").json()["count"]
    counted = sum(number for (name, _), number in samples(text).items() if name == "dateline_events")
    assert counted == listed > 0
    assert value(text, "dateline_store_up") == 1


def test_what_waits_is_counted(database_url: str) -> None:
    """Jobs that nobody does yet, and what came of them once somebody has."""
    later = {"Prefer": "respond-async"}
    with TestClient(create_app(settings(database_url).model_copy(update={"job_workers": 0}))) as client:
        for number in range(2):
            sent = client.post("/v1/articles", json={**BRIDGE, "external_id": str(number)}, headers=later)
            assert sent.status_code == 202
        lines = [{**BRIDGE, "external_id": "1"}, {**BRIDGE, "external_id": "2"}, {"title": "no text"}]
        client.post("/v1/ingestions", json=lines, headers=later)
        text = client.get("/metrics").text
        assert value(text, "dateline_jobs", state="queued") == 3
        assert value(text, "dateline_jobs", state="running") == 0
        client.app.state.workers.work_off()  # type: ignore[attr-defined]
        text = client.get("/metrics").text
        told = {
            each: value(text, "dateline_ingested_articles_total", outcome=each)
            for each in ("created", "unchanged", "failed")
        }
        assert told == {"created": 3, "unchanged": 1, "failed": 1}
    with TestClient(create_app(settings(database_url))) as client:
        assert value(client.get("/metrics").text, "dateline_jobs", state="queued") == 0


def test_labels_do_not_grow_with_what_is_asked(reader: TestClient) -> None:
    for number in range(50):
        reader.get(f"/v1/events/{number:032x}")
        reader.get(f"/{number}/x")
        reader.get(f"/embed/{number}")
        reader.request(f"M{number}", "/v1/events")
    found = samples(reader.get("/metrics").text)
    routes = {dict(labels).get("route") for name, labels in found if name == "dateline_requests_total"}
    assert {"/v1/events/{event_id}", "other", "/embed"} <= routes
    assert len(routes) < 12


def test_every_metric_is_documented_and_every_documented_one_is_there(app: FastAPI, client: TestClient) -> None:
    families = {family.name for family in app.state.metrics.registry.collect()}
    totals = set(re.findall(r"^# TYPE (dateline_\w+) ", client.get("/metrics").text, re.MULTILINE))
    assert {name.removesuffix("_total") for name in totals} <= families
    documented = set(re.findall(r"^\| `(dateline_\w+)`", DOCS, re.MULTILINE))
    assert documented == totals


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_several_processes_count_together(database_url: str) -> None:
    def get(address: str) -> tuple[str, Any]:
        with urlopen(Request(address, headers={"Connection": "close"}), timeout=30) as answer:
            return answer.read().decode(), answer.headers

    with running(database_url, workers=2) as (address, _):
        for _ in range(40):
            get(f"{address}/v1/sources")
        for _ in range(6):
            text, _headers = get(f"{address}/metrics")
            assert value(text, "dateline_requests_total", method="GET", route="/v1/sources", status="200") == 40
