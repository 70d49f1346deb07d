"""Who tells an event, in which words, and the temporal expressions of articles."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.schemas.base import ModalityName, Page, PartName, Received
from app.api.schemas.dates import When, WhenListed


class Sentence(Received):
    """Where an article tells it: `start` and `end` are offsets of `text` in the string named by `part`."""

    text: str
    start: int
    end: int
    part: PartName


class Trigger(Received):
    """The word that names what happened, with its offsets in the part of its sentence."""

    text: str
    start: int
    end: int


class Attribution(Received):
    """Who says so, and when they said it."""

    speaker: str
    when: When | None


class AttributionListed(Received):
    """Who says so, and when they said it."""

    speaker: str
    when: WhenListed | None


class ReportArticle(Received):
    """The article of a report, as far as a reader needs it to find the place."""

    id: str | None
    external_id: str | None
    url: str | None
    title: str | None
    source: str | None
    published_at: str


class Report(Received):
    """One article's telling of an event."""

    id: str | None
    article: ReportArticle
    sentence: Sentence
    trigger: Trigger
    attribution: Attribution | None
    when: When
    modality: ModalityName
    confidence: float


class ReportListed(Received):
    """One article's telling of an event, in a list."""

    id: str
    article: ReportArticle
    sentence: Sentence
    trigger: Trigger
    attribution: AttributionListed | None
    when: WhenListed
    modality: ModalityName
    confidence: float


class ReportRow(ReportListed):
    """A report in the flat list, with the event that it tells."""

    event_id: str


class Mention(Received):
    """A temporal expression, whether or not it dates an event."""

    id: str | None
    part: PartName
    start: int
    end: int
    text: str
    when: When
    status: Literal["ok", "impossible", "boilerplate"]


class MentionListed(Received):
    """A temporal expression, in a list."""

    id: str
    part: PartName
    start: int
    end: int
    text: str
    when: WhenListed
    status: Literal["ok", "impossible", "boilerplate"]


class MentionRow(MentionListed):
    """A temporal expression in the flat list, with its article."""

    article: ReportArticle


class MentionPage(Page[MentionListed]):
    """A page of temporal expressions."""


class ReportPage(Page[ReportListed]):
    """A page of reports."""


class ReportRowPage(Page[ReportRow]):
    """A page of the flat list of reports."""


class MentionRowPage(Page[MentionRow]):
    """A page of the flat list of temporal expressions."""


class Source(Received):
    """Who publishes, and how much of it there is."""

    source: str = Field(description="As the filter `source` takes it.")
    articles: int
    events: int = Field(description="Events that it tells, whatever their modality, dated or not.")
    first_published: str = Field(description="Civil day of its first article.")
    last_published: str = Field(description="Civil day of its last article.")


class SourcePage(Page[Source]):
    """A page of sources."""
