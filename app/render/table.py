"""Events as a table for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text


def write(events: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write the documents of events, one a row: when, how that is known, what, who tells it."""
    rows = Table(box=None, pad_edge=False, header_style="bold")
    rows.add_column("When", no_wrap=True)
    rows.add_column("Basis", no_wrap=True)
    rows.add_column("What", overflow="fold", ratio=1)
    rows.add_column("Sources", justify="right", no_wrap=True)
    for event in events:
        when = event["when"]
        what = event["title"] if event["modality"] == "asserted" else f"{event['title']} ({event['modality']})"
        # As Text, because brackets in a title are no markup.
        rows.add_row(Text(when["display"]), when["basis"], Text(what), str(event["evidence"]["independent_sources"]))
    # Where nobody is watching, as in a pipe, lines are not broken to fit a screen.
    console = Console(file=out, highlight=False, width=None if out.isatty() else 160)
    console.print(rows if rows.row_count else "No events.")
