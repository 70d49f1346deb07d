"""The results of an ingestion, written in the transactions of what they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.api.conveyor import Result
from app.api.lines import Line
from app.render import ndjson
from app.timeline.storing import ingestions


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: transactions with results, the last line told, and how many lines by outcome."""

    number: int
    line: int
    done: Counter[str]


class Results:
    """Those of one ingestion.

    Attributes:
        key: of the ingestion.
        kept: what is committed.
        draft: the same with what was written since, which may yet be rolled back.
    """

    def __init__(self, key: int, number: int = 0, done: Mapping[str, int] | None = None) -> None:
        self.key = key
        self.kept = self.draft = Progress(number, 0, Counter(done or {}))

    def keep(self, session: Session, results: Sequence[tuple[Line, Result]]) -> None:
        """Write the results of the next lines."""
        told = [{"line": line.number, **result} for line, result in results]
        self.draft = Progress(
            self.kept.number + 1,
            results[-1][0].number,
            self.kept.done + Counter(result.get("outcome", ingestions.FAILED) for result in told),
        )
        ingestions.add_results(
            session, self.key, self.draft.number, b"".join(ndjson.lines(told)), self.draft.done, now=datetime.now(UTC)
        )

    def committed(self) -> Counter[str]:
        """What was written last is there for good; how many lines it was, by outcome."""
        added = self.draft.done - self.kept.done
        self.kept = self.draft
        return added
