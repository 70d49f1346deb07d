"""What there is among the events of a filter, over HTTP."""

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
from app.timeline.asking import facets

router = APIRouter(prefix="/v1/facets", tags=["timeline"], route_class=RememberingRoute)


class FacetQuery(filters.EventFilters):
    """Filters of the timeline, and what to count."""

    field: str = Field(
        default=",".join(facets.Field),
        description="What to count, joined by commas: `entity`, `source`, `type`, `modality`, `language`, `tag`, "
        "`precision`, `basis`, `collection`; all of them without it.",
        examples=["entity,source"],
    )
    limit: Annotated[int, Field(ge=1, le=filters.MAX_LIMIT, description="Values a field, at most 200.")] = 20


@router.get(
    "",
    operation_id="get_facets",
    summary="What the events are made of",
    response_model=schemas.Facets,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery)},
)
def get_facets(
    request: Request, response: Response, session: ReadSession, query: Annotated[FacetQuery, Query()]
) -> Any:
    """The most frequent names, sources, languages, tags … among the events that the filters leave.

    A `value` is what the filter of that name takes. An event counts once for each of its values, so that the counts of
    names, sources, languages and tags may add up to more than there are events; what is not known is not counted.
    """
    wanted = filters.event_filter(query)
    fields = filters.choices("field", query.field, facets.Field)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    found = facets.facets(session, wanted, fields, limit=query.limit)
    return {
        field.value: [
            {"value": each.value, "count": each.count, **({"type": each.type} if field is facets.Field.ENTITY else {})}
            for each in counts
        ]
        for field, counts in found.items()
    }
