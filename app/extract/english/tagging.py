"""Word classes of an English sentence, as far as finding its verbs needs them.

No model: closed classes come from lists, verb forms from morphology, and what a spelling can be ("attack", "left",
"killed") is decided by what stands before and after it. Date phrases are one word here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.extract.lang import en
from app.extract.lang.en_verbs import BASE, ING, PARTICIPLE, PAST, PRESENT, verb_forms
from app.extract.tokens import Token

# Tags are plain strings: they are compared some hundred times a sentence.
DET, POSS, PRON, NUM, ADV, NEG, PREP, SUB, WH, THAT, TO, CC = (
    "DET", "POSS", "PRON", "NUM", "ADV", "NEG", "PREP", "SUB", "WH", "THAT", "TO", "CC",
)  # fmt: skip
MD, BE, HAVE, DO, VBD, VBZ, VBP, VBN, VBG, VB = "MD", "BE", "HAVE", "DO", "VBD", "VBZ", "VBP", "VBN", "VBG", "VB"
NAME, NOUN, ADJ, TIME = "NAME", "NOUN", "ADJ", "TIME"
COMMA, SEMI, DASH, OPEN, CLOSE, QUOTE, STOP, SYM = ",", ";", "-", "(", ")", '"', ".", "#"

NOMINAL = frozenset((NOUN, NAME, PRON, NUM))
VERBAL = frozenset((MD, BE, HAVE, DO, VBD, VBZ, VBP, VBN, VBG, VB))
_MARKS = {
    ",": COMMA, ";": SEMI, ":": SEMI, "–": DASH, "—": DASH, "-": DASH, "--": DASH, "―": DASH, "(": OPEN, "[": OPEN,
    ")": CLOSE, "]": CLOSE, '"': QUOTE, "“": QUOTE, "”": QUOTE, "*": DASH, "•": DASH, "·": DASH, "„": QUOTE,
    "«": QUOTE, "»": QUOTE, "''": QUOTE,
    "``": QUOTE, "`": QUOTE,
    "‘": QUOTE, "’": QUOTE, "'": QUOTE, ".": STOP, "!": STOP, "?": STOP, "…": STOP, "...": STOP,
}  # fmt: skip
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion dozen dozens hundreds thousands millions billions first".split()
)
_PLURALS = frozenset(
    "people police men women children troops forces media others many some most all both few data".split()
)
_PLURAL_DETERMINERS = _PLURALS | {"some", "many", "each", "several", "those"}
_ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "less", "ic", "able", "ible")
# "According to police": no infinitive behind these.
_TO_IS_PREPOSITION = frozenset(
    "according due thanks response addition reference relation regard access close next up".split()
)
_ABOUT = frozenset("about around over under nearly almost roughly approximately some up".split())
_CONTRACTED = frozenset(("'s", "’s"))
# "At least 40 people", "up to 40", "as many as 40", "between 30 and 40": adverbs of the number.
_BEFORE_NUMBERS = {
    "at": (("least", "most"),),
    "up": (("to",),),
    "as": (("many", "much", "few", "little"), ("as",)),
    "between": (),
}  # fmt: skip
_SECOND_LOOK = (
    _ABOUT
    | _CONTRACTED
    | {"mine", "as", "times", "firm", "can", "first", "last", "that", "because", "since"}
    | frozenset(_BEFORE_NUMBERS)
)
_HAS_OR_IS = frozenset("it he she that there what who here where how this".split())
_LOOKAHEAD = 24


@dataclass(slots=True)
class Word:
    """A token with its class. Its class is found here in two looks; then it is only read.

    Attributes:
        lemma: base form of a verb, else the lower-case word.
        forms: what the spelling can be as a verb, 0 for none.
        phrase: for TIME, the number of the date phrase; else -1.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str
    lemma: str
    forms: int
    phrase: int = -1


@cache
def verbs() -> dict[str, tuple[str, int]]:
    """Spellings of verbs; built on first use."""
    return verb_forms()


@cache
def past_forms() -> dict[str, str]:
    """The simple past of every verb, by its base form."""
    return {base: spelling for spelling, (base, forms) in reversed(verbs().items()) if forms & PAST}


@cache
def noun_like() -> frozenset[str]:
    from app.extract.lang.en_verbs import NOUN_LIKE

    return frozenset(NOUN_LIKE.split())


