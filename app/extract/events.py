"""What the sentences of an English article tell: statements with their date, modality, title, speaker and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.extract import titles
from app.extract.anaphora import Focus
from app.extract.article import Attribution, Entity, Link, Modality, Part, Quote, Statement, Told
from app.extract.attribution import Saying, contents, is_saying, sayings, speaker_name
from app.extract.clauses import Clause, Kind, Parse, Subject, is_cleft
from app.extract.dated_words import dated_words
from app.extract.dating import Dating, inherited, lasts_at_most_days
from app.extract.entities import Names
from app.extract.event_nouns import names_event
from app.extract.governing import dates_of
from app.extract.hanging import hanging
from app.extract.happening import may_tell_undated, tells_dated_event, tells_event, trigger_of
from app.extract.lang import en
from app.extract.lines import finish, render
from app.extract.modality import is_called_off, modality_of
from app.extract.parsing import parse
from app.extract.readable import (
    lacks_subject,
    leans_on_pronoun,
    opens_with_pronoun,
    speaks,
    spoken_by,
    stands_alone,
    without_label,
    without_opener,
)
from app.extract.sentences import Sentence
from app.extract.subjects import Spoken, spoken, subject_of
from app.extract.tagging import ADJ, DET, NAME, NOUN, NUM, POSS, PREP, TIME, TO, classify
from app.extract.tokens import Line, Token
from app.extract.trimming import is_span
from app.extract.verb_groups import Group, Shape, Tense
from app.timex.context import Genre
from app.timex.phrases import Phrase, mention_when
from app.timex.when import UNDATED, Basis, Qualifier, When
from app.timex.when import Kind as WhenKind

AFTER_PUBLICATION = "after_publication"
# How sure a statement is, by where its date comes from: expressions in main and in subordinate clauses (times the
# expression's own confidence), the publication's day in the first sentences and later, a date carried on, none.
MAIN, SUBORDINATE, LEAD, LATER, CARRIED, UNDATED_CONFIDENCE = 0.95, 0.85, 0.6, 0.45, 0.5, 0.35
_LEAD_SENTENCES = 4
# A sentence of more clauses is a list or an attack, and no one reads events out of it.
_MOST_CLAUSES = 24
_LONGEST_DATELINE = 24  # tokens
_IN_DATELINE = frozenset("am pm a.m. p.m. on by updated |".split())
_SELVES = frozenset(("i", "we", "you"))
_TELLERS = frozenset(("i", "we"))
_MANY_MEANT = (["it"], ["they"])  # of "crews washed hands as they arrived", the crews or the hands
_PERSONAL = frozenset(("he", "she", "they"))
_SENTENCE_ENDS = frozenset(".!…:;\"”’')]»")
_LONGEST_NOUN_TITLE = 8  # words behind the noun
_FEWEST_NOUN_WORDS = 3  # of a title that a noun makes without its date
_STEM = 4  # letters that a verb and its noun share: "invade", "invasion"
_NOUN_REACH = 6  # words behind "since"
_UNKNOWN_YET = frozenset(("a", "an", "another", "any", "no", "some", "new"))
_NOUN_PHRASE = frozenset((NOUN, NAME, ADJ, NUM, POSS, DET))
_BEFORE_DATE = frozenset((DET, ADJ, POSS))
_POINTING = frozenset(("This", "That", "These", "Those", "Another", "Such"))
_OF_NOUNS = frozenset(("of", "in", "on", "at", "against", "near", "between", "to", "with", "by", "for", "over"))


@dataclass(frozen=True, slots=True)
class Source:
    """One part of an article with what is known of it: its date phrases and names."""

    text: str
    part: Part
    phrases: Sequence[Phrase]
    names: Names
    dating: Dating


@dataclass(slots=True)
class _Thread:
    """What holds from one sentence to the next."""

    spoken: Spoken = field(default_factory=Spoken)
    paragraph: int = -1
    when: When | None = None  # of the last sentence that told a dated event
    age: int = 0  # sentences since then
    told: int = 0  # sentences of prose so far
    happened: dict[str, When | None] = field(default_factory=dict)  # by stem; None where two of them are told of
    focus: Focus = field(default_factory=Focus)


def statements_in(source: Source, lines: Iterable[Line]) -> Told:
    """What the sentences tell, in document order."""
    out = Told([], [])
    thread = _Thread()
    at = 0
    phrases = source.phrases
    for sentence, words in lines:
        while at < len(phrases) and phrases[at].end <= sentence.start:
            at += 1
        last = at
        while last < len(phrases) and phrases[last].start < sentence.end:
            last += 1
        if sentence.paragraph != thread.paragraph:
            thread.paragraph = sentence.paragraph
            if source.dating.context.genre is not Genre.NARRATIVE:
                thread.when = None
        thread.spoken.begin(sentence.paragraph)
        if not sentence.heading:
            thread.told += 1
            thread.age += 1
        dated = [phrase for phrase in phrases[at:last] if phrase.when.dated]
        reading = _Sentence(source, sentence, words, dated, thread)
        out.statements.extend(reading.read())
        if last > at:
            out.links.extend(reading.links(phrases[at:last]))
    return out


class _Sentence:
    """One sentence being read."""

    def __init__(
        self, source: Source, sentence: Sentence, line: Sequence[Token], phrases: Sequence[Phrase], thread: _Thread
    ) -> None:
        self.source, self.sentence, self.phrases, self.thread = source, sentence, phrases, thread
        self.text = source.text
        self.words = classify(
            line[_dateline_end(line, phrases) :],
            [(phrase.start, phrase.end) for phrase in phrases],
            names=source.names.words,
            headline=sentence.heading,
        )
        self.parse: Parse = parse(self.words, headline=sentence.heading)
        self.before = thread.spoken
        self.announced: set[int | None] = set()
        self.whens: dict[int, When] = {}  # of the clauses told so far
        self.meant = thread.focus.read(self.parse, source.names, heading=sentence.heading)
        self.out: list[Statement] = []

    def read(self) -> list[Statement]:
        if len(self.parse.clauses) > _MOST_CLAUSES:
            return []
        self.told = contents(self.parse)
        self.sayings = sayings(self.text, self.parse, self.told, self.before)
        self.dates = dates_of(self.parse, self._when_at, self.source.dating.after_publication)
        clauses = [clause for clause in self.parse.clauses if clause.group is not None]
        carrying = {c.number for c in clauses if c.kind is Kind.ATTRIBUTION or self.told.get(c.number)}
        # Announcements first: what they tell is not told again.
        for clause in clauses:
            if clause.number in carrying:
                self._announcement(clause)
        for clause in clauses:
            if clause.number not in carrying:
                self._clause(clause)
            self._hanging(clause)
        for noun, dates in sorted(self.dates.of_noun.items()):
            self._noun_event(noun, dates)
        self._remember()
        return sorted(self.out, key=lambda statement: statement.trigger.start)

    def links(self, phrases: Sequence[Phrase]) -> Iterator[Link]:
        """The words that each of the sentence's phrases dates."""
        within = [(phrase, extent) for phrase in phrases if _is_within(phrase) and (extent := self._extent(phrase))]
        for place, number in dated_words(self.parse, [extent for _, extent in within]):
            phrase = within[place][0]
            yield Link(self._quote(number), Quote(self.source.part, phrase.start, phrase.end, phrase.text))

    def _extent(self, phrase: Phrase) -> tuple[int, int] | None:
        """First and last word number of a phrase."""
        first = bisect_right(self.words, phrase.start, key=lambda word: word.end)
        last = bisect_left(self.words, phrase.end, key=lambda word: word.start) - 1
        return (first, last) if first <= last else None

    def _when_at(self, time: int) -> When:
        phrase = self.phrases[self.words[time].phrase]
        if phrase.when.qualifiers and time + 1 < len(self.words) and self.words[time + 1].tag == POSS:
            # "After Tuesday's quake": it is what came later that is after Tuesday, not the quake.
            return self._bare(phrase)
        clause = self.parse.clauses[self.parse.owner[time]]
        group = clause.group
        if group is not None and group.negated and not _is_one_time(phrase.when) and is_cleft(self.words, clause):
            return self._bare(phrase)  # "it was not until May that the line opened"
        lasts = group is not None and group.lemma in en.LASTING and group.head < time
        if lasts and self.words[time - 1].tag == TO:
            return self.source.dating.bounded("until", phrase.when, self.words[time - 1].text)  # "runs to Wednesday"
        return phrase.when

    def _bare(self, phrase: Phrase) -> When:
        """The time of a phrase without the "after" or "until" that leads to it."""
        context, source = self.source.dating.context, self.source.dating.source
        return mention_when(phrase.timexes[0], context, part=self.source.part.value, anchor_source=source)

    # What a clause tells

    def _clause(self, clause: Clause) -> None:
        dates = self._dates_of(clause)
        if not dates and not may_tell_undated(self.parse, clause):
            return
        saying = self.sayings.get(clause.number) or self._outer_saying(clause)
        modality = modality_of(self.parse, clause)
        subject = subject_of(self.text, self.parse, clause, self.before)
        when = self._when(clause, dates, modality, subject)
        if when is None:
            return
        self.whens[clause.number] = when
        if subject is None and clause.kind is Kind.PARTICIPIAL:
            return  # "given the implications": what it hangs on is not known
        if not dates and saying is not None and saying.clause in self.announced and modality is Modality.ASSERTED:
            return
        if (
            modality is Modality.ASSERTED
            and self.source.dating.after_publication(when)
            and (_may_lie_ahead(clause) or any(self.words[k - 1].lower == "for" for k in dates if k))
        ):
            modality = Modality.PLANNED  # "the talks begin on Friday", "called a vote for Friday"
        left_out = [*self._left_out(dates), *(saying.words if saying else ())]
        title = titles.title_of(self.text, self.parse, clause, left_out, subject=subject)
        title = without_label(without_opener(title))
        if _verb(clause).shape is Shape.GERUND and subject is None:
            return  # "walking through a market in May": who did is not known
        if self._is_bare_saying(clause, title) or lacks_subject(title):
            return
        if speaks(title):
            if saying is None or saying.speaker.text.lower() in en.PRONOUNS:
                return  # whose words these are is not known
            title = spoken_by(speaker_name(saying.speaker), title)
        if (modality is not Modality.ASSERTED or clause.kind is Kind.RELATIVE) and opens_with_pronoun(
            self._with_first_named(title)
        ):
            return
        mine = saying is not None and saying.speaker.text.lower() in _SELVES
        own = [self.words[k].lower for k in self.parse.subject(clause)]
        hangs = clause.kind in (Kind.ADVERBIAL, Kind.RELATIVE)
        beside = hangs and (self._leans(clause, title) or own in _MANY_MEANT)
        alone = self._is_whole() and not beside and stands_alone(self._with_first_named(title))
        if not dates and (mine or self.parse.broken or not alone):
            return  # a date is worth a line that needs its article; what only may be of today is not
        trigger = self._quote(trigger_of(self.parse, clause, dates))
        entities = self._entities(titles.words_told(self.parse, clause), subject, clause)
        self._add(clause, title, modality, when, trigger, saying, entities)

    def _hanging(self, clause: Clause) -> None:
        """What was asked for, refused or left undone, beside what its clause tells."""
        found = list(hanging(self.text, self.parse, clause))
        if not found or not self._is_whole() or modality_of(self.parse, clause) is not Modality.ASSERTED:
            return
        own = subject_of(self.text, self.parse, clause, self.before) or spoken(self.text, self.parse, clause)
        saying = self.sayings.get(clause.number) or self._outer_saying(clause)
        for told in found:
            subject = told.subject or own
            if subject is None:
                continue
            dates = self._dates_of(clause) if told.shares_date else []
            title = titles.told_of(self.text, self.words, subject.text, told.says, told.words, self._left_out(dates))
            if not stands_alone(self._with_first_named(title)) or self.parse.broken:
                continue
            when = self._finest(dates) if dates else UNDATED
            entities = self._entities(told.words, subject, clause)
            asks = told.subject is not None and own is not None and own.text.lower() not in en.PRONOUNS
            asked = Saying(clause.number, own) if asks and own is not None else saying
            self._add(clause, title, told.modality, when, self._quote(told.verb), asked, entities)

    def _leans(self, clause: Clause, title: str) -> bool:
        """Whether a pronoun of what hangs on a clause may mean somebody of that clause.

        Not the "its" of "investors cheered as the firm raised its price": it is neither they nor a person.
        """
        beside = self.parse.clauses[clause.parent] if clause.parent is not None else None
        own = spoken(self.text, self.parse, clause)
        other = spoken(self.text, self.parse, beside) if beside is not None else None
        if own is not None and other is not None and _is_thing(own) and not _is_thing(other):
            title = title.replace(" its ", " ")
        return leans_on_pronoun(title)

    def _is_bare_saying(self, clause: Clause, title: str) -> bool:
        """Whether only "The ministry said" is left: what it said is told elsewhere, or was not read."""
        group = _verb(clause)
        told = is_saying(clause) and not group.passive and group.tense in (Tense.PAST, Tense.PRESENT, Tense.PERFECT)
        return told and title.endswith(self.words[group.head].text)

    def _with_first_named(self, title: str) -> str:
        """The title as if a name stood for the "she" with which an article opens: nothing before it could tell who."""
        first, _, rest = title.partition(" ")
        return f"Somebody {rest}" if self.thread.told <= 1 and first.lower() in _PERSONAL else title

    def _is_whole(self) -> bool:
        """Whether it is a sentence that ends, or a heading: a caption or a table tells nothing without a date."""
        ending = self.text[self.sentence.end - 1]
        return self.sentence.heading or ending in _SENTENCE_ENDS

    def _dates_of(self, clause: Clause) -> list[int]:
        """The clause's dates, or those of the one it shares its subject with: "came on Monday and left"."""
        dates = self.dates.of_clause.get(clause.number, [])
        if not dates and (sharer := titles.sharing_object(self.parse, clause)) is not None:
            return self.dates.of_clause.get(sharer.number, [])  # "treated and fed 1,500 people on Monday"
        if dates:
            return dates
        if clause.shares_subject and clause.joined is not None:
            partner = self.parse.clauses[clause.joined]
            same = partner.group is not None and clause.group is not None and partner.group.tense is clause.group.tense
            return self._dates_of(partner) if same else []
        parent = self.parse.clauses[clause.parent] if clause.parent is not None else None
        if clause.kind is Kind.COMPLEMENT and parent is not None and is_cleft(self.words, parent):
            return self.dates.of_clause.get(parent.number, [])  # "it was in May that they met"
        return self._dates_at_once(clause)

    def _dates_at_once(self, clause: Clause) -> list[int]:
        """The dates of what happened at the same time: "were killed when an avalanche hit their camp on Tuesday"."""
        if _verb(clause).tense is not Tense.PAST:
            return []
        for other in self.parse.clauses:
            inner, outer = (clause, other) if other.number == clause.parent else (other, clause)
            if inner.parent != outer.number or other.group is None or not self._is_when(inner):
                continue
            dates = self.dates.of_clause.get(other.number, [])
            if dates and other.group.tense is Tense.PAST and all(_is_one_time(self._when_at(k)) for k in dates):
                return dates
        return []

    def _is_when(self, clause: Clause) -> bool:
        """Whether it tells what happened at the moment of the clause that it hangs on."""
        if clause.kind is not Kind.ADVERBIAL or clause.opener is None:
            return False
        opener = self.words[clause.opener].lower
        at_once = opener == "when" or (opener == "as" and self._moment(clause))
        return at_once and not (clause.start and is_span(self.words[clause.start - 1]))

    def _moment(self, clause: Clause) -> bool:
        """Whether the "as" of a clause tells of time: a doing, not "as he had said" or "as it was a holiday"."""
        lemma = _verb(clause).lemma
        return lemma not in en.STATES and lemma not in en.SAYING and lemma not in en.OPINION

    def _left_out(self, dates: Sequence[int]) -> list[int]:
        """The dates a title does without: not one that ends what the verb tells ("runs to Wednesday")."""
        return [k for k in dates if not (k and self.words[k - 1].tag == TO) and not self._ends_what_lasts(k)]

    def _ends_what_lasts(self, time: int) -> bool:
        group = self.parse.clauses[self.parse.owner[time]].group
        lasts = group is not None and group.lemma in en.LASTING and group.head < time
        return lasts and (self._when_at(time).edtf or "/..").partition("/")[2] not in ("", "..")

    def _outer_saying(self, clause: Clause) -> Saying | None:
        number = clause.parent
        while number is not None:
            if number in self.sayings:
                return self.sayings[number]
            number = self.parse.clauses[number].parent
        return None

    def _when(self, clause: Clause, dates: Sequence[int], modality: Modality, subject: Subject | None) -> When | None:
        """The clause's date and its basis; None where the clause tells no event."""
        if dates:
            return self._finest(dates) if tells_dated_event(self.parse, clause) else None
        own = subject or spoken(self.text, self.parse, clause)
        if own is not None and own.text.lower() in _TELLERS and (saying := self.sayings.get(clause.number)) is not None:
            own = saying.speaker  # “We won,” the coach said
        if not tells_event(self.parse, clause, own.text if own else None, heading=self.sentence.heading):
            return None
        if modality is not Modality.ASSERTED or self._hangs_on_noun_date(clause):
            return UNDATED
        group, thread = _verb(clause), self.thread
        if (since := self._since_happening(clause)) is not None:
            return since
        if clause.kind in (Kind.ADVERBIAL, Kind.RELATIVE):
            return self._when_beside(clause)
        narrative = self.source.dating.context.genre is Genre.NARRATIVE
        if thread.when is not None and (
            narrative or (thread.age == 1 and group.tense is Tense.PAST and lasts_at_most_days(thread.when, 1))
        ):
            return inherited(thread.when, CARRIED)
        if narrative:
            return UNDATED
        if self.sentence.heading or group.tense in (Tense.PAST, Tense.PERFECT, Tense.PROGRESSIVE):
            verb = self.words[group.head]
            confidence = LEAD if thread.told <= _LEAD_SENTENCES else LATER
            return self.source.dating.publication(self.source.part.value, verb.text, verb.start, confidence)
        return UNDATED

    def _since_happening(self, clause: Clause) -> When | None:
        """The span from a happening told before: "the invasion has driven millions out", "fled since the quake"."""
        group, words = _verb(clause), self.words
        if group.tense is not Tense.PERFECT:
            return None
        since = next((k for k in clause.words if words[k].lower == "since"), None)
        phrase = list(range(since + 1, min(len(words), since + _NOUN_REACH))) if since is not None else []
        if not phrase:
            phrase = list(self.parse.subject(clause))
        noun = next((k for k in phrase if words[k].tag == NOUN and names_event(words[k].lower)), None)
        if noun is None or words[phrase[0]].lower in _UNKNOWN_YET or words[phrase[0]].lower == words[noun].lower:
            return None
        when = self.thread.happened.get(words[noun].lower[:_STEM])
        if when is None:
            return None
        return inherited(self.source.dating.bounded("since", when, words[noun].text), CARRIED)

    def _when_beside(self, clause: Clause) -> When:
        """The date of what hangs on a clause without a date of its own: of that day only if both are told as past."""
        group, beside = _verb(clause), self.whens.get(clause.parent) if clause.parent is not None else None
        if beside is None or beside.basis is not Basis.PUBLICATION or group.tense is not Tense.PAST:
            return UNDATED
        if clause.start and is_span(self.words[clause.start - 1]):
            return UNDATED  # "three months after her uncle died"
        verb = self.words[group.head]
        return self.source.dating.publication(self.source.part.value, verb.text, verb.start, LATER)

    def _hangs_on_noun_date(self, clause: Clause) -> bool:
        """Whether it is placed by another event: "troops amassed ahead of the invasion last month"."""
        return any(self.parse.owner[noun] == clause.number for noun in self.dates.of_noun)

    def _finest(self, dates: Sequence[int]) -> When:
        """The finest of the dates, the first of equals."""
        best = self._when_at(dates[0])
        for time in dates[1:]:
            when = self._when_at(time)
            if when.precision and best.precision and when.precision.finer_than(best.precision):
                best = when
        return best

    # What a saying tells

    def _announcement(self, clause: Clause) -> None:
        """A dated saying with an undated, asserted content is an announcement on its date."""
        dates = self.dates.of_clause.get(clause.number, [])
        told = self.told.get(clause.number, [])
        group = _verb(clause)
        if not dates or any(self._is_dated(content) for content in told):
            return
        unsure = any(modality_of(self.parse, c) in (Modality.PLANNED, Modality.HYPOTHETICAL) for c in told)
        if unsure and group.lemma not in en.ANNOUNCING:
            return
        if group.lemma in en.OPINION:
            return
        subject = subject_of(self.text, self.parse, clause, self.before)
        speaker = subject or spoken(self.text, self.parse, clause)
        if speaker is None:
            return
        if clause.kind is Kind.ATTRIBUTION and told:
            content = titles.title_of(self.text, self.parse, told[0], [])
            said = self.text[self.words[group.first].start : self.words[group.head].end]
            said = "said" if group.lemma in en.WITH_HEARER else said  # whom they told stays behind
            line = f"{speaker.text} {said} that {_within_sentence(content, self.source.names)}"
            title = finish(line)
        else:
            title = titles.title_of(self.text, self.parse, clause, dates, subject=subject, saying=True)
        if title.endswith(self.words[group.head].text) and not told:
            return  # "The agency said": what it said was not read
        self.announced.add(clause.number)
        modality = Modality.DENIED if group.negated else Modality.ASSERTED
        entities = self._entities(titles.words_told(self.parse, clause, saying=True), subject, clause)
        saying = Saying(clause.number, speaker)
        self._add(clause, title, modality, self._finest(dates), self._quote(group.head), saying, entities)

    def _is_dated(self, clause: Clause) -> bool:
        return any(number in self.dates.of_clause for number in self.parse.inside(clause))

    # What a noun tells

    def _noun_event(self, noun: int, dates: Sequence[int]) -> None:
        """An event that only a noun names: "ahead of the invasion last month"."""
        words = self.words
        first, end = noun, noun + 1
        while first > 0 and words[first - 1].tag in _NOUN_PHRASE and words[first].tag != DET:
            first -= 1
        if first > 0 and words[first - 1].tag == TIME:
            first -= 1  # "the May 3 vote", "Tuesday's vote"
            while first > 0 and words[first - 1].tag in _BEFORE_DATE and words[first].tag != DET:
                first -= 1
        while end < len(words) and (
            words[end].tag == NAME
            or (end - noun < _LONGEST_NOUN_TITLE and (words[end].tag in _NOUN_PHRASE or words[end].lower in _OF_NOUNS))
        ):
            end += 1
        kept = [k for k in range(first, end) if words[k].tag != TIME]
        kept = [k for k in kept if not (k and words[k].tag == POSS and words[k - 1].tag == TIME)]
        bare = sum(words[k].tag not in (DET, POSS, PREP) for k in kept) == 1
        named_by_date = min(dates) < noun and any(letter.isdigit() for k in dates for letter in words[k].text)
        if (bare and not named_by_date) or words[kept[0]].lower in en.POSSESSIVES:
            return  # "Wednesday's disclosure": of what, the line could not say
        if len(kept) < _FEWEST_NOUN_WORDS and min(dates) < noun:
            kept = list(range(first, end))  # "the 11 September attacks": the date is their name
        while kept and (words[kept[-1]].tag in (PREP, DET, POSS, TO)):
            kept.pop()
        title = finish(render(self.text, words, kept))
        opening, _, rest = title.partition(" ")
        if opening in _POINTING:
            title = f"The {rest}"
        elif opening.lower() in en.PREPOSITIONS | en.SUBORDINATORS:
            title = rest[:1].upper() + rest[1:]  # the "from" of "from last November’s vote"
        clause = self.parse.clauses[self.parse.owner[noun]]
        saying = self.sayings.get(clause.number) or self._outer_saying(clause)
        entities = self._entities(kept, None, None)
        modality = Modality.DENIED if is_called_off(self.parse, clause, noun) else Modality.ASSERTED
        self._add(clause, title, modality, self._finest(dates), self._quote(noun), saying, entities)

    # Putting it together

    def _quote(self, number: int) -> Quote:
        start, end = self.words[number].start, self.words[number].end
        return Quote(self.source.part, start, end, self.text[start:end])

    def _add(
        self, clause: Clause, title: str, modality: Modality, when: When, trigger: Quote, saying: Saying | None,
        entities: tuple[Entity, ...],
    ) -> None:  # fmt: skip
        if " " not in title:
            return
        attribution = None
        if saying is not None:
            dates = self.dates.of_clause.get(saying.clause, []) if saying.clause is not None else []
            attribution = Attribution(speaker_name(saying.speaker), self._finest(dates) if dates else None)
        ahead = modality is Modality.ASSERTED and self.source.dating.after_publication(when)
        start, end = self.sentence.start, self.sentence.end
        self.out.append(
            Statement(
                title=title, modality=modality, when=when,
                sentence=Quote(self.source.part, start, end, self.text[start:end]), trigger=trigger,
                attribution=attribution, entities=entities, confidence=_confidence(clause, when),
                flags=(AFTER_PUBLICATION,) if ahead else (),
            )
        )  # fmt: skip

    def _entities(self, told: Sequence[int], subject: Subject | None, clause: Clause | None) -> tuple[Entity, ...]:
        """The names among these words, in the subject that stands for a pronoun, and whom the own subject means."""
        names, words = self.source.names, self.words
        found: dict[Entity, None] = {}
        if subject is not None:
            found.update(dict.fromkeys(names.within(subject.start, subject.end)))
        elif clause is not None:
            meant = self.meant.get(_subject_owner(self.parse, clause).number)
            if meant is not None:
                found[names.entities[meant]] = None
        first = 0
        for place in range(1, len(told) + 1):
            if place == len(told) or told[place] != told[place - 1] + 1:
                found.update(dict.fromkeys(names.within(words[told[first]].start, words[told[place - 1]].end)))
                first = place
        return tuple(found)

    def _remember(self) -> None:
        """Subject and date for the next sentence."""
        main, thread = self.parse.clauses[0], self.thread
        if self.sentence.heading:
            return
        own = None
        if main.group is not None:
            own = subject_of(self.text, self.parse, main, self.before) or spoken(self.text, self.parse, main)
            pointing = own is not None and own.text.lower() in en.PRONOUNS | en.DETERMINERS
            own = None if own is None or pointing else self._known(self._owner_of_topic(main, own))
        speakers = {saying.speaker.text: self._known(saying.speaker) for saying in self.sayings.values()}
        thread.spoken.remember(own, [who for text, who in speakers.items() if text.lower() not in en.PRONOUNS])
        dated = [
            s for s in self.out
            if s.when.basis is Basis.EXPRESSION and s.modality is Modality.ASSERTED and s.when.kind is WhenKind.POINT
            and not self.source.dating.after_publication(s.when) and not s.when.qualifiers
        ]  # fmt: skip
        if dated:
            thread.when, thread.age = dated[-1].when, 0
        for statement in dated:
            stem = statement.trigger.text[:_STEM].lower()
            known = thread.happened.setdefault(stem, statement.when)
            if known is not None and not _overlap(known, statement.when):
                thread.happened[stem] = None

    def _owner_of_topic(self, main: Clause, subject: Subject) -> Subject:
        """Of "Norland’s plan was bold" Norland: what is only described does nothing in the next sentence."""
        possessive = next((k for k in self.parse.subject(main) if self.words[k].tag == POSS), None)
        if possessive is None or _verb(main).lemma != "be" or not self.words[possessive - 1].text[0].isupper():
            return subject
        text = " ".join(self.text[subject.start : self.words[possessive - 1].end].split())
        return Subject(text, subject.start, self.words[possessive - 1].end, plural=False, person=" " in text)

    def _known(self, subject: Subject) -> Subject:
        """With what the article's names say of it: "Reyle" is a person where the text has a "Tomas Reyle"."""
        if subject.apposition and " " in subject.apposition and not subject.plural:
            lowers = {word.lower() for word in subject.apposition.split()}
            return replace(subject, text=subject.apposition, person=not lowers & en.ORGANISATION_WORDS)
        if subject.person or subject.plural or " " in subject.text:
            return subject
        numbers = self.source.names.numbers_within(subject.start, subject.end)
        if len(numbers) != 1:
            return subject
        if numbers[0] in self.source.names.persons:
            return replace(subject, person=True)
        full = self.source.names.entities[numbers[0]]
        surname = full.name != subject.text and full.name.endswith(subject.text) and full.type in (None, "person")
        return replace(subject, person=True) if surname or full.type == "person" else subject


