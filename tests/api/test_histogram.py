"""The timeline counted: over time, and by what it is made of."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import add
from tests.api.test_events import STORY


@pytest.fixture
def told(client: TestClient) -> TestClient:
    for number, (source, day, text) in enumerate(STORY):
        add(client, external_id=str(number), source=source, published_at=day, text=text, title=None, tags=[source])
    return client


def _counts(client: TestClient, **query: Any) -> dict[str, float]:
    answer = client.get("/v1/events/histogram", params=query)
    assert answer.status_code == 200, answer.text
    return {bucket["start"]: bucket["count"] for bucket in answer.json()["buckets"] if bucket["count"]}


def test_a_vague_date_is_spread_and_makes_no_peak(told: TestClient) -> None:
    assert _counts(told, interval="year") == {"2019-01-01": 1, "2021-01-01": 1, "2022-01-01": 2}
    by_month = _counts(told, interval="month")
    assert by_month["2019-02-01"] == pytest.approx(28 / 365, abs=1e-5)
    assert by_month["2019-03-01"] == pytest.approx(31 / 365, abs=1e-5)
    assert by_month["2022-03-01"] == by_month["2022-04-01"] == 1
    assert _counts(told, interval="month", spread="start")["2019-01-01"] == 1


def test_buckets_stand_side_by_side_and_cover_the_range(told: TestClient) -> None:
    answer = told.get("/v1/events/histogram?interval=quarter&from=2021-02&to=2022-08").json()
    starts = [bucket["start"] for bucket in answer["buckets"]]
    assert starts == [
        "2021-01-01", "2021-04-01", "2021-07-01", "2021-10-01", "2022-01-01", "2022-04-01", "2022-07-01",
    ]  # fmt: skip
    assert [bucket["end"] for bucket in answer["buckets"]] == [*starts[1:], "2022-10-01"]
    assert (answer["interval"], answer["outside"]) == ("quarter", 0)
    # The event of 2019 does not overlap the range; the undated one may.
    assert sum(bucket["count"] for bucket in answer["buckets"]) == 3
    assert told.get("/v1/events/histogram?modality=any").json()["undated"] == 1


def test_the_interval_is_chosen_where_none_is_asked_for(told: TestClient) -> None:
    assert told.get("/v1/events/histogram").json()["interval"] == "week"
    assert told.get("/v1/events/histogram?during=2022").json()["interval"] == "day"


@pytest.mark.parametrize(
    ("query", "remedy"),
    [("interval=day&from=-0500&to=2022", "interval=year"), ("interval=day&from=2000&to=2020", "interval=week")],
)
def test_more_buckets_than_can_be_drawn_are_refused(told: TestClient, query: str, remedy: str) -> None:
    answer = told.get(f"/v1/events/histogram?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "interval")
    assert remedy in answer.json()["detail"]


def test_nothing_is_an_empty_histogram(client: TestClient) -> None:
    assert client.get("/v1/events/histogram").json() == {
        "interval": "day", "buckets": [], "undated": 0, "outside": 0,
    }  # fmt: skip


def test_facets(told: TestClient) -> None:
    answer = told.get("/v1/facets").json()
    assert set(answer) == {
        "entity", "source", "type", "modality", "language", "tag", "precision", "basis", "collection",
    }  # fmt: skip
    assert answer["entity"][0]["value"] == "Port Elm"
    assert answer["entity"][0]["count"] == 3
    assert answer["source"] == [{"value": "Gazette", "count": 2}, {"value": "Herald", "count": 2}]
    assert answer["modality"] == [{"value": "asserted", "count": 3}, {"value": "planned", "count": 1}]
    assert answer["tag"] == [{"value": "gazette", "count": 2}, {"value": "herald", "count": 2}]
    assert answer["type"] == []
    assert answer["collection"] == [{"value": "default", "count": 4}]


def test_facets_are_counted_under_the_filters(told: TestClient) -> None:
    answer = told.get("/v1/facets?field=source,language&entity=Westbrook&from=2022").json()
    assert answer == {"source": [{"value": "Herald", "count": 1}], "language": [{"value": "en", "count": 1}]}
    assert len(told.get("/v1/facets?field=entity&limit=1").json()["entity"]) == 1
    # A value is what the filter of that name takes.
    for field, counts in told.get("/v1/facets").json().items():
        for each in counts:
            asked = told.get("/v1/events", params={field: each["value"], "count": "exact"}).json()["count"]
            assert asked == each["count"], (field, each)


def test_an_unknown_field_is_named(told: TestClient) -> None:
    answer = told.get("/v1/facets?field=entities")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "field")
    assert "entity" in answer.json()["detail"]
