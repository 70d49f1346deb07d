"""Which way a sentence looks from the day of publication: the words that tell it, and what they tell of a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.timex.notation import expand
from app.timex.spotter import Spotter
from app.timex.timex3 import Step

# Below 0 the past, above 0 the future, and the cue that says so. A word right before the date weighs 2, a verb of the
# sentence 1, what leaves no choice 4.
Way = tuple[int, Step | None]

_ADJACENT, _SURE = 2, 4


@dataclass(frozen=True)
class Cues:
    """Words of a sentence that tell which way an open date lies; patterns in the notation of rules.

    Attributes:
        future, past: verbs and adverbs; the one nearest before the date counts, else the nearest after it.
        toward, since: words right before the date that look ahead ("by", "until") or back ("ended", "since"); they
            outweigh every verb.
        between: small words that may stand between those and the date.
        behind: words right before a date that lies behind what a narrative has reached ("since"), whatever the verb.
        sure: those among `future`, `past` and `since` that leave no choice where they govern the date, however near the
            other one is: "will return in January" is no January gone by.
        apart: what stands between a verb and a date that it does not govern.
        awaited: those among `past` that tell of what was to come: "was expected to reopen" on a day that may still be
            ahead.
        said: past verbs that may govern a day to come: a date that opens the sentence before them is that of the saying
            ("in May they promised to rebuild").
        aim: a verb told as aim ("to settle it"); where one stands before the date, what was done tells none for sure.
        rumoured: a clause whose verb looks ahead and tells of what is said to have been: "soll … gestohlen haben".
        verb_last: whether the verb of a clause behind a comma ends it: "…, dass es im Januar schließen wird".
    """

    future: str
    past: str
    toward: str
    since: str
    between: str
    behind: str = r"\&"
    sure: str = r"\&"
    apart: str = r"\&"
    said: str = r"\&"
    aim: str = r"\&"
    awaited: str = r"\&"
    rumoured: str = r"\&"
    verb_last: bool = False

    @cached_property
    def verbs(self) -> Spotter:
        return Spotter({"future": self.future, "past": self.past}, r"(?!\w)")

    def govern(self, cue: str, between: str) -> bool:
        """Whether a cue leaves no choice for a date that stands so many words behind it."""
        return self.near(between) and self._is_sure(cue)

    def near(self, between: str) -> bool:
        """Whether nothing that tells of something else stands between a verb and a date."""
        return len(between) < _GOVERNED and self._apart.search(between) is None

    def _is_sure(self, cue: str) -> bool:
        known = self._known_sure.get(cue)
        if known is None:
            known = self._sure.fullmatch(cue) is not None
            if len(self._known_sure) < _MOST_CUES:
                self._known_sure[cue] = known
        return known

    @cached_property
    def _known_sure(self) -> dict[str, bool]:
        return {}

    @cached_property
    def purpose(self) -> re.Pattern[str]:
        """A verb told as aim, whatever is done for it."""
        return re.compile(rf"(?<!\w)(?:{expand(self.aim)})(?!\w)", re.IGNORECASE)

    @cached_property
    def awaiting(self) -> re.Pattern[str]:
        return re.compile(expand(self.awaited), re.IGNORECASE)

    @cached_property
    def saying(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{expand(self.said)})(?!\w)", re.IGNORECASE)

    @cached_property
    def rumour(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{expand(self.rumoured)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _sure(self) -> re.Pattern[str]:
        return re.compile(expand(self.sure), re.IGNORECASE)

    @cached_property
    def _apart(self) -> re.Pattern[str]:
        return re.compile(rf"[,;:()\"“”«»–—]|(?<!\w)(?:{expand(self.apart)})(?!\w)", re.IGNORECASE)

    @cached_property
    def looking_back(self) -> Spotter:
        return Spotter({"behind": self.behind}, self._right_before_date, between=self.between)

    @cached_property
    def adjacent(self) -> Spotter:
        return Spotter({"future": self.toward, "past": self.since}, self._right_before_date, between=self.between)

    @property
    def _right_before_date(self) -> str:
        """What may stand between a word and the date that it is right before, so that it ends where the text does."""
        return rf"(?: (?:{self.between})){{0,2}}(?: |-)$"


class Around(NamedTuple):
    """What stands around a date in its sentence.

    Attributes:
        begin: where the sentence begins, as far as it is looked at; `close` tells where it ends.
        start, end: of the date.
        verbs: the verbs of a part of the text, in order.
    """

    text: str
    begin: int
    start: int
    end: int
    close: Callable[[], int]
    verbs: Callable[[int, int], list[re.Match[str]]]


def way(cues: Cues, around: Around) -> Way:
    """Which way the sentence looks at its date."""
    text, begin, start = around.text, around.begin, around.start
    adjacent = cues.adjacent.search(text, begin, start)
    told = around.verbs(begin, start)
    if cues.verb_last and adjacent is None and (last := _at_the_end(around, told)) is not None:
        return _looks(cues, last, sure=cues.govern(last[0], ""))
    verb, governs = _before(cues, around, told, start if adjacent is None else adjacent.start())
    # "By Monday they had left": what opens the sentence looks where its verb looks.
    if adjacent is not None and (adjacent["past"] or text[begin : adjacent.start()].strip()):
        return _right_before(cues, adjacent, verb, governs=governs)
    if verb is None:
        behind = around.verbs(around.end, around.close())
        if behind and len(text[begin:start].split()) <= 1:  # no more than a preposition stands before the date
            return _opening(cues, around, behind)
        verb = behind[0] if behind else adjacent
    if verb is None:
        return 0, None
    return _looks(cues, verb, sure=governs)


def _looks(cues: Cues, verb: re.Match[str], *, sure: bool) -> Way:
    weight = _SURE if sure else 1
    if verb["future"] and not cues.rumour.match(verb.string, verb.start()):
        return weight, Step("future_cue", verb[0], "after")
    return -weight, Step("past_cue", verb[0], "before")


def _before(cues: Cues, around: Around, told: Sequence[re.Match[str]], upto: int) -> tuple[re.Match[str] | None, bool]:
    """The verb before the date, and whether it leaves no choice for it."""
    if not told:
        return None, False
    text, verb = around.text, told[-1]
    if len(told) > 1 and verb["past"] and told[-2]["future"] and (
        cues.govern(told[-2][0], text[told[-2].end() : around.start])
    ):  # fmt: skip
        verb = told[-2]  # "It will redeem all preferred shares on": what looks past is an adjective
    governs = cues.govern(verb[0], text[verb.end() : upto])
    if governs and verb["past"]:
        governs = not any(other["future"] for other in told)
        governs = governs and not cues.purpose.search(text, around.begin, around.start)
    return verb, governs


def _right_before(cues: Cues, adjacent: re.Match[str], verb: re.Match[str] | None, *, governs: bool) -> Way:
    """By a word right before the date, which outweighs every verb."""
    word = adjacent[0].strip(" -")
    if adjacent["past"]:
        return -_SURE if cues.govern(word.split()[0], "") else -_ADJACENT, Step("past_cue", word, "before")
    why = Step("future_cue", word, "after")
    if verb is not None and verb["past"] and " " in verb[0]:
        return 1, why  # "on nous avait promis … pour le 1er avril": what was to come then may lie behind by now
    return _SURE if governs and verb is not None and verb["future"] else _ADJACENT, why


def _opening(cues: Cues, around: Around, behind: Sequence[re.Match[str]]) -> Way:
    """By the verb behind a date that opens its sentence: "In May they moved", "in May they promised to move"."""
    verb = behind[0]
    between = around.text[around.end : verb.start()].removeprefix(",")
    ahead, back = (any(other[name] for other in behind) for name in ("future", "past"))
    if cues.saying.match(around.text, verb.start()) is not None and cues.near(between):
        return -_SURE, Step("past_cue", verb[0], "before")
    # "In January the court will decide", but "in January votes were counted", "in January talks to end it began".
    return _looks(cues, verb, sure=not (ahead and back) and cues.govern(verb[0], between))


def _at_the_end(around: Around, told: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The verb that ends the clause of a date, where the clause stands behind a comma and has none before it."""
    opened = around.text.rfind(",", around.begin, around.start)
    if opened < 0 or (told and told[-1].start() > opened):
        return None
    behind = around.verbs(around.end, around.close())
    inside = [verb for verb in behind if _CLAUSE_END.search(around.text, around.end, verb.start()) is None]
    return inside[-1] if inside else None


_CLAUSE_END = re.compile(r"[,;:]")
_MOST_CUES = 5_000
# Characters behind a verb that it may govern.
_GOVERNED = 50
