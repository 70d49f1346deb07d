"""Articles to rows: new, unchanged, revised, late, withdrawn."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from app.db import Database
from app.extract.article import Entity as Name
from app.extract.article import Modality, PublishedBasis
from app.problems import Withdrawn
from app.timeline.bounds import OPEN_START
from app.timeline.models import Article, ArticleRevision, Entity, Event, EventStatus, Mention, Report
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Ingested, Outcome, Prepared, Submission, natural_key
from app.timex import civil
from tests.timeline.readings import NOW, between, dated, read, told

DROVE = told("Ukrainian troops drove Russian forces out of Makariv", names=("Makariv", "Kyiv"), trigger="drove")
CURFEW = told("A curfew runs to Wednesday morning", "2022-03-23", names=("Kyiv",), trigger="runs")
SENT = Submission(text="On Tuesday troops drove them out.", source="Post", external_id="7", title="Makariv")


def put(store: Database, prepared: Prepared, *, later: int = 0) -> Ingested:
    """Store it, so many minutes after NOW."""
    with store.write() as session:
        return ingest.store(session, prepared, now=NOW + timedelta(minutes=later))


def how_many(session: Session, model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_new_article_is_stored_with_what_it_tells(store: Database) -> None:
    done = put(store, read(SENT, DROVE, CURFEW, mentions=("Tuesday",)))
    assert done.outcome is Outcome.CREATED
    assert [event.title for event in done.events] == [DROVE.title, CURFEW.title]
    assert [mention.text for mention in done.mentions] == ["Tuesday"]
    with store.read() as session:
        article = articles.get(session, done.article.public_id, with_text=True)
        assert (article.text, article.title, article.revision) == (SENT.text, "Makariv", 1)
        assert (article.published_at, article.recorded_at, article.revised_at) == ("2022-03-22", NOW, NOW)
        event = session.scalars(select(Event).where(Event.title == DROVE.title)).one()
        assert (event.status, event.revision, event.date_votes) == (EventStatus.ACTIVE, 1, {"2022-03-22": 1})
        assert (event.earliest, event.latest) == (19073 * civil.DAY, 19074 * civil.DAY)
        assert [entity["name"] for entity in event.entities] == ["Kyiv", "Makariv"]
        report = session.scalars(select(Report).where(Report.event_id == event.id)).one()
        assert (report.sentence_text, report.trigger_text) == (DROVE.sentence.text, "drove")


def test_sent_again_it_is_unchanged(store: Database) -> None:
    first = put(store, read(SENT, DROVE))
    again = put(store, read(SENT, DROVE), later=5)
    assert again.outcome is Outcome.UNCHANGED
    assert again.article.public_id == first.article.public_id
    assert [event.public_id for event in again.events] == [event.public_id for event in first.events]
    with store.read() as session:
        assert (how_many(session, Article), how_many(session, Event), how_many(session, Report)) == (1, 1, 1)
        assert session.scalars(select(Article.revision)).one() == 1


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (replace(SENT, text="Other words."), True),
        (replace(SENT, url="https://example.org/7"), True),
        (replace(SENT, source="Herald"), False),
        (replace(SENT, external_id="8"), False),
        (replace(SENT, source=None), False),
    ],
)
def test_source_and_external_id_are_the_first_natural_key(other: Submission, same: bool) -> None:
    assert (natural_key(SENT) == natural_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Submission(text="a", url="https://x.org/y"), Submission(text="b", url="HTTPS://X.org:443/y#z"), True),
        (Submission(text="a", url="https://x.org/?id=1"), Submission(text="a", url="https://x.org/?id=2"), False),
        (Submission(text="a"), Submission(text="a", published_at="2022-03-22", source="Post"), True),
        (Submission(text="a"), Submission(html="a"), False),
        (Submission(text="a", title="b"), Submission(text="b", title="a"), False),
        (Submission(text="a", url="u"), Submission(text="a", external_id="u"), False),
    ],
)  # fmt: skip
def test_url_and_content_are_the_next(one: Submission, other: Submission, same: bool) -> None:
    assert (natural_key(one) == natural_key(other)) is same


def test_the_same_key_in_another_collection_is_another_article(store: Database) -> None:
    put(store, read(SENT, DROVE))
    done = put(store, read(replace(SENT, collection="other"), DROVE))
    assert done.outcome is Outcome.CREATED
    with store.read() as session:
        assert [event.article_count for event in session.scalars(select(Event))] == [1, 1]


def test_a_revision_retells_and_retracts(store: Database) -> None:
    first = put(store, read(SENT, DROVE, CURFEW, mentions=("Tuesday",)))
    drove, curfew = first.events
    moved = told(DROVE.title, "2022-03-21", names=("Makariv", "Kyiv"), trigger="drove", sentence="In other words.")
    revised = put(store, read(replace(SENT, text="On Monday, in other words."), moved), later=5)
    assert revised.outcome is Outcome.REVISED
    assert [event.public_id for event in revised.events] == [drove.public_id]
    assert revised.events[0].edtf == "2022-03-21"
    assert revised.events[0].revision == 2
    with store.read() as session:
        retracted = session.scalars(select(Event).where(Event.public_id == curfew.public_id)).one()
        assert retracted.status is EventStatus.RETRACTED
        assert how_many(session, Report) == 1
        assert how_many(session, Mention) == 0
        kept = session.scalars(select(ArticleRevision).options(undefer(ArticleRevision.text))).one()
        assert (kept.revision, kept.text, kept.document["title"]) == (1, SENT.text, "Makariv")
        assert (kept.recorded_at, kept.superseded_at) == (NOW, NOW + timedelta(minutes=5))


def test_reports_and_mentions_that_stay_keep_their_ids(store: Database) -> None:
    put(store, read(SENT, DROVE, CURFEW, mentions=("Tuesday",)))
    with store.read() as session:
        before = set(session.scalars(select(Report.public_id))), set(session.scalars(select(Mention.public_id)))
    put(store, read(replace(SENT, title="Makariv again"), CURFEW, DROVE, mentions=("Tuesday",)))
    with store.read() as session:
        after = set(session.scalars(select(Report.public_id))), set(session.scalars(select(Mention.public_id)))
    assert before == after


@pytest.mark.parametrize(
    ("known", "sent", "outcome"),
    [
        ("2022-03-22T12:00:00Z", "2022-03-22T13:59:00+02:00", Outcome.UNCHANGED),
        ("2022-03-22T12:00:00Z", "2022-03-22", Outcome.UNCHANGED),
        ("2022-03-22T12:00:00Z", "2022-03-22t12:00:01z", Outcome.REVISED),
        ("2022-03-22T12:00:00Z", None, Outcome.REVISED),
        (None, "2022-03-22", Outcome.REVISED),
        (None, None, Outcome.REVISED),
    ],
)
def test_an_older_revision_that_arrives_late_changes_nothing(
    store: Database, known: str | None, sent: str | None, outcome: Outcome
) -> None:
    put(store, read(replace(SENT, updated_at=known), DROVE))
    done = put(store, read(replace(SENT, updated_at=sent, text="Other words."), CURFEW))
    assert done.outcome is outcome
    stale = outcome is Outcome.UNCHANGED
    assert ("older_revision" in [warning.code for warning in done.warnings]) is stale
    assert [event.title for event in done.events] == [(DROVE if stale else CURFEW).title]


def test_the_newest_word_on_when_it_was_updated_is_kept(store: Database) -> None:
    """Sent unchanged with a newer time, the article is as new as that; what is older then stays out."""
    put(store, read(replace(SENT, updated_at="2022-03-20"), DROVE))
    put(store, read(replace(SENT, updated_at="2022-03-24"), DROVE))
    put(store, read(replace(SENT, updated_at="2022-03-21"), DROVE))
    done = put(store, read(replace(SENT, updated_at="2022-03-22", text="Other words."), CURFEW))
    assert (done.outcome, done.article.updated_at) == (Outcome.UNCHANGED, "2022-03-24")


def test_a_withdrawn_article_is_not_taken_in_again(store: Database) -> None:
    done = put(store, read(SENT, DROVE))
    with store.write() as session:
        articles.withdraw(session, done.article.public_id, now=NOW)
    with pytest.raises(Withdrawn):
        put(store, read(replace(SENT, text="Other words."), DROVE))
    assert put(store, read(replace(SENT, collection="other"), DROVE)).outcome is Outcome.CREATED


def test_without_its_text_an_article_keeps_its_sentences(store: Database) -> None:
    sent = replace(SENT, store_text=False, text="Nothing of this. On Tuesday troops drove them out.")
    done = put(store, read(sent, DROVE))
    with store.read() as session:
        article = articles.get(session, done.article.public_id, with_text=True)
        assert (article.text, article.html) == (None, None)
        assert session.scalars(select(Report.sentence_text)).one() == DROVE.sentence.text
        found = articles.page(session, articles.ArticleFilter(q=(("troops",),)))
        assert [row.public_id for row in found.items] == [article.public_id]
        assert not articles.page(session, articles.ArticleFilter(q=(("nothing",),))).items


def test_a_sender_who_wants_no_text_kept_any_more_has_none_kept(store: Database) -> None:
    put(store, read(SENT, DROVE))
    put(store, read(replace(SENT, text="Second words."), DROVE), later=1)
    put(store, read(replace(SENT, text="Third words.", store_text=False), DROVE), later=2)
    with store.read() as session:
        texts = session.scalars(select(ArticleRevision.text).order_by(ArticleRevision.revision)).all()
        assert texts == [None, None]
        assert session.scalars(select(Article.text)).one() is None


def test_an_absurd_date_is_no_date(store: Database) -> None:
    absurd = told(DROVE.title, between(0, 10**18))
    done = put(store, read(SENT, absurd, told("A tsar came", dated("0025", basis=dated("2022").basis))))
    assert [(event.kind.value, event.flags) for event in done.events] == [
        ("undated", ["date_out_of_range"]),
        ("point", []),
    ]


@pytest.mark.parametrize(
    ("statement", "flags"),
    [
        (told("It rained heavily", "2022-03-22"), []),
        (told("It rained heavily", "2022-03-23"), ["after_publication"]),
        (told("It rained heavily", "2022-03"), []),
        (told("It rained heavily", "2022-03-23", modality=Modality.PLANNED), []),
        (told("It rained heavily", None, flags=("from_caption",)), ["from_caption"]),
    ],
)
def test_what_happened_after_its_publication_is_flagged(store: Database, statement: Any, flags: list[str]) -> None:
    assert put(store, read(SENT, statement)).events[0].flags == flags


def test_an_open_side_is_kept_as_a_bound_beyond_all_others(store: Database) -> None:
    event = put(store, read(SENT, told("It stood there", between(None, 0, edtf_text="[..1969]")))).events[0]
    assert (event.earliest, event.latest, event.when["earliest"]) == (OPEN_START, 0, None)


def test_entities_are_shared_by_spelling_and_type(store: Database) -> None:
    put(store, read(Submission(text="1"), told("It rained heavily", names=("Kyïv", Name("Kyiv", "place"), "KYIV"))))
    put(store, read(Submission(text="2"), told("It snowed heavily", names=("Kyiv", "…", "x" * 400))))
    put(store, read(Submission(text="3"), told("It hailed heavily", names=("Kyiv",))))
    with store.read() as session:
        rows = session.execute(select(Entity.name, Entity.type, Entity.folded).order_by(Entity.folded, Entity.type))
        assert [tuple(row) for row in rows] == [
            ("Kyiv", "", "kyiv"),
            ("Kyiv", "place", "kyiv"),
            ("x" * 300, "", "x" * 64),
        ]


def test_two_ways_to_say_it_are_two_reports_of_one_article(store: Database) -> None:
    done = put(store, read(SENT, DROVE, replace(DROVE, sentence=CURFEW.sentence)))
    assert [(event.article_count, event.independent_sources) for event in done.events] == [(1, 1)]
    with store.read() as session:
        assert how_many(session, Report) == 2


def test_the_first_arrival_dates_an_article_without_a_date(store: Database) -> None:
    """Nothing but the arrival is known of its publication: a later revision must not move it."""
    sent = Submission(text="It rained heavily today.", external_id="9")
    first = put(store, ingest.prepare(sent, now=NOW))
    assert first.article.published_at_basis is PublishedBasis.RECEIVED
    revised = replace(sent, text="It rained very heavily today.")
    second = put(store, ingest.prepare(revised, now=NOW + timedelta(days=3)), later=3 * 24 * 60)
    assert second.outcome is Outcome.REVISED
    assert second.article.published_at == first.article.published_at


def test_articles_that_come_at_once_are_one_after_the_other(store: Database) -> None:
    """Each is sent by two threads, and all tell the same event: nothing is stored twice, nothing is missed."""
    sent = [Submission(text=f"Text {n}.", external_id=f"{n}", source=f"Voice {n}") for n in range(6)]
    outcomes: list[Outcome] = []

    def send(order: list[Submission]) -> None:
        outcomes.extend(put(store, read(each, DROVE)).outcome for each in order)

    threads = [threading.Thread(target=send, args=(order,)) for order in (sent[:3], sent[3:], sent[2::-1], sent[:2:-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.CREATED] * 6 + [Outcome.UNCHANGED] * 6
    with store.read() as session:
        assert how_many(session, Article) == 6
        assert session.scalars(select(Event)).one().independent_sources == 6
