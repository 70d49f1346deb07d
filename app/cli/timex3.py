"""`dateline extract --format timex3`: the tagger alone, as annotated corpora have it (TimeML 1.2.1 values)."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from app.cli import files
from app.cli.failures import say
from app.evaluation.documents import context_of, text_of
from app.timex.tagger import tag
from app.timex.timex3 import Status, Timex


def extract(names: Sequence[str]) -> None:
    """Tag every document, in order; exits with 1 if one could not be read."""
    files.check(names)
    out, failed = sys.stdout, False
    for entry in files.entries(names):
        wrong = entry.wrong
        if wrong is None:
            try:
                document = entry.document
                timexes = tag(text_of(document), context_of(document))
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


def _document(timex: Timex) -> dict[str, Any]:
    told = {"start": timex.start, "end": timex.end, "text": timex.text, "type": timex.type, "value": timex.value}
    return told if timex.mod is None else {**told, "mod": timex.mod}
