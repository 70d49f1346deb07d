"""`Prefer: respond-async` on both databases: 202 at once, and then the same as without it."""

from __future__ import annotations

import gzip
import json
import time
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.db import Database
from app.main import create_app
from app.settings import Settings
from app.timeline.models import Job, JobPart
from tests.api.conftest import BRIDGE, add
from tests.api.examples import ended
from tests.api.test_ingestions import NDJSON, article, lines

LATER = {"Prefer": "respond-async"}


def accepted(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert answer.headers["preference-applied"] == "respond-async"
    assert (job["state"], job["progress"]["done"], job["begun_at"], job["problem"]) == ("queued", 0, None, None)
    return job


def done(client: TestClient, answer: Any) -> dict[str, Any]:
    job = ended(client, f"/v1/jobs/{accepted(answer)['id']}")
    assert job["progress"]["done"] == job["progress"]["total"]
    return job


def told(client: TestClient, collection: str) -> list[Any]:
    items = client.get(f"/v1/events?collection={collection}&include_undated=true&modality=any").json()["items"]
    return [(each["title"], each["when"]["edtf"], each["evidence"]["articles"]) for each in items]


def test_an_article(client: TestClient) -> None:
    add(client, collection="now")
    sent = {**BRIDGE, "collection": "later"}
    job = done(client, client.post("/v1/articles", json=sent, headers={"Prefer": "wait=5, Respond-Async; x=1"}))
    assert (job["kind"], job["state"], job["outcomes"]) == ("article", "finished", {"created": 1})
    assert client.get(f"/v1/articles/{job['article_id']}").json()["tags"] == ["bridge"]
    assert told(client, "later") == told(client, "now") != []
    again = done(client, client.post("/v1/articles", json=sent, headers=LATER))
    assert (again["outcomes"], again["article_id"]) == ({"unchanged": 1}, job["article_id"])
    assert client.post("/v1/articles", json=sent, headers={"Prefer": "return=minimal"}).status_code == 200


def test_what_is_wrong_is_said_at_once(client: TestClient, app: FastAPI) -> None:
    for body, status in (({"title": "none"}, 422), ({**BRIDGE, "published_at": "2199-01-01"}, 422)):
        assert client.post("/v1/articles", json=body, headers=LATER).status_code == status
    for content, kind, packed, status in (
        (b"{}", "text/csv", "identity", 415),
        (b"{}", NDJSON, "gzip", 400),
        (gzip.compress(lines(*map(article, range(600))))[:-4], NDJSON, "gzip", 400),
        (b"<nothing>", "application/rss+xml", "identity", 400),
    ):
        headers = {**LATER, "Content-Type": kind, "Content-Encoding": packed}
        assert client.post("/v1/ingestions", content=content, headers=headers).status_code == status
    assert client.post(f"/v1/articles/{'0' * 32}/re-extractions", headers=LATER).status_code == 404
    database: Database = app.state.database
    with database.read() as session:
        assert session.scalars(select(Job)).all() == []
        assert session.scalars(select(JobPart)).all() == []


def test_what_turns_out_later_is_told_by_the_job(client: TestClient) -> None:
    gone = add(client)
    client.delete(f"/v1/articles/{gone['article']['id']}")
    job = ended(client, client.post("/v1/articles", json=BRIDGE, headers=LATER).headers["location"])
    assert (job["state"], job["outcomes"], job["article_id"]) == ("failed", {}, None)
    assert (job["problem"]["type"], job["problem"]["status"]) == ("/problems/withdrawn", 410)


@pytest.mark.parametrize("kind", ["application/json", NDJSON])
def test_many_articles(client: TestClient, kind: str) -> None:
    sent: list[Any] = [article(n // 2, collection="later") for n in range(5)]
    sent[3] = {"title": "no text"}
    content = json.dumps(sent).encode() if kind == "application/json" else b"\n".join([lines(*sent), b"no json"])
    answer = client.post("/v1/ingestions", content=content, headers={**LATER, "Content-Type": kind})
    job = done(client, answer)
    failed = 1 if kind == "application/json" else 2
    assert job["outcomes"] == {"created": 3, "failed": failed, "unchanged": 1}
    assert answer.headers["ingestion-id"] == job["ingestion_id"]
    address = f"/v1/ingestions/{job['ingestion_id']}"
    ingestion = client.get(address).json()
    assert (ingestion["state"], ingestion["lines"], ingestion["outcomes"]) == ("finished", 4 + failed, job["outcomes"])
    results = [json.loads(line) for line in client.get(f"{address}/results").text.splitlines()]
    # In NDJSON the blank line has its number.
    assert [(each["line"], each["status"]) for each in results] == [
        (1, 201), (2, 200), (3, 201), (4, 422), (5, 201), *([(7, 400)] if failed == 2 else [])
    ]  # fmt: skip
    add_now = client.post("/v1/ingestions", content=content.replace(b"later", b"now"), headers={"Content-Type": kind})
    assert len(add_now.text.splitlines()) == len(results)
    assert told(client, "later") == told(client, "now") != []


def test_nothing_is_a_job_too(client: TestClient) -> None:
    job = done(client, client.post("/v1/ingestions", json=[], headers=LATER))
    assert (job["state"], job["progress"], job["outcomes"]) == ("finished", {"done": 0, "total": 0}, {})


def test_an_article_is_read_again(client: TestClient) -> None:
    added = add(client)
    address = f"/v1/articles/{added['article']['id']}/re-extractions"
    job = done(client, client.post(address, headers=LATER))
    assert (job["kind"], job["article_id"], job["outcomes"]) == (
        "re-extraction", added["article"]["id"], {"unchanged": 1}
    )  # fmt: skip
    assert client.post(f"{address}?dry_run=true", headers=LATER).status_code == 200
    assert client.post(address, headers={**LATER, "If-Match": '"7-x"'}).status_code == 412


def test_sent_again_with_its_key_it_is_one_job(client: TestClient) -> None:
    headers = {**LATER, "Idempotency-Key": "once"}
    answers = [client.post("/v1/articles", json=BRIDGE, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].content == answers[1].content
    assert len(client.get("/v1/jobs").json()["items"]) == 1


def test_jobs_are_listed_and_filtered(client: TestClient) -> None:
    made = [done(client, client.post("/v1/ingestions", json=[], headers=LATER))["id"] for _ in range(3)]
    made.append(done(client, client.post("/v1/articles", json=BRIDGE, headers=LATER))["id"])
    walked, address = [], "/v1/jobs?limit=3"
    while address:
        page = client.get(address)
        walked += [each["id"] for each in page.json()["items"]]
        address = page.links["next"]["url"] if "next" in page.links else ""
    assert walked == made[::-1]
    for query, expected in (
        ("kind=article", [made[3]]), ("state=queued,running", []), ("state=finished&kind=ingestion", made[2::-1]),
    ):  # fmt: skip
        assert [each["id"] for each in client.get(f"/v1/jobs?{query}").json()["items"]] == expected
    for query in ("state=lost", "state=receiving", "kind=all"):
        assert client.get(f"/v1/jobs?{query}").status_code == 400
    for address in ("/v1/jobs", f"/v1/jobs/{made[0]}"):
        assert client.get(address, headers={"If-None-Match": client.get(address).headers["etag"]}).status_code == 304
    assert client.get(f"/v1/jobs/{'0' * 32}").status_code == 404


def test_a_service_without_workers_leaves_it_to_others(database_url: str) -> None:
    alone = Settings(database_url=database_url, log_level="error", job_workers=0)
    with TestClient(create_app(alone)) as client:
        job = accepted(client.post("/v1/articles", json=BRIDGE, headers=LATER))
        time.sleep(0.2)
        assert client.get(f"/v1/jobs/{job['id']}").json()["state"] == "queued"
        # This one looks by itself: nobody tells it.
        with TestClient(create_app(Settings(database_url=database_url, log_level="error"))) as other:
            assert ended(other, f"/v1/jobs/{job['id']}")["state"] == "finished"
