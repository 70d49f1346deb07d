"""What is kept of events for lists is what the events say."""

from __future__ import annotations

import random

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.api import documents
from app.db import Database
from app.timeline import reindex
from app.timeline.asked import EventFilter, Sort
from app.timeline.asking import queries
from app.timeline.changes import event_document
from app.timeline.models import Event, EventStatus, ListedEvent
from tests.timeline.world import World, step

EVERYTHING = EventFilter(modality=(), include_undated=True)


def after_some_history(store: Database, seed: int) -> None:
    draw, ids = random.Random(seed), World()
    for _ in range(25):
        step(store, draw, ids)


def kept(session: Session) -> dict[int, tuple[int, str]]:
    rows = session.execute(sa.select(ListedEvent.event_id, ListedEvent.revision, ListedEvent.content))
    return {key: (revision, content) for key, revision, content in rows}


def shown(session: Session) -> dict[int, tuple[int, str]]:
    """What should be kept: the active events, as the API lists them."""
    active = session.scalars(sa.select(Event).where(Event.status == EventStatus.ACTIVE))
    return {
        event.id: (event.revision, orjson.dumps(documents.listed(event_document(event), ())).decode())
        for event in active
    }


def test_every_active_event_is_kept_as_it_is_and_no_other(store: Database) -> None:
    """After articles came, were corrected, read again and withdrawn, and people merged, split and retracted."""
    draw, ids = random.Random(1), World()
    for _ in range(3):
        for _ in range(20):
            step(store, draw, ids)
        with store.read() as session:
            assert kept(session) == shown(session) != {}


def test_what_is_missing_or_of_another_revision_is_made_by_the_page(store: Database) -> None:
    """As after an older release, which knows nothing of the table, has written."""
    after_some_history(store, 5)
    with store.read() as session:
        expected = {sort: queries.listed_page(session, EVERYTHING, sort=sort).items for sort in Sort}
    with store.write() as session:
        keys = session.scalars(sa.select(ListedEvent.event_id).order_by(ListedEvent.event_id)).all()
        assert len(keys) > 2
        session.execute(sa.delete(ListedEvent).where(ListedEvent.event_id == keys[0]))
        other = sa.update(ListedEvent).where(ListedEvent.event_id == keys[1])
        session.execute(other.values(revision=ListedEvent.revision + 1, content="{}"))
    with store.read() as session:
        assert {sort: queries.listed_page(session, EVERYTHING, sort=sort).items for sort in Sort} == expected


def test_it_can_be_made_anew(store: Database) -> None:
    after_some_history(store, 6)
    with store.read() as session:
        expected = kept(session)
    with store.write() as session:
        reindex.rebuild(session)
    with store.read() as session:
        assert kept(session) == expected
