"""Reports and temporal expressions as flat lists over HTTP: pages for programs, streams for research."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.api import describe, documents, filters, offsets, schemas
from app.api.http import etags, negotiate
from app.api.http.cursors import Pages
from app.api.http.long_answers import long_answer
from app.api.offsets import StoredTexts
from app.db import ReadSession
from app.problems import InvalidCursor, InvalidQuery, NotAcceptable, TextNotStored
from app.render import csv, ndjson
from app.timeline import changes
from app.timeline.asked import Key, Page
from app.timeline.asking import tellings
from app.timeline.models import Mention
from app.timex.timex3 import Status

router = APIRouter(tags=["research"])

_FORMS = {"json": "application/json", "ndjson": ndjson.MEDIA_TYPE, "csv": csv.MEDIA_TYPE}
# Rows that are read with one query while a stream goes on.
_BATCH = 500
_WHEN = ("edtf", "display", "kind", "precision", "qualifier", "earliest", "latest", "basis", "confidence")
_ARTICLE = ("id", "external_id", "url", "title", "source", "published_at")
# What of an event has to be asked for a mention to be held to the event that its sentence tells.
_OF_EVENTS = {"q", "entity", "place", "type", "modality", "basis", "min_confidence", "min_sources"}

# A page of documents after a key, and the key of the next one.
Read = Callable[[Session, Key | None, int], Page[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows become lines of CSV."""

    columns: tuple[str, ...]
    cells: Callable[[dict[str, Any]], list[Any]]


class RowsQuery(filters.IncludingPage, filters.EventFilters):
    """Filters of the timeline, and the form of the answer."""

    limit: Annotated[int, Field(ge=1, le=filters.MAX_LIMIT)] | None = Field(  # type: ignore[assignment]
        default=None, description="Rows a page, at most 200; 50 without it. NDJSON and CSV without it stream all rows."
    )
    format: Literal["json", "ndjson", "csv"] | None = Field(
        default=None, description="The form of the answer; without it the header `Accept` decides."
    )


class MentionsQuery(RowsQuery):
    """The same for temporal expressions."""

    status: str | None = Field(default=None, description="`ok`, `impossible`, `boilerplate`, joined by commas.")


@router.get(
    "/v1/reports",
    operation_id="get_reports",
    summary="All reports, as a flat list",
    response_model=schemas.ReportRowPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(describe.forms("get_reports", _FORMS)),
        **describe.problems(InvalidQuery, InvalidCursor, NotAcceptable, TextNotStored),
    },
)
def get_reports(
    request: Request, response: Response, session: ReadSession, query: Annotated[RowsQuery, Query()]
) -> Any:
    """Every telling of the events that the filters leave, in the order in which they were stored.

    `source`, `language`, `tag` and `article` hold for the report's own article, everything else for its event. As
    NDJSON or CSV they are streamed, all of them unless `limit` bounds the page.
    """
    wanted = filters.event_filter(query)
    include = filters.includes(query, documents.WHEN_EXTRAS)

    def read(session: Session, after: Key | None, limit: int) -> Page[dict[str, Any]]:
        page = tellings.reports(session, wanted, after=after, limit=limit)
        told = documents.reports(session, page.items, units=query.offsets)
        return Page(
            [
                documents.listed(each, include) | {"event_id": row.event.public_id}
                for each, row in zip(told, page.items, strict=True)
            ],
            page.next_key,
        )

    return _answer(request, response, session, query, read, _REPORTS, wanted)


