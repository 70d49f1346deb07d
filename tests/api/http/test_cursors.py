"""Cursors: sealed with the secret of the store, bound to their query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.http.cursors import fingerprint, seal, unseal
from app.problems import InvalidCursor

SECRET = b"a secret of the store"
KEYS = st.lists(
    st.text() | st.integers(-(2**62), 2**62) | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
).map(tuple)


@given(key=KEYS, query=st.text())
def test_a_key_comes_back_as_it_went_in(key: tuple[str | int | float | bool, ...], query: str) -> None:
    cursor = seal(SECRET, key, fingerprint(query))
    assert unseal(SECRET, cursor, fingerprint(query)) == key
    assert cursor.isascii()
    assert "=" not in cursor


def test_it_is_void_under_another_query_or_secret() -> None:
    cursor = seal(SECRET, (1, "a"), fingerprint("one"))
    with pytest.raises(InvalidCursor, match="other filters"):
        unseal(SECRET, cursor, fingerprint("two"))
    with pytest.raises(InvalidCursor, match="no cursor"):
        unseal(b"another secret", cursor, fingerprint("one"))


def test_no_character_of_it_can_be_changed() -> None:
    query = fingerprint("one")
    cursor = seal(SECRET, (1_647_907_200, "0" * 32), query)
    for place, character in enumerate(cursor):
        for other in "AB_-9":
            if other != character:
                with pytest.raises(InvalidCursor):
                    unseal(SECRET, cursor[:place] + other + cursor[place + 1 :], query)


@given(st.text())
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursor):
        unseal(SECRET, text, fingerprint("one"))
