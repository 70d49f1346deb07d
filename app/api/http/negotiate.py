"""Which form of an answer a client wants (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from app.problems import NotAcceptable


def media_type(request: Request, offered: Mapping[str, str], asked: str | None) -> str:
    """The short name of the best form.

    Args:
        offered: media types by short name, the service's own preference first.
        asked: the short name in `?format=`, which wins over the header `Accept`.

    Raises:
        NotAcceptable: `Accept` allows none of them.
    """
    if asked is not None:
        return asked
    ranges = _ranges(request.headers.get("accept", "*/*"))
    best, best_quality = None, 0.0
    for name, kind in offered.items():
        quality = _quality(kind, ranges)
        if quality > best_quality:
            best, best_quality = name, quality
    if best is None:
        raise NotAcceptable(f"This can be had as {', '.join(offered.values())}.", supported=list(offered.values()))
    return best


def _ranges(accept: str) -> dict[str, float]:
    """Media ranges and their quality; parameters other than `q` are not told apart."""
    found = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(max(float(parameter[2:]), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if kind:
            found[kind] = quality
    return found


def _quality(kind: str, ranges: Mapping[str, float]) -> float:
    """The quality of the most specific range that takes this media type in."""
    for each in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if each in ranges:
            return ranges[each]
    return 0.0
