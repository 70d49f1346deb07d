"""Names over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api import describe, filters, schemas
from app.api.http import etags
from app.api.http.cursors import Pages
from app.db import ReadSession
from app.problems import InvalidCursor, InvalidQuery, NotFound
from app.timeline import changes, entities
from app.timeline.entities import EntityFilter, Named

router = APIRouter(prefix="/v1/entities", tags=["timeline"])


class EntityQuery(filters.Paged):
    """Filters of `GET /v1/entities`; commas mean OR."""

    q: str | None = Field(
        default=None, description="A name, read as the filter `entity` reads it.", examples=["makariv"]
    )
    collection: str | None = Field(default=None, description="The data set.")
    type: str | None = Field(default=None, description="`person`, `organisation`, `place`.")


@router.get(
    "",
    operation_id="get_entities",
    summary="Who and where",
    response_model=schemas.EntityPage,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor)},
)
def get_entities(
    request: Request, response: Response, session: ReadSession, query: Annotated[EntityQuery, Query()]
) -> Any:
    """Names with their spellings and counts, those that take part in most events first.

    With `q`, the entities that `entity=q` would mean, and how it reads it: `alias` (the whole name is known),
    `containing` (names that contain all its words in order), `inside` (the longest known name inside it), `none`.
    """
    wanted = EntityFilter(
        name=query.q,
        collection=filters.any_of("collection", query.collection),
        type=filters.any_of("type", query.type),
    )
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, wanted)
    try:
        reading, page = entities.page(session, wanted, after=pages.after, limit=query.limit)
    except ValueError as error:
        raise InvalidCursor("The cursor belongs to an older release. Begin again without one.") from error
    return {
        "items": [_document(named) for named in page.items],
        "next_cursor": pages.next(response, page.next_key),
        "reading": reading and reading.value,
    }


@router.get(
    "/{entity_id}",
    operation_id="get_entity",
    summary="One name",
    response_model=schemas.EntityListed,
    responses={**describe.success(), **describe.problems(InvalidQuery, NotFound)},
)
def get_entity(
    request: Request, response: Response, session: ReadSession, entity_id: Annotated[str, describe.PublicId]
) -> Any:
    """A name as events show it in `entities`, with its spellings and counts. It goes when nothing tells it any more."""
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    return _document(entities.by_public_id(session, entity_id))


def _document(named: Named) -> dict[str, Any]:
    return {
        "id": named.entity.public_id,
        "name": named.entity.name,
        "type": named.entity.type or None,
        "collection": named.entity.collection,
        "aliases": [{"name": alias.name, "reports": alias.reports} for alias in named.aliases],
        "events": named.events,
        "articles": named.articles,
    }
