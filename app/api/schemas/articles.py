"""Articles as they are sent and as they are kept."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from app.api.schemas.base import (
    Country,
    GenreName,
    Language,
    Name,
    Page,
    Published,
    Received,
    Said,
    Sent,
    Tag,
    Timezone,
)


class ArticleIn(Sent):
    """An article as it is sent; exactly one of `text` and `html`."""

    external_id: Annotated[Said, Field(max_length=500)] | None = Field(
        default=None, description="The sender's own id; with `source` the natural key of the article."
    )
    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s\x00]+$")] | None = Field(
        default=None, description="Where the article stands; never fetched."
    )
    title: Annotated[Said, Field(max_length=2000)] | None = None
    html: Said | None = Field(
        default=None, description="A page: its main text is read, navigation and comments are left out."
    )
    text: Said | None = Field(
        default=None,
        validate_default=True,
        description="Plain text, kept exactly as sent: offsets are code points into it.",
    )
    published_at: Published | None = Field(
        default=None,
        description="What dates hang on: a date or an instant. Without it: metadata of the page, date in the URL, "
        "dateline of the text, time of arrival, in this order.",
    )
    updated_at: Published | None = None
    timezone: Timezone | None = None
    country: Country | None = None
    language: Language | None = Field(default=None, description="ISO 639-1; without it the language is found out.")
    source: Name | None = Field(default=None, description="Who published it.")
    collection: Tag = Field(default="default", description="Data sets are kept apart: nothing joins across two.")
    genre: GenreName = Field(
        default="news",
        description="What dates hang on: the publication (`news`), the date before in the text (`narrative`), the "
        "moment of posting (`social`).",
    )
    authors: Annotated[list[Name], Field(max_length=100)] = Field(default=[])
    tags: Annotated[list[Tag], Field(max_length=100)] = Field(default=[])
    store_text: bool = Field(default=True, description="`false` keeps offsets, hashes and quoted sentences only.")

    @field_validator("text")
    @classmethod
    def _one_of_text_and_html(cls, text: str | None, info: ValidationInfo) -> str | None:
        if "html" in info.data:
            if text is None and info.data["html"] is None:
                raise ValueError("An article needs text or html.")
            if text is not None and info.data["html"] is not None:
                raise ValueError("Send either text or html, not both.")
        return text


class ArticlePatch(Sent):
    """What of an article can be corrected; a field that is left out stays as it is, null forgets it."""

    published_at: Published | None = None
    timezone: Timezone | None = None
    country: Country | None = None
    language: Language | None = None
    title: Annotated[Said, Field(max_length=2000)] | None = None
    tags: Annotated[list[Tag], Field(max_length=100)] = Field(default=[])


class Notice(Received):
    """Something the sender should know; `code` is stable."""

    code: str
    detail: str


class ArticleCore(Received):
    """An article as it stands now."""

    id: str | None
    external_id: str | None
    url: str | None
    title: str | None
    source: str | None
    collection: str
    published_at: str
    published_at_basis: Literal["request", "html", "url", "dateline", "received"]
    updated_at: str | None
    timezone: str | None
    country: str | None
    language: str
    genre: GenreName
    authors: list[str]
    tags: list[str]
    store_text: bool
    grammar: str = Field(description="Version of the grammar that read it.")
    recorded_at: str | None
    revised_at: str | None
    revision: int | None


class ArticleListed(ArticleCore):
    """An article in a list, without its text."""

    id: str
    recorded_at: str
    revised_at: str
    revision: int


class Article(ArticleListed):
    """An article with the text that offsets point into; null where it was not to be stored."""

    text: str | None
    warnings: list[Notice]


class ArticlePage(Page[ArticleListed]):
    """A page of articles."""


class ArticleRevision(Received):
    """What an article said of itself from one change to the next."""

    revision: int
    from_: str = Field(alias="from", description="When it was sent or corrected so.")
    until: str | None = Field(description="When it became otherwise; null while it is so.")
    title: str | None
    url: str | None
    external_id: str | None
    source: str | None
    published_at: str
    published_at_basis: Literal["request", "html", "url", "dateline", "received"]
    updated_at: str | None
    timezone: str | None
    country: str | None
    language: str
    genre: GenreName
    authors: list[str]
    tags: list[str]
    grammar: str = Field(description="Version of the grammar that read it.")


class ArticleRevisionPage(Page[ArticleRevision]):
    """A page of the history of an article, newest first."""
