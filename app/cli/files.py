"""Documents out of files: NDJSON, a JSON array, or one JSON object."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, or what is wrong with its line.

    Attributes:
        place: file and line for a person, `news.ndjson:3`; in a JSON array the number of the element.
        size: bytes it took in the file.
    """

    place: str
    document: Any
    wrong: str | None
    size: int


def check(names: Iterable[str]) -> None:
    """Raises OSError for the first file that cannot be opened, before any other is read."""
    for name in names:
        if name != _STANDARD_INPUT:
            with Path(name).open("rb"):
                pass


def total_bytes(names: Iterable[str]) -> int | None:
    """Bytes of all files; None with standard input among them."""
    names = list(names)
    return None if _STANDARD_INPUT in names else sum(Path(name).stat().st_size for name in names)


def entries(names: Iterable[str]) -> Iterator[Entry]:
    """What the files hold, in order; lines of NDJSON are read one at a time."""
    for name in names:
        with _opened(name) as file:
            yield from _entries(name, file)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == _STANDARD_INPUT:
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as file:
            yield file


def _entries(name: str, file: BinaryIO) -> Iterator[Entry]:
    shown = "standard input" if name == _STANDARD_INPUT else name
    lines = enumerate(file, start=1)
    number, first = next(((number, line) for number, line in lines if line.strip()), (0, b""))
    if not first:
        return
    begun = _line(f"{shown}:{number}", first)
    if first.lstrip().startswith(b"[") or begun.wrong:
        # One document over many lines, unless only this line is broken.
        rest = file.read()
        elements = _elements(shown, first + rest)
        if elements is not None:
            yield from elements
            return
        lines = enumerate(rest.splitlines(keepends=True), start=number + 1)
    yield begun
    for number, line in lines:
        if line.strip():
            yield _line(f"{shown}:{number}", line)


def _line(place: str, line: bytes) -> Entry:
    try:
        return Entry(place, json.loads(line), None, len(line))
    except json.JSONDecodeError as error:
        return Entry(place, None, f"not JSON: {error.msg} at character {error.pos}", len(line))
    except (ValueError, RecursionError):
        return Entry(place, None, "not JSON in UTF-8", len(line))


def _elements(shown: str, content: bytes) -> list[Entry] | None:
    """The documents of a file that is one JSON text; None if it is not."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, list):
        return [Entry(shown, document, None, len(content))]
    size = len(content) // max(len(document), 1)
    return [Entry(f"{shown}, element {number}", each, None, size) for number, each in enumerate(document, start=1)]