def _is_thing(subject: Subject) -> bool:
    return not subject.plural and not subject.person and subject.text.lower() not in en.PRONOUNS


def _is_one_time(when: When) -> bool:
    """Whether it is a time at which things happen, and no bound."""
    return when.kind is WhenKind.POINT and not when.qualifiers


def _is_within(phrase: Phrase) -> bool:
    """Whether things happen within it: "since 2014" and "before May" only bound them."""
    when = phrase.when
    bounded = Qualifier.BEFORE in when.qualifiers or Qualifier.AFTER in when.qualifiers
    return not bounded and not (when.kind is WhenKind.SPAN and (when.edtf or "").count(".."))


def _overlap(one: When, other: When) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest < other.latest and other.earliest < one.latest


def _verb(clause: Clause) -> Group:
    assert clause.group is not None, "only clauses with a verb tell anything"
    return clause.group


def _subject_owner(parse: Parse, clause: Clause) -> Clause:
    """The clause whose subject this one has: "he came and left"."""
    while clause.shares_subject and clause.joined is not None:
        clause = parse.clauses[clause.joined]
    return clause


def _may_lie_ahead(clause: Clause) -> bool:
    return _verb(clause).tense in (Tense.PRESENT, Tense.PROGRESSIVE, Tense.NONE)


