"""`dateline timeline`: the events of the store, in order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

import orjson
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.api import documents, filters, forms
from app.api.http.errors import query_problem
from app.cli.failures import say
from app.cli.store import opened
from app.problems import InvalidQuery
from app.render import csv, ndjson, table
from app.settings import Settings
from app.timeline import asked
from app.timeline.asked import EventFilter
from app.timeline.asking import queries
from app.timeline.models import Event

_BATCH = 200

_Tell = Callable[[Sequence[Event]], list[dict[str, Any]]]


def timeline(asked: Mapping[str, Any], form: str, base_url: str) -> None:
    """Print every event that the parameters of `GET /v1/events` ask for.

    Args:
        form: `table`, or one of `forms.MEDIA_TYPES`.
        base_url: where the service is: feeds name addresses.
    """
    try:
        query = filters.EventQuery.model_validate(asked)
    except ValidationError as error:
        raise query_problem(error.errors()[0]) from error
    wanted = filters.event_filter(query)
    include = filters.includes(query, forms.INCLUDES)
    if "fuzzy" in include and form != "ics":
        raise InvalidQuery("include=fuzzy is for a calendar (--format ics).", parameter="include")
    sort = query.sort if "sort" in asked else forms.usual_order(form)
    out = sys.stdout.buffer
    with opened(Settings()) as database, database.read() as session:
        with_reports = "reports" in include

        def listed(rows: Sequence[Event]) -> list[dict[str, Any]]:
            told = documents.events(session, rows, units=query.offsets, with_reports=with_reports)
            return [documents.listed(each, include) for each in told]

        def whole(rows: Sequence[Event]) -> list[dict[str, Any]]:
            told = documents.events(session, rows, units=query.offsets, with_reports=True)
            return forms.revised(session, rows, told)

        if form == "table":
            table.write(_each(session, wanted, sort, listed), sys.stdout)
        elif form in ("json", "ndjson", "csv"):
            _write(out, form, _each(session, wanted, sort, listed))
        else:
            # As the service has it: a calendar that is kept is told what is gone, too.
            told = _each(session, replace(wanted, withdrawn=form == "ics"), sort, whole)
            if form in forms.FEEDS:
                base = base_url.rstrip("/")
                feed = forms.feed_of(base, f"{base}/v1/events?format={form}", "Dateline")
                content, omitted = forms.feed_document(form, list(told), feed), 0
            else:
                content, omitted = forms.rendered(form, told, title="Dateline", fuzzy="fuzzy" in include)
            out.write(content)
            if omitted:
                say(f"{omitted} events are left out, which this format has no way to show.")
        out.flush()


def _write(out: BinaryIO, form: str, told: Iterator[dict[str, Any]]) -> None:
    if form == "json":
        out.write(orjson.dumps({"items": list(told), "next_cursor": None}, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        out.writelines(ndjson.lines(told) if form == "ndjson" else csv.rows(told))


def _each(session: Session, wanted: EventFilter, sort: asked.Sort, tell: _Tell) -> Iterator[dict[str, Any]]:
    events = queries.each(session, wanted, sort=sort)
    while batch := list(islice(events, _BATCH)):
        yield from tell(batch)
