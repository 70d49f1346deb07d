"""Which words of a clause a title leaves out: its dates, what only adds to it, and loose ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from app.extract.english.subject_words import counts
from app.extract.english.tagging import (
    ADJ,
    ADV,
    BE,
    CC,
    CLOSE,
    COMMA,
    DASH,
    DET,
    DO,
    HAVE,
    MD,
    NAME,
    NOUN,
    NUM,
    OPEN,
    POSS,
    PREP,
    PRON,
    QUOTE,
    SEMI,
    STOP,
    SUB,
    SYM,
    THAT,
    TIME,
    TO,
    VB,
    VBD,
    VBG,
    VBN,
    VBP,
    VBZ,
    VERBAL,
    WH,
    Word,
)
from app.extract.lang import en
from app.extract.lines import ENOUGH_WORDS

_MARKS = frozenset((COMMA, STOP, QUOTE, SEMI, DASH))
_LOOSE_START = frozenset((CC, ADV, COMMA, SEMI, DASH, QUOTE, STOP, SYM, CLOSE))
_LOOSE_END = frozenset((CC, COMMA, SEMI, DASH, STOP, OPEN, PREP, SUB, WH, THAT, TO, DET, SYM, POSS))


def fitting(words: Sequence[Word], kept: list[int], room: int, head: int) -> list[int]:
    """As many of the words as fit, up to the last place behind the verb where a reader would stop."""
    if not kept or words[kept[-1]].end - words[kept[0]].start <= room:
        return kept  # they fit as they stand in the text, and with less between them
    length, strong, weak, close = 0, 0, 0, 0
    for place, k in enumerate(kept):
        word = words[k]
        if place:
            before = kept[place - 1]
            if before > head and place >= ENOUGH_WORDS and words[before].tag in _COMPLETE:
                if word.tag in _STRONG_STOPS and not _is_within_phrase(words, k):
                    strong = place
                elif words[before].lower in _TO_WHAT_END:
                    pass  # "with a view" to what?
                elif word.tag in (CC, TO) or (word.tag == PREP and word.lower not in _CLOSE_PREPOSITIONS):
                    weak = place
                elif word.tag == PREP:
                    close = place
            length += word.start - words[before].end if k == before + 1 else 1
        length += word.end - word.start
        if length > room:
            best = strong if strong and (not weak or 2 * strong >= weak) else weak
            return kept[: best or close] or kept
    return kept


def _is_within_phrase(words: Sequence[Word], opening: int) -> bool:
    """Whether a bracket opens before the noun it belongs to: "a 130km (80 mile) road", "an Air Service (SAS) unit"."""
    if words[opening].tag != OPEN:
        return False
    close = next(
        (k for k in range(opening, min(len(words), opening + _LONGEST_BRACKET)) if words[k].tag == CLOSE), None
    )
    return close is not None and close + 1 < len(words) and words[close + 1].tag in _NOUN_OR_VERB


_TO_WHAT_END = frozenset("view bid attempt effort aim order addition response".split())
_LONGEST_BRACKET = 8  # words
_NOUN_OR_VERB = VERBAL | {NOUN, NAME, ADJ}
_COMPLETE = frozenset((NOUN, NAME, NUM, TIME, SYM, CLOSE))
_STRONG_STOPS = frozenset((COMMA, SEMI, DASH, OPEN, SUB, WH, THAT, VBG, VBN))
_CLOSE_PREPOSITIONS = frozenset(("of", "per", "versus", "vs"))


def without_dates(words: Sequence[Word], kept: list[int], dates: set[int]) -> list[int]:
    """The words without these dates, what leads to them, and the possessive ending or comma behind one."""
    drop: set[int] = set()
    for date in sorted(dates):
        before, after = date - 1, date + 1
        behind = words[after] if after < len(words) else None
        if before >= 1 and words[before].lower == "of" and words[before - 1].tag in _NAMED_BY_DATE:
            continue  # "those of 1704", "the comet of 2013"
        if before >= 0 and (words[before].lemma in _TAKING_TIME or words[before].lower in _SUPERLATIVES):
            continue  # "spent Thursday in court", "their highest since 2008"
        if behind is not None and behind.tag == NOUN and _opens_with_bound(words[date]):
            continue  # "before the summer recess"
        drop.add(date)
        attributive = behind is not None and behind.tag in (NOUN, ADJ) and before >= 0 and words[before].tag == DET
        if before > 1 and words[before].lower == "as" and words[before].tag == ADV:
            # "as long ago as 1998", which `tagging` has found to be all one.
            first = next(k for k in range(before - 1, -1, -1) if words[k].lower == "as")
            drop.update(range(first, before + 1))
            before = first - 1
        while before > 0 and _opens_with_bound(words[date]) and words[before].lower in _DEGREES:
            drop.add(before)  # "shortly before midnight"
            before -= 1
        if before >= 0 and not attributive and words[before].lower in _DATE_LEADS and not _is_of_verb(words, before):
            drop.add(before)
            before -= 1
        while before >= 0 and words[before].lower in _DATE_MODIFIERS:
            drop.add(before)
            before -= 1
        if behind is None:
            continue
        if behind.tag == POSS or (behind.tag == COMMA and before >= 0 and words[before].tag in (COMMA, DET)):
            drop.add(after)
    for k in [k + 1 for k in drop if k + 2 < len(words) and words[k + 1].tag == CC]:
        joined = k + 2 if words[k + 1].lower in _ONCE_MORE else k + 1
        if joined in drop:
            drop.update(range(k, joined))  # "in May and again in June"
    return [k for k in kept if k not in drop] if drop else kept


def _is_of_verb(words: Sequence[Word], lead: int) -> bool:
    """Whether what seems to lead to a date is the particle of the verb: "took over next month", "moved in Monday"."""
    if not lead or words[lead - 1].tag not in VERBAL:
        return False
    if words[lead].lower == "over":
        return words[lead - 1].lemma in _TAKING_OVER
    if words[lead].lower == "on" and words[lead - 1].lemma in _CARRYING_ON:
        return words[lead + 1].lower.startswith(_BOUNDED)  # "will go on until Monday"
    bare = words[lead + 1].lower.partition(" ")[0]
    return (bare in _BARE_DATES and words[lead].lower in ("in", "on")) or (
        bare in en.WEEKDAYS and words[lead].lower == "in"
    )


_ONCE_MORE = frozenset(("again", "then", "once"))
_CARRYING_ON = frozenset("go carry drag press live stay".split())
_BOUNDED = ("until ", "till ", "after ", "since ")
_TAKING_OVER = frozenset("take hand turn roll carry cross".split())
_BARE_DATES = frozenset("next last this yesterday today tomorrow earlier".split())
_TAKING_TIME = frozenset("spend mark celebrate pick choose take count name".split())
_SUPERLATIVES = frozenset("highest lowest worst best largest biggest most least strongest weakest first last".split())
_NAMED_BY_DATE = frozenset((NOUN, NAME, PRON, DET, NUM))
_DATE_LEADS = frozenset("on in at by during of for from over since until as within throughout".split())
_DATE_MODIFIERS = frozenset("only just early earlier late later back until".split())


def without_tail(words: Sequence[Word], kept: list[int], head: int) -> list[int]:
    """Without the "after a fierce battle" behind the verb, as long as a sentence stays."""
    for place in range(bisect_right(kept, head), len(kept)):
        k = kept[place]
        if words[k].tag not in _OPENS_TAIL and words[k].lower != "ahead":
            continue
        ahead = words[k].lower == "ahead" and k + 1 < len(words) and words[k + 1].lower == "of"
        ahead = ahead or _is_bound(words, k)
        if ahead or (words[k].tag == SUB and words[k].lower in _TEMPORAL):
            if words[k].lower == "as" and not _opens_clause(words, k):
                continue  # "portrayed as a hero"
            if words[k].lower == "before" and _in_whose_presence(words, k):
                continue  # "is due before magistrates"
            stop = next((p for p in range(place, len(kept)) if words[kept[p]].tag == COMMA), len(kept))
            left = place
            while left and words[kept[left - 1]].tag == ADV and words[kept[left - 1]].lower in _DEGREES:
                left -= 1  # "shortly before …"
            if left >= ENOUGH_WORDS and words[kept[left - 1]].tag != CC:
                added = stop < len(kept) - 1 and words[kept[stop + 1]].tag == VBG  # "…, killing three"
                return kept[:left] + (kept[stop:] if added else [])
    return kept


_OPENS_TAIL = frozenset((SUB, TIME))
_TEMPORAL = en.TEMPORAL_PREPOSITIONS | {"as"}
_DEGREES = frozenset("shortly soon just long right even only immediately ever days hours minutes exactly".split())


def _in_whose_presence(words: Sequence[Word], before: int) -> bool:
    return any(word.lower in _SITTING for word in words[before + 1 : before + 5])


_SITTING = frozenset(
    "magistrates magistrate judge judges court tribunal committee panel parliament senate congress jury commission "
    "council inquiry lawmakers mps crowd fans subcommittee".split()
)


def _is_bound(words: Sequence[Word], at: int) -> bool:
    """The "after Monday" of "after Monday’s quake"."""
    if words[at].tag != TIME or at + 1 >= len(words) or words[at + 1].tag != POSS:
        return False
    return _opens_with_bound(words[at])


def _opens_with_bound(word: Word) -> bool:
    return word.tag == TIME and word.lower.partition(" ")[0] in en.TEMPORAL_PREPOSITIONS


def _opens_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a finite verb follows before the next mark."""
    for word in words[at + 1 :]:
        if word.tag in (MD, VBD, VBZ, VBP, BE, HAVE):
            return True
        if word.tag in (COMMA, STOP, SEMI, DASH):
            return False
    return False


