"""Near-copies of an article are one voice; articles about the same thing are not."""

from __future__ import annotations

import random

import pytest

from app.timeline.fulltext import words
from app.timeline.joining import copies

WORDS = [f"word{number}" for number in range(2_000)]


def text(seed: int, length: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def are_one(one: list[str], other: list[str]) -> bool:
    sketches = {1: copies.sketch(words(" ".join(one))), 2: copies.sketch(words(" ".join(other)))}
    return len(set(copies.voices({key: copies.marks(sketch) for key, sketch in sketches.items()}).values())) == 1


@pytest.mark.parametrize("seed", range(20))
def test_a_reprint_is_a_copy(seed: int) -> None:
    original = text(seed)
    reprint = ["by", "our", "own", "staff", *original[:200], *original[220:]]  # a line cut, a name put in front
    assert are_one(original, reprint)
    assert are_one(original, [word.upper() for word in original])


@pytest.mark.parametrize("seed", range(20))
def test_a_shared_quotation_makes_no_copy(seed: int) -> None:
    quotation = text(seed, 80)
    assert not are_one([*text(seed + 100, 320), *quotation], [*quotation, *text(seed + 200, 320)])


def test_too_little_text_is_no_copy_of_anything() -> None:
    assert copies.sketch(words("All rights reserved. Reporting by our staff.")) is None
    assert copies.sketch([]) is None
    assert not are_one(["All", "rights", "reserved"], ["All", "rights", "reserved"])


def test_a_sketch_is_the_same_on_every_machine() -> None:
    """Stored sketches are compared with those of a later release."""
    found = copies.sketch(WORDS[:400])
    assert found is not None
    assert len(found) == 128
    assert found.hex()[:32] == "cb520c4393359369d560fd820e92f313"


def test_copies_of_copies_are_one_voice_in_any_order() -> None:
    marks = {3: ["a"], 1: ["a", "b"], 2: ["b"], 7: ["c"]}
    assert copies.voices(marks) == {1: 1, 2: 1, 3: 1, 7: 7}
    assert copies.voices(dict(reversed(marks.items()))) == {1: 1, 2: 1, 3: 1, 7: 7}
