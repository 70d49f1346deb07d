"""The accuracy that a release is published with: `scorecard.json`, measured by `make scorecard`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "scorecard.json"


@cache
def scorecard() -> dict[str, Any]:
    """The scorecard of this release, as `GET /v1/quality` answers it."""
    document: dict[str, Any] = json.loads(FILE.read_bytes())
    return document
