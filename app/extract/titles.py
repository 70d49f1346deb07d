"""A line that tells an event and can be read alone, cut from the words of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.extract.clauses import Clause, Kind, Parse, counts
from app.extract.lang import en
from app.extract.subjects import Subject, taken_before, without_apposition
from app.extract.tagging import (
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
    past_forms,
)
from app.extract.verb_groups import Group, Shape, Tense

LONGEST = 120
_ENOUGH_WORDS = 4
_LOOSE_START = frozenset((CC, ADV, COMMA, SEMI, DASH, QUOTE, STOP, SYM, CLOSE))
_LOOSE_END = frozenset((CC, COMMA, SEMI, DASH, STOP, OPEN, PREP, SUB, WH, THAT, TO, DET, SYM, POSS))
# German opens with the mark that English closes nothing with, so the round quotation marks are counted together.
_BALANCED = (("„", "“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ('"',))
_ABBREVIATED = ("U.S.", "U.K.", "U.N.", "a.m.", "p.m.", "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "D.C.")
_COMMAS = re.compile(r"(?:\s*,){2,}")
_CLOCK = re.compile(r"\A\d{1,2}[:.]\d\d\s*[:–—-]\s*")
_WIDE_QUOTES = re.compile(r'(?<!\S)" ([^"]+) "(?!\w)')
_SPACES = re.compile(r"\s+")


def title_of(
    text: str,
    parse: Parse,
    clause: Clause,
    dates: Iterable[int],
    *,
    subject: Subject | None = None,
    saying: bool = False,
) -> str:
    """The title of the event that a clause tells.

    Args:
        text: the string that the words' offsets index.
        dates: numbers of the TIME words that date it, which it leaves out.
        subject: what to say instead of the clause's own subject (a pronoun resolved, a subject shared).
        saying: keep what is said, for an announcement.
    """
    words = parse.words
    dates_told = set(dates)
    tail_from = clause.group.head if clause.group else 0
    told = words_told(parse, clause, saying=saying)
    kept = told
    kept = _without_span(words, _without_tail(words, kept, tail_from))
    dated = kept
    kept = _without_dates(words, kept, dates_told)
    if clause.group is not None and _needs_date(words, clause, kept):
        kept = dated
    group = clause.group
    if group is None or clause.inverted:
        return finish(render(text, words, _trimmed(words, kept)))
    own_subject = _own_subject(words, parse.subject(clause))
    if own_subject and words[own_subject[-1]].end - words[own_subject[0]].start > _LONGEST_SUBJECT:
        own_subject = _cut_subject(words, own_subject)
    lead = [k for k in kept if k < group.first and k not in parse.subject(clause)]
    kept = [k for k in kept if k >= group.first or (subject is None and k in own_subject)]
    if subject is None and own_subject and len(own_subject) == len(parse.subject(clause)):
        kept = sorted({*kept, *_before_verb(parse, clause, own_subject, told)})
    opening = "" if subject is None else f"{subject.text} {_auxiliary(group, subject)}"
    told_back = past_forms().get(group.lemma) if subject is not None and group.shape is Shape.GERUND else None
    if told_back is not None and group.head == group.first and kept and kept[0] == group.first:
        opening, kept = f"{opening}{told_back} ", kept[1:]  # "the man arriving in May" arrived in May
    heads = [group.head, *(c.group.head for c in parse.clauses if saying and c.parent == clause.number and c.group)]
    kept = _fitting(words, _trimmed(words, kept), LONGEST - len(opening), max(heads))
    line = opening + render(text, words, _trimmed(words, kept))
    if group.modal == "should" and words[group.first].lower == "be":
        line = line.replace(" be ", " should be ", 1)  # "(that) the mine be closed"
    taken = taken_before(text, parse, clause)
    if taken is not None and line.endswith(words[group.head].text):
        line = f"{line} {taken}"
    if any(words[k].lower.startswith("up ") and k and words[k - 1].tag == VB for k in dates_told):
        line += " up"  # "did not let up until Friday": "up until" went with the date
    place = _leading_place(words, lead) if own_subject or subject else []
    if place and len(line) + 30 < LONGEST:
        line = f"{render(text, words, place)}, {line}"
    return finish(line)


def told_of(text: str, words: Sequence[Word], who: str, says: str, behind: Iterable[int], dates: Iterable[int]) -> str:
    """The title of what hangs on a clause: somebody, the verb as it is told, and the words behind it.

    Args:
        dates: numbers of the TIME words that it leaves out.
    """
    opening = f"{who} {says} "
    kept = _trimmed(words, _without_dates(words, list(behind), set(dates)))
    kept = _fitting(words, kept, LONGEST - len(opening), kept[0] if kept else 0)
    return finish(opening + render(text, words, _trimmed(words, kept)))


def _needs_date(words: Sequence[Word], clause: Clause, kept: Sequence[int]) -> bool:
    """Whether nothing but the date is told: "the last one was in March", "the year was moved to end on 5 April"."""
    group = clause.chain[-1] if clause.chain else clause.group
    assert group is not None
    behind = [k for k in kept if k > group.head and words[k].tag not in _MARKS]
    return not behind and (group.lemma in _HOLLOW if clause.chain else group.lemma in ("be", "go"))


_HOLLOW = frozenset("be begin start end finish go open close run".split())
_MARKS = frozenset((COMMA, STOP, QUOTE, SEMI, DASH))


def _fitting(words: Sequence[Word], kept: list[int], room: int, head: int) -> list[int]:
    """As many of the words as fit, up to the last place behind the verb where a reader would stop."""
    length, strong, weak, close = 0, 0, 0, 0
    for place, k in enumerate(kept):
        word = words[k]
        if place:
            before = kept[place - 1]
            if before > head and place >= _ENOUGH_WORDS and words[before].tag in _COMPLETE:
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


def _before_verb(parse: Parse, clause: Clause, subject: Sequence[int], told: Sequence[int]) -> list[int]:
    """What stands between subject and verb and belongs to them: "the finger pointing at farms is", "further fell"."""
    words, group = parse.words, clause.group
    assert group is not None
    between = [k for k in told if subject[-1] < k < group.first]
    if any(words[k].tag in (COMMA, DASH, QUOTE, OPEN, CLOSE, SEMI, TIME) for k in range(subject[-1] + 1, group.first)):
        return []
    if len(between) != group.first - subject[-1] - 1:
        return []
    return [k for k in between if words[k].tag not in (ADV, PREP) or words[k].lower not in _LOOSE_ADVERBS]


_LOOSE_ADVERBS = frozenset(
    "also too then however therefore meanwhile later earlier still now already just only".split()
)


def _own_subject(words: Sequence[Word], numbers: Sequence[int]) -> list[int]:
    """The subject with a name in apposition, which keeps both its commas, and without any other apposition."""
    short = without_apposition(words, numbers)
    if len(short) == len(numbers):
        return list(numbers)
    more = numbers[len(short) + 1 :]
    closed = numbers[-1] + 1 < len(words) and words[numbers[-1] + 1].tag == COMMA
    if closed and more and all(words[k].tag == NAME for k in more):
        return [*numbers, numbers[-1] + 1]
    return list(short)


def _cut_subject(words: Sequence[Word], numbers: list[int]) -> list[int]:
    """A long subject without what is added behind a comma or a dash: "other senators, like A and B"."""
    for place, k in enumerate(numbers[1:], 1):
        if words[k].tag in (COMMA, DASH, OPEN) and any(words[n].tag in (NOUN, NAME) for n in numbers[:place]):
            return numbers[:place]
    return numbers


_LONGEST_SUBJECT = 60  # code points


def _auxiliary(group: Group, subject: Subject) -> str:
    """What a participle lacks to be a sentence: "the Fulmar, built in 1994" is "The Fulmar was built"."""
    if group.shape is not Shape.PARTICIPLE:
        return ""
    if group.tense is Tense.FUTURE:
        return "will be "  # "will be opened and photographed"
    return "were " if subject.plural else "was "


def finish(line: str) -> str:
    """White space single, marks balanced, a capital first, and short enough, cut between words."""
    line = _SPACES.sub(" ", line.replace("``", "").replace("''", "")).strip(" ,;:–—-…'’")
    line = _WIDE_QUOTES.sub(r'"\1"', line) if '"' in line else line
    line = line if line.endswith(_ABBREVIATED) else line.rstrip(".")
    line = _COMMAS.sub(",", _CLOCK.sub("", line))
    line = _balanced(line)
    if len(line) > LONGEST:
        line = _shortened(line)
    return line[:1].upper() + line[1:]


def words_told(parse: Parse, clause: Clause, *, saying: bool = False) -> list[int]:
    """Numbers of the clause's words and of those of the clauses inside it that a title takes in."""
    inside = {clause.number}
    for other in parse.clauses[clause.number + 1 :]:
        if other.parent not in inside or other.kind is Kind.ATTRIBUTION or other.group is None:
            continue
        if (
            (other.joined is not None and other.joined in inside and other.joined != clause.number)
            or (other.kind is Kind.COMPLEMENT and (saying or clause.group is not None))
            or (other.kind in (Kind.RELATIVE, Kind.PARTICIPIAL) and not _after_comma(parse, other))
            or (other.kind is Kind.PARTICIPIAL and other.parent == clause.number and _comes_last(parse, other))
        ):
            inside.add(other.number)
    opener = clause.opener if clause.kind is not Kind.RELATIVE else None
    told = [k for k, number in enumerate(parse.owner) if number in inside and k != opener]
    sharer = sharing_object(parse, clause)
    if sharer is None or sharer.group is None or clause.group is None:
        return told
    taken = [k for k in sharer.words if k > sharer.group.head]
    return sorted({*(k for k in told if k != clause.group.head + 1), *taken})  # without the "and"