def without_span(words: Sequence[Word], kept: list[int]) -> list[int]:
    """Without the "more than two years" whose "after …" is gone."""
    end = len(kept)
    while end and words[kept[end - 1]].tag in (COMMA, STOP):
        end -= 1
    while end and words[kept[end - 1]].tag == TIME and _opens_with_bound(words[kept[end - 1]]):
        end -= 1  # "the day after Labor Day"
    if not end or words[kept[end - 1]].lower not in _UNITS or kept[end - 1] + 1 >= len(words):
        return kept
    behind = words[kept[end - 1] + 1]
    if behind.tag != SUB and not _opens_with_bound(behind):
        return kept
    if behind.tag == SUB and kept[end - 1] + 1 in kept:
        return kept
    while end and _is_of_amount(words, kept, end - 1):
        end -= 1
    return kept[:end]


def _is_of_amount(words: Sequence[Word], kept: Sequence[int], place: int) -> bool:
    """Whether a word belongs to the amount of time behind it: "two years, three months and a day", and no other one."""
    word = words[kept[place]]
    if word.lower == "and":
        return place > 0 and words[kept[place - 1]].lower in _UNITS
    if word.tag != COMMA:
        return word.tag in _AMOUNTS or word.lower in _UNITS
    if not place or words[kept[place - 1]].lower not in _UNITS:
        return True
    left = place - 1
    while left and words[kept[left]].tag != COMMA and _is_of_amount(words, kept, left):
        left -= 1
    # "For another week, five days after …": that is another amount.
    return words[kept[left + 1]].tag == NUM and words[kept[left]].tag != PREP


