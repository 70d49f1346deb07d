"""What a reader can rely on who walks from page to page while others write."""

from __future__ import annotations

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.timeline import asked, changes, listed
from app.timeline.asked import EventFilter, Key, Sort
from app.timeline.asking import queries
from app.timeline.changes import event_document
from app.timeline.models import Event, EventStatus
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission
from tests.timeline.asking.test_queries import holds
from tests.timeline.readings import read, told
from tests.timeline.world import World, step

FILTERS = (
    EventFilter(modality=(), include_undated=True),
    EventFilter(include_undated=True),
    EventFilter(),
    EventFilter(modality=(), from_=19_000 * 86_400),
)

# Nobody takes one of them for another.
STORIES = (
    ("The bridge of Port Elm opened to traffic", "opened"),
    ("Miners in Dunmore went on strike", "strike"),
    ("A storm sank the ferry off Cape Ross", "sank"),
    ("The mayor of Halden resigned", "resigned"),
)


def positions(store: Database, wanted: EventFilter, sort: Sort) -> dict[str, Key]:
    """Where every event stands that the filter leaves."""
    with store.read() as session:
        active = session.scalars(select(Event).where(Event.status == EventStatus.ACTIVE))
        return {event.public_id: asked.key_of(event, sort) for event in active if holds(event, wanted)}


def walk_while_others_write(store: Database, ids: World, seed: int) -> tuple[list[str], set[str]]:
    """The ids on all pages, and those of the events that stood where they were from the first page to the last."""
    draw = random.Random(seed)
    for _ in range(draw.randrange(6, 14)):
        step(store, draw, ids)
    wanted, sort = draw.choice(FILTERS), draw.choice(list(Sort))
    unmoved = positions(store, wanted, sort)
    walked: list[str] = []
    after: Key | None = None
    while True:
        with store.read() as session:
            limit = draw.randrange(1, 4)
            page = queries.page(session, wanted, sort=sort, after=after, limit=limit)
            walked += [event.public_id for event in page.items]
            shown = queries.listed_page(session, wanted, sort=sort, after=after, limit=limit)
            assert shown.next_key == page.next_key
            assert [each.content for each in shown.items] == [listed.content(event_document(e)) for e in page.items]
        after = page.next_key
        if after is None:
            return walked, set(unmoved)
        for _ in range(draw.randrange(3)):
            step(store, draw, ids)
            now = positions(store, wanted, sort)
            unmoved = {key: place for key, place in unmoved.items() if now.get(key) == place}


@pytest.mark.parametrize(
    "seeds",
    [range(4), *(pytest.param(range(n, n + 20), marks=pytest.mark.nightly) for n in range(10, 210, 20))],
    ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}",
)
def test_every_event_that_stays_is_on_one_page_and_none_is_on_two(store: Database, seeds: range) -> None:
    walked_at_all = stood_at_all = 0
    ids = World()
    for seed in seeds:
        walked, stood = walk_while_others_write(store, ids, seed)
        times = Counter(walked)
        assert max(times.values(), default=0) <= 1, (seed, times)
        assert stood <= times.keys(), (seed, stood - times.keys())
        walked_at_all += len(walked)
        stood_at_all += len(stood)
    assert stood_at_all
    assert walked_at_all >= stood_at_all


@pytest.mark.parametrize("walks", [3, pytest.param(40, marks=pytest.mark.nightly)])
def test_it_holds_whoever_writes_while_a_page_is_read(store: Database, walks: int) -> None:
    """Four write all the time, one of them a curator; what did not change is known from the log."""
    ended = threading.Event()

    def write(number: int) -> None:
        draw, ids = random.Random(number), World(site=f"site-{number}", curated=number == 0)
        while not ended.is_set():
            step(store, draw, ids)

    draw = random.Random(walks)
    stood_at_all = changed_at_all = 0
    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write, number) for number in range(4)]
        try:
            while walks and not any(writer.done() for writer in writers):
                walked, stood, changed = walk_at_once(store, draw)
                assert max(Counter(walked).values(), default=0) <= 1
                assert stood <= set(walked)
                stood_at_all += len(stood)
                changed_at_all += changed
                walks -= bool(changed)
        finally:
            ended.set()
        for writer in writers:
            writer.result()
    assert stood_at_all
    assert changed_at_all


def walk_at_once(store: Database, draw: random.Random) -> tuple[list[str], set[str], int]:
    """The ids on all pages, those of the events that did not change meanwhile, and how many did."""
    wanted, sort = draw.choice(FILTERS), draw.choice(list(Sort))
    with store.read() as session:
        # The first page is read from the very state that the events are taken from.
        before = _standing(session, wanted)
        begun = changes.latest_sequence(session)
        page = queries.page(session, wanted, sort=sort, limit=4)
    walked = [event.public_id for event in page.items]
    while page.next_key is not None:
        with store.read() as session:
            page = queries.page(session, wanted, sort=sort, after=page.next_key, limit=draw.randrange(3, 9))
            walked += [event.public_id for event in page.items]
    with store.read() as session:
        changed = {line.event.public_id for line in session.scalars(changes.since(begun))}
    return walked, before - changed, len(before & changed)


def _standing(session: Session, wanted: EventFilter) -> set[str]:
    active = session.scalars(select(Event).where(Event.status == EventStatus.ACTIVE))
    return {event.public_id for event in active if holds(event, wanted)}


def test_an_event_that_is_moved_ahead_of_the_reader_is_not_told_again(store: Database) -> None:
    def tell(number: int, day: str, text: str) -> str:
        sent = Submission(text=text, external_id=str(number), source="Post")
        title, trigger = STORIES[number]
        statement = told(title, day, trigger=trigger)
        with store.write() as session:
            (event,) = ingest.store(session, read(sent, statement), now=datetime.now(UTC)).events
            return event.public_id

    first, second, third = (tell(n, f"2022-03-0{n + 1}", "Before.") for n in range(3))
    wanted = EventFilter()
    with store.read() as session:
        page = queries.page(session, wanted, limit=1)
        assert [event.public_id for event in page.items] == [first]
    assert tell(0, "2022-03-09", "Moved behind all others.") == first
    tell(3, "2022-03-02", "New.")
    with store.read() as session:
        rest = queries.page(session, wanted, after=page.next_key, limit=50)
        assert [event.public_id for event in rest.items] == [second, third]
        # Who begins anew is told of everything where it is now.
        assert [event.public_id for event in queries.page(session, wanted).items][-1] == first
        assert queries.count(session, replace(wanted, modality=())) == 4
