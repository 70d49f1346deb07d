"""The timeline counted by time, over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import describe, filters, schemas
from app.api.http import etags
from app.api.http.remembered import RememberingRoute
from app.db import ReadSession
from app.problems import InvalidQuery
from app.timeline import changes
from app.timeline.asking import histogram
from app.timeline.asking.histogram import MOST_BUCKETS, Spread, TooManyBuckets, Unit
from app.timex import edtf

router = APIRouter(prefix="/v1/events/histogram", tags=["timeline"], route_class=RememberingRoute)


class HistogramQuery(filters.AsKnown, filters.EventFilters):
    """Filters of the timeline, and how to count."""

    interval: Unit | None = Field(
        default=None,
        description="Length of a bucket: `day`, `week`, `month`, `quarter`, `year`, `decade`, `century`, `millennium`; "
        "without it the finest that gives at most 500 buckets.",
        examples=["month"],
    )
    spread: Spread = Field(
        default=Spread.MASS,
        description="`mass`: an event is spread evenly over its bounds; `start`: it stands at `earliest`.",
    )


@router.get(
    "",
    operation_id="get_histogram",
    summary="How many events there were when",
    response_model=schemas.Histogram,
    responses={**describe.success(), **describe.problems(InvalidQuery)},
)
def get_histogram(
    request: Request, response: Response, session: ReadSession, query: Annotated[HistogramQuery, Query()]
) -> Any:
    """Events counted by day, month, year …, side by side without gaps, BC too.

    An event known to the month counts as a thirty-first in each day of March, so that vague dates make no peaks. What
    has no end ("since 2014") or no beginning stands at the bound that it has. The buckets cover `from` to `to`, or the
    events found; the first and the last one may reach beyond. `undated` counts the events without a date that meet all
    other filters, `outside` what of the dated ones lies in no bucket: all counts together are the number of events.
    More than 5,000 buckets are refused with 400.
    """
    wanted = filters.event_filter(query)
    at = query.instant()
    if at is not None:
        filters.of_the_past(wanted)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    try:
        found = histogram.histogram(session, wanted, unit=query.interval, spread=query.spread, at=at)
    except TooManyBuckets as error:
        remedy = f" Ask for interval={error.coarser}, or" if error.coarser else " Please"
        raise InvalidQuery(
            f"By {query.interval} these are {error.count:,} buckets, and at most {MOST_BUCKETS:,} are told."
            f"{remedy} narrow the range with from and to.",
            parameter="interval",
        ) from error
    return {
        "interval": found.unit.value,
        "buckets": [
            {"start": edtf.moment_text(each.start), "end": edtf.moment_text(each.end), "count": each.count}
            for each in found.buckets
        ],
        "undated": found.undated,
        "outside": found.outside,
    }
