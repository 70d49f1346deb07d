"""Events as linked data: schema.org `Event` in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from app.render.moments import Moment, extent
from app.render.tellings import tellings, when_and_how
from app.timex.edtf import year_text

MEDIA_TYPE = "application/ld+json"

_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}


def document(events: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], int]:
    """A graph of events, and how many of them had to be left out: an Event of schema.org needs a `startDate`.

    Dates are cut to what the words name ("2022-03") and have no zone. An event that is denied, retracted or merged is
    `EventCancelled`, an asserted or planned one `EventScheduled`; what may or may not happen has no status.
    """
    graph, omitted = [], 0
    for event in events:
        span = extent(event["when"])
        if span is None:
            omitted += 1
        else:
            graph.append(_event(event, *span))
    return {"@context": "https://schema.org", "@graph": graph}, omitted


def _event(event: dict[str, Any], first: Moment, last: Moment) -> dict[str, Any]:
    when = event["when"]
    made: dict[str, Any] = {
        "@type": "Event",
        "@id": UUID(event["id"]).urn,
        "identifier": event["id"],
        "name": event["title"],
        "description": when_and_how(event),
        "startDate": when["at"] or _iso(first),
    }
    if first != last:
        made["endDate"] = _iso(last)
    if event["status"] != "active" or event["modality"] == "denied":
        made["eventStatus"] = "https://schema.org/EventCancelled"
    elif event["modality"] != "hypothetical":
        made["eventStatus"] = "https://schema.org/EventScheduled"
    places: list[dict[str, str]] = []
    others: list[dict[str, str]] = []
    for entity in event["entities"]:
        named = {"@type": _TYPES.get(entity["type"] or "", "Thing"), "name": entity["name"]}
        (places if entity["type"] == "place" else others).append(named)
    if places:
        made["location"] = places
    if others:
        made["about"] = others
    if told := tellings(event):
        made["subjectOf"] = [
            {
                "@type": "NewsArticle",
                **({"headline": each.headline} if each.headline else {}),
                **({"url": each.url} if each.url else {}),
                **({"publisher": {"@type": "Organization", "name": each.source}} if each.source else {}),
                "datePublished": each.published,
            }
            for each in told
        ]
    return made


def _iso(moment: Moment) -> str:
    """ISO 8601 to the unit of the moment."""
    text = year_text(moment.year).replace("Y", "")
    parts = moment.fields
    for name in ("month", "day"):
        if name in parts:
            text += f"-{parts[name]:02d}"
    if "hour" in parts:
        text += f"T{moment.hour:02d}:{moment.minute:02d}"
    if "second" in parts:
        text += f":{moment.second:02d}"
    return text
