"""Fields of events that a person has set: no report changes them, and who takes an event over takes them over too.

`status` among them is a person's word on whether the event stands: retracted however many tell it, or standing though
nobody does, as one that was made by hand.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.timeline.joining.summary import DATED_COLUMNS, Summary
from app.timeline.models import Entity, Event, EventStatus

STATUS = "status"
# What can be pinned, and the columns it is kept in.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "when": DATED_COLUMNS,
    "entities": ("entities",),
    "type": ("type",),
    "modality": ("modality",),
    STATUS: ("status",),
}

# What an event says that no report tells: all it says is pinned.
UNTOLD = Summary(
    columns={"article_count": 0, "independent_sources": 0, "date_votes": {}, "flags": []},
    contributions=[],
    entity_ids=[],
    texts=[""],
)


def upheld(session: Session, event: Event, summary: Summary) -> Summary:
    """What the reports say of an event, where a person has not said otherwise."""
    if not event.pinned:
        return summary
    pinned = {column for field in event.pinned for column in COLUMNS[field]}
    texts = [event.title, *summary.texts[1:]] if "title" in event.pinned else summary.texts
    names = [each["name"] for each in event.entities] if "entities" in event.pinned else []
    return Summary(
        columns={name: value for name, value in summary.columns.items() if name not in pinned},
        contributions=[
            replace(
                each,
                gave_title=each.gave_title and "title" not in event.pinned,
                gave_when=each.gave_when and "when" not in event.pinned,
            )
            for each in summary.contributions
        ],
        entity_ids=entity_keys(session, event) if "entities" in event.pinned else summary.entity_ids,
        texts=[*texts, *(name for name in names if name not in texts)],
    )


def hand_over(event: Event, heir: Event) -> None:
    """Give the event that tells this one from now on what a person has said of this one, and not of the other."""
    for field in event.pinned:
        if field in heir.pinned or (field == STATUS and event.status is EventStatus.ACTIVE):
            continue
        for column in COLUMNS[field]:
            setattr(heir, column, getattr(event, column))
        heir.pinned = sorted([*heir.pinned, field])


def entity_keys(session: Session, event: Event) -> list[int]:
    """Keys of the entities that an event shows."""
    shown = sorted(each["id"] for each in event.entities)
    return sorted(session.scalars(select(Entity.id).where(Entity.public_id.in_(shown)))) if shown else []
