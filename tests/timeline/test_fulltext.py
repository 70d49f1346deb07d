"""Words and phrases, with the same answer on both databases."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.db import Database
from app.timeline import fulltext
from app.timeline.fulltext import fold, parse, words
from app.timeline.models import Article
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission
from tests.timeline.readings import NOW, read


@pytest.mark.parametrize(
    ("text_", "expected"),
    [
        ("Ärger", "arger"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul", "istanbul"),
        ("Київ, Йосип", "киів, иосип"),
        ("ﬁne ½", "fine 1⁄2"),
        ("soft\u00adhyphen", "softhyphen"),
        ("がぎ", "かき"),
    ],
)
def test_folding(text_: str, expected: str) -> None:
    assert fold(text_) == expected
    assert fold(expected) == expected


@pytest.mark.parametrize(
    ("text_", "expected"),
    [
        ("Well-known, isn't it?", ["well", "known", "isn", "t", "it"]),
        ("snake_case 3.5% U.S.", ["snake", "case", "3", "5", "u", "s"]),
        ("п’ять", ["п", "ять"]),
        ("東京tower", ["東", "京", "tower"]),
        ("สวัสดี", list("สวัสดี")),
        ("x" * 70, ["x" * 64]),
        ("…", []),
    ],
)
def test_words(text_: str, expected: list[str]) -> None:
    assert words(text_) == expected


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("Rain in Kyiv", [("rain",), ("in",), ("kyiv",)]),
        ('"rain in" Kyiv', [("rain", "in"), ("kyiv",)]),
        ("“rain in” «Kyiv»", [("rain", "in"), ("kyiv",)]),
        ("well-known", [("well", "known")]),
        ('"never closed', [("never", "closed")]),
        ('a"b c"d', [("a",), ("b", "c"), ("d",)]),
        ('"" - *', None),
        ("", None),
    ],
)
def test_what_was_typed(typed: str, phrases: list[tuple[str, ...]] | None) -> None:
    query = parse(typed)
    assert (query and list(query.phrases)) == phrases


TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "NEAR the fox AND the dog, NOT far OR away.",
    "It's a well-known fact: 3.5% of O'Neill's foxes don't jump.",
    "Дванадцять лисиць у Києві 2022-03-22.",
    "東京都に狐がいる。",
    "column:words ^caret a* b:* 'quoted' \\backslash <-> & | !",
]
HOSTILE = [
    '"', '""', '"""', "*", "fox*", "NEAR(fox dog)", "fox AND", "OR", "NOT fox", "words:fox", "^fox", "fox:*",
    "fox & dog", "fox <-> dog", "!fox", "(fox", "fox)", "'fox'", "fox''dog", "\\", "a\\'b", "{fox dog}", "+fox",
    "-fox", "fox NEAR/2 dog", "rowid:1", "%", "_", ";--", "'; DROP TABLE events; --", "$1", ":words", "\x00fox",
    "\ud800fox", "fox\n\tdog", "🦊", "ﬁ", "Ω", "東京", "京都に", "києві", "Лисиць", "x" * 5000, "a " * 2000,
]  # fmt: skip


@pytest.fixture
def library(store: Database) -> Database:
    for each in TEXTS:
        with store.write() as session:
            ingest.store(session, read(Submission(text=each)), now=NOW)
    return store


def matching(session: Session, typed: str) -> list[int]:
    found = session.scalars(select(Article.id).where(fulltext.articles_matching(session, [[typed]])))
    return sorted(found)


def expected(typed: str) -> list[int]:
    """The same by hand: every phrase stands somewhere in the words of the text."""
    query = parse(typed)
    if query is None:
        return []
    return [
        number
        for number, each in enumerate(TEXTS, 1)
        if all(f" {' '.join(phrase)} " in f" {' '.join(words(each))} " for phrase in query.phrases)
    ]