def sharing_object(parse: Parse, clause: Clause) -> Clause | None:
    """The clause whose object is this one's too: of "has treated and fed 1,500 people" the feeding."""
    if clause.group is None:
        return None
    head = clause.group.head
    for other in parse.clauses[clause.number + 1 :]:
        if other.joined == clause.number and other.shares_subject and other.group is not None:
            bare = other.group.first == head + 2 and parse.words[head + 1].tag == CC
            taken = next((k for k in other.words if k > other.group.head), None)
            if bare and taken is not None and parse.words[taken].tag in _OBJECTS:
                return other if other.group.passive == clause.group.passive else None
    return None


_OBJECTS = frozenset((DET, NUM, NOUN, NAME, ADJ, POSS))


def _after_comma(parse: Parse, clause: Clause) -> bool:
    return clause.start > 0 and parse.words[clause.start - 1].tag in (COMMA, DASH, OPEN)


def _comes_last(parse: Parse, clause: Clause) -> bool:
    return bool(clause.words) and clause.words[-1] >= len(parse.words) - 2


def _without_dates(words: Sequence[Word], kept: list[int], dates: set[int]) -> list[int]:
    """The words without these dates, what leads to them, and the possessive ending or comma behind one."""
    drop: set[int] = set()
    for date in sorted(dates):
        before, after = date - 1, date + 1
        behind = words[after] if after < len(words) else None
        if before >= 1 and words[before].lower == "of" and words[before - 1].tag in _NAMED_BY_DATE:
            continue  # "those of 1704", "the comet of 2013"
        if before >= 0 and (words[before].lemma in _TAKING_TIME or words[before].lower in _SUPERLATIVES):
            continue  # "spent Thursday in court", "their highest since 2008"
        drop.add(date)
        attributive = behind is not None and behind.tag in (NOUN, ADJ) and before >= 0 and words[before].tag == DET
        if before >= 0 and not attributive and words[before].lower in _DATE_LEADS and not _is_of_verb(words, before):
            drop.add(before)
            before -= 1
        while before >= 0 and words[before].lower in _DATE_MODIFIERS:
            drop.add(before)
            before -= 1
        if behind is None:
            continue
        if behind.tag == POSS or (behind.tag == COMMA and before >= 0 and words[before].tag == COMMA):
            drop.add(after)
    drop.update(k for k in range(1, len(words) - 1) if words[k].tag == CC and k - 1 in drop and k + 1 in drop)
    return [k for k in kept if k not in drop]


