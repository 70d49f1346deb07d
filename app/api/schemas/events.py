"""Events."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.schemas.base import ModalityName, Page, Received
from app.api.schemas.dates import When, WhenCore, WhenListed
from app.api.schemas.tellings import ReportListed


class Entity(Received):
    """A name: who or where."""

    id: str | None
    name: str
    type: str | None


class Evidence(Received):
    """How well an event is told."""

    articles: int
    independent_sources: int
    date_votes: dict[str, int] = Field(description="One vote per independent voice, keyed by EDTF.")


class EventCore(Received):
    """What happened, as all its reports together tell it."""

    id: str | None
    title: str
    type: str | None
    modality: ModalityName
    status: Literal["active", "merged", "retracted"]
    merged_into: str | None
    collection: str
    when: WhenCore
    entities: list[Entity]
    evidence: Evidence
    flags: list[str] = Field(description="What a person should look at.")
    recorded_at: str | None
    revision: int | None
    pinned: list[str] = Field(description="Fields corrected by hand, which no report changes.")


class Event(EventCore):
    """An event with everything that is known about its date."""

    id: str
    when: When
    recorded_at: str
    revision: int


class EventListed(EventCore):
    """An event in a list: `include` brings the keys that are left out here."""

    id: str
    when: WhenListed
    recorded_at: str
    revision: int
    reports: list[ReportListed] | None = Field(default=None, description="Only with `include=reports`.")


class EventDifference(Received):
    """What a correction does to one event; `before` is null for a new one, `into` the other event of a merge."""

    event_id: str
    change: Literal["created", "revised", "merged", "split", "retracted", "deleted"]
    before: Event | None
    after: Event
    into: str | None


class EventPage(Page[EventListed]):
    """A page of events."""
