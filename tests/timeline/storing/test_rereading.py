"""Articles read again with today's grammar."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.db import Database
from app.timeline import changes
from app.timeline.models import Article, ArticleRevision, ChangeKind, Mention
from app.timeline.storing import articles, ingest
from app.timeline.storing.articles import Reread
from app.timeline.storing.ingest import Submission
from app.timeline.storing.rereading import Due, Tally
from tests.timeline.readings import NOW, read, told
from tests.timeline.storing.test_articles import rows

LATER = NOW + timedelta(minutes=5)
TEXT = "The bridge at Port Elm opened on Monday. It had been closed since March 2."


def put_as_read_before(store: Database, **changed: object) -> str:
    """The article as an older grammar read it: one event too few, another with a wrong date."""
    submission = Submission(text=TEXT, published_at="2022-03-22", **changed)  # type: ignore[arg-type]
    opened = told(
        "The bridge at Port Elm opened", "2022-03-14", names=("Port Elm",), trigger="opened", sentence=TEXT[:40]
    )
    with store.write() as session:
        done = ingest.store(session, read(submission, opened, mentions=("on Monday",)), now=NOW)
        return done.article.public_id


def reread(store: Database, public_id: str, *, dry_run: bool = False) -> Reread:
    with store.read() as session:
        amendment = articles.prepare_amendment(session, public_id, {})
    with store.write() as session:
        return articles.reread(session, amendment, now=LATER, dry_run=dry_run)


def test_what_is_read_otherwise_is_told_and_stored(store: Database) -> None:
    public_id = put_as_read_before(store)
    before = rows(store)
    dry = reread(store, public_id, dry_run=True)
    assert rows(store) == before
    done = reread(store, public_id)
    assert done.changed and dry.changed
    assert done.grammar_before == "en-2022.03"
    assert done.article.grammar != "en-2022.03"
    # "on Monday" of the older reading is "Monday" now, and March 2 is new.
    assert (done.mentions.added, done.mentions.removed, done.mentions.changed) == (2, 1, 0)
    told_by = [[(d.change, (d.after["when"]["edtf"])) for d in each.differences] for each in (dry, done)]
    assert told_by[0] == told_by[1]
    assert (ChangeKind.REVISED, "2022-03-21") in told_by[1]
    assert [change for change, _ in told_by[1]].count(ChangeKind.CREATED) == 1
    with store.read() as session:
        assert len(session.scalars(select(ArticleRevision)).all()) == 1
        assert set(session.scalars(select(Mention.text))) == {"Monday", "March 2"}


def test_an_article_that_reads_the_same_is_left_alone(store: Database) -> None:
    public_id = put_as_read_before(store)
    reread(store, public_id)
    before = rows(store)
    again = reread(store, public_id)
    assert (again.changed, again.differences) == (False, [])
    assert again.article.revision == 2
    assert rows(store) == before
    with store.read() as session:
        assert changes.latest_sequence(session) == 3


def test_only_articles_of_an_older_grammar_are_due(store: Database) -> None:
    first, second, third = (
        put_as_read_before(store, external_id=str(number), collection=collection)
        for number, collection in enumerate(("a", "a", "b"))
    )
    with store.read() as session:
        assert list(Due().ids(session)) == [first, second, third]
        assert list(Due(collection="b").ids(session)) == [third]
        assert list(Due(after=first).ids(session)) == [second, third]
        assert Due(collection="a", after=first).count(session) == 1
    reread(store, first)
    with store.read() as session:
        assert list(Due().ids(session)) == [second, third]
        assert list(Due(every=True).ids(session)) == [first, second, third]
        assert (Due().count(session), Due(every=True).count(session)) == (2, 3)


def test_a_tally_counts_what_a_reader_would_see(store: Database) -> None:
    done = reread(store, put_as_read_before(store))
    tally = Tally()
    tally.add(done, examples=1)
    assert tally.articles == {"changed": 1}
    assert tally.events == {"created": 1, "revised": 1}
    assert tally.fields["when"] == 1
    (dated,) = [each for each in tally.examples if each.field == "when"]
    assert "2022-03-14" in (dated.before or "") and "2022-03-21" in (dated.after or "")
    # Another version of the grammar in the steps to a date is no other date.
    with store.write() as session:
        article = session.scalars(select(Article)).one()
        mention = session.scalars(select(Mention)).first()
        assert mention is not None
        mention.when = {**mention.when, "explanation": {**mention.when["explanation"], "grammar": "en-1"}}
        article.grammar = "en-1"
        public_id = article.public_id
    same = reread(store, public_id)
    assert same.changed
    other = Tally()
    other.add(same, examples=1)
    document = other.as_document()
    assert (document["articles"], document["events"], document["examples"]) == ({"same": 1}, {}, [])