def classify(
    tokens: Sequence[Token], phrases: Sequence[tuple[int, int]], *, names: frozenset[str], headline: bool = False
) -> list[Word]:
    """The words of one sentence with their classes.

    Args:
        phrases: extents of date phrases, in order; the tokens of each become one TIME word.
        names: lower-case words that are names elsewhere in the article, for a sentence's first word.
        headline: words have capitals whether they are names or not.
    """
    words, open_ones = _candidates(tokens, phrases, names, headline)
    for at in open_ones:
        if words[at].lower in _BEFORE_NUMBERS:
            for k in range(at, _before_number(words, at)):
                words[k].tag = ADV
        elif words[at].lower == "because" and at + 1 < len(words) and words[at + 1].lower == "of":
            words[at].tag = PREP
        elif words[at].lower == "since" and at and words[at - 1].tag == HAVE:
            words[at].tag = ADV  # "has since closed"
    for at in open_ones:
        word = words[at]
        lower = word.lower
        if lower in _ABOUT and at + 1 < len(words) and words[at + 1].tag in (NUM, SYM):
            word.tag = ADV
        elif lower == "that":
            if at + 1 < len(words) and words[at + 1].lower == "of":
                word.tag = PRON  # "the first death, that of a guard"
        elif lower in ("first", "last") and _tells_when(words, at):
            word.tag, word.lemma = ADV, lower
        elif lower == "times" and at and words[at - 1].tag == NUM and words[at + 1 : at + 2]:
            word.tag = NOUN
            if words[at + 1].forms & PAST:
                words[at - 1].tag = word.tag = ADV  # "and three times turned it down"
        elif word.tag == "?":
            tag = _resolve(words, at)
            if tag not in VERBAL:
                word.lemma = lower
            word.tag = ADJ if tag == NOUN and lower in en.ADJECTIVES else tag  # "last", "free"
        elif lower == "as":
            if (end := _as_of_old(words, at)) is not None:
                for k in range(at, end):
                    words[k].tag = ADV  # "as long ago as 1998", "as early as May"
        elif lower == "mine":
            if at and words[at - 1].tag in (DET, ADJ, NOUN, NAME):
                word.tag = NOUN  # "the mine", "a coal mine"
        elif lower == "can":
            alone = _tag_after(words, at)
            if at and words[at - 1].tag in (NOUN, ADJ, DET) and alone in (PREP, COMMA, STOP, SUB, CC):
                word.tag = NOUN  # "a trash can behind the mill"
        elif lower == "firm":
            behind = words[at + 1] if at + 1 < len(words) else word
            described = behind.tag in (NOUN, NAME, ADJ) or (behind.tag == "?" and not behind.forms & (PAST | PRESENT))
            if at and words[at - 1].tag in (DET, POSS, ADJ, NOUN, NAME) and not described:
                word.tag = NOUN  # "the firm lost 40 million", but "a firm promise"
        elif lower in _CONTRACTED:
            word.tag = _contraction(words, at)
    return words


def _as_of_old(words: Sequence[Word], at: int) -> int | None:
    """Number of the date behind "as early as", "as long ago as" and the like; None where it is none of them."""
    for end in range(at + 2, min(len(words) - 1, at + 4)):
        if words[end].lower == "as":
            said = " ".join(word.lower for word in words[at + 1 : end])
            return end + 1 if said in _SO_EARLY and words[end + 1].tag == TIME else None
    return None


_SO_EARLY = frozenset(("early", "late", "recently", "long ago", "far back", "soon"))


def _tells_when(words: Sequence[Word], at: int) -> bool:
    """Whether "first" or "last" stands between a subject and its verb: "which first ran", "the firm last cut its …"."""
    if not at or at + 1 >= len(words) or not words[at + 1].forms & PAST:
        return False
    subject = words[at - 1]
    if subject.tag == COMMA and at > 1 and words[at + 1].tag == "?" and words[at + 1].forms & PARTICIPLE:
        subject = words[at - 2]  # "a new mill, first proposed in 2015, …"
    return subject.tag in (NOUN, NAME, WH) or subject.lower in en.SUBJECT_PRONOUNS


def _before_number(words: Sequence[Word], at: int) -> int:
    """Number of the number whose adverbs begin here; 0 where none do."""
    end = at + 1
    for wanted in _BEFORE_NUMBERS[words[at].lower]:
        if end >= len(words) or words[end].lower not in wanted:
            return 0
        end += 1
    if end >= len(words) or words[end].tag not in (NUM, SYM):
        return 0
    if words[at].lower == "between" and not (
        end + 2 < len(words) and words[end + 1].lower == "and" and words[end + 2].tag == NUM
    ):
        return 0
    return end


def _candidates(
    tokens: Sequence[Token], phrases: Sequence[tuple[int, int]], names: frozenset[str], headline: bool
) -> tuple[list[Word], list[int]]:
    """Words with the classes that they have by themselves, and the numbers of those that need their neighbours."""
    words: list[Word] = []
    open_ones: list[int] = []
    number, last = 0, len(phrases)
    begins = phrases[0][0] if phrases else _NEVER
    small_words = _small_words()
    for token in tokens:
        start, end = token.start, token.end
        text, lower = token.text, token.lower
        if begins < end:
            while number < last and phrases[number][1] <= start:
                number += 1
            begins = phrases[number][0] if number < last else _NEVER
            if begins < end:
                before = words[-1] if words else None
                if before is not None and before.phrase == number:
                    start, text = before.start, f"{before.text} {text}"
                    lower = text.lower()
                    words.pop()
                words.append(Word(start, end, text, lower, TIME, lower, 0, number))
                continue
        known = small_words.get(text)
        if known is None:
            initial = headline or (text != lower and _opens_sentence(words))
            tag, lemma, forms = _spelled(text, lower, words, start, initial=initial, known_name=lower in names)
            known = tag, lemma, forms, tag == "?" or lower in _SECOND_LOOK
            if text == lower and text not in _APOSTROPHES:
                small_words[text] = known
        tag, lemma, forms, is_open = known
        if is_open:
            open_ones.append(len(words))
        words.append(Word(start, end, text, lower, tag, lemma, forms, -1))
    return words, open_ones


def _opens_sentence(before: Sequence[Word]) -> bool:
    """Whether what stands behind these words is the first of a sentence, or of what a mark opens in it."""
    for word in reversed(before):
        if word.tag in _OPENS_SENTENCE or word.text == ":":
            return True
        if word.tag == TIME or word.text[0].isalnum():
            return False
    return True


_NEVER = 1 << 62
_APOSTROPHES = frozenset(("'", "’"))
_OPENS_SENTENCE = frozenset((QUOTE, STOP))


@cache
def _small_words() -> dict[str, tuple[str, str, int, bool]]:
    """What words in small letters are by themselves, as far as they were met: nothing else changes that.

    Class, lemma and verb forms, and whether the neighbours have to be asked too.
    """
    return _Bounded()


class _Bounded(dict[str, tuple[str, str, int, bool]]):
    """Forgets everything when it is full: texts of random letters must not fill the memory."""

    def __setitem__(self, key: str, value: tuple[str, str, int, bool]) -> None:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        super().__setitem__(key, value)


