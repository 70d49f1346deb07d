"""What changed in a timeline: those lines of the log that are about its events, and whether each left them in it.

Of the past of an event only its own columns and names are kept, not the words in which it was told nor what its
articles were. So a timeline that asks for those is told of every event that fits in all else: in it or not in it is
what the store says today. Who follows misses nothing, and is told of a few events that were never theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.timeline import changes
from app.timeline.asked import EventFilter
from app.timeline.asking import history, queries
from app.timeline.models import Change, Event, EventStatus, PastEvent

# Lines of the log that are looked at for one page: about a tenth of a second.
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log, with `event` and `revision` loaded; `is_in`: the event is in the timeline after it."""

    change: Change
    is_in: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Some of them, in order; `next_after` is where to go on, None where the log ends. There may be none and more."""

    items: Sequence[Line]
    next_after: int | None


def since(
    session: Session,
    wanted: EventFilter,
    after: int,
    *,
    ever_pinned: Collection[str] = (),
    now: datetime,
    limit: int = 50,
) -> Lines:
    """Changes above that number of events that the timeline had before or has after them.

    Args:
        ever_pinned: public ids, those among them that another event tells today.
        now: when articles are asked what they are.
    """
    latest = changes.latest_sequence(session)
    upto = min(latest, after + _AT_ONCE)
    past, before = PastEvent, aliased(PastEvent)
    plain = replace(wanted, q=(), source=(), language=(), tag=(), article=(), pinned=(), hidden=())
    fits = and_(*history.conditions(session, past, plain, now))
    fitted = and_(*history.conditions(session, before, plain, now))
    pinned = Event.public_id.in_({*wanted.pinned, *ever_pinned})
    told = queries.told_so(session, wanted)
    is_in: ColumnElement[bool] = and_(fits, Event.status == EventStatus.ACTIVE, *told) if told else fits
    if wanted.pinned:
        is_in = or_(is_in, and_(past.status == EventStatus.ACTIVE, Event.public_id.in_(wanted.pinned)))
    found = (
        select(Change, case((is_in, True), else_=False))
        .join(Change.event)
        .join(past, past.revision_id == Change.revision_id)
        .outerjoin(before, and_(before.event_id == Change.event_id, before.until_seq == past.from_seq))
        .where(Change.seq > after, Change.seq <= upto, or_(fits, fitted, pinned))
        .where(Event.public_id.not_in(wanted.hidden))
        .options(joinedload(Change.event), joinedload(Change.revision))
        .order_by(Change.seq)
        .limit(limit + 1)
    )
    rows = [Line(change, bool(inside)) for change, inside in session.execute(found)]
    if len(rows) > limit:
        return Lines(rows[:limit], rows[limit - 1].change.seq)
    return Lines(rows, upto if upto < latest else None)
