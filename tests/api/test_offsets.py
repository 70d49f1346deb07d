"""Offsets in UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.api.offsets import utf16

TEXTS = st.text(st.sampled_from("aé€漢🚀𝔸\n"), max_size=30)


@given(text=TEXTS, title=TEXTS)
def test_they_are_lengths_in_utf16(text: str, title: str) -> None:
    convert = utf16(text, title)
    for part, string in (("text", text), ("title", title)):
        for offset in range(len(string) + 1):
            assert convert(part, offset) == len(string[:offset].encode("utf-16-le")) // 2


def test_an_article_may_have_no_title() -> None:
    assert utf16("🚀 on Monday", None)("text", 2) == 3
