"""Events as the API shows them, whose dates are read from words by the grammar itself."""

from __future__ import annotations

import hashlib
from typing import Any

from app.api.resolve import resolve
from app.timex.when import UNDATED, as_document

ANCHOR = "2022-03-22"


def when(words: str | None, anchor: str = ANCHOR) -> dict[str, Any]:
    """The `When` of a phrase; None is undated."""
    if words is None:
        return as_document(UNDATED)
    (item,) = resolve(words, anchor, language="en", country="GB")["items"]
    return dict(item)


def event(words: str | None, title: str = "The bridge opened", **changed: Any) -> dict[str, Any]:
    """An event at the time that the words name."""
    return {
        "id": hashlib.sha256(f"{words} {title}".encode()).hexdigest()[:32],
        "title": title,
        "type": None,
        "modality": "asserted",
        "status": "active",
        "merged_into": None,
        "collection": "default",
        "when": when(words),
        "entities": [],
        "evidence": {"articles": 1, "independent_sources": 1, "date_votes": {}},
        "flags": [],
        "recorded_at": "2022-03-22T09:00:00Z",
        "revision": 3,
        "pinned": [],
        **changed,
    }


def report(sentence: str, source: str | None = "Harbour Post", **article: Any) -> dict[str, Any]:
    """One telling, with what renderers look at."""
    whole = {"id": "0" * 32, "external_id": None, "url": None, "title": "Bridge open", "source": source}
    return {
        "article": {**whole, "published_at": ANCHOR, **article},
        "sentence": {"text": sentence, "start": 0, "end": len(sentence), "part": "text"},
    }
