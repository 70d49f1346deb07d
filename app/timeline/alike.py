"""What two articles both tell: which report of the one and which of the other tell the same event.

A pure function of the two articles, so that the answer does not depend on what else is stored or came before. First the
articles have to be about the same things at all. Then every report of the one is held against every one of the other:
when they say it was, which words they share that are rare in both articles, and whether their triggers name the same
kind of happening. Of the pairs that are alike enough the best goes first, and each report tells one event of the other
article at most.

Precision comes first: a wrong join hides an event, a missed one only shows it twice. The figures were set on half of
the stories in `tests/data/stories` and looked at on the other half.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from app.extract.article import Modality
from app.timeline import fulltext, related
from app.timex.civil import DAY
from app.timex.when import Basis

# Words kept of an article, and the cosine from which two articles tell of the same things.
GIST_WORDS = 40
SAME_STORY = 0.12

# How alike two reports have to be, and what each thing adds.
ENOUGH = 0.85
SENTENCE = 0.5  # times the share of words in the sentences; those in the titles count in full
SAME_TRIGGER = 0.3
RELATED_TRIGGER = 0.25
SHARED_NAME = 0.1
OTHER_NAMES = -0.1
ALONE_ON_ITS_DATE = 0.3
COARSE = -0.3  # where one of them names no day: much happens in a month
# And what two of them have to share at least: the words of their titles, with triggers that fit and without.
TITLE = 0.1
TITLE_ALONE = 0.3
# Of one article: the share of words that two tellings of one thing have in common, and how strong a join that is.
NEARLY_ALL = 0.8
# Of longer times two have to be equal: "in March" is told of many things, and most of them are no others of that month.
LONGEST_COMPARED = 7 * DAY
REPEATED = 3.0

_STOPWORDS = frozenset(
    """
    about after all also and are been before but could did for from had has have her him his into its more most not off
    one our out over said she than that the their them then there they this under was were what when which while who
    will with would you
    """.split()
)
_ENDINGS = ("ing", "ed", "es", "s")


class _Dates(Enum):
    """How the times of two reports are to each other, and what that adds."""

    EQUAL = 0.3
    OVERLAP = 0.2
    A_DAY_OFF = 0.1  # and one of them is only a guess from the day of publication
    NEXT_DAY = -0.3  # by their own words


@dataclass(frozen=True, slots=True)
class Telling:
    """What of a report decides whether it tells the same event as another one.

    Attributes:
        report: its key. `order`: where it stands among those of its article, the same whenever they came.
        guessed: its date is the publication's, or an earlier sentence's.
        words: stems of the title's content words; `sentence`: those of its whole sentence.
        names: folded words of the names in it.
    """

    report: int
    order: int
    modality: Modality
    earliest: int | None
    latest: int | None
    guessed: bool
    words: frozenset[str]
    sentence: frozenset[str]
    trigger: str
    kinds: frozenset[int]
    names: frozenset[str]

    @classmethod
    def of(
        cls, *, report: int, order: int, modality: Modality, earliest: int | None, latest: int | None, basis: Basis,
        title: str, sentence: str, trigger: str, names: Iterable[str],
    ) -> Telling:  # fmt: skip
        found = fulltext.words(trigger)
        return cls(
            report=report, order=order, modality=modality, earliest=earliest, latest=latest,
            guessed=basis in (Basis.PUBLICATION, Basis.INHERITED), words=content_words(title),
            sentence=content_words(sentence), trigger=" ".join(map(_stem, found)), kinds=related.kinds(found),
            names=frozenset(word for name in names for word in fulltext.words(name)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tale:
    """An article with what it tells.

    Attributes:
        article: its key. `order`: its natural key, which is the same whenever it came.
        voice: who speaks in it.
        gist: the words it is about, with their weights.
    """

    article: int
    order: str
    voice: str
    gist: Mapping[str, float]
    tellings: Sequence[Telling]


@dataclass(frozen=True, slots=True)
class Join:
    """Two reports that tell the same event, and how alike they are."""

    one: int
    other: int
    score: float


def gist(texts: Iterable[str]) -> dict[str, float]:
    """The words that these texts have most often, with weights whose squares add up to 1; ties by the alphabet."""
    counts = Counter(_stem(word) for text in texts for word in fulltext.words(text) if _carries_meaning(word))
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:GIST_WORDS]
    length = math.sqrt(math.fsum((1 + math.log(count)) ** 2 for _, count in kept))
    return {word: (1 + math.log(count)) / length for word, count in kept}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(weight * other[word] for word, weight in one.items() if word in other)


def joins(one: Tale, other: Tale) -> list[Join]:
    """Which reports of two articles tell the same event; the order of the two is of no account."""
    if one.order > other.order:
        one, other = other, one
    if one.article == other.article or cosine(one.gist, other.gist) < SAME_STORY:
        return []
    # Only what could be the same by its time is looked at, here as in the store, which is asked for no more.
    one, other = _of_one_time(one, other), _of_one_time(other, one)
    alike = _Alike(one, other)
    scored = sorted(
        ((score, a, b) for a in one.tellings for b in other.tellings if (score := alike.score(a, b)) > 0),
        key=lambda pair: (-pair[0], pair[1].order, pair[2].order),
    )
    return list(_best(scored))


def _of_one_time(tale: Tale, other: Tale) -> Tale:
    return replace(tale, tellings=[each for each in tale.tellings if any(_dates(each, b) for b in other.tellings)])


def repeats(tale: Tale) -> list[Join]:
    """Where an article tells the same thing twice, in nearly the same words."""
    return [
        Join(one.report, other.report, REPEATED)
        for one, other in itertools.combinations(tale.tellings, 2)
        if (one.modality, one.earliest, one.latest, one.trigger) == (
            other.modality, other.earliest, other.latest, other.trigger,
        )
        and one.earliest is not None
        and len(one.words & other.words) >= NEARLY_ALL * len(one.words | other.words)
    ]  # fmt: skip


def _best(scored: Sequence[tuple[float, Telling, Telling]]) -> Iterator[Join]:
    taken: set[int] = set()
    for score, a, b in scored:
        if score < ENOUGH:
            return
        if a.report not in taken and b.report not in taken:
            taken |= {a.report, b.report}
            yield Join(a.report, b.report, round(score, 4))


class _Alike:
    """How alike the reports of two articles are; a word counts for the less the more of their reports have it."""

    def __init__(self, one: Tale, other: Tale) -> None:
        self._one_voice = one.voice == other.voice
        self._reports = len(one.tellings) + len(other.tellings)
        self._having = Counter(word for tale in (one, other) for telling in tale.tellings for word in telling.sentence)
        self._company = {
            telling.report: sum(_overlap(telling, each) for each in tale.tellings)
            for tale in (one, other)
            for telling in tale.tellings
        }

    def score(self, one: Telling, other: Telling) -> float:
        """0 where they cannot be the same."""
        if one.modality is not other.modality:
            return 0.0
        dates = _dates(one, other)
        fitting = one.trigger == other.trigger or bool(one.kinds & other.kinds)
        if dates is None or not (fitting or one.words & other.words):
            return 0.0
        if dates is _Dates.NEXT_DAY and self._one_voice:
            return 0.0  # a paper that tells nearly the same on two days tells two things
        titles = self._shared(one.words, other.words)
        if titles < (TITLE if fitting else TITLE_ALONE):
            return 0.0
        score = dates.value + titles + SENTENCE * self._shared(one.sentence, other.sentence)
        if dates in (_Dates.EQUAL, _Dates.OVERLAP):
            alone = ALONE_ON_ITS_DATE / math.sqrt(self._company[one.report] * self._company[other.report])
            score += alone / 2 if one.guessed or other.guessed else alone
        if one.trigger == other.trigger:
            score += SAME_TRIGGER
        elif fitting:
            score += RELATED_TRIGGER
        if one.names and other.names:
            score += SHARED_NAME if one.names & other.names else OTHER_NAMES
        return score if _on_a_day(one) and _on_a_day(other) else score + COARSE

    def _shared(self, some: frozenset[str], others: frozenset[str]) -> float:
        shared = self._weight(some & others)
        return shared / math.sqrt(self._weight(some) * self._weight(others)) if shared else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return math.fsum(math.log(1 + self._reports / max(1, self._having[word])) for word in words)


def _dates(one: Telling, other: Telling) -> _Dates | None:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    if (one.earliest, one.latest) == (other.earliest, other.latest):
        return _Dates.EQUAL
    if max(one.latest - one.earliest, other.latest - other.earliest) > LONGEST_COMPARED:
        return None
    if _overlap(one, other):
        return _Dates.OVERLAP
    if max(one.earliest, other.earliest) - min(one.latest, other.latest) >= DAY:
        return None
    return _Dates.A_DAY_OFF if one.guessed or other.guessed else _Dates.NEXT_DAY


def _overlap(one: Telling, other: Telling) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest < other.latest and other.earliest < one.latest


def _on_a_day(telling: Telling) -> bool:
    return telling.earliest is not None and telling.latest is not None and telling.latest - telling.earliest <= DAY


@lru_cache(maxsize=20_000)  # the same sentences are held against one new article after the other
def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry the meaning of a text."""
    return frozenset(_stem(word) for word in fulltext.words(text) if _carries_meaning(word))


def _carries_meaning(word: str) -> bool:
    return len(word) > 2 and word not in _STOPWORDS


def _stem(word: str) -> str:
    """Enough of a word to see it again in another form, in whatever language: "attacked", "attacks" → "attack"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            break
    return word[:6]
