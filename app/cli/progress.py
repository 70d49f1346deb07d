"""Progress for a person at a terminal: how far, how fast, how long still. Nobody else is shown anything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn


@contextmanager
def bar(unit: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while the block runs; what it yields is called with every so many that are done.

    Args:
        unit: what is counted, in the plural.
        total: how many there are; None where nobody knows.
    """
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    counted = "{task.completed:,.0f} of {task.total:,.0f} " if total is not None else "{task.completed:,.0f} "
    columns: list[ProgressColumn | str] = [TextColumn(counted + unit), BarColumn()]
    rate = TextColumn("{task.fields[rate]}")
    with Progress(*columns, rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rate="")

        def advance(done: int) -> None:
            progress.update(task, advance=done)
            speed = progress.tasks[0].speed
            progress.update(task, rate=f"{speed:,.0f} {unit}/s" if speed else "")

        yield advance
