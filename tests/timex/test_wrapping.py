"""Gaps between words become blanks, and what is found among them stands where it stood."""

from __future__ import annotations

import pytest

from app.timex.context import Context
from app.timex.interval import Period
from app.timex.tagger import tag
from app.timex.wrapping import Unwrapped

DCT = Period.day(2022, 3, 22)


@pytest.mark.parametrize(
    ("text", "unwrapped"),
    [
        ("on\nMonday", "on Monday"),
        ("on\r\nMonday", "on Monday"),
        ("on  \n   Monday", "on Monday"),
        ("on\u00a05\u202fMay", "on 5 May"),
        ("on\tMonday", "on Monday"),
        ("One.\n\nOn  Monday", "One.\n\nOn Monday"),
        ("a\n \nb\nc", "a\n \nb c"),
    ],
)
def test_a_gap_within_a_paragraph_is_a_blank(text: str, unwrapped: str) -> None:
    told = Unwrapped.of(text)
    assert told is not None
    assert told.text == unwrapped


LONG = "It rained all day and nobody came to the square, " * 3


def test_where_lines_are_paragraphs_only_a_sentence_cut_in_two_is_joined() -> None:
    text = f"{LONG}on the\nlast day of May.\nIn June\nThe war went on."
    told = Unwrapped.of(text)
    assert told is not None
    assert told.text == f"{LONG}on the last day of May.\nIn June\nThe war went on."


@pytest.mark.parametrize("text", ["", "on Monday", "One.\n\nTwo.", "May            2012", " on Monday "])
def test_what_is_set_so_stays(text: str) -> None:
    """Also what parts paragraphs, and what parts columns."""
    assert Unwrapped.of(text) is None


def test_what_is_found_stands_in_the_text_itself() -> None:
    text = "They met\r\n    on  5\n  May   2012,\tand again\non\u00a0the\r\nlast day  of\nnext   month.\n\nOn\nMonday."
    found = tag(text, Context(dct=DCT, language="en"))
    assert [(t.text, t.value) for t in found] == [
        ("5\n  May   2012", "2012-05-05"),
        ("the\r\nlast day  of\nnext   month", "2022-04-30"),
        ("Monday", "2022-03-21"),
    ]
    assert all(text[t.start : t.end] == t.text for t in found)


def test_a_step_tells_the_words_and_not_how_they_were_set() -> None:
    (found,) = tag("It fell\non the\nlast day\nof next\nmonth.", Context(dct=DCT, language="en"))
    assert found.steps[-1].text == "the last day of next month"
