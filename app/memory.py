"""What a process of ours does about its memory, which is long-lived and has many threads."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

# Objects more than before, at which the young are looked through: those of some articles and not of a sentence. So many
# times that, the middle-aged are too, and so many times that again, all that is not set aside.
_YOUNG, _MIDDLE_AGED, _OLD = 20_000, 10, 4
# `M_ARENA_MAX` of glibc.
_MOST_ARENAS = -8
_ARENAS = 2


def few_arenas() -> None:
    """Call it before threads are started. Does nothing where the C library has no arenas.

    glibc gives every thread a heap of its own, eight for each core, so that they do not wait for each other. Those of
    Python hardly do: they allocate one at a time, and what is left are the holes in so many heaps, 30 MB of them.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_MOST_ARENAS, _ARENAS)


def settle() -> None:
    """Set aside what lives as long as the process: to look through all of it for garbage takes a tenth of its time.

    Call it when what stays is loaded, in a process that does one thing from then on.
    """
    gc.enable()
    gc.collect()
    gc.freeze()
    # Python looks through the old when they have become a quarter more than they were the last time. Those that are set
    # aside still count as old until it has looked at what is left: until then it would wait for many minutes.
    gc.collect()
    gc.set_threshold(_YOUNG, _MIDDLE_AGED, _OLD)
