"""A store of very many made-up events, filled in bulk: the same ones for the same seed, on either database.

What is counted of them (`app.timeline.tallies`) is counted here while they are made: to have the store count them takes
as long as all the rest.

Most events have a day of the last decades, more of the recent ones; some a month, a year, a clock time, a decade, a
year BC or an open side, and some no date. Words and names are used as often as in any text: the commonest word by
nearly every event, most names by a few.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import make_url

from app.db import create_engine_for
from app.timeline import fulltext, listed
from app.timeline.bounds import OPEN_END, OPEN_START, width_of
from app.timeline.changes import event_document
from app.timeline.models import Base
from app.timeline.tallies import FACETS, SHAPE
from app.timex import civil, edtf
from app.timex.interval import Granularity, Period

SEED = 5
WORDS = 20_000
NAMES = 20_000
SOURCES = 400
_AT_ONCE = 5_000
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_LAST_DAY = civil.day_number(2026, 1, 1)
_KINDS = ("day", "month", "year", "week", "hour", "decade", "bc", "since", "before", "undated")
_SHARES = (62, 12, 8, 4, 4, 2, 1, 1, 1, 5)
# The tables in an order in which each refers to those before it only.
_TABLES = (
    "entities", "articles", "article_tags", "events", "listed_events", "reports", "report_entities", "event_entities",
    "counted_events", "event_tallies", "facet_tallies",
)  # fmt: skip


@cache
def word(rank: int) -> str:
    """A word by its frequency, 0 the commonest; five letters."""
    letters = "etaoinshrdlucmfw"
    return "".join(letters[rank >> shift & 15] for shift in (0, 4, 8, 12)) + "e"


@cache
def name(rank: int) -> str:
    """A name by its frequency, 0 the commonest."""
    return f"{word(rank).title()} {word(rank * 7 + 3)[::-1].title()}"


def fill(url: str, events: int, *, seed: int = SEED) -> None:
    """Fill a migrated, empty store."""
    if make_url(url).get_backend_name() == "sqlite":
        _into_sqlite(url, _batches(events, seed))
    else:
        _into_postgresql(url, _batches(events, seed))


class _Drawn:
    """Frequencies that fall with the rank."""

    def __init__(self, draw: random.Random, count: int) -> None:
        self._draw = draw
        self._population = range(count)
        self._weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(count)))

    def some(self, count: int) -> list[int]:
        return self._draw.choices(self._population, cum_weights=self._weights, k=count)


def _batches(count: int, seed: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Rows by table, some thousands of events at a time."""
    draw = random.Random(seed)
    words, names, sources = _Drawn(draw, WORDS), _Drawn(draw, NAMES), _Drawn(draw, SOURCES)
    ids = (f"{draw.getrandbits(128):032x}" for _ in itertools.count())
    numbers = {table: itertools.count(1) for table in _TABLES}
    entities = [
        {
            "id": next(numbers["entities"]), "public_id": next(ids), "collection": "default", "name": name(rank),
            "folded": fulltext.fold(name(rank)), "type": ("", "person", "place", "organisation")[rank % 4],
        }
        for rank in range(NAMES)
    ]  # fmt: skip
    batch: dict[str, list[dict[str, Any]]] = {table: [] for table in (*_TABLES, "search")}
    batch["entities"] = list({row["folded"]: row for row in entities}.values())
    by_rank = {row["id"]: row for row in batch["entities"]}
    article: dict[str, Any] = {}
    left = 0
    sums = _Sums()
    for number in range(1, count + 1):
        if not left:
            left = draw.randrange(1, 12)
            article = _article(next(numbers["articles"]), next(ids), f"Source {sources.some(1)[0]}", draw)
            batch["articles"].append(article)
            batch["article_tags"] += [
                {"article_id": article["id"], "folded": tag} for tag in sorted(set(article["tags"]))
            ]
        left -= 1
        taking_part = sorted({rank + 1 for rank in names.some(draw.randrange(1, 4))} & by_rank.keys())
        shown = [by_rank[key] for key in taking_part]
        of_title, of_sentence = words.some(7), words.some(15)
        title = " ".join([*(row["name"] for row in shown), *map(word, of_title)])
        sentence = f"{title} {' '.join(map(word, of_sentence))}."
        when, columns = _when(draw)
        public_id = next(ids)
        recorded = _NOW + timedelta(seconds=article["id"])
        modality = draw.choices(("asserted", "planned", "denied", "hypothetical"), (88, 8, 2, 2))[0]
        event = {
            "id": number, "public_id": public_id, "collection": "default", "title": title, "type": None,
            "modality": modality, "status": "active", "merged_into": None,
            "entities": [{"id": row["public_id"], "name": row["name"], "type": row["type"] or None} for row in shown],
            "article_count": 1, "independent_sources": 1, "date_votes": {when["edtf"]: 1} if when["edtf"] else {},
            "flags": [], "pinned": [], "recorded_at": recorded, "revision": 1, "when": when, **columns,
        }  # fmt: skip
        batch["events"].append(event)
        batch["listed_events"].append({"event_id": number, "revision": 1, "content": _listed(event)})
        report = next(numbers["reports"])
        batch["reports"].append(
            {
                "id": report, "public_id": next(ids), "article_id": article["id"], "event_id": number, "position": left,
                "title": title, "modality": modality, "part": "text", "sentence_text": sentence, "sentence_start": 0,
                "sentence_end": len(sentence), "trigger_text": word(of_title[0]), "trigger_start": 0,
                "trigger_end": 5, "attribution": None, "statement_confidence": 0.8, "flags": [], "when": when,
                "day": _day(columns), **columns,
            }
        )  # fmt: skip
        batch["report_entities"] += [
            {"report_id": report, "position": place, "entity_id": row["id"], "name": row["name"]}
            for place, row in enumerate(shown)
        ]
        batch["event_entities"] += [
            {"event_id": number, "entity_id": row["id"], "earliest": columns["earliest"], "latest": columns["latest"]}
            for row in shown
        ]
        batch["counted_events"].append(
            {"event_id": number, "document": sums.counted(event, article, [row["folded"] for row in shown])}
        )
        batch["search"].append({"event_id": number, "texts": [title, sentence]})
        if len(batch["events"]) == _AT_ONCE:
            yield batch
            batch = {table: [] for table in batch}
    batch["event_tallies"] = sums.of_shapes()
    batch["facet_tallies"] = sums.of_facets()
    yield batch


