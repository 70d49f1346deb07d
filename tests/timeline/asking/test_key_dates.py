"""Which days matter: who talks about them, from how many sources, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.db import Database
from app.extract.article import Mention, Modality, Part, Quote, Statement
from app.timeline.asked import EventFilter, Match
from app.timeline.asking.key_dates import KeyDate, key_dates
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Prepared, Submission
from app.timex import civil
from app.timex.timex3 import Status
from tests.timeline.readings import NOW, dated, read, told

DAM = "The dam at Selby broke"


def day(text: str) -> int:
    return civil.day_number(*(int(part) for part in text.split("-")))


def article(
    number: int,
    *statements: Statement,
    published: str = "2022-03-23",
    names: tuple[str, ...] = (),
    status: Status = Status.OK,
    text: str | None = None,
    **sent: Any,
) -> Prepared:
    """An article that tells those statements, and names those days in one sentence each without telling anything."""
    whole = text or " ".join(f"Note {number} on {name}." for name in names) or f"Text {number}."
    found = tuple(
        Mention(Quote(Part.TEXT, whole.index(name), whole.index(name) + len(name), name), dated(name), status)
        for name in names
    )
    prepared = read(Submission(text=whole, external_id=str(number), **sent), *statements, published=published)
    return Prepared(prepared.submission, replace(prepared.extraction, mentions=found))


def dam(when: str = "2022-03-22", title: str = DAM, **more: Any) -> Statement:
    return told(title, when, **{"names": ("Selby",), "trigger": "broke", **more})


def put(store: Database, *prepared: Prepared) -> None:
    for each in prepared:
        with store.write() as session:
            ingest.store(session, each, now=NOW)


def best(store: Database, count: int = 10, **wanted: Any) -> list[KeyDate]:
    with store.read() as session:
        return key_dates(session, EventFilter(**wanted), count=count)


def days(store: Database, count: int = 10, **wanted: Any) -> list[int]:
    return [found.day for found in best(store, count, **wanted)]


def test_an_empty_store_has_no_days(store: Database) -> None:
    assert best(store) == []


def test_why_says_the_counts(store: Database) -> None:
    put(
        store,
        article(1, dam(), names=("2022-03-22",), published="2022-03-22", source="Post"),
        article(2, dam(), names=("2022-03-22", "2022-03-22"), published="2022-03-24", source="Herald"),
        article(3, dam("2022-03-23"), names=("2022-03-22",), published="2022-03-20", source="POST"),
    )
    found = best(store)[0]
    assert found.day == day("2022-03-22")
    assert (found.mentions, found.sources, found.before, found.after) == (4, 2, 1, 1)
    assert [event.title for event in found.events] == [DAM]
    assert [report.sentence_text for report in found.sentences] == [f"{DAM}."]


def test_a_day_still_named_after_months_matters_more(store: Database) -> None:
    put(
        store,
        article(1, dam("2022"), names=("2022-03-10",), published="2022-03-11"),
        article(2, dam("2022"), names=("2022-03-11",), published="2022-09-11"),
    )
    assert days(store, 1) == [day("2022-03-11")]


def test_other_weeks_count_for_more_than_the_same_wave(store: Database) -> None:
    put(
        store,
        *(article(n, dam("2022"), names=("2022-03-01",), published=f"2022-03-0{n + 1}") for n in (1, 2, 3)),
        *(article(9 + n, dam("2022"), names=("2022-02-08",), published=f"2022-02-{9 + 7 * n:02}") for n in (0, 1, 2)),
    )
    assert days(store) == [day("2022-02-08"), day("2022-03-01")]


def test_a_voice_that_repeats_itself_counts_for_less(store: Database) -> None:
    put(
        store,
        *(article(n, dam("2022"), names=("2022-03-01",), published="2022-03-05", source="Post") for n in (1, 2)),
        *(article(n, dam("2022"), names=("2022-03-02",), published="2022-03-06", source=f"S{n}") for n in (3, 4)),
    )
    found = best(store)
    assert [(each.day, each.sources) for each in found] == [(day("2022-03-02"), 2), (day("2022-03-01"), 1)]


def test_what_is_not_about_the_subject_weighs_little(store: Database) -> None:
    film = told("The film won a prize", "2022", names=("Cannes",), trigger="won")
    put(
        store,
        *(article(n, dam("2022"), dam("2021"), published="2022-03-20", names=("2022-03-10",)) for n in (1, 2)),
        *(article(n, film, published="2022-03-20", names=("2022-03-11",)) for n in (3,)),
        *(article(n, film, dam("2022"), published="2022-03-20", names=("2022-03-12",)) for n in (4, 5)),
    )
    assert days(store) == [day("2022-03-10"), day("2022-03-12"), day("2022-03-11")]


def test_the_date_above_an_article_says_nothing(store: Database) -> None:
    put(store, article(1, dam("2022"), names=("2022-03-23",), published="2022-03-23"))
    assert days(store) == []


def test_boilerplate_coarse_dates_and_withdrawn_articles_do_not_count(store: Database) -> None:
    put(
        store,
        article(1, dam("2022"), names=("2022-03-01",), status=Status.BOILERPLATE),
        article(2, dam("2022"), names=("2022-03", "2021")),
        article(3, dam("2022"), names=("2022-03-02",)),
    )
    with store.write() as session:
        gone = ingest.store(session, article(3, dam("2022"), names=("2022-03-02",)), now=NOW).article.public_id
        articles.withdraw(session, gone, now=NOW)
    assert days(store) == []


def test_the_range_holds_for_the_days(store: Database) -> None:
    put(store, article(1, dam("2022"), names=("2022-03-01", "2022-03-02", "2022-03-03"), published="2022-03-09"))
    inside = {"from_": day("2022-03-02") * civil.DAY, "to": day("2022-03-03") * civil.DAY}
    assert days(store, **inside) == [day("2022-03-02")]
    half = {name: bound + civil.DAY // 2 for name, bound in inside.items()}
    assert sorted(days(store, **half)) == [day("2022-03-02"), day("2022-03-03")]
    assert days(store, **half, match=Match.CERTAIN) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"entity": (("Selby",),)}, ["2022-03-01", "2022-03-05"]),
        ({"entity": (("Cannes",),)}, ["2022-03-02"]),
        ({"q": (("film",),)}, ["2022-03-02"]),
        ({"source": ("Post",)}, ["2022-03-01", "2022-03-05"]),
        ({"source": ("Herald",)}, ["2022-03-02", "2022-03-07"]),
        ({"tag": (("film",),)}, ["2022-03-02", "2022-03-07"]),
        ({"collection": ("other",)}, []),
        ({"modality": (Modality.DENIED,)}, []),
    ],
)
def test_the_filters_of_the_timeline_hold(store: Database, wanted: dict[str, Any], expected: list[str]) -> None:
    sentence = "It broke on 2022-03-01, and not on 2022-03-05."
    put(
        store,
        article(1, dam("2022-03-01", sentence=sentence), names=("2022-03-01", "2022-03-05"), text=sentence,
                source="Post"),
        article(2, told("The film won a prize", "2022-03-02", names=("Cannes",), start=90), names=("2022-03-07",),
                source="Herald", tags=("film",)),
    )  # fmt: skip
    assert sorted(days(store, **wanted)) == [day(each) for each in expected]


def test_order_of_arrival_has_no_part_in_it(store: Database) -> None:
    story = [
        article(n, dam(f"2022-03-0{1 + n % 3}"), names=(f"2022-02-0{1 + n % 5}",), published=f"2022-03-{10 + n}",
                source=f"S{n % 4}") for n in range(8)
    ]  # fmt: skip
    answers = []
    for name, order in (("one", story), ("two", story[::-1]), ("three", story[3:] + story[:3])):
        put(store, *(replace(each, submission=replace(each.submission, collection=name)) for each in order))
        found = best(store, collection=(name,))
        answers.append(
            [(k.day, k.score, k.mentions, k.sources, [event.title for event in k.events],
              [report.sentence_text for report in k.sentences]) for k in found]
        )  # fmt: skip
    assert answers[0] == answers[1] == answers[2] != []
