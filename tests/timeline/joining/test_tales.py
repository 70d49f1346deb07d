"""What of articles and their reports is looked at."""

from __future__ import annotations

import pytest

from app.extract.article import Modality
from app.timeline.joining.tales import Telling, content_words, gist
from app.timex.when import Basis


def telling(title: str, trigger: str) -> Telling:
    return Telling.of(
        report=1,
        order=0,
        modality=Modality.ASSERTED,
        earliest=0,
        latest=1,
        basis=Basis.EXPRESSION,
        title=title,
        sentence=f"{title}.",
        trigger=trigger,
        names=["Kyiv Oblast"],
    )


def test_a_gist_is_the_commonest_words_with_weights_of_one_length() -> None:
    found = gist(["The harbour bridge and the bridge of the harbour, a bridge."])
    assert list(found) == ["bridge", "harbou"]
    assert found["bridge"] > found["harbou"]
    assert sum(weight**2 for weight in found.values()) == pytest.approx(1)
    assert gist([]) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [("The wall fell", "Walls are falling"), ("He died", "She dies"), ("It was invaded", "They invade")],
)
def test_words_are_seen_again_in_other_forms(one: str, other: str) -> None:
    assert content_words(one) & content_words(other)


def test_words_of_the_calendar_and_of_speech_carry_nothing() -> None:
    assert content_words("He said on Monday that in March there will be two more") == frozenset()


@pytest.mark.parametrize(
    ("title", "numbers", "numbered"),
    [
        ("Some 1,300 people and 71 percent", {1300.0, 71.0}, set()),
        ("Twenty of the 6.25", {20.0, 6.25}, set()),
        ("A crash on the M84", set(), {("m", "84")}),
        ("The bridge of Town840", set(), {("town", "840")}),
        ("Flight 103 crashed", {103.0}, {("flight", "103")}),
        ("Version 1.2.3 was released", set(), set()),
    ],
)
def test_numbers_in_a_title(title: str, numbers: set[float], numbered: set[tuple[str, str]]) -> None:
    found = telling(title, "crashed")
    assert (found.numbers, found.numbered) == (numbers, numbered)


def test_what_a_trigger_can_name_depends_on_the_words_behind_it() -> None:
    down, out = telling("The minister stood down", "stood"), telling("The minister stood out", "stood")
    resigned = telling("The minister resigned", "resigned")
    assert down.kinds & resigned.kinds
    assert not out.kinds & resigned.kinds
