"""From what a client sent to what is read and stored."""

from __future__ import annotations

from datetime import datetime

from app.api import context as given
from app.api.schemas import ArticleIn, ArticlePatch
from app.extract.article import Article
from app.problems import InvalidBody
from app.timeline.storing.articles import ArticleChanges
from app.timeline.storing.ingest import Submission
from app.timex.context import Genre


def submission(sent: ArticleIn, now: datetime) -> Submission:
    """The article that was sent, once its dates are ones that it can have on arrival.

    Raises:
        InvalidBody: the publication or the update lies in the future or too far back.
    """
    _check_published(sent, now)
    return Submission(
        text=sent.text,
        html=sent.html,
        title=sent.title,
        external_id=sent.external_id,
        url=sent.url,
        published_at=sent.published_at,
        updated_at=sent.updated_at,
        timezone=sent.timezone,
        country=sent.country,
        language=sent.language,
        source=sent.source,
        collection=sent.collection,
        genre=Genre(sent.genre) if "genre" in sent.model_fields_set else None,
        authors=tuple(sent.authors),
        tags=tuple(sent.tags),
        store_text=sent.store_text,
    )


def unstored(sent: Submission, now: datetime) -> Article:
    """The same as the extractor takes it."""
    return Article(
        received_at=now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        text=sent.text,
        html=sent.html,
        title=sent.title,
        url=sent.url,
        published_at=sent.published_at,
        timezone=sent.timezone,
        country=sent.country,
        language=sent.language,
        genre=sent.genre or Genre.NEWS,
    )


def corrections(sent: ArticlePatch, now: datetime) -> ArticleChanges:
    """What a correction says; only the fields that were sent.

    Raises:
        InvalidBody: as for an article.
    """
    _check_published(sent, now)
    changes: ArticleChanges = {}
    for field in sent.model_fields_set:
        value = getattr(sent, field)
        changes[field] = tuple(value) if field == "tags" else value  # type: ignore[literal-required]
    return changes


def _check_published(sent: ArticleIn | ArticlePatch, now: datetime) -> None:
    errors = []
    for field in ("published_at", "updated_at"):
        value = getattr(sent, field, None)
        if value is not None:
            try:
                given.published(value, now)
            except ValueError as error:
                errors.append({"detail": str(error), "pointer": f"/{field}"})
    if errors:
        raise InvalidBody(errors[0]["detail"], errors=errors)
