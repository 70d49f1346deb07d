"""What holds from one sentence of an article to the next: whom it is about, the last date, what has happened."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.extract.article import Statement
from app.extract.dating import Dating, inherited
from app.extract.english.anaphora import Focus
from app.extract.english.clauses import Clause, Parse
from app.extract.english.event_nouns import names_event
from app.extract.english.subjects import Spoken
from app.extract.english.tagging import NOUN
from app.extract.english.verb_groups import Tense
from app.extract.source import CARRIED
from app.timex.when import When

_STEM = 4  # letters that a verb and its noun share: "invade", "invasion"
_NOUN_REACH = 6  # words behind "since"
_UNKNOWN_YET = frozenset(("a", "an", "another", "any", "no", "some", "new"))


@dataclass(slots=True)
class Thread:
    """What holds from one sentence to the next."""

    spoken: Spoken = field(default_factory=Spoken)
    paragraph: int = -1
    when: When | None = None  # of the last sentence that told a dated event
    age: int = 0  # sentences since then
    long_past: When | None = None  # a date of a time long past that the paragraph of news tells of
    is_of_old: bool = False  # whether the date that the paragraph told last lies some years back
    told: int = 0  # sentences of prose so far
    happened: dict[str, When | None] = field(default_factory=dict)  # by stem; None where two of them are told of
    focus: Focus = field(default_factory=Focus)

    def begin(self, paragraph: int, *, narrative: bool, heading: bool) -> None:
        """A sentence is being read."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.long_past, self.is_of_old = None, False
            if not narrative:
                self.when = None
        self.spoken.begin(paragraph)
        if not heading:
            self.told += 1
            self.age += 1

    def remember(self, dated: list[Statement]) -> None:
        """The sentence that was read tells that these have happened."""
        if dated:
            self.when, self.age = dated[-1].when, 0
        for statement in dated:
            stem = statement.trigger.text[:_STEM].lower()
            known = self.happened.setdefault(stem, statement.when)
            if known is not None and not _overlap(known, statement.when):
                self.happened[stem] = None

    def since_happening(self, parse: Parse, clause: Clause, dating: Dating) -> When | None:
        """The span from a happening told before: "the invasion has driven millions out", "fled since the quake"."""
        group, words = clause.group, parse.words
        if group is None or group.tense is not Tense.PERFECT:
            return None
        since = next((k for k in clause.words if words[k].lower == "since"), None)
        phrase = list(range(since + 1, min(len(words), since + _NOUN_REACH))) if since is not None else []
        if not phrase:
            phrase = list(parse.subject(clause))
        noun = next((k for k in phrase if words[k].tag == NOUN and names_event(words[k].lower)), None)
        if noun is None or words[phrase[0]].lower in _UNKNOWN_YET or words[phrase[0]].lower == words[noun].lower:
            return None
        when = self.happened.get(words[noun].lower[:_STEM])
        if when is None:
            return None
        return inherited(dating.bounded("since", when, words[noun].text), CARRIED)


def _overlap(one: When, other: When) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest < other.latest and other.earliest < one.latest
