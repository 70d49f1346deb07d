"""Articles found, corrected and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, make_url, select, text
from sqlalchemy.exc import InvalidRequestError

from app.db import Database
from app.problems import NotFound, PreconditionFailed, TextNotStored, Withdrawn
from app.timeline import changes, fulltext
from app.timeline.models import Article, ArticleRevision, ChangeKind, Event, Mention, Report, Tombstone
from app.timeline.storing import articles, ingest
from app.timeline.storing.articles import Amendment, ArticleChanges, ArticleFilter
from app.timeline.storing.ingest import Prepared, Submission
from app.timex import civil
from app.timex.context import Genre
from tests.timeline.readings import NOW, dated, read, told

LATER = NOW + timedelta(minutes=5)


def put(store: Database, prepared: Prepared) -> str:
    with store.write() as session:
        return ingest.store(session, prepared, now=NOW).article.public_id


def rows(store: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, also of those that the full-text index keeps for itself."""
    with store.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if store.engine.dialect.name == "sqlite":
            names = list(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
        return {name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))] for name in names}


def containing(store: Database, word: str) -> set[str]:
    """The tables in which a word occurs anywhere."""
    found = set()
    for name, contents in rows(store).items():
        for value in (value for row in contents for value in row):
            text_ = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            if word in text_.lower():
                found.add(name)
    return found


def test_what_is_not_there_is_said_so(store: Database) -> None:
    gone = put(store, read(Submission(text="a"), told("It rained heavily")))
    with store.write() as session:
        articles.withdraw(session, gone, now=NOW)
    with store.write() as session:
        for problem, public_id in ((NotFound, "0" * 32), (Withdrawn, gone)):
            with pytest.raises(problem):
                articles.get(session, public_id)
            with pytest.raises(problem):
                articles.withdraw(session, public_id, now=NOW)
            with pytest.raises(problem):
                articles.prepare_amendment(session, public_id, {"tags": ()})
            with pytest.raises(problem):
                articles.amend(session, Amendment(public_id, 1, {"tags": ()}, None), now=NOW)


def test_the_text_is_loaded_only_when_asked_for(store: Database) -> None:
    public_id = put(store, read(Submission(text="a")))
    with store.read() as session:
        with pytest.raises(InvalidRequestError):
            _ = articles.get(session, public_id).text
        assert articles.get(session, public_id, with_text=True).text == "a"


MARCH = civil.day_number(2022, 3, 1) * civil.DAY
SOME = [
    (Submission(text="Rain in Kyiv", external_id="1", source="Post", tags=("Weather",)), "2022-03-01", "en"),
    (
        Submission(text="Snow in Kyïv", external_id="2", source="Post", tags=("weather", "snow"), title="Snow!"),
        "2022-03-02",
        "en",
    ),
    (Submission(text="Regen", url="https://Example.org/a?utm_source=x", collection="other"), "2022-03-02", "de"),
    (Submission(text="Rain, but not in Kyiv", source="Herald", tags=("Ciné",)), "2022-02-28", "en"),
]


@pytest.fixture
def library(store: Database) -> Database:
    for submission, published, language in SOME:
        put(store, read(submission, published=published, language=language))
    return store