def _is_of_verb(words: Sequence[Word], lead: int) -> bool:
    """Whether what seems to lead to a date is the particle of the verb: "took over next month", "moved in Monday"."""
    if not lead or words[lead - 1].tag not in VERBAL:
        return False
    if words[lead].lower == "over":
        return words[lead - 1].lemma in _TAKING_OVER
    bare = words[lead + 1].lower.partition(" ")[0]
    return (bare in _BARE_DATES and words[lead].lower in ("in", "on")) or (
        bare in en.WEEKDAYS and words[lead].lower == "in"
    )


_TAKING_OVER = frozenset("take hand turn roll carry cross".split())
_BARE_DATES = frozenset("next last this yesterday today tomorrow earlier".split())
_TAKING_TIME = frozenset("spend mark celebrate pick choose take count name".split())
_SUPERLATIVES = frozenset("highest lowest worst best largest biggest most least strongest weakest first last".split())
_NAMED_BY_DATE = frozenset((NOUN, NAME, PRON, DET, NUM))
_DATE_LEADS = frozenset("on in at by during of for from over since until as within throughout".split())
_DATE_MODIFIERS = frozenset("only just early earlier late later back until".split())


def _without_tail(words: Sequence[Word], kept: list[int], head: int) -> list[int]:
    """Without the "after a fierce battle" behind the verb, as long as a sentence stays."""
    for place, k in enumerate(kept):
        if k <= head or (words[k].tag not in (SUB, TIME) and words[k].lower != "ahead"):
            continue
        ahead = words[k].lower == "ahead" and k + 1 < len(words) and words[k + 1].lower == "of"
        ahead = ahead or _is_bound(words, k)
        if k > head and (ahead or (words[k].tag == SUB and words[k].lower in en.TEMPORAL_PREPOSITIONS | {"as"})):
            if words[k].lower == "as" and not _opens_clause(words, k):
                continue  # "portrayed as a hero"
            stop = next((p for p in range(place, len(kept)) if words[kept[p]].tag == COMMA), len(kept))
            left = place
            while left and words[kept[left - 1]].tag == ADV and words[kept[left - 1]].lower in _DEGREES:
                left -= 1  # "shortly before …"
            if left >= _ENOUGH_WORDS and words[kept[left - 1]].tag != CC:
                added = stop < len(kept) - 1 and words[kept[stop + 1]].tag == VBG  # "…, killing three"
                return kept[:left] + (kept[stop:] if added else [])
    return kept


