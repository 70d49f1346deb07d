"""Words written with letters that patterns take for others are read, and quoted as they are written."""

import re

import pytest

from app.timex.context import Context
from app.timex.interval import Period
from app.timex.letters import usual
from app.timex.tagger import tag
from app.timex.timex3 import value_of

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßàâçéèêëîïôûœñáíóúабвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


@pytest.mark.parametrize(
    ("language", "text", "quoted", "value"),
    [
        ("en", "It closed on Frıday.", "Frıday", "2022-03-18"),
        ("en", "It closed on\nſunday.", "ſunday", "2022-03-20"),
        ("en", "CLOSED IN APRİL 2011.", "APRİL 2011", "2011-04"),
        ("de", "Am Dıenstag schloss es.", "Dıenstag", "2022-03-22"),
        ("fr", "Il a fermé mardı.", "mardı", "2022-03-22"),
        ("es", "Cerró el vıernes.", "el vıernes", "2022-03-18"),
        ("uk", "Закрили у ᲃерпні 2012 року.", "ᲃерпні 2012", "2012-08"),
    ],
)
def test_look_alikes_are_read(language: str, text: str, quoted: str, value: str) -> None:
    (found,) = tag(text, Context(Period.day(2022, 3, 22), language=language))
    assert (found.text, text[found.start : found.end]) == (quoted, quoted)
    assert found.meaning is not None
    assert value_of(found.meaning) == value


def test_no_letter_is_left_that_only_patterns_know() -> None:
    any_letter = re.compile(f"[{LETTERS}]", re.IGNORECASE)
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    unknown = [char for char in every if any_letter.fullmatch(usual(char)) and usual(char).lower() not in LETTERS]
    assert unknown == []
    assert all(len(usual(char)) == 1 for char in every)