FILTERS = [
    (ArticleFilter(), [0, 1, 2, 3]),
    (ArticleFilter(external_id=("1", "2", "3")), [0, 1]),
    (ArticleFilter(url=("https://example.org/a#b",)), [2]),
    (ArticleFilter(source=("Post",), language=("en",)), [0, 1]),
    (ArticleFilter(source=("post",)), []),
    (ArticleFilter(collection=("other", "none")), [2]),
    (ArticleFilter(language=("de", "fr")), [2]),
    (ArticleFilter(tag=(("WEATHER",),)), [0, 1]),
    (ArticleFilter(tag=(("weather",), ("snow", "cine"))), [1]),
    (ArticleFilter(tag=(("cine",),)), [3]),
    (ArticleFilter(published_from=MARCH), [0, 1, 2]),
    (ArticleFilter(published_from=MARCH + 3600, published_to=MARCH + civil.DAY), [0]),
    (ArticleFilter(published_to=MARCH), [3]),
    (ArticleFilter(q=(("kyiv",),)), [0, 1, 3]),
    (ArticleFilter(q=(("RAIN kyïv",),)), [0, 3]),
    (ArticleFilter(q=(('"rain in kyiv"',),)), [0]),
    (ArticleFilter(q=(("rain", "snow"), ('"in kyiv"',))), [0, 1, 3]),
    (ArticleFilter(q=(('"in kyiv snow"',),)), []),
    (ArticleFilter(q=(('"snow snow"',),)), []),  # no phrase goes from the title into the text
    (ArticleFilter(q=(("*",),)), []),
]


def test_filters(library: Database) -> None:
    texts = [submission.text for submission, _, _ in SOME]
    with library.read() as session:
        for wanted, found in FILTERS:
            keys = [item.id for item in articles.page(session, wanted).items]
            assert sorted(map(texts.index, session.scalars(select(Article.text).where(Article.id.in_(keys))))) == found
            assert articles.count(session, wanted) == len(found)


def test_pages_go_from_the_latest_publication_back(library: Database) -> None:
    with library.read() as session:
        whole = articles.page(session, ArticleFilter()).items
        assert [article.published_at for article in whole] == ["2022-03-02", "2022-03-02", "2022-03-01", "2022-02-28"]
        walked: list[Article] = []
        after = None
        while True:
            page = articles.page(session, ArticleFilter(), after=after, limit=1)
            walked += page.items
            after = page.next_key
            if after is None:
                break
        assert walked == whole
        with pytest.raises(ValueError, match="key"):
            articles.page(session, ArticleFilter(), after=("2022", "x"))


# ── corrections ──────────────────────────────────────────────────────────────────────────────────────────────────


def shifted(days: int) -> str:
    year, month, day = civil.date_of(civil.day_number(2022, 3, 22) + days)
    return f"{year}-{month:02d}-{day:02d}"


def weather(published: str, sent: Submission) -> Prepared:
    """Reads "rained today, snowed yesterday" as if published on that day."""
    offset = civil.day_number(*map(int, published.split("-"))) - civil.day_number(2022, 3, 22)
    return read(
        sent,
        told("It rained heavily", dated(shifted(offset), words="today"), names=("Kyiv",)),
        told("It snowed heavily", dated(shifted(offset - 1), words="yesterday"), names=("Kyiv",)),
        told("Somebody came here", None),
        published=published,
        mentions=("today", "yesterday"),
    )


SENT = Submission(text="It rained today, snowed yesterday.", external_id="1", published_at="2022-03-22")


def correction(public_id: str, given: ArticleChanges, prepared: Prepared, revision: int = 1) -> Amendment:
    return Amendment(public_id, revision, given, prepared.extraction)


def test_a_correction_moves_everything_that_hung_on_it(store: Database) -> None:
    public_id = put(store, weather("2022-03-22", SENT))
    other = put(store, read(Submission(text="b"), told("It rained heavily", "2022-03-22", names=("Kyiv",))))
    with store.read() as session:
        before = set(session.scalars(select(Report.public_id)))
    amendment = correction(public_id, {"published_at": "2022-03-12"}, weather("2022-03-12", SENT))
    with store.write() as session:
        amended = articles.amend(session, amendment, now=LATER)
    assert (amended.article.published_at, amended.article.revision) == ("2022-03-12", 2)
    (snow,) = (d for d in amended.differences if d.after["title"] == "It snowed heavily")
    assert snow.before
    assert (snow.change, snow.before["when"]["edtf"], snow.after["when"]["edtf"]) == (
        ChangeKind.REVISED,
        "2022-03-21",
        "2022-03-11",
    )
    with store.read() as session:
        assert set(session.scalars(select(Report.public_id))) == before
        dates = session.execute(select(Event.title, Event.edtf, Event.article_count).order_by(Event.edtf)).all()
        assert {tuple(row) for row in dates if row.edtf} == {
            ("It snowed heavily", "2022-03-11", 1),
            ("It rained heavily", "2022-03-12", 1),
            ("It rained heavily", "2022-03-22", 1),
        }
        assert session.scalars(select(ArticleRevision)).one().document["published_at"] == "2022-03-22"
        assert articles.get(session, other).revision == 1
        assert session.scalars(articles.revisions(articles.get(session, public_id))).one().revision == 1


