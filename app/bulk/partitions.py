"""What a worker does: reads a partition of articles. It knows neither the store nor the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.timeline.storing import ingest
from app.timeline.storing.ingest import Prepared, Submission


def read(submissions: Sequence[Submission], now: datetime) -> list[Prepared | str]:
    """Each article read, in order; a sentence in the place of one that cannot be.

    Args:
        now: time of arrival, the same for every partition of a run and so on whichever worker reads it.
    """
    return [_read(submission, now) for submission in submissions]


def _read(submission: Submission, now: datetime) -> Prepared | str:
    try:
        return ingest.prepare(submission, now=now)
    except ValueError as error:
        return f"cannot be read: {error}"
