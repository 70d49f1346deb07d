"""HEAD is answered as GET is, without the body."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import add

# Headers that are other ones for every request.
OWN = {"x-request-id", "date"}


@pytest.mark.parametrize(
    "path",
    [
        "/v1/events?entity=Port+Elm",
        "/v1/events?format=ndjson",
        "/v1/events?format=csv",
        "/v1/events?format=ics",
        "/v1/events/histogram",
        "/v1/changes",
        "/v1/timelines/none",
        "/v1/events?nothing=1",
        "/v1/nowhere",
        "/healthz",
        "/openapi.json",
        "/static/docs.css",
        "/",
        "/docs",
    ],
)
def test_the_same_status_and_headers_and_no_body(client: TestClient, path: str) -> None:
    add(client)
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert {k: v for k, v in head.headers.items() if k not in OWN} == {
        k: v for k, v in get.headers.items() if k not in OWN
    }
    assert (head.content, bool(get.content)) == (b"", True)


def test_who_has_it_already_is_told_so(client: TestClient) -> None:
    event = add(client)["events"][0]["id"]
    etag = client.head(f"/v1/events/{event}").headers["ETag"]
    assert client.head(f"/v1/events/{event}", headers={"If-None-Match": etag}).status_code == 304


def test_a_stream_that_never_ends_has_a_head(client: TestClient) -> None:
    answer = client.head("/v1/changes/stream")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/event-stream")


def test_what_cannot_be_got_has_no_head(client: TestClient) -> None:
    answer = client.head("/v1/extractions")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
