"""A line that tells an event and can be read alone, cut from the words of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from app.extract.english.clauses import ATTRIBUTION, COMPLEMENT, PARTICIPIAL, RELATIVE, Clause, Parse, Subject
from app.extract.english.rendering import render
from app.extract.english.subjects import taken_before, without_apposition
from app.extract.english.tagging import (
    ADJ,
    ADV,
    CC,
    CLOSE,
    COMMA,
    DASH,
    DET,
    NAME,
    NOUN,
    NUM,
    OPEN,
    POSS,
    PREP,
    QUOTE,
    SEMI,
    STOP,
    TIME,
    VB,
    Word,
    past_forms,
)
from app.extract.english.trimming import fitting, trimmed, without_dates, without_span, without_tail
from app.extract.english.verb_groups import Group, Shape, Tense
from app.extract.lang import en
from app.extract.lines import LONGEST, finish


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
    kept = without_span(words, without_tail(words, kept, tail_from))
    dated = kept
    kept = without_dates(words, kept, dates_told)
    if clause.group is not None and _needs_date(words, clause, kept):
        kept = dated
    group = clause.group
    if group is None or clause.inverted:
        return finish(render(text, words, trimmed(words, kept)))
    whole_subject = parse.subject(clause)
    own_subject = _own_subject(words, whole_subject)
    if own_subject and words[own_subject[-1]].end - words[own_subject[0]].start > _LONGEST_SUBJECT:
        own_subject = _cut_subject(words, own_subject)
    behind = bisect_left(kept, group.first)
    lead = [k for k in kept[:behind] if k not in whole_subject]
    kept = [*(k for k in kept[:behind] if subject is None and k in own_subject), *kept[behind:]]
    if subject is None and own_subject and len(own_subject) == len(whole_subject):
        kept = sorted({*kept, *_before_verb(parse, clause, own_subject, told)})
    opening = "" if subject is None else f"{subject.text} {_auxiliary(group, subject)}"
    told_back = past_forms().get(group.lemma) if subject is not None and group.shape is Shape.GERUND else None
    if told_back is not None and group.head == group.first and kept and kept[0] == group.first:
        opening, kept = f"{opening}{told_back} ", kept[1:]  # "the man arriving in May" arrived in May
    heads = [group.head, *(c.group.head for c in parse.clauses if saying and c.parent == clause.number and c.group)]
    kept = fitting(words, trimmed(words, kept), LONGEST - len(opening), max(heads))
    kept = trimmed(words, kept)
    line = render(text, words, kept)
    if opening and kept[:1] == [0] == [group.first]:
        line = line[:1].lower() + line[1:]  # the "Born in Holt" that opens the sentence
    line = opening + line
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
    kept = trimmed(words, without_dates(words, list(behind), set(dates)))
    kept = fitting(words, kept, LONGEST - len(opening), kept[0] if kept else 0)
    return finish(opening + render(text, words, trimmed(words, kept)))


def _needs_date(words: Sequence[Word], clause: Clause, kept: Sequence[int]) -> bool:
    """Whether nothing, or something else, is told without the date: "the last one was in March"."""
    group = clause.chain[-1] if clause.chain else clause.group
    assert group is not None
    first = clause.group
    if first is not None and first.lemma == "have" and words[first.head + 1 : first.head + 2]:
        behind = words[first.head + 1]
        return behind.tag == TIME and behind.lower.startswith(("until ", "till "))  # "has until 2 April to appeal"
    hollow = group.lemma in _HOLLOW and not group.passive if clause.chain else group.lemma in ("be", "go")
    return hollow and all(words[k].tag in _MARKS for k in kept if k > group.head)


_HOLLOW = frozenset("be begin start end finish go open close run".split())
_MARKS = frozenset((COMMA, STOP, QUOTE, SEMI, DASH))


def _before_verb(parse: Parse, clause: Clause, subject: Sequence[int], told: Sequence[int]) -> list[int]:
    """What stands between subject and verb and belongs to them: "the finger pointing at farms is", "further fell"."""
    words, group = parse.words, clause.group
    assert group is not None
    last = subject[-1]
    if last + 1 >= group.first or any(words[k].tag in _PARTING for k in range(last + 1, group.first)):
        return []
    between = [k for k in told if last < k < group.first]
    if len(between) != group.first - last - 1:
        return []
    return [k for k in between if words[k].tag not in (ADV, PREP) or words[k].lower not in _LOOSE_ADVERBS]


_PARTING = frozenset((COMMA, DASH, QUOTE, OPEN, CLOSE, SEMI, TIME))
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


def words_told(parse: Parse, clause: Clause, *, saying: bool = False) -> list[int]:
    """Numbers of the clause's words and of those of the clauses inside it that a title takes in."""
    inside = {clause.number}
    for other in parse.clauses[clause.number + 1 :]:
        if other.parent not in inside or other.kind is ATTRIBUTION or other.group is None:
            continue
        if (
            (other.joined is not None and other.joined in inside and other.joined != clause.number)
            or (other.kind is COMPLEMENT and (saying or clause.group is not None))
            or (other.kind in (RELATIVE, PARTICIPIAL) and not _after_comma(parse, other))
            or (other.kind is PARTICIPIAL and other.parent == clause.number and _comes_last(parse, other))
        ):
            inside.add(other.number)
    opener = clause.opener if clause.kind is not RELATIVE else None
    told = sorted([k for number in inside for k in parse.clauses[number].words])
    if opener in told:
        told.remove(opener)
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
            alone = clause.group.lemma in _WITHOUT_OBJECT  # "overturned and injured nine"
            if bare and not alone and taken is not None and parse.words[taken].tag in _OBJECTS:
                return other if other.group.passive == clause.group.passive else None
    return None


_WITHOUT_OBJECT = en.NEVER_PASSIVE | frozenset(
    "overturn explode crash derail sink burn capsize turn stop erupt return move fight march resign land".split()
)
_OBJECTS = frozenset((DET, NUM, NOUN, NAME, ADJ, POSS))


def _after_comma(parse: Parse, clause: Clause) -> bool:
    return clause.start > 0 and parse.words[clause.start - 1].tag in (COMMA, DASH, OPEN)


def _comes_last(parse: Parse, clause: Clause) -> bool:
    return bool(clause.words) and clause.words[-1] >= len(parse.words) - 2


def _leading_place(words: Sequence[Word], lead: list[int]) -> list[int]:
    """The "In Kyiv" before the subject, which a title keeps; other openings go."""
    if len(lead) >= 2 and words[lead[0]].lower in ("in", "at", "near", "across", "outside") and len(lead) <= 6:
        out = trimmed(words, lead)
        if (
            out
            and all(words[k].tag not in (TIME, COMMA) for k in out)
            and any(words[k].text[0].isupper() for k in out[1:])
        ):
            return out
    return []
