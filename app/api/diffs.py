"""What was learned between two instants, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import describe, documents, filters, schemas
from app.api.http import etags
from app.api.http.cursors import Pages
from app.db import ReadSession
from app.problems import InvalidCursor, InvalidQuery
from app.timeline import changes
from app.timeline.asking import history

router = APIRouter(prefix="/v1/diffs", tags=["history"])


_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class DiffQuery(filters.Paged, filters.EventFilters):
    """Two instants, and filters of the timeline but `from` and `to`: `during` stands for them here."""

    from_: str | None = Field(
        default=None,
        alias="from",
        description="An RFC 3339 instant; the beginning of the store without it.",
        examples=["2025-01-01T00:00:00Z"],
    )
    to: str | None = Field(default=None, description="A later one; now without it.", examples=["2025-02-01T00:00:00Z"])


@router.get(
    "",
    operation_id="get_diffs",
    summary="What was learned between two instants",
    response_model=schemas.LearnedPage,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor)},
)
def get_diffs(request: Request, response: Response, session: ReadSession, query: Annotated[DiffQuery, Query()]) -> Any:
    """Every event that was told otherwise at `to` than at `from`, in the order of its last change in between.

    `before` and `after` are the event at both instants; `before` is null for one that was not there yet, and what came
    and went in between is not told. The filters leave what met them at either instant. `q` cannot be asked of the past.
    """
    begin = _BEGINNING if query.from_ is None else filters.past_instant("from", query.from_)
    wanted = filters.of_the_past(filters.event_filter(query.model_copy(update={"from_": None, "to": None})))
    end = datetime.now(UTC) if query.to is None else filters.past_instant("to", query.to)
    if end <= begin:
        raise InvalidQuery("to has to lie after from.", parameter="to")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, wanted, query.from_, query.to)
    after = 0
    if pages.after is not None:
        # Without `to`, all pages go up to the instant of the first one.
        number, until = pages.after
        after, end = int(number), datetime.fromisoformat(str(until))
    page = history.learned(session, wanted, begin, end, after=after, limit=query.limit)
    following = page.next_key and (*page.next_key, end.isoformat())
    return {
        "items": [
            {
                "event_id": each.event_id,
                "change": each.change.value,
                "at": documents.instant(each.at),
                "before": each.before,
                "after": each.after,
                "into": each.after["merged_into"],
            }
            for each in page.items
        ],
        "next_cursor": pages.next(response, following),
    }
