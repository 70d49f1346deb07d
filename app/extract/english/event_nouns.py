"""English nouns that name what happens."""

from __future__ import annotations

import re
from functools import lru_cache

from app.extract.lang import en

_ABSTRACT = re.compile(r".*(?:tion|sion|ment|ance|ence|ism|ing|al|ery)s?\Z")


@lru_cache(maxsize=1 << 14)
def names_event(noun: str) -> bool:
    """Whether a noun in small letters, singular or plural, names what happens: "attack", "talks"."""
    if noun in en.EVENT_NOUNS:
        return True
    if not noun.endswith("s"):
        return False
    singulars = (noun[:-1], noun[:-2], noun[:-3] + "y" if noun.endswith("ies") else noun[:-1])
    return any(singular in en.EVENT_NOUNS for singular in singulars)


@lru_cache(maxsize=1 << 14)
def happens(noun: str) -> bool:
    """Whether a noun in small letters can name what goes on: also "earnings", "a rise", "construction"."""
    return names_event(noun) or noun in en.MEASURED_NOUNS or _ABSTRACT.match(noun) is not None
