"""`dateline reextract`: every article that an older grammar read, again with today's."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime

import click
import orjson

from app import nlp
from app.cli.failures import Failed, say
from app.cli.progress import bar
from app.cli.store import opened
from app.db import Database
from app.problems import NotFound, PreconditionFailed, TextNotStored, Withdrawn
from app.settings import Settings
from app.timeline.storing import articles
from app.timeline.storing.rereading import Due, Tally

_LEFT_OUT = {NotFound: "gone", Withdrawn: "gone", TextNotStored: "text not stored"}
# Somebody else may change an article while it is read; twice in a row is a coincidence.
_ATTEMPTS = 3


def reextract(due: Due, *, dry_run: bool, sure: bool, as_json: bool, examples: int) -> None:
    """Show what today's grammar reads otherwise, ask, and then switch to it; each article in its own transaction."""
    with opened(Settings()) as database:
        with database.read() as session:
            total = due.count(session)
        if not total:
            say(f"Every article was read by grammar {nlp.grammar_version()}.")
            return
        if dry_run or not sure:
            tallies = _walk(database, due, total, dry_run=True, examples=examples)
            _tell(tallies, as_json=as_json)
            if dry_run:
                return
            if not sys.stdin.isatty():
                raise Failed("Nothing was changed: say --yes to switch without being asked.")
            click.confirm(f"Switch {total:,} articles to grammar {nlp.grammar_version()}?", abort=True, err=True)
        tallies = _walk(database, due, total, dry_run=False, examples=examples)
        if sure:
            _tell(tallies, as_json=as_json)


def _walk(database: Database, due: Due, total: int, *, dry_run: bool, examples: int) -> dict[str, Tally]:
    """Read each article again; by the version that had read it, what came of it."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    last = due.after
    try:
        with bar("articles", total) as advance, database.read() as listing:
            for public_id in due.ids(listing):
                _reread(database, public_id, tallies, dry_run=dry_run, examples=examples)
                last = public_id
                advance(1)
    except KeyboardInterrupt:
        if not dry_run and last is not None:
            say(f"Stopped. Go on with the same command{f' --after {last}' if due.every else ''}.")
        raise
    return tallies


def _reread(database: Database, public_id: str, tallies: dict[str, Tally], *, dry_run: bool, examples: int) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            with database.read() as session:
                before = articles.get(session, public_id).grammar
                amendment = articles.prepare_amendment(session, public_id, {})
            with database.write() as session:
                done = articles.reread(session, amendment, now=datetime.now(UTC), dry_run=dry_run)
        except PreconditionFailed:
            if attempt + 1 == _ATTEMPTS:
                raise
        except (NotFound, Withdrawn, TextNotStored) as problem:
            version = before if isinstance(problem, TextNotStored) else "none"
            tallies[version].articles[_LEFT_OUT[type(problem)]] += 1
            return
        else:
            tallies[done.grammar_before].add(done, examples=examples)
            return


def _tell(tallies: dict[str, Tally], *, as_json: bool) -> None:
    if as_json:
        told = {
            "grammar": nlp.grammar_version(),
            "from": {name: tally.as_document() for name, tally in tallies.items()},
        }
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))
        return
    for version, tally in sorted(tallies.items()):
        click.echo(f"{version} → {nlp.grammar_version()}")
        for name, counts in (
            ("articles", tally.articles),
            ("expressions", tally.mentions),
            ("events", tally.events),
            ("of those revised", tally.fields),
        ):
            shown = ", ".join(f"{count:,} {key}" for key, count in sorted(counts.items()) if count)
            click.echo(f"  {name}: {shown or 'none'}")
        for each in tally.examples:
            what = f"{each.field}: {each.before} → {each.after}" if each.field else each.change.value
            click.echo(f"    {each.title}\n      {what}")
