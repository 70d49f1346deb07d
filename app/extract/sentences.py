"""Sentence boundaries as offsets; a paragraph's end always ends a sentence.

`sentencex` does the work inside a paragraph. It is wrapped for four reasons, each measured on version 1.0.32:
it splits behind "5 pct." and "9 a.m. Tuesday"; it takes a line of its own for a continuation, whether the text is
hard-wrapped or not; it needs 20 s for 300 kB of quotation marks that never close, growing with the square; and
one endless "sentence" would be handed on as such to everything that reads sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sentencex

# A piece of text given to sentencex; 2 kB of its worst case take 1 ms.
_PIECE = 2_000
# No sentence is longer: a table or a list without full stops is cut, so that readers may look back and forth freely.
_LONGEST = 1_200
_LONGEST_HEADING = 160

_SHORTEST_RUN = 24  # code points of a sentence that was run together with the next
_PREAMBLE_WITHIN = 1_500
_PREAMBLE_END = re.compile(
    r"\((?:Reuters|REUTERS|CNN|AP|AFP|UPI|ANI|IANS|PTI|Xinhua|Agency|Bloomberg|Press Association|Associated Press)\)"
    r"\s*(?:--?|[–—_])\s+(?=[\"“'A-Z])"
    r"|\b\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)? (?:BST|GMT|UTC|CET|E[SD]T|P[SD]T|IST|UK)(?: \([^)\n]*\))? (?=[\"“‘A-Z])"
)
# The credit of a photograph that stands on one line with the text.
_CREDIT = re.compile(
    r"(?:Photograph|Photo|Picture|Image)s?: [^\n.]{3,60}?(?:Getty Images|AFP|AP|Reuters|REUTERS|EPA|PA)(?: Images)? "
    r"(?=[A-Z])"
    r"|REUTERS/\w+ \w+ (?=[A-Z])"
)
# Highlights run together: "… in the north The council met" has lost the mark between two of them.
_RUN_TOGETHER = re.compile(
    # The blank comes first, so that the search goes from blank to blank.
    r" (?<=[a-z0-9’'] )(?:The|As|He|She|It|They|We|But|There|This|These|If|When|However|Meanwhile)(?= [a-z])"
    # "A" alone is taken for an initial behind what may be shortened.
    r"| (?:(?<=[a-z]\. )|(?<=\bU\.S\. ))(?<!\b(?:vs|Mr|Dr|Ms)\. )A(?= [a-z])"
)
_CAN_SPLIT = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ENDS_PROSE = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*\Z")
_ABBREVIATED = re.compile(
    r"(?:\b(?:gen|lt|col|maj|sgt|capt|cmdr|adm|gov|sen|rep|rev|hon|dr|mr|mrs|ms|prof|st|mt|ft|no|nos|vs|pct|bn|mn|approx|"
    r"ca|dept|est|fig|jr|sr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nr|bzw|usw|ggf|sog|inkl|art|vol|pp?|"
    r"вул|ім|обл|гр|млн|млрд|тис|проф|св|стор|av|avda|sra?|dra?)|\b[A-ZА-ЯІЇЄҐ])\.\s*\Z",
    re.IGNORECASE,
)
# "a.m." also ends sentences: what follows decides.
_AFTER_HALF_DAY = re.compile(
    r"(?:On )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[A-Z]{2,4}\b|\d"
)
_HALF_DAY = re.compile(r"\b[ap]\.\s?m\.\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]`, without white space at its ends.

    Attributes:
        paragraph: number of the paragraph, from 0.
        heading: a line without a full stop that stands alone above prose, or is all there is: a headline.
        preamble: what stands on one line with the first sentence and before it: "KYIV, March 22 (Agency) —", with the
            headline and highlights that a page's text often runs together there. It tells nothing.
    """

    start: int
    end: int
    paragraph: int
    heading: bool = False
    preamble: bool = False


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order, which together hold everything but white space."""
    out: list[Sentence] = []
    paragraphs = _paragraphs(text)
    prose_follows = False
    headings: list[bool] = []
    for start, end in reversed(paragraphs):
        prose = end - start > _LONGEST_HEADING or _ENDS_PROSE.search(text, max(start, end - 4), end) is not None
        above = prose_follows or len(paragraphs) == 1  # a text of one line may be a headline alone
        headings.append(above and not prose and " " in text[start:end])
        prose_follows = prose_follows or prose
    for number, ((start, end), heading) in enumerate(zip(paragraphs, reversed(headings), strict=True)):
        if heading:
            out.append(Sentence(start, end, number, heading=True))
            continue
        begin = _behind_preamble(text, start, end) if start < _PREAMBLE_WITHIN else start
        if begin > start:
            out.extend(Sentence(a, b, number, preamble=True) for a, b in _bounded(text, start, begin))
        for left, right in _split(text, begin, end, language):
            for first, last in _parted(text, left, right) if language == "en" else ((left, right),):
                out.extend(Sentence(a, b, number) for a, b in _bounded(text, first, last))
    return out


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence in which others were run together."""
    for m in _RUN_TOGETHER.finditer(text, start, end):
        behind = m.start() + 1
        if behind - start > _SHORTEST_RUN:
            yield start, behind
            start = behind
    yield start, end


