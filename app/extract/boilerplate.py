"""Lines of a page that are not the article: navigation, sharing, cookies, comment forms, the copyright notice."""

from __future__ import annotations

import re

from app.extract.lang.pages import COPYRIGHT, FOOTERS, LINES, SEPARATORS, SHORT_ONLY

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SHORT = 60  # code points
_PROSE = 80
_YEAR = re.compile(r"(?:19|20)\d\d")


def boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """Extents of what is set aside, in order and apart; offsets index the text as it was sent."""
    lines = [m.span() for m in _LINE.finditer(text) if not m[0].isspace()]
    prose_below = _prose_counts(lines)
    out: list[tuple[int, int]] = []
    prose_above = 0
    for number, (start, end) in enumerate(lines):
        head = text[start : min(end, start + 200)].strip().casefold()
        # A page may consist of its footer only; then nothing is left to protect, and it is read as it is.
        if prose_above and _is_footer(head, end - start, prose_below[number]):
            out.append((start, len(text)))
            break
        if _is_page_line(head, end - start):
            out.append((start, end))
        elif end - start >= _PROSE or head.endswith((".", "!", "?", "”", '"')):
            prose_above += 1
    return tuple(out)


def _prose_counts(lines: list[tuple[int, int]]) -> list[int]:
    """For each line, how many lines of prose stand below it."""
    counts = [0] * len(lines)
    below = 0
    for number in range(len(lines) - 1, -1, -1):
        counts[number] = below
        start, end = lines[number]
        below += end - start >= _PROSE
    return counts


def _is_footer(head: str, length: int, prose_below: int) -> bool:
    if head.startswith(FOOTERS):
        return length <= _PROSE or head.startswith("all rights reserved")
    if not head.startswith(COPYRIGHT):
        return False
    # "© Agency 2022" under a photograph is a line; a notice ends the article.
    credit = length <= _SHORT and prose_below >= 3
    return not credit and (head[0] in "©(&" or _YEAR.search(head) is not None)


def _is_page_line(head: str, length: int) -> bool:
    if head.startswith(COPYRIGHT) and length <= _SHORT:
        return True
    if head.startswith(LINES):
        return length <= _SHORT if head.startswith(SHORT_ONLY) else length <= 2 * _PROSE
    return _is_navigation(head)


def _is_navigation(head: str) -> bool:
    """Short names with one mark between them: "Home | World | Sport"."""
    for mark in SEPARATORS:
        if head.count(mark) >= 2:
            parts = [part.strip() for part in head.split(mark)]
            return all(len(part) <= 30 for part in parts) and not head.endswith(".")
    return False
