"""An article as TimeML 1.2.1: its text with the expressions and the event words marked, and what dates what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from app.render.feeds import printable

MEDIA_TYPE = "application/xml"

_SCHEMA = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"'
)


# The part, and the extent in it.
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of a part of the article that becomes an element."""

    place: _Place
    opening: str
    name: str


def document(article: dict[str, Any], mentions: Sequence[dict[str, Any]], reports: Sequence[dict[str, Any]]) -> bytes:
    """The whole file, UTF-8.

    Every mention with a TIMEX3 value is a `TIMEX3`, every report's trigger an `EVENT` with its instance, and a `TLINK`
    says IS_INCLUDED where an expression of the article dates the event, or its publication does (`t0`). Elements
    cannot cross, so of two that overlap the earlier one stays. Text is as stored; what XML cannot hold is U+FFFD.

    Args:
        article: with its `text`; offsets of the others count its code points.
        mentions, reports: of this article, with `explanation`.
    """
    places = [_place(mention, mention["part"]) for mention in mentions if _is_marked(mention)]
    triggers = [_place(report["trigger"], report["sentence"]["part"]) for report in reports]
    kept = _disjoint([*places, *triggers])
    marks: list[_Mark] = []
    times: dict[_Place, str] = {}
    for mention in mentions:
        place = _place(mention, mention["part"])
        if place not in kept or not _is_marked(mention):
            continue
        timex = mention["when"]["timex3"]
        times[place] = f"t{len(times) + 1}"
        attributes = {"tid": times[place], "type": timex["type"], "value": timex["value"]}
        if timex["mod"]:
            attributes["mod"] = timex["mod"]
        marks.append(_Mark(place, _opening("TIMEX3", attributes), "TIMEX3"))
    links = []
    told: set[_Place] = set(times)
    for report, place in zip(reports, triggers, strict=True):
        if place not in kept or place in told:
            continue
        told.add(place)
        number = len(told) - len(times)
        marks.append(_Mark(place, _opening("EVENT", {"eid": f"e{number}", "class": "OCCURRENCE"}), "EVENT"))
        instance = {"eventID": f"e{number}", "eiid": f"ei{number}", "tense": "NONE", "aspect": "NONE"}
        instance["polarity"] = "NEG" if report["modality"] == "denied" else "POS"
        links.append(_opening("MAKEINSTANCE", instance, empty=True))
        if time := _dated_by(report["when"], times):
            link = {"lid": f"l{number}", "relType": "IS_INCLUDED"}
            link |= {"eventInstanceID": instance["eiid"], "relatedToTime": time}
            links.append(_opening("TLINK", link, empty=True))
    published = article["published_at"]
    creation = {"tid": "t0", "type": "TIME" if "T" in published else "DATE", "value": published}
    creation |= {"temporalFunction": "false", "functionInDocument": "CREATION_TIME"}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<TimeML {_SCHEMA}>",
        f"<DOCID>{_text(article['external_id'] or article['id'])}</DOCID>",
        f"<DCT>{_opening('TIMEX3', creation)}{_text(published)}</TIMEX3></DCT>",
        f"<TITLE>{_marked(article['title'] or '', 'title', marks)}</TITLE>",
        f"<TEXT>{_marked(article['text'] or '', 'text', marks)}</TEXT>",
        *links,
        "</TimeML>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _place(extent: dict[str, Any], part: str) -> _Place:
    return part, extent["start"], extent["end"]


def _is_marked(mention: dict[str, Any]) -> bool:
    return mention["when"]["timex3"] is not None and mention["status"] != "boilerplate"


def _disjoint(places: Sequence[_Place]) -> set[_Place]:
    """Of places that overlap, the one that begins first, or else the longest."""
    kept: set[_Place] = set()
    part, done = "", 0
    for place in sorted(places, key=lambda place: (place[0], place[1], -place[2])):
        if place[0] != part:
            part, done = place[0], 0
        if place[1] >= done:
            kept.add(place)
            done = place[2]
    return kept


def _dated_by(when: dict[str, Any], times: dict[_Place, str]) -> str | None:
    """The id of the expression that dates it; a range begins and ends with one of its own, and the first is taken."""
    if when["basis"] == "publication":
        return "t0"
    explanation = when["explanation"]
    if when["kind"] == "undated" or explanation is None:
        return None
    part, start, end = _place(explanation, explanation["part"])
    inside = [place for place in times if place[0] == part and start <= place[1] and place[2] <= end]
    return times[min(inside)] if inside else None


def _marked(text: str, part: str, marks: Sequence[_Mark]) -> str:
    made, done = [], 0
    for mark in sorted((mark for mark in marks if mark.place[0] == part), key=lambda mark: mark.place):
        _, start, end = mark.place
        made += [_text(text[done:start]), mark.opening, _text(text[start:end]), f"</{mark.name}>"]
        done = end
    return "".join([*made, _text(text[done:])])


def _text(text: str) -> str:
    return escape(printable(text))


def _opening(name: str, attributes: dict[str, str], *, empty: bool = False) -> str:
    told = "".join(f" {key}={quoteattr(printable(value))}" for key, value in attributes.items())
    return f"<{name}{told}{'/' if empty else ''}>"