_MOST_KNOWN = 1 << 16


def _spelled(
    text: str, lower: str, words: Sequence[Word], start: int, *, initial: bool, known_name: bool
) -> tuple[str, str, int]:
    """Class, lemma and verb forms of a word or mark by itself."""
    first = text[0]
    if not first.isalnum() and lower not in _CONTRACTED and len(text) > 1 and text[1:2].isalpha():
        return _closed(lower) or SYM, lower, 0
    if lower in _CONTRACTED or (
        lower in ("'", "’") and words and words[-1].end == start and words[-1].lower[-1] == "s"
    ):
        return POSS, lower, 0
    if not first.isalnum():
        return _MARKS.get(text) or _MARKS.get(first, SYM), lower, 0
    return _alone(text, initial=initial and first.isupper(), known_name=known_name and first.isupper())


def _closed(lower: str) -> str | None:
    return closed_classes().get(lower)


@cache
def closed_classes() -> dict[str, str]:
    """The class of every word of the closed classes."""
    table: dict[str, str] = {}
    for tag, group in (
        (ADV, en.ADVERBS), (PREP, en.PREPOSITIONS), (SUB, en.SUBORDINATORS), (PRON, en.PRONOUNS), (DET, en.DETERMINERS),
        (DET, en.POSSESSIVES), (WH, en.WH_WORDS), (CC, en.COORDINATORS), (MD, en.MODALS), (BE, en.BE), (HAVE, en.HAVE),
        (DO, en.DO), (NEG, en.NEGATIONS), (NUM, _NUMBERS), (THAT, ("that",)), (TO, ("to",)),
    ):  # fmt: skip
        table.update(dict.fromkeys(group, tag))
    table["may"] = MD  # the month is a date phrase by then
    return table


@lru_cache(maxsize=1 << 14)
def _alone(text: str, *, initial: bool, known_name: bool) -> tuple[str, str, int]:
    """Class, lemma and verb forms of a word as far as it tells them itself."""
    lower = text.lower()
    base, forms = verbs().get(lower, (lower, 0))
    if not forms and lower.startswith(_AGAIN):
        base, forms = verbs().get(lower.partition("-")[2], (lower, 0))  # "re-elected"
    tag = _word_tag(text, lower, forms, initial=initial, known_name=known_name)
    if tag != "?":
        return tag, lower, 0
    return tag, base, forms or (PAST | PARTICIPLE if lower.endswith("ed") else ING)


_AGAIN = ("re-", "co-")


_AGED = ("-year-old", "-year-olds", "-month-old", "-month-olds", "-week-old", "-day-old")


def _word_tag(text: str, lower: str, forms: int, *, initial: bool, known_name: bool) -> str:
    """The class as far as the word alone tells it; "?" where a verb form needs its neighbours."""
    first = text[0]
    if first.isdigit():
        if lower.endswith(_AGED):
            return NOUN  # "the 41-year-old was held"
        return NUM if lower[-1].isdigit() or not forms else "?"
    closed = closed_classes().get(lower)
    if first.isupper():
        if lower in en.DEMONYMS and text != "US":
            return ADJ
        shouted = len(text) > 1 and text.isupper()
        if (
            closed
            and (initial or lower == "i" or text in _RUN_ON)
            and not (shouted and len(text) < 4 and lower in ("us", "it", "who", "may"))
        ):
            return closed
        if not initial or "." in text or (shouted and not closed and not forms):
            return NAME
        if known_name and not closed:
            return NAME
    elif closed:
        return closed
    if "-" in lower and lower.endswith("ed") and not forms:
        return ADJ  # full-fledged, so-called
    if lower.startswith("un") and lower.endswith("ed") and not forms:
        return ADJ
    if forms or (lower.endswith("ed") and lower not in en.NOT_PARTICIPLES and len(lower) > 4):
        return NOUN if lower in en.NOT_PARTICIPLES and not forms & BASE else "?"
    if lower.endswith("ing") and len(lower) > 5 and lower not in en.NOT_ING:
        return "?"
    if lower.endswith("ly") and lower not in en.NOT_ADVERBS:
        return ADV
    if first.isupper() and not initial:
        return NAME
    if lower in en.ADJECTIVES or (lower.endswith(_ADJECTIVE_ENDINGS) and lower not in en.NOT_ADJECTIVES):
        return ADJ
    return NOUN


def _contraction(words: list[Word], at: int) -> str:
    """A contracted "s" is a verb behind a pronoun ("it's over") and a possessive elsewhere."""
    return BE if at and words[at - 1].lower in _HAS_OR_IS else POSS


def _tag_before(words: list[Word], at: int) -> tuple[str, int]:
    """Class and place of the nearest word to the left that is no adverb, negation or date; ("", -1) at the start."""
    at -= 1
    while at >= 0:
        tag = words[at].tag
        if tag == TIME and at and words[at - 1].tag == PREP:
            at -= 2  # "and in May breaks ground"
        elif at and words[at].lower in _RANKS and words[at - 1].tag in _BEFORE_SKIPPED_QUOTE:
            at -= 1  # "was first seen", "will next meet"
        elif at and words[at].lower == "day" and words[at - 1].lower == "one":
            at -= 2  # "will one day reach the moon"
        elif tag in _PASSED_OVER or (tag == QUOTE and at and words[at - 1].tag in _BEFORE_SKIPPED_QUOTE):
            at -= 1
        else:
            return tag, at
    return "", -1


# "Could “soon” join": quotation marks round an adverb do not part a verb from its auxiliary.
_PASSED_OVER = frozenset((ADV, NEG, TIME))
_RANKS = frozenset(("first", "next", "last"))
_BEFORE_SKIPPED_QUOTE = frozenset((MD, BE, HAVE, TO, ADV, NEG))


