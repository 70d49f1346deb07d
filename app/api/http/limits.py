"""How much one sender may ask: a bucket of requests each, refilled steadily, in the memory of one process."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

# A page that opens asks for some thirty things at once: a quarter of a minute's requests may come together.
_BURST = 0.25
# Buckets kept; the one that was not used for longest is forgotten first, and would be full again soon anyway.
_MOST = 10_000


class Buckets:
    """A bucket for each sender.

    Args:
        per_minute: requests; 0 for any number.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._size = max(1.0, per_minute * _BURST)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_seconds(self, sender: str) -> int:
        """0 if the sender may, which takes one request from its bucket; else after how many whole seconds it may."""
        if not self._rate:
            return 0
        now = self._clock()
        left, then = self._buckets.pop(sender, (self._size, now))
        left = min(self._size, left + (now - then) * self._rate)
        allowed = left >= 1
        self._buckets[sender] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _MOST:
            self._buckets.popitem(last=False)
        return 0 if allowed else math.ceil((1 - left) / self._rate)
