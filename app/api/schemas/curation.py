"""What people say of events, and the history of one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.base import Name, Page, PublicId, Received, Said, Sent, Tag
from app.api.schemas.events import Event


class WhenIn(Sent):
    """When something was, as a person says."""

    edtf: Annotated[Said, Field(max_length=100)] | None = Field(
        description="ISO 8601-2 (EDTF): `2022-03`, `1990~`, `2022-03-02/2022-03-05`, `2014/..`; `[..2013]` is before "
        "2013 and `[2013..]` after it. Null for undated."
    )
    kind: Literal["point", "span"] | None = Field(
        default=None, description="Of an interval: whether it was on one of its days, or on all of them (`span`)."
    )
    earliest: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="Civil time from when on, inclusive, where it is known more exactly than EDTF says."
    )
    latest: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="The same for its end, exclusive."
    )
    display: Annotated[Said, Field(max_length=200)] | None = Field(
        default=None, description="For people, in place of the words made of the EDTF."
    )


class EntityIn(Sent):
    """Who or what takes part."""

    name: Annotated[Said, Field(max_length=300)]
    type: Literal["person", "organisation", "place"] | None = None


_ModalityIn = Literal["asserted", "planned", "hypothetical", "denied"]
_EventTitle = Annotated[Said, Field(max_length=2000)]
_EventType = Annotated[Said, Field(max_length=100)]
_Entities = Annotated[list[EntityIn], Field(max_length=100)]


class HandIn(Sent):
    """Whose hand it is, and why; both are kept with the event's history."""

    actor: Name | None = Field(default=None, description="Who says so.")
    reason: Annotated[Said, Field(max_length=2000)] | None = Field(default=None, description="Why.")


class EventPatch(HandIn):
    """What of an event is corrected; a field that is left out stays as it is, one that is sent is `pinned`."""

    title: _EventTitle | None = None
    when: Annotated[Said, Field(max_length=100)] | WhenIn | None = Field(
        default=None, description="EDTF, or an object where it is to be said more exactly; null for undated."
    )
    entities: _Entities | None = Field(default=None, description="All who take part; replaces those before.")
    type: _EventType | None = None
    modality: _ModalityIn | None = None
    unpin: Annotated[list[Literal["title", "when", "entities", "type", "modality"]], Field(max_length=5)] = Field(
        default=[], description="Fields to be given back: they follow the reports again."
    )


class EventIn(HandIn):
    """An event made by hand."""

    title: _EventTitle
    when: Annotated[Said, Field(max_length=100)] | WhenIn | None = Field(
        default=None, description="EDTF, or an object where it is to be said more exactly; null for undated."
    )
    entities: _Entities = Field(default=[])
    type: _EventType | None = None
    modality: _ModalityIn = "asserted"
    collection: Tag = Field(default="default", description="Data sets are kept apart.")


class MergeIn(HandIn):
    """The events that this one takes in."""

    events: Annotated[list[PublicId], Field(min_length=1, max_length=100)] = Field(
        description="Ids of other active events of the same collection."
    )


class SplitIn(HandIn):
    """What an event is to lose."""

    reports: Annotated[list[PublicId], Field(min_length=1, max_length=1000)] = Field(
        description="Ids of reports of this event, not all of them; they become an event of their own."
    )


class Curation(Received):
    """What a person did to an event."""

    action: Literal["created", "corrected", "retracted", "restored", "deleted", "merged", "split"]
    fields: list[str] = Field(description="What was set, or given back to the reports.")
    actor: str | None = Field(description="Who, as they said.")
    reason: str | None = Field(description="Why.")
    at: str


class EventRevision(Received):
    """An event as it stood from one change to the next."""

    revision: int
    recorded_at: str
    event: Event
    curation: Curation | None = Field(description="Null where reports made the difference.")
    redacted: bool = Field(description="Words of an article that was withdrawn since were taken out.")


class EventRevisionPage(Page[EventRevision]):
    """A page of the revisions of an event."""


class SplitUp(Received):
    """What became of an event that was split."""

    remaining: Event
    split: Event
