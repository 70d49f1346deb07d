"""What only looks like a date gets no place in the calendar, in any language and kind of text."""

from __future__ import annotations

import re

import pytest

from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.lang import languages
from app.timex.tagger import tag
from tests.timex.data.no_dates import PLAIN, TRAPS, WITH_ONE

TUESDAY = Period.day(2022, 3, 22)
MARKED = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")


def _dated(text: str, language: str, genre: Genre = Genre.NEWS) -> list[tuple[str, str]]:
    """Extent and value of everything that got bounds."""
    context = Context(TUESDAY, language=language, genre=genre)
    return [(timex.text, timex.value) for timex in tag(text, context) if timex.period is not None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(language, sentence) for table in (TRAPS, PLAIN) for language, rows in table.items() for sentence in rows],
)
def test_no_bounds_are_given_to_what_is_no_date(language: str, sentence: str) -> None:
    assert {genre: _dated(sentence, language, genre) for genre in Genre} == {genre: [] for genre in Genre}


@pytest.mark.parametrize("language", sorted(TRAPS))
def test_nor_in_a_text_of_such_sentences(language: str) -> None:
    """In one text they stand behind each other, and what is read may hang on what was read before."""
    assert _dated(" ".join(PLAIN[language] + TRAPS[language]), language) == []


@pytest.mark.parametrize("language", sorted(TRAPS))
def test_a_story_that_tells_a_date_lends_it_to_no_trap(language: str) -> None:
    opening = {"en": "In 1905", "de": "Im Jahr 1905", "fr": "En 1905", "es": "En 1905", "uk": "У 1905 році"}[language]
    text = f"{opening}, " + " ".join(TRAPS[language])
    assert [value for _, value in _dated(text, language, Genre.NARRATIVE)] == ["1905"]


@pytest.mark.parametrize(("language", "text", "said"), [
    ("en", "“Tomorrow we leave,” he said. At night snow fell, and in the morning he went to the mill.", "Tomorrow"),
    ("de", "„Übermorgen reisen wir“, sagte er. In der Nacht fiel Schnee, am Morgen ging er fort.", "Übermorgen"),
    ("fr", "« Demain nous partirons », dit-il. La nuit, il neigea, et le matin il alla au moulin.", "Demain"),
    ("es", "«Ayer llovió», dijo. Por la noche nevó y por la mañana salió.", "Ayer"),
    ("uk", "«Завтра поїдемо», — сказав він. Вночі впав сніг, а вранці він пішов до млина.", "Завтра"),
])  # fmt: skip
def test_what_somebody_calls_tomorrow_is_no_day_to_go_on_from(language: str, text: str, said: str) -> None:
    assert [words for words, _ in _dated(text, language, Genre.NARRATIVE)] == [said]


@pytest.mark.parametrize(
    ("language", "marked"), [(language, row) for language, rows in WITH_ONE.items() for row in rows]
)
def test_the_one_date_among_traps_is_found(language: str, marked: str) -> None:
    assert _dated(MARKED.sub(r"\1", marked), language) == MARKED.findall(marked)


def test_the_tables_are_long_enough_and_have_no_row_twice() -> None:
    rows = [row for table in (TRAPS, PLAIN) for sentences in table.values() for row in sentences]
    assert len(set(rows)) == len(rows) >= 400
    assert set(TRAPS) == set(PLAIN) == set(WITH_ONE) == set(languages())
