"""Letters that a pattern which ignores case takes for others, and that tables of words do not know.

A Turkish keyboard writes "Frıday" and "APRİL", old print "ſunday". Patterns match them: `re` folds by code point, to
one letter each, where `str.lower` gives two or none.
"""

from __future__ import annotations

import re

# Each to one letter, so that offsets stay. The Cyrillic ones are of old church print.
_ALIKE = str.maketrans("ıİſᲀᲁᲂᲃᲄᲅᲆ", "iIsвдосттъ")
_ANY = re.compile("[ıİſᲀ-ᲆ]")


def usual(text: str) -> str:
    """The text with the usual letter for each of these; most texts have none, and are returned as they are."""
    return text if text.isascii() or _ANY.search(text) is None else text.translate(_ALIKE)