def _tag_after(words: list[Word], at: int) -> str:
    if at + 1 >= len(words):
        return STOP
    behind = words[at + 1]
    return NUM if behind.tag == ADV and behind.lower in _BEFORE_NUMBERS else behind.tag


def _resolve(words: list[Word], at: int) -> str:
    word = words[at]
    forms = word.forms
    before, place = _tag_before(words, at)
    direct = words[at - 1].tag if at else ""
    if direct == TIME and at >= 2 and words[at - 2].tag in (DET, POSS):
        direct = ADJ  # "the May 3 shooting"
    after = _tag_after(words, at)
    if word.lower == "given" and direct in (COMMA, "") and after in (DET, POSS, THAT):
        return PREP  # "given the number of ships"
    if before == MD and forms & BASE:
        return VB
    if before == DO and forms & BASE:
        return VB
    if before == TO:
        nominal = place and words[place - 1].lower in _TO_IS_PREPOSITION and word.lemma in noun_like()
        nominal = nominal and not (words[place - 1].lower == "due" and place > 1 and words[place - 2].tag in (BE, ADV))
        if forms & BASE and not nominal:
            noun = word.lemma in noun_like() and _tag_after(words, at) == PREP and words[at + 1].lower == "of"
            return NOUN if noun else VB  # "payable to stock of record"
        return VBG if forms & ING else NOUN
    if before in _AUXILIARY:
        if forms & PARTICIPLE:
            return VBN
        if forms & ING:
            return VBG if before == BE or after in (DET, POSS) else NOUN
        return NOUN
    if word.lower == "acting" and after in (NOUN, NAME):
        return ADJ  # "Acting premier Nina Holt"
    if forms & ING:
        return _ing(words, at, direct, after)
    if direct == NUM and at > 1 and words[at - 2].tag == PREP and forms & PRESENT and not forms & PAST:
        return NOUN  # "in three samples taken there"
    if (
        direct == ADV
        and before in (DET, POSS)
        and forms & PARTICIPLE
        and not forms & BASE
        and (after in (NOUN, NAME, ADJ) or _is_noun_ahead(words, at + 1) or _lists_adjectives(words, at))
    ):
        return ADJ  # "the densely populated capital", "a hastily planned trip", "a heavily wooded, steep hill"
    if direct in _ATTRIBUTED or (
        direct == NUM
        and forms & PARTICIPLE
        and not forms & BASE
        and (after in (NOUN, NAME) or _is_noun_ahead(words, at + 1))
        and not (at > 1 and words[at - 2].tag == NAME)  # "40 wounded men", but "Line 9 left Castle Road"
    ):
        if forms & PAST and direct == DET and words[at - 1].lower in _PLURAL_DETERMINERS:
            return _past(words, at)
        if forms & (PAST | PARTICIPLE) and not forms & BASE:
            if forms & PAST and not forms & PARTICIPLE:
                return VBD
            if after in (NOUN, NAME, ADJ, NUM) or (after == "?" and direct != ADJ):
                return ADJ
            return _past(words, at) if direct == ADJ else NOUN
        if (
            direct == ADJ
            and forms & (PRESENT | BASE)
            and word.lemma not in noun_like()
            and after in (DET, POSS, PRON, TO)
        ):
            return VBZ if forms & PRESENT else VBP
        return NOUN
    if before == PREP or (before == SUB and words[place].lower in ("than", "like")):
        if before == SUB and forms & PAST and words[place - 1].lower == "more" and not _clause_has_finite(words, place):
            words[place - 1].tag = words[place].tag = ADV
            return VBD  # "profits more than doubled"
        if forms & (PAST | PARTICIPLE) and not forms & BASE:
            return ADJ if after in (NOUN, NAME, ADJ, "?") else (VBD if not forms & PARTICIPLE else VBN)
        return NOUN
    if before == CC:
        return _coordinated(words, at, place)
    if forms & PAST:
        return _past(words, at)
    if forms & PARTICIPLE:
        return VBN
    return _present(words, at, before, place)


def _is_noun_ahead(words: Sequence[Word], at: int) -> bool:
    """Whether a word that is still open can be a noun and no past: the "trip" of "a hastily planned trip"."""
    if at >= len(words) or words[at].tag != "?":
        return False
    return not words[at].forms & (PAST | ING) and words[at].lemma in noun_like()


def _lists_adjectives(words: Sequence[Word], at: int) -> bool:
    """Whether a comma and one more adjective follow: "a heavily wooded, four-acre area"."""
    return (
        at + 2 < len(words) and words[at + 1].tag == COMMA and (words[at + 2].tag == ADJ or "-" in words[at + 2].text)
    )


_AUXILIARY = frozenset((BE, HAVE))
_ATTRIBUTED = frozenset((DET, POSS, ADJ))


def _ing(words: list[Word], at: int, direct: str, after: str) -> str:
    if at == 2 and words[0].tag == PREP and direct == TIME and at + 1 < len(words) and words[at + 1].forms & PAST:
        return NOUN  # "In 1984 flooding cut the road"
    if direct in _ATTRIBUTED:
        # "a grinding war", but "a painting made by": what follows decides whether the word stands for itself
        named = after == "?" and direct == DET and words[at + 1].forms & (BASE | PRESENT)
        return ADJ if after in (NOUN, NAME) or named else NOUN
    if words[at].lower in en.NOT_ING:
        return NOUN
    if direct in _TAKES_OBJECT and after == NOUN and words[at - 1].lemma not in en.ASPECTUAL:
        return ADJ  # "reported disturbing accounts"
    if direct == NOUN and after in (STOP, PREP, SUB) and words[at].lemma in _NOMINAL_ING:
        return NOUN
    if direct in ("", PREP, COMMA, CC, QUOTE) and after in (NOUN, NAME) and words[at].lemma in _ADJECTIVAL_ING:
        return ADJ
    return VBG


