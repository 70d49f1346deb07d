"""Articles and what they tell, as far as it decides whether two of them tell the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import overload

from app.extract.article import Modality
from app.timeline import fulltext
from app.timeline.joining import related
from app.timex.when import Basis

# Words kept of an article.
GIST_WORDS = 40

# Words that say nothing of what happened, those of the calendar among them: the dates are compared as such.
_STOPWORDS = frozenset(
    """
    about after again all also and another any are been before being both but can could did does doing done each either
    even every few for from had has have her here him his how into its just many may might more most much must neither
    nor not now off one only other our out over own said same say saying says shall she should some still such tell
    tells than that the their them then there they this told too two under very was were what when where which while
    who whom whose why will with would yet you your
    eight eleven fifth first five four fourth last new next nine second seven six ten third three today tomorrow
    yesterday day days month months week weeks year years monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """.split()
)
# What is said counts, not that it is.
_SAYING = frozenset("say tell report announ add state".split())
_ENDINGS = ("ing", "ed", "es", "s", "ion", "ment")
_SHORTEST_STEM = 4
_TOO_SHORT = 2
_STEM = 6  # letters, enough to see a word again in another form in whatever language

_NUMBER = re.compile(r"(?<![^\W_])(?:\d[\d.,]*\d|\d)(?![^\W_])|\b[a-z]+\b")
_SPELLED = {
    word: float(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
} | {word: float(10 * ten) for ten, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}

# "Town840", "M84", "F-16"; and "flight 103", "Building 7": what a number makes another one.
_NUMBERED = re.compile(r"\b([^\W\d_]+)-?(\d+)\b")
_HEAD_AND_NUMBER = re.compile(
    r"\b(act|apollo|article|bill|block|boeing|building|camp|chapter|district|division|exit|flight|floor|formula|game|"
    r"gate|group|hall|highway|house|interstate|lane|level|line|lot|mile|milepost|number|no\.?|phase|platform|precinct|"
    r"proposition|reactor|region|resolution|road|room|round|route|section|sector|site|stage|station|street|terminal|"
    r"tower|tunnel|unit|volume|ward|well|zone) (\d+)\b"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What of a report decides whether it tells the same event as another one.

    Attributes:
        report: its key. `order`: where it stands among those of its article, the same whenever they came.
        guessed: its date is the publication's, or an earlier sentence's.
        words: stems of the title's content words; `sentence`: those of its whole sentence and of the title.
        trigger: its stem, empty where it only says that something is said.
        kinds: of happening that it can name; `concepts`: all kinds that words of the title can name.
        names: of those who take part, each as the stems of its words; `named`: all these stems. `marks`: stems of the
            words that the sentence has in capitals, but for its first.
        numbers: in the title.
        numbered: things that have a number for a name, in the title: ("flight", "103").
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
    concepts: frozenset[int]
    names: tuple[frozenset[str], ...]
    named: frozenset[str]
    marks: frozenset[str]
    numbers: frozenset[float]
    numbered: frozenset[tuple[str, str]]

    @classmethod
    def of(
        cls, *, report: int, order: int, modality: Modality, earliest: int | None, latest: int | None, basis: Basis,
        title: str, sentence: str, trigger: str, names: Iterable[str],
    ) -> Telling:  # fmt: skip
        line = _line(title, trigger)
        each = tuple(map(_name, names))
        return cls(
            report=report, order=order, modality=modality, earliest=earliest, latest=latest,
            guessed=basis in (Basis.PUBLICATION, Basis.INHERITED), words=line.words,
            sentence=content_words(sentence) | line.words, trigger=line.trigger, kinds=line.kinds,
            concepts=line.concepts, names=each, named=frozenset().union(*each), marks=_marks(sentence),
            numbers=line.numbers, numbered=line.numbered,
        )  # fmt: skip


# What is asked first of a telling: its modality, its bounds, and whether its date is guessed.
Head = tuple[Modality, int | None, int | None, bool]


class Tellings(Sequence[Telling]):
    """What an article tells, in its order. Of most of it only the heads are looked at: the rest is made when asked for.

    Attributes:
        heads: of all of them.

    Args:
        make: the telling at a place, always the same.
    """

    __slots__ = ("_made", "_make", "heads")

    def __init__(self, heads: Sequence[Head], make: Callable[[int], Telling]) -> None:
        self.heads = heads
        self._make = make
        self._made: list[Telling | None] = [None] * len(heads)

    @classmethod
    def of(cls, tellings: Sequence[Telling]) -> Tellings:
        """Those that are made already."""
        heads = [(each.modality, each.earliest, each.latest, each.guessed) for each in tellings]
        return cls(heads, tellings.__getitem__)

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> Telling: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Telling]: ...
    def __getitem__(self, at: int | slice) -> Telling | Sequence[Telling]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        made = self._made[at]
        if made is None:
            made = self._made[at] = self._make(at)
        return made


@dataclass(frozen=True, slots=True)
class Tale:
    """An article with what it tells.

    Attributes:
        article: its key. `order`: its natural key, which is the same whenever it came.
        voice: who speaks in it.
        gist: the words it is about, with their weights.
        published: when, in civil seconds.
    """

    article: int
    order: str
    voice: str
    gist: Mapping[str, float]
    published: int
    tellings: Tellings


@dataclass(frozen=True, slots=True)
class _Line:
    """What a title and its trigger say; see `Telling`."""

    words: frozenset[str]
    trigger: str
    kinds: frozenset[int]
    concepts: frozenset[int]
    numbers: frozenset[float]
    numbered: frozenset[tuple[str, str]]


# What stored articles tell is remembered as a whole (`kept_tales`); these help within an article.
_REMEMBERED = 100


@lru_cache(maxsize=_REMEMBERED)
def _line(title: str, trigger: str) -> _Line:
    told, triggers = fulltext.words(title), fulltext.words(trigger)
    if triggers and triggers[0] in told:
        kinds = related.kinds_at(told, told.index(triggers[0]))
    else:
        kinds = related.kinds_at(triggers, 0) if triggers else frozenset()
    named = " ".join(map(stem, triggers))
    folded = fulltext.fold(title)
    return _Line(
        words=frozenset(_stems(title)),
        trigger="" if named in _SAYING else named,
        kinds=kinds,
        concepts=related.concepts(told),
        numbers=_numbers(folded),
        numbered=frozenset(_NUMBERED.findall(folded)) | frozenset(_HEAD_AND_NUMBER.findall(folded)),
    )


def gist(texts: Iterable[str]) -> dict[str, float]:
    """The words that these texts have most often, with weights whose squares add up to 1; ties by the alphabet."""
    counts = Counter(chain.from_iterable(map(_stems, texts)))
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:GIST_WORDS]
    length = math.sqrt(math.fsum((1 + math.log(count)) ** 2 for _, count in kept))
    return {word: (1 + math.log(count)) / length for word, count in kept}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry the meaning of a text."""
    return frozenset(_stems(text))