@router.get(
    "/v1/mentions",
    operation_id="get_mentions",
    summary="All temporal expressions, as a flat list",
    response_model=schemas.MentionRowPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(describe.forms("get_mentions", _FORMS)),
        **describe.problems(InvalidQuery, InvalidCursor, NotAcceptable, TextNotStored),
    },
)
def get_mentions(
    request: Request, response: Response, session: ReadSession, query: Annotated[MentionsQuery, Query()]
) -> Any:
    """Every temporal expression of the articles that the filters leave, in the order in which they were stored.

    `from`, `to`, `during`, `match`, `precision` and `max_span` hold for the expression's own date; durations and
    references such as "now" come with `include_undated=true`. `q`, `entity`, `place`, `type`, `modality`, `basis`,
    `min_confidence` and `min_sources`, where they are given, leave what stands in a sentence that tells such an event.
    """
    wanted = filters.event_filter(query)
    include = filters.includes(query, documents.WHEN_EXTRAS)
    statuses = filters.choices("status", query.status, Status)
    of_events = bool(_OF_EVENTS & query.model_fields_set)

    def read(session: Session, after: Key | None, limit: int) -> Page[dict[str, Any]]:
        page = tellings.mentions(session, wanted, statuses=statuses, of_events=of_events, after=after, limit=limit)
        texts = StoredTexts(session) if query.offsets == "utf16" else None
        return Page([_mention(row, include, texts) for row in page.items], page.next_key)

    return _answer(request, response, session, query, read, _MENTIONS, wanted, statuses, of_events)


def _mention(row: Mention, include: frozenset[str], texts: StoredTexts | None) -> dict[str, Any]:
    told = documents.mention(row)
    if texts is not None:
        told = offsets.mention(told, texts.of(row.article.public_id))
    return documents.listed(told, include) | {"article": documents.place(row.article)}


def _report_cells(row: dict[str, Any]) -> list[Any]:
    sentence, said = row["sentence"], row["attribution"]
    return [
        row["id"],
        row["event_id"],
        *(row["article"][name] for name in _ARTICLE),
        *(sentence[name] for name in ("part", "start", "end", "text")),
        row["trigger"]["text"],
        said and said["speaker"],
        row["modality"],
        row["confidence"],
        *(row["when"][name] for name in _WHEN),
    ]


def _mention_cells(row: dict[str, Any]) -> list[Any]:
    timex3 = row["when"]["timex3"] or {}
    return [
        row["id"],
        *(row["article"][name] for name in _ARTICLE),
        *(row[name] for name in ("part", "start", "end", "text", "status")),
        *(timex3.get(name) for name in ("type", "value", "mod")),
        *(row["when"][name] for name in _WHEN),
    ]


_IN_ARTICLE = tuple(f"article_{name}" for name in _ARTICLE)
_REPORTS = _Table(
    (
        "id", "event_id", *_IN_ARTICLE, "part", "start", "end", "sentence", "trigger", "speaker", "modality",
        "statement_confidence", *_WHEN,
    ),
    _report_cells,
)  # fmt: skip
_MENTIONS = _Table(
    (
        "id", *_IN_ARTICLE, "part", "start", "end", "text", "status", "timex3_type", "timex3_value", "timex3_mod",
        *_WHEN,
    ),
    _mention_cells,
)  # fmt: skip


def _answer(
    request: Request,
    response: Response,
    session: Session,
    query: RowsQuery,
    read: Read,
    table: _Table,
    *asked: object,
) -> Any:
    """A page as a document for the response model, or rows in another form.

    Args:
        asked: whatever decides which rows there are.
    """
    form = negotiate.media_type(request, _FORMS, query.format)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    if form != "json" and query.limit is None and query.cursor is None:
        return _streamed(request, response, form, read, table)
    pages = Pages(session, request, query.cursor, *asked)
    page = read(session, pages.after, query.limit or filters.DEFAULT_LIMIT)
    next_cursor = pages.next(response, page.next_key)
    if form == "json":
        return {"items": page.items, "next_cursor": next_cursor}
    content = b"".join(_lines(form, page.items, table, header=True))
    return Response(content, media_type=_FORMS[form], headers=dict(response.headers))


def _lines(form: str, rows: Sequence[dict[str, Any]], table: _Table, *, header: bool) -> Iterator[bytes]:
    if form == "ndjson":
        yield from ndjson.lines(rows)
        return
    if header:
        yield csv.line(table.columns)
    for row in rows:
        yield csv.line(table.cells(row))


def _streamed(request: Request, response: Response, form: str, read: Read, table: _Table) -> Response:
    def lines(session: Session) -> Iterator[bytes]:
        after: Key | None = None
        while True:
            page = read(session, after, _BATCH)
            yield b"".join(_lines(form, page.items, table, header=after is None))
            after = page.next_key
            if after is None:
                return
            session.expunge_all()

    return long_answer(request, response, lines, _FORMS[form])