# "the fighting", "a suicide bombing": acts that are named by -ing more often than told by it.
_NOMINAL_ING = frozenset("bomb shoot shell fight kill stab loot flood fund train spend test vote hear meet".split())
_ADJECTIVAL_ING = frozenset(
    "flee grow rise fall lead exist remain continue surround neighbor neighbour last live work rule".split()
)


def _past(words: list[Word], at: int) -> str:
    """A form that can be a past: finite ("troops killed three"), or a participle ("troops killed in March were")."""
    word = words[at]
    after = _tag_after(words, at)
    if not word.forms & PARTICIPLE or word.lemma in en.NEVER_PASSIVE:
        opens = at == 0 and word.forms & PARTICIPLE and not word.forms & BASE
        return ADJ if opens and after in (NOUN, NAME) else VBD  # "Retired teachers"
    if at and words[at - 1].tag == VB:
        if words[at - 1].lemma in _BECOMING:
            return VBN  # "urged people to get immunised"
        return ADJ if after in (NOUN, NAME, ADJ) else NOUN  # "break ground"
    before, place = _tag_before(words, at)
    if before and words[at - 1].lower in _DEGREES and after in (NOUN, NAME):
        return ADJ  # "one of the most collected artists"
    if before in _TAKES_OBJECT and after in (NOUN, NAME) and words[at - 1].tag == before and not word.forms & BASE:
        return ADJ  # "can handle limited amounts"
    if before == PRON and words[place].lower in en.SUBJECT_PRONOUNS:
        return VBD
    if before in (WH, THAT):
        return VBD
    if before == QUOTE and word.lemma in en.SAYING and at > 1:
        return VBD  # "“…,” said the engineer"
    if before == QUOTE and after in (DET, POSS, NUM) and sum(each.tag == QUOTE for each in words[:at]) % 2 == 0:
        return VBD  # "the film “Nine Lives” won the cup"
    if before in ("", QUOTE, DASH, SEMI, OPEN):
        if after in (NOUN, NAME, "?") and not (word.forms & BASE):
            return ADJ
        return VBN
    direct = words[at - 1].tag if at else ""
    if _next_word(words, at) == "by" and not _by_how_much(words, at):
        return VBN
    if before == COMMA and (word.lower in _BESIDE or _is_aside(words, at, place)):
        return VBN
    if before == COMMA and _behind_aside(words, place) and not _finite_follows(words, at):
        return VBD
    if before == COMMA and _in_series(words, at, place):
        return VBD
    if (
        _in_opening(words, at)
        or (
            before == COMMA
            and after in (PREP, TO, ADV, TIME)
            and word.lemma not in en.SAYING
            and _clause_has_finite(words, at)
        )
        or _in_absolute(words, at)
    ):
        return VBN
    if word.lemma in en.BARE_CONTENT and word.lower != "known" and not _is_thought_of(words, at, before):
        return VBD
    if _asked_what(words, at) or _is_of_whose(words, at):
        return VBD
    if word.lemma in en.TAKES_OBJECT and (after in (TIME, STOP, COMMA) or _next_word(words, at) in _BEHIND_PARTICIPLE):
        return VBN  # "a tip received two days ago", "a corporal accused of manslaughter"
    if direct in (ADV, POSS, DET) and _modifies_coordinated(words, at):
        return ADJ  # "better armed and organized troops"
    if _behind_opening(words, at):
        return VBD
    if _behind_relative(words, at) and not _finite_follows(words, at):
        return VBD
    if _clause_has_finite(words, at):
        if after in _OBJECTS and before in (NOUN, NAME) and word.lemma not in en.NAMING:
            return VBD  # "the moment the quake struck Haiti": a participle has no object behind it
        return VBN if before in (NOUN, NAME, TIME, NUM, PRON, CLOSE, "ADJ") else VBD
    if (
        (after in (DET, POSS, PRON, NAME, NUM, THAT, NOUN) or _is_noun_ahead(words, at + 1))
        and before != COMMA
        and not (word.lemma in en.NAMING and _finite_follows(words, at))
    ):
        return VBD
    return VBN if _finite_follows(words, at) else VBD


_DEGREES = frozenset("most least more less best worst newly highly widely".split())


def _is_thought_of(words: list[Word], at: int, before: str) -> bool:
    """Whether it tells what somebody is thought to be: "arrested a man suspected of arson", "a ship believed to be"."""
    if before not in (NOUN, NAME) or _next_word(words, at) not in ("of", "to", "as"):
        return False
    return _clause_has_finite(words, at)


def _in_series(words: list[Word], at: int, comma: int) -> bool:
    """Whether it is the second of three verbs of one subject: "closed in 2005, reopened in 2010 and was sold"."""
    first = next((k for k in range(comma - 1, -1, -1) if words[k].tag in _FINITE or words[k].tag == COMMA), -1)
    if first < 0 or words[first].tag != VBD:
        return False
    for ahead in range(at + 1, min(len(words) - 1, at + _LOOKAHEAD)):
        word = words[ahead]
        if word.tag == CC:
            behind = words[ahead + 1]
            return behind.tag in _FINITE or (behind.tag == "?" and bool(behind.forms & PAST))
        if word.tag not in _IN_ASIDE and not (word.tag == "?" and not word.forms & PAST):
            return False
    return False


def _asked_what(words: list[Word], at: int) -> bool:
    """Whether its object is a "what" before its subject: "what a witness described as a victory"."""
    start = at - 1
    while start > 0 and words[start].tag in _SUBJECT_TAGS:
        start -= 1
    return 0 <= start < at - 1 and words[start].lower in ("what", "whom", "whatever")