_DEGREES = frozenset("shortly soon just long right even only immediately ever days hours minutes exactly".split())


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


def _without_span(words: Sequence[Word], kept: list[int]) -> list[int]:
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
    while end and (words[kept[end - 1]].tag in _AMOUNTS or words[kept[end - 1]].lower in _UNITS):
        end -= 1
    return kept[:end]


def is_span(word: Word) -> bool:
    """Whether it ends a length of time: "three months", "the day"."""
    return word.tag == TIME or word.lower in _UNITS


_UNITS = frozenset(f"{unit}{s}" for unit in "minute hour day week month year decade".split() for s in ("", "s"))
_AMOUNTS = frozenset((NUM, DET, ADV, ADJ, SUB, COMMA))


def _leading_place(words: Sequence[Word], lead: list[int]) -> list[int]:
    """The "In Kyiv" before the subject, which a title keeps; other openings go."""
    if len(lead) >= 2 and words[lead[0]].lower in ("in", "at", "near", "across", "outside") and len(lead) <= 6:
        out = _trimmed(words, lead)
        if (
            out
            and all(words[k].tag not in (TIME, COMMA) for k in out)
            and any(words[k].text[0].isupper() for k in out[1:])
        ):
            return out
    return []


def _trimmed(words: Sequence[Word], kept: list[int]) -> list[int]:
    """Without conjunctions, loose adverbs and marks at the ends."""
    while kept and words[kept[0]].tag in _LOOSE_START and not _opens(words, kept):
        kept = kept[1:]
    if kept and words[kept[0]].tag == POSS:
        kept = kept[1:]  # of the "Today’s" that is gone
    if len(kept) > _ENOUGH_WORDS and words[kept[-1]].tag == QUOTE:
        inner = kept[:-1]
        while inner and (words[inner[-1]].tag in _MARKS | {CC} or _leads_nowhere(words, inner)):
            inner = inner[:-1]
        kept = [*inner, kept[-1]]  # "“I called at 8 and again at 9,” he said"
    while kept and (words[kept[-1]].tag in _LOOSE_END or _leads_nowhere(words, kept)):
        if words[kept[-1]].text in _UNIT_SIGNS or (words[kept[-1]].tag == POSS and _ends_sentence(words, kept[-1])):
            break
        if words[kept[-1]].tag == DET and words[kept[-1]].lower not in _ARTICLES:
            break  # "killed all"
        if _is_particle(words, kept[-1]) or _is_stranded(words, kept) or (
            words[kept[-1]].lower == "so" and len(kept) > 1 and words[kept[-2]].tag == DO
        ):  # fmt: skip
            break
        kept = kept[:-1]
    return kept


