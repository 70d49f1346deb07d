"""What holds for any bytes at all, one function a reader: fuzzers call them, and so do the tests of what they found.

A reader that is given nonsense says so by `ValueError`, or finds nothing; what it does find is sound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.extract import feeds, page
from app.extract.article import Article, Extraction, Part, Quote
from app.extract.extractor import extract
from app.timex import edtf as reader_of_edtf
from app.timex import timex3 as reader_of_timex3
from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.lang import languages
from app.timex.phrases import mention_when, phrases
from app.timex.tagger import tag

LANGUAGES = sorted(languages())
GENRES = list(Genre)
RECEIVED = "2022-03-25T12:00:00Z"
DAY = Period.day(2022, 3, 22)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def tagger(data: bytes) -> None:
    """The first byte says in which language and as what the rest is read."""
    how = data[0] if data else 0
    text = _text(data[1:])
    language, genre = LANGUAGES[how % len(LANGUAGES)], GENRES[how // len(LANGUAGES) % len(GENRES)]
    context = Context(dct=DAY, language=language, genre=genre, timezone="Europe/Kyiv")
    reached = 0
    for timex in tag(text, context):
        assert text[timex.start : timex.end] == timex.text
        assert timex.start >= reached
        reached = timex.end
        if timex.meaning is not None:
            reader_of_timex3.parse_value(timex.value)
        when = mention_when(timex, context)
        assert when.dated == (timex.period is not None)
        if when.edtf is not None:
            reader_of_edtf.parse(when.edtf)
    for phrase in phrases(text, context):
        assert text[phrase.start : phrase.end] == phrase.text


def edtf(data: bytes) -> None:
    """What is read has bounds in order; what is written of a date is read as the same one."""
    text = _text(data)
    try:
        told = reader_of_edtf.parse(text)
    except ValueError:
        return
    start, end = told.interval.start, told.interval.end
    assert start is None or end is None or start < end
    try:
        period = reader_of_edtf.period(text)
    except ValueError:
        return
    written = reader_of_edtf.period_text(period, hemisphere_known=period.south)
    assert reader_of_edtf.parse(written).interval == period.interval


def timex3(data: bytes) -> None:
    """What is read and written again is read as the same."""
    try:
        meaning = reader_of_timex3.parse_value(_text(data))
    except ValueError:
        return
    written = reader_of_timex3.value_of(meaning)
    south = isinstance(meaning, Period) and meaning.south
    assert reader_of_timex3.value_of(reader_of_timex3.parse_value(written, south=south)) == written


def html(data: bytes) -> None:
    """A page, or what is none, through the whole extractor; the same bytes as a feed."""
    markup = page.decoded(data)
    sound(extract(Article(received_at=RECEIVED, html=markup)))
    try:
        found = feeds.of_document(data)
    except ValueError:
        return
    assert all(isinstance(article, dict) for article in found)


def sound(extraction: Extraction) -> None:
    """Whatever is quoted stands where it is said to stand."""

    def stands(quote: Quote) -> bool:
        text = extraction.text if quote.part is Part.TEXT else extraction.title or ""
        return text[quote.start : quote.end] == quote.text != ""

    assert all(stands(mention.quote) for mention in extraction.mentions)
    for statement in extraction.statements:
        assert stands(statement.sentence)
        assert stands(statement.trigger)
        assert statement.title.strip()


TARGETS: Mapping[str, Callable[[bytes], None]] = {"tagger": tagger, "edtf": edtf, "timex3": timex3, "html": html}
