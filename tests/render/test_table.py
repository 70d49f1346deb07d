"""The table for people."""

from __future__ import annotations

from io import StringIO
from typing import Any

from app.render import ndjson, table


def _event(**changed: Any) -> dict[str, Any]:
    return {
        "title": "Fire destroyed [bold]the mill[/bold]",
        "modality": "asserted",
        "when": {"display": "3 June 2021", "basis": "expression"},
        "evidence": {"independent_sources": 2},
        **changed,
    }


def test_a_row_an_event() -> None:
    out = StringIO()
    table.write([_event(), _event(title="It may close", modality="hypothetical")], out)
    header, first, second = (line.rstrip() for line in out.getvalue().splitlines())
    assert header.split() == ["When", "Basis", "What", "Sources"]
    # Brackets in a title are no markup.
    assert first.startswith("3 June 2021  expression  Fire destroyed [bold]the mill[/bold]")
    assert first.endswith(" 2")
    assert "It may close (hypothetical)" in second


def test_no_rows_say_so() -> None:
    out = StringIO()
    table.write([], out)
    assert out.getvalue() == "No events.\n"


def test_lines_of_json_are_lines() -> None:
    written = b"".join(ndjson.lines([{"a": "é\n\u2028"}, {"b": None}]))
    assert written == '{"a":"é\\n\u2028"}\n{"b":null}\n'.encode()
