"""Documents out of files and folders: NDJSON, JSON, pages of HTML, feeds; packed with gzip or not.

What a file is, its content says: names are believed only to choose files out of a folder.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.api import reading
from app.api.lines import Json
from app.extract import feeds
from app.problems import MalformedRequest

_STANDARD_INPUT = "-"
_SUFFIXES = frozenset(".ndjson .jsonl .json .html .htm .xhtml .xml .rss .atom".split())
_GZIP = b"\x1f\x8b"
_HEAD = 65_536
_CHUNK = 262_144
# Of one element of an array; who sends longer ones sends something else.
_LONGEST = 16_000_000
# The first element decides; a page may well speak of feeds further down.
_FEED = re.compile(rb"\A[^<]*(?:<[?!][^>]*>[^<]*)*<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_UTF_16 = re.compile(rb"\xff\xfe|\xfe\xff")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, or what is wrong with its line.

    Attributes:
        place: file and line for a person, `news.ndjson:3`; in a JSON array or a feed the number of the element.
        size: bytes it took in the file, as it lies on the disk.
    """

    place: str
    document: Any
    wrong: str | None
    size: int


def check(names: Iterable[str]) -> None:
    """Raises OSError for the first file that cannot be opened, before any other is read."""
    for name in _files(names):
        if name != _STANDARD_INPUT:
            with Path(name).open("rb"):
                pass


def total_bytes(names: Iterable[str]) -> int | None:
    """Bytes of all files; None with standard input among them."""
    names = list(_files(names))
    return None if _STANDARD_INPUT in names else sum(Path(name).stat().st_size for name in names)


def entries(names: Iterable[str]) -> Iterator[Entry]:
    """What the files hold, in order, those of a folder by name; lines and elements are read one at a time."""
    for name in _files(names):
        with _opened(name) as raw:
            told = 0
            for place, document, wrong in _documents("standard input" if name == _STANDARD_INPUT else name, raw):
                read = raw.count
                yield Entry(place, document, wrong, read - told)
                told = read


Found = tuple[str, Any, str | None]


def _files(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name != _STANDARD_INPUT and Path(name).is_dir():
            yield from sorted(str(path) for path in Path(name).rglob("*") if path.is_file() and _is_known(path))
        else:
            yield name


def _is_known(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return not name.startswith(".") and Path(name).suffix in _SUFFIXES


class _Counted(io.RawIOBase):
    """A file that knows how much of it was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self.count += len(content)
        return len(content)


@contextmanager
def _opened(name: str) -> Iterator[_Counted]:
    if name == _STANDARD_INPUT:
        yield _Counted(sys.stdin.buffer)
    else:
        with Path(name).open("rb") as file:
            yield _Counted(file)


def _documents(shown: str, raw: _Counted) -> Iterator[Found]:
    buffered = io.BufferedReader(raw, _CHUNK)
    # A file of gzip has all that a raw file has that this reads from.
    packed = gzip.GzipFile(fileobj=buffered) if buffered.peek(2)[:2] == _GZIP else None
    try:
        yield from _unpacked(
            shown, cast("io.BufferedReader", io.BufferedReader(packed, _CHUNK) if packed else buffered)
        )
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield shown, None, "the rest cannot be unpacked"


def _unpacked(shown: str, file: io.BufferedReader) -> Iterator[Found]:
    head = file.peek(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return _elements(shown, file)
    if head.startswith(b"<") or _UTF_16.match(head):
        return _markup(shown, file.read())
    return _lines(shown, file)


def _elements(shown: str, file: io.BufferedReader) -> Iterator[Found]:
    """The elements of a JSON array, one at a time."""
    splitter = Json(_LONGEST)
    while chunk := file.read1(_CHUNK):
        for line in splitter.feed(chunk):
            yield _parsed(f"{shown}, element {line.number}", line.content)
    for line in splitter.end():
        yield _parsed(f"{shown}, element {line.number}", line.content)


def _lines(shown: str, file: io.BufferedReader) -> Iterator[Found]:
    """A document a line, or one over many lines."""
    numbered = enumerate(file, start=1)
    number, first = next(((number, line) for number, line in numbered if line.strip()), (0, b""))
    if not first:
        return
    begun = _parsed(f"{shown}:{number}", first)
    if begun[2] is not None:
        rest = file.read()
        try:
            whole = json.loads(first + rest)
        except (ValueError, RecursionError):
            numbered = enumerate(rest.splitlines(keepends=True), start=number + 1)
        else:
            yield from _whole(shown, whole)
            return
    elif feeds.is_json_feed(begun[1]):
        yield from _whole(shown, begun[1])
        return
    yield begun
    for number, line in numbered:
        if line.strip():
            yield _parsed(f"{shown}:{number}", line)


def _whole(shown: str, document: Any) -> Iterator[Found]:
    if feeds.is_json_feed(document):
        yield from _feed(shown, json.dumps(document).encode())
    else:
        yield shown, document, None


def _markup(shown: str, content: bytes) -> Iterator[Found]:
    if _FEED.search(content[:_HEAD]):
        yield from _feed(shown, content)
        return
    (page,) = reading.of_page(content)
    yield shown, json.loads(page), None


def _feed(shown: str, content: bytes) -> Iterator[Found]:
    try:
        found = reading.of_feed(content)
    except MalformedRequest as problem:
        yield shown, None, problem.detail
        return
    for number, entry in enumerate(found, start=1):
        yield f"{shown}, entry {number}", json.loads(entry), None


def _parsed(place: str, content: bytes | None) -> Found:
    if content is None:
        return place, None, f"longer than {_LONGEST} bytes"
    try:
        return place, json.loads(content), None
    except json.JSONDecodeError as error:
        return place, None, f"not JSON: {error.msg} at character {error.pos}"
    except (ValueError, RecursionError):
        return place, None, "not JSON in UTF-8"
