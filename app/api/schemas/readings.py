"""What became of an article that was sent: what it tells, or what a change of it changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.schemas.articles import Article, ArticleCore, Notice
from app.api.schemas.base import Received
from app.api.schemas.dates import When
from app.api.schemas.events import Event, EventCore, EventDifference
from app.api.schemas.tellings import Mention, Report


class ExtractedEvent(EventCore):
    """An event that is not stored, with the report that tells it; `id`, `recorded_at` and `revision` are null."""

    when: When
    reports: list[Report]


class ExtractedArticle(ArticleCore):
    """An article that is not stored; `id`, `recorded_at`, `revised_at` and `revision` are null."""

    text: str
    warnings: list[Notice]


class Added(Received):
    """What became of an article that was sent."""

    outcome: Literal["created", "unchanged", "revised"]
    article: Article
    events: list[Event]
    mentions: list[Mention]
    warnings: list[Notice]


class Extracted(Received):
    """What an article tells; nothing was stored."""

    outcome: Literal["extracted"]
    article: ExtractedArticle
    events: list[ExtractedEvent]
    mentions: list[Mention]
    warnings: list[Notice]


class Amended(Article):
    """The article after a correction, and every event that moved with it; after a dry run, as they would be."""

    differences: list[EventDifference]
    dry_run: bool


class MentionDifference(Received):
    """How many temporal expressions a new reading finds, finds no more, and reads in another way."""

    added: int
    removed: int
    changed: int


class Reextracted(Received):
    """What today's grammar reads otherwise; after a dry run, as it would be."""

    changed: bool = Field(description="Whether the new reading differs, be it only in the version of the grammar.")
    grammar_before: str
    grammar: str
    article: Article
    mentions: MentionDifference
    differences: list[EventDifference]
    dry_run: bool
