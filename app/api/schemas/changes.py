"""The change log, and what was learned between two instants."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.schemas.base import Page, Received
from app.api.schemas.events import Event, EventDifference


class Change(Received):
    """One line of the change log."""

    cursor: str = Field(description="Ask with it for what came after this change.")
    at: str = Field(description="When it became visible; rises from change to change.")
    change: Literal["created", "revised", "merged", "split", "retracted", "deleted"]
    event_id: str
    event: Event | None = Field(description="The event as it was after the change; null once it is deleted.")
    into: str | None = Field(description="Id of the other event of a merge or a split.")
    redacted: bool = Field(description="Words of an article that was withdrawn since were taken out.")


class Learned(EventDifference):
    """What became of an event between two instants."""

    at: str = Field(description="When its last change among them became visible.")


class LearnedPage(Page[Learned]):
    """A page of what was learned."""


class ChangePage(Page[Change]):
    """A page of changes."""
