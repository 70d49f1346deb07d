"""What is asked for: which events, in which order, and a page of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from app.extract.article import Modality
from app.timeline.models import Event, PastEvent
from app.timex.interval import Granularity
from app.timex.when import Basis

# Any of these values; none means that nothing is asked.
AnyOf = tuple[str, ...]
# All of these, each met by any of its alternatives.
AllOf = tuple[AnyOf, ...]
# Where a page ended: the sort key of its last row, JSON values only.
Key = tuple[str | int | float | bool, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows in order; `next_key` is what `after` has to be for the following page, None after the last."""

    items: Sequence[T]
    next_key: Key | None


class Match(StrEnum):
    """`possible`: the bounds overlap the range; `certain`: they lie within it."""

    POSSIBLE = "possible"
    CERTAIN = "certain"


class Sort(StrEnum):
    """Orders of the timeline, all total; undated events come last in `when` and in `-when`.

    `when`: by earliest, latest, id. `-when`: by latest, earliest, id, all falling. `recorded`, `-recorded`: by the
    time of recording and id. `confidence`: surest first, then by id.
    """

    WHEN = "when"
    WHEN_REVERSED = "-when"
    RECORDED = "recorded"
    RECORDED_REVERSED = "-recorded"
    CONFIDENCE = "confidence"


BY_RECORDING = (Sort.RECORDED, Sort.RECORDED_REVERSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events. An empty tuple asks for nothing; the filters are joined by AND.

    Attributes:
        from_, to: civil seconds, `[from, to)`; None leaves that side open.
        q: words all of which must occur, quotes for phrases (see `fulltext.parse`).
        entity, place: names; see `entities_named` for how a name is read.
        source, language, tag, article: of any article that tells it; `article` takes public ids.
        modality: empty for any.
        max_span: greatest length of the bounds, in seconds; events without bounds, or with an open one, are longer.
        min_sources: least number of independent sources.
        include_undated: the range does not hold for undated events, every other filter does.
        withdrawn: merged and retracted events too.
        pinned, hidden: public ids of events that are there whatever the filters ask, and of those that never are.
    """

    from_: int | None = None
    to: int | None = None
    match: Match = Match.POSSIBLE
    q: AllOf = ()
    entity: AllOf = ()
    place: AllOf = ()
    source: AnyOf = ()
    collection: AnyOf = ()
    type: AnyOf = ()
    language: AnyOf = ()
    tag: AllOf = ()
    article: AnyOf = ()
    modality: tuple[Modality, ...] = (Modality.ASSERTED, Modality.PLANNED)
    basis: tuple[Basis, ...] = ()
    precision: tuple[Granularity, ...] = ()
    max_span: int | None = None
    min_confidence: float | None = None
    min_sources: int | None = None
    include_undated: bool = False
    withdrawn: bool = False
    pinned: AnyOf = ()
    hidden: AnyOf = ()


class Listed(NamedTuple):
    """An event as lists show it, and its place in every order.

    Attributes:
        confidence, recorded_at: None where the order may be another one.
        content: its document in JSON, without what lists leave out.
    """

    id: int
    public_id: str
    earliest: int | None
    latest: int | None
    confidence: float | None
    recorded_at: datetime | None
    content: str


def typed(key: Key, *types: type) -> tuple[Any, ...]:
    """The parts of a key, which came from outside. Raises ValueError if they are not of these types."""
    if len(key) != len(types) or not all(type(part) is kind for part, kind in zip(key, types, strict=True)):
        raise ValueError("the key is not one of this order")
    return key


def key_of(event: Event | Listed | PastEvent, sort: Sort) -> Key:
    """Where an event stands, or stood, in that order."""
    if sort is Sort.CONFIDENCE:
        assert event.confidence is not None
        return event.confidence, event.public_id
    if sort in BY_RECORDING:
        assert event.recorded_at is not None
        return event.recorded_at.isoformat(), event.public_id
    if event.earliest is None or event.latest is None:
        return True, 0, 0, event.public_id
    keys = (event.latest, event.earliest) if sort is Sort.WHEN_REVERSED else (event.earliest, event.latest)
    return False, *keys, event.public_id
