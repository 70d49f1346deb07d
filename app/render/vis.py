"""Events for vis-timeline: an array of items for its `DataSet`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from app.render.moments import bounds, coarse
from app.render.tellings import when_and_how
from app.timex import civil
from app.timex.edtf import moment_text

MEDIA_TYPE = "application/vnd.vis+json"

# A Date of JavaScript reaches 100 million days to either side of 1970.
_FARTHEST = 100_000_000 * civil.DAY


def items(events: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The items, and how many events had to be left out: the undated, and what lies beyond the dates of a browser.

    A day or a clock time is a `point`. What is wider is a `range` over its bounds, of class `fuzzy` where it happened
    somewhere within them, and of class `span` where it went on. One with an open side is a point at the other, of
    class `before` or `after`. Dates have no zone, so that they are midnights wherever the page is opened.
    """
    shown, omitted = [], 0
    for event in events:
        item = _item(event)
        if item is None:
            omitted += 1
        else:
            shown.append(item)
    return shown, omitted


def _item(event: dict[str, Any]) -> dict[str, Any] | None:
    when = event["when"]
    start, end = bounds(when)
    known = [bound for bound in (start, end) if bound is not None]
    if not known or any(abs(bound) > _FARTHEST for bound in known):
        return None
    classes = [event["modality"]]
    item = {
        "id": event["id"],
        # Both are set as HTML.
        "content": escape(event["title"]),
        "title": escape(when_and_how(event)),
        "start": _moment(known[0]),
    }
    if start is None or end is None:
        classes.append("before" if start is None else "after")
        item["type"] = "point"
    elif when["kind"] == "span" or coarse(when):
        classes.append("span" if when["kind"] == "span" else "fuzzy")
        item |= {"type": "range", "end": _moment(end)}
    else:
        item["type"] = "point"
    return {**item, "className": " ".join(classes)}


def _moment(seconds: int) -> str:
    """As the reader of vis-timeline wants it: beyond four digits, and before the year 0, a sign and six digits."""
    day, _, clock = moment_text(seconds).partition("T")
    year, month, of_month = civil.date_of(seconds // civil.DAY)
    if not 0 <= year <= 9999:
        day = f"{'-' if year < 0 else '+'}{abs(year):06d}-{month:02d}-{of_month:02d}"
    return f"{day}T{clock}" if clock else day
