"""`dateline ingest`: articles out of files into the store."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import select
from structlog.typing import FilteringBoundLogger

from app import memory
from app.api import conveyor
from app.api.http import logs
from app.api.http.errors import body_problem
from app.api.reading import Read, Readers
from app.api.schemas import ArticleIn
from app.cli import files
from app.cli.failures import say
from app.cli.store import opened
from app.db import Database
from app.problems import MalformedRequest
from app.settings import Settings
from app.timeline.models import Article
from app.timeline.storing import ingest as storage
from app.timeline.storing.ingestions import FAILED


def ingest(names: Sequence[str], *, if_empty: bool = False) -> None:
    """Add every article; exits with 1 if one could not be added.

    Args:
        if_empty: leave a store alone that has an article.
    """
    files.check(names)
    settings = Settings()
    done: Counter[str] = Counter()
    with opened(settings) as database:
        if if_empty and _has_articles(database):
            say("The store has articles already; nothing was added.")
            return
        memory.few_arenas()
        readers = Readers(settings.reader_processes)
        memory.settle()
        try:
            for entry, result in _ingested(database, readers, logs.logger(settings.log_level), _shown(names, done)):
                done[result.get("outcome", FAILED)] += 1
                if "problem" in result:
                    say(f"{entry.place}: {entry.wrong or told(result['problem'])}")
        finally:
            readers.close()
    say(", ".join(f"{done[outcome]} {outcome}" for outcome in [*storage.Outcome, FAILED] if done[outcome]) or "nothing")
    if done[FAILED]:
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


def told(problem: Mapping[str, Any]) -> str:
    """The document of a problem as one line: every field that is wrong, or the detail."""
    errors = problem.get("errors")
    if not errors:
        return str(problem["detail"])
    return " ".join(f"{each['pointer'] or 'article'}: {each['detail']}" for each in errors)


def _has_articles(database: Database) -> bool:
    with database.read() as session:
        return session.scalar(select(Article.id).limit(1)) is not None


def _ingested(
    database: Database, readers: Readers, log: FilteringBoundLogger, entries: Iterator[files.Entry]
) -> Iterator[tuple[files.Entry, dict[str, Any]]]:
    """The entries with their results, once these are stored."""
    now = datetime.now(UTC)

    def take(*, wait: bool) -> files.Entry:  # noqa: ARG001  there always is a next one, or none any more
        try:
            return next(entries)
        except StopIteration:
            raise conveyor.Ended from None

    def read(entry: files.Entry, *, here: bool = False) -> Future[Read]:
        if entry.wrong is None:
            return readers.read_document(entry.document, now, here=here)
        refused: Future[Read] = Future()
        refused.set_result(MalformedRequest(entry.wrong))
        return refused

    for some in conveyor.convey(
        database,
        take,
        read,
        read_here=partial(read, here=True),
        also=lambda _session, _results: None,
        unexpected=partial(logs.failure, log),
        taken_apart=partial(logs.taken_apart, log),
    ):
        yield from some


def _shown(names: Sequence[str], done: Counter[str]) -> Iterator[files.Entry]:
    """The entries, with a progress bar where a person is watching."""
    if not sys.stderr.isatty():
        yield from files.entries(names)
        return
    total = files.total_bytes(names)
    with Progress(
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} bytes" if total else "reading"),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:.1f} a second"),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("", total=total, articles=0, rate=0.0)
        begun = time.monotonic()
        for entry in files.entries(names):
            yield entry
            stored = done.total()
            progress.update(
                task, advance=entry.size, articles=stored, rate=stored / max(time.monotonic() - begun, 0.001)
            )
