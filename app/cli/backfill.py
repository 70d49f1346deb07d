"""`dateline backfill`: archives into the store, read by a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from app.api.http import logs
from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.bulk import cluster, parquet
from app.bulk.backfill import FAILED, Given, backfill
from app.cli import files
from app.cli.failures import Failed, say
from app.cli.ingest import checked, told
from app.cli.progress import bar
from app.cli.store import opened
from app.problems import Problem
from app.settings import Settings
from app.timeline.storing.ingest import Outcome

_PARQUET = ".parquet"


def run(names: Sequence[str], *, workers: int, scheduler: str | None) -> None:
    """Take every article of the files in; exits with 1 if one could not be."""
    files.check(names)
    done: Counter[str] = Counter()
    now = datetime.now(UTC)
    settings = Settings()
    log = logs.logger(settings.log_level)
    try:
        with (
            opened(settings) as database,
            cluster.running(scheduler) if scheduler else cluster.local(workers) as readers,
            bar("articles", _count(names)) as advance,
        ):
            for each in backfill(
                database, readers, _given(names, now), now=now, taken_apart=partial(logs.taken_apart, log)
            ):
                done[each.outcome] += 1
                if each.wrong is not None:
                    say(f"{each.place}: {each.wrong}")
                advance(1)
    except (cluster.Missing, parquet.Missing) as error:
        raise Failed(str(error)) from error
    outcomes = [*Outcome, FAILED]
    say(", ".join(f"{done[outcome]} {outcome}" for outcome in outcomes if done[outcome]) or "nothing")
    if done[FAILED]:
        raise click.exceptions.Exit(1)


def _count(names: Sequence[str]) -> int | None:
    """How many articles there are, where that is quickly known."""
    if all(name.endswith(_PARQUET) for name in names):
        return sum(parquet.rows(Path(name)) for name in names)
    return None


def _given(names: Sequence[str], now: datetime) -> Iterator[Given]:
    for name in names:
        if name.endswith(_PARQUET):
            yield from _of_parquet(Path(name), now)
        else:
            for entry in files.entries([name]):
                yield _checked(entry.place, entry.document, entry.wrong, entry.size, now)


def _of_parquet(path: Path, now: datetime) -> Iterator[Given]:
    known = set(ArticleIn.model_fields)
    left_out = [name for name in parquet.columns(path) if name not in known]
    if left_out:
        say(f"{path}: no fields of an article, and left out: {', '.join(left_out)}")
    for number, document in enumerate(parquet.documents(path, known), start=1):
        yield _checked(f"{path}, row {number}", document, None, 1, now)


def _checked(place: str, document: Any, wrong: str | None, size: int, now: datetime) -> Given:
    if wrong is None:
        try:
            return Given(place, submission(checked(document), now), None, size)
        except Problem as problem:
            wrong = told(problem.as_document())
    return Given(place, None, wrong, size)
