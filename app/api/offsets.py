"""Offsets in UTF-16 units, for clients whose strings are made of those (JavaScript, Java, C#).

The service counts Unicode code points; `offsets=utf16` converts what leaves it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.problems import TextNotStored
from app.timeline.storing import articles

_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")

# From a part and an offset in it to the converted offset.
Convert = Callable[[str, int], int]


def utf16(text: str, title: str | None) -> Convert:
    """The conversion for one article."""
    # Code points above U+FFFF take two units each; few texts have any.
    astral = {
        part: [m.start() for m in _ASTRAL.finditer(string or "")] for part, string in (("text", text), ("title", title))
    }
    return lambda part, offset: offset + bisect_left(astral[part], offset)


class StoredTexts:
    """Conversions for articles in the store, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, Convert] = {}

    def of(self, article_id: str) -> Convert:
        """The conversion for that article.

        Raises:
            TextNotStored: nothing tells where its long characters stood.
        """
        if article_id not in self._known:
            article = articles.get(self._session, article_id, with_text=True)
            if article.text is None:
                raise TextNotStored(f"The text of article {article_id} was not kept, so there are no UTF-16 offsets.")
            self._known[article_id] = utf16(article.text, article.title)
        return self._known[article_id]

    def report(self, document: dict[str, Any]) -> dict[str, Any]:
        return report(document, self.of(document["article"]["id"]))

    def event(self, document: dict[str, Any], reports: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """An event whose date one of these (unconverted) reports gave."""
        for told in reports:
            if told["when"] == document["when"]:
                return {**document, "when": when(document["when"], self.of(told["article"]["id"]))}
        return document


def when(document: dict[str, Any], convert: Convert) -> dict[str, Any]:
    """A `When` with the offsets of its explanation converted."""
    how = document["explanation"]
    return {**document, "explanation": _extent(how, how["part"], convert)} if how else document


def mention(document: dict[str, Any], convert: Convert) -> dict[str, Any]:
    return {**_extent(document, document["part"], convert), "when": when(document["when"], convert)}


def report(document: dict[str, Any], convert: Convert) -> dict[str, Any]:
    part, said = document["sentence"]["part"], document["attribution"]
    return {
        **document,
        "sentence": _extent(document["sentence"], part, convert),
        "trigger": _extent(document["trigger"], part, convert),
        "when": when(document["when"], convert),
        "attribution": said and {**said, "when": said["when"] and when(said["when"], convert)},
    }


def extraction(document: dict[str, Any]) -> dict[str, Any]:
    """An unstored article: mentions, events and their reports."""
    convert = utf16(document["article"]["text"], document["article"]["title"])
    return {
        **document,
        "mentions": [mention(each, convert) for each in document["mentions"]],
        "events": [
            {
                **each,
                "when": when(each["when"], convert),
                "reports": [report(told, convert) for told in each["reports"]],
            }
            for each in document["events"]
        ],
    }


def _extent(document: dict[str, Any], part: str, convert: Convert) -> dict[str, Any]:
    return {**document, "start": convert(part, document["start"]), "end": convert(part, document["end"])}
