"""Documents as lines of JSON, one each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

MEDIA_TYPE = "application/x-ndjson"


def lines(documents: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for document in documents:
        yield orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
