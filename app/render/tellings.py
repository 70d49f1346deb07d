"""Who tells an event, as sentences that a reader of any format can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# More voices than these are counted, not quoted: a calendar entry is no press review.
QUOTED = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """One report, in short.

    Attributes:
        quote: the sentence on one line.
        source: who published it, or the article's title where that is unknown; may be empty.
        published: the civil date or instant of publication, as the article has it.
        url: of the article; only such as a browser may follow (`http`, `https`).
    """

    quote: str
    source: str
    published: str
    headline: str | None
    url: str | None


def tellings(event: dict[str, Any]) -> list[Telling]:
    """The reports of an event's document, earliest publication first; empty where they were not loaded."""
    return [
        Telling(
            quote=one_line(report["sentence"]["text"]),
            source=report["article"]["source"] or report["article"]["title"] or "",
            published=report["article"]["published_at"],
            headline=report["article"]["title"],
            url=web_address(report["article"]["url"]),
        )
        for report in event.get("reports", [])
    ]


def one_line(text: str) -> str:
    return " ".join(text.split())


def web_address(url: str | None) -> str | None:
    """The address, unless a click on it would do anything but open a page: `javascript:` is an address too."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def as_text(event: dict[str, Any]) -> str:
    """When it was, what is uncertain about it, and who says so; paragraphs of plain text."""
    paragraphs = [when_and_how(event), *notes(event)]
    told = tellings(event)
    for each in told[:QUOTED]:
        signature = ", ".join(part for part in (each.source, each.published[:10]) if part)
        paragraphs.append(f"“{each.quote}” ({signature})" + (f" {each.url}" if each.url else ""))
    if len(told) > QUOTED:
        paragraphs.append(f"… and {len(told) - QUOTED} more.")
    return "\n\n".join(paragraphs)


_HOW = {"planned": "Planned.", "hypothetical": "Not certain to happen.", "denied": "Denied."}
_BASIS = {"publication": "Dated by the day of publication.", "inherited": "Dated by the sentences before."}


def when_and_how(event: dict[str, Any]) -> str:
    """The date, whether it was so, and what the date hangs on: `March 2022. Planned.`."""
    display = event["when"]["display"]
    said = [
        f"{display[:1].upper()}{display[1:]}.",
        _HOW.get(event["modality"], ""),
        _BASIS.get(event["when"]["basis"], ""),
    ]
    return " ".join(part for part in said if part)


def notes(event: dict[str, Any]) -> list[str]:
    """What the editor of a saved timeline remarked on it, if anything."""
    return [event["note"]] if event.get("note") else []
