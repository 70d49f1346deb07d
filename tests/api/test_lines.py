"""Bodies of many documents, taken apart however they are cut on the way."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.lines import Gunzip, Json, Ndjson, Splitter
from app.problems import BodyTooLarge, MalformedRequest

LONGEST = 60


def split(splitter: Splitter, chunks: Iterable[bytes]) -> list[tuple[int, bytes | None]]:
    found = [line for chunk in chunks for line in splitter.feed(chunk)]
    return [(line.number, line.content) for line in [*found, *splitter.end()]]


def pieces(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n \r\n\n", []),
        (b"1", [(1, b"1")]),
        (b"1\n", [(1, b"1")]),
        (b"1\r\n\n2", [(1, b"1\r"), (3, b"2")]),
        (b'\xef\xbb\xbf{"a": 1}\n2\n', [(1, b'{"a": 1}'), (2, b"2")]),
        (b"x" * 61 + b"\n2", [(1, None), (2, b"2")]),
        (b"x" * 60 + b"\n" + b"y" * 1000, [(1, b"x" * 60), (2, None)]),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_lines(content: bytes, lines: list[tuple[int, bytes | None]], size: int) -> None:
    assert split(Ndjson(LONGEST), pieces(content, size)) == lines


@pytest.mark.parametrize(
    ("content", "elements"),
    [
        (b"", []),
        (b" \n", []),
        (b"[]", []),
        (b" [ ] \n", []),
        (b"[1]", [(1, b"1")]),
        (b'\xef\xbb\xbf[{"a": [1, 2]}, {"b": "],[}{"}]', [(1, b'{"a": [1, 2]}'), (2, b' {"b": "],[}{"}')]),
        (rb'["a\"b,\\", "c"]', [(1, rb'"a\"b,\\"'), (2, b' "c"')]),
        # What is wrong is an element that does not parse; what stands beside it does.
        (b"[1, , 3]", [(1, b"1"), (2, b" "), (3, b" 3")]),
        (b'[{"a" 1}, 2]', [(1, b'{"a" 1}'), (2, b" 2")]),
        (b"[1, 2", [(1, b"1"), (2, b" 2\x00")]),
        (b"[", [(1, b"\x00")]),
        (b"[1] 2", [(1, b"1"), (2, b" 2")]),
        (b'["' + b"x" * 100 + b'", 2]', [(1, None), (2, b" 2")]),
        (b'{"a": 1}', [(1, b'{"a": 1}')]),
        (b'{"a": 1}\n{"b": 2}\n', [(1, b'{"a": 1}'), (2, b'\n{"b": 2}')]),
    ],
    ids=lambda value: repr(value)[:40],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_elements(content: bytes, elements: list[tuple[int, bytes | None]], size: int) -> None:
    assert split(Json(LONGEST), pieces(content, size)) == elements


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(st.lists(VALUES), st.integers(1, 50), st.sampled_from([None, 1]), st.booleans())
def test_an_array_is_its_elements(values: list[object], size: int, indent: int | None, ascii_: bool) -> None:
    content = json.dumps(values, indent=indent, ensure_ascii=ascii_).encode()
    found = split(Json(10**9), pieces(content, size))
    assert [number for number, _ in found] == list(range(1, len(values) + 1))
    assert [json.loads(element or b"") for _, element in found] == values


@given(st.binary(max_size=2_000), st.integers(1, 200), st.integers(1, 3))
def test_gzip_is_unpacked_as_it_comes(content: bytes, size: int, members: int) -> None:
    unpacking = Gunzip()
    packed = gzip.compress(content) * members
    assert b"".join([*(out for part in pieces(packed, size) for out in unpacking.feed(part)), unpacking.end()]) == (
        content * members
    )


def unpack(chunks: Iterable[bytes], sizes: list[int]) -> None:
    unpacking = Gunzip()
    for chunk in chunks:
        sizes.extend(len(content) for content in unpacking.feed(chunk))
    unpacking.end()


def test_a_little_does_not_unpack_to_very_much() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    unpacked: list[int] = []
    with pytest.raises(BodyTooLarge):
        unpack(pieces(bomb, 65_536), unpacked)
    assert max(unpacked) <= 1_000_000
    assert sum(unpacked) < 70_000_000
    # So much would be fine, if it came from more.
    assert sum(len(content) for content in Gunzip().feed(gzip.compress(bytes(20_000_000)))) == 20_000_000


@pytest.mark.parametrize(
    "packed", [b"plain", gzip.compress(b"whole", mtime=0)[:-3], gzip.compress(b"whole", mtime=0) + b"more"]
)
def test_what_is_not_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(MalformedRequest):
        unpack([packed], [])
