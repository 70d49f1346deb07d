"""What a process of ours does about its memory, which is long-lived and has many threads."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

# Objects more than before, at which the young are looked through: those of some articles and not of a sentence.
_YOUNG = 50_000
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
    gc.set_threshold(_YOUNG)
