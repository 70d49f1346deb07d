"""The timeline: filtered, in order, page by page."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.db import Database
from app.extract.article import Entity as Name
from app.extract.article import Modality
from app.problems import NotFound
from app.timeline import fulltext, lookups
from app.timeline.asked import EventFilter, Key, Match, Sort
from app.timeline.asking import queries
from app.timeline.bounds import OPEN_END, OPEN_START, columns_of
from app.timeline.ids import new_id
from app.timeline.models import Event, EventStatus
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission
from app.timex import civil
from app.timex.interval import Granularity
from app.timex.when import UNDATED, Basis, When
from tests.timeline.readings import NOW, between, dated, read, told

DAY = civil.DAY
YEAR = 366 * DAY


# ── order and range, against the plain way to do it ──────────────────────────────────────────────────────────────


def add_events(session: Session, whens: Sequence[When], draw: random.Random) -> None:
    """Events with these dates and nothing else to tell; many share a confidence and a time of recording."""
    session.execute(
        insert(Event),
        [
            {
                **columns_of(when),
                "public_id": new_id(NOW),
                "collection": draw.choice(("default", "other")),
                "title": "Something",
                "type": None,
                "modality": draw.choice(list(Modality)),
                "status": draw.choice((EventStatus.ACTIVE, EventStatus.ACTIVE, EventStatus.RETRACTED)),
                "merged_into": None,
                "entities": [],
                "article_count": 1,
                "independent_sources": draw.randrange(1, 4),
                "date_votes": {},
                "flags": [],
                "pinned": [],
                "recorded_at": NOW + timedelta(seconds=draw.randrange(5)),
                "revision": 1,
            }
            for when in whens
        ],
    )


def random_when(draw: random.Random) -> When:
    """Dates of every length from a second to ages, BC too; few begin on a day of their own."""
    kind = draw.randrange(12)
    confidence = draw.choice((0.25, 0.5, 0.9))
    if kind == 0:
        return replace(UNDATED, confidence=confidence)
    start = draw.randrange(-40, 40) * draw.choice((1, DAY, 30 * DAY, YEAR, 100 * YEAR))
    length = draw.choice((1, 60, 3600, DAY, DAY, DAY, 7 * DAY, 30 * DAY, YEAR, 10 * YEAR, 100 * YEAR, 5000 * YEAR))
    if kind == 1:
        return between(None, start, confidence=confidence, precision=Granularity.YEAR)
    if kind == 2:
        return between(start, None, confidence=confidence, precision=Granularity.MONTH)
    basis = draw.choice((Basis.EXPRESSION, Basis.PUBLICATION))
    return between(start, start + length, confidence=confidence, basis=basis)


@pytest.fixture
def crowd(store: Database) -> Database:
    draw = random.Random(3)
    with store.write() as session:
        add_events(session, [random_when(draw) for _ in range(400)], draw)
    return store


def random_filter(draw: random.Random) -> EventFilter:
    bounds = sorted(draw.randrange(-50, 50) * draw.choice((1, DAY, 30 * DAY, YEAR, 100 * YEAR)) for _ in range(2))
    return EventFilter(
        from_=draw.choice((None, bounds[0], bounds[0])),
        to=draw.choice((None, bounds[1] + 1, bounds[1] + 1)),
        match=draw.choice((Match.POSSIBLE, Match.POSSIBLE, Match.CERTAIN)),
        collection=draw.choice(((), (), ("default",), ("default", "other"))),
        modality=draw.choice(((), (Modality.ASSERTED, Modality.PLANNED))),
        basis=draw.choice(((), (), (Basis.EXPRESSION,))),
        precision=draw.choice(((), (), (Granularity.DAY, Granularity.YEAR))),
        max_span=draw.choice((None, None, DAY, 31 * DAY)),
        min_confidence=draw.choice((None, None, 0.5)),
        min_sources=draw.choice((None, None, 2)),
        include_undated=draw.choice((True, False)),
    )


def holds(event: Event, wanted: EventFilter) -> bool:
    """The filter as API.md words it, one event at a time."""
    if event.status is not EventStatus.ACTIVE:
        return False
    for value, values in (
        (event.collection, wanted.collection),
        (event.modality, wanted.modality),
        (event.basis, wanted.basis),
        (event.precision, wanted.precision),
    ):
        if values and value not in values:
            return False
    if wanted.min_confidence is not None and event.confidence < wanted.min_confidence:
        return False
    if wanted.min_sources is not None and event.independent_sources < wanted.min_sources:
        return False
    if event.earliest is None or event.latest is None:
        return wanted.include_undated and wanted.max_span is None
    if wanted.max_span is not None and event.latest - event.earliest > wanted.max_span:
        return False
    start = OPEN_START if wanted.from_ is None else wanted.from_
    end = OPEN_END if wanted.to is None else wanted.to
    if wanted.match is Match.CERTAIN:
        return event.earliest >= start and event.latest <= end
    return event.earliest < end and event.latest > start


def in_order(events: list[Event], sort: Sort) -> list[Event]:
    keys: dict[Sort, Callable[[Event], Any]] = {
        Sort.WHEN: lambda e: (e.earliest, e.latest, e.public_id),
        Sort.WHEN_REVERSED: lambda e: (e.latest, e.earliest, e.public_id),
        Sort.RECORDED: lambda e: (e.recorded_at, e.public_id),
        Sort.RECORDED_REVERSED: lambda e: (e.recorded_at, e.public_id),
        Sort.CONFIDENCE: lambda e: (-e.confidence, e.public_id),
    }
    falling = sort in (Sort.WHEN_REVERSED, Sort.RECORDED_REVERSED)
    if sort not in (Sort.WHEN, Sort.WHEN_REVERSED):
        return sorted(events, key=keys[sort], reverse=falling)
    dated_ones = [event for event in events if event.earliest is not None]
    undated_ones = sorted((e for e in events if e.earliest is None), key=lambda e: e.public_id, reverse=falling)
    return sorted(dated_ones, key=keys[sort], reverse=falling) + undated_ones


def walk(session: Session, wanted: EventFilter, sort: Sort, limit: int) -> Iterator[Event]:
    after: Key | None = None
    while True:
        page = queries.page(session, wanted, sort=sort, after=after, limit=limit)
        assert len(page.items) <= limit
        yield from page.items
        after = page.next_key
        if after is None:
            return


def test_pages_are_the_filter_and_the_order_as_they_are_worded(crowd: Database) -> None:
    draw = random.Random(5)
    with crowd.read() as session:
        everything = list(session.scalars(select(Event)))
        for number in range(80):
            wanted, sort = random_filter(draw), list(Sort)[number % len(Sort)]
            expected = in_order([event for event in everything if holds(event, wanted)], sort)
            ids = [event.id for event in expected]
            assert [event.id for event in walk(session, wanted, sort, draw.choice((23, 60, 200)))] == ids, (
                wanted,
                sort,
            )
            assert queries.count(session, wanted) == len(ids)


def test_a_stream_is_all_pages_in_one(crowd: Database) -> None:
    wanted = EventFilter(include_undated=True, modality=())
    with crowd.read() as session:
        for sort in Sort:
            ids = [event.id for event in walk(session, wanted, sort, 200)]
            assert [event.id for event in queries.each(session, wanted, sort=sort, batch=7)] == ids


def test_equal_keys_come_once_each(store: Database) -> None:
    draw = random.Random(1)
    with store.write() as session:
        add_events(session, [dated("2022-03-22")] * 30 + [UNDATED] * 30 + [dated("2022")] * 30, draw)
    wanted = EventFilter(include_undated=True, modality=())
    with store.read() as session:
        active = session.scalars(select(Event.id).where(Event.status == EventStatus.ACTIVE)).all()
        for sort, limit in itertools.product(Sort, (1, 7, 30)):
            walked = [event.id for event in walk(session, wanted, sort, limit)]
            assert sorted(walked) == sorted(active)


@pytest.mark.parametrize("key", [(), ("x", "y"), (False, 1, 2), (False, 1.0, 2, "x"), (0, 1, 2, "x"), (None,) * 4])
def test_a_key_of_another_order_is_refused(store: Database, key: Any) -> None:
    with store.read() as session:
        for sort in (Sort.WHEN, Sort.RECORDED, Sort.CONFIDENCE):
            with pytest.raises(ValueError, match=r"key|isoformat"):
                queries.page(session, EventFilter(), sort=sort, after=key)


# ── filters over what articles tell ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def stories(store: Database) -> Database:
    tellings = [
        read(
            Submission(text="1", source="Post", tags=("War",)),
            told("Troops retook Makariv", names=(Name("Makariv", "place"), "Volodymyr Zelenskyy")),
            told("The Café reopened", "2022-03-23", names=("Café Orient",), modality=Modality.PLANNED),
        ),
        read(
            Submission(text="2", source="Herald", tags=("war", "Kyiv"), collection="other"),
            told("Die Brücke fiel", names=("Kyiv", Name("Makariv", "organisation"))),
            told("Zelenskyy schwieg", None, names=("Zelenskyy",), modality=Modality.DENIED),
            language="de",
        ),
        read(
            Submission(text="3", source="Herald"),
            told("Kyiv Post printed it", "2022-03-24", names=("Kyiv Post", "O'Neill-Smith")),
        ),
    ]
    for prepared in tellings:
        with store.write() as session:
            ingest.store(session, prepared, now=NOW)
    return store


RETOOK, CAFE, BRIDGE, SILENT, PRINTED = "Troops", "The", "Die", "Zelenskyy", "Kyiv"
FILTERS = [
    (EventFilter(), [RETOOK, BRIDGE, CAFE, PRINTED]),
    (EventFilter(modality=(Modality.DENIED,), include_undated=True), [SILENT]),
    (EventFilter(modality=(Modality.DENIED,)), []),
    (EventFilter(entity=(("makariv",),)), [RETOOK, BRIDGE]),
    (EventFilter(place=(("Makariv",),)), [RETOOK]),
    (EventFilter(entity=(("MAKARIV",), ("kyiv",))), [BRIDGE]),
    (EventFilter(entity=(("cafe orient", "kyiv post"),)), [CAFE, PRINTED]),
    (EventFilter(entity=(("Kyiv",),)), [BRIDGE]),  # a whole alias, so not the newspaper
    (EventFilter(entity=(("orient",),)), [CAFE]),  # a word of an alias
    (EventFilter(entity=(("post kyiv",),)), [BRIDGE]),  # not in this order: the longest alias inside is Kyiv
    (EventFilter(entity=(("President Volodymyr Zelenskyy of Ukraine",),)), [RETOOK]),
    (EventFilter(entity=(("o'neill smith",),)), [PRINTED]),
    (EventFilter(entity=(("Lviv",),)), []),
    (EventFilter(entity=(("%",),)), []),
    (EventFilter(entity=(("",),)), []),
    (EventFilter(source=("Herald",)), [BRIDGE, PRINTED]),
    (EventFilter(language=("de", "fr")), [BRIDGE]),
    (EventFilter(collection=("default",)), [RETOOK, CAFE, PRINTED]),
    (EventFilter(tag=(("WAR",),)), [RETOOK, BRIDGE, CAFE]),
    (EventFilter(tag=(("war",), ("kyiv",))), [BRIDGE]),
    (EventFilter(type=("battle",)), []),
    (EventFilter(article=("0" * 32,)), []),
    (EventFilter(q=(("retook",),)), [RETOOK]),
    (EventFilter(q=(("brucke",),)), [BRIDGE]),
    (EventFilter(q=(("retook", "CAFE"),)), [RETOOK, CAFE]),
    (EventFilter(q=(("kyiv",),)), [BRIDGE, PRINTED]),  # a name of an event is among its words
    (EventFilter(q=(("kyiv",), ("printed",))), [PRINTED]),
    (EventFilter(q=(('"post printed"',),)), [PRINTED]),
    (EventFilter(q=(('"printed post"',),)), []),
    (EventFilter(q=(("o'neill",),), source=("Herald",), entity=(("kyiv post",),)), [PRINTED]),
    (EventFilter(from_=19074 * DAY, q=(("kyiv makariv cafe", "reopened printed", "reopened"),)), [CAFE]),
]


def test_filters(stories: Database) -> None:
    with stories.read() as session:
        for wanted, titles in FILTERS:
            found = queries.page(session, wanted).items
            assert sorted(event.title.split()[0] for event in found) == sorted(titles), wanted
            assert queries.count(session, wanted) == len(titles)


@pytest.mark.parametrize(
    ("few", "many"),
    [(0, 1), (2, 3), *(pytest.param(*each, marks=pytest.mark.nightly) for each in ((0, 3), (7_000, 60_000)))],
)
def test_words_and_names_find_the_same_however_frequent_they_are(
    store: Database, monkeypatch: pytest.MonkeyPatch, few: int, many: int
) -> None:
    """The way to a page depends on how many events have a word or a name, and the page does not."""
    monkeypatch.setattr(queries, "_FEW", few)
    monkeypatch.setattr(queries, "_FEW_ON_A_SERVER", few)
    monkeypatch.setattr(queries, "_MANY", many)
    draw = random.Random(7)
    names = (Name("Ann Marsh"), Name("Kyiv", "place"), Name("Kyiv", "organisation"), Name("Ann Lee"))
    took_part: dict[str, list[Name]] = {}
    for number in range(40):
        # A name of its own keeps it apart from the others.
        title = f"Something {draw.choice(('rained', 'snowed'))} {draw.choice(('here', 'there'))} in Town{number}"
        day = draw.choice(("2022-03-21", "2022-03-22", "2022-03", "2022", "-0479", "2014/..", None))
        when = between(dated("2014").earliest, None) if day == "2014/.." else dated(day)
        took_part[title] = draw.sample(names, draw.randrange(1, 3))
        statement = told(title, when, names=tuple(took_part[title]), trigger=f"verb{number}")
        with store.write() as session:
            ingest.store(session, read(Submission(text=str(number)), statement), now=NOW)
    start = dated("2022-03-01").earliest
    assert start is not None
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
        with store.read() as session:
            about = [fulltext.about_how_many_events(session, ((q,),)) for q in ("something", "rained", "nothing")]
            assert about[0] == 40
            assert 40 > about[1] > about[2] > 0
    with store.read() as session:
        everything = list(session.scalars(select(Event)))
        assert len(everything) == 40
        for _ in range(25):
            q = draw.choice((None, None, "rained", "snowed", "something", "rained here", "nothing"))
            entity = draw.sample(("ann", "kyiv", "ann marsh", "marsh", "lviv"), draw.randrange(3))
            place = draw.choice((None, None, None, "kyiv"))
            wanted = EventFilter(
                q=((q,),) if q else (),
                entity=tuple((each,) for each in entity),
                place=((place,),) if place else (),
                from_=draw.choice((None, None, start)),
                to=draw.choice((None, None, start + 40 * DAY)),
                include_undated=draw.choice((True, False)),
            )
            plain = replace(wanted, q=(), entity=(), place=())
            expected = [
                event
                for event in everything
                if holds(event, plain)
                and set((q or "").split()) <= set(event.title.lower().split())
                and all(any(each in name.name.lower() for name in took_part[event.title]) for each in entity)
                and (not place or any(name.type == "place" for name in took_part[event.title]))
            ]
            for sort in (Sort.WHEN, Sort.WHEN_REVERSED, Sort.RECORDED):
                found = [event.id for event in walk(session, wanted, sort, draw.choice((1, 4, 50)))]
                assert found == [event.id for event in in_order(expected, sort)], (wanted, sort)
            assert queries.count(session, wanted) == len(expected)


def test_an_article_is_asked_for_by_its_id(stories: Database) -> None:
    with stories.read() as session:
        everything = queries.page(session, EventFilter(modality=(), include_undated=True)).items
        report = session.scalars(lookups.reports_of_event(everything[0])).one()
        found = queries.page(session, EventFilter(article=(report.article.public_id, "0" * 32))).items
        told_by_it = session.scalars(lookups.events_of_article(report.article)).all()
        assert {event.id for event in found} == {event.id for event in told_by_it}
        assert lookups.event_by_public_id(session, everything[0].public_id) is everything[0]
        with pytest.raises(NotFound):
            lookups.event_by_public_id(session, "0" * 32)


def test_reports_stand_in_order_of_publication(store: Database) -> None:
    statement = told("Troops retook the town of Makariv", names=("Makariv",), trigger="retook")
    for day in (24, 22, 23):
        with store.write() as session:
            sent = Submission(text=f"{day}", source=f"{day}")
            ingest.store(session, read(sent, statement, published=f"2022-03-{day}"), now=NOW)
    with store.read() as session:
        (event,) = queries.page(session, EventFilter()).items
        reports = session.scalars(lookups.reports_of_event(event)).all()
        assert [report.article.source for report in reports] == ["22", "23", "24"]
        assert session.scalars(lookups.reports_of_events([event])).all() == reports


def test_mentions_stand_in_the_order_of_title_and_text(store: Database) -> None:
    sent = Submission(text="On Monday, on Tuesday, on Friday.")
    with store.write() as session:
        done = ingest.store(session, read(sent, mentions=("Friday", "Monday", "Tuesday")), now=NOW)
    assert [mention.text for mention in done.mentions] == ["Monday", "Tuesday", "Friday"]