def _behind_preamble(text: str, start: int, end: int) -> int:
    """Where the first sentence of a paragraph begins behind an agency's mark or the hour of publication."""
    credit = _CREDIT.match(text, start, end)
    behind = credit.end() if credit else start
    for m in _PREAMBLE_END.finditer(text, start, min(end, start + _PREAMBLE_WITHIN)):
        behind = m.end()
    return behind


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Extents of paragraphs: lines, or runs of lines in text that is wrapped at a margin."""
    lines: list[tuple[int, int]] = []
    adjacent = wrapped = 0
    joins: list[bool] = []
    before_end = -1
    for m in _LINE.finditer(text):
        start, end = _trim(text, m.start(), m.end())
        if start == end:
            continue
        neighbour = bool(lines) and _newlines(text, before_end, m.start()) == 1
        if neighbour:
            adjacent += 1
            wrapped += text[start].islower()
        lines.append((start, end))
        joins.append(neighbour)
        before_end = m.end()
    # A margin cuts sentences anywhere, so that many lines begin in lower case; paragraphs of one line never do.
    margin = wrapped >= 2 and wrapped * 4 >= adjacent
    out: list[tuple[int, int]] = []
    for (start, end), neighbour in zip(lines, joins, strict=True):
        if neighbour and (margin or text[start].islower()):
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return out


def _newlines(text: str, start: int, end: int) -> int:
    """Line ends between two lines; a carriage return with its newline is one."""
    between = text[start:end] if end - start < 8 else text[start : start + 8]
    return len(between.replace("\r\n", "\n").strip(" \t"))


def _split(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    begin = start
    while begin < end:
        stop = end if end - begin <= _PIECE else _cut(text, begin, begin + _PIECE)
        yield from _split_piece(text, begin, stop, language)
        begin = stop


def _split_piece(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if not _CAN_SPLIT.search(piece):
        bounds = [(0, len(piece))]
    else:
        bounds = [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries(language, piece)]
    held: tuple[int, int] | None = None
    for begin, stop in bounds:
        left, right = _trim(piece, begin, stop)
        if left == right:
            continue
        if held is not None and _continues(piece, held[0], held[1], left):
            held = held[0], right
            continue
        if held is not None:
            yield start + held[0], start + held[1]
        held = left, right
    if held is not None:
        yield start + held[0], start + held[1]


def _continues(text: str, before_start: int, before_end: int, start: int) -> bool:
    """Whether what sentencex took for a new sentence goes on with the one before."""
    tail = text[max(before_start, before_end - 16) : before_end]
    if text[start].islower():
        return True
    if text[start].isdigit() and _ABBREVIATED.search(tail):
        return True
    if _HALF_DAY.search(tail):
        return _AFTER_HALF_DAY.match(text, start) is not None
    return _TITLE_END.search(tail) is not None


_TITLE_END = re.compile(
    r"\b(?:Gen|Lt|Col|Maj|Sgt|Capt|Adm|Gov|Sen|Rep|Rev|Dr|Mr|Mrs|Ms|Prof|St|Mt|vs|No|Nr|M|Mme|Mlle|Hr|Fr|Sr|Sra)\.\s*\Z"
)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        stop = _cut(text, start, start + _LONGEST)
        left, right = _trim(text, start, stop)
        if left < right:
            yield left, right
        start = stop
    start, end = _trim(text, start, end)
    if start < end:
        yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut before the limit: behind a full stop, else a semicolon, else a space, else just there."""
    for mark in (". ", "; ", " ", "\n"):
        at = text.rfind(mark, start + (limit - start) // 2, limit)
        if at >= 0:
            return at + len(mark)
    return limit


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
