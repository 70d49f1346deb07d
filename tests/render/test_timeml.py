"""An article as TimeML is what `dateline evaluate` reads, and says what the service said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from app.api.extractions import read
from app.api.submissions import submission
from app.cli.ingest import checked
from app.evaluation import documents
from app.render import timeml

ARTICLE = {
    "external_id": "mill <1>",
    "title": "Mill burnt on Monday",
    "text": (
        "The old mill & its barn burnt down on Monday night 🔥, officials said. It had stood there since 1820.\x0b "
        "No one was hurt. Rebuilding will begin in April, said A. < B."
    ),
    "published_at": "2022-03-22",
    "source": "Valley News",
}


def told() -> dict[str, Any]:
    now = datetime(2022, 3, 22, 12, tzinfo=UTC)
    return read(submission(checked(ARTICLE), now), now)


def test_the_file_says_what_was_read() -> None:
    answer = told()
    reports = [report for event in answer["events"] for report in event["reports"]]
    raw = timeml.document(answer["article"], answer["mentions"], reports)
    root = ET.fromstring(raw)
    text, title = root.find("TEXT"), root.find("TITLE")
    assert text is not None
    assert title is not None
    # A vertical tab is no character of XML; nothing is dropped, so that offsets hold.
    assert "".join(text.itertext()) == ARTICLE["text"].replace("\x0b", "\ufffd")
    assert "".join(title.itertext()) == ARTICLE["title"]
    values = [timex.get("value") for timex in text.iter("TIMEX3")]
    assert values == ["2022-03-21TNI", "1820", "2022-04"]
    events = {event.get("eid"): event.text for event in root.iter("EVENT")}
    assert "burnt" in events.values()
    instances = {each.get("eiid"): each.get("eventID") for each in root.iter("MAKEINSTANCE")}
    assert sorted(instances.values(), key=str) == sorted(events, key=str)
    times = {timex.get("tid"): timex.text for timex in root.iter("TIMEX3")}
    links = [
        (events[instances[link.get("eventInstanceID")]], times[link.get("relatedToTime")])
        for link in root.iter("TLINK")
    ]
    assert ("burnt", "Monday night") in links

    document = documents.timeml(raw, name="mill")
    assert [(document.text[timex.start : timex.end], timex.value) for timex in document.annotations] == [
        ("Monday night", "2022-03-21TNI"),
        ("1820", "1820"),
        ("April", "2022-04"),
    ]
