"""Documents as lines of JSON, one each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

MEDIA_TYPE = "application/x-ndjson"


def lines(documents: Iterable[dict[str, Any] | orjson.Fragment]) -> Iterator[bytes]:
    """A line each; a fragment is a document that is JSON already."""
    for document in documents:
        yield orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
