"""The same event in several articles, whatever the order in which they come."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.db import Database
from app.extract.article import Modality, Statement
from app.timeline import articles, ingest
from app.timeline.ingest import Prepared, Submission
from app.timeline.models import Event, EventStatus, Report
from app.timeline.same_event import Telling, same
from app.timex.interval import Granularity
from app.timex.when import When
from tests.timeline.readings import NOW, dated, read, told

TITLE = "Ukrainian troops drove Russian forces out of the Kyiv suburb of Makariv"


def telling(statement: Statement, voice: str = "a") -> Telling:
    when = statement.when
    return Telling.of(
        title=statement.title,
        modality=statement.modality,
        earliest=when.earliest,
        latest=when.latest,
        voice=voice,
        trigger=statement.trigger.text,
        entities=[entity.name.lower() for entity in statement.entities],
    )


def drove(when: When | str | None = "2022-03-22", title: str = TITLE, **more: Any) -> Statement:
    return told(title, when, **{"names": ("Makariv", "Kyiv"), "trigger": "drove", **more})


@pytest.mark.parametrize(
    ("other", "joins"),
    [
        (drove(), True),
        (drove(title="Troops of Ukraine drove the Russian forces from the suburb of Makariv"), True),
        (drove(names=("Makariv",)), True),
        (drove(names=("Makariv", "Bucha")), False),  # each names somebody the other does not
        (drove(names=("Irpin",)), False),
        (drove(names=()), False),
        (drove(trigger="forces"), False),
        (drove(modality=Modality.DENIED), False),
        (drove("2022-03-21"), False),  # a day apart, and the same voice
        (drove("2022-03-21/2022-03-22"), True),
        (drove("2022-03"), False),  # too much happens in a month
        (drove(None), False),
        (drove(title=TITLE + " with 12 tanks"), True),
        (drove(title="Rebels drove past the village of Makariv in a convoy"), False),
    ],
)
def test_what_tells_the_same_event(other: Statement, joins: bool) -> None:
    assert same(telling(drove()), telling(other)) is joins
    assert same(telling(other), telling(drove())) is joins


def test_figures_must_not_contradict() -> None:
    five, six = (drove(title=f"{TITLE} with {count} tanks") for count in (5, 6))
    assert not same(telling(five), telling(six))
    assert same(telling(five), telling(five))


def test_coarse_dates_join_with_the_same_date_only() -> None:
    assert same(telling(drove("2022")), telling(drove("2022")))
    assert not same(telling(drove("2022")), telling(drove("2021")))
    assert not same(telling(drove("2022")), telling(drove("2022-03")))


@pytest.mark.parametrize(("day", "joins"), [("2022-03-21", True), ("2022-03-20", False)])
def test_two_voices_may_differ_by_a_day(day: str, joins: bool) -> None:
    assert same(telling(drove(), "a"), telling(drove(day), "b")) is joins


def put(store: Database, *prepared: Prepared) -> list[str]:
    """Store them in this order, and say their ids."""
    ids = []
    for each in prepared:
        with store.write() as session:
            ids.append(ingest.store(session, each, now=NOW).article.public_id)
    return ids


def article(number: int, *statements: Statement, source: str | None = None, published: str = "2022-03-23") -> Prepared:
    return read(
        Submission(text=f"Text {number}.", external_id=str(number), source=source), *statements, published=published
    )


def events(store: Database, collection: str = "default") -> list[dict[str, Any]]:
    """All that the active events of a collection say but their ids, with the sentences of their reports."""
    with store.read() as session:
        found = []
        for event in session.scalars(
            select(Event).where(Event.status == EventStatus.ACTIVE, Event.collection == collection)
        ):
            reports = session.scalars(select(Report.sentence_text).where(Report.event_id == event.id))
            found.append(
                {
                    "title": event.title,
                    "when": event.when,
                    "names": [(entity["name"], entity["type"]) for entity in event.entities],
                    "evidence": (event.article_count, event.independent_sources, event.date_votes),
                    "flags": event.flags,
                    "reports": sorted(reports),
                }
            )
        return sorted(found, key=lambda event: (event["title"], event["reports"]))


STORY = [
    article(1, drove(sentence="One.", names=("Makariv",)), source="Post"),
    article(2, drove("2022-03-21", sentence="Two."), source="Herald"),
    article(3, drove("2022-03-21", sentence="Three.", confidence=0.95), told("It rained heavily"), source="Times"),
    article(4, drove("2022-03-21/2022-03-22", sentence="Four."), source="Post"),
    article(5, drove(sentence="Five.", names=("Irpin",)), drove(sentence="Six.", modality=Modality.PLANNED)),
    article(6, drove("2022", sentence="Seven."), told("It rained heavily")),
]


def test_the_order_of_arrival_does_not_matter(store: Database) -> None:
    put(store, *STORY)
    expected = events(store)
    assert [event["evidence"] for event in expected if "One." in event["reports"]] == [
        (4, 3, {"2022-03-21": 2, "2022-03-22": 1})
    ]
    orders = random.Random(7).sample(list(itertools.permutations(STORY)), 6)
    for number, order in enumerate(orders):
        put(store, *(in_collection(f"order {number}", each) for each in order))
        assert events(store, f"order {number}") == expected


def in_collection(name: str, prepared: Prepared) -> Prepared:
    return replace(prepared, submission=replace(prepared.submission, collection=name))


BRIDGE = drove("2022-03-21/2022-03-22", sentence="Bridge.")
EITHER_SIDE = [
    article(1, drove("2022-03-21", sentence="First."), source="Post"),
    article(2, drove("2022-03-22", sentence="Second."), source="Post"),
]


def test_an_article_can_bring_two_events_together_and_its_leaving_parts_them(store: Database) -> None:
    put(store, *EITHER_SIDE)
    apart = events(store)
    assert len(apart) == 2
    (bridge,) = put(store, article(3, BRIDGE, source="Herald"))
    assert [event["reports"] for event in events(store)] == [["Bridge.", "First.", "Second."]]
    with store.read() as session:
        merged = session.scalars(select(Event).where(Event.status == EventStatus.MERGED)).one()
        survivor = session.scalars(select(Event).where(Event.status == EventStatus.ACTIVE)).one()
        assert merged.merged_into == survivor.public_id
    with store.write() as session:
        articles.withdraw(session, bridge, now=NOW)
    assert events(store) == apart
    with store.read() as session:
        kept = session.scalars(select(Event).where(Event.public_id == survivor.public_id)).one()
        assert kept.status is EventStatus.ACTIVE


def test_one_voice_has_one_vote(store: Database) -> None:
    put(
        store,
        article(1, drove("2022-03-21"), source="Post"),
        article(2, drove("2022-03-21"), source="POST"),
        article(3, drove("2022-03-22"), source="Herald"),
        article(4, drove("2022-03-22"), source="Times"),
    )
    (event,) = events(store)
    assert event["evidence"] == (4, 3, {"2022-03-21": 1, "2022-03-22": 2})
    assert event["when"]["edtf"] == "2022-03-22"
    assert event["flags"] == ["dates_disagree"]


def test_copies_of_one_text_are_one_voice(store: Database) -> None:
    copies = [
        read(Submission(text="The same.", external_id="1", source=source), drove()) for source in ("Post", "Herald")
    ]
    put(store, *copies)
    assert events(store)[0]["evidence"] == (2, 1, {"2022-03-22": 1})


def test_an_address_is_a_voice_where_no_source_is_named(store: Database) -> None:
    sent = [
        Submission(text=f"Text {n}.", url=f"https://{host}.example.org/{n}")
        for n, host in enumerate(("www", "www", "m"))
    ]
    put(store, *(read(each, drove()) for each in sent))
    assert events(store)[0]["evidence"] == (3, 2, {"2022-03-22": 2})


def a_day(words: str, text: str = "2022-03-22", **more: Any) -> When:
    return dated(text, words=words, **more)


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        # No date has more votes: the finest wins, then the surest, then the earliest published.
        (
            a_day("first", "2022-03-21/2022-03-22", precision=Granularity.WEEK),
            a_day("second", confidence=0.5),
            "second",
        ),
        (a_day("first", confidence=0.7), a_day("second", confidence=0.8), "second"),
        (a_day("first"), a_day("second"), "second"),
    ],
)
def test_the_date_of_an_event(store: Database, first: When, second: When, chosen: str) -> None:
    put(
        store,
        article(1, drove(first), source="first", published="2022-03-24"),
        article(2, drove(second), source="second", published="2022-03-23"),
    )
    (event,) = events(store)
    assert event["when"]["explanation"]["text"] == chosen


def test_nothing_joins_across_collections(store: Database) -> None:
    put(store, article(1, drove()))
    put(store, in_collection("other", article(2, drove())))
    assert [event["evidence"][0] for event in events(store) + events(store, "other")] == [1, 1]
