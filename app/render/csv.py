"""Events as a table for spreadsheets and data frames (RFC 4180), streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

import orjson

MEDIA_TYPE = "text/csv"

_WHEN = (
    "edtf", "display", "kind", "precision", "qualifier", "earliest", "latest", "surely_from", "surely_to", "at",
    "timezone", "basis", "confidence",
)  # fmt: skip
COLUMNS = (
    "id", "title", "type", "modality", "status", *_WHEN, "entities", "articles", "independent_sources", "date_votes",
    "flags", "collection", "recorded_at", "revision", "pinned", "note",
)  # fmt: skip

# What a spreadsheet takes for the beginning of a formula, and the same signs in the width of East Asian type. A BC
# year begins with one of them and gets its apostrophe too: to a spreadsheet, -0479-01-01 is a subtraction.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(events: Iterable[dict[str, Any]], *, header: bool = True) -> Iterator[bytes]:
    """The lines of the table, UTF-8, one a yield; a line of column names first.

    Names and flags are joined by "; ". A text cell that a spreadsheet would run as a formula begins with an
    apostrophe.
    """
    if header:
        yield line(COLUMNS)
    for event in events:
        yield line(_cells(event))


def line(cells: Iterable[Any]) -> bytes:
    """One line with its end; None is an empty cell."""
    out = StringIO()
    csv.writer(out).writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue().encode()


def guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(event: dict[str, Any]) -> Iterator[Any]:
    when, evidence = event["when"], event["evidence"]
    for column in COLUMNS:
        if column in _WHEN:
            yield when[column]
        elif column == "entities":
            yield "; ".join(entity["name"] for entity in event["entities"])
        elif column in ("flags", "pinned"):
            yield "; ".join(event[column])
        elif column == "date_votes":
            yield orjson.dumps(evidence["date_votes"]).decode()
        elif column in ("articles", "independent_sources"):
            yield evidence[column]
        elif column == "note":
            yield event.get("note")
        else:
            yield event[column]
