"""A curator's word on which reports tell one event: never overruled by what is read later.

The reports of an event that was merged or split carry a *bond*, and keep it when their article is read again. Reports
of one bond are one event whatever they say; reports of two bonds that were split are never one, whatever comes between.
New reports join either side as they would have anyhow.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.problems import NotCurable
from app.timeline import changes, lookups
from app.timeline.curating.corrections import NOBODY, Hand
from app.timeline.ids import new_id
from app.timeline.joining import same_event
from app.timeline.models import Curation, CurationKind, Event, EventStatus, KeptApart, Report


def claim(session: Session, public_id: str) -> Event:
    """The event as it stands, and nobody else writes in its collection until the end of the transaction.

    Raises:
        NotFound: there is no such event.
        NotCurable: it is merged or retracted.
    """
    event = lookups.event_by_public_id(session, public_id)
    same_event.claim_collection(session, event.collection)
    session.refresh(event)
    return _active(session, public_id)


def merge(session: Session, survivor: str, others: Sequence[str], hand: Hand = NOBODY, *, now: datetime) -> Event:
    """Make events one for good; the first keeps its id. Undoes any split between them.

    Raises:
        NotFound: there is no such event.
        NotCurable: one of them is merged or retracted, or in another collection, or they are one already.
    """
    kept = claim(session, survivor)
    joined = [_active(session, public_id) for public_id in dict.fromkeys(others)]
    if any(event.id == kept.id for event in joined):
        raise NotCurable("An event cannot be merged into itself.")
    if any(event.collection != kept.collection for event in joined):
        raise NotCurable("Events of two collections are never one.")
    events = [kept.id, *(event.id for event in joined)]
    changes.touch(session)
    bond = new_id(now)
    bonds = set(session.scalars(select(Report.bond).where(Report.event_id.in_(events), Report.bond.is_not(None))))
    apart = {other for old in bonds for other in _apart_from(session, old or "")} - bonds
    _forget(session, bonds)
    bound = or_(Report.event_id.in_(events), Report.bond.in_(sorted(filter(None, bonds))))
    session.execute(update(Report).where(bound).values(bond=bond).execution_options(synchronize_session="fetch"))
    _keep_apart(session, bond, apart)
    same_event.regroup(session, kept.collection, bereft=events, surviving=kept.id, now=now)
    session.flush()
    _say(session, CurationKind.MERGED, [kept, *joined], hand, now)
    return kept


def split(
    session: Session, public_id: str, reports: Collection[str], hand: Hand = NOBODY, *, now: datetime
) -> tuple[Event, Event]:
    """Take reports out of an event for good; they are an event of their own from now on.

    Returns:
        The event without them, and the new one.

    Raises:
        NotFound: there is no such event.
        NotCurable: it is merged or retracted, a report is not one of its own, or none would be left.
    """
    event = claim(session, public_id)
    own = session.execute(select(Report.id, Report.public_id, Report.bond).where(Report.event_id == event.id)).all()
    leaving = {row.id for row in own if row.public_id in reports}
    if len(leaving) != len(set(reports)):
        raise NotCurable("Each report has to be one of this event.")
    if len(leaving) == len(own):
        raise NotCurable("One report at least has to stay.")
    changes.touch(session)
    staying = {row.id for row in own} - leaving
    old = {row.bond for row in own if row.bond is not None}
    apart = {other for bond in old for other in _apart_from(session, bond)} - old
    _forget(session, old)
    bonds = []
    for part in (staying, leaving):
        bonds.append(new_id(now))
        session.execute(
            update(Report)
            .where(Report.id.in_(sorted(part)))
            .values(bond=bonds[-1])
            .execution_options(synchronize_session="fetch")
        )
        _keep_apart(session, bonds[-1], apart)
    _keep_apart(session, bonds[0], {bonds[1]})
    same_event.regroup(session, event.collection, bereft=[event.id], now=now)
    session.flush()
    parted = select(Event).join(Report, Report.event_id == Event.id)
    remaining = session.scalars(parted.where(Report.id == min(staying))).one()
    taken_out = session.scalars(parted.where(Report.id == min(leaving))).one()
    _say(session, CurationKind.SPLIT, [remaining, taken_out], hand, now)
    return remaining, taken_out


def _say(session: Session, action: CurationKind, events: Sequence[Event], hand: Hand, now: datetime) -> None:
    """Keep whose word it was, and why, with the revisions that it made."""
    revised = {line.event.id for line in changes.recorded(session)}
    session.add_all(
        Curation(
            event_id=event.id, revision=event.revision, action=action, fields=[], actor=hand.actor, reason=hand.reason,
            at=now,
        )
        for event in events
        if event.id in revised
    )  # fmt: skip
    session.flush()


def _active(session: Session, public_id: str) -> Event:
    event = lookups.event_by_public_id(session, public_id)
    if event.status is not EventStatus.ACTIVE:
        raise NotCurable(f"The event {public_id} is {event.status.value}.")
    return event


def _apart_from(session: Session, bond: str) -> set[str]:
    pairs = select(KeptApart.one, KeptApart.other).where(or_(KeptApart.one == bond, KeptApart.other == bond))
    return {one if other == bond else other for one, other in session.execute(pairs)}


def _keep_apart(session: Session, bond: str, others: Collection[str]) -> None:
    if others:
        session.execute(insert(KeptApart), [{"one": bond, "other": other} for other in sorted(others)])


def _forget(session: Session, bonds: Collection[str | None]) -> None:
    known = sorted(filter(None, bonds))
    if known:
        session.execute(delete(KeptApart).where(or_(KeptApart.one.in_(known), KeptApart.other.in_(known))))