def test_a_dry_run_tells_the_difference_and_leaves_no_trace(store: Database) -> None:
    public_id = put(store, weather("2022-03-22", SENT))
    before = rows(store)
    amendment = correction(public_id, {"published_at": "2022-03-12"}, weather("2022-03-12", SENT))
    with store.write() as session:
        dry = articles.amend(session, amendment, now=LATER, dry_run=True)
        assert dry.article.published_at == "2022-03-12"
    assert rows(store) == before
    with store.write() as session:
        wet = articles.amend(session, amendment, now=LATER)
    told_by = [[(d.change, d.event_id, d.before, d.after, d.into) for d in each.differences] for each in (dry, wet)]
    assert told_by[0] == told_by[1]
    assert len(told_by[0]) == 2


def test_an_amendment_of_an_older_revision_is_refused(store: Database) -> None:
    public_id = put(store, weather("2022-03-22", SENT))
    stale = correction(public_id, {"published_at": "2022-03-12"}, weather("2022-03-12", SENT))
    put(store, weather("2022-03-22", replace(SENT, title="New")))
    with pytest.raises(PreconditionFailed), store.write() as session:
        articles.amend(session, stale, now=LATER)


def test_tags_are_corrected_without_the_text(store: Database) -> None:
    public_id = put(store, read(replace(SENT, store_text=False, tags=("a",)), told("It rained heavily")))
    with store.read() as session:
        amendment = articles.prepare_amendment(session, public_id, {"tags": ("b", "B", "c")})
        with pytest.raises(TextNotStored):
            articles.prepare_amendment(session, public_id, {"timezone": "Europe/Kyiv"})
    with store.write() as session:
        amended = articles.amend(session, amendment, now=LATER)
        assert (amended.article.tags, amended.article.revision, amended.differences) == (["b", "B", "c"], 2, [])
    with store.read() as session:
        for tag, found in (("a", 0), ("b", 1), ("C", 1)):
            assert articles.count(session, ArticleFilter(tag=((tag,),))) == found


def test_a_correction_outlives_a_revision_that_says_nothing_new_about_it(store: Database) -> None:
    public_id = put(store, ingest.prepare(SENT, now=NOW))
    with store.read() as session:
        amendment = articles.prepare_amendment(session, public_id, {"published_at": "2022-03-12", "tags": ("x",)})
    with store.write() as session:
        articles.amend(session, amendment, now=LATER)
    assert put(store, ingest.prepare(SENT, now=NOW)) == public_id
    with store.read() as session:
        assert articles.get(session, public_id).published_at == "2022-03-12"
    put(store, ingest.prepare(replace(SENT, title="A title"), now=NOW))
    with store.read() as session:
        article = articles.get(session, public_id)
        assert (article.published_at, article.title, article.tags) == ("2022-03-12", "A title", ["x"])
    put(store, ingest.prepare(replace(SENT, published_at="2022-03-13"), now=NOW))
    with store.read() as session:
        article = articles.get(session, public_id)
        assert (article.published_at, article.tags) == ("2022-03-13", ["x"])