def _confidence(clause: Clause, when: When) -> float:
    if when.basis is Basis.EXPRESSION:
        own = MAIN if clause.kind in (Kind.MAIN, Kind.COMPLEMENT, Kind.ATTRIBUTION) else SUBORDINATE
        return round(own * when.confidence, 2)
    return UNDATED_CONFIDENCE if when.basis is Basis.NONE else when.confidence


def _dateline_end(line: Sequence[Token], phrases: Sequence[Phrase]) -> int:
    """Number of the token behind "KYIV, March 22 (Agency) —"; 0 where a sentence does not begin so."""
    for k, token in enumerate(line[:_LONGEST_DATELINE]):
        if token.text in ("-", "–", "—", "--") and k:
            return k + 1
        small = token.text[0].islower() and token.lower not in _IN_DATELINE
        if small and not any(p.start <= token.start < p.end for p in phrases):
            return 0
        if k == 0 and not (token.is_word and token.text.isupper()):
            return 0
    return 0


def _within_sentence(title: str, names: Names) -> str:
    """A title that goes on within a sentence: its first letter small, unless it is a name's."""
    first = title.split(" ", 1)[0].strip("\"“”'’")
    if first.lower() in names.words or first[1:] != first[1:].lower() or first == "I":
        return title
    return title[:1].lower() + title[1:]
