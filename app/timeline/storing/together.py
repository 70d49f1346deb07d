"""What waits at the same time is done in one transaction: its end costs more than what one of them does.

If one of them cannot be done, the others are: they are taken apart until it is alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy.orm import Session

from app.timeline.away import is_away

T = TypeVar("T")
Result = TypeVar("Result")


class NotOurs(Exception):
    """Somebody else does this now: nothing of this transaction may stay, and nothing is tried again."""


def each_done(
    write: Callable[[], AbstractContextManager[Session]],
    asked: Sequence[T],
    do: Callable[[Session, Sequence[T]], Sequence[Result]],
    *,
    failed: Callable[[Session, T, Exception], Result],
    taken_apart: Callable[[Exception, int], None],
) -> Iterator[Sequence[Result]]:
    """Do all in one transaction; if that fails unexpectedly, each half in one of its own, and so on.

    Args:
        write: begins a transaction that is committed at the end of its block.
        do: does some of them, and says what came of each.
        failed: says it of one that cannot be done, in a transaction of its own.
        taken_apart: told with what so many failed together: each may yet be done.

    Yields:
        What came of some more of them, in order, when it is committed.

    Raises:
        SQLAlchemyError: the store is away; what has no result is not done.
        NotOurs: raised by `do`; the same holds.
    """
    try:
        with write() as session:
            results = do(session, asked)
    except Exception as error:
        # One of them must not fail the others; a store that is away fails all of them.
        if is_away(error) or isinstance(error, NotOurs):
            raise
        cause = error
    else:
        yield results
        return
    if len(asked) > 1:
        taken_apart(cause, len(asked))
        middle = len(asked) // 2
        for some in (asked[:middle], asked[middle:]):
            yield from each_done(write, some, do, failed=failed, taken_apart=taken_apart)
        return
    with write() as session:
        result = failed(session, asked[0], cause)
    yield [result]
