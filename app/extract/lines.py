"""Words and strings as one readable line: white space, marks in pairs, a capital first, and short enough."""

from __future__ import annotations

import re

LONGEST = 120
ENOUGH_WORDS = 4
# German opens with the mark that English closes nothing with, so the round quotation marks are counted together.
_BALANCED = (("„", "“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ('"',))
_ABBREVIATED = ("U.S.", "U.K.", "U.N.", "a.m.", "p.m.", "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "D.C.")
_COMMAS = re.compile(r"(?:\s*,){2,}")
_CLOCK = re.compile(r"\A\d{1,2}[:.]\d\d\s*[:–—-]\s*")
_WIDE_QUOTES = re.compile(r'(?<!\S)" ([^"]+) "(?!\w)')


def finish(line: str) -> str:
    """White space single, marks balanced, a capital first, and short enough, cut between words."""
    line = " ".join(line.replace("``", "").replace("''", "").split()).strip(" ,;:–—-…'’")
    line = _WIDE_QUOTES.sub(r'"\1"', line) if '"' in line else line
    line = line if line.endswith(_ABBREVIATED) else line.rstrip(".")
    line = _CLOCK.sub("", line, count=1) if line[:1].isdecimal() else line
    line = _COMMAS.sub(",", line) if line.count(",") > 1 else line
    line = _balanced(_EMPTY.sub("", line) if "()" in line else line)
    if len(line) > LONGEST:
        line = _shortened(line)
    return line[:1].upper() + line[1:]


_EMPTY = re.compile(r" ?\(\)")  # of the "(0236 GMT)" that is gone


def _balanced(line: str) -> str:
    """Quotation marks and brackets that lost their partner go."""
    for opening, closing in (("(", ")"), ("[", "]")):
        if line.count(opening) > line.count(closing) and line.rfind(opening) > LONGEST // 4:
            line = line[: line.rfind(opening)]
    for marks in _BALANCED:
        if sum(map(line.count, marks)) % 2:
            for mark in marks:
                line = line.replace(mark, "")
    return " ".join(line.split()).strip(" ,;:–—-")


# Where a line that is too long may end, best first: before what adds to it; before what it takes in; between words.
_CUTS = (
    (
        ", ",
        " – ",
        " — ",
        " - ",
        "; ",
        " (",
        " which ",
        " who ",
        " where ",
        " while ",
        " because ",
        " after ",
        " before ",
        " as ",
        " when ",
        " if ",
        " but ",
        " so ",
        " although ",
    ),
    (
        " with ",
        " for ",
        " from ",
        " in ",
        " on ",
        " at ",
        " by ",
        " amid ",
        " into ",
        " over ",
        " near ",
        " against ",
        " during ",
        " under ",
        " through ",
        " including ",
        " and ",
        " or ",
    ),
    (" ",),
)
_LEAST_KEPT = (LONGEST // 3, LONGEST // 3, 0)
_DANGLING = frozenset(
    "the a an of in on at by for with from to and or but that which who as into its his her their our this these "
    "those is was were are be been has have had will would could may not than over under between still also only even "
    "already caused based due pursuant according such led driven made followed about around near more most".split()
)


def _shortened(line: str) -> str:
    """The line up to the last good place to end before the limit."""
    for marks, least in zip(_CUTS, _LEAST_KEPT, strict=True):
        best = max(line.rfind(mark, 0, LONGEST + 1) for mark in marks)
        if best > least:
            line = line[:best]
            break
    else:
        line = line[:LONGEST]
    parts = line.rstrip(" ,;:–—-(").split(" ")
    while len(parts) > ENOUGH_WORDS and (parts[-1].lower() in _DANGLING or parts[-1].endswith(("’s", "'s"))):
        parts.pop()
    return _balanced(" ".join(parts))