def test_no_query_is_an_error_and_each_means_its_words(library: Database) -> None:
    draw = random.Random(2)
    known = [word for each in TEXTS for word in each.split()]
    mixed = [" ".join(draw.choice((*known, *HOSTILE)) for _ in range(draw.randrange(1, 4))) for _ in range(150)]
    quoted = [f'"{" ".join(each.split()[i : i + 2])}"' for each in TEXTS for i in range(len(each.split()))]
    with library.read() as session:
        for typed in (*HOSTILE, *known, *quoted, *mixed):
            assert matching(session, typed) == expected(typed), typed


def test_alternatives_and_repetitions(library: Database) -> None:
    with library.read() as session:
        found = fulltext.articles_matching(session, [["brown", "*", "3.5"], ["fox", "foxes"]])
        assert sorted(session.scalars(select(Article.id).where(found))) == [1, 3]
        assert not session.scalars(
            select(Article.id).where(fulltext.articles_matching(session, [["fox"], ["*"]]))
        ).all()


def test_long_texts_are_found_by_their_beginning(store: Database) -> None:
    """Beyond what a PostgreSQL vector holds, both databases give up at the same word."""
    many = fulltext.MOST_WORDS
    rare = " ".join(f"w{number}" for number in range(many + 10))
    often = "end of the " * 300 + "line"
    huge = " ".join(chr(0x10400 + n % 40) * 60 + f"x{n}" for n in range(20_000))
    for each in (rare, often, huge):
        with store.write() as session:
            ingest.store(session, read(Submission(text=each)), now=NOW)
    with store.read() as session:
        assert matching(session, f"w{many - 3}") == [1]
        assert matching(session, f"w{many + 3}") == []
        assert matching(session, '"end of the"') == [2]
        # The 300th "the" has no place of its own any more, in neither database.
        assert matching(session, '"the line"') == []
        assert matching(session, "line") == [2]


def test_an_article_may_have_no_word_at_all(store: Database) -> None:
    for each in ("?!", "… — …", "It opened."):
        with store.write() as session:
            ingest.store(session, read(Submission(text=each)), now=NOW)
    with store.read() as session:
        assert matching(session, "opened") == [3]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_word_has_to_be_understood_by_sqlite(store: Database) -> None:
    """The index holds the very words made here: its tokenizer neither parts nor folds any of them."""
    with store.write() as session:
        sample = "".join(chr(c) for c in range(0x20, 0x3000) if not 0xD800 <= c < 0xE000)
        fulltext.index_events(session, {1: [" ".join(sample)]})
        session.execute(text("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, event_search, row)"))
        kept = set(session.scalars(text("SELECT term FROM vocabulary")))
        assert kept == set(words(" ".join(sample)))
        session.execute(text("DROP TABLE temp.vocabulary"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("rounds", "most"), [(40, 20), pytest.param(2_000, None, marks=pytest.mark.nightly)])
def test_words_are_taken_out_as_often_as_anybody_likes(
    store: Database, rounds: int, most: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite calls an index malformed that was rewritten a thousand times: nothing could be stored from then on."""
    if most is not None:
        monkeypatch.setattr(fulltext, "MOST_LEVELS", most)
    told, levels, number = "the bridge over the river was closed in the spring", [], 0
    for _ in range(rounds):
        for _ in range(16):
            number += 1
            with store.write() as session:
                fulltext.index_events(session, {number: [f"{told} {number}"]})
        with store.write() as session:
            fulltext.forget_events(session, [number])
            fulltext.scrub(session)
            levels.append(fulltext.levels(session, "event_search"))
    with store.write() as session:
        fulltext.index_events(session, {number: ["a ferry sank"]})
        session.execute(text("INSERT INTO event_search (event_search) VALUES ('integrity-check')"))
    with store.read() as session:
        assert fulltext.how_many_events(session, [["ferry"]], 10) == 1
        assert fulltext.how_many_events(session, [["bridge"]], number) == rounds * 15
    assert max(levels) < fulltext.MOST_LEVELS + 4
