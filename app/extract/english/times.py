"""When the clauses of one English sentence happen, as far as its own expressions tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from app.extract.dating import Dating
from app.extract.english.clauses import ADVERBIAL, COMPLEMENT, MAIN, PARTICIPIAL, RELATIVE, Clause, Parse, is_cleft
from app.extract.english.event_nouns import names_event
from app.extract.english.governing import dates_of
from app.extract.english.tagging import ADJ, COMMA, DET, NAME, NOUN, NUM, POSS, TIME, TO, VBG, Word
from app.extract.english.titles import sharing_object
from app.extract.english.trimming import is_span
from app.extract.english.verb_groups import Group, Shape, Tense
from app.extract.lang import en
from app.timex import civil
from app.timex.duration import Duration, Unit
from app.timex.phrases import Phrase, mention_when
from app.timex.when import Kind as WhenKind
from app.timex.when import When


class Times:
    """The dates of a sentence's clauses and nouns, as numbers of its TIME words.

    Attributes:
        amounts: the sentence's amounts of time, which are no TIME words: "over the past five years".
        part: the part of the article that the sentence stands in, as explanations name it.
    """

    def __init__(
        self, parse: Parse, phrases: Sequence[Phrase], amounts: Sequence[Phrase], dating: Dating, part: str
    ) -> None:
        self.parse, self.words = parse, parse.words
        self.phrases, self.amounts, self.dating, self.part = phrases, amounts, dating, part
        self.dates = dates_of(parse, self.at, dating.after_publication)

    def at(self, time: int) -> When:
        """The time of a TIME word."""
        phrase = self.phrases[self.words[time].phrase]
        if phrase.when.qualifiers and time + 1 < len(self.words) and self.words[time + 1].tag == POSS:
            # "After Tuesday's quake": it is what came later that is after Tuesday, not the quake.
            return self._bare(phrase)
        clause = self.parse.clauses[self.parse.owner[time]]
        group = clause.group
        if group is not None and group.negated and not is_one_time(phrase.when) and is_cleft(self.words, clause):
            return self._bare(phrase)  # "it was not until May that the line opened"
        lasts = group is not None and group.lemma in en.LASTING and group.head < time
        if lasts and self.words[time - 1].tag == TO:
            return self.dating.bounded("until", phrase.when, self.words[time - 1].text)  # "runs to Wednesday"
        return phrase.when

    def stretch(self, clause: Clause) -> When | None:
        """The span up to the publication or from it on that a clause tells: "over the past five years"."""
        tense = clause.group.tense if clause.group is not None else Tense.NONE
        for at, phrase in self._amounts_in(clause):
            direction = _DIRECTED.match(phrase.text.lower())
            meaning = phrase.timexes[0].meaning
            if direction is None or not self._is_over(at) or not isinstance(meaning, Duration):
                continue
            ahead = direction["past"] is None
            if tense is Tense.PLUPERFECT or (ahead and tense is Tense.PAST):
                return None  # counted from what was told before
            return self.dating.stretch(meaning, phrase.when, ahead=ahead)
        return None

    def _is_over(self, at: int) -> bool:
        """Whether what begins here is told as a stretch: "over the past years", "in each of the past years"."""
        before = [word.lower for word in self.words[max(0, at - 2) : at]]
        return bool(before) and (before[-1] in _OVER or (before[-1] == "of" and before[0] in _EACH_OF))

    def amount_before(self, clause: Clause) -> Phrase | None:
        """The amount of time that leads to a clause: the "three days" of "three days after the bridge fell"."""
        if clause.kind is not ADVERBIAL or clause.opener is None or not clause.opener:
            return None
        if self.words[clause.opener].lower not in ("after", "before"):
            return None
        end = self.words[clause.opener - 1].end
        return next((phrase for phrase in self.amounts if phrase.end == end), None)

    def lasted_long(self, clause: Clause) -> bool:
        """Whether it tells what somebody did for months or years: of no day, and not of that of publication."""
        group = clause.group
        if group is None or group.lemma not in en.GOING_ON:
            return False
        return any(_is_long(phrase) for _, phrase in self._amounts_in(clause))

    def _amounts_in(self, clause: Clause) -> Iterator[tuple[int, Phrase]]:
        """The amounts of time among a clause's words, each with the number of its first word."""
        for phrase in self.amounts:
            at = bisect_left(self.words, phrase.start, key=attrgetter("start"))
            if at < len(self.words) and self.parse.owner[at] == clause.number:
                yield at, phrase

    def _bare(self, phrase: Phrase) -> When:
        """The time of a phrase without the "after" or "until" that leads to it."""
        context, source = self.dating.context, self.dating.source
        return mention_when(phrase.timexes[0], context, part=self.part, anchor_source=source)

    def of(self, clause: Clause) -> list[int]:
        """The clause's dates, or those of the one it shares its subject with: "came on Monday and left"."""
        dates = self.dates.of_clause.get(clause.number, [])
        if not dates and (sharer := sharing_object(self.parse, clause)) is not None:
            return self.dates.of_clause.get(sharer.number, [])  # "treated and fed 1,500 people on Monday"
        if dates:
            return dates
        if (made_known := self._made_known(clause)) is not None:
            return self.dates.of_clause.get(made_known.number, [])
        if clause.shares_subject and clause.joined is not None:
            partner = self.parse.clauses[clause.joined]
            same = partner.group is not None and clause.group is not None and partner.group.tense is clause.group.tense
            same = same and not self._is_later(clause)
            return self.of(partner) if same else []
        if (named := self._named_before(clause)) is not None:
            return [named]
        if (around := self._placed_in(clause) or self._caused_by(clause)) is not None:
            return self.dates.of_clause[around.number]
        parent = self.parse.clauses[clause.parent] if clause.parent is not None else None
        if clause.kind is COMPLEMENT and parent is not None and is_cleft(self.words, parent):
            return self.dates.of_clause.get(parent.number, [])  # "it was in May that they met"
        return self._dates_at_once(clause) or self._of_happening(clause)

    def _named_before(self, clause: Clause) -> int | None:
        """The date of which a "when" tells more: "the strongest since 1997, when 400 people drowned"."""
        start, words = clause.start, self.words
        if clause.kind is not ADVERBIAL or clause.opener != start or start < _BEHIND_DATE:
            return None
        behind = words[start].lower == "when" and words[start - 1].tag == COMMA and words[start - 2].tag == TIME
        return start - 2 if behind else None

    def when_of(self, clause: Clause, dates: Sequence[int]) -> When:
        """The time of a clause by its dates: the finest, and of "since 1997, when …" the year that is named."""
        if len(dates) == 1 and dates[0] == self._named_before(clause):
            return self._bare(self.phrases[self.words[dates[0]].phrase])
        return self.finest(dates)

    def _of_happening(self, clause: Clause) -> list[int]:
        """The date that names the happening of which a relative clause tells: "the 2019 fire that destroyed it"."""
        noun = clause.start - 1
        if clause.kind is not RELATIVE or clause.group is None or clause.group.tense is not Tense.PAST or noun < 1:
            return []
        if self.words[noun].tag != NOUN or not names_event(self.words[noun].lower) or self.parse.subject(clause):
            return []
        while noun > 0 and self.words[noun - 1].tag in (ADJ, NAME, NOUN, POSS):
            noun -= 1
        return [noun - 1] if noun and self.words[noun - 1].tag == TIME else []

    def is_told_behind(self, noun: int, dates: Sequence[int]) -> bool:
        """Whether a relative clause tells what a noun names: "the 2019 fire that destroyed it"."""
        return any(c.start - 1 == noun and self._of_happening(c) == list(dates) for c in self.parse.clauses)

    def is_behind_dated(self, clause: Clause) -> bool:
        """Whether it came at some time after what its subject had done: "had offered help in 2022 but withdrew"."""
        if not clause.shares_subject or clause.joined is None:
            return False
        partner = self.parse.clauses[clause.joined].group
        had = partner is not None and partner.tense is Tense.PLUPERFECT
        return (had or self._is_later(clause)) and clause.joined in self.dates.of_clause

    def _is_later(self, clause: Clause) -> bool:
        """Whether it says that it came at another time: "built in 1932 and rebuilt after the war"."""
        return any(self.words[k].lower in _AT_ANOTHER_TIME for k in clause.words)

    def is_beside_past(self, clause: Clause) -> bool:
        """Whether it came after or before what happened some time ago: "closed after the river flooded in 2016"."""
        today = self.dating.today.earliest
        for other in self.parse.clauses[clause.number + 1 :]:
            if other.parent != clause.number or other.kind is not ADVERBIAL or other.opener is None:
                continue
            dates = self.dates.of_clause.get(other.number, [])
            if not dates or self.words[other.opener].lower not in ("after", "before"):
                continue
            latest = self.at(dates[0]).latest
            if latest is not None and today is not None and today - latest > _LATELY * civil.DAY:
                return True
        return False

    def is_among_past(self, clause: Clause) -> bool:
        """Whether its sentence tells only of some time ago: "it shut in 2016, a flood came, and it opened in 2020"."""
        today, found = self.dating.today.earliest, False
        for other in self.parse.clauses:
            if other.number == clause.number or other.kind is not MAIN:
                continue
            for date in self.of_own(other):
                latest = self.at(date).latest
                if latest is None or today is None or today - latest <= _LATELY * civil.DAY:
                    return False
                found = True
        return found

    def is_place_of(self, clause: Clause) -> bool:
        """Whether it only says when all came to pass: "in a vote held in May", "a man who was walking on Friday"."""
        if clause.parent is None or clause.group is None:
            return False
        around = self.parse.clauses[clause.parent]
        if clause.kind is RELATIVE and _is_under_way(self.words, clause.group):
            return not self.of_own(around) and self._caused_by(around) is clause
        if clause.kind is not PARTICIPIAL:
            return False
        return clause.group.lemma in _HOLDING and not self.of_own(around) and self._placed_in(around) is clause

    def _placed_in(self, clause: Clause) -> Clause | None:
        """What says when a happening was in which something was done: "was rejected in a vote held on Monday".

        Also "were killed in the quake that struck in May", but not "condemned the attack that …".
        """
        if clause.group is None or clause.group.tense is not Tense.PAST or not clause.group.finite:
            return None
        for other in self.parse.clauses[clause.number + 1 :]:
            group = other.group
            if other.parent != clause.number or other.kind not in _DESCRIBING or group is None:
                continue
            if other.number not in self.dates.of_clause or (group.finite and group.tense is not Tense.PAST):
                continue
            noun = other.start - 1
            if group.shape is Shape.GERUND or self.words[noun].tag != NOUN or not names_event(self.words[noun].lower):
                continue
            if not all(is_one_time(self.at(k)) for k in self.dates.of_clause[other.number]):
                continue
            lead = noun - 1
            while lead > clause.group.head and self.words[lead].tag in _IN_NOUN_PHRASE:
                lead -= 1
            if lead > clause.group.head and self.words[lead].lower in ("in", "during", "at"):
                return other
        return None

    def _caused_by(self, clause: Clause) -> Clause | None:
        """What says when that happened which did the harm: "a bomb that went off on Saturday wounded six".

        Also "were killed by a bomb that went off on Saturday", and what came upon somebody: "a man who was walking home
        on Saturday was shot". But not "a man who fled on Saturday killed two": what people do next may be of another
        day.
        """
        group = clause.group
        if group is None or group.tense is not Tense.PAST:
            return None
        left = group.lemma == "leave" and any(self.words[k].lower in _LEFT_SO for k in clause.words)
        harms = left or group.lemma in en.HARMING
        subject = self.parse.subject(clause)
        for other in self.parse.clauses[clause.number + 1 :]:
            if other.parent != clause.number or other.kind is not RELATIVE or other.number not in self.dates.of_clause:
                continue
            told = other.group
            if told is None or told.tense is not Tense.PAST or other.opener is None:
                continue
            under_way = _is_under_way(self.words, told)
            if not under_way and not (harms and self.words[other.opener].lower in ("that", "which")):
                continue
            if self.parse.subject(other) or not all(is_one_time(self.at(k)) for k in self.of_own(other)):
                continue
            noun = other.start - 1 - (self.words[other.start - 1].tag == COMMA)
            lead = noun
            while lead > group.head and self.words[lead].tag in _IN_NOUN_PHRASE:
                lead -= 1
            if noun in subject and (under_way or not group.passive):
                return other
            if group.passive and lead > group.head and self.words[lead].lower == "by":
                return other
        return None

    def is_of_the_dead(self, clause: Clause) -> bool:
        """Whether it tells what somebody did who has died since: "Quell, who died on Monday, wrote 14 novels"."""
        subject = self.parse.subject(clause)
        return any(
            other.parent == clause.number
            and other.group is not None
            and other.group.lemma == "die"
            and other.number in self.dates.of_clause
            and other.start - 1 - (self.words[other.start - 1].tag == COMMA) in subject
            for other in self.parse.clauses[clause.number + 1 :]
        )

    def _made_known(self, clause: Clause) -> Clause | None:
        """The participle that says when its subject was made known: "A report released on Tuesday blamed"."""
        subject = self.parse.subject(clause)
        for inner in self.parse.clauses[clause.number + 1 :]:
            if inner.parent == clause.number and inner.start - 1 in subject and _publishes(inner):
                return inner
        return None

    def of_making_known(self, clause: Clause) -> list[int]:
        """The dates on which the subject of a clause was made known: "a study published on Monday found that …"."""
        made_known = self._made_known(clause)
        return [] if made_known is None else self.of_own(made_known)

    def is_of_what_tells(self, clause: Clause) -> bool:
        """Whether a clause only says when that was made known which another clause is about."""
        if _publishes(clause) and any(word.lower == "according" for word in self.words[: clause.start][-_SOURCE:]):
            return True  # "according to a study published on Thursday"
        teller = self.parse.clauses[clause.parent] if clause.parent is not None else None
        return teller is not None and self._made_known(teller) is clause and self.of(teller) == self.of_own(clause)

    def of_own(self, clause: Clause) -> list[int]:
        """The dates that the clause has itself."""
        return self.dates.of_clause.get(clause.number, [])

    def _dates_at_once(self, clause: Clause) -> list[int]:
        """The dates of what happened at the same time: "were killed when an avalanche hit their camp on Tuesday"."""
        if clause.group is None or clause.group.tense is not Tense.PAST:
            return []
        for other in self.parse.clauses:
            inner, outer = (clause, other) if other.number == clause.parent else (other, clause)
            beside = self.parse.clauses[inner.parent].joined if inner.parent is not None and inner is other else None
            if outer.number not in (inner.parent, beside) or other.group is None or not self._is_when(inner):
                continue
            dates = self.dates.of_clause.get(other.number, [])
            if dates and other.group.tense is Tense.PAST and all(is_one_time(self.at(k)) for k in dates):
                return dates
        return []

    def _is_when(self, clause: Clause) -> bool:
        """Whether it tells what happened at the moment of the clause that it hangs on."""
        if clause.kind is not ADVERBIAL or clause.opener is None:
            return False
        opener = self.words[clause.opener].lower
        at_once = opener == "when" or (opener == "as" and self._moment(clause))
        return at_once and not (clause.start and is_span(self.words[clause.start - 1]))

    def _moment(self, clause: Clause) -> bool:
        """Whether the "as" of a clause tells of time: a doing, not "as he had said" or "as it was a holiday"."""
        lemma = "" if clause.group is None else clause.group.lemma
        return lemma not in en.STATES and lemma not in en.SAYING and lemma not in en.OPINION

    def left_out(self, dates: Sequence[int], clause: Clause | None = None) -> list[int]:
        """The dates a title does without: not one that ends what the verb tells ("runs to Wednesday").

        Args:
            clause: the one that they are dates of; a date of what describes its nouns stays.
        """
        if clause is not None and not self.of_own(clause) and (self._placed_in(clause) or self._caused_by(clause)):
            return []
        return [k for k in dates if not (k and self.words[k - 1].tag == TO) and not self._ends_what_lasts(k)]

    def _ends_what_lasts(self, time: int) -> bool:
        group = self.parse.clauses[self.parse.owner[time]].group
        lasts = group is not None and group.lemma in en.LASTING and group.head < time
        return lasts and (self.at(time).edtf or "/..").partition("/")[2] not in ("", "..")

    def hangs_on_noun(self, clause: Clause) -> bool:
        """Whether it is placed by another event: "troops amassed ahead of the invasion last month"."""
        return any(self.parse.owner[noun] == clause.number for noun in self.dates.of_noun)

    def finest(self, dates: Sequence[int]) -> When:
        """The finest of the dates, the first of equals."""
        best = self.at(dates[0])
        for time in dates[1:]:
            when = self.at(time)
            if when.precision and best.precision and when.precision.finer_than(best.precision):
                best = when
        return best

    def are_within(self, clause: Clause) -> bool:
        """Whether the clause or one inside it has a date, but for what only describes a noun of it."""
        clauses = self.parse.clauses
        return any(
            number in self.dates.of_clause and (number == clause.number or clauses[number].kind not in _DESCRIBING)
            for number in self.parse.inside(clause)
        )


