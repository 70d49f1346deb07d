"""How the matches of a pattern can begin."""

import pytest

from app.timex.triggers import ANY, JOINED, beginnings


@pytest.mark.parametrize(
    ("pattern", "behind"),
    [
        (r"last week", {"last": {" "}}),
        (r"\d\d:\d\d", {"00": {":"}}),
        (r"\d{1,2}(?:st|th)? May", {"0": {" ", JOINED}, "00": {" ", JOINED}}),
        (r"mid[- ]May", {"mid": {"-", " "}}),
        (r"now", {"now": {ANY}}),
        (r"May(?:,? \d\d)?", {"may": {ANY, ",", " "}}),
    ],
)
def test_what_can_stand_right_behind_the_first_word(pattern: str, behind: dict[str, set[str]]) -> None:
    begun = beginnings(pattern)
    assert {word: begun.behind[word] for word in begun.words} == behind
