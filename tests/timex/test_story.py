"""Whole narratives, read by hand: where the story goes on from, and how sure that is."""

from __future__ import annotations

import re

import pytest

from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.tagger import tag
from app.timex.timex3 import Timex
from tests.timex.data import narratives

MARKED = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")


def _unwrapped(article: str) -> str:
    """The article with its paragraphs on one line each."""
    return "\n\n".join(re.sub(r"\s+", " ", paragraph).strip() for paragraph in article.strip().split("\n\n"))


def _read(text: str, language: str = "en") -> list[Timex]:
    return tag(text, Context(Period.day(2011, 7, 5), language=language, genre=Genre.NARRATIVE))


CASES = [("en", marked) for marked in narratives.ENGLISH.values()] + list(narratives.OTHERS.items())
NAMES = [*narratives.ENGLISH, *narratives.OTHERS]


@pytest.mark.parametrize(("language", "marked"), CASES, ids=NAMES)
def test_a_narrative_is_read_as_by_hand(language: str, marked: str) -> None:
    article = _unwrapped(marked)
    found = {timex.start: (timex.text, timex.value) for timex in _read(MARKED.sub(r"\1", article), language)}
    expected, taken = {}, 0
    for m in MARKED.finditer(article):
        expected[m.start() - taken] = (m[1], m[2])
        taken += len(m[0]) - len(m[1])
    assert {start: found.get(start) for start in expected} == expected


def test_the_year_not_taken_is_an_alternative() -> None:
    """A year that is hard to tell is told with less confidence, and what else it may be is said."""
    *_, near = _read("The fleet left on 3 May 1803. On 9 May it was seen.")
    *_, far = _read("The mint closed in October 1844. In May the miners had gone.")
    assert near.confidence > far.confidence
    assert [choice.meaning for choice in far.choices] == [Period.month(1845, 5)]
    assert far.choices[0].reason == "goes on from 1844-10"


def test_every_open_date_says_what_it_goes_on_from() -> None:
    text = _unwrapped(MARKED.sub(r"\1", narratives.ENGLISH["a look back inside a sentence is left again"]))
    by_text = {timex.text: timex for timex in _read(text)}
    assert by_text["9 May"].steps[0].result == "1529-05-02"
    assert by_text["30 May"].steps[0].result == "1529-05-09"