def test_a_correction_reads_the_article_again(store: Database) -> None:
    sent = Submission(text="Heavy rain flooded Kyiv on Monday.", published_at="2022-03-22")
    public_id = put(store, ingest.prepare(sent, now=NOW))
    with store.read() as session:
        amendment = articles.prepare_amendment(session, public_id, {"published_at": "2022-03-29"})
    with store.write() as session:
        amended = articles.amend(session, amendment, now=LATER)
        assert [d.after["when"]["edtf"] for d in amended.differences] == ["2022-03-28"]
        assert session.scalars(select(Mention)).one().when["edtf"] == "2022-03-28"


# ── withdrawal ───────────────────────────────────────────────────────────────────────────────────────────────────

SECRET = "zyzzyva"


def secretive(number: int = 1, when: str = "2022-03-22") -> Prepared:
    """An article with one word everywhere where an article can have words."""
    sent = Submission(
        text=f"The {SECRET} came to Kyiv on {SECRET} day.",
        title=f"A {SECRET} is here",
        url=f"https://example.org/{SECRET}-{number}",
        source=f"{SECRET} Post",
        authors=(f"{SECRET.title()} Smith",),
        tags=(SECRET,),
        external_id=f"{SECRET}-{number}",
    )
    statement = told(
        f"The {SECRET.upper()} came to Kyiv",
        dated(when, words=f"{SECRET} day", confidence=0.95),
        names=("Kyiv", f"King {SECRET}"),
        trigger="came",
        sentence=f"The {SECRET} came to Kyiv on {SECRET} day.",
        speaker=f"Mr {SECRET}",
        confidence=0.95,
    )
    return read(sent, statement, mentions=(f"{SECRET} day",))


def test_a_withdrawn_article_leaves_no_word(store: Database, database_url: str) -> None:
    public_id = put(store, secretive())
    other = secretive(when="2022-03-21")
    put(store, replace(other, submission=replace(other.submission, genre=Genre.NARRATIVE)))
    assert containing(store, SECRET) > {"articles", "events", "event_revisions", "reports", "mentions", "entities"}
    with store.write() as session:
        articles.withdraw(session, public_id, now=LATER)
    assert containing(store, SECRET) == set()
    with store.read() as session:
        stone = session.scalars(select(Tombstone)).one()
        assert (stone.public_id, stone.recorded_at, stone.withdrawn_at) == (public_id, NOW, LATER)
        assert [line.change for line in session.scalars(changes.since(0))][-1] is ChangeKind.RETRACTED
        event = session.scalars(select(Event)).one()
        assert (event.title, event.entities, event.edtf) == (changes.ERASED, [], "2022-03-21")
    if store.engine.dialect.name == "sqlite":
        connection = store.engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        path = make_url(database_url).database
        assert path
        assert SECRET.encode() not in Path(path).read_bytes().lower()


def test_what_others_tell_stays(store: Database) -> None:
    gone = put(store, secretive(1))
    same = told("The sovereign came to Kyiv", names=("Kyiv",), trigger="came", sentence="He came.")
    put(store, read(Submission(text="He came."), replace(same, title="The zyzzyv came to Kyiv")))
    with store.write() as session:
        articles.withdraw(session, gone, now=LATER)
    with store.read() as session:
        event = session.scalars(select(Event)).one()
        assert (event.title, event.article_count) == ("The zyzzyv came to Kyiv", 1)
        assert [entity["name"] for entity in event.entities] == ["Kyiv"]
        assert session.scalar(select(Event.id).where(fulltext.events_matching(session, [["he came"]]))) == event.id
    assert containing(store, SECRET) == set()


def test_words_of_events_that_were_retracted_earlier_go_as_well(store: Database) -> None:
    """What an article told in an older revision, and what was merged into another event, are its words too."""
    first = put(store, secretive())
    sent = secretive().submission
    put(store, read(replace(sent, text="Nothing."), told("It rained heavily")))
    with store.write() as session:
        articles.withdraw(session, first, now=LATER)
    assert containing(store, SECRET) == set()
