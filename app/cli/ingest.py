"""`dateline ingest`: articles out of files into the store."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from app.api.errors import body_problem
from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.cli import files
from app.cli.failures import say
from app.cli.store import opened
from app.db import Database
from app.problems import Problem
from app.settings import Settings
from app.timeline import ingest as storage

# What went wrong with one article, beside the outcomes of those that went well.
_FAILED = "failed"


def ingest(names: Sequence[str]) -> None:
    """Add every article, each in its own transaction; exits with 1 if one could not be added."""
    files.check(names)
    done: Counter[str] = Counter()
    with opened(Settings()) as database:
        for entry in _shown(names):
            wrong = entry.wrong
            if wrong is None:
                try:
                    done[_add(database, entry.document)] += 1
                except Problem as problem:
                    wrong = told(problem)
            if wrong is not None:
                done[_FAILED] += 1
                say(f"{entry.place}: {wrong}")
    say(
        ", ".join(f"{done[outcome]} {outcome}" for outcome in [*storage.Outcome, _FAILED] if done[outcome]) or "nothing"
    )
    if done[_FAILED]:
        raise click.exceptions.Exit(1)


def checked(document: Any) -> ArticleIn:
    """A document as the body of an article.

    Raises:
        InvalidBody: it is none; `told` says where.
    """
    try:
        return ArticleIn.model_validate(document)
    except ValidationError as error:
        raise body_problem(error.errors()) from error


def told(problem: Problem) -> str:
    """A problem as one line: every field that is wrong, or the detail."""
    errors = problem.members.get("errors")
    if not errors:
        return problem.detail
    return " ".join(f"{each['pointer'] or 'article'}: {each['detail']}" for each in errors)


def _add(database: Database, document: Any) -> str:
    now = datetime.now(UTC)
    prepared = storage.prepare(submission(checked(document), now), now=now)
    with database.write() as session:
        return storage.store(session, prepared, now=now).outcome.value


def _shown(names: Sequence[str]) -> Iterator[files.Entry]:
    """The entries, with a progress bar where a person is watching."""
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        yield from files.entries(names)
        return
    with Progress(
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} bytes" if files.total_bytes(names) else "reading"),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[articles]} articles"),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task("", total=files.total_bytes(names), articles=0)
        for number, entry in enumerate(files.entries(names), start=1):
            yield entry
            progress.update(task, advance=entry.size, articles=number)
