"""Public ids: opaque strings that sort by the time they were made."""

from __future__ import annotations

import secrets
import threading
from datetime import datetime

LENGTH = 32
_RANDOM_BITS = 74

_lock = threading.Lock()
_last = 0


def new_id(now: datetime) -> str:
    """A UUIDv7 (RFC 9562, section 5.7) as 32 hex digits; ids of one process rise even within a millisecond.

    Args:
        now: an aware time; the id tells it to the millisecond.
    """
    global _last  # noqa: PLW0603  the one thing that ids of a process share is that each is above the one before
    milliseconds = int(now.timestamp() * 1000)
    with _lock:
        if _last >> _RANDOM_BITS == milliseconds:
            # A step of random size keeps the next id as hard to guess as the first one.
            _last += 1 + secrets.randbits(32)
        else:
            _last = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS - 1)
        value = _last
    head, tail = value >> 62, value & (1 << 62) - 1
    milliseconds, counter = head >> 12, head & 0xFFF
    return f"{milliseconds:012x}{0x7000 | counter:04x}{1 << 63 | tail:016x}"