def _is_of_whose(words: list[Word], at: int) -> bool:
    """Whether it is the verb that "whose" waits for: "the novelist whose stories of the sea made her famous"."""
    start = at - 1
    while start > 0 and (words[start].tag in _SUBJECT_TAGS or words[start].tag == PREP):
        start -= 1
    if words[start].lower != "whose" or start == at - 1:
        return False
    for word in words[at + 1 :]:
        if word.tag in _MARKS_CLAUSE:
            return True
        if word.tag in _FINITE or (word.tag == "?" and word.forms & PAST):
            return False
    return True


_MARKS_CLAUSE = frozenset((COMMA, SEMI, STOP, DASH))


def _by_how_much(words: list[Word], at: int) -> bool:
    """Whether the "by" behind it tells no doer: "increased by 3 percent", "left by a side door"."""
    by = next(k for k in range(at + 1, len(words)) if words[k].lower == "by")
    while by + 2 < len(words) and words[by + 1].tag == ADV:
        by += 1  # "by almost 3 percent"
    behind = words[by + 1].tag if by + 1 < len(words) else STOP
    if words[at].lemma in _BEGUN_BY and by + 1 < len(words) and words[by + 1].forms & ING:
        return True  # "started by thanking the crew"
    return behind in (NUM, SYM) or (words[at].lemma == "leave" and behind == DET and not _clause_has_finite(words, at))


_BEGUN_BY = frozenset("begin start end open close finish respond react retaliate celebrate continue reply".split())


def _is_aside(words: list[Word], at: int, comma: int) -> bool:
    """Whether it opens an aside between a subject and its verb: "The union, founded in 1887, joined …".

    Args:
        comma: number of the comma before the aside.
    """
    if comma < 1 or words[comma - 1].tag not in (NOUN, NAME) or _clause_has_finite(words, comma):
        return False
    for ahead in range(at + 1, min(len(words) - 1, at + _LOOKAHEAD)):
        tag = words[ahead].tag
        if tag == COMMA:
            behind = words[ahead + 1]
            if behind.tag == ADV and ahead + 2 < len(words):
                behind = words[ahead + 2]
            return behind.tag in _FINITE or (behind.tag == "?" and bool(behind.forms & (PAST | PRESENT)))
        joined = words[ahead - 1].tag == CC  # "elected in May and jailed in June"
        if tag == SUB and words[ahead + 1].forms & ING:
            continue  # "arrested after leaving the bar"
        if tag not in _IN_ASIDE and not (tag == "?" and (joined or not words[ahead].forms & PAST)):
            return False
    return False


def _behind_aside(words: list[Word], comma: int) -> bool:
    """Whether the comma ends what parts a subject from its verb: "The mill, which closed, …", "The mill, built …"."""
    opener = next((k for k in range(comma - 1, max(0, comma - _LOOKAHEAD), -1) if words[k].tag in (WH, COMMA)), None)
    if opener is None or (words[opener].tag == COMMA and words[opener + 1].tag != VBN):
        return False
    before = opener if words[opener].tag == COMMA else opener - 1
    while before > 0 and words[before].tag in (PREP, DET, NUM, PRON):
        before -= 1  # "most of which"
    subject = before - 1
    if before < 1 or words[before].tag != COMMA or words[subject].tag not in (NOUN, NAME):
        return False
    while subject > 0 and words[subject].tag in _IN_SUBJECT:
        subject -= 1
    opens = subject == 0 or words[subject].tag in (STOP, QUOTE, SEMI, CC, THAT, SUB, COMMA, TIME)
    return opens and not _clause_has_finite(words, before)


_FINITE = frozenset((MD, BE, HAVE, DO, VBD, VBZ, VBP))
_FINITE_ALONE = frozenset((MD, BE, HAVE, DO, VBD))
_NONFINITE = frozenset(("be", "been", "being", "having"))
_ENDS_CLAUSE = frozenset((SEMI, DASH, QUOTE, WH, THAT, SUB, STOP))
_IN_ASIDE = frozenset((DET, POSS, ADJ, NAME, NOUN, NUM, PREP, TIME, ADV, CC, TO, PRON))
_IN_SUBJECT = frozenset((DET, POSS, ADJ, NAME, NOUN, NUM, PREP))


def _modifies_coordinated(words: list[Word], at: int) -> bool:
    """Whether "and", one more participle and a noun follow."""
    if at + 3 >= len(words) or words[at + 1].tag != CC:
        return False
    return bool(words[at + 2].forms & PARTICIPLE) and words[at + 3].tag in (NOUN, NAME)


def _behind_opening(words: list[Word], at: int) -> bool:
    """Whether its subject stands behind the comma of a clause that opens the sentence: "When he left, Ana picked …"."""
    start = at - 1
    while start > 0 and words[start].tag in _SUBJECT_TAGS:
        start -= 1
    if start == at - 1 or words[start].tag != COMMA or not any(word.tag == SUB for word in words[:_OPENER_WITHIN]):
        return False
    return _clause_has_finite(words, start) and not _finite_follows(words, at)


# ", compared with 40 the year before": what is set beside the rest by a participle, whatever stands before.
_BESIDE = frozenset(("compared", "based", "followed", "combined"))
_OBJECTS = frozenset((DET, NAME, PRON, NUM))
_SUBJECT_TAGS = frozenset((DET, ADJ, NAME, NOUN, NUM, POSS, ADV))
_OPENER_WITHIN = 5  # words of a sentence


def _in_opening(words: list[Word], at: int) -> bool:
    """Whether it stands in a participle phrase before the subject: "Acting on a tip received on Monday, officers …"."""
    if words[at].lemma == "end" and words[at - 1].lower in _ACCOUNTED:
        return True  # "for the year ended 30 September"
    if words[0].tag not in (VBG, VBN, PREP) or any(word.tag == COMMA for word in words[:at]):
        return False
    if words[0].tag == PREP and (
        words[1].tag != DET or any(word.tag in (DET, NAME, PRON, TIME) for word in words[2:at])
    ):
        return False  # it may have a subject: "In the capital the police"
    return any(word.tag == COMMA for word in words[at + 1 : at + _LOOKAHEAD])


