"""Events for TimelineJS 3: one slide each, spans with an end, everything escaped because its texts are HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from app.render.moments import Moment, extent
from app.render.tellings import QUOTED, notes, tellings, when_and_how

# A JSON document by its own name is what TimelineJS asks for.
MEDIA_TYPE = "application/vnd.timelinejs+json"

# Beyond these years its clock, the one of JavaScript, stands still, and the scale "cosmological" takes over.
_FIRST_YEAR, _LAST_YEAR = -271_820, 275_759


def document(events: Iterable[dict[str, Any]], title: str | None = None) -> tuple[dict[str, Any], int]:
    """The document, and how many events it had to leave out: the undated, and those with an open side.

    `month` and `day` are there only where the words say as much. What is not a plain day has a `display_date`, so
    that no reader sees a finer date than the text's.
    """
    shown, omitted = [], 0
    for event in events:
        span = extent(event["when"])
        if span is None:
            omitted += 1
        else:
            shown.append((_slide(event), event["when"]["kind"] == "span", *span))
    human = all(_FIRST_YEAR <= moment.year <= _LAST_YEAR for _, _, *span in shown for moment in span)
    slides, eras = [], []
    for slide, went_on, first, last in shown:
        slides.append(slide | _dates(first, last, human=human))
        if went_on and first != last:
            # A band behind the axis for what went on: it is there to see while other slides are open.
            eras.append({**_dates(first, last, human=human), "text": {"headline": slide["text"]["headline"]}})
    made: dict[str, Any] = {"scale": "human" if human else "cosmological", "events": slides, "eras": eras}
    if title:
        made["title"] = {"text": {"headline": escape(title)}}
    return made, omitted


def _slide(event: dict[str, Any]) -> dict[str, Any]:
    """A slide without its dates: in which scale they are is known when all events are."""
    slide = {
        # Without an id of its own a slide is named after its headline, and a corrected title breaks every link.
        "unique_id": event["id"],
        "text": {"headline": escape(event["title"]), "text": _text(event)},
        "display_date": escape(event["when"]["display"]),
    }
    if event["modality"] != "asserted":
        slide["group"] = event["modality"].capitalize()
    return slide


def _dates(first: Moment, last: Moment, *, human: bool) -> dict[str, Any]:
    dates = {"start_date": first} if first == last else {"start_date": first, "end_date": last}
    return {name: moment.fields if human else {"year": moment.year} for name, moment in dates.items()}


def _text(event: dict[str, Any]) -> str:
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in (when_and_how(event), *notes(event))]
    for each in tellings(event)[:QUOTED]:
        source = escape(each.source or "source")
        if each.url:
            source = f'<a href="{escape(each.url)}" target="_blank" rel="noopener">{source}</a>'
        parts.append(f"<blockquote>{escape(each.quote)}</blockquote><p>{source}, {escape(each.published[:10])}</p>")
    return "".join(parts)
