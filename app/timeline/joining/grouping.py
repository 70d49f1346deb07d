"""Which reports are one event: what a curator bound, then what is joined, the strongest first.

The joins of a store hang together in ever larger webs, because one that was not allowed links two events as well as one
that was; so only those events are looked at that can change. Where every join that made an event what it is still
holds, whatever was refused to it stays refused: its group is at no time less than it was, so what kept others out (an
article of both, times too far apart) keeps them out. Only of an event that is touched, or that lets go of something,
the neighbours have to be seen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.timeline.joining.alike import Join
from app.timeline.joining.copies import Groups
from app.timeline.joining.standing import Pair, Standing
from app.timex.civil import DAY


@dataclass(frozen=True, slots=True)
class Grouped:
    """Reports as events.

    Attributes:
        events: as keys of reports; `needed`: the joins that brought two parts together or were not allowed to, and
            `refused`: those of them that were not.
    """

    events: Sequence[frozenset[int]]
    needed: Collection[Pair]
    refused: Collection[Pair]


def grouped_around(
    standing: Standing, reports: Sequence[Any], joins: Sequence[Join], touched: Collection[int]
) -> tuple[Mapping[int, Any], Grouped]:
    """The events as they have to be now, of these reports and all that can change with them.

    Args:
        reports: those of one article that are new or tell something else now; none where an event only lost some.
        joins: what those have in common with others, none of them known to `standing`.
        touched: keys of events that lost a report, had one change, or had a curator's word.

    Returns:
        The reports that were looked at, by key, and their events.
    """
    own = {report.id: report for report in reports}
    partners = {key for join in joins for key in (join.one, join.other)} - own.keys()
    events = set(touched) | standing.events_of(partners)
    seen_around: set[int] = set()
    around = set(touched)
    while True:
        standing.read(events)
        events |= standing.neighbours(around - seen_around)
        seen_around |= around
        standing.read(events)
        rows = {**standing.reports_of(events), **own}
        found = groups(rows, [*joins, *standing.joins_among(rows)], standing.kept_apart(rows.values()))
        around = _that_let_go(rows, found, standing) | _held_by_hand(rows, found)
        if around <= seen_around:
            return rows, found


def _that_let_go(rows: Mapping[int, Any], found: Grouped, standing: Standing) -> set[int]:
    """Events of which a join does not hold any more."""
    return {
        rows[one].event_id
        for one, other in found.refused
        if rows[one].event_id is not None
        and rows[one].event_id == rows[other].event_id
        and standing.is_joined(one, other)
    }


def _held_by_hand(rows: Mapping[int, Any], found: Grouped) -> set[int]:
    """Events that are, or come to be, of one group with what a curator bound: it may be of any times."""
    return {
        rows[key].event_id
        for group in found.events
        if any(rows[key].bond is not None for key in group)
        for key in group
        if rows[key].event_id is not None
    }


def groups(rows: Mapping[int, Any], joins: Iterable[Join], apart: Collection[frozenset[str]]) -> Grouped:
    """The events of these reports alone.

    Args:
        rows: reports, or rows of some, with their `article`, by key.
        apart: pairs of bonds that a curator has split.
    """
    placed = sorted(rows.values(), key=lambda row: (row.article.natural_key, row.position))
    index = {row.id: number for number, row in enumerate(placed)}
    parts = Groups(len(placed))
    first: dict[str, int] = {}
    for number, row in enumerate(placed):
        if row.bond is not None:
            parts.join(number, first.setdefault(row.bond, number))
    articles: dict[int, set[int]] = defaultdict(set)
    bonds: dict[int, set[str]] = defaultdict(set)
    # Of each group the last beginning and the first end of its times.
    times: dict[int, tuple[float, float]] = {}
    for number, row in enumerate(placed):
        part = parts.find(number)
        articles[part].add(row.article_id)
        if row.bond is not None:
            bonds[part].add(row.bond)
        begins, ends = times.get(part, (-math.inf, math.inf))
        times[part] = (
            begins if row.earliest is None else max(begins, row.earliest),
            ends if row.latest is None else min(ends, row.latest),
        )
    needed: set[Pair] = set()
    refused: set[Pair] = set()
    for _, (a, b), pair in sorted(
        (-join.score, sorted((index[join.one], index[join.other])), (join.one, join.other)) for join in joins
    ):
        one, other = parts.find(a), parts.find(b)
        if one == other:
            continue
        needed.add(pair)
        split = any(frozenset((x, y)) in apart for x in bonds[one] for y in bonds[other])
        twice = not articles[one].isdisjoint(articles[other]) and placed[a].article_id != placed[b].article_id
        both = max(times[one][0], times[other][0]), min(times[one][1], times[other][1])
        # Report by report each may be a day off the next; all of them together are of one time. What a curator has
        # bound may be of any.
        drifting = _apart(both) and not _apart(times[one]) and not _apart(times[other])
        if split or twice or drifting:
            refused.add(pair)
            continue
        parts.join(one, other)
        whole = parts.find(one)
        times[whole] = both
        articles[whole] = articles[one] | articles[other]
        bonds[whole] = bonds[one] | bonds[other]
    found: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(placed):
        found[parts.find(number)].append(row.id)
    return Grouped([frozenset(found[root]) for root in sorted(found)], needed, refused)


def _apart(times: tuple[float, float]) -> bool:
    """Whether the last of some times begins a day or more after the first has ended."""
    begins, ends = times
    return begins - ends >= DAY