def is_span(word: Word) -> bool:
    """Whether it ends a length of time: "three months", "the day"."""
    return word.tag == TIME or word.lower in _UNITS


_UNITS = frozenset(f"{unit}{s}" for unit in "minute hour day week month year decade".split() for s in ("", "s"))
_AMOUNTS = frozenset((NUM, DET, ADV, ADJ, SUB, COMMA))


def trimmed(words: Sequence[Word], kept: list[int]) -> list[int]:
    """Without conjunctions, loose adverbs and marks at the ends."""
    while kept and words[kept[0]].tag in _LOOSE_START and not _opens(words, kept):
        kept = kept[1:]
    if kept and words[kept[0]].tag == POSS:
        kept = kept[1:]  # of the "Today’s" that is gone
    if len(kept) > ENOUGH_WORDS and words[kept[-1]].tag == QUOTE:
        inner = kept[:-1]
        while inner and (words[inner[-1]].tag in _MARKS | {CC} or _leads_nowhere(words, inner)):
            inner = inner[:-1]
        kept = [*inner, kept[-1]]  # "“I called at 8 and again at 9,” he said"
    while kept and (words[kept[-1]].tag in _LOOSE_END or _leads_nowhere(words, kept)):
        if words[kept[-1]].text in _UNIT_SIGNS or (words[kept[-1]].tag == POSS and _ends_sentence(words, kept[-1])):
            break
        if words[kept[-1]].tag == DET and words[kept[-1]].lower not in _ARTICLES:
            break  # "killed all"
        if words[kept[-1]].lower == "that" and len(kept) > _MANY_WORDS and words[kept[-2]].tag in VERBAL:
            break  # "had blamed others, but an inquiry rejected that"
        if _is_particle(words, kept[-1]) or _is_stranded(words, kept) or (
            words[kept[-1]].lower == "so" and len(kept) > 1 and words[kept[-2]].tag == DO
        ):  # fmt: skip
            break
        kept = kept[:-1]
    return kept