_TAKES_OBJECT = frozenset((VB, VBD, VBZ, VBP, VBG))
_ACCOUNTED = frozenset("year quarter half month months weeks period years".split())


def _in_absolute(words: list[Word], at: int) -> bool:
    """Whether its subject stands behind ", with": "with thousands of troops prepared to go"."""
    for back in range(at - 1, max(0, at - 10), -1):
        if words[back].lower == "with" and words[back - 1].tag == COMMA:
            return True
        if words[back].tag in _ENDS_ABSOLUTE:
            return False
    return False


_ENDS_ABSOLUTE = frozenset((COMMA, SEMI, QUOTE, STOP, SUB, WH, THAT))


def _behind_relative(words: list[Word], at: int) -> bool:
    """Whether what has a verb so far only describes the subject: "A bus that was carrying pupils home overturned"."""
    opener = at - 1
    while opener > 0 and at - opener < _LOOKAHEAD and words[opener].tag not in _ENDS_CLAUSE:
        opener -= 1
    if opener < 1 or words[opener].tag not in (WH, THAT) or words[opener - 1].tag not in (NOUN, NAME):
        return False
    verb = opener + 1
    while words[verb].tag in (ADV, NEG):
        verb += 1
    if verb >= at or words[verb].tag not in _FINITE:
        return False
    for back in range(opener - 1, max(-1, opener - _LOOKAHEAD), -1):
        if words[back].tag in _ENDS_CLAUSE:
            return words[back].tag == STOP
        if words[back].tag not in _IN_SUBJECT:
            return False
    return True


def _next_word(words: list[Word], at: int) -> str:
    at += 1
    while at < len(words) and words[at].tag in (ADV, TIME):
        at += 1
    return words[at].lower if at < len(words) else ""


def _clause_has_finite(words: list[Word], at: int, *, across_and: bool = False) -> bool:
    """Whether a finite verb stands between the last clause boundary and this word."""
    for back in range(at - 1, max(-1, at - _LOOKAHEAD), -1):
        word = words[back]
        tag = word.tag
        if tag in _ENDS_CLAUSE or (tag == CC and not across_and):
            return False
        if tag in _FINITE and word.lower not in _NONFINITE:
            # What follows a saying may be its content, with a verb of its own.
            return word.lemma not in en.BARE_CONTENT
    return False


def _finite_follows(words: list[Word], at: int) -> bool:
    """Whether this clause's own finite verb is still to come."""
    for ahead in range(at + 1, min(len(words), at + _LOOKAHEAD)):
        word = words[ahead]
        tag = word.tag
        if tag in _ENDS_CLAUSE or (tag == CC and not _joins_nouns(words, ahead)):
            return False
        if tag == PRON and word.lower in en.SUBJECT_PRONOUNS:
            return False
        finite = tag in _FINITE_ALONE and word.lower not in _NONFINITE
        if finite or (tag == "?" and word.forms & PAST and not word.forms & (PARTICIPLE | BASE)):
            return True
        if tag == COMMA:
            # "Troops captured the town, officials said": what follows a comma with a subject of its own is no
            # continuation; "The man, arrested in May, was freed" goes on directly.
            nxt = words[ahead + 1] if ahead + 1 < len(words) else None
            goes_on = nxt is not None and (
                nxt.tag in (MD, BE, HAVE, DO, VBD, ADV) or (nxt.tag == "?" and nxt.forms & PAST)
            )
            if not goes_on:
                return False
    return False


def _joins_nouns(words: list[Word], cc: int) -> bool:
    """Whether "and" stands between a name and one more noun phrase: "a man named Watban and his brother had …"."""
    behind = words[cc + 1].tag if cc + 1 < len(words) else STOP
    return words[cc - 1].tag == NAME and behind in (DET, POSS, NAME)


def _coordinated(words: list[Word], at: int, cc: int) -> str:
    """Behind "and": the same kind of verb as the one it is joined to, else what it would be alone."""
    word = words[at]
    forms, after = word.forms, _tag_after(words, at)
    for back in range(cc - 1, max(-1, cc - _LOOKAHEAD), -1):
        tag = words[back].tag
        if tag == VB and forms & BASE and (word.lemma not in noun_like() or after in (DET, POSS, PRON, NAME, ADJ, NUM)):
            return VB
        if (
            tag == VBN
            and forms & PARTICIPLE
            and back > 1
            and words[back - 1].tag == BE
            and words[back - 2].tag in (MD, TO)
        ):
            return VBN  # "will be opened next Monday and photographed"
        if tag == ADJ and forms & PARTICIPLE and words[back - 1].tag == BE and cc - back == 1 and after in _NO_OBJECT:
            return ADJ  # "are full or damaged"
        if tag == VBN and forms & PARTICIPLE and cc - back <= (20 if after in (PREP, TO) else 8):
            if after == ADV and words[back - 1].tag == BE and word.lemma not in en.NEVER_PASSIVE:
                beyond = next((k for k in range(at + 1, len(words)) if words[k].tag != ADV), at)
                after = words[beyond].tag  # "was proposed but rejected twice before it passed"
            passive = back and words[back - 1].tag in (BE, ADV) and after == ADJ
            return VBN if not forms & PAST or passive or after in (PREP, TO, STOP, COMMA, SUB, TIME) else VBD
        if tag in (VBD, VBN) and forms & PAST:
            return VBD
        if tag == VBZ and forms & PRESENT:
            return VBZ
        if tag == VBP and forms & BASE and word.lemma not in noun_like():
            return VBP
        if tag == VBG and forms & PARTICIPLE and after == PREP:
            return VBN  # "still standing and equipped with"
        if tag == VBG and forms & (BASE | PRESENT):
            return NOUN
    if forms & PAST:
        return _past(words, at)
    return ADJ if forms & PARTICIPLE else NOUN


