"""The same event in several articles, whatever the order in which they come."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.db import Database
from app.extract.article import Modality, Statement
from app.timeline import changes, fulltext
from app.timeline.models import Entity, Event, EventStatus, FacetTally, Report, ReportJoin
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Prepared, Submission
from app.timex.interval import Granularity
from app.timex.when import Basis, When
from tests.timeline.readings import NOW, dated, read, told

TITLE = "Ukrainian troops drove Russian forces out of the Kyiv suburb of Makariv"


def drove(when: When | str | None = "2022-03-22", *, note: str = "", **more: Any) -> Statement:
    """The note stands at the end of the sentence, to know a report by."""
    sentence = f"{TITLE}. {note}"
    return told(TITLE, when, **{"names": ("Makariv", "Kyiv"), "trigger": "drove", "sentence": sentence, **more})


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
                    "reports": sorted(sentence.rpartition(". ")[2] for sentence in reports),
                }
            )
        return sorted(found, key=lambda event: (event["title"], event["reports"]))


STORY = [
    article(1, drove(note="One.", names=("Makariv",)), source="Post"),
    article(2, drove("2022-03-21", note="Two."), source="Herald"),
    article(3, drove("2022-03-21", note="Three.", confidence=0.95), told("It rained heavily"), source="Times"),
    article(4, drove("2022-03-21/2022-03-22", note="Four."), source="Post"),
    article(5, drove(note="Five.", names=("Irpin",)), drove(note="Six.", modality=Modality.PLANNED)),
    article(6, drove("2022", note="Seven."), told("It rained heavily")),
]


def test_the_order_of_arrival_does_not_matter(store: Database) -> None:
    put(store, *STORY)
    expected = events(store)
    assert [event["evidence"] for event in expected if "One." in event["reports"]] == [
        (5, 4, {"2022-03-21": 2, "2022-03-22": 2})
    ]
    orders = random.Random(7).sample(list(itertools.permutations(STORY)), 6)
    for number, order in enumerate(orders):
        put(store, *(in_collection(f"order {number}", each) for each in order))
        assert events(store, f"order {number}") == expected


def in_collection(name: str, prepared: Prepared) -> Prepared:
    return replace(prepared, submission=replace(prepared.submission, collection=name))


BRIDGE = drove("2022-03-21/2022-03-22", note="Bridge.")
EITHER_SIDE = [
    article(1, drove("2022-03-21", note="First."), source="Post"),
    article(2, drove("2022-03-22", note="Second."), source="Post"),
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


def test_an_event_does_not_drift_from_day_to_day(store: Database) -> None:
    """Each report is a day off the next, by a guess from its day of publication; the first is not the last."""
    days = ("2022-03-20", "2022-03-21", "2022-03-22", "2022-03-23")
    guessed = [
        article(number, drove(dated(day, basis=Basis.PUBLICATION), note=day), source=f"Paper {number}", published=day)
        for number, day in enumerate(days)
    ]
    put(store, *guessed)
    expected = events(store)
    told_together = [event["reports"] for event in expected]
    assert max(map(len, told_together)) == 2
    assert all(days.index(each[-1]) - days.index(each[0]) < 2 for each in told_together)
    put(store, *(in_collection("backwards", each) for each in reversed(guessed)))
    assert events(store, "backwards") == expected


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


def test_an_article_of_hundreds_of_dates_is_held_against_others(store: Database) -> None:
    """More times than a statement may have conditions."""
    days = [f"{year}-{month:02}-{day:02}" for year in (1900, 1931) for month in range(1, 13) for day in range(1, 27)]
    put(store, article(1, *(told(f"The mill of Harbour{n} burned down", day) for n, day in enumerate(days))))
    put(
        store, article(2, drove(), source="Post"), article(3, drove(note="Again."), drove("2022-04-01"), source="Times")
    )
    found = events(store)
    assert len(found) == len(days) + 2
    assert [event["evidence"][0] for event in found if event["title"] == TITLE] == [1, 2]


def told_by_many() -> list[Prepared]:
    """Articles of two stories and some beside them; one comes twice, one is revised while others come."""
    draw = random.Random(11)
    found = []
    for number in range(24):
        day = f"2022-03-{20 + number % 3}"
        statements = [drove(day, note=f"Note {number}.", names=draw.choice([("Makariv",), ("Kyiv", "Makariv"), ()]))]
        statements.append(told(f"Storm {number} flooded the harbour of Odesa", day, names=("Odesa", f"Storm {number}")))
        if number % 4 == 0:
            statements.append(told(f"Fire {number % 8} destroyed the old mill near Lviv", day, names=("LVIV",)))
            statements.append(told(f"Fire {number % 8} destroyed the old mill near Lviv", day, names=("Lviv",)))
        found.append(article(number, *draw.sample(statements, len(statements)), source=f"Paper {number % 5}"))
    sent = Submission(text="Text 7, corrected.", external_id="7", source="Paper 2")
    again = read(sent, told("Nothing happened in Odesa"), published="2022-03-23")
    return [*found[:12], found[3], again, *found[12:]]


def written(store: Database) -> list[Any]:
    """What the log says happened, in its order, without ids and times."""
    with store.read() as session:
        ids: dict[str, int] = {}
        lines = []
        for line in session.scalars(changes.since(0)):
            document = line.revision.document
            number = ids.setdefault(document["id"], len(ids))
            names = sorted(entity["name"] for entity in document["entities"])
            told_now = document["title"], document["when"]["edtf"], document["evidence"], document["revision"], names
            lines.append((line.seq, line.change, number, document["status"], *told_now))
        joins = sorted(
            (one, other, score, needed)
            for one, other, score, needed in session.execute(
                select(ReportJoin.one_id, ReportJoin.other_id, ReportJoin.score, ReportJoin.needed)
            )
        )
        tallies = sorted(map(tuple, session.execute(select(FacetTally.field, FacetTally.value, FacetTally.number))))
        found = sorted(session.scalars(select(Event.title).where(fulltext.events_matching(session, [["mill"]]))))
        names = sorted(map(tuple, session.execute(select(Entity.folded, Entity.name))))
        return [lines, len(joins), [score for *_, score, _ in joins], tallies, found, names]


def test_many_at_once_are_stored_as_one_by_one(store: Database, other_database_url: str) -> None:
    """The log, the joins, the sums, what is found by words and the spelling of names are the same."""
    prepared = told_by_many()
    put(store, *prepared)
    other = Database(other_database_url)
    outcomes = []
    for size in (5, 1, 13, 7):
        with other.write() as session:
            outcomes += [each.outcome for each in ingest.store_many(session, prepared[:size], now=NOW)]
        prepared = prepared[size:]
    assert not prepared
    assert Counter(outcomes) == {"created": 24, "unchanged": 1, "revised": 1}
    expected, actual = written(store), written(other)
    other.close()
    assert expected[0], "something was written"
    assert actual == expected
