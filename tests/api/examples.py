"""The example answers of the OpenAPI document, made by the service itself.

`python -m tests.api.examples` writes them anew after the answers have changed; a test says when that is due.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi.sse import format_sse_event
from fastapi.testclient import TestClient

import app.api.describe
from app.api.forms import MEDIA_TYPES
from app.db import migrate
from app.main import create_app
from app.settings import Settings

FILE = Path(app.api.describe.__file__).parent / "examples.json"


def answers(client: TestClient, known: dict[str, Any]) -> dict[str, Any]:
    """The answers of an empty store to the example requests, by operation: `response`, and `texts` in other forms."""

    def body(operation: str) -> Any:
        return next(iter(known[operation]["requests"].values()))["value"]

    added = client.post("/v1/articles", json=body("add_article")).json()
    changed = client.get("/v1/changes?limit=1").json()
    # Into a collection of its own: the answers to come are about the one article.
    lines = "".join(json.dumps({**each, "collection": "many"}) + "\n" for each in body("add_ingestion"))
    ingested = client.post("/v1/ingestions", content=lines, headers={"Content-Type": "application/x-ndjson"})
    ingestion = ingested.headers["Location"]
    article = f"/v1/articles/{added['article']['id']}"
    event = f"/v1/events/{added['events'][0]['id']}"
    names = client.get("/v1/entities?q=port+elm").json()
    saved = client.post("/v1/timelines", json=body("add_timeline"))
    timeline = saved.headers["Location"]
    edited = client.patch(timeline, json=body("patch_timeline"), headers={"If-Match": saved.headers["ETag"]})
    made = client.post("/v1/events", json=body("add_event"))
    own = made.headers["Location"]
    corrected = client.patch(own, json=body("patch_event"), headers={"If-Match": made.headers["ETag"]})
    retracted = client.post(f"{own}/retractions", json=body("retract_event"))
    restored = client.delete(f"{own}/retractions")
    history = client.get(f"{own}/revisions?limit=1")
    client.delete(own, headers={"If-Match": "*"})
    return {
        "add_event": {"response": made.json()},
        "patch_event": {"response": corrected.json()},
        "retract_event": {"response": retracted.json()},
        "restore_event": {"response": restored.json()},
        "get_event_revisions": {"response": history.json()},
        "add_timeline": {"response": saved.json()},
        "patch_timeline": {"response": edited.json()},
        "get_timelines": {"response": client.get("/v1/timelines").json()},
        "get_timeline": {"response": client.get(timeline).json()},
        "get_timeline_events": {"response": client.get(f"{timeline}/events?limit=2").json()},
        "get_timeline_changes": {"response": client.get(f"{timeline}/changes?limit=1").json()},
        "get_timeline_key_dates": {"response": client.get(f"{timeline}/key-dates?n=2").json()},
        "add_article": {"response": added},
        "add_ingestion": {"texts": {**known["add_ingestion"]["texts"], "ndjson": ingested.text}},
        "get_ingestion": {"response": client.get(ingestion).json()},
        "get_ingestion_results": {"texts": {"ndjson": client.get(f"{ingestion}/results").text}},
        "extract": {"response": client.post("/v1/extractions", json=body("extract")).json()},
        "resolve": {"response": client.post("/v1/resolutions", json=body("resolve")).json()},
        "get_articles": {"response": client.get("/v1/articles").json()},
        "get_article": {
            "response": client.get(article).json(),
            "texts": {"timeml": client.get(f"{article}?format=timeml").text},
        },
        "get_article_mentions": {"response": client.get(f"{article}/mentions").json()},
        "get_article_events": {"response": client.get(f"{article}/events").json()},
        "get_events": {
            "response": client.get("/v1/events?limit=2").json(),
            "texts": {
                form: client.get(f"/v1/events?format={form}&limit=2").text for form in MEDIA_TYPES if form != "json"
            },
        },
        "get_event": {"response": client.get(event).json()},
        "get_event_reports": {"response": client.get(f"{event}/reports").json()},
        "get_histogram": {"response": client.get("/v1/events/histogram?interval=month").json()},
        "get_facets": {"response": client.get("/v1/facets?field=entity,source,precision").json()},
        "get_reports": _rows(client, "/v1/reports?limit=1"),
        "get_mentions": _rows(client, "/v1/mentions?limit=1"),
        "get_sources": {"response": client.get("/v1/sources").json()},
        "get_article_revisions": {"response": client.get(f"{article}/revisions").json()},
        "get_diffs": {"response": client.get("/v1/diffs?limit=1").json()},
        "get_changes": {"response": changed},
        # It never ends, and no test client waits for that.
        "get_change_stream": {"texts": {"stream": _streamed(changed["items"][0])}},
        "get_key_dates": {"response": client.get("/v1/key-dates?n=1").json()},
        "get_entities": {"response": names},
        "get_entity": {"response": client.get(f"/v1/entities/{names['items'][0]['id']}").json()},
        "get_health": {"response": client.get("/healthz").json()},
        "get_readiness": {"response": client.get("/readyz").json()},
        # A line of each kind: all of them are some hundred.
        "get_metrics": {"texts": known["get_metrics"]["texts"]},
        "get_version": {"response": client.get("/v1/version").json()},
        "get_quality": {"response": _shortened(client.get("/v1/quality").json())},
        "reextract_article": {"response": client.post(f"{article}/re-extractions?dry_run=true").json()},
        "patch_article": {"response": client.patch(article, json=body("patch_article")).json()},
        "merge_events": {
            "response": client.post(f"{event}/merges", json={"events": [added["events"][1]["id"]]}).json()
        },
        "split_event": {
            "response": client.post(f"{event}/splits", json={"reports": [_last_report(client, event)]}).json()
        },
        # Last, because what it does is not to be seen above.
        **_later(client, {**body("add_article"), "external_id": "told later"}),
    }


def _later(client: TestClient, article: dict[str, Any]) -> dict[str, Any]:
    """What is answered at once to one who would rather not wait, and what at the end."""
    accepted = client.post("/v1/articles", json=article, headers={"Prefer": "respond-async"})
    return {
        "get_job": {"response": ended(client, accepted.headers["Location"])},
        "get_jobs": {"response": client.get("/v1/jobs").json(), "accepted": accepted.json()},
    }


def ended(client: TestClient, address: str) -> dict[str, Any]:
    """A job, once it is at its end."""
    give_up = time.monotonic() + 60
    while (job := dict(client.get(address).json()))["ended_at"] is None:
        assert time.monotonic() < give_up, job
        time.sleep(0.02)
    return job


def _rows(client: TestClient, address: str) -> dict[str, Any]:
    """A flat list in all its forms."""
    texts = {form: client.get(f"{address}&format={form}").text for form in ("ndjson", "csv")}
    return {"response": client.get(address).json(), "texts": texts}


def _streamed(change: dict[str, Any]) -> str:
    """A change as the stream tells it."""
    data = json.dumps(change, ensure_ascii=False)
    return format_sse_event(data_str=data, event=change["change"], id=change["cursor"]).decode()


def _last_report(client: TestClient, event: str) -> str:
    """The id of the last report of an event."""
    found: str = client.get(f"{event}/reports").json()["items"][-1]["id"]
    return found


def _shortened(quality: dict[str, Any]) -> dict[str, Any]:
    """A scorecard with its first data set, and the two highest bands of each table."""
    first = quality["data_sets"][0]
    return {
        **quality,
        "data_sets": [{**first, "reliability": first["reliability"][-2:]}],
        "reliability": quality["reliability"][-2:],
    }


def settled(value: Any) -> Any:
    """The answers without what differs each time: ids, instants of recording, cursors, the release."""
    told = json.dumps(value, ensure_ascii=False)
    for number, found in enumerate(dict.fromkeys(re.findall(r"\b01[0-9a-f]{30}\b", told))):
        settled_id = f"019a8f3c5b7e7c3d9e1f2a4b{number:08x}"
        told = told.replace(found, settled_id).replace(str(UUID(found)), str(UUID(settled_id)))
    told = re.sub(r'_at": "20[2-9][0-9]-[0-9-]+T[0-9:.]+Z"', '_at": "2022-03-22T09:00:00Z"', told)
    # The same instants in other forms; those of articles have no fraction of a second.
    told = re.sub(r"20[2-9][0-9]-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]+Z", "2022-03-22T09:00:00Z", told)
    told = re.sub(r"DTSTAMP:[0-9T]{15}Z", "DTSTAMP:20220322T090000Z", told)
    told = re.sub(r'("token": )"[^"]+"', r'\1"b3BlbnMtdGhpcy10aW1lbGluZS1vbmx5"', told)
    told = re.sub(r"cursor=[\w-]+", "cursor=aGVyZS1lbmRzLXRoZS1wYWdl", told)
    told = re.sub(r'("name": "dateline", "version": )"[^"]+"', r'\1"0.1.0"', told)
    told = re.sub(r'((?:next_)?cursor\\*": \\*)"[^"\\]+', r'\1"aGVyZS1lbmRzLXRoZS1wYWdl', told)
    told = re.sub(r"\\nid: [\w-]+", r"\\nid: aGVyZS1lbmRzLXRoZS1wYWdl", told)
    return json.loads(told)


def _write() -> None:
    known = json.loads(FILE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/dateline.db"
        migrate(url)
        with TestClient(create_app(Settings(database_url=url, log_level="error"))) as client:
            made = settled(answers(client, known))
    merged = {operation: {**known.get(operation, {}), **made[operation]} for operation in made}
    FILE.write_text(json.dumps(merged, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
