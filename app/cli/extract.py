"""`dateline extract`: articles in, what they tell out, nothing stored."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import click
import orjson

from app.api.extractions import read
from app.api.submissions import submission
from app.cli import files
from app.cli.failures import say
from app.cli.ingest import checked, told
from app.problems import Problem


def extract(names: Sequence[str]) -> None:
    """Write the answer of `POST /v1/extractions` for every article; exits with 1 if one could not be read."""
    files.check(names)
    out, failed = sys.stdout.buffer, False
    for entry in files.entries(names):
        wrong = entry.wrong
        if wrong is None:
            now = datetime.now(UTC)
            try:
                answer = read(submission(checked(entry.document), now), now)
            except Problem as problem:
                wrong = told(problem.as_document())
            else:
                out.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
        if wrong is not None:
            failed = True
            say(f"{entry.place}: {wrong}")
    out.flush()
    if failed:
        raise click.exceptions.Exit(1)
