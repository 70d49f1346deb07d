"""`dateline evaluate`: the installed grammar against annotated documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from app.api import context as given
from app.cli.failures import Failed, say
from app.evaluation import documents, report
from app.evaluation.scores import Verdict, judge


def evaluate(names: Sequence[str], *, language: str, genre: str, with_errors: bool, as_json: bool) -> None:
    """Score every document and print the figures; exits with 1 if one could not be read."""
    try:
        language = given.language(language)
    except LookupError as error:
        raise Failed(f"--language: {error.args[0]}") from error
    try:
        paths = documents.files(names)
    except ValueError as error:
        raise Failed(str(error)) from error
    verdicts: list[Verdict] = []
    wrong: list[dict[str, Any]] = []
    read = failed = 0
    for entry in _shown(paths, documents.read(paths, language=language, genre=genre)):
        if entry.document is None:
            failed += 1
            say(f"{entry.place}: {entry.wrong}")
            continue
        read += 1
        judged = judge(entry.document)
        verdicts += judged
        if with_errors:
            wrong += report.errors(entry.document, judged)
    if not read:
        raise Failed("No document could be read.")
    told = report.as_document(read, verdicts)
    if with_errors:
        told["errors"] = wrong
    if as_json:
        # In ASCII, so that no locale can refuse it.
        click.echo(json.dumps(told, indent=2))
    else:
        report.write(told, sys.stdout)
    if failed:
        raise click.exceptions.Exit(1)


def _shown(paths: Sequence[Path], entries: Iterator[documents.Entry]) -> Iterator[documents.Entry]:
    """The entries, with a progress bar where a person is watching."""
    if not sys.stderr.isatty():
        yield from entries
        return
    with Progress(
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} bytes"),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[documents]} documents"),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("", total=sum(path.stat().st_size for path in paths), documents=0)
        for number, entry in enumerate(entries, start=1):
            yield entry
            progress.update(task, advance=entry.size, documents=number)
