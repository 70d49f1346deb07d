"""`dateline timeline`: the events of the store, in order."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import orjson
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.api import documents, filters
from app.api.errors import query_problem
from app.cli.store import opened
from app.render import ndjson, table
from app.settings import Settings
from app.timeline import queries

_BATCH = 200


def timeline(asked: Mapping[str, Any], form: str) -> None:
    """Print every event that the parameters of `GET /v1/events` ask for."""
    try:
        query = filters.EventQuery.model_validate(asked)
    except ValidationError as error:
        raise query_problem(error.errors()[0]) from error
    wanted = filters.event_filter(query)
    include = filters.includes(query, documents.EVENT_EXTRAS)
    with opened(Settings()) as database, database.read() as session:
        events = queries.each(session, wanted, sort=query.sort)
        told = _told(session, events, query, include)
        out = sys.stdout.buffer
        if form == "json":
            out.write(orjson.dumps({"items": list(told), "next_cursor": None}, option=orjson.OPT_INDENT_2) + b"\n")
        elif form == "ndjson":
            out.writelines(ndjson.lines(told))
        else:
            table.write(told, sys.stdout)
        out.flush()


def _told(
    session: Session, events: Iterator[Any], query: filters.EventQuery, include: frozenset[str]
) -> Iterator[dict[str, Any]]:
    while batch := list(islice(events, _BATCH)):
        told = documents.events(session, batch, units=query.offsets, with_reports="reports" in include)
        yield from (documents.listed(each, include) for each in told)
