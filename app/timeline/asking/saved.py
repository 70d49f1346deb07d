"""Saved timelines: a query under a name, with what an editor pinned, hid and noted."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.problems import Conflict, InvalidBody, NotFound
from app.timeline import changes
from app.timeline.asked import Page
from app.timeline.models import Event, EventStatus, Timeline

LONGEST_SLUG = 100
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# Of a chain of merges that is followed; a longer one is a fault of ours and not worth a hang.
_MOST_MERGES = 100


class Edits(TypedDict, total=False):
    """The fields of a timeline that an editor sets; those that are absent stay."""

    title: str
    description: str | None
    query: dict[str, Any]
    pinned: list[str]
    hidden: list[str]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Edited:
    """An editor's hand, as it holds today: ids are those of the events that tell now what was pinned or hidden then."""

    pinned: tuple[str, ...]
    hidden: tuple[str, ...]
    notes: Mapping[str, str]


def create(session: Session, slug: str | None, edits: Edits, *, now: datetime) -> Timeline:
    """Save a new timeline.

    Args:
        slug: its name in addresses; without one it is made from the title, with a number where that one is taken.

    Raises:
        Conflict: there is a timeline of that name.
        InvalidBody: an event that is named does not exist, or is both pinned and hidden.
    """
    title = edits["title"]
    if slug is None:
        slug = _free(session, slug_of(title))
    elif _find(session, slug) is not None:
        raise Conflict(f"There is a timeline {slug!r} already.")
    timeline = Timeline(
        slug=slug,
        title=title,
        description=edits.get("description"),
        query=edits.get("query", {}),
        pinned=edits.get("pinned", []),
        hidden=edits.get("hidden", []),
        notes=edits.get("notes", {}),
        token=new_token(),
        recorded_at=now,
        revised_at=now,
        revision=1,
    )
    _check(session, timeline)
    session.add(timeline)
    session.flush()
    changes.touch(session)
    return timeline


def amend(session: Session, timeline: Timeline, edits: Edits, *, renew_token: bool = False, now: datetime) -> None:
    """Change what an editor gave; the timeline is one revision further, unless nothing is different.

    Raises:
        InvalidBody: as for `create`.
    """
    changed = {name: value for name, value in edits.items() if getattr(timeline, name) != value}
    if not changed and not renew_token:
        return
    for name, value in changed.items():
        setattr(timeline, name, value)
    _check(session, timeline)
    if renew_token:
        timeline.token = new_token()
    timeline.revision += 1
    timeline.revised_at = now
    session.flush()
    changes.touch(session)


def delete(session: Session, timeline: Timeline) -> None:
    """Forget the timeline; its events are where they were."""
    session.delete(timeline)
    session.flush()
    changes.touch(session)


def get(session: Session, slug: str) -> Timeline:
    """The timeline of that name.

    Raises:
        NotFound: there is none.
    """
    timeline = _find(session, slug)
    if timeline is None:
        raise NotFound("There is no timeline of this name.")
    return timeline


def of_token(session: Session, token: str) -> Timeline:
    """The timeline that the token may read.

    Raises:
        NotFound: it is the token of none.
    """
    timeline = session.scalars(select(Timeline).where(Timeline.token == token)).one_or_none()
    # The row was found by an index; that the answer took as long as it did tells nothing about other tokens.
    if timeline is None or not secrets.compare_digest(timeline.token, token):
        raise NotFound("There is no timeline with this token.")
    return timeline


def page(session: Session, *, after: str | None = None, limit: int = 50) -> Page[Timeline]:
    """Timelines by name."""
    found = select(Timeline).order_by(Timeline.slug).limit(limit + 1)
    if after is not None:
        found = found.where(Timeline.slug > after)
    rows = session.scalars(found).all()
    return Page(rows[:limit], (rows[limit - 1].slug,) if len(rows) > limit else None)


def edited(session: Session, timeline: Timeline) -> Edited:
    """What is pinned, hidden and noted, by the events that tell it today: a merge takes it to the survivor."""
    named = {*timeline.pinned, *timeline.hidden, *timeline.notes}
    today = {public_id: public_id for public_id in named}
    for _ in range(_MOST_MERGES):
        rows = session.execute(
            select(Event.public_id, Event.merged_into).where(
                Event.public_id.in_(set(today.values())), Event.status == EventStatus.MERGED
            )
        )
        merged = {row.public_id: row.merged_into for row in rows}
        if not merged:
            break
        today = {before: merged.get(now) or now for before, now in today.items()}
    return Edited(
        pinned=tuple(dict.fromkeys(today[public_id] for public_id in timeline.pinned)),
        hidden=tuple(dict.fromkeys(today[public_id] for public_id in timeline.hidden)),
        notes={today[public_id]: note for public_id, note in timeline.notes.items()},
    )


def slug_of(title: str) -> str:
    """A name for addresses: the title's Latin letters and digits, hyphens between its words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "timeline"


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def _find(session: Session, slug: str) -> Timeline | None:
    return session.scalars(select(Timeline).where(Timeline.slug == slug)).one_or_none()


def _free(session: Session, slug: str) -> str:
    taken = set(session.scalars(select(Timeline.slug).where(Timeline.slug.startswith(slug, autoescape=True))))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug[: LONGEST_SLUG - 8]}-{number}"
    return free


def _check(session: Session, timeline: Timeline) -> None:
    named: Sequence[tuple[str, Iterable[str]]] = (
        ("pinned", timeline.pinned),
        ("hidden", timeline.hidden),
        ("notes", timeline.notes),
    )
    asked = {public_id for _, ids in named for public_id in ids}
    known = set(session.scalars(select(Event.public_id).where(Event.public_id.in_(asked)))) if asked else set()
    errors = [
        {"detail": "There is no event with this id.", "pointer": f"/{field}/{public_id if field == 'notes' else place}"}
        for field, ids in named
        for place, public_id in enumerate(ids)
        if public_id not in known
    ]
    errors += [
        {"detail": "This event is hidden too; an event is one or the other.", "pointer": f"/pinned/{place}"}
        for place, public_id in enumerate(timeline.pinned)
        if public_id in timeline.hidden
    ]
    if errors:
        raise InvalidBody(errors[0]["detail"], errors=errors[:20])
