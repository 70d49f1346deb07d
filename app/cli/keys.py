"""`dateline keys`: who may use the service over HTTP."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from app.cli.failures import Failed, say
from app.cli.store import opened
from app.problems import NotFound
from app.settings import Settings
from app.timeline import keys
from app.timeline.models import ApiKey, Scope

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def create(name: str, scope: str, expires: str | None) -> None:
    """Make a key and print it, for the only time."""
    now = datetime.now(UTC)
    until = None if expires is None else _moment(expires, now)
    with opened(Settings()) as database, database.write() as session:
        kept, key = keys.create(session, name, Scope(scope), expires_at=until, now=now)
    click.echo(key)
    ends = f", until {_told(kept.expires_at)}" if kept.expires_at else ""
    say(f"A key for {kept.scope}{ends}. It is shown this once; send it as Authorization: Bearer <key>.")


def show() -> None:
    """List all keys, those that were revoked too."""
    now = datetime.now(UTC)
    with opened(Settings()) as database, database.read() as session:
        rows = keys.every(session)
    if not rows:
        say("No keys: the service answers this machine only. dateline keys create makes one.")
        return
    table = [("id", "name", "scope", "state", "made", "last used")]
    table += [
        (row.id, row.name, row.scope, _state(row, now), _told(row.recorded_at), _told(row.used_at)) for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        click.echo("  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip())


def revoke(key_id: str) -> None:
    """Take a key back."""
    with opened(Settings()) as database, database.write() as session:
        try:
            kept = keys.revoke(session, key_id, now=datetime.now(UTC))
        except NotFound as problem:
            raise Failed(problem.detail) from problem
    say(f"The key {kept.name!r} opens nothing any more; running services know within a second.")


def _state(row: ApiKey, now: datetime) -> str:
    if row.revoked_at is not None:
        return f"revoked {_told(row.revoked_at)}"
    if row.expires_at is not None:
        return f"{'expired' if row.expires_at <= now else 'until'} {_told(row.expires_at)}"
    return "good"


def _told(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}Z" if at else "never"


def _moment(given: str, now: datetime) -> datetime:
    """When a key ends: after a length such as `90d`, or at a date or instant."""
    if length := re.fullmatch(r"(\d{1,5})([hdw])", given):
        return now + timedelta(**{_UNITS[length[2]]: int(length[1])})
    try:
        at = datetime.fromisoformat(given)
    except ValueError as error:
        raise Failed("--expires is a length such as 90d, 12h or 4w, or a date such as 2027-01-31.") from error
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if at <= now:
        raise Failed("--expires is in the past.")
    return at
