"""Events as feeds for readers: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

from app.render.tellings import QUOTED, as_text, notes, tellings, when_and_how

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold at all, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says about itself.

    Attributes:
        address: of this document; `home`: of a page for people; `next`: of the following part, None for the last.
        event_address: of one event, with `{id}` where its id goes.
        updated: RFC 3339 instant of the newest change, for a feed without entries too.
    """

    title: str
    address: str
    home: str
    event_address: str
    updated: str
    next: str | None = None


def atom(events: Sequence[dict[str, Any]], feed: Feed) -> bytes:
    """An entry for each event. Its title begins with the date of the event, because `updated` is another one."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(f"{{{_NAMESPACE}}}feed")
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", max([_revised(event) for event in events], default=feed.updated))
    _add(_add(root, "author"), "name", "Dateline")
    _add(root, "link", rel="self", href=feed.address, type=ATOM)
    _add(root, "link", rel="alternate", href=feed.home, type="text/html")
    if feed.next:
        _add(root, "link", rel="next", href=feed.next, type=ATOM)
    for event in events:
        entry = _add(root, "entry")
        _add(entry, "id", UUID(event["id"]).urn)
        _add(entry, "title", _headline(event), type="text")
        _add(entry, "updated", _revised(event))
        _add(entry, "published", event["recorded_at"])
        _add(entry, "link", rel="alternate", href=feed.event_address.format(id=event["id"]))
        for url in _addresses(event):
            _add(entry, "link", rel="related", href=url)
        for name in _names(event):
            _add(entry, "category", term=name)
        _add(entry, "content", _html(event), type="html")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(events: Iterable[dict[str, Any]], feed: Feed) -> dict[str, Any]:
    """An item for each event; `_dateline` holds its `when` and its modality for programs."""
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
    }
    if feed.next:
        made["next_url"] = feed.next
    made["items"] = [
        {
            "id": event["id"],
            "url": feed.event_address.format(id=event["id"]),
            "title": _headline(event),
            "content_html": _html(event),
            "content_text": as_text(event),
            "date_published": event["recorded_at"],
            "date_modified": _revised(event),
            "tags": _names(event),
            "_dateline": {
                "when": {key: event["when"][key] for key in ("edtf", "display", "earliest", "latest", "precision")},
                "modality": event["modality"],
            },
        }
        for event in events
    ]
    return made


def _headline(event: dict[str, Any]) -> str:
    return f"{event['when']['display']}: {event['title']}"


def _revised(event: dict[str, Any]) -> str:
    revised: str = event.get("revised_at") or event["recorded_at"]
    return revised


def _names(event: dict[str, Any]) -> list[str]:
    return [entity["name"] for entity in event["entities"]]


def _addresses(event: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(each.url for each in tellings(event)[:QUOTED] if each.url))


def _html(event: dict[str, Any]) -> str:
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in (when_and_how(event), *notes(event))]
    for each in tellings(event)[:QUOTED]:
        source = escape(each.source or each.url or "")
        if each.url:
            source = f'<a href="{escape(each.url)}">{source}</a>'
        parts.append(f"<blockquote>{escape(each.quote)}</blockquote><p>{source}, {escape(each.published[:10])}</p>")
    return "".join(parts)


def printable(text: str) -> str:
    """The text as XML 1.0 can hold it: a character that it cannot is replaced, not dropped, so that offsets hold."""
    return _NO_XML.sub("\ufffd", text)


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    kept = {key: printable(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{_NAMESPACE}}}{name}", kept)
    element.text = None if text is None else printable(text)
    return element
