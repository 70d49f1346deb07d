"""Full text with the same answer on both databases: the words are made here, and the databases only keep them.

Neither database's own way with words is asked: SQLite's tokenizer and PostgreSQL's parser part hyphens, numbers and
scripts differently, and accents need an extension there. So a text is folded and cut into words by `words`, for the
index as for the query. SQLite gets them with spaces between, for its plainest tokenizer; PostgreSQL gets vectors and
queries that are already made. Words are made of letters and digits alone, so that no query has any syntax in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.timeline.models import Article, Event

# Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana, Chinese characters. Each letter is a word there and
# what is looked for is a phrase of them.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+|[{_UNSPACED}]")
_QUOTED = re.compile(r'"([^"]*)"?|([^"\s]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))

# What a PostgreSQL vector can hold; the same limits hold for SQLite, or the answers would differ.
LONGEST_WORD = 64
MOST_WORDS = 16_000
_MOST_BYTES = 850_000
_MOST_POSITIONS = 255
# Words that reach none of these limits together, of whatever length they are.
_SURELY_FEWER = min(MOST_WORDS, _MOST_BYTES // (4 * LONGEST_WORD)) // 2
# Stands for a word that has used up its positions: a token on SQLite, and in no query, because it is no letter.
_FILLER = "·"

Phrase = tuple[str, ...]


class _WithoutMarks(dict[int, int | None]):
    """For `str.translate`: accents and invisible characters go, everything else stays; filled as it is used."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        drop = unicodedata.combining(character) or unicodedata.category(character) == "Cf"
        self[code] = kept = None if drop else code
        return kept


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """The text without case, accents and compatibility forms: "Éﬁ" is "efi", "й" is "и"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return decomposed.translate(_WITHOUT_MARKS)


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; at most 64 characters of each."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


@dataclass(frozen=True, slots=True)
class Query:
    """Phrases that must all occur; a single word is a phrase of one."""

    phrases: tuple[Phrase, ...]


def parse(text: str) -> Query | None:
    """Read what a person typed: words, all of which must occur, and phrases in quotes.

    A word that is written as several ("well-known") is a phrase. None if there is no word in it at all.
    """
    phrases = []
    for quoted, plain in _QUOTED.findall(text.translate(_QUOTES)):
        phrase = tuple(words(quoted or plain))
        if phrase:
            phrases.append(phrase)
    return Query(tuple(phrases)) if phrases else None


def events_matching(session: Session, wanted: Sequence[Sequence[str]]) -> sa.ColumnElement[bool]:
    """Events told in these words: every one of `wanted`, each met by any of its alternatives."""
    return _matching(session, "event_search", "event_id", Event.id.expression, wanted)


def events_listed(session: Session, wanted: Sequence[Sequence[str]]) -> sa.ColumnElement[bool]:
    """The same as `events_matching`, not to be begun with: SQLite lists them, and looks each event up in the list."""
    return _matching(session, "event_search", "event_id", sa.literal_column("+events.id", sa.Integer), wanted)


def events_met(session: Session, wanted: Sequence[Sequence[str]]) -> sa.ColumnElement[bool]:
    """The same as `events_matching`, to be looked up for one event after the other: for words that nearly all have."""
    expression = _asked(session, wanted)
    if expression is None:
        return sa.false()
    if _on_sqlite(session):
        found = "SELECT 1 FROM event_search WHERE event_search MATCH :words AND event_search.rowid = events.id"
    else:
        found = (
            "SELECT 1 FROM event_search WHERE words @@ CAST(:words AS tsquery) AND event_search.event_id = events.id"
        )
    return sa.text(f"EXISTS ({found})").bindparams(_words(session, expression))  # type: ignore[return-value]


def how_many_events(session: Session, wanted: Sequence[Sequence[str]], most: int) -> int:
    """How many events have these words, counted no further than that."""
    expression = _asked(session, wanted)
    if expression is None:
        return 0
    met = "event_search MATCH :words" if _on_sqlite(session) else "words @@ CAST(:words AS tsquery)"
    counted = f"SELECT count(*) FROM (SELECT 1 FROM event_search WHERE {met} LIMIT :most) found"  # noqa: S608  our own
    return int(session.execute(sa.text(counted), {"words": expression, "most": most}).scalar_one())


def about_how_many_events(session: Session, wanted: Sequence[Sequence[str]]) -> int:
    """How many events have these words as far as PostgreSQL's statistics know, without looking for one of them."""
    expression = _asked(session, wanted)
    if expression is None:
        return 0
    explained = sa.text("EXPLAIN (FORMAT JSON) SELECT 1 FROM event_search WHERE words @@ CAST(:words AS tsquery)")
    (plan,) = session.execute(explained.bindparams(_words(session, expression))).scalar_one()
    return int(plan["Plan"]["Plan Rows"])