@lru_cache(maxsize=_REMEMBERED)
def _stems(text: str) -> tuple[str, ...]:
    """The same in order, each as often as it is there."""
    return tuple(_telling_words(text))


def _telling_words(text: str) -> list[str]:
    return [stem(word) for word in fulltext.words(text) if len(word) > _TOO_SHORT and word not in _STOPWORDS]


@lru_cache(maxsize=12_000)
def stem(word: str) -> str:
    """Enough of a folded word to see it again in another form: "fell" and "falls", "attacked" and "attacks"."""
    word = related.base(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:_STEM]


@lru_cache(maxsize=_REMEMBERED)
def _name(name: str) -> frozenset[str]:
    return frozenset(map(stem, fulltext.words(name)))


_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_][\w’'-]*")


@lru_cache(maxsize=_REMEMBERED)
def _marks(sentence: str) -> frozenset[str]:
    found = [each[0] for each in _CAPITALISED.finditer(sentence) if each.start() and each[0][0].isupper()]
    return frozenset(_telling_words(" ".join(found)))


def _numbers(folded: str) -> frozenset[float]:
    """The numbers in a title, in digits or in English words from two to ninety."""
    found: set[float] = set()
    for written in _NUMBER.findall(folded):
        if written in _SPELLED:
            found.add(_SPELLED[written])
        elif written[0].isdigit() and written.count(".") <= 1:
            found.add(float(written.replace(",", "")))
    # Of some hundreds of digits it is no number any more.
    return frozenset(filter(math.isfinite, found))
