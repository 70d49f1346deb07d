"""Reading without storing: a whole article, or one phrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from pydantic import Field, ValidationError

from app.api import describe, documents, filters, offsets, schemas
from app.api.http import bodies
from app.api.http.errors import body_problem
from app.api.metrics import metrics_of
from app.api.resolve import resolve
from app.api.submissions import submission, unstored
from app.problems import InvalidQuery, UnsupportedMediaType
from app.timeline.storing.ingest import Submission

router = APIRouter(prefix="/v1", tags=["reading"])


class TextQuery(filters.Units):
    """What is told beside a `text/plain` body; a JSON body says it itself."""

    published_at: schemas.Published | None = Field(
        default=None, description="A civil date or an RFC 3339 instant: what dates hang on.", examples=["2022-03-22"]
    )
    timezone: schemas.Timezone | None = Field(default=None, description="A name of the IANA database.")
    country: schemas.Country | None = Field(default=None, description="ISO 3166-1 alpha-2.")
    language: str | None = Field(default=None, description="ISO 639-1; without it the language is found out.")
    genre: schemas.GenreName | None = Field(default=None, description="What dates hang on.")
    title: str | None = Field(default=None, description="The title of the text.")
    url: str | None = Field(default=None, description="Where the text stands.")


@dataclass(frozen=True, slots=True)
class Asked:
    """An article to be read, and what its offsets are to count."""

    article: schemas.ArticleIn
    units: documents.Units


async def asked(request: Request, query: Annotated[TextQuery, Query()]) -> Asked:
    """The article in the body: JSON, or plain text with the rest of it in the query string."""
    kind = bodies.media_type(request)
    beside = query.model_dump(exclude={"offsets"}, exclude_unset=True)
    body = await request.body()
    if bodies.is_json(kind) or (kind is None and not body):
        if beside:
            name = next(iter(beside))
            raise InvalidQuery(f"{name} belongs into the JSON body.", parameter=name)
        return Asked(_validated(bodies.json_document(body)), query.offsets)
    if kind != "text/plain":
        raise UnsupportedMediaType(
            "Send an article as application/json or as text/plain.", supported=["application/json", "text/plain"]
        )
    return Asked(_validated({**beside, "text": bodies.plain_text(request, body)}), query.offsets)


def _validated(document: Any) -> schemas.ArticleIn:
    try:
        return schemas.ArticleIn.model_validate(document)
    except ValidationError as error:
        raise body_problem(error.errors()) from error


@router.post(
    "/extractions",
    operation_id="extract",
    summary="Read an article without storing it",
    response_model=schemas.Extracted,
    responses={**describe.problems(InvalidQuery, *describe.BODY_PROBLEMS)},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/ArticleIn"},
                    "examples": describe.requests("extract"),
                },
                "text/plain": {"schema": {"type": "string"}, "example": describe.examples()["extract"]["text"]},
            },
        }
    },
)
def extract(request: Request, sent: Annotated[Asked, Depends(asked)]) -> Any:
    """The answer of adding the article, with ids null and each event with its `reports`; nothing is stored.

    Plain text goes as `text/plain`, with `published_at` and the like in the query string.
    """
    now = datetime.now(UTC)
    with metrics_of(request).extraction():
        answer = read(submission(sent.article, now), now)
    return offsets.extraction(answer) if sent.units == "utf16" else answer


def read(sent: Submission, now: datetime) -> dict[str, Any]:
    """What an article tells, as the answer of `POST /v1/extractions`."""
    from app import nlp
    from app.extract.extractor import extract as read_article

    return documents.extraction(sent, read_article(unstored(sent, now), nlp.recogniser()))


@router.post(
    "/resolutions",
    operation_id="resolve",
    summary="Read one phrase",
    response_model=schemas.Resolved,
    dependencies=[Depends(bodies.json_only)],
    responses={**describe.problems(InvalidQuery, *describe.BODY_PROBLEMS)},
)
def resolve_phrase(
    sent: Annotated[schemas.ResolutionIn, Body(openapi_examples=describe.requests("resolve"))],
) -> Any:
    """Every date in a phrase, against an anchor, with each step from its words to its bounds.

    `explanation` of any event can be replayed here: its words as `text`, its anchor as `anchor`.
    """
    return resolve(
        sent.text,
        sent.anchor,
        timezone=sent.timezone,
        language=sent.language,
        country=sent.country,
        tense=sent.tense,
    )
