"""The word that names what happens, and whether it did: by word lists and endings."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.article import Modality
from app.extract.lang.plain_words import PlainWords
from app.extract.plain.content import Content
from app.extract.tokens import Token
from app.timex.phrases import Phrase


def trigger_of(line: Sequence[Token], told: Content, dated: Sequence[Phrase], known: PlainWords | None) -> int | None:
    """Number of the word that names the event: a verb, behind its auxiliary if it has one, else a noun of happening."""
    free = [
        n for n in range(told.first, told.end)
        if line[n].is_word and not any(p.start <= line[n].start < p.end for p in dated)
    ]  # fmt: skip
    if known is None:
        return next((n for n in free if line[n].text[0].islower() and len(line[n].text) > 3), free[0] if free else None)
    added = _added_of_noun(line, told, known)
    free = [n for n in free if n < added]
    verbs = [n for n in free if known.is_past(line[n].lower) and not (line[n].capital and n > told.first)]
    verbs = [n for n in verbs if not (n and line[n - 1].lower in known.noun_leads)]
    verbs = [n for n in verbs if line[n].lower not in known.auxiliaries] or verbs
    future = [n for n in free if known.future.fullmatch(line[n].lower) and line[n].lower not in known.auxiliaries]
    told_apart = [n for n in verbs if not _is_aside(line, n, [*verbs, *future])]
    verbs = told_apart or ([] if future else verbs)
    nouns = [n for n in free if line[n].lower in known.event_nouns]
    if line[told.first].lower in known.hypothetical:
        # "If it rains, they will stay": the condition is not what is told
        comma = next((n for n in range(told.first, told.end) if line[n].text == ","), told.first)
        free = [n for n in free if n > comma] if any(n > comma for n in verbs) else free
        verbs = [n for n in verbs if n > comma] or verbs
    denied = next((n for n in free if line[n].lower in known.denying), None)
    if denied is not None:
        # "Denied that it had dumped waste": what is denied, not the denial
        verbs = [n for n in verbs if n > denied] or verbs
    helpers = [
        n
        for n in free
        if n > (denied or -1) and line[n].lower in known.auxiliaries | known.planned | known.hypothetical
    ]
    if helpers:
        behind = [n for n in verbs if n > helpers[0]]
        behind += [n for n in free if n > helpers[0] and known.infinitive.fullmatch(line[n].lower)]
        if behind:
            return behind[0]
    present = [n for n in free if n > told.first and line[n].text.islower() and known.present.fullmatch(line[n].lower)]
    for found in (verbs, future, nouns, helpers, [n for n in present if line[n].lower not in known.not_verbs]):
        if found:
            return found[0]
    return None


def _added_of_noun(line: Sequence[Token], told: Content, known: PlainWords) -> int:
    """Where what is added of a noun begins behind the main verb: "anuló la venta, que había costado el cargo"."""
    acts = False
    for n in range(told.first + 1, told.end):
        lower = line[n].lower
        if acts and line[n - 1].text == "," and lower in known.relatives and not known.is_past(line[n - 2].lower):
            return n
        acts = acts or (line[n].text.islower() and known.is_past(lower)) or known.future.fullmatch(lower) is not None
    return told.end


def _is_aside(line: Sequence[Token], at: int, verbs: Sequence[int]) -> bool:
    """Whether it opens what two commas part from the rest, and a verb stands behind: ", construido en 1932, se"."""
    if not at or line[at - 1].text != ",":
        return False
    comma = next((n for n in range(at + 1, len(line)) if line[n].text == ","), len(line))
    return any(comma < n for n in verbs)


def modality_of(
    line: Sequence[Token], told: Content, trigger: int, dated: Sequence[Phrase], known: PlainWords
) -> Modality:
    """What the words beside the date say of it: a "not before May" denies nothing."""
    lowers = [
        "" if any(p.start <= token.start < p.end for p in dated) else token.lower
        for token in line[told.first : told.end]
    ]
    outside = {token.lower for token in line[: told.first]}
    if outside & known.denying or set(lowers) & known.denying:
        return Modality.DENIED
    start, end = _between_commas(lowers, trigger - told.first)
    if known.negations.intersection(lowers[start:end]):
        return Modality.DENIED
    if set(lowers) & known.hypothetical:
        return Modality.HYPOTHETICAL
    ahead = [n for n, lower in enumerate(lowers) if known.future.fullmatch(lower)]
    if set(lowers) & known.planned or (ahead and not _passive(lowers, ahead[0], known)):
        return Modality.PLANNED
    return Modality.ASSERTED


def _between_commas(lowers: Sequence[str], at: int) -> tuple[int, int]:
    """Where the part of a sentence begins and ends that a word stands in."""
    start, end = at, at
    while start > 0 and lowers[start - 1] != ",":
        start -= 1
    while end < len(lowers) and lowers[end] != ",":
        end += 1
    return start, end


def _passive(lowers: Sequence[str], at: int, known: PlainWords) -> bool:
    """Whether what looks like a future is a passive of the present ("wird geöffnet"), which a date decides later."""
    return lowers[at] in known.auxiliaries and any(known.is_past(lower) for lower in lowers[at + 1 :])
