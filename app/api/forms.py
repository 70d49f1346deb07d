"""The forms in which events can be had, and how a list of them is answered in the one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import orjson
from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.api import documents, filters, quick
from app.api.http import etags, negotiate
from app.api.http.cursors import Pages
from app.api.http.long_answers import long_answer
from app.problems import InvalidCursor, InvalidQuery
from app.render import csv, feeds, icalendar, jsonld, ndjson, timelinejs, vis
from app.timeline import changes, lookups
from app.timeline.asked import EventFilter, Page, Sort
from app.timeline.asking import queries
from app.timeline.models import Event

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "ndjson": ndjson.MEDIA_TYPE,
    "csv": csv.MEDIA_TYPE,
    "timelinejs": timelinejs.MEDIA_TYPE,
    "vis": vis.MEDIA_TYPE,
    "ics": icalendar.MEDIA_TYPE,
    "atom": feeds.ATOM,
    "jsonfeed": feeds.JSON_FEED,
    "jsonld": jsonld.MEDIA_TYPE,
}
# How many events a form had no way to show.
OMITTED = "X-Omitted-Events"
# What may stand in `include` here.
INCLUDES = (*documents.EVENT_EXTRAS, "fuzzy")

# A line an event: as many as there are, sent while they are read.
_STREAMED = ("ndjson", "csv")
# Newest first, a page at a time, as readers of feeds take them.
FEEDS = ("atom", "jsonfeed")
# One document each, which a program draws as a whole: so many events go into one, and `Link` leads on.
_AT_ONCE = ("timelinejs", "vis", "ics", "jsonld")
_MOST_AT_ONCE = 10_000
# Events whose reports are read with one query while a stream goes on.
_BATCH = 200
_NEVER = "1970-01-01T00:00:00Z"
_OF_OLDER_RELEASE = "The cursor belongs to an older release. Begin again without one."
_NO_REMARKS = {"note": None, "is_pinned": False}


def listing(
    request: Request,
    response: Response,
    session: Session,
    query: filters.Listing,
    wanted: EventFilter,
    *,
    sort: Sort | None,
    title: str = "Dateline",
    remarks: Mapping[str, Mapping[str, Any]] | None = None,
) -> Any:
    """The answer to a list of events: a document for the response model, or a response in another form.

    Args:
        sort: None for the usual order of the form.
        title: what a calendar or a feed of these events is called.
        remarks: what to add to the documents of events, by public id; None where documents are as they are.

    Raises:
        InvalidQuery, InvalidCursor, NotAcceptable: as the names say.
        NotModified: the client has it.
    """
    include = filters.includes(query, INCLUDES)
    form = negotiate.media_type(request, MEDIA_TYPES, query.format)
    if form != "json" and query.count != "none":
        raise InvalidQuery(f"count has no place in {form}.", parameter="count")
    if "fuzzy" in include and form != "ics":
        raise InvalidQuery("include=fuzzy is for a calendar (format=ics).", parameter="include")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    sort = sort or usual_order(form)

    def told(session: Session, rows: Sequence[Event], *, with_reports: bool) -> list[dict[str, Any]]:
        made = documents.events(session, rows, units=query.offsets, with_reports=with_reports)
        return made if remarks is None else [{**each, **_NO_REMARKS, **remarks.get(each["id"], {})} for each in made]

    def listed(session: Session, rows: Sequence[Event]) -> list[dict[str, Any]]:
        return [documents.listed(each, include) for each in told(session, rows, with_reports="reports" in include)]

    if form in _STREAMED and query.limit is None and query.cursor is None:
        return _streamed(request, response, wanted, sort, form, listed)
    # A subscriber's calendar holds what it was once told, so it has to be told what is gone too.
    wanted = replace(wanted, withdrawn=form == "ics")
    pages = Pages(session, request, query.cursor, wanted, sort)
    if form in _AT_ONCE:
        try:
            stretch = queries.Stretch(session, wanted, sort=sort, after=pages.after, limit=query.limit or _MOST_AT_ONCE)
        except ValueError as error:
            raise InvalidCursor(_OF_OLDER_RELEASE) from error
        whole_documents = (
            document for rows in stretch for document in revised(session, rows, told(session, rows, with_reports=True))
        )
        content, omitted = rendered(form, whole_documents, title=title, fuzzy="fuzzy" in include)
        pages.next(response, stretch.next_key)
        response.headers[OMITTED] = str(omitted)
        return Response(content, media_type=MEDIA_TYPES[form], headers=dict(response.headers))
    limit = query.limit or filters.DEFAULT_LIMIT
    # Most ask for events as they are kept for lists.
    as_kept = form in ("json", "ndjson") and not include and query.offsets == "codepoints" and remarks is None
    read = queries.listed_page if as_kept else queries.page
    try:
        page: Page[Any] = read(session, wanted, sort=sort, after=pages.after, limit=limit)
    except ValueError as error:
        raise InvalidCursor(_OF_OLDER_RELEASE) from error
    next_cursor = pages.next(response, page.next_key)
    if form in ("json", *_STREAMED):
        items: list[Any] = (
            [orjson.Fragment(each.content) for each in page.items] if as_kept else listed(session, page.items)
        )
        if form == "json":
            answer: dict[str, Any] = {"items": items, "next_cursor": next_cursor}
            if query.count != "none":
                answer["count"] = queries.count(session, wanted)
            return quick.as_it_is(response, answer)
        lines = ndjson.lines(items) if form == "ndjson" else csv.rows(items)
        content = b"".join(lines)
    else:
        entries = revised(session, page.items, told(session, page.items, with_reports=True))
        content = feed_document(form, entries, _feed(request, title, pages.following))
        response.headers[OMITTED] = "0"
    return Response(content, media_type=MEDIA_TYPES[form], headers=dict(response.headers))


def revised(session: Session, rows: Sequence[Event], told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The documents of events with when each was last revised, as whole documents of events want them."""
    moments = lookups.revised_at(session, rows)
    return [
        {**document, "revised_at": documents.instant(moments[event.id])}
        for document, event in zip(told, rows, strict=True)
    ]