def articles_matching(session: Session, wanted: Sequence[Sequence[str]]) -> sa.ColumnElement[bool]:
    """Articles with these words in title or text, read as `events_matching` does."""
    return _matching(session, "article_search", "article_id", Article.id.expression, wanted)


def index_events(session: Session, texts: Mapping[int, Iterable[str]], *, new: bool = False) -> None:
    """Make events findable by these texts, and by nothing else; no phrase goes from one text into the next.

    Args:
        new: that none of them was findable before.
    """
    _index(session, "event_search", "event_id", texts, new=new)


def index_articles(session: Session, texts: Mapping[int, Iterable[str]]) -> None:
    """Make articles findable by these texts: by their first 16,000 words."""
    _index(session, "article_search", "article_id", texts, new=False)


def indexed(texts: Iterable[Sequence[str]]) -> str:
    """The words of an article's texts as `index_new_articles` takes them, worked out by whoever has the time."""
    return " ".join(_within_limits(texts))


def index_new_articles(session: Session, found_by: Mapping[int, str]) -> None:
    """Make articles findable that nobody could find before, by what `indexed` says."""
    _insert(session, "article_search", "article_id", ((row, found.split()) for row, found in found_by.items()))


def forget_events(session: Session, events: Collection[int]) -> None:
    _forget(session, "event_search", "event_id", events)


def forget_articles(session: Session, articles: Collection[int]) -> None:
    _forget(session, "article_search", "article_id", articles)


def scrub(session: Session) -> None:
    """Take deleted words out of the index files as well.

    SQLite only marks them as deleted until it happens to rewrite the segment they are in; so it is told to.
    """
    if _on_sqlite(session):
        for table in ("event_search", "article_search"):
            way = "optimize" if levels(session, table) < MOST_LEVELS else "rebuild"
            session.execute(sa.text(f"INSERT INTO {table} ({table}) VALUES ('{way}')"))  # noqa: S608  names of our own


# SQLite calls an index of more than 2,000 levels malformed, for writing as for reading, and up to some version each
# 'optimize' adds two of them: after a thousand withdrawals nothing could be stored any more. 'rebuild' begins with one
# again, and takes several times as long.
MOST_LEVELS = 1_500


def levels(session: Session, table: str) -> int:
    """How many levels the segments of an SQLite index are in, as its structure record says."""
    block: bytes = session.execute(sa.text(f"SELECT block FROM {table}_data WHERE id = 10")).scalar_one()  # noqa: S608
    # Behind a counter of four bytes, and in files of newer versions a mark of four more, stands the number; each of its
    # bytes but the last has the highest bit set.
    at = 8 if block[4:8] == b"\xff\x00\x00\x01" else 4
    number = 0
    for byte in block[at:]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            break
    return number


def _matching(
    session: Session, table: str, key: str, column: sa.ColumnElement[int], wanted: Sequence[Sequence[str]]
) -> sa.ColumnElement[bool]:
    expression = _asked(session, wanted)
    if expression is None:
        return sa.false()
    if _on_sqlite(session):
        statement = f"SELECT rowid FROM {table} WHERE {table} MATCH :words"  # noqa: S608  names of our own
    else:
        statement = f"SELECT {key} FROM {table} WHERE words @@ CAST(:words AS tsquery)"  # noqa: S608  names of our own
    found = sa.text(statement).bindparams(_words(session, expression))
    return column.in_(found.columns(sa.column("id", sa.Integer)))


