"""Every format, read back by a parser that is not ours, with what is nasty for it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import feedparser
import icalendar as calendars
import jsonschema_rs
import orjson
import pytest

from app.render import csv as table
from app.render import feeds, icalendar, jsonld, timelinejs, vis
from tests.render import told

NASTY = [
    'She said "no", twice\nand left',
    "</script><script>alert(1)</script>",
    '=cmd|" /C calc"!A0',
    "+1 for the bridge",
    "שער העיר נפתח מחדש",
    "Bridge 🌉 opened; tolls, fees & fines",
    "<b>bold</b> & 'quoted'",
    "back\\slash, comma; semicolon",
]
WORDS = ["22 March 2022", "that evening", "last month", "480 BC", "the 19th century", "since 2014", "before 2013", None]


def nasty_events() -> list[dict[str, Any]]:
    return [
        told.event(
            words,
            title,
            entities=[{"id": "1" * 32, "name": 'Smith, Jones & Co; "S"', "type": "organisation"}],
            reports=[told.report(f"{title} today.", url='https://news.example/?a=1&b="2"')],
        )
        for words, title in zip(WORDS, NASTY, strict=True)
    ]


FEED = feeds.Feed(
    title="Timeline & <more>",
    address="http://localhost/v1/events?format=atom&q=%22a%22",
    home="http://localhost/",
    event_address="http://localhost/v1/events/{id}",
    updated="2022-03-22T10:00:00Z",
    next="http://localhost/v1/events?cursor=x&format=atom",
)


def test_csv_gives_every_title_back_and_runs_no_formula() -> None:
    events = nasty_events()
    text = b"".join(table.rows(events)).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["title"].removeprefix("'") for row in rows] == NASTY
    assert len(rows) == len(events), "an undated event has its row too"
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    bc = rows[3]
    assert (bc["edtf"], bc["display"]) == ("'-0479", "480 BC")
    assert rows[-1]["earliest"] == ""
    assert json.loads(rows[0]["date_votes"]) == {}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\ta", "\ra", "＝1", "－1"])
def test_what_a_spreadsheet_would_run_is_quoted(cell: str) -> None:
    assert table.guarded(cell) == "'" + cell
    assert table.guarded("a" + cell) == "a" + cell


def test_calendar_days_have_no_zone_and_an_exclusive_end() -> None:
    raw, omitted = icalendar.document(nasty_events())
    calendar = calendars.Calendar.from_ical(raw)
    entries = {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}
    # A month, the year 480 BC, a century, "since 2014", "before", and no date.
    assert omitted == 6
    assert list(entries) == [NASTY[0], NASTY[1]]
    day = entries[NASTY[0]]
    assert day.decoded("dtstart") == date(2022, 3, 22)
    assert day.decoded("dtend") == date(2022, 3, 23)
    assert b"DTSTART;VALUE=DATE:20220322\r\n" in raw
    assert (day["sequence"], day["status"]) == (3, "CONFIRMED")
    evening = entries[NASTY[1]]
    assert (evening.decoded("dtstart"), evening.decoded("dtend")) == (date(2022, 3, 22), date(2022, 3, 23))
    assert day["categories"].cats == ['Smith, Jones & Co; "S"']


def test_a_span_between_days_is_in_the_calendar() -> None:
    raw, omitted = icalendar.document([told.event("from March 2 to March 5")])
    (entry,) = calendars.Calendar.from_ical(raw).walk("VEVENT")
    assert (entry.decoded("dtstart"), entry.decoded("dtend"), omitted) == (date(2022, 3, 2), date(2022, 3, 6), 0)


def test_calendar_takes_what_is_coarse_when_asked() -> None:
    raw, omitted = icalendar.document(nasty_events(), fuzzy=True)
    found = {str(entry["summary"]): entry for entry in calendars.Calendar.from_ical(raw).walk("VEVENT")}
    assert omitted == 3, "before 2013, no date, 480 BC"
    month = found[NASTY[2]]
    assert (month.decoded("dtstart"), month.decoded("dtend")) == (date(2022, 2, 1), date(2022, 3, 1))
    assert found[NASTY[4]].decoded("dtend") == date(1900, 1, 1)
    since = found[NASTY[5]]
    assert (since.decoded("dtstart"), since.decoded("dtend")) == (date(2014, 1, 1), date(2022, 3, 23))


def test_calendar_says_what_is_off_or_not_certain() -> None:
    events = [
        told.event("22 March 2022", "A", status="retracted"),
        told.event("22 March 2022", "B", status="merged"),
        told.event("22 March 2022", "C", modality="planned"),
        told.event("22 March 2022", "D", modality="denied"),
    ]
    raw, _ = icalendar.document(events)
    found = [str(entry["status"]) for entry in calendars.Calendar.from_ical(raw).walk("VEVENT")]
    assert found == ["CANCELLED", "CANCELLED", "TENTATIVE", "CANCELLED"]


def test_calendar_has_a_clock_time_as_the_text_gives_it() -> None:
    zoned = told.event("at 10:30 on 22 March 2022", "Zoned")
    zoned["when"] = {**zoned["when"], "at": "2022-03-22T10:30:00+02:00", "timezone": "Europe/Kyiv"}
    raw, _ = icalendar.document([told.event("at 10:30 on 22 March 2022", "Floating"), zoned])
    floating, instant = calendars.Calendar.from_ical(raw).walk("VEVENT")
    assert floating.decoded("dtstart") == datetime(2022, 3, 22, 10, 30)  # noqa: DTZ001 - floats
    assert instant.decoded("dtstart") == datetime(2022, 3, 22, 8, 30, tzinfo=UTC)


def test_calendar_lines_are_folded_and_what_is_erased_stays_readable() -> None:
    raw, _ = icalendar.document([told.event("22 March 2022", "word " * 60)])
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_atom_is_read_by_a_feed_reader() -> None:
    events = nasty_events()
    read = feedparser.parse(feeds.atom(events, FEED))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Timeline & <more>"
    assert {link["rel"]: link["href"] for link in read.feed.links}["next"] == FEED.next
    assert len(read.entries) == len(events)
    first, script = read.entries[0], read.entries[1]
    assert first.id.startswith("urn:uuid:")
    assert first.title.startswith("22 March 2022: She said")
    assert first.updated == "2022-03-22T09:00:00Z"
    assert (script.title, script.title_detail.type) == (f"22 March 2022, evening: {NASTY[1]}", "text/plain")
    assert "<script>" not in script.content[0].value


def test_atom_holds_no_character_that_xml_cannot() -> None:
    read = feedparser.parse(feeds.atom([told.event("2022", "bell \x07 and \ufffe")], FEED))
    assert not read.bozo
    assert read.entries[0].title == "2022: bell \ufffd and \ufffd"


def test_an_empty_feed_is_a_feed() -> None:
    read = feedparser.parse(feeds.atom([], FEED))
    assert not read.bozo
    assert read.feed.updated == FEED.updated


# The shape that https://jsonfeed.org/version/1.1 asks for, in our words.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "next_url": {"type": "string", "format": "uri"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "title": {"type": "string"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "patternProperties": {"^_": {"type": "object"}},
            },
        },
    },
}


def test_json_feed_has_its_shape() -> None:
    made = feeds.json_feed(nasty_events(), FEED)
    jsonschema_rs.Draft202012Validator(JSON_FEED, validate_formats=True).validate(orjson.loads(orjson.dumps(made)))
    assert "<script>" not in made["items"][1]["content_html"]
    assert made["items"][3]["_dateline"]["when"]["edtf"] == "-0479"


def test_timelinejs_names_no_day_that_the_text_does_not() -> None:
    made, omitted = timelinejs.document(nasty_events(), "Title <x>")
    assert omitted == 2, "before 2013 and no date"
    assert made["scale"] == "human"
    dates = [slide["start_date"] for slide in made["events"]]
    assert dates == [
        {"year": 2022, "month": 3, "day": 22},
        {"year": 2022, "month": 3, "day": 22},
        {"year": 2022, "month": 2},
        {"year": -479},
        {"year": 1800},
        {"year": 2014},
    ]
    assert [slide["display_date"] for slide in made["events"]][1:4] == [
        "22 March 2022, evening",
        "February 2022",
        "480 BC",
    ]
    assert [slide.get("end_date") for slide in made["events"]][4:] == [
        {"year": 1899},
        {"year": 2022, "month": 3, "day": 22},
    ]
    assert made["events"][1]["text"]["headline"] == "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    assert "<script>" not in orjson.dumps(made).decode()
    assert [era["start_date"] for era in made["eras"]] == [{"year": 2014}]
    assert len({slide["unique_id"] for slide in made["events"]}) == 6


def test_timelinejs_changes_its_scale_for_what_its_clock_cannot_reach() -> None:
    far = told.event("2022", "The ice came")
    far["when"] = {**far["when"], "earliest": "Y-400000-01-01", "latest": "Y-399999-01-01"}
    made, omitted = timelinejs.document([far, told.event("22 March 2022")])
    assert (made["scale"], omitted) == ("cosmological", 0)
    assert [slide["start_date"] for slide in made["events"]] == [{"year": -400000}, {"year": 2022}]


def test_no_address_but_one_of_the_web_can_be_followed() -> None:
    event = told.event("2022", "X", reports=[told.report("X.", url="javascript:alert(1)")])
    made = [
        orjson.dumps(timelinejs.document([event])[0]),
        orjson.dumps(jsonld.document([event])[0]),
        feeds.atom([event], FEED),
        orjson.dumps(feeds.json_feed([event], FEED)),
        icalendar.document([event], fuzzy=True)[0],
    ]
    for each in made:
        assert b"javascript:" not in each


def test_vis_draws_fuzzy_bounds_as_ranges() -> None:
    items, omitted = vis.items(nasty_events())
    assert omitted == 1
    found = {item["content"]: item for item in items}
    drawn = [(item["type"], item["start"], item.get("end"), item["className"]) for item in found.values()]
    assert drawn == [
        ("point", "2022-03-22", None, "asserted"),
        ("point", "2022-03-22T18:00:00", None, "asserted"),
        ("range", "2022-02-01", "2022-03-01", "asserted fuzzy"),
        ("range", "-000479-01-01", "-000478-01-01", "asserted fuzzy"),
        ("range", "1800-01-01", "1900-01-01", "asserted fuzzy"),
        ("range", "2014-01-01", "2022-03-23", "asserted span"),
        ("point", "2013-01-01", None, "asserted before"),
    ]
    assert not any("<" in item["content"] + item["title"] for item in items)


def test_linked_data_is_cut_to_what_is_known() -> None:
    made, omitted = jsonld.document(nasty_events())
    assert omitted == 2
    assert made["@context"] == "https://schema.org"
    dates = [(event["startDate"], event.get("endDate")) for event in made["@graph"]]
    assert dates == [
        ("2022-03-22", None),
        ("2022-03-22", None),
        ("2022-02", None),
        ("-0479", None),
        ("1800", "1899"),
        ("2014", "2022-03-22"),
    ]
    assert made["@graph"][0]["eventStatus"] == "https://schema.org/EventScheduled"
    (article,) = made["@graph"][0]["subjectOf"]
    assert article["publisher"] == {"@type": "Organization", "name": "Harbour Post"}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"modality": "denied"}, "https://schema.org/EventCancelled"),
        ({"status": "retracted"}, "https://schema.org/EventCancelled"),
        ({"modality": "planned"}, "https://schema.org/EventScheduled"),
        ({"modality": "hypothetical"}, None),
    ],
)
def test_linked_data_says_whether_it_takes_place(changed: dict[str, str], status: str | None) -> None:
    made, _ = jsonld.document([told.event("2022", **changed)])
    assert made["@graph"][0].get("eventStatus") == status
