"""Events as lists show them, made when they are recorded: a page joins them and makes nothing.

A row holds for one revision of its event. Where there is none for the revision of today, as after a write by an older
release, the page makes it anew: a row can be missing, and is never out of date.
"""

from __future__ import annotations

from typing import Any

import orjson

# What a `When` has that lists show only when asked.
LEFT_OUT = ("alternatives", "explanation")


def content(document: dict[str, Any]) -> str:
    """The document of an event as lists show it, in JSON."""
    when = {key: value for key, value in document["when"].items() if key not in LEFT_OUT}
    return orjson.dumps({**document, "when": when}).decode()


def row(event: Any, document: dict[str, Any]) -> dict[str, Any]:
    """The columns of `ListedEvent` for an event, or a row of one, that says what the document says."""
    return {"event_id": event.id, "revision": event.revision, "content": content(document)}
