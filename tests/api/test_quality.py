"""`GET /v1/quality`: the scorecard that ships with the release."""

from __future__ import annotations

from fastapi.testclient import TestClient

from app.evaluation.scorecard import scorecard


def test_it_is_the_scorecard_of_the_release(reader: TestClient) -> None:
    answer = reader.get("/v1/quality")
    assert answer.status_code == 200
    assert answer.json() == scorecard()
    assert answer.json()["grammar"] == reader.get("/v1/version").json()["grammar"]


def test_a_client_that_has_it_is_told_so(reader: TestClient) -> None:
    etag = reader.get("/v1/quality").headers["etag"]
    assert not etag.startswith("W/")
    again = reader.get("/v1/quality", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_unknown_parameters_are_refused(reader: TestClient) -> None:
    assert reader.get("/v1/quality?language=en").status_code == 400
