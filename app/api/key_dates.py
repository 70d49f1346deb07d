"""The days that matter over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import describe, documents, filters, schemas
from app.api.http import etags
from app.db import ReadSession
from app.problems import InvalidQuery, TextNotStored
from app.timeline import changes
from app.timeline.asking import key_dates

router = APIRouter(prefix="/v1/key-dates", tags=["timeline"])


class KeyDateQuery(filters.Units, filters.EventFilters):
    """Filters of the timeline, and how many days."""

    n: Annotated[int, Field(ge=1, le=500, description="How many days, at most 500.")] = 10


@router.get(
    "",
    operation_id="get_key_dates",
    summary="The days that matter most",
    response_model=schemas.KeyDates,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, TextNotStored)},
)
def get_key_dates(
    request: Request, response: Response, session: ReadSession, query: Annotated[KeyDateQuery, Query()]
) -> Any:
    """Days ranked by who talks about them: from how many independent sources, how long before and after.

    An article counts by how far it is about what the others are about, more if it still names the day a month later,
    less if many do so in the same week. Each day comes with its events and with the sentences that say most of it.
    """
    wanted = filters.event_filter(query)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    found = key_dates.key_dates(session, wanted, count=query.n)
    return {"items": [documents.key_date(session, each, units=query.offsets) for each in found]}