_UNIT_SIGNS = frozenset(("%", "°", "$", "€", "£"))


def _ends_sentence(words: Sequence[Word], at: int) -> bool:
    return at + 1 >= len(words) or words[at + 1].tag in (STOP, COMMA)


_ARTICLES = frozenset(("the", "a", "an")) | en.POSSESSIVES


def _leads_nowhere(words: Sequence[Word], kept: Sequence[int]) -> bool:
    """The "but even", "so this" of what is left out behind them."""
    last = kept[-1]
    if len(kept) < _ENOUGH_WORDS or last + 1 >= len(words) or words[last + 1].tag in (STOP, QUOTE):
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
    leads = before.tag == CC or (behind == SUB and words[last].lower in _DEGREES | _LEADING_ADVERBS)
    return (words[last].tag == ADV and leads) or (words[last].tag in (PRON, DET) and before.tag in (SUB, CC))


_LEADING_ADVERBS = frozenset(
    "especially particularly not simply partly mainly largely mostly precisely perhaps".split()
)
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
    return number + 1 >= len(words) or words[number + 1].tag in _NOT_TAKEN


_NOT_TAKEN = frozenset((PREP, TIME, SUB, COMMA, STOP, CC, QUOTE))
_PARTICLES = frozenset("up down off out over away back through apart along in on aboard inside outside".split())


def _opens(words: Sequence[Word], kept: list[int]) -> bool:
    """A quotation mark or an adverb that belongs to what follows: "about 300 people"."""
    first = words[kept[0]]
    if first.tag == QUOTE:
        return True
    return counts(words, kept)


def render(text: str, words: Sequence[Word], kept: list[int]) -> str:
    """The words as they stand in the text, gaps closed to one space."""
    out = ""
    previous: int | None = None
    for k in kept:
        word = words[k]
        if previous is not None:
            if k == previous + 1:
                out += text[words[previous].end : word.start]
            elif word.tag not in (COMMA, STOP, CLOSE, POSS, SEMI):
                out += " "
        if k >= 2 and previous != k - 1 and words[k - 1].tag == POSS and words[k - 2].tag == TIME:
            out += "the "  # for the "Monday's" that is gone
        out += text[word.start : word.end]
        previous = k
    return out


def _balanced(line: str) -> str:
    """Quotation marks and brackets that lost their partner go."""
    for opening, closing in (("(", ")"), ("[", "]")):
        if line.count(opening) > line.count(closing) and line.rfind(opening) > LONGEST // 4:
            line = line[: line.rfind(opening)]
    for marks in _BALANCED:
        if sum(map(line.count, marks)) % 2:
            for mark in marks:
                line = line.replace(mark, "")
    return _SPACES.sub(" ", line).strip(" ,;:–—-")


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
    while len(parts) > _ENOUGH_WORDS and (parts[-1].lower() in _DANGLING or parts[-1].endswith(("’s", "'s"))):
        parts.pop()
    return _balanced(" ".join(parts))
