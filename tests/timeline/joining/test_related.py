"""Words that can name one happening or one thing."""

from __future__ import annotations

import pytest

from app.timeline.fulltext import words
from app.timeline.joining import related


@pytest.mark.parametrize(
    ("one", "other", "akin"),
    [
        ("robbed", "a heist", True),
        ("robbed", "wed", False),
        ("stepped down", "resignation", True),
        ("stepped up", "resignation", False),
        ("put their names to", "signed", True),
        ("murió", "killed", True),
        ("зупинили", "killed", False),
        ("unheard", "unheard", False),
    ],
)
def test_words_for_one_happening(one: str, other: str, akin: bool) -> None:
    assert bool(related.happenings(words(one)) & related.happenings(words(other))) is akin


def test_things_are_no_happenings() -> None:
    bill, measure, passed = (related.concepts([word]) for word in ("bill", "measure", "passed"))
    assert bill & measure
    assert not bill & passed
    assert related.happenings(["bill"]) == frozenset()


@pytest.mark.parametrize(
    ("word", "base"),
    [("fell", "fall"), ("treaties", "treaty"), ("crashes", "crash"), ("gas", "gas"), ("crisis", "crisis")],
)
def test_base_forms(word: str, base: str) -> None:
    assert related.base(word) == base
