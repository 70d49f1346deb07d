"""Which release this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def _installed() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:
        # A checkout that is run without being installed has no number of its own.
        return "0+checkout"


VERSION = _installed()