def _is_long(phrase: Phrase) -> bool:
    meaning = phrase.timexes[0].meaning
    return isinstance(meaning, Duration) and meaning.parts[0][1] in _LONG


def counts_on(words: Sequence[Word], clause: Clause) -> bool:
    """Whether it counts from what has no date: "was arrested ten days later"."""
    return any(words[k].lower in _COUNTED_ON and k and is_span(words[k - 1]) for k in clause.words)


_OVER = frozenset("over in during for within throughout".split())
_EACH_OF = frozenset("each all most much any".split())
_DIRECTED = re.compile(r"(?:the |these |those )?(?:(?P<past>past|last)|next|coming)\s")
_LONG = frozenset((Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY))
_LEFT_SO = frozenset("dead injured wounded homeless stranded trapped missing hurt".split())
_HOLDING = frozenset(("hold", "stage", "conduct"))
_LATELY = 8  # days
_BEHIND_DATE = 2  # words: the date and its comma
_AT_ANOTHER_TIME = frozenset("after before later then twice subsequently since eventually".split())
_IN_NOUN_PHRASE = frozenset((DET, ADJ, NAME, NOUN, NUM, POSS))
_DESCRIBING = frozenset((RELATIVE, PARTICIPIAL))
_COUNTED_ON = frozenset(("later", "earlier", "afterwards", "before", "after", "previously"))
_SOURCE = 6  # words of "according to a new government report"


def _publishes(clause: Clause) -> bool:
    group = clause.group
    return clause.kind is PARTICIPIAL and group is not None and group.lemma in en.PUBLISHING


def _is_under_way(words: Sequence[Word], group: Group) -> bool:
    return words[group.first].lower in ("was", "were") and words[group.head].tag == VBG


def is_one_time(when: When) -> bool:
    """Whether it is a time at which things happen, and no bound."""
    return when.kind is WhenKind.POINT and not when.qualifiers
