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
            shown.append((event, *span))
    years = [moment.year for _, *span in shown for moment in span]
    human = all(_FIRST_YEAR <= year <= _LAST_YEAR for year in years)
    made: dict[str, Any] = {
        "scale": "human" if human else "cosmological",
        "events": [_slide(event, first, last, human=human) for event, first, last in shown],
        # A band behind the axis for what went on: it is there to see while other slides are open.
        "eras": [
            {
                "start_date": _date(first, human=human),
                "end_date": _date(last, human=human),
                "text": {"headline": escape(event["title"])},
            }
            for event, first, last in shown
            if event["when"]["kind"] == "span" and first != last
        ],
    }
    if title:
        made["title"] = {"text": {"headline": escape(title)}}
    return made, omitted


def _slide(event: dict[str, Any], first: Moment, last: Moment, *, human: bool) -> dict[str, Any]:
    when = event["when"]
    slide = {
        # Without an id of its own a slide is named after its headline, and a corrected title breaks every link.
        "unique_id": event["id"],
        "start_date": _date(first, human=human),
        "text": {"headline": escape(event["title"]), "text": _text(event)},
        "display_date": escape(when["display"]),
    }
    if last != first:
        slide["end_date"] = _date(last, human=human)
    if event["modality"] != "asserted":
        slide["group"] = event["modality"].capitalize()
    return slide


def _date(moment: Moment, *, human: bool) -> dict[str, int]:
    return moment.fields if human else {"year": moment.year}


def _text(event: dict[str, Any]) -> str:
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in (when_and_how(event), *notes(event))]
    for each in tellings(event)[:QUOTED]:
        source = escape(each.source or "source")
        if each.url:
            source = f'<a href="{escape(each.url)}" target="_blank" rel="noopener">{source}</a>'
        parts.append(f"<blockquote>{escape(each.quote)}</blockquote><p>{source}, {escape(each.published[:10])}</p>")
    return "".join(parts)
