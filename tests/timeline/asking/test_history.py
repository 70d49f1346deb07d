"""What was known at an instant is what was answered at it, and what was learned is the difference of two."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.extract.article import Modality
from app.timeline import changes
from app.timeline import models as stored
from app.timeline.asked import EventFilter, Match, Sort
from app.timeline.asking import histogram, history, queries
from app.timeline.asking.histogram import Histogram, Unit
from app.timeline.models import Change, ChangeKind, RevisionSource
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission
from app.timex.civil import DAY
from app.timex.interval import Granularity
from tests.timeline.readings import read, told
from tests.timeline.world import World, step


def some_filter(draw: random.Random, ids: World) -> EventFilter:
    start = 19_070 * DAY + draw.randrange(12) * DAY
    wanted = EventFilter(
        from_=draw.choice((None, None, start, -1_000 * 366 * DAY)),
        to=draw.choice((None, None, start + draw.randrange(1, 40) * DAY)),
        match=draw.choice(list(Match)),
        modality=draw.choice(((), (Modality.ASSERTED, Modality.PLANNED))),
        include_undated=draw.choice((True, True, False)),
    )
    asked: list[Callable[[], dict[str, Any]]] = [
        lambda: {"entity": ((draw.choice(("makariv", "kyiv", "zelenskyy", "nobody")),),)},
        lambda: {"entity": (("kyiv",), ("makariv", "zelenskyy"))},
        lambda: {"place": (("kyiv",),)},
        lambda: {"source": ("Post",)},
        lambda: {"language": ("de",)},
        lambda: {"tag": (("war", "a"),)},
        lambda: {"tag": (("peace",), ("war",))},
        lambda: {"article": tuple(list(ids.values())[:2])} if ids else {},
        lambda: {"collection": ("other",)},
        lambda: {"precision": (Granularity.DAY,)},
        lambda: {"max_span": 31 * DAY},
        lambda: {"min_sources": 2},
        lambda: {"min_confidence": 0.5},
    ]
    for _ in range(draw.randrange(3)):
        wanted = replace(wanted, **draw.choice(asked)())
    return wanted


def answered(store: Database, wanted: EventFilter, sort: Sort) -> tuple[list[dict[str, Any]], int, Histogram]:
    with store.read() as session:
        found = [changes.event_document(event) for event in queries.each(session, wanted, sort=sort)]
        return found, queries.count(session, wanted), histogram.histogram(session, wanted, unit=Unit.CENTURY)


def remembered(
    store: Database, wanted: EventFilter, sort: Sort, at: datetime, limit: int
) -> tuple[list[dict[str, Any]], int, Histogram]:
    with store.read() as session:
        found: list[dict[str, Any]] = []
        after = None
        while True:
            page = history.page(session, wanted, at, sort=sort, after=after, limit=limit)
            found += page.items
            after = page.next_key
            if after is None:
                break
        return found, history.count(session, wanted, at), histogram.histogram(session, wanted, unit=Unit.CENTURY, at=at)


def without_gone(answer: tuple[list[dict[str, Any]], int, Histogram], gone: set[str]) -> Any:
    documents, *rest = answer
    return [document for document in documents if document["id"] not in gone], *([] if gone else rest)


@pytest.mark.parametrize(
    ("seed", "steps"), [(1, 60), (2, 60), *(pytest.param(n, 150, marks=pytest.mark.nightly) for n in range(3, 20))]
)
def test_as_known_at_is_what_was_answered_then(store: Database, seed: int, steps: int) -> None:
    """Up to erasure: an event told by an article withdrawn since may not be found. Names are those known today."""
    draw = random.Random(seed)
    ids = World(withdrawing=seed % 2 == 0)
    asked = []
    for _ in range(steps):
        step(store, draw, ids)
        wanted, sort = some_filter(draw, ids), draw.choice(list(Sort))
        asked.append((datetime.now(UTC), wanted, sort, answered(store, wanted, sort)))
    with store.read() as session:
        lines = session.scalars(changes.since(0)).all()
        redacted = {line.event.public_id for line in lines if line.revision.redacted}
        erased = redacted | _told_by_gone(session)
        nameless = _with_lost_names(session)
        moments = [line.at for line in lines]
        assert moments == sorted(moments)
    assert ids.withdrawing or not erased
    for at, wanted, sort, then in asked:
        now = remembered(store, wanted, sort, at, draw.choice((1, 3, 50)))
        gone = erased | nameless if wanted.entity or wanted.place else erased
        assert without_gone(now, gone) == without_gone(then, gone), (at, wanted, sort)


def _told_by_gone(session: Session) -> set[str]:
    """Events in whose evidence more articles stand than are left to be asked."""
    gone = set()
    for line in session.scalars(changes.since(0)):
        left = session.scalars(select(RevisionSource.article_id).where(RevisionSource.revision_id == line.revision_id))
        if len(left.all()) != line.revision.document["evidence"]["articles"]:
            gone.add(line.event.public_id)
    return gone


def _with_lost_names(session: Session) -> set[str]:
    """Events in which somebody took part whom no report names any more: the past is not asked for by such a name."""
    known = set(session.scalars(select(stored.Entity.public_id)))
    had = select(stored.Event.public_id, stored.PastEvent.names).join(
        stored.Event, stored.Event.id == stored.PastEvent.event_id
    )
    return {event for event, names in session.execute(had) if not known.issuperset(names)}


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_learned_is_the_difference_of_two_instants(store: Database, seed: int) -> None:
    draw = random.Random(seed)
    ids = World()
    instants = []
    for _ in range(40):
        step(store, draw, ids)
        instants.append(datetime.now(UTC))
    everything = EventFilter(modality=(), include_undated=True, withdrawn=True)
    for wanted in (everything, EventFilter(), EventFilter(entity=(("kyiv",),)), EventFilter(source=("Post",))):
        for _ in range(4):
            begin, end = sorted(draw.sample(instants, 2))
            before, after = (
                {document["id"]: document for document in remembered(store, everything, Sort.WHEN, at, 200)[0]}
                for at in (begin, end)
            )
            fits = {
                document["id"] for at in (begin, end) for document in remembered(store, wanted, Sort.WHEN, at, 200)[0]
            }
            with store.read() as session:
                found: list[history.Learned] = []
                position = 0
                while True:
                    page = history.learned(session, wanted, begin, end, after=position, limit=3)
                    found += page.items
                    if page.next_key is None:
                        break
                    position = int(page.next_key[0])
                    assert position == page.items[-1].seq
            expected = {key for key, document in after.items() if before.get(key) != document and key in fits}
            assert {each.event_id for each in found} == expected
            assert len(found) == len(expected)
            for each in found:
                assert (each.before, each.after) == (before.get(each.event_id), after[each.event_id])
                if each.before is None and each.after["status"] == "active":
                    assert each.change is ChangeKind.CREATED


def test_instants_rise_with_the_changes_whatever_the_clock_does(store: Database) -> None:
    with store.write() as session:
        ingest.store(session, read(Submission(text="1"), told("It rained")), now=datetime.now(UTC))
    ahead = datetime(2100, 1, 1, tzinfo=UTC)
    with store.write() as session:
        session.query(Change).update({"at": ahead})
    with store.write() as session:
        ingest.store(session, read(Submission(text="2"), told("It snowed")), now=datetime.now(UTC))
    with store.read() as session:
        assert [changes.sequence_at(session, at) for at in (datetime.now(UTC), ahead)] == [0, 1]
        assert changes.sequence_at(session, ahead.replace(microsecond=1)) == 2


def test_words_are_not_asked_of_the_past(store: Database) -> None:
    with store.read() as session, pytest.raises(ValueError, match="words"):
        history.page(session, EventFilter(q=(("rain",),)), datetime.now(UTC))
