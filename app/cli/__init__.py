"""The `dateline` command: thin, over the same functions as the API.

Commands load what they need when they are called, and the options are click's own: typer, which is nicer to write,
takes half a second to start because it builds pydantic models of every command (measured: 0.55 s against 0.10 s),
and `resolve` has to answer in less than that.
"""

from __future__ import annotations

from typing import Any

import click

from app.cli.failures import told

_FILES = click.argument("files", nargs=-1, metavar="[FILES]...")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def dateline() -> None:
    """Turns articles into a timeline whose every date says why."""


@dateline.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@told
def serve(host: str, port: int, workers: int) -> None:
    """Run the service: the timeline at /, its reference at /docs."""
    from app.cli.store import serve as run

    run(host, port, workers)


@dateline.command()
@told
def migrate() -> None:
    """Bring the store to the schema of this release; one that has it is left alone."""
    from app.cli.store import migrate as run

    run()


@dateline.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--if-empty", is_flag=True, help="Do nothing if the store has articles.")
@told
def ingest(files: tuple[str, ...], if_empty: bool) -> None:
    """Add the articles in FILES to the store; those that are known already are left alone.

    A file is NDJSON (an article a line), a JSON array or object, a page of HTML, or a feed (RSS, Atom, JSON Feed),
    packed with gzip or not; of a folder all such files are read, and - is standard input. An article that cannot be
    added is told with its line, and the others are added all the same. What was interrupted can be run again.
    """
    from app.cli.ingest import ingest as run

    run(files, if_empty=if_empty)


@dateline.command()
@_FILES
@click.option(
    "--format",
    "format_",
    type=click.Choice(["answers", "timex3"]),
    default="answers",
    show_default=True,
    help="answers: those of POST /v1/extractions; timex3: tagged expressions.",
)
@told
def extract(files: tuple[str, ...], format_: str) -> None:
    """Read articles from FILES or standard input and write what each tells as a line of JSON; nothing is stored.

    With --format timex3 a line is {"id", "text", "dct", "domain"?, "language"?}.
    """
    if format_ == "timex3":
        from app.cli.timex3 import extract as run
    else:
        from app.cli.extract import extract as run
    run(files or ("-",))


@dateline.command()
@click.argument("text")
@click.option("--anchor", required=True, help="What it is resolved against: a date, or an instant with its offset.")
@click.option("--timezone", help="IANA name of the zone the text was written in.")
@click.option("--language", help="ISO 639-1. Without it English is tried first, then every other grammar.")
@click.option("--country", help="ISO 3166-1 alpha-2; decides holidays, hemisphere, order of day and month.")
@click.option("--tense", type=click.Choice(["past", "future"]), help="Where to look for what the phrase leaves open.")
@told
def resolve(text: str, anchor: str, **asked: str | None) -> None:
    """Print when TEXT is, with every step from its words to its bounds: the answer of POST /v1/resolutions."""
    from app.cli.resolve import resolve as run

    run(text, anchor, **asked)


@dateline.command()
@click.option("--from", help="EDTF: from the start of this period.")
@click.option("--to", help="EDTF: up to the start of this period.")
@click.option("--during", help="EDTF: within this period.")
@click.option("--match", help="possible (bounds overlap the range) or certain (they lie within it).")
@click.option("--q", multiple=True, help="Words that occur; quotes for phrases.")
@click.option("--entity", multiple=True, help="Who or what takes part.")
@click.option("--place", multiple=True, help="Where it was.")
@click.option("--source", help="Who published it.")
@click.option("--collection", help="The data set.")
@click.option("--type", help="The type of event.")
@click.option("--language", help="Language of an article that tells it.")
@click.option("--tag", multiple=True, help="A tag of an article that tells it.")
@click.option("--article", help="Id of an article that tells it.")
@click.option("--modality", help="asserted, planned, hypothetical, denied, or any.")
@click.option("--basis", help="expression, inherited, publication, none.")
@click.option("--precision", help="day, month, year …")
@click.option("--max-span", help="Greatest length of the bounds, such as P1M.")
@click.option("--min-confidence", help="Least confidence, 0 to 1.")
@click.option("--min-sources", help="Least number of independent sources.")
@click.option("--include-undated", is_flag=True, help="Undated events too; they come last.")
@click.option("--sort", help="when, -when, recorded, -recorded or confidence.")
@click.option("--include", help="explanation, alternatives, reports (in json and ndjson); fuzzy (in ics).")
@click.option("--offsets", help="codepoints or utf16.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(
        ["table", "json", "ndjson", "csv", "timelinejs", "vis", "ics", "atom", "jsonfeed", "jsonld"],
    ),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option(
    "--base-url", default="http://127.0.0.1:8000", show_default=True, help="Where the service is, for links in feeds."
)
@told
def timeline(format_: str, base_url: str, **asked: Any) -> None:
    """Print what happened, in order. The options are the parameters of GET /v1/events."""
    from app.cli.timeline import timeline as run

    run({name: value for name, value in asked.items() if value}, format_, base_url)


@dateline.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--errors", "with_errors", is_flag=True, help="List every expression that was not read as annotated.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option("--language", default="en", show_default=True, help="ISO 639-1, for documents that do not name theirs.")
@click.option(
    "--domain",
    "genre",
    type=click.Choice(["news", "narrative", "social"]),
    default="news",
    show_default=True,
    help="The genre, for documents that do not name theirs.",
)
@told
def evaluate(paths: tuple[str, ...], language: str, genre: str, with_errors: bool, as_json: bool) -> None:
    """Score the grammar against annotated documents: strict, relaxed, type, value and interval F1.

    PATHS are .jsonl files with lines {"id", "text", "dct", "domain"?, "language"?, "timexes"}, TimeML .tml files, and
    folders of both. docs/quality.md says what the figures mean.
    """
    from app.cli.evaluate import evaluate as run

    run(paths, language=language, genre=genre, with_errors=with_errors, as_json=as_json)


