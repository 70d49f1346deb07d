"""What events and articles were before, over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from app.api import describe, documents, filters, schemas
from app.api.http import etags
from app.api.http.cursors import Pages
from app.db import ReadSession
from app.problems import InvalidCursor, InvalidQuery, NotFound, Withdrawn
from app.timeline import changes
from app.timeline.models import Article
from app.timeline.storing import articles

router = APIRouter(prefix="/v1", tags=["history"])


@router.get(
    "/articles/{article_id}/revisions",
    operation_id="get_article_revisions",
    summary="What an article said of itself before",
    response_model=schemas.ArticleRevisionPage,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor, NotFound, Withdrawn)},
    response_model_exclude_unset=True,
)
def get_article_revisions(
    request: Request,
    response: Response,
    session: ReadSession,
    article_id: Annotated[str, describe.PublicId],
    query: Annotated[filters.Paged, Query()],
) -> Any:
    """The article from one sending or correction to the next, newest first, without its texts."""
    article = articles.get(session, article_id)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, article.revision)
    # The one of now is not among those that were put aside, and stands before them.
    rows, key = pages.window(session, articles.revisions(article), query.limit)
    first = [] if pages.after else [_now(article)]
    told = [
        {
            **{name: row.document[name] for name in _KEPT},
            "revision": row.revision,
            "from": documents.instant(row.recorded_at),
            "until": documents.instant(row.superseded_at),
        }
        for row in rows
    ]
    return {"items": [*first, *told], "next_cursor": pages.next(response, key)}


_KEPT = tuple(name for name in schemas.ArticleRevision.model_fields if name not in ("revision", "from_", "until"))


def _now(article: Article) -> dict[str, Any]:
    document = documents.article(article)
    return {
        **{name: document[name] for name in _KEPT},
        "revision": article.revision,
        "from": documents.instant(article.revised_at),
        "until": None,
    }
