"""What is counted, ranked and listed over all events of a filter."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.schemas.base import Received
from app.api.schemas.dates import WhenListed
from app.api.schemas.events import Entity, EventListed
from app.api.schemas.tellings import ReportArticle, Sentence


class KeySentence(Sentence):
    """A sentence that tells a day, and whose it is."""

    article: ReportArticle
    event_id: str
    when: WhenListed


class Why(Received):
    """What makes a day matter."""

    mentions: int = Field(description="Expressions that name the day.")
    sources: int = Field(description="Independent voices that name it or tell an event of it.")
    before: int = Field(description="Articles among those that were published before the day.")
    after: int = Field(description="Articles among those that were published after the day.")


class KeyDate(Received):
    """A day that matters, and why."""

    date: str = Field(description="The civil day.")
    score: float = Field(description="Comparable within one answer only.")
    why: Why
    events: list[EventListed] = Field(description="At most five of its events.")
    sentences: list[KeySentence] = Field(description="At most five, the one that says most first.")


class KeyDates(Received):
    """The days that matter most, best first."""

    items: list[KeyDate]


class Alias(Received):
    """A spelling of a name."""

    name: str
    reports: int = Field(description="How many reports have it.")


class EntityListed(Entity):
    """A name with its spellings, the commonest first, and in how much it takes part."""

    collection: str
    aliases: list[Alias]
    events: int
    articles: int


class EntityPage(Received):
    """A page of names, and how `entity=` reads the one that was asked for."""

    items: list[EntityListed]
    next_cursor: str | None
    reading: Literal["alias", "containing", "inside", "none"] | None = Field(description="Null without `q`.")


class Bucket(Received):
    """So many events in `[start, end)`; shares of an event where its date is not that exact."""

    start: str = Field(description="Civil date, inclusive.")
    end: str = Field(description="Civil date, exclusive.")
    count: float


class Histogram(Received):
    """Events counted by time, in buckets side by side."""

    interval: Literal["day", "week", "month", "quarter", "year", "decade", "century", "millennium"]
    buckets: list[Bucket]
    undated: int = Field(description="Events without a date that meet all other filters.")
    outside: float = Field(description="What of the dated events lies in no bucket.")


class FacetCount(Received):
    """So many events have this value."""

    value: str = Field(description="As the filter of that name takes it.")
    count: int


class EntityCount(FacetCount):
    """So many events name this."""

    type: str | None


class Facets(Received):
    """The most frequent values of each field, most frequent first."""

    entity: list[EntityCount] | None = Field(default=None, description="Only with `field=entity`.")
    source: list[FacetCount] | None = Field(default=None, description="Only with `field=source`.")
    type: list[FacetCount] | None = Field(default=None, description="Only with `field=type`.")
    modality: list[FacetCount] | None = Field(default=None, description="Only with `field=modality`.")
    language: list[FacetCount] | None = Field(default=None, description="Only with `field=language`.")
    tag: list[FacetCount] | None = Field(default=None, description="Only with `field=tag`, without case and accents.")
    precision: list[FacetCount] | None = Field(default=None, description="Only with `field=precision`.")
    basis: list[FacetCount] | None = Field(default=None, description="Only with `field=basis`.")
    collection: list[FacetCount] | None = Field(default=None, description="Only with `field=collection`.")
