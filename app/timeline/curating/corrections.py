"""What a person says of an event: fields set, events made by hand, taken back, restored, erased; who, why and when.

What was before and after is in the revisions of the event, from where the words of a withdrawn article are taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.extract.article import Modality
from app.problems import NotCurable
from app.timeline import changes, fulltext, kept_answers, lookups, naming
from app.timeline.bounds import columns_of
from app.timeline.entities import settle_names
from app.timeline.ids import new_id
from app.timeline.joining import pins, same_event
from app.timeline.joining.pins import STATUS
from app.timeline.joining.summary import Summary
from app.timeline.models import (
    ChangeKind,
    Curation,
    CurationKind,
    Entity,
    Event,
    EventRevision,
    EventStatus,
    RevisionSource,
)
from app.timex.when import When

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand it was, and why; both as they say."""

    actor: str | None
    reason: str | None


NOBODY = Hand(None, None)


@dataclass(frozen=True, slots=True)
class Named:
    """Who takes part: a name, and person, organisation, place or None where that is not known."""

    name: str
    type: str | None


class Fields(TypedDict, total=False):
    """What is said of an event; an absent key leaves the field alone."""

    title: str
    when: When
    entities: tuple[Named, ...]
    type: str | None
    modality: Modality


def claim(session: Session, public_id: str) -> Event:
    """The event, whatever became of it, while nobody else writes in its collection.

    Raises:
        NotFound, Deleted: as `lookups.event_by_public_id`.
    """
    event = lookups.event_by_public_id(session, public_id)
    same_event.claim_collection(session, event.collection)
    session.refresh(event)
    return lookups.event_by_public_id(session, public_id)


def correct(
    session: Session, event: Event, fields: Fields, hand: Hand, *, give_back: Collection[str] = (), now: datetime
) -> None:
    """Set fields of an event for good, and give others back to its reports; where nothing differs nothing is done.

    Raises:
        NotCurable: it is merged into another, or a field is to be given back and no report tells it.
    """
    if event.status is EventStatus.MERGED:
        raise NotCurable("The event is merged: correct the one that tells it now.")
    before = changes.event_document(event)
    told = same_event.told_by_reports(session, event)
    if give_back and told is None:
        raise NotCurable("No report tells this event, so that there is nothing to give a field back to.")
    _set(session, event, fields, now)
    event.pinned = sorted({*event.pinned, *fields} - set(give_back))
    summary = pins.upheld(session, event, told or pins.UNTOLD)
    summary.write_to(event)
    # Nothing tells a type but a person.
    if "type" in give_back:
        event.type = None
    if changes.event_document(event) == before:
        return
    _keep(session, event, CurationKind.CORRECTED, sorted({*fields, *give_back}), hand, before, summary, now)
    _drop_names(session, {each["id"] for each in before["entities"]})


def create(session: Session, collection: str, fields: Fields, hand: Hand, *, now: datetime) -> Event:
    """An event made by hand: it stands though no article tells it. `title`, `when` and `modality` are required."""
    same_event.claim_collection(session, collection)
    event = Event(
        public_id=new_id(now),
        collection=collection,
        type=None,
        entities=[],
        status=EventStatus.ACTIVE,
        merged_into=None,
        pinned=sorted(pins.COLUMNS),
        recorded_at=now,
        revision=0,
    )
    _set(session, event, fields, now)
    pins.UNTOLD.write_to(event)
    session.add(event)
    session.flush()
    summary = pins.upheld(session, event, pins.UNTOLD)
    _keep(session, event, CurationKind.CREATED, sorted(fields), hand, None, summary, now)
    return event


def retract(session: Session, event: Event, hand: Hand, *, now: datetime) -> None:
    """Take an event off every timeline, whoever tells it, until it is restored; one that is off already stays as it is.

    Raises:
        NotCurable: it is merged into another.
    """
    if event.status is EventStatus.MERGED:
        raise NotCurable("The event is merged: retract the one that tells it now.")
    if event.status is EventStatus.RETRACTED and STATUS in event.pinned:
        return
    before = changes.event_document(event)
    event.status = EventStatus.RETRACTED
    event.pinned = sorted({*event.pinned, STATUS})
    summary = pins.upheld(session, event, same_event.told_by_reports(session, event) or pins.UNTOLD)
    _keep(session, event, CurationKind.RETRACTED, [STATUS], hand, before, summary, now)


def restore(session: Session, event: Event, hand: Hand, *, now: datetime) -> None:
    """Take a retraction back.

    Raises:
        NotCurable: nobody retracted it, or it was told by articles that tell it no more.
    """
    if event.status is not EventStatus.RETRACTED or STATUS not in event.pinned:
        raise NotCurable("Nobody has retracted this event by hand.")
    told = same_event.told_by_reports(session, event)
    by_hand = _made_by_hand(session, event)
    if told is None and not by_hand:
        raise NotCurable("No article tells this event any more.")
    before = changes.event_document(event)
    event.status = EventStatus.ACTIVE
    if not by_hand:
        event.pinned = [field for field in event.pinned if field != STATUS]
    _name_again(session, event, now)
    summary = pins.upheld(session, event, told or pins.UNTOLD)
    summary.write_to(event)
    _keep(session, event, CurationKind.RESTORED, [STATUS], hand, before, summary, now)


