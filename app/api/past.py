"""The timeline as it was known at an instant, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.api import documents, filters, forms
from app.api.http import etags, negotiate
from app.api.http.cursors import Pages
from app.api.http.long_answers import long_answer
from app.problems import InvalidCursor, InvalidQuery
from app.render import csv, ndjson
from app.timeline import changes
from app.timeline.asked import EventFilter
from app.timeline.asking import history

# The others tell of reports and revisions, which are known as they are now.
_FORMS = ("json", "ndjson", "csv")
_BATCH = 200


def listing(
    request: Request,
    response: Response,
    session: Session,
    query: filters.EventQuery,
    wanted: EventFilter,
    at: datetime,
) -> Any:
    """The answer to a list of events of the past.

    Raises:
        InvalidQuery: naming what cannot be asked of the past: words, reports, offsets, a form that tells of reports.
        InvalidCursor, NotAcceptable, NotModified: as the names say.
    """
    filters.of_the_past(wanted)
    include = filters.includes(query, documents.WHEN_EXTRAS)
    form = negotiate.media_type(request, forms.MEDIA_TYPES, query.format)
    if form not in _FORMS:
        raise InvalidQuery(f"The past can be had as {', '.join(_FORMS)} only.", parameter="as_known_at")
    if query.offsets != "codepoints":
        raise InvalidQuery("Texts of the past are not kept to count offsets in.", parameter="offsets")
    if form != "json" and query.count != "none":
        raise InvalidQuery(f"count has no place in {form}.", parameter="count")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    if form != "json" and query.limit is None and query.cursor is None:
        return _streamed(request, response, wanted, at, query, include, form)
    pages = Pages(session, request, query.cursor, wanted, query.sort, at)
    try:
        page = history.page(
            session, wanted, at, sort=query.sort, after=pages.after, limit=query.limit or filters.DEFAULT_LIMIT
        )
    except ValueError as error:
        raise InvalidCursor("The cursor belongs to an older release. Begin again without one.") from error
    items = [documents.listed(each, include) for each in page.items]
    next_cursor = pages.next(response, page.next_key)
    if form != "json":
        lines = ndjson.lines(items) if form == "ndjson" else csv.rows(items)
        return Response(b"".join(lines), media_type=forms.MEDIA_TYPES[form], headers=dict(response.headers))
    answer: dict[str, Any] = {"items": items, "next_cursor": next_cursor}
    if query.count != "none":
        answer["count"] = history.count(session, wanted, at)
    return answer


def _streamed(
    request: Request,
    response: Response,
    wanted: EventFilter,
    at: datetime,
    query: filters.EventQuery,
    include: frozenset[str],
    form: str,
) -> Response:
    def lines(session: Session) -> Iterator[bytes]:
        if form == "csv":
            yield csv.line(csv.COLUMNS)
        after = None
        while True:
            page = history.page(session, wanted, at, sort=query.sort, after=after, limit=_BATCH)
            items = [documents.listed(each, include) for each in page.items]
            yield b"".join(ndjson.lines(items) if form == "ndjson" else csv.rows(items, header=False))
            after = page.next_key
            if after is None:
                return
            session.expunge_all()

    return long_answer(request, response, lines, forms.MEDIA_TYPES[form])
