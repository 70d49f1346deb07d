"""Groups of reports as events: which group keeps which event, what each says now, and what is told of the change.

Worked out on what is at hand, whether that are objects of a session or rows; nothing is written here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.timeline import changes
from app.timeline.changes import Contribution
from app.timeline.joining import pins
from app.timeline.joining.summary import Summary, summarise
from app.timeline.models import ChangeKind, EventStatus


@dataclass(frozen=True, slots=True)
class Line:
    """A change of an event, as `changes.record` takes it."""

    change: ChangeKind
    event: Any
    before: dict[str, Any] | None
    contributions: Sequence[Contribution]
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it.

    Attributes:
        told: every event that says something, with what it says, in the order of the groups.
        closed: those that say nothing any more.
        placed: each report with the event that it tells.
        lines: what changed, in order.
    """

    told: list[tuple[Any, Summary]] = field(default_factory=list)
    closed: list[Any] = field(default_factory=list)
    placed: list[tuple[Any, Any]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def settle(
    session: Session,
    groups: Sequence[Sequence[Any]],
    known: Mapping[int, Any],
    *,
    earlier: Mapping[int, Sequence[Contribution]],
    new_events: Callable[[int], Sequence[Any]],
    surviving: int | None = None,
) -> Settled:
    """Give each group its event, close the events that are left without one, and say what changed.

    Args:
        groups: reports, or rows of some, with `article`, `entities` and the `event_id` that they told so far.
        known: the events that they told, and others that may be left without a report, by key; they are changed.
        earlier: whose words stand in each of those until now.
        new_events: makes so many events, active and in their first revision, with a key and nothing to say.
        surviving: key of the event that is to stay where several become one.
    """
    came_from = [Counter(report.event_id for report in group if report.event_id is not None) for group in groups]
    if surviving is not None and came_from and not any(surviving in counts for counts in came_from):
        # It was made by hand and has no report that could claim a group for it.
        came_from[max(range(len(groups)), key=lambda index: len(groups[index]))][surviving] = 0
    kept = _keep_events(came_from, surviving)
    before = {key: changes.event_document(event) for key, event in known.items()}
    new = iter(new_events(len(groups) - len(kept)))
    events = [known[kept[index]] if index in kept else next(new) for index in range(len(groups))]
    orphans = sorted(known.keys() - set(kept.values()))
    heirs = {key: _heir(key, came_from, events, known, surviving) for key in orphans}
    for key, heir in heirs.items():
        if heir is not None:
            pins.hand_over(known[key], heir)
    settled = Settled()
    told: dict[int, Summary] = {}
    for event, group in zip(events, groups, strict=True):
        told[event.id] = summary = pins.upheld(session, event, summarise(group))
        summary.write_to(event)
        settled.told.append((event, summary))
        settled.placed.extend((report, event) for report in group)
    split: dict[int, list[str]] = defaultdict(list)
    for index, event in enumerate(events):
        if index not in kept:
            settled.lines.append(Line(ChangeKind.CREATED, event, None, told[event.id].contributions))
            for origin in sorted(set(came_from[index]) & set(kept.values())):
                split[origin].append(event.public_id)
    # One that took reports over is another revision, even where they tell nothing new.
    grown = {key for index, key in kept.items() if came_from[index].keys() - {key}}
    revised = [
        key
        for key in kept.values()
        if split[key] or key in grown or _is_other(known[key], told[key], before[key], earlier[key])
    ]
    for key in [key for key in orphans if heirs[key] is None and _stands_alone(known[key])]:
        orphans.remove(key)
        told[key] = pins.upheld(session, known[key], pins.UNTOLD)
        told[key].write_to(known[key])
        settled.told.append((known[key], told[key]))
        if key == surviving or _is_other(known[key], told[key], before[key], earlier[key]):
            revised.append(key)
    for key in sorted(revised):
        known[key].revision += 1
        parts: Sequence[str | None] = split[key] or [None]
        settled.lines.extend(
            Line(
                ChangeKind.SPLIT if into else ChangeKind.REVISED, known[key], before[key], told[key].contributions, into
            )
            for into in parts
        )
    for key in orphans:
        _close(known[key], heirs[key])
        change = ChangeKind.RETRACTED if heirs[key] is None else ChangeKind.MERGED
        settled.lines.append(Line(change, known[key], before[key], earlier[key], known[key].merged_into))
        settled.closed.append(known[key])
    return settled


def _keep_events(came_from: Sequence[Counter[int]], surviving: int | None) -> dict[int, int]:
    """Which group keeps which event: the one that has most of its reports, and each group one event.

    Where several come together, `surviving` is the one that stays.
    """
    claims = sorted(
        (key != surviving, -count, key, index) for index, keys in enumerate(came_from) for key, count in keys.items()
    )
    kept: dict[int, int] = {}
    for _, _, key, index in claims:
        if index not in kept and key not in kept.values():
            kept[index] = key
    return kept


def _heir(
    key: int,
    came_from: Sequence[Counter[int]],
    events: Sequence[Any],
    known: Mapping[int, Any],
    surviving: int | None,
) -> Any | None:
    """Which event tells from now on what this one told: the one that has most of its reports."""
    claims = [(-counts[key], index) for index, counts in enumerate(came_from) if counts[key]]
    if claims:
        return events[min(claims)[1]]
    # It never had a report: only a person can have merged it.
    return None if surviving is None or key == surviving else known[surviving]


def _stands_alone(event: Any) -> bool:
    """Whether a person has said of the event that it stands, or that it does not, whoever tells it."""
    return pins.STATUS in event.pinned


def _is_other(event: Any, summary: Summary, before: dict[str, Any], earlier: Sequence[Contribution]) -> bool:
    """Whether an event says anything else than before, or says it in the words of others."""
    return changes.event_document(event) != before or summary.contributions != list(earlier)


def _close(event: Any, heir: Any | None) -> None:
    """The event is told by no report any more: by another event, or by nothing. It keeps what it last said."""
    event.status = EventStatus.MERGED if heir else EventStatus.RETRACTED
    event.merged_into = heir.public_id if heir else None
    # Who took it over has what a person said of it.
    event.pinned = [item for item in event.pinned if item != pins.STATUS]
    event.revision += 1
