"""`dateline extract --format timex3`: the tagger alone, as annotated corpora have it (TimeML 1.2.1 values)."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from app.api import context as given
from app.cli import files
from app.cli.failures import say
from app.timex.context import Context, Genre
from app.timex.interval import Granularity, Period
from app.timex.tagger import tag
from app.timex.timex3 import Status, Timex, parse_value

_FIELDS = {"id", "text", "dct", "domain", "language"}


def extract(names: Sequence[str]) -> None:
    """Tag every document, in order; exits with 1 if one could not be read."""
    files.check(names)
    out, failed = sys.stdout, False
    for entry in files.entries(names):
        wrong = entry.wrong
        if wrong is None:
            try:
                document = entry.document
                timexes = tag(_text(document), _context(document))
            except (ValueError, LookupError) as error:
                wrong = str(error.args[0])
            else:
                told = [_document(timex) for timex in timexes if timex.status is not Status.IMPOSSIBLE]
                # In ASCII, so that no locale can refuse it.
                out.write(json.dumps({"id": document.get("id"), "timexes": told}) + "\n")
        if wrong is not None:
            failed = True
            say(f"{entry.place}: {wrong}")
    out.flush()
    if failed:
        raise click.exceptions.Exit(1)


def _text(document: Any) -> str:
    text = document.get("text") if isinstance(document, dict) else None
    if text is None or not isinstance(text, str):
        raise ValueError("a document is an object with a text.")
    return text


def _context(document: dict[str, Any]) -> Context:
    """What the document says of itself. Without a language it is English: documents of a corpus say what they are."""
    genre = document.get("domain", Genre.NEWS)
    if genre not in set(Genre):
        raise ValueError(f"domain: one of {', '.join(Genre)}.")
    return Context(
        dct=_dct(document.get("dct")),
        language=given.language(str(document.get("language", "en"))),
        genre=Genre(genre),
    )


def _dct(told: Any) -> Period:
    """The date of the document: a TIMEX3 date or civil clock time, as corpora have it, or an instant."""
    if not isinstance(told, str):
        raise ValueError("dct: a document needs the date it was written on.")  # noqa: TRY004  a fault of the file
    try:
        value = parse_value(told)
    except ValueError:
        return given.anchor(told, None)
    if not isinstance(value, Period) or Granularity.DAY.finer_than(value.granularity):
        raise ValueError("dct: a day or a clock time on it.")
    return value


def _document(timex: Timex) -> dict[str, Any]:
    told = {"start": timex.start, "end": timex.end, "text": timex.text, "type": timex.type, "value": timex.value}
    return told if timex.mod is None else {**told, "mod": timex.mod}
