"""What lives as long as the process, set aside: to look through all of it for garbage takes a tenth of its time."""

import gc

# Objects more than before, at which the young are looked through: those of some articles and not of a sentence.
_YOUNG = 20_000


def settle() -> None:
    """Call it when what stays is loaded, in a process that does one thing from then on."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
