"""What the plain reading of a language needs: word lists instead of a grammar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NOTHING = re.compile(r"(?!)")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Word lists of one language, all in small letters.

    Attributes:
        auxiliaries: they carry the tense; the verb that names the event comes later.
        verbs: finite forms that are no match for `past`.
        past: endings of finite verbs and participles that tell what happened; the whole word.
        not_verbs: words that end like a verb and are none.
        saying: finite verbs of saying, in any tense.
        as_said: words that open who says it, up to a comma: "as the police said, …".
        clitics: pronouns that lean on a verb: "comme l'a dit le maire".
        content: words that open what is said ("that").
        date_leads: prepositions and articles that go when their date goes; `date_tails` stand behind it ("року").
        openers: conjunctions and adverbs that a title does not begin with.
        infinitive: endings of infinitives, which name the event behind an auxiliary; the whole word.
        future: finite forms of the future; the whole word.
        negations: words that deny the verb near them.
        present: finite forms of the present, or of a future without a mark, where nothing else names the event.
        pronouns: by the article of a subject, the pronoun that goes on with it in the next sentence.
        elided: what is written with an apostrophe before a word and is no part of it.
        relatives: words that open a clause about the noun before it.
        perfect: auxiliaries of a past that is told as news, where there is another one for stories.
        only: what stands before a date that is all a negation lets stand: "n'ouvre que lundi".
        back_then: words that open what was when the sentence before was.
        noun_leads: articles that are never a verb's pronoun: what stands behind them is a noun, whatever it ends like.
        verb_second: the finite verb is the second part of a main clause: without its first part, the next one moves up.
    """

    auxiliaries: frozenset[str]
    verbs: frozenset[str]
    past: re.Pattern[str]
    not_verbs: frozenset[str]
    event_nouns: frozenset[str]
    saying: frozenset[str]
    as_said: frozenset[str]
    clitics: frozenset[str]
    content: frozenset[str]
    date_leads: frozenset[str]
    date_tails: frozenset[str]
    openers: frozenset[str]
    planned: frozenset[str]
    hypothetical: frozenset[str]
    infinitive: re.Pattern[str]
    future: re.Pattern[str]
    negations: frozenset[str]
    denying: frozenset[str]
    articles: frozenset[str]
    verb_second: bool = False
    present: re.Pattern[str] = _NOTHING
    pronouns: Mapping[str, str] = field(default_factory=dict)
    elided: re.Pattern[str] | None = None
    relatives: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    back_then: frozenset[str] = frozenset()
    noun_leads: frozenset[str] = frozenset()

    def is_past(self, word: str) -> bool:
        return word in self.verbs or (word not in self.not_verbs and self.past.fullmatch(word) is not None)
