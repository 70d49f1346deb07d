"""`dateline resolve` and `dateline version`: as little as possible is loaded here."""

from __future__ import annotations

import json

import click

from app.api import context as given
from app.api.resolve import resolve as resolved
from app.cli.failures import Failed


def resolve(
    text: str,
    anchor: str,
    *,
    timezone: str | None,
    language: str | None,
    country: str | None,
    tense: str | None,
) -> None:
    """Print the answer of `POST /v1/resolutions` as JSON."""
    if not text.strip():
        raise Failed("There is nothing to read.")
    option = "--timezone"
    try:
        zone = timezone and given.timezone(timezone)
        option = "--language"
        code = language and given.language(language)
        option = "--country"
        land = country and given.country(country)
        option = "--anchor"
        answer = resolved(text, anchor, timezone=zone, language=code, country=land, tense=tense)
    except (ValueError, LookupError) as error:
        raise Failed(f"{option}: {error.args[0]}") from error
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def version() -> None:
    from app.timex.phrases import GRAMMAR_VERSION
    from app.version import VERSION

    click.echo(f"dateline {VERSION}, grammar {GRAMMAR_VERSION}")
