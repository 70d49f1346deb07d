"""The timeline in every form it can be had in, by name and by `Accept`."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest
from fastapi.testclient import TestClient

from app.api import forms
from app.db import Database
from app.main import create_app
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission
from tests.api.conftest import add, settings
from tests.timeline.readings import NOW, read
from tests.timeline.readings import told as told_so

STORY = [
    ("2022-03-22", "Ann Marsh opened the new library in Port Elm on Monday."),
    ("2020-01-15", "The council of Port Elm bought the ferry Aurora in 2019."),
    ("2022-03-21", "The orchestra of Westbrook will play in Port Elm on April 2."),
]


@pytest.fixture
def told(client: TestClient) -> TestClient:
    """A client of a store with an article for each of three events."""
    for number, (day, text) in enumerate(STORY):
        url = f"https://gazette.example/{number}"
        add(client, external_id=str(number), source="Gazette", published_at=day, text=text, title=None, url=url)
    return client


TITLES = [
    "The council of Port Elm bought the ferry Aurora",
    "Ann Marsh opened the new library in Port Elm",
    "The orchestra of Westbrook will play in Port Elm",
]


@pytest.mark.parametrize(("form", "media_type"), forms.MEDIA_TYPES.items())
def test_the_name_and_the_header_choose_the_same(told: TestClient, form: str, media_type: str) -> None:
    by_name = told.get("/v1/events", params={"format": form})
    by_header = told.get("/v1/events", headers={"Accept": media_type})
    for answer in (by_name, by_header):
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == media_type
    # A feed holds its own address.
    if form not in ("atom", "jsonfeed"):
        assert by_name.content == by_header.content
    again = told.get("/v1/events", params={"format": form}, headers={"If-None-Match": by_name.headers["etag"]})
    assert again.status_code == 304


def crowd(database_url: str, many: int) -> None:
    """Fill a store with so many events, one of them undated and one of the year 480 BC."""
    store = Database(database_url)
    for first in range(0, many, 60):
        # A word and a day of its own keep each apart from the others.
        statements = [
            told_so(f"Xq{number}ville flooded", _day_of(number), names=(f"Xq{number}ville",), trigger="flooded")
            for number in range(first, min(first + 60, many))
        ]
        with store.write() as session:
            ingest.store(session, read(Submission(text=f"Text {first}."), *statements), now=NOW)
    store.close()


def _day_of(number: int) -> str | None:
    if number < 2:
        return (None, "-0479")[number]
    return (date(2000, 1, 1) + timedelta(days=3 * number)).isoformat()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("many", [251, pytest.param(2_101, marks=pytest.mark.nightly)])
def test_no_event_is_lost_in_a_long_document(database_url: str, many: int) -> None:
    crowd(database_url, many)
    dated = many - 1
    with TestClient(create_app(settings(database_url))) as client:

        def got(form: str) -> tuple[Any, int]:
            answer = client.get("/v1/events", params={"format": form, "include_undated": True})
            assert answer.status_code == 200, answer.text
            assert "Link" not in answer.headers
            return answer, int(answer.headers["X-Omitted-Events"])

        slides, omitted = got("timelinejs")
        assert (len(slides.json()["events"]), omitted) == (dated, 1)
        assert len({slide["unique_id"] for slide in slides.json()["events"]}) == dated
        calendar, omitted = got("ics")
        entries = icalendar.Calendar.from_ical(calendar.content).walk("VEVENT")
        assert (len(entries), omitted) == (dated - 1, 2)
        assert len({str(entry["UID"]) for entry in entries}) == dated - 1
        items, omitted = got("vis")
        assert (len(items.json()), omitted) == (dated, 1)
        graph, omitted = got("jsonld")
        assert len(graph.json()["@graph"]) + omitted == many
        for form in ("csv", "ndjson"):
            lines = client.get("/v1/events", params={"format": form, "include_undated": True}).text.splitlines()
            assert len(lines) - (form == "csv") == many


def test_csv_has_every_event(told: TestClient) -> None:
    answer = told.get("/v1/events?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["title"] for row in rows] == TITLES
    page = told.get("/v1/events?format=csv&limit=1")
    assert len(list(csv.DictReader(io.StringIO(page.text, newline="")))) == 1
    assert 'rel="next"' in page.headers["link"]


def test_a_calendar_says_how_much_it_leaves_out(told: TestClient) -> None:
    answer = told.get("/v1/events?format=ics")
    assert answer.headers[forms.OMITTED] == "1", "2019 has no day"
    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == TITLES[1:]
    assert [str(entry["status"]) for entry in entries] == ["CONFIRMED", "TENTATIVE"]
    assert entries[0]["url"] == "https://gazette.example/0"
    fuzzy = told.get("/v1/events?format=ics&include=fuzzy")
    assert fuzzy.headers[forms.OMITTED] == "0"
    assert len(icalendar.Calendar.from_ical(fuzzy.content).walk("VEVENT")) == 3


def test_what_is_withdrawn_is_cancelled_in_the_calendar_and_gone_elsewhere(told: TestClient) -> None:
    library = told.get("/v1/events?q=library").json()["items"][0]["id"]
    article = told.get("/v1/articles?q=library").json()["items"][0]["id"]
    before = icalendar.Calendar.from_ical(told.get("/v1/events?format=ics").content).walk("VEVENT")
    assert told.delete(f"/v1/articles/{article}").status_code == 204
    after = icalendar.Calendar.from_ical(told.get("/v1/events?format=ics").content).walk("VEVENT")
    assert [entry["uid"] for entry in after] == [entry["uid"] for entry in before]
    cancelled = next(entry for entry in after if entry["uid"] == library)
    assert cancelled["status"] == "CANCELLED"
    assert "Marsh" not in str(cancelled["summary"])
    assert cancelled["sequence"] > before[0]["sequence"]
    for form in ("json", "csv", "vis", "atom"):
        assert library not in told.get("/v1/events", params={"format": form}).text


def test_feeds_are_newest_first_and_lead_on(told: TestClient) -> None:
    answer = told.get("/v1/events?format=atom&limit=2")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    titles = [entry.title.partition(": ")[2] for entry in feed.entries]
    following: Any = next(link.href for link in feed.feed.links if link.rel == "next")
    rest = feedparser.parse(told.get(following).content)
    titles += [entry.title.partition(": ")[2] for entry in rest.entries]
    assert titles == [TITLES[2], TITLES[0], TITLES[1]]
    assert all(entry.link.startswith("http://testserver/v1/events/") for entry in feed.entries)
    by_when = told.get("/v1/events?format=jsonfeed&sort=when").json()
    assert [item["title"].partition(": ")[2] for item in by_when["items"]] == TITLES


def test_a_feed_entry_is_dated_by_its_last_revision(told: TestClient) -> None:
    before = {item["id"]: item for item in told.get("/v1/events?format=jsonfeed").json()["items"]}
    article = told.get("/v1/articles?q=library").json()["items"][0]["id"]
    assert told.patch(f"/v1/articles/{article}", json={"published_at": "2022-03-29"}).status_code == 200
    after = {item["id"]: item for item in told.get("/v1/events?format=jsonfeed").json()["items"]}
    moved = [key for key, item in after.items() if item["date_modified"] != before[key]["date_modified"]]
    assert [after[key]["title"] for key in moved] == [f"28 March 2022: {TITLES[1]}"]
    assert after[moved[0]]["date_published"] == before[moved[0]]["date_published"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("format=csv&count=exact", "count"), ("format=csv&include=fuzzy", "include"), ("format=pdf", "format")],
)
def test_what_a_form_cannot_do_is_said(reader: TestClient, query: str, parameter: str) -> None:
    answer = reader.get(f"/v1/events?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_nothing_is_an_empty_document(reader: TestClient) -> None:
    assert reader.get("/v1/events?format=vis").json() == []
    assert reader.get("/v1/events?format=csv").text.count("\r\n") == 1
    assert not feedparser.parse(reader.get("/v1/events?format=atom").content).bozo


def test_an_article_is_had_as_timeml(told: TestClient) -> None:
    article = told.get("/v1/articles?q=library").json()["items"][0]["id"]
    by_name = told.get(f"/v1/articles/{article}?format=timeml")
    by_header = told.get(f"/v1/articles/{article}", headers={"Accept": "application/xml"})
    assert by_name.content == by_header.content
    root = ET.fromstring(by_name.content)
    assert [timex.text for timex in root.iter("TIMEX3")] == ["2022-03-22", "Monday"]
    assert root.find("TLINK") is not None


def test_a_text_that_was_not_kept_cannot_be_marked(told: TestClient) -> None:
    added = add(told, external_id="short-lived", store_text=False)
    answer = told.get(f"/v1/articles/{added['article']['id']}?format=timeml")
    assert answer.json()["type"] == "/problems/text-not-stored"