class _Sums:
    """What the service keeps of how many events there are of each kind."""

    def __init__(self) -> None:
        self._shapes: Counter[tuple[Any, ...]] = Counter()
        self._facets: Counter[tuple[Any, ...]] = Counter()

    def counted(self, event: dict[str, Any], article: dict[str, Any], names: list[str]) -> dict[str, Any]:
        """Count an event; the document of what it was counted as."""
        earliest, latest = event["earliest"], event["latest"]
        if earliest is None:
            earliest, latest = OPEN_END, OPEN_START
        elif latest <= (day := earliest // civil.DAY * civil.DAY) + civil.DAY:
            earliest, latest = day, day + civil.DAY
        of_event = event["collection"], event["modality"], event["type"] or "", event["precision"] or "", event["basis"]
        shape = (*of_event, earliest, latest)
        of_telling = sorted(names), [article["source"]], [article["language"]], sorted(set(article["tags"]))
        facets = dict(zip(FACETS, of_telling, strict=True))
        self._shapes[shape] += 1
        for field, values in facets.items():
            for value in values:
                self._facets[field, value, event["collection"], event["modality"], earliest != OPEN_END] += 1
        return {**dict(zip(SHAPE, shape, strict=True)), **facets}

    def of_shapes(self) -> list[dict[str, Any]]:
        return [{**dict(zip(SHAPE, key, strict=True)), "number": number} for key, number in self._shapes.items()]

    def of_facets(self) -> list[dict[str, Any]]:
        columns = "field", "value", "collection", "modality", "dated"
        return [{**dict(zip(columns, key, strict=True)), "number": number} for key, number in self._facets.items()]


def _listed(event: dict[str, Any]) -> str:
    """The event as lists show it."""
    enums = {name: SimpleNamespace(value=event[name]) for name in ("modality", "status")}
    return listed.content(event_document(SimpleNamespace(**{**event, **enums})))


def _article(key: int, public_id: str, source: str, draw: random.Random) -> dict[str, Any]:
    day = _recent_day(draw)
    recorded = _NOW + timedelta(seconds=key)
    return {
        "id": key, "public_id": public_id, "collection": "default", "natural_key": f"{key:064x}", "url_key": None,
        "external_id": str(key), "url": None, "source": source, "voice": f"{key:064x}", "title": None, "authors": [],
        "tags": [f"tag {min(int(draw.expovariate(0.2)), 60)}"], "text": None, "html": None, "store_text": False,
        "text_hash": f"{key:064x}", "fingerprint": f"{key:064x}",
        "language": draw.choices(("en", "de", "uk"), (90, 6, 4))[0], "country": None, "timezone": None,
        "genre": "news", "published_at": edtf.day_text(day), "published_at_basis": "request",
        "published_earliest": day * civil.DAY, "published_latest": (day + 1) * civil.DAY, "updated_at": None,
        "submitted": {}, "amended": {}, "warnings": [], "grammar": "en-2026.01", "recorded_at": recorded,
        "revised_at": recorded, "revision": 1, "sketch": None,
    }  # fmt: skip


def _recent_day(draw: random.Random) -> int:
    return _LAST_DAY - int(draw.betavariate(1, 4) * 45 * 365)


def _when(draw: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """The document of a date and its columns."""
    kind = draw.choices(_KINDS, _SHARES)[0]
    day = _recent_day(draw)
    confidence = draw.choice((0.62, 0.75, 0.86, 0.93, 0.97))
    basis = draw.choices(("expression", "publication", "inherited"), (70, 20, 10))[0]
    if kind == "undated":
        bounds: tuple[int | None, int | None] = (None, None)
        text = precision = None
    else:
        unit = {"hour": Granularity.HOUR, "bc": Granularity.YEAR, "since": Granularity.YEAR, "before": Granularity.YEAR}
        precision = unit.get(kind) or Granularity(kind)
        moment = day * civil.DAY + draw.randrange(24) * 3600
        if kind == "bc":
            moment -= draw.randrange(2_100, 3_000) * 366 * civil.DAY
        period = Period.containing(precision, moment)
        bounds = period.start, period.end
        text = edtf.period_text(period)
        if kind == "since":
            bounds, text = (period.start, None), f"{text}/.."
        elif kind == "before":
            bounds, text = (None, period.end), f"[..{text}]"
    told = [None if bound is None else edtf.moment_text(bound) for bound in bounds]
    dated = text is not None
    when = {
        "edtf": text, "display": text or "undated", "kind": "point" if dated else "undated",
        "precision": precision and precision.value, "qualifier": None, "earliest": told[0], "latest": told[1],
        "surely_from": None, "surely_to": None, "at": None, "timezone": None,
        "timex3": {"type": "DATE", "value": text, "mod": None} if dated else None,
        "basis": basis if dated else "none", "confidence": confidence if dated else 0.0, "alternatives": [],
        "explanation": {
            "anchor": {"value": edtf.day_text(day), "timezone": None, "from": "request", "precision": "day"},
            "steps": [
                {"rule": "en.absolute.month_day", "text": "March 2", "result": "XXXX-03-02"},
                {"rule": "nearest_past", "text": "", "result": text},
            ],
            "part": "text", "text": "March 2", "start": 118, "end": 125, "grammar": "en-2026.01",
        } if dated else None,
    }  # fmt: skip
    earliest = latest = width = None
    if dated:
        earliest = OPEN_START if bounds[0] is None else bounds[0]
        latest = OPEN_END if bounds[1] is None else bounds[1]
        width = width_of(earliest, latest)
    return when, {
        "edtf": text, "earliest": earliest, "latest": latest, "width": width, "precision": when["precision"],
        "kind": when["kind"], "basis": when["basis"], "confidence": when["confidence"],
    }  # fmt: skip


def _day(columns: dict[str, Any]) -> int | None:
    earliest, latest = columns["earliest"], columns["latest"]
    if earliest is None or earliest == OPEN_START or latest - earliest > civil.DAY:
        return None
    return int(earliest // civil.DAY)


def _columns(table: str) -> list[sa.Column[Any]]:
    return list(Base.metadata.tables[table].columns)


def _values(table: str, rows: Iterable[dict[str, Any]], *, iso: bool) -> Iterator[list[Any]]:
    columns = [(column.name, isinstance(column.type, sa.JSON)) for column in _columns(table)]
    for row in rows:
        values: list[Any] = []
        for column, is_json in columns:
            value = row.get(column)
            if is_json and value is not None:
                value = orjson.dumps(value).decode()
            elif iso and isinstance(value, datetime):
                value = value.strftime("%Y-%m-%d %H:%M:%S.%f")
            values.append(value)
        yield values


def _tokens(texts: Sequence[str]) -> list[str]:
    tokens: list[str] = []
    for text in texts:
        tokens += [*(["·"] if tokens else []), *fulltext.words(text)]
    return tokens


def _vector(tokens: Sequence[str]) -> str:
    positions: dict[str, list[int]] = {}
    for position, token in enumerate(tokens, 1):
        if token != "·":
            positions.setdefault(token, []).append(position)
    return " ".join(f"'{token}':{','.join(map(str, found))}" for token, found in positions.items())


def _into_sqlite(url: str, batches: Iterable[dict[str, list[dict[str, Any]]]]) -> None:
    connection = sqlite3.connect(make_url(url).database or "")
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for index, _ in indexes:
        connection.execute(f"DROP INDEX {index}")
    for batch in batches:
        for table, rows in batch.items():
            if table == "search":
                connection.executemany(
                    "INSERT INTO event_search (rowid, words) VALUES (?, ?)",
                    ((row["event_id"], " ".join(_tokens(row["texts"]))) for row in rows),
                )
            elif rows:
                names = ", ".join(f'"{column.name}"' for column in _columns(table))
                marks = ", ".join("?" * len(_columns(table)))
                statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
                connection.executemany(statement, _values(table, rows, iso=True))
    for _, statement in indexes:
        connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def _into_postgresql(url: str, batches: Iterable[dict[str, list[dict[str, Any]]]]) -> None:
    engine = create_engine_for(url)
    with engine.connect() as outer:
        connection: Any = outer.connection.driver_connection
        cursor = connection.cursor()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix_%'"
        )
        indexes = cursor.fetchall()
        for index, _ in indexes:
            cursor.execute(f"DROP INDEX {index}")
        cursor.execute("SET session_replication_role = replica")
        for batch in batches:
            for table, rows in batch.items():
                if table == "search":
                    with cursor.copy("COPY event_search (event_id, words) FROM STDIN") as copy:
                        for row in rows:
                            copy.write_row([row["event_id"], _vector(_tokens(row["texts"]))])
                elif rows:
                    names = ", ".join(f'"{column.name}"' for column in _columns(table))
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for values in _values(table, rows, iso=False):
                            copy.write_row(values)
        for _, statement in indexes:
            cursor.execute(statement)
        for table in _TABLES:
            if "id" in Base.metadata.tables[table].columns:
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1)) FROM {table}"
                )
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
    engine.dispose()