def _present(words: list[Word], at: int, before: str, place: int) -> str:
    """BASE and PRESENT forms: verbs where a subject stands before and what a verb takes stands behind."""
    word = words[at]
    forms, after = word.forms, _tag_after(words, at)
    ambiguous = word.lemma in noun_like()
    if before == PRON and words[place].lower in en.SUBJECT_PRONOUNS:
        return VBZ if forms & PRESENT else VBP
    if words[at - 1].lower == "whose":
        return NOUN  # "whose ferry sank"
    if before == COMMA and _behind_aside(words, place) and not _finite_follows(words, at):
        return VBZ if forms & PRESENT else VBP  # "The comet, which was found in 1969, swings around the sun"
    if forms & PRESENT and before == NOUN and not words[place].lower.endswith("s") and _is_of_whose(words, at):
        return VBZ  # "whose term ends in March"
    if before in (WH, THAT):
        if ambiguous and before == THAT and after not in (DET, POSS, PRON, TO, NAME, PREP, ADV):
            return NOUN
        if ambiguous and _finite_follows(words, at):
            return NOUN
        return VBZ if forms & PRESENT else VBP
    if before == "" and forms & BASE and not ambiguous and after in _ASKED and not _finite_follows(words, at):
        return VB  # "Imagine …", "Get up to speed …": it asks something of the reader
    if before not in (NOUN, NAME, COMMA, TIME, CLOSE, QUOTE, PRON, NUM):
        return NOUN
    subject = words[place].lower if place >= 0 else ""
    plural = before in (NOUN, NUM, PRON, NAME) and (
        (subject.endswith("s") and not subject.endswith("ss")) or subject in _PLURALS
    )
    joined = place >= 2 and words[place - 1].tag == CC and words[place - 2].tag in (NOUN, NAME)
    plural = plural or joined  # "the US and NATO believe"
    if not plural and forms & BASE and (not ambiguous or word.lemma in en.BARE_CONTENT) and before in (NOUN, NAME):
        plural = _plural_before(words, place)
    if forms & BASE and not plural:
        return NOUN
    if forms & PRESENT and before == NOUN and plural and subject not in ("news", "politics", "texas"):
        return NOUN
    if forms & PRESENT and after == TO and before == NAME and at + 2 < len(words) and words[at + 2].forms & BASE:
        return VBZ  # "Norland starts to move"
    if ambiguous and forms & BASE and word.lemma in en.BARE_CONTENT and after in _OPENS_CONTENT:
        return VBP  # "scientists hope the probe will land"
    if ambiguous:
        following = words[at + 1] if at + 1 < len(words) else None
        if following and following.tag == TIME and at + 2 < len(words):
            following = words[at + 2]
        if following and following.tag == "?" and following.forms & PAST and not following.forms & BASE:
            return NOUN  # "U.S. forces Thursday launched"
        if following and following.tag == "?" and following.forms & BASE and following.lemma not in noun_like():
            return NOUN  # "Ukraine forces retake": the next word is the verb
        if after not in (DET, POSS, PRON, TO, THAT, ADV, NUM, NAME, TIME, PREP, ADJ, WH, "?", NOUN):
            return NOUN
        if after in (PREP, NOUN, "?", ADJ, STOP) and (before in (COMMA, TIME) or not _looks_predicate(words, at)):
            return NOUN
        if _finite_follows(words, at) or _clause_has_finite(words, at, across_and=True):
            return NOUN
    elif _clause_has_finite(words, at) and before not in (COMMA, QUOTE):
        return NOUN
    return VBZ if forms & PRESENT else VBP


def _plural_before(words: list[Word], at: int) -> bool:
    """Whether the noun at a place only belongs to a plural one: "members of the council say", "papers seen by it"."""
    head = attached = None
    while at >= 0 and words[at].tag in _IN_PHRASE:
        if words[at].tag in (PREP, VBN):
            attached, head = at, None
        elif words[at].tag == NOUN and head is None:
            head = at
        at -= 1
    opens = at < 0 or words[at].tag in (COMMA, QUOTE, SEMI, THAT, CC, SUB, STOP, DASH)
    if attached is None or head is None or not opens:
        return False
    lower = words[head].lower
    return (lower.endswith("s") and not lower.endswith("ss")) or lower in _PLURALS


_IN_PHRASE = frozenset((DET, POSS, ADJ, NAME, NOUN, NUM, PREP, VBN, TIME))
_NO_OBJECT = frozenset((STOP, COMMA, SUB, CC, SEMI))
_BEHIND_PARTICIPLE = frozenset("of in on at by near from for during with as".split())
_OPENS_CONTENT = frozenset((DET, POSS, PRON, THAT))
_BECOMING = frozenset("get be become feel look seem stay remain appear grow go come let help".split())
_RUN_ON = frozenset(("He", "She", "They"))  # within a sentence: the mark between two lines is lost
_ASKED = frozenset((DET, POSS, PRON, ADV, PREP, COMMA))


def _looks_predicate(words: list[Word], at: int) -> bool:
    """No other verb of this clause is left or right of it, so it has to be the one."""
    for word in words[at + 1 : at + _LOOKAHEAD]:
        if word.tag in (MD, BE, HAVE, DO, VBD) or (word.tag == "?" and word.forms & PAST):
            return False
        if word.tag in (SEMI, STOP, WH, SUB):
            break
    return not _clause_has_finite(words, at, across_and=True)
