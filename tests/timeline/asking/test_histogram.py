"""Events counted over time, against the plain way to do it."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.timeline import tallies
from app.timeline.asked import EventFilter
from app.timeline.asking import histogram
from app.timeline.asking.histogram import Histogram, Spread, TooManyBuckets, Unit
from app.timeline.bounds import OPEN_END, OPEN_START
from app.timeline.models import Event
from app.timex import civil
from app.timex.civil import DAY
from tests.timeline.asking.test_queries import add_events, holds, random_filter, random_when
from tests.timeline.readings import between, dated

MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1_200, Unit.MILLENNIUM: 12_000}


def start_of(unit: Unit, moment: int) -> int:
    """The beginning of the bucket in which a second lies."""
    day = moment // DAY
    if unit is Unit.DAY:
        return day * DAY
    if unit is Unit.WEEK:
        return (day - civil.weekday(day) + 1) * DAY
    year, month, _ = civil.date_of(day)
    year, month = divmod((year * 12 + month - 1) // MONTHS[unit] * MONTHS[unit], 12)
    return civil.day_number(year, month + 1, 1) * DAY


def next_of(unit: Unit, start: int) -> int:
    moment = start
    while start_of(unit, moment) == start:
        moment += 20 * DAY if unit in MONTHS else DAY
        if unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM):
            moment += 300 * DAY
    return start_of(unit, moment)


def plain(events: list[Event], wanted: EventFilter, spread: Spread, found: Histogram) -> tuple[list[Fraction], int]:
    """Each event by itself, in fractions, over the buckets that were told; and the undated ones."""
    counts: dict[int, Fraction] = defaultdict(Fraction)
    undated = 0
    for event in events:
        if not holds(event, replace(wanted, include_undated=True)):
            continue
        if event.earliest is None or event.latest is None:
            undated += 1
            continue
        start, end = event.earliest, event.latest
        # Within one day nothing is told apart.
        if start // DAY == (end - 1) // DAY:
            start, end = start // DAY * DAY, (start // DAY + 1) * DAY
        if start == OPEN_START:
            start = end - 1
        elif end == OPEN_END or spread is Spread.START:
            end = start + 1
        for place, bucket in enumerate(found.buckets):
            shared = min(end, bucket.end) - max(start, bucket.start)
            if shared > 0:
                counts[place] += Fraction(shared, end - start)
    return [counts[place] for place in range(len(found.buckets))], undated


def check(session: Session, wanted: EventFilter, unit: Unit | None, spread: Spread) -> bool:
    events = list(session.scalars(select(Event)))
    try:
        found = histogram.histogram(session, wanted, unit=unit, spread=spread)
    except TooManyBuckets:
        return False
    counts, undated = plain(events, wanted, spread, found)
    assert found.undated == undated
    assert [bucket.count for bucket in found.buckets] == pytest.approx([float(count) for count in counts], abs=2e-6)
    together = sum(bucket.count for bucket in found.buckets) + found.undated + found.outside
    matching = sum(holds(event, replace(wanted, include_undated=True)) for event in events)
    assert together == pytest.approx(matching, abs=1e-2)
    for one, other in zip(found.buckets, found.buckets[1:], strict=False):
        assert one.end == other.start
    for bucket in found.buckets[:3] + found.buckets[-3:]:
        assert start_of(found.unit, bucket.start) == bucket.start
        assert next_of(found.unit, bucket.start) == bucket.end
    return True


def test_counts_are_those_of_the_plain_way(store: Database) -> None:
    draw = random.Random(9)
    with store.write() as session:
        add_events(session, [random_when(draw) for _ in range(150)], draw)
        tallies.rebuild(session)
    told = 0
    with store.read() as session:
        for _ in range(50):
            wanted = random_filter(draw)
            if draw.random() < 0.6:
                # What the sums know.
                wanted = replace(wanted, min_confidence=None, min_sources=None)
                bounds = [None if bound is None else bound // DAY * DAY for bound in (wanted.from_, wanted.to)]
                if None in bounds or bounds[0] < bounds[1]:  # type: ignore[operator]
                    wanted = replace(wanted, from_=bounds[0], to=bounds[1])
            unit = draw.choice((None, *Unit))
            told += check(session, wanted, unit, draw.choice(list(Spread)))
    assert told > 25


def test_the_sums_and_the_events_tell_the_same(store: Database) -> None:
    draw = random.Random(4)
    with store.write() as session:
        add_events(session, [random_when(draw) for _ in range(200)], draw)
        tallies.rebuild(session)
    with store.read() as session:
        for _ in range(20):
            wanted = replace(
                random_filter(draw), min_confidence=None, min_sources=None, max_span=None, from_=None, to=None
            )
            assert tallies.answers(wanted)
            # A filter that every event meets, and that the sums know nothing of.
            other = replace(wanted, min_confidence=0.0)
            assert not tallies.answers(other)
            assert histogram.histogram(session, wanted) == histogram.histogram(session, other)


def test_what_is_open_stands_at_the_bound_that_it_has(store: Database) -> None:
    since, until = dated("2014-03-01").earliest, dated("2013-01-01").earliest
    with store.write() as session:
        add_events(session, [between(since, None), between(None, until)] * 8, random.Random(2))
        tallies.rebuild(session)
    with store.read() as session:
        found = histogram.histogram(session, EventFilter(modality=()), unit=Unit.YEAR)
    assert [civil.date_of(bucket.start // DAY)[0] for bucket in found.buckets] == [2012, 2013, 2014]
    assert found.buckets[1].count == 0
    assert found.buckets[0].count > 0
    assert found.buckets[2].count > 0


def test_ages_are_told_as_far_as_they_can_be(store: Database) -> None:
    """The beginning of the universe does not hide the present, and nothing is lost from the count."""
    with store.write() as session:
        long_ago = -13_800_000_000 * 366 * DAY
        whens = [between(long_ago, long_ago + DAY)] * 6 + [dated("2022-03-22")] * 6
        add_events(session, whens, random.Random(2))
        tallies.rebuild(session)
    with store.read() as session:
        wanted = EventFilter(modality=())
        found = histogram.histogram(session, wanted)
        active = sum(holds(event, wanted) for event in session.scalars(select(Event)))
        assert found.unit is Unit.MILLENNIUM
        assert found.buckets[-1].count > 0
        assert found.outside > 0
        assert found.outside + found.buckets[-1].count == active
        with pytest.raises(TooManyBuckets) as refused:
            histogram.histogram(session, wanted, unit=Unit.YEAR)
        assert refused.value.coarser is None
