"""A body of many documents, taken apart while it comes: NDJSON, or a JSON array (or documents one after the other).

Memory is that of one document, whose length is bounded: of a longer one only its place is told. Nothing is parsed
here, so a document that is broken harms no other one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from app.problems import BodyTooLarge, MalformedRequest

_BOM = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n"
_IN_STRING = re.compile(rb'["\\]')
_OUTSIDE = re.compile(rb'["\[\]{},]')
# What comes packed may be so many times its size, and this much in any case.
_GREATEST_RATIO = 100
_UNPACKED_FREELY = 64 * 1024 * 1024
_UNPACKED_AT_ONCE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A document, not yet parsed.

    Attributes:
        number: from 1; in NDJSON of the line, blank ones counted.
        content: None where it is longer than is read.
    """

    number: int
    content: bytes | None


class Splitter(Protocol):
    """Bytes in, documents out."""

    def feed(self, chunk: bytes) -> Iterator[Line]:
        """The documents that are whole with this chunk."""

    def end(self) -> Iterator[Line]:
        """What is left when nothing more comes."""


class Ndjson:
    """A document a line; blank lines are none."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._parts: list[bytes] = []
        self._size = 0
        self._number = 0

    def feed(self, chunk: bytes) -> Iterator[Line]:
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            self._add(part)
            yield from self.end()
        self._add(rest)

    def end(self) -> Iterator[Line]:
        content, size = b"".join(self._parts), self._size
        self._parts, self._size = [], 0
        self._number += 1
        if self._number == 1:
            content = content.removeprefix(_BOM)
        if size > self._longest:
            yield Line(self._number, None)
        elif content.strip():
            yield Line(self._number, content)

    def _add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size <= self._longest:
            self._parts.append(part)
        else:
            self._parts.clear()


class Json:
    """The elements of an array, or documents one after the other."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._number = 0
        self._head = b""
        self._begun = False
        self._array = False
        self._closed = False
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._element = bytearray()
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[Line]:
        at = 0
        if not self._begun:
            chunk = (self._head + chunk).removeprefix(_BOM).lstrip(_SPACE)
            if _BOM.startswith(chunk):
                self._head = chunk
                return
            self._begun = True
            if chunk[:1] == b"[":
                self._array = True
                at = 1
        while at < len(chunk):
            if self._escaped:
                self._add(chunk[at : at + 1])
                self._escaped = False
                at += 1
                continue
            found = (_IN_STRING if self._in_string else _OUTSIDE).search(chunk, at)
            if found is None:
                self._add(chunk[at:])
                return
            sign = found[0]
            self._add(chunk[at : found.start()])
            at = found.end()
            yield from self._on(sign)

    def _on(self, sign: bytes) -> Iterator[Line]:
        if self._in_string:
            self._add(sign)
            self._in_string = sign != b'"'
            self._escaped = sign == b"\\"
            return
        if not self._depth and sign in (b",", b"]") and self._array:
            yield from self._whole(may_be_empty=sign == b"]" and not self._number)
            self._closed = sign == b"]"
            # What follows the array is no part of it.
            self._array = not self._closed
            return
        self._add(sign)
        if sign == b'"':
            self._in_string = True
        elif sign in (b"[", b"{"):
            self._depth += 1
        elif sign in (b"]", b"}"):
            self._depth = max(self._depth - 1, 0)
            if not self._depth and not self._array:
                yield from self._whole(may_be_empty=True)

    def end(self) -> Iterator[Line]:
        # An array that is not closed was cut off, perhaps in its last element: that one is told, and does not parse.
        if self._array:
            self._add(b"\x00")
        yield from self._whole(may_be_empty=True)

    def _add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size <= self._longest:
            self._element += part
        else:
            self._element.clear()

    def _whole(self, *, may_be_empty: bool) -> Iterator[Line]:
        content, size = bytes(self._element), self._size
        self._element.clear()
        self._size = 0
        if size > self._longest:
            self._number += 1
            yield Line(self._number, None)
        elif content.strip() or not may_be_empty:
            self._number += 1
            yield Line(self._number, content)


class Gunzip:
    """Unpacks gzip while it comes, as far as it is not absurdly much."""

    def __init__(self) -> None:
        self._packed = 0
        self._unpacked = 0
        self._member = zlib.decompressobj(wbits=31)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What is in this chunk, some at a time.

        Raises:
            BodyTooLarge: a little unpacks to very much.
            MalformedRequest: it is no gzip.
        """
        self._packed += len(chunk)
        while chunk:
            if self._member.eof:
                # Files of gzip one after the other are one.
                self._member = zlib.decompressobj(wbits=31)
            try:
                content = self._member.decompress(chunk, _UNPACKED_AT_ONCE)
            except zlib.error as error:
                raise MalformedRequest("The body is not packed with gzip.") from error
            self._unpacked += len(content)
            if self._unpacked > max(_UNPACKED_FREELY, _GREATEST_RATIO * self._packed):
                raise BodyTooLarge(
                    f"The body unpacks to more than {_GREATEST_RATIO} times its size.", limit=_UNPACKED_FREELY
                )
            yield content
            chunk = self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def end(self) -> bytes:
        """The last of what is in it.

        Raises:
            MalformedRequest: something is missing.
        """
        content = self._member.flush()
        if self._packed and not self._member.eof:
            raise MalformedRequest("The packed body ends before its end.")
        return content
