"""The time of reading grows with the text, whatever it is made of; `benchmarks/linear.py` measures it at length."""

from __future__ import annotations

import time

import pytest

from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.lang import grammar_of, languages
from app.timex.tagger import read

LANGUAGES = sorted(languages())
KINDS = ["May ", "12, ", "10:30 ", "5 May 1999, ", "on May 5, ", "Monday, Tuesday, ", "It is Tuesday. ", "7", "\"'"]
_LENGTH = 3_000


def seconds(text: str, context: Context) -> float:
    began = time.process_time()
    read(text, context)
    return time.process_time() - began


# A narrative looks back further than news does.
GENRES = [pytest.param(Genre.NEWS, marks=pytest.mark.nightly), Genre.NARRATIVE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("genre", GENRES)
def test_four_times_the_text_takes_about_four_times_as_long(language: str, genre: Genre) -> None:
    """A text in which each date looked back at all before it took sixteen times as long."""
    context = Context(dct=Period.day(2013, 2, 12), language=language, genre=genre)
    grammar = grammar_of(language)
    assert grammar is not None
    examples = " ".join(sentence for rule in grammar.rules for sentence in rule.examples)
    read(examples, context)  # patterns compile at first use
    for kind in KINDS:
        text = kind * (4 * _LENGTH // len(kind))
        # The least of two: other work on the machine only adds.
        once = min(seconds(text[:_LENGTH], context) for _ in range(2))
        four_times = min(seconds(text, context) for _ in range(2))
        assert four_times < 10 * once + 0.05, kind
