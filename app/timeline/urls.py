"""One article, one address: URLs without what changes from visit to visit."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_PORTS = {"http": 80, "https": 443}
# What newsletters, advertisements and social networks append to count their visitors.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ref_src|cmpid", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The URL with scheme and host in small letters, without default port, fragment and tracking parameters.

    What cannot be taken apart is returned as it is: it still equals itself.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if not scheme or not host:
        return url
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS.get(scheme):
        place = f"{place}:{port}"
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(name)]
    return SplitResult(scheme, place, parts.path or "/", urlencode(query), "").geturl()


def site_of(url: str) -> str | None:
    """The host of a URL, without `www.`; None if there is none."""
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return None
    return host.rstrip(".").removeprefix("www.") or None if host else None


def _is_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None
