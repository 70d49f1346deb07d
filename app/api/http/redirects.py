"""Answers that are neither a document nor a failure, raised where they are found out."""

from __future__ import annotations

from collections.abc import Mapping


class NotModified(Exception):
    """The client has it already: 304 with these headers."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__("not modified")
        self.headers = headers


class Moved(Exception):
    """It is told at another address now, for good: 308."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.headers = {"Location": location}
