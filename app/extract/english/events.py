"""What the sentences of an English article tell: statements with their date, modality, title, speaker and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from app.extract.article import Attribution, Entity, Link, Modality, Quote, Statement, Told
from app.extract.dating import inherited, lasts_at_most_days
from app.extract.english import titles
from app.extract.english.attribution import Saying, contents, is_saying, sayings, speaker_name
from app.extract.english.clauses import (
    ADVERBIAL,
    ATTRIBUTION,
    COMPLEMENT,
    MAIN,
    PARTICIPIAL,
    RELATIVE,
    Clause,
    Parse,
    Subject,
)
from app.extract.english.dated_words import dated_words
from app.extract.english.event_nouns import names_event
from app.extract.english.hanging import hanging
from app.extract.english.happening import may_tell_undated, tells_dated_event, tells_event, trigger_of
from app.extract.english.modality import is_called_off, is_only_possible, modality_of
from app.extract.english.noun_titles import noun_title
from app.extract.english.parsing import parse
from app.extract.english.readable import (
    lacks_subject,
    leans_on_pronoun,
    opens_with_pronoun,
    speaks,
    spoken_by,
    stands_alone,
    without_label,
    without_opener,
)
from app.extract.english.rendering import runs
from app.extract.english.subjects import Spoken, spoken, subject_of
from app.extract.english.tagging import POSS, classify, closed_classes, verbs
from app.extract.english.thread import Thread
from app.extract.english.times import Times, counts_on, is_one_time
from app.extract.english.trimming import is_span
from app.extract.english.verb_groups import Group, Shape, Tense
from app.extract.entities import Names
from app.extract.lang import en
from app.extract.lang.en_verbs import PAST, PRESENT
from app.extract.lines import finish
from app.extract.sentences import Sentence
from app.extract.source import AFTER_PUBLICATION, CARRIED, IN_MAIN, LATER, LEAD, SUBORDINATE, UNDATED_CONFIDENCE, Source
from app.extract.tokens import Line, Token
from app.timex.context import Genre
from app.timex.duration import Duration
from app.timex.phrases import Phrase
from app.timex.when import UNDATED, Basis, Qualifier, When
from app.timex.when import Kind as WhenKind

_LEAD_SENTENCES = 4
# A sentence of more clauses is a list or an attack, and no one reads events out of it.
_MOST_CLAUSES = 24
_LONGEST_DATELINE = 24  # tokens
_IN_DATELINE = frozenset("am pm a.m. p.m. on by updated |".split())
_POINTING = en.PRONOUNS | en.DETERMINERS
_START, _END = attrgetter("start"), attrgetter("end")
_PROMISING = frozenset("promise vow pledge threaten warn".split())
_OFFERING = frozenset("offer agree promise pledge vow decide propose undertake threaten".split())
_SELVES = frozenset(("i", "we", "you"))
_NO_PERSONS = en.ORGANISATION_WORDS | frozenset(("the", "a", "an", "of", "and", "for", "in", "on"))  # "The Salt Road"
_TELLERS = frozenset(("i", "we"))
_MEANT_BEFORE = (" it", " them", " him")  # "30 countries have since ordered it": what, the line does not say
_MANY_MEANT = (["it"], ["they"])  # of "crews washed hands as they arrived", the crews or the hands
_PERSONAL = frozenset(("he", "she", "they"))
_SENTENCE_ENDS = frozenset(".!…:;\"”’')]»")


def statements_in(source: Source, lines: Iterable[Line]) -> Told:
    """What the sentences tell, in document order."""
    out = Told([], [])
    thread = Thread(Spoken(names=source.names.of_people()))
    narrative = source.dating.context.genre is Genre.NARRATIVE
    at = 0
    phrases = source.phrases
    for sentence, words in lines:
        while at < len(phrases) and phrases[at].end <= sentence.start:
            at += 1
        last = at
        while last < len(phrases) and phrases[last].start < sentence.end:
            last += 1
        thread.begin(sentence.paragraph, narrative=narrative, heading=sentence.heading)
        reading = _Sentence(source, sentence, words, phrases[at:last], thread)
        out.statements.extend(reading.read())
        if last > at:
            out.links.extend(reading.links(phrases[at:last]))
    return out


class _Sentence:
    """One sentence being read."""

    def __init__(
        self, source: Source, sentence: Sentence, line: Sequence[Token], within: Sequence[Phrase], thread: Thread
    ) -> None:
        self.source, self.sentence, self.thread = source, sentence, thread
        self.phrases = phrases = [phrase for phrase in within if phrase.when.dated]
        amounts = (phrase for phrase in within if not phrase.when.dated)
        self.amounts = [phrase for phrase in amounts if isinstance(phrase.timexes[0].meaning, Duration)]
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
        self.times = Times(self.parse, self.phrases, self.amounts, self.source.dating, self.source.part.value)
        clauses = [clause for clause in self.parse.clauses if clause.group is not None]
        carrying = {c.number for c in clauses if c.kind is ATTRIBUTION or self.told.get(c.number)}
        # Announcements first: what they tell is not told again.
        for clause in clauses:
            if clause.number in carrying:
                self._announcement(clause)
        for clause in clauses:
            if clause.number not in carrying:
                self._clause(clause)
            self._hanging(clause)
        for noun, dates in sorted(self.times.dates.of_noun.items()):
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
        first = bisect_right(self.words, phrase.start, key=_END)
        last = bisect_left(self.words, phrase.end, key=_START) - 1
        return (first, last) if first <= last else None

    # What a clause tells

    def _clause(self, clause: Clause) -> None:
        dates = self.times.of(clause)
        if not dates and not may_tell_undated(self.parse, clause):
            return
        if self.times.is_of_what_tells(clause) or self.times.is_place_of(clause):
            return  # "A report published in May blamed …" is one thing told
        saying = self.sayings.get(clause.number) or self._outer_saying(clause)
        modality = modality_of(self.parse, clause)
        subject = subject_of(self.text, self.parse, clause, self.before)
        when = self._when(clause, dates, modality, subject)
        if when is None:
            return
        self.whens[clause.number] = when
        if subject is None and clause.kind is PARTICIPIAL:
            return  # "given the implications": what it hangs on is not known
        said = not dates and saying is not None and saying.clause in self.announced
        if said and modality in (Modality.ASSERTED, Modality.DENIED):
            return
        if (
            modality is Modality.ASSERTED
            and self.source.dating.after_publication(when)
            and (_may_lie_ahead(clause) or any(self.words[k - 1].lower == "for" for k in dates if k))
        ):
            modality = Modality.PLANNED  # "the talks begin on Friday", "called a vote for Friday"
        offered = self._is_offered(clause, dates, when)
        if modality is Modality.PLANNED and offered:
            modality = Modality.ASSERTED
        left_out = [*self.times.left_out(dates, clause), *(saying.words if saying else ())]
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
        if (modality is not Modality.ASSERTED or clause.kind is RELATIVE) and opens_with_pronoun(
            self._with_first_named(title)
        ):
            return
        mine = saying is not None and saying.speaker.text.lower() in _SELVES
        own = [self.words[k].lower for k in self.parse.subject(clause)]
        hangs = clause.kind in (ADVERBIAL, RELATIVE)
        beside = hangs and (self._leans(clause, title) or own in _MANY_MEANT)
        alone = self._is_whole() and not beside and stands_alone(self._with_first_named(title))
        if not dates and (mine or self.parse.broken or not alone or title.endswith(_MEANT_BEFORE)):
            return  # a date is worth a line that needs its article; what only may be of today is not
        trigger = self._quote(_verb(clause).head if offered else trigger_of(self.parse, clause, dates))
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
            dates = self.times.of(clause) if told.shares_date else []
            title = titles.told_of(
                self.text, self.words, subject.text, told.says, told.words, self.times.left_out(dates)
            )
            if not stands_alone(self._with_first_named(title)) or self.parse.broken:
                continue
            when = self.times.finest(dates) if dates else UNDATED
            entities = self._entities(told.words, subject, clause)
            asks = told.subject is not None and own is not None and own.text.lower() not in en.PRONOUNS
            asked = Saying(clause.number, own) if asks and own is not None else saying
            self._add(clause, title, told.modality, when, self._quote(told.verb), asked, entities)

    def _is_offered(self, clause: Clause, dates: Sequence[int], when: When) -> bool:
        """Whether a past date is that of the offer, and not of what was offered: "offered to resign on Sunday"."""
        group = _verb(clause)
        if not dates or not clause.chain or group.lemma not in _OFFERING or group.tense is not Tense.PAST:
            return False
        if group.passive or group.negated or not is_one_time(when):
            return False  # "vowed to plant trees before winter"
        return not self.source.dating.after_publication(when)

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
        told = (
            is_saying(clause)
            and group.lemma not in en.SAID_AND_DONE
            and not group.passive
            and group.tense in (Tense.PAST, Tense.PRESENT, Tense.PERFECT)
        )
        return told and title.endswith(self.words[group.head].text)

    def _with_first_named(self, title: str) -> str:
        """The title as if a name stood for the "she" with which an article opens: nothing before it could tell who."""
        first, _, rest = title.partition(" ")
        return f"Somebody {rest}" if self.thread.told <= 1 and first.lower() in _PERSONAL else title

    def _is_whole(self) -> bool:
        """Whether it is a sentence that ends, or a heading: a caption or a table tells nothing without a date."""
        ending = self.text[self.sentence.end - 1]
        return self.sentence.heading or ending in _SENTENCE_ENDS

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
            return self.times.when_of(clause, dates) if tells_dated_event(self.parse, clause) else None
        own = subject or spoken(self.text, self.parse, clause)
        if own is not None and own.text.lower() in _TELLERS and (saying := self.sayings.get(clause.number)) is not None:
            own = saying.speaker  # “We won,” the coach said
        if not tells_event(self.parse, clause, own.text if own else None, heading=self.sentence.heading):
            return None
        if (told := self.times.stretch(clause) or self._counted(clause)) is not None:
            return told
        if modality is not Modality.ASSERTED or self.times.hangs_on_noun(clause) or counts_on(self.words, clause):
            return UNDATED
        if self.times.is_behind_dated(clause) or self.times.is_beside_past(clause) or self.times.is_of_the_dead(clause):
            return UNDATED
        if not en.ERAS.isdisjoint(self.parse.lowers) or self._tells_age(clause):
            return UNDATED
        group, thread = _verb(clause), self.thread
        if group.tense is Tense.PAST and self.times.lasted_long(clause):
            return UNDATED  # "spent half a century at sea"
        if (since := thread.since_happening(self.parse, clause, self.source.dating)) is not None:
            return since
        if clause.kind in (ADVERBIAL, RELATIVE):
            return self._when_beside(clause)
        narrative = self.source.dating.context.genre is Genre.NARRATIVE
        if thread.when is not None and (
            narrative
            or (
                thread.age == 1
                and group.tense is Tense.PAST
                and lasts_at_most_days(thread.when, 1)
                and group.lemma not in _PROMISING  # that is of today, whatever was told before
            )
        ):
            return inherited(thread.when, CARRIED)
        if narrative:
            return UNDATED
        if group.tense is Tense.PAST and (gone_on := self._told_just_now(clause) or thread.long_past) is not None:
            return inherited(gone_on, CARRIED)
        if clause.kind is MAIN and self.times.is_among_past(clause):
            return UNDATED
        if thread.is_of_old and group.tense is Tense.PAST and self._goes_on(clause):
            return UNDATED  # "Born in 1936, Marent … She left school at 14"
        if self.sentence.heading or group.tense in (Tense.PAST, Tense.PERFECT, Tense.PROGRESSIVE):
            verb = self.words[group.head]
            confidence = LEAD if thread.told <= _LEAD_SENTENCES else LATER
            return self.source.dating.publication(self.source.part.value, verb.text, verb.start, confidence)
        return UNDATED

    def _tells_age(self, clause: Clause) -> bool:
        """Whether it says how old somebody was: "published her memoir at the age of 80"."""
        lowers = self.parse.lowers
        return any(lowers[k] == "age" and lowers[k + 1 : k + 2] == ["of"] for k in clause.words)

    def _counted(self, clause: Clause) -> When | None:
        """The date of what came so long before or after what its clause hangs on: "three days after it fell"."""
        amount = self.times.amount_before(clause)
        if amount is None or clause.parent is None or not isinstance(amount.timexes[0].meaning, Duration):
            return None
        beside, when = self.parse.clauses[clause.parent], self.whens.get(clause.parent)
        if when is None and beside.group is not None and beside.group.lemma == "come":
            # "The fine comes ten days after she left": it is news.
            when = self.source.dating.today if beside.group.tense is Tense.PRESENT else None
        elif when is not None and when.basis is not Basis.EXPRESSION:
            return None
        if when is None or not is_one_time(when):
            return None
        opener = self.words[clause.opener or 0].lower
        return self.source.dating.counted(amount.timexes[0].meaning, amount.when, when, ahead=opener == "before")

    def _goes_on(self, clause: Clause) -> bool:
        """Whether it is told of whom the sentence before was about: its subject, or the one it shares, is a pronoun."""
        subject = self.parse.subject(_subject_owner(self.parse, clause))
        return len(subject) == 1 and self.words[subject[0]].lower in en.SUBJECT_PRONOUNS

    def _told_just_now(self, clause: Clause) -> When | None:
        """The day of the main clause before it in the sentence: "spiked the guns on 12 April; Hale was killed"."""
        if clause.kind is not MAIN:
            return None
        for before in reversed(self.parse.clauses[: clause.number]):
            when = self.whens.get(before.number)
            if before.kind is MAIN and when is not None:
                told = when.basis is Basis.EXPRESSION and is_one_time(when) and lasts_at_most_days(when, 1)
                return when if told and _verb(before).tense is Tense.PAST else None
        return None

    def _when_beside(self, clause: Clause) -> When:
        """The date of what hangs on a clause without a date of its own: of that day only if both are told as past."""
        group, beside = _verb(clause), self.whens.get(clause.parent) if clause.parent is not None else None
        if beside is None or beside.basis is not Basis.PUBLICATION or group.tense is not Tense.PAST:
            return UNDATED
        if clause.start and is_span(self.words[clause.start - 1]):
            return UNDATED  # "three months after her uncle died"
        verb = self.words[group.head]
        return self.source.dating.publication(self.source.part.value, verb.text, verb.start, LATER)

    # What a saying tells

    def _announcement(self, clause: Clause) -> None:
        """A dated saying with an undated, asserted content is an announcement on its date."""
        dates = self.times.of_own(clause) or self.times.of_making_known(clause)
        told = self.told.get(clause.number, [])
        group = _verb(clause)
        if any(self.times.are_within(content) for content in told):
            return
        if not dates and not self._is_news(clause, told):
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
        if clause.kind is ATTRIBUTION and told:
            content = titles.title_of(self.text, self.parse, told[0], [])
            own_words = speaks(content)
            said = self.text[self.words[group.first].start : self.words[group.head].end]
            said = "said" if group.lemma in en.WITH_HEARER else said  # whom they told stays behind
            named = self.source.names.covering(self.words[told[0].words[0]].start) is not None
            within = content if named else _within_sentence(content, self.source.names)
            title = (
                spoken_by(speaker_name(speaker), content)
                if own_words
                else finish(f"{speaker.text} {said} that {within}")
            )
        else:
            title = titles.title_of(self.text, self.parse, clause, dates, subject=subject, saying=True)
        if title.endswith(self.words[group.head].text) and not told:
            return  # "The agency said": what it said was not read
        when = self.times.finest(dates) if dates else self._when(clause, dates, Modality.ASSERTED, subject)
        if when is None or (not dates and not stands_alone(self._with_first_named(title))):
            return
        self.announced.add(clause.number)
        modality = Modality.DENIED if group.negated else Modality.ASSERTED
        entities = self._entities(titles.words_told(self.parse, clause, saying=True), subject, clause)
        saying = Saying(clause.number, speaker)
        self._add(clause, title, modality, when, self._quote(group.head), saying, entities)

    def _is_news(self, clause: Clause, told: Sequence[Clause]) -> bool:
        """Whether an announcement without a date is news: what it tells lies ahead, or is no event by itself.

        "Announced that it would close", "admitted that it has no money"; what has happened is told by itself.
        """
        group = _verb(clause)
        if not told or clause.kind is not MAIN or group.negated or group.tense not in (Tense.PAST, Tense.PERFECT):
            return False
        if group.lemma not in en.ANNOUNCING or group.lemma in en.DENYING or self.parse.broken or not self._is_whole():
            return False
        return all(modality_of(self.parse, content) is Modality.PLANNED or not self._tells(content) for content in told)

    def _tells(self, clause: Clause) -> bool:
        """Whether a clause without a date tells something that happens."""
        subject = subject_of(self.text, self.parse, clause, self.before) or spoken(self.text, self.parse, clause)
        return tells_event(self.parse, clause, subject.text if subject else None, heading=False)

    # What a noun tells

    def _noun_event(self, noun: int, dates: Sequence[int]) -> None:
        """An event that only a noun names: "ahead of the invasion last month"."""
        found = noun_title(self.text, self.words, noun, dates)
        if found is None or self.times.is_told_behind(noun, dates):
            return
        title, kept = found
        clause = self.parse.clauses[self.parse.owner[noun]]
        saying = self.sayings.get(clause.number) or self._outer_saying(clause)
        entities = self._entities(kept, None, None)
        when = self.times.finest(dates)
        modality = Modality.DENIED if is_called_off(self.parse, clause, noun) else Modality.ASSERTED
        if modality is Modality.ASSERTED and self.source.dating.after_publication(when):
            modality = Modality.HYPOTHETICAL if is_only_possible(self.parse, noun) else Modality.PLANNED
        self._add(clause, title, modality, when, self._quote(noun), saying, entities)

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
            dates = self.times.dates.of_clause.get(saying.clause, []) if saying.clause is not None else []
            attribution = Attribution(speaker_name(saying.speaker), self.times.finest(dates) if dates else None)
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
        for first, last in runs(told):
            found.update(dict.fromkeys(names.within(words[first].start, words[last].end)))
        return tuple(found)

    def _remember(self) -> None:
        """Subject and date for the next sentence."""
        main, thread = self.parse.clauses[0], self.thread
        if self.sentence.heading:
            return
        own = None
        if main.group is not None:
            own = subject_of(self.text, self.parse, main, self.before) or spoken(self.text, self.parse, main)
            pointing = own is not None and own.text.lower() in _POINTING
            own = None if own is None or pointing else self._known(self._owner_of_topic(main, own))
        speakers = {saying.speaker.text: self._known(saying.speaker) for saying in self.sayings.values()}
        thread.spoken.remember(own, [who for text, who in speakers.items() if text.lower() not in en.PRONOUNS])
        self._look_back()
        dated = [
            s for s in self.out
            if s.when.basis is Basis.EXPRESSION and s.modality is Modality.ASSERTED and s.when.kind is WhenKind.POINT
            and not self.source.dating.after_publication(s.when) and not s.when.qualifiers
        ]  # fmt: skip
        thread.remember(dated)

    def _look_back(self) -> None:
        """What the paragraph tells of times long past, for what goes on there."""
        told = [s.when for s in self.out if s.when.basis is Basis.EXPRESSION]
        if told:
            goes_on = told[-1].earliest is not None and self.source.dating.is_long_past(told[-1])
            self.thread.long_past = told[-1] if goes_on else None
            self.thread.is_of_old = self.source.dating.is_of_old(told[-1])

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
            return replace(subject, text=subject.apposition, person=not lowers & _NO_PERSONS)
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


def _is_within(phrase: Phrase) -> bool:
    """Whether things happen within it: "since 2014" and "before May" only bound them."""
    when = phrase.when
    bounded = Qualifier.BEFORE in when.qualifiers or Qualifier.AFTER in when.qualifiers
    return not bounded and not (when.kind is WhenKind.SPAN and (when.edtf or "").count(".."))


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
        own = IN_MAIN if clause.kind in (MAIN, COMPLEMENT, ATTRIBUTION) else SUBORDINATE
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
    if first.lower() in names.words or first[1:] != first[1:].lower() or first == "I" or _may_be_name(title):
        return title
    return title[:1].lower() + title[1:]


def _may_be_name(title: str) -> bool:
    """Whether it opens with a bare noun and its verb, as only names and masses do: "Daniel killed three"."""
    first, _, rest = title.partition(" ")
    lower = first.lower()
    if not first.isalpha() or lower.endswith("s") or lower in en.NOT_BARE or names_event(lower):
        return False
    known = verbs()
    if lower in known or lower in closed_classes():
        return False
    return known.get(rest.partition(" ")[0], ("", 0))[1] & (PAST | PRESENT) != 0