_MANY_WORDS = 6
_UNIT_SIGNS = frozenset(("%", "°", "$", "€", "£"))


def _ends_sentence(words: Sequence[Word], at: int) -> bool:
    return at + 1 >= len(words) or words[at + 1].tag in (STOP, COMMA)


_ARTICLES = frozenset(("the", "a", "an")) | en.POSSESSIVES


def _leads_nowhere(words: Sequence[Word], kept: Sequence[int]) -> bool:
    """The "but even", "so this" of what is left out behind them."""
    last = kept[-1]
    if len(kept) < ENOUGH_WORDS or last + 1 >= len(words) or words[last + 1].tag in _ENDINGS:
        return False
    before = words[kept[-2]]
    behind = words[last + 1].tag
    if words[last].tag == ADJ and before.tag in (PREP, DET) and words[last + 1].tag == COMMA:
        return words[min(last + 2, len(words) - 1)].tag in (ADJ, NOUN)  # "a hall with long, red curtains"
    if words[last].lower in _ONLY_SUBJECTS:
        return True  # "the pressure began the moment he"
    if words[last].lower in _MOMENTS and words[kept[-2]].tag == DET and words[last + 1].tag in (PRON, DET, NAME):
        return True
    if behind == COMMA:
        return False
    leads = before.tag == CC or (behind == SUB and words[last].lower in _LEADING)
    return (words[last].tag == ADV and leads) or (words[last].tag in (PRON, DET) and before.tag in (SUB, CC))


_ENDINGS = frozenset((STOP, QUOTE))
_LEADING_ADVERBS = frozenset(
    "especially particularly not simply partly mainly largely mostly precisely perhaps".split()
)
_LEADING = _DEGREES | _LEADING_ADVERBS
_ONLY_SUBJECTS = frozenset(("he", "she", "they", "we", "i"))
_MOMENTS = frozenset(("moment", "day", "way", "reason"))


def _is_stranded(words: Sequence[Word], kept: Sequence[int]) -> bool:
    """A preposition whose noun stands before it: "cities that it used to have control of"."""
    last = kept[-1]
    return (
        words[last].tag == PREP
        and last + 1 < len(words)
        and words[last + 1].tag in (COMMA, STOP, CC)
        and (words[last - 1].tag == VB or any(words[k].tag in (WH, THAT) for k in kept))
    )


def _is_particle(words: Sequence[Word], number: int) -> bool:
    """Whether a preposition takes nothing, and the verb would be another without it: "An alarm went off"."""
    if words[number].lower not in _PARTICLES:
        return False
    behind = words[number + 1] if number + 1 < len(words) else None
    return behind is None or behind.tag in _NOT_TAKEN or behind.lower in _DEGREES


_NOT_TAKEN = frozenset((PREP, TIME, SUB, COMMA, STOP, CC, QUOTE))
_PARTICLES = frozenset("up down off out over away back through apart along in on aboard inside outside".split())


def _opens(words: Sequence[Word], kept: list[int]) -> bool:
    """A quotation mark or an adverb that belongs to what follows: "about 300 people"."""
    first = words[kept[0]]
    if first.tag == QUOTE:
        return True
    return counts(words, kept)
