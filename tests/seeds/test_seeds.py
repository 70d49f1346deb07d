"""The articles that a new service starts with: well formed, dates right by the calendar, and what is read in them.

`expected.json` holds, by file name, every temporal expression of an article with its TIMEX3 value (empty for what no
calendar has), in document order; `occurrence` counts the same words from 1. `optional` words may be tagged or not,
`absent` ones stand in a page's frame and may not be. `events` are a few that must be on the timeline: their EDTF, and a
word of their title.
"""

import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.extract.article import Article, Extraction, Part, PublishedBasis
from app.extract.extractor import extract
from app.timex.context import Genre
from app.timex.interval import Granularity, Period
from app.timex.timex3 import Status, parse_value, value_of

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.json"))
EXPECTED: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("expected.json").read_text("utf-8"))
TIMEXES = [(name, row) for name in NAMES for row in EXPECTED[name]["timexes"]]

FIELDS = {
    "external_id", "url", "title", "text", "html", "published_at", "updated_at", "timezone", "country", "language",
    "source", "collection", "genre", "authors", "tags", "store_text",
}  # fmt: skip
WEEKDAYS = [
    ("monday", "montag", "lundi", "lunes", "понеділ"),
    ("tuesday", "dienstag", "mardi", "martes", "вівтор"),
    ("wednesday", "mittwoch", "mercredi", "miércoles", "серед"),
    ("thursday", "donnerstag", "jeudi", "jueves", "четвер"),
    ("friday", "freitag", "vendredi", "viernes", "п'ятниц"),
    ("saturday", "samstag", "samedi", "sábado", "субот"),
    ("sunday", "sonntag", "dimanche", "domingo", "неділ"),
]

# What is read right today: expressions with their value, expressions found that are none, and events. A change that
# lowers a figure has to say so here.
READ = {
    "dam-1-kelding-herald": (19, 0, 4),
    "dam-2-northmere-daily": (22, 0, 4),
    "dam-3-waterworks-review": (28, 0, 4),
    "de-bibliothek": (20, 2, 2),
    "es-estacion": (25, 0, 2),
    "ferry-1-skerry-islander": (21, 0, 4),
    "ferry-2-port-and-quay": (22, 0, 4),
    "ferry-3-capital-business-wire": (24, 3, 3),
    "fr-theatre": (20, 2, 2),
    "history-calendar": (40, 0, 3),
    "html-palm-house": (17, 0, 3),
    "museum-1-amory-tribune": (21, 0, 4),
    "museum-2-coast-wire": (23, 0, 4),
    "museum-3-gallery-gazette": (23, 0, 4),
    "no-date-dateline": (24, 0, 4),
    "no-date-url": (18, 0, 3),
    "uk-mist": (25, 1, 2),
}


def article(name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SEEDS / f"{name}.json").read_text("utf-8"))
    return body


@cache
def read(name: str) -> Extraction:
    kept = ("text", "html", "title", "url", "published_at", "timezone", "country", "language")
    body = article(name)
    given = {field: body[field] for field in kept if field in body}
    genre = Genre(body.get("genre", "news"))
    return extract(Article(received_at="2026-11-20T08:00:00Z", genre=genre, **given))


def place(name: str, row: dict[str, Any]) -> tuple[Part, int, int]:
    """Where the words of an expected expression stand; ValueError if they do not."""
    part = Part(row.get("part", "text"))
    extraction = read(name)
    text = extraction.text if part is Part.TEXT else extraction.title or ""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(row['text'])}(?!\w)", text)]
    if len(found) < row.get("occurrence", 1):
        raise ValueError(f"{row['text']!r} does not stand in {part} of {name}")
    start, end = found[row.get("occurrence", 1) - 1]
    return part, start, end


def test_every_article_has_its_expectations() -> None:
    assert set(EXPECTED) == set(NAMES) == set(READ)
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_bodies_are_well_formed(name: str) -> None:
    body = article(name)
    assert not set(body) - FIELDS
    assert ("text" in body) != ("html" in body)
    assert body["external_id"]
    assert 150 <= len(re.findall(r"\w+", read(name).text)) <= 450
    if "url" in body:
        host = urlsplit(body["url"]).hostname or ""
        assert host.endswith((".example.org", ".example.com"))
    if "published_at" in body:
        instant = datetime.fromisoformat(body["published_at"])
        assert "T" not in body["published_at"] or instant.tzinfo is not None


@pytest.mark.parametrize(("name", "row"), TIMEXES)
def test_expected_values_agree_with_the_calendar(name: str, row: dict[str, Any]) -> None:
    place(name, row)
    if not row["value"]:
        return
    meaning = parse_value(row["value"])
    assert value_of(meaning) == row["value"]
    if not isinstance(meaning, Period) or not meaning.granularity.finer_than(Granularity.WEEKEND):
        return
    words = row["text"].casefold().replace("’", "'")
    named = [day for day, names in enumerate(WEEKDAYS, 1) if any(weekday in words for weekday in names)]
    night_into = 1 if "nacht zum" in words else 0  # a night is that of the day on which it begins
    for weekday in named:
        assert date(*meaning.date).isoweekday() == (weekday - night_into or 7)


@pytest.mark.parametrize("name", NAMES)
def test_dates_and_events(name: str) -> None:
    extraction, expected = read(name), EXPECTED[name]
    mentions = [mention for mention in extraction.mentions if mention.status is not Status.BOILERPLATE]
    right = 0
    met: set[int] = set()
    for row in expected["timexes"]:
        part, start, end = place(name, row)
        over = [m for m in mentions if m.quote.part is part and m.quote.start < end and m.quote.end > start]
        met.update(id(mention) for mention in over)
        first = over[0].when.timex3 if over else None
        if row["value"]:
            right += first is not None and first.value == row["value"]
        else:
            right += bool(over) and over[0].status is Status.IMPOSSIBLE
    optional = expected.get("optional", [])
    more = [mention for mention in mentions if id(mention) not in met and mention.quote.text not in optional]
    told = [
        event
        for event in expected["events"]
        if any(
            s.when.edtf == event["edtf"] and event["word"].casefold() in s.title.casefold()
            for s in extraction.statements
        )
    ]
    least, most, events = READ[name]
    summary = f"{right} expressions right, {len(told)} events, found too: {[mention.quote.text for mention in more]}"
    assert right >= least, summary
    assert len(more) <= most, summary
    assert len(told) >= events, summary


@pytest.mark.parametrize("name", [name for name in NAMES if "absent" in EXPECTED[name]])
def test_the_frame_of_a_page_dates_nothing(name: str) -> None:
    extraction = read(name)
    for words in EXPECTED[name]["absent"]:
        assert not any(words in m.quote.text for m in extraction.mentions if m.status is not Status.BOILERPLATE)
        assert not any(words in statement.sentence.text for statement in extraction.statements)


@pytest.mark.parametrize(
    ("name", "basis", "day"),
    [
        ("html-palm-house", PublishedBasis.HTML, (2026, 4, 9)),
        ("no-date-dateline", PublishedBasis.DATELINE, (2026, 8, 14)),
        ("no-date-url", PublishedBasis.URL, (2026, 5, 21)),
    ],
)
def test_articles_without_a_date_have_one_found(name: str, basis: PublishedBasis, day: tuple[int, int, int]) -> None:
    assert (read(name).published_at_basis, read(name).dct.date) == (basis, day)


def test_what_no_calendar_has_dates_no_event() -> None:
    impossible = [m.quote.text for name in NAMES for m in read(name).mentions if m.status is Status.IMPOSSIBLE]
    assert sorted(impossible) == ["30 February", "30 February 2026", "February 29, 2025"]
