"""Whether an English title can be read without its article, and the one form that helps where it cannot."""

from __future__ import annotations

import re
from functools import lru_cache

from app.extract.lines import LONGEST

# Words whose meaning lies in another sentence, or in who speaks.
_OPEN = frozenset(
    "he she it they this that these those his her its their i we you my our your me us others such".split()
)
_FIRST_PERSON = re.compile(
    r"(?<![\w.])(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|my|My|our|Our|us|me|you|You|your|Your|ourselves|myself)(?![\w.’'])"
)
_THIRD_PERSON = frozenset("he she it they him her them his hers its their theirs there".split())
_OPENERS = frozenset(
    "before after while when as if because although though since until whereas unless than according including "
    "following with without despite".split()
)
# "The first was found", "Many have left": of what, another sentence says.
_NO_NOUN = re.compile(
    r"(?:The (?:first|second|third|other|latter|former|two|three|same|latest|last)|Others?|Some|Many|Both|Each|Most|"
    r"All|None|Few|[\d,.]+|More|Fewer|No|Yes|Several|Another|One|Two|Three|Neither|Either) "
    r"(?:was|were|is|are|has|have|had|did|will|would|could|may|"
    r"centres|centers|came|went|took|"
    r"might|won|do|does|can|also|then|(?!hundred)\w+ed)\b"
    r"|(?:One|Some|Many|Most|All|Both|None|Two|Three|Several|Each|Few) of (?:them|these|those|us|it|which|whom)\b"
)
# "Is taking steps to do so": what, another sentence says.
_LEANS_BACK = re.compile(
    r"\b(?:(?:do(?:es|ing|ne)?|did) (?:so|that|this|it|likewise)|the (?:first|second|third|other|others|same|latter))\Z"
)
# Verbs that say nothing at the end of a line: "The attack came".
_HOLLOW = frozenset(
    "came was were is are did had has have said says went included be been became ran began occurred happened "
    "continued added seen shown followed".split()
)
_CLAUSE_OPENERS = frozenset(("Before", "After", "While", "When", "As", "Because", "Although", "Though", "Since", "If"))
_LABEL = re.compile(r"[A-Z][^\s:]*(?: [^\s:]+){0,3}: (?=[A-Z]\S* \S+ \S)")
_AUXILIARIES = frozenset(
    "is are was were has have had does did will would could may might must shall should can cannot be been".split()
)
_LACKING = _AUXILIARIES - {"may", "might", "will"}  # these are names too
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_MARKS_INSIDE = re.compile(r"[?!|]|\.\s|\s[*•]\s|,\s*,|--")


def stands_alone(title: str) -> bool:
    """Whether nothing in it needs the sentences around it."""
    first, _, rest = title.partition(" ")
    first = first if len(first) > 1 and first.isupper() else first.lower()  # "US"
    if first in _OPEN or first in _OPENERS or first in _AUXILIARIES or (first.endswith("ing") and _goes_on_bare(rest)):
        return False
    if _LEANS_BACK.search(title):
        return False
    if _NO_NOUN.match(title) or title.rpartition(" ")[2].lower() in _HOLLOW:
        return False
    return not speaks(title) and _MARKS_INSIDE.search(_unquoted(title)) is None


@lru_cache(maxsize=8)  # asked first whether somebody speaks, then whether the line can stand alone
def speaks(title: str) -> bool:
    """Whether someone tells of themselves or talks to the reader, outside quotation marks."""
    return _FIRST_PERSON.search(_unquoted(title)) is not None


def _unquoted(title: str) -> str:
    """The title without what it quotes."""
    return _QUOTED.sub("", title) if "“" in title or '"' in title or "‘" in title else title


def opens_with_pronoun(title: str) -> bool:
    """Whether it begins with a word that means something in another sentence."""
    return title.partition(" ")[0].lower() in _OPEN


def lacks_subject(title: str) -> bool:
    """Whether it begins with an auxiliary: "Was happening there"."""
    return title.partition(" ")[0].lower() in _LACKING


def leans_on_pronoun(title: str) -> bool:
    """Whether it has a "him" or "its" anywhere: of what hangs on a clause that is mostly somebody in that clause."""
    return not _THIRD_PERSON.isdisjoint(_unquoted(title).lower().split())


def without_label(title: str) -> str:
    """Without the "Editor’s note:" before what is told."""
    label = _LABEL.match(title)
    return title[label.end() :] if label else title


def without_opener(title: str) -> str:
    """A clause without the "before" that hung it on another one."""
    first, _, rest = title.partition(" ")
    if rest.partition(" ")[0] in ("many", "much", "few", "little"):
        return title  # "As many as 40 people"
    return rest[:1].upper() + rest[1:] if first in _CLAUSE_OPENERS and " " in rest else title


def spoken_by(speaker: str, title: str) -> str:
    """The words with who said them: "Ida Carrow: “We lit the boiler”"."""
    line = f"{speaker[:1].upper()}{speaker[1:]}: “{title}”"
    return line if len(line) <= LONGEST else title


def _goes_on_bare(rest: str) -> bool:
    """Whether a first word in -ing is followed by what only a verb takes: "Meaning the virus"."""
    following = rest.partition(" ")[0].lower()
    return following in ("the", "a", "an", "that", "his", "her", "its", "their", "to", "it", "him", "them")