def _words(session: Session, expression: str) -> sa.BindParameter[str]:
    """The words as they go into a statement.

    For PostgreSQL they stand in its text: a statement that is prepared for any words would be planned for words of
    middling frequency, and take ten times as long for the common and for the rare.
    """
    return sa.bindparam("words", expression, sa.String, unique=True, literal_execute=not _on_sqlite(session))


def _asked(session: Session, wanted: Sequence[Sequence[str]]) -> str | None:
    """The query in the database's own language; None where something without a word in it is asked for."""
    required = []
    for alternatives in wanted:
        queries = [query for query in map(parse, alternatives) if query]
        if not queries:
            return None
        required.append(queries)
    if _on_sqlite(session):
        return _expression(required, word='"{}"', next_to=" + ", both=" AND ", either=" OR ")
    return _expression(required, word="'{}'", next_to=" <-> ", both=" & ", either=" | ")


def _expression(required: list[list[Query]], *, word: str, next_to: str, both: str, either: str) -> str:
    def phrase(of: Phrase) -> str:
        return f"({next_to.join(word.format(w) for w in of)})"

    def query(one: Query) -> str:
        return f"({both.join(map(phrase, one.phrases))})"

    return both.join(f"({either.join(map(query, queries))})" for queries in required)


def _index(session: Session, table: str, key: str, texts: Mapping[int, Iterable[str]], *, new: bool) -> None:
    if not texts:
        return
    if not new and _on_sqlite(session):
        _forget(session, table, key, texts)
    _insert(session, table, key, ((row, _within_limits(map(words, of_row))) for row, of_row in texts.items()))


def _insert(session: Session, table: str, key: str, tokens: Iterable[tuple[int, Sequence[str]]]) -> None:
    # One after the other, because as a list of words a text takes ten times the memory.
    if _on_sqlite(session):
        statement = f"INSERT INTO {table} (rowid, words) VALUES (:row, :words)"  # noqa: S608  names of our own
        rows = [{"row": row, "words": " ".join(found)} for row, found in tokens]
    else:
        statement = (
            f"INSERT INTO {table} ({key}, words) VALUES (:row, CAST(:words AS tsvector))"  # noqa: S608  names of our own
            f" ON CONFLICT ({key}) DO UPDATE SET words = excluded.words"
        )
        rows = [{"row": row, "words": _vector(found)} for row, found in tokens]
    if rows:
        session.connection().execute(sa.text(statement), rows)


def _vector(tokens: Sequence[str]) -> str:
    """The text form of a PostgreSQL vector."""
    positions: dict[str, list[str]] = {}
    for position, token in enumerate(tokens, 1):
        if token != _FILLER:
            positions.setdefault(token, []).append(str(position))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in positions.items())


def _within_limits(texts: Iterable[Sequence[str]]) -> list[str]:
    of_texts = list(texts)
    count = sum(map(len, of_texts))
    if count <= _MOST_POSITIONS or (
        count < _SURELY_FEWER and max(Counter(chain.from_iterable(of_texts)).values()) <= _MOST_POSITIONS
    ):
        # No limit can be reached: so it is with all events and nearly all articles.
        return _apart(of_texts)
    tokens: list[str] = []
    seen: Counter[str] = Counter()
    size = 0
    for of_text in of_texts:
        if tokens:
            tokens.append(_FILLER)
        for token in of_text:
            size += len(token.encode())
            if len(tokens) >= MOST_WORDS or size > _MOST_BYTES:
                return tokens
            seen[token] += 1
            tokens.append(token if seen[token] <= _MOST_POSITIONS else _FILLER)
    return tokens


def _apart(texts: Iterable[Sequence[str]]) -> list[str]:
    tokens: list[str] = []
    for text in texts:
        if tokens:
            tokens.append(_FILLER)
        tokens += text
    return tokens


def _forget(session: Session, table: str, key: str, rows: Collection[int]) -> None:
    if rows:
        column = "rowid" if _on_sqlite(session) else key
        statement = sa.text(f"DELETE FROM {table} WHERE {column} = :row")  # noqa: S608  names of our own
        session.connection().execute(statement, [{"row": row} for row in rows])


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