def usual_order(form: str) -> Sort:
    """The order of a form where none is asked for."""
    return Sort.RECORDED_REVERSED if form in FEEDS else Sort.WHEN


def rendered(form: str, told: Iterable[dict[str, Any]], *, title: str, fuzzy: bool = False) -> tuple[bytes, int]:
    """Events as one document, and how many of them it had to leave out.

    Args:
        told: their documents, with `reports`; each is let go of when the next is asked for.
    """
    match form:
        case "timelinejs":
            slides, omitted = timelinejs.document(told)
            return orjson.dumps(slides), omitted
        case "vis":
            items, omitted = vis.items(told)
            return orjson.dumps(items), omitted
        case "ics":
            return icalendar.document(told, name=title, fuzzy=fuzzy)
        case other:
            assert other == "jsonld", other
            graph, omitted = jsonld.document(told)
            return orjson.dumps(graph), omitted


def feed_document(form: str, entries: Sequence[dict[str, Any]], feed: feeds.Feed) -> bytes:
    """Events as a feed, `atom` or `jsonfeed`: it shows all of them."""
    return feeds.atom(entries, feed) if form == "atom" else orjson.dumps(feeds.json_feed(entries, feed))


def _feed(request: Request, title: str, following: str | None) -> feeds.Feed:
    # A feed is kept by its reader, so its addresses are whole ones: those that the client itself used.
    base = str(request.base_url).rstrip("/")
    return feed_of(base, str(request.url), title, base + following if following else None)


def feed_of(base: str, address: str, title: str, following: str | None = None) -> feeds.Feed:
    """What a feed says of itself.

    Args:
        base: address of the service, without a slash at its end.
        address: that of the feed; `following`: that of its next page.
    """
    return feeds.Feed(
        title=title,
        address=address,
        home=f"{base}/",
        event_address=f"{base}/v1/events/{{id}}",
        updated=_NEVER,
        next=following,
    )


def _streamed(
    request: Request,
    response: Response,
    wanted: EventFilter,
    sort: Sort,
    form: str,
    listed: Callable[[Session, Sequence[Event]], list[dict[str, Any]]],
) -> Response:
    """Every event on a line of its own, read while it is sent."""

    def lines(session: Session) -> Iterator[bytes]:
        if form == "csv":
            yield csv.line(csv.COLUMNS)
        events = queries.each(session, wanted, sort=sort)
        while batch := list(islice(events, _BATCH)):
            items = listed(session, batch)
            yield b"".join(ndjson.lines(items) if form == "ndjson" else csv.rows(items, header=False))

    return long_answer(request, response, lines, MEDIA_TYPES[form])
