"""Who publishes, over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import describe, filters, schemas
from app.api.http import etags
from app.api.http.cursors import Pages
from app.db import ReadSession
from app.problems import InvalidCursor, InvalidQuery
from app.timeline import changes
from app.timeline.asking import sources
from app.timex import edtf
from app.timex.civil import DAY

router = APIRouter(prefix="/v1/sources", tags=["research"])


class SourceQuery(filters.Paged):
    """Which sources."""

    collection: str | None = Field(default=None, description="The data set.")


@router.get(
    "",
    operation_id="get_sources",
    summary="Who publishes",
    response_model=schemas.SourcePage,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor)},
)
def get_sources(
    request: Request, response: Response, session: ReadSession, query: Annotated[SourceQuery, Query()]
) -> Any:
    """Sources by name, with their articles, the events that they tell, and the days of their first and last article."""
    collections = filters.any_of("collection", query.collection)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, collections)
    page = sources.page(session, collections=collections, after=pages.after, limit=query.limit)
    return {
        "items": [
            {
                "source": each.name,
                "articles": each.articles,
                "events": each.events,
                "first_published": edtf.day_text(each.first_published // DAY),
                "last_published": edtf.day_text(each.last_published // DAY),
            }
            for each in page.items
        ],
        "next_cursor": pages.next(response, page.next_key),
    }