@dateline.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 256), help="Processes that read.")
@click.option(
    "--scheduler", help="Address of a Dask scheduler, such as tcp://127.0.0.1:8786, instead of own processes."
)
@told
def backfill(files: tuple[str, ...], workers: int, scheduler: str | None) -> None:
    """Take an archive in: the articles in FILES, read by several processes or by a Dask cluster.

    FILES are NDJSON or Parquet (.parquet), whose columns are the fields of an article. It may be killed and started
    again: what is in the store already is not read again. Needs the extra "bulk".
    """
    from app.cli.backfill import run

    run(files, workers=workers, scheduler=scheduler)


@dateline.command()
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Jobs at a time.")
@click.option("--until-empty", is_flag=True, help="Do what there is to do, one after the other, and end.")
@told
def work(workers: int, *, until_empty: bool) -> None:
    """Do what clients asked for with "Prefer: respond-async", apart from the service.

    As many of these as you like may run, on any machine that reaches the store; with DATELINE_JOB_WORKERS=0 the service
    leaves all of it to them. One may be stopped or killed at any time: another goes on where it was.
    """
    from app.cli.work import work as run

    run(workers, until_empty=until_empty)


@dateline.command()
@click.option("--collection", help="Only articles of this data set.")
@click.option("--all", "every", is_flag=True, help="Also articles that today's grammar has read already.")
@click.option("--after", help="Only articles behind the one of this id: to go on with --all where it was stopped.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", "sure", is_flag=True, help="Switch at once, without showing the difference first and asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the difference as JSON.")
@click.option("--examples", default=3, show_default=True, type=click.IntRange(0, 1000), help="How many of each kind.")
@told
def reextract(
    collection: str | None, after: str | None, *, every: bool, dry_run: bool, sure: bool, as_json: bool, examples: int
) -> None:
    """Read stored articles again with today's grammar: those that an older one has read.

    The difference is shown by version of the grammar, with examples, before anything is switched. What was corrected by
    hand stays. It may be stopped and started again at any time: what has been switched is not due any more.
    """
    from app.cli.reextract import reextract as run
    from app.timeline.storing.rereading import Due

    due = Due(collection=collection, every=every, after=after)
    run(due, dry_run=dry_run, sure=sure, as_json=as_json, examples=examples)


@dateline.command()
@click.argument("file", default="-")
@click.option(
    "--corrections", is_flag=True, help="Only what was corrected by hand, as documents for dateline evaluate."
)
@told
def export(file: str, *, corrections: bool) -> None:
    """Write all of the store to FILE or standard output, history included; packed where FILE ends in .gz.

    A line a row, the same whichever database it is in. It holds the secrets of the store: keep it as you keep those.
    """
    from app.cli import dump

    if corrections:
        dump.corrections(file)
    else:
        dump.export(file)


@dateline.command("import")
@click.argument("file", default="-")
@click.option("--replace", is_flag=True, help="Delete all that is in the store first.")
@told
def import_(file: str, *, replace: bool) -> None:
    """Take what dateline export wrote into an empty store, from FILE or standard input: all of it or nothing.

    Moving from SQLite to PostgreSQL is an export from one and an import into the other.
    """
    from app.cli.dump import load as run

    run(file, replace=replace)


@dateline.command()
@click.argument("file")
@click.option("--overwrite", is_flag=True, help="Replace FILE if it is there.")
@told
def backup(file: str, *, overwrite: bool) -> None:
    """Copy an SQLite store to FILE while it is in use; the copy is one state of it."""
    from app.cli.dump import backup as run

    run(file, overwrite=overwrite)


@dateline.group()
def keys() -> None:
    """Who may use the service over HTTP: API keys, each with a scope. Without any, only this machine may."""


@keys.command("create")
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(["read", "write", "admin"]),
    default="read",
    show_default=True,
    help="read; write, which includes read; admin, which includes both and may erase articles.",
)
@click.option("--expires", help="When it ends: a length such as 90d, 12h or 4w, or a date.")
@told
def create_key(name: str, scope: str, expires: str | None) -> None:
    """Make a key and print it on standard output: it is shown this once. NAME says who has it."""
    from app.cli.keys import create as run

    run(name, scope, expires)


@keys.command("list")
@told
def list_keys() -> None:
    """Show all keys by id, with scope, state and last use."""
    from app.cli.keys import show as run

    run()


@keys.command("revoke")
@click.argument("key_id", metavar="ID")
@told
def revoke_key(key_id: str) -> None:
    """Take the key of that ID back, for good."""
    from app.cli.keys import revoke as run

    run(key_id)


@dateline.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@told
def doctor(as_json: bool) -> None:
    """Look at what is installed, set and stored, and print it for a bug report: no secrets, no text of articles.

    What should not be so is marked with an exclamation mark, and the exit code is 1 then.
    """
    from app.cli.doctor import doctor as run

    if not run(as_json=as_json):
        raise SystemExit(1)


@dateline.command()
def version() -> None:
    """Print the release and the version of its grammar."""
    from app.cli.resolve import version as run

    run()


def main() -> None:
    """Entry point of the command."""
    dateline(prog_name="dateline")
