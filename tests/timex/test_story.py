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


@pytest.mark.parametrize(("text", "expected"), [
    ("The war began on 3 April 1842. On 12 April the port fell. By May it was lost.", "1842-04-03|1842-04-12|1842-05"),
    ("They camped there in the winter of 1853. In March they moved on.", "1853-WI|1854-03"),
    ("It opened in May 1882. It will close in October.", "1882-05|1943-10"),  # ahead of the publication
    ("It opened on 3 May 1882.\n\nIn April the owner sold it.", "1882-05-03|1943-04"),  # another paragraph
    ("It was founded in 1874. In April the owner sold it.", "1874|1943-04"),  # a year is mere background
    ("He was charged on 3 May 1942. In August he stood trial.", "1942-05-03|1942-08"),
])  # fmt: skip
def test_news_goes_on_from_what_it_tells_of_times_long_past(text: str, expected: str) -> None:
    found = tag(text, Context(Period.day(1943, 6, 20)))
    assert [timex.value for timex in found] == expected.split("|")


def test_every_open_date_says_what_it_goes_on_from() -> None:
    text = _unwrapped(MARKED.sub(r"\1", narratives.ENGLISH["a look back inside a sentence is left again"]))
    by_text = {timex.text: timex for timex in _read(text)}
    assert by_text["9 May"].steps[0].result == "1529-05-02"
    assert by_text["30 May"].steps[0].result == "1529-05-09"


@pytest.mark.parametrize(("language", "text", "expected"), [
    ("en", "On 5 May they crossed. In early June, on Friday, 8 June, they slept.", "XXXX-05-05|XXXX-06|XXXX-06-08"),
    ("en", "From 3 to 5 August they slept. By Christmas Eve it was 1943. On 5 May they left.",
     "XXXX-08-03|XXXX-08-05|XXXX-12-24|1943|1943-05-05"),
    ("en", "They met at Easter and on 29 February.", "XXXX-XX-XX|XXXX-02-29"),
    ("uk", "Уранці 5 травня вони перейшли річку, а в ніч на 1 липня пішли.", "XXXX-05-05TMO|XXXX-06-30TNI"),
    ("es", "Del 3 al 5 de agosto durmieron; murió al día siguiente del 9 de mayo.",
     "XXXX-08-03|XXXX-08-05|XXXX-05-10|XXXX-05-09"),
    ("de", "Vom 3. bis 5. August schliefen sie, Anfang Juni nicht.", "XXXX-08-03|XXXX-08-05|XXXX-06"),
    ("fr", "Ils dormirent du 3 au 5 août et partirent le lendemain du 9 mai.",
     "XXXX-08-03|XXXX-08-05|XXXX-05-10|XXXX-05-09"),
])  # fmt: skip
def test_a_narrative_that_has_told_no_year_leaves_it_open(language: str, text: str, expected: str) -> None:
    found = _read(text, language)
    assert [timex.value for timex in found] == expected.split("|")
    assert not [timex.text for timex in found if timex.period is not None and timex.period.date[0] != 1943]
