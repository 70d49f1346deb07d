"""Sums that are kept with every change are those that counting gives, whatever happened."""

from __future__ import annotations

import random
from typing import Any

import pytest
from alembic import command
from sqlalchemy import select

from app.db import Database, migrate, migration_config
from app.extract.article import Entity, Modality
from app.timeline import fulltext, tallies
from app.timeline.asked import EventFilter
from app.timeline.asking import facets
from app.timeline.asking.facets import Field
from app.timeline.models import Base, CountedEvent, EventTally, FacetTally
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Submission
from tests.timeline.readings import NOW, read, told


def history(store: Database, draw: random.Random, steps: int, known: dict[str, str]) -> None:
    """Articles that come, are revised, get other tags and languages, and go; their events join and part."""
    for _ in range(steps):
        number = str(draw.randrange(9))
        if known.get(number) == "gone":
            continue
        if number in known and draw.random() < 0.3:
            if draw.random() < 0.5:
                with store.write() as session:
                    articles.withdraw(session, known[number], now=NOW)
                known[number] = "gone"
            else:
                tags = {"tags": tuple(draw.sample(("War", "Peace", "Ähre"), draw.randrange(3)))}
                with store.read() as session:
                    amendment = articles.prepare_amendment(session, known[number], tags)  # type: ignore[arg-type]
                with store.write() as session:
                    articles.amend(session, amendment, now=NOW)
            continue
        statements = [
            told(
                "Troops drove the enemy out of Makariv",
                draw.choice(("2022-03-21", "2022-03-22", "2022-03-21/2022-03-22", "2022-03", None)),
                names=("Makariv", *draw.sample((Entity("Kyiv", "place"), Entity("Kyiv", "organisation"), "Lviv"), 1)),
                modality=draw.choice((Modality.ASSERTED, Modality.PLANNED)),
                trigger="drove",
                sentence=f"Told {draw.random()}.",
            )
            for _ in range(draw.randrange(3))
        ]
        sent = Submission(
            text=f"Text {draw.random()}.", url=f"https://news.example/{number}",
            source=draw.choice((None, "Post", "Sun")), tags=tuple(draw.sample(("War", "Peace"), 1)),
        )  # fmt: skip
        with store.write() as session:
            done = ingest.store(session, read(sent, *statements, language=draw.choice(("en", "de"))), now=NOW)
            known[number] = done.article.public_id


def sums(store: Database) -> list[Any]:
    with store.read() as session:
        found = []
        for table in (EventTally, FacetTally):
            columns = Base.metadata.tables[table.__tablename__].columns
            found.append(sorted(map(repr, session.execute(select(*columns)).all())))
        documents = session.execute(select(CountedEvent.event_id, CountedEvent.document)).all()
        fields = Field.ENTITY, Field.SOURCE, Field.LANGUAGE, Field.TAG
        found.append(
            {
                key: {name: sorted(value) if name in fields else value for name, value in document.items()}
                for key, document in documents
            }
        )
        return found


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_counting_gives(store: Database, database_url: str, seed: int) -> None:
    draw = random.Random(seed)
    known: dict[str, str] = {}
    for _ in range(3):
        history(store, draw, 14, known)
        kept = sums(store)
        with store.write() as session:
            tallies.rebuild(session)
        assert sums(store) == kept
    assert all(kept)
    # The migration counts in SQL what was stored before it.
    store.close()
    command.downgrade(migration_config(database_url), "71c0d5e8a2b4")
    migrate(database_url)
    assert sums(store) == kept


def test_facets_by_sums_are_facets_by_counting(store: Database) -> None:
    draw = random.Random(8)
    history(store, draw, 30, {})
    with store.read() as session:
        for wanted in (
            EventFilter(),
            EventFilter(modality=()),
            EventFilter(modality=(Modality.PLANNED,), include_undated=True),
            EventFilter(collection=("default",), include_undated=True),
            EventFilter(collection=("other",)),
        ):
            conditions, values = facets.queries.matching(session, wanted)
            assert tallies.answers(wanted)
            assert tallies.answers_facets(wanted)
            found = facets.facets(session, wanted, list(Field))
            for field in Field:
                counted = session.execute(facets._counted(field, conditions), values)
                told_of = [(fulltext.fold(each.value), each.count) for each in found[field]]
                assert told_of == [(fulltext.fold(value), number) for value, number in counted], (field, wanted)
