"""Saved timelines."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from app.api.schemas.base import Page, PublicId, Received, Said, Sent
from app.api.schemas.changes import Change
from app.api.schemas.events import EventListed
from app.timeline.asking import saved

_MOST_EDITS = 1000


class TimelinePatch(Sent):
    """What an editor sets; a field that is left out stays as it is."""

    title: Annotated[Said, Field(max_length=300)] | None = None
    description: Annotated[Said, Field(max_length=10_000)] | None = None
    query: dict[Annotated[str, Field(max_length=50)], str | int | float | bool | list[str]] | None = Field(
        default=None,
        description="Parameters of `GET /v1/events` by name: filters and `sort`; what may be repeated is a list.",
        max_length=30,
    )
    pinned: Annotated[list[PublicId], Field(max_length=_MOST_EDITS)] | None = None
    hidden: Annotated[list[PublicId], Field(max_length=_MOST_EDITS)] | None = None
    notes: dict[PublicId, Annotated[Said, Field(max_length=2000)]] | None = Field(default=None, max_length=_MOST_EDITS)
    renew_token: bool = Field(default=False, description="Make a new token; the one before reads nothing any more.")


class TimelineIn(TimelinePatch):
    """A timeline to be saved."""

    slug: Annotated[str, Field(max_length=saved.LONGEST_SLUG, pattern=saved.SLUG)] | None = Field(
        default=None, description="Its name in addresses; without one it is made from the title."
    )
    title: Annotated[Said, Field(max_length=300)]
    renew_token: Literal[False] = False


class TimelineEventListed(EventListed):
    """An event in a saved timeline."""

    note: str | None = Field(description="The editor's remark.")
    is_pinned: bool = Field(description="Whether it is here because an editor pinned it.")


class TimelineEventPage(Page[TimelineEventListed]):
    """A page of the events of a saved timeline."""


class Timeline(Received):
    """A saved query with what its editor made of the answer."""

    slug: str
    title: str
    description: str | None
    query: dict[str, Any] = Field(description="Parameters of `GET /v1/events`.")
    pinned: list[str] = Field(description="Ids of events that are there whatever the query says.")
    hidden: list[str] = Field(description="Ids of events that are left out.")
    notes: dict[str, str] = Field(description="Remarks on events, by id.")
    token: str | None = Field(
        description="Lets whoever has it read this timeline, as a page at `/embed/{slug}?token=`. Null for those who "
        "may only read: whom it is for is decided by those who may write."
    )
    recorded_at: str
    revised_at: str
    revision: int


class TimelinePage(Page[Timeline]):
    """A page of saved timelines."""


class TimelineChange(Change):
    """One line of the change log that is about a saved timeline."""

    in_timeline: bool = Field(
        description="Whether the event is in the timeline after this change: keep it if so, else let go of it."
    )


class TimelineChangePage(Page[TimelineChange]):
    """A page of the changes of a saved timeline."""
