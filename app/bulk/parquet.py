"""Articles in Parquet files: a row an article, its columns the fields of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

_ROWS_AT_ONCE = 256


class Missing(ImportError):
    """pyarrow is not installed; it comes with the extra `bulk`."""


def rows(path: Path) -> int:
    """How many rows the file has."""
    return int(_file(path).metadata.num_rows)


def columns(path: Path) -> list[str]:
    return [str(name) for name in _file(path).schema_arrow.names]


def documents(path: Path, known: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows as bodies of articles, in order and a few at a time: columns of those names, without what is null."""
    file = _file(path)
    wanted = [name for name in columns(path) if name in known]
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted):
        for row in batch.to_pylist():
            yield {name: _plain(value) for name, value in row.items() if value is not None}


def _file(path: Path) -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise Missing("pyarrow is not installed: pip install 'dateline[bulk]'.") from error
    return parquet.ParquetFile(path)


def _plain(value: Any) -> Any:
    """Dates and instants as text; a midnight without a zone is a day, as tables of days often have it."""
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else value