def remove(session: Session, event: Event, hand: Hand, *, now: datetime) -> None:
    """Take an event off every timeline for good.

    One that articles tell is retracted, because they still tell it. One that was made by hand and that no article tells
    is erased: its words are gone from its history as well.

    Raises:
        NotCurable: it is merged into another.
    """
    if same_event.told_by_reports(session, event) is not None or not _made_by_hand(session, event):
        retract(session, event, hand, now=now)
        return
    before = changes.event_document(event)
    named = {each["id"] for each in event.entities}
    event.status, event.title, event.type, event.entities = EventStatus.DELETED, changes.ERASED, None, []
    event.when = changes.without_words(event.when)
    for revision in session.scalars(select(EventRevision).where(EventRevision.event_id == event.id)):
        revision.document = changes.erased(revision.document)
        revision.redacted = True
    revisions = select(EventRevision.id).where(EventRevision.event_id == event.id)
    session.execute(delete(RevisionSource).where(RevisionSource.revision_id.in_(revisions)))
    kept_answers.forget_event(session, event)
    for each in session.scalars(select(Curation).where(Curation.event_id == event.id)):
        each.reason = None
    _keep(session, event, CurationKind.DELETED, [], hand, before, pins.UNTOLD, now, change=ChangeKind.DELETED)
    _drop_names(session, named)
    fulltext.scrub(session)


def of_event(event: Event) -> Any:
    """Every curation of an event, oldest first."""
    return select(Curation).where(Curation.event_id == event.id).order_by(Curation.revision)


def _set(session: Session, event: Event, fields: Fields, now: datetime) -> None:
    if "when" in fields:
        for name, value in columns_of(fields["when"]).items():
            setattr(event, name, value)
    if "entities" in fields:
        event.entities = _shown(session, event.collection, fields["entities"], now)
    for name in ("title", "type", "modality"):
        if name in fields:
            setattr(event, name, fields[name])  # type: ignore[literal-required]


def _shown(session: Session, collection: str, named: Sequence[Named], now: datetime) -> list[dict[str, Any]]:
    """Those names as an event shows them, each once, with the ids of entities that are known or made."""
    found: dict[str, dict[str, Any]] = {}
    for each in named:
        folded = naming.folded_name(each.name)
        if not folded or folded in found:
            continue
        name, type_ = each.name[:_LONGEST_NAME], each.type or ""
        entity = session.scalars(
            select(Entity).where(Entity.collection == collection, Entity.folded == folded, Entity.type == type_)
        ).one_or_none()
        if entity is None:
            entity = Entity(public_id=new_id(now), collection=collection, name=name, folded=folded, type=type_)
            session.add(entity)
            session.flush()
        found[folded] = {"id": entity.public_id, "name": name, "type": each.type}
    return [found[folded] for folded in sorted(found)]


def _name_again(session: Session, event: Event, now: datetime) -> None:
    """Entities that were set by hand may have gone while nothing that is shown named them."""
    if "entities" in event.pinned:
        named = tuple(Named(each["name"], each["type"]) for each in event.entities)
        event.entities = _shown(session, event.collection, named, now)


def _drop_names(session: Session, public_ids: Collection[str]) -> None:
    """Let go of entities that nothing names any more."""
    if public_ids:
        settle_names(session, set(session.scalars(select(Entity.id).where(Entity.public_id.in_(sorted(public_ids))))))


def _made_by_hand(session: Session, event: Event) -> bool:
    made = select(Curation.id).where(Curation.event_id == event.id, Curation.action == CurationKind.CREATED)
    return session.scalar(made) is not None


def _keep(
    session: Session,
    event: Event,
    action: CurationKind,
    fields: list[str],
    hand: Hand,
    before: dict[str, Any] | None,
    summary: Summary,
    now: datetime,
    *,
    change: ChangeKind | None = None,
) -> None:
    """Make it a revision, a line of the log and findable as it stands."""
    event.revision += 1
    session.flush()
    same_event.make_findable(session, event, summary)
    kinds = {CurationKind.CREATED: ChangeKind.CREATED, CurationKind.RETRACTED: ChangeKind.RETRACTED}
    changes.record(
        session,
        change or kinds.get(action, ChangeKind.REVISED),
        event,
        at=now,
        before=before,
        contributions=summary.contributions,
    )
    session.add(
        Curation(
            event_id=event.id,
            revision=event.revision,
            action=action,
            fields=fields,
            actor=hand.actor,
            reason=hand.reason,
            at=now,
        )
    )
    session.flush()
