"""Times named only by where they lie from now, and the words that soften or narrow an expression."""

from __future__ import annotations

import re

from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Modifier, Reading, read, rule
from app.timex.timex3 import Mod, Reference

MODIFIERS = (
    Modifier("early", r"(?:the )?(?:very )?early(?: in)?(?: the)?(?: part of)?", Mod.START),
    Modifier("beginning", r"(?:the )?(?:beginning|start|outset|onset) of(?: the)?", Mod.START),
    Modifier("mid", r"(?:the )?(?:mid|middle of|mid to late|mid-to-late)(?: the)?", Mod.MID),
    Modifier("late", r"(?:the )?(?:very )?late(?: in)?(?: the)?", Mod.END),
    Modifier("end", r"(?:the )?(?:very )?(?:end|close) of(?: the)?", Mod.END),
    Modifier("nearly", r"(?:nearly|just under|less than|not quite|close to)", Mod.LESS_THAN, durations=True),
    Modifier("almost", r"almost", Mod.LESS_THAN),
    Modifier("almost_so_long", r"almost", Mod.LESS_THAN, durations=True, periods=False, inside=False),
    Modifier("later_in", r"later (?:in|on)", Mod.END),
    Modifier("earlier_in", r"earlier (?:in|on)", Mod.START),
    Modifier("more_than", r"(?:more than|longer than|upwards of)", Mod.MORE_THAN, durations=True, periods=False),
    Modifier("over", r"(?:well )?over", Mod.MORE_THAN, durations=True, periods=False, inside=False),
    Modifier("about", r"(?:about|around|approximately|roughly|circa|ca\.|c\.)", Mod.APPROX),
    Modifier("about_so_long", r"(?:about|around|approximately|roughly|some)", Mod.APPROX, durations=True,
             periods=False, inside=False),
    Modifier("at_least", r"(?:at least|no less than)", Mod.EQUAL_OR_MORE, durations=True, periods=False),
    Modifier("at_most", r"(?:at most|no more than|up to|as long as)", Mod.EQUAL_OR_LESS, durations=True, periods=False),
)  # fmt: skip


_AT_THIS = ("at this point", "at this time", "at this moment")


@rule(
    r"(?:right |just |even |by )?(?:now|nowadays|currently|at present|at the moment|presently|"
    r"at this (?:point|time|moment)|these days|the present|at the present time|to date|right away)|"
    r"(?P<adjective>current|present-day)",
    examples={
        "It is [now] closed.": "PRESENT_REF",
        "It is quiet [now] that they have left.": "PRESENT_REF",
        "They [currently] hold four seats.": "PRESENT_REF",
        "The [current] plan fails.": "PRESENT_REF",
    },
    rejects=["From now on.", "The electric current is weak.", "A current account."],
)
def present(m: Match, discourse: Discourse) -> Reading | None:
    """Now."""
    word = m[0].lower()
    after, before = m.string[m.end() : m.end() + 12], m.string[max(0, m.start() - 12) : m.start()]
    if word in ("right away", "even now") or (word == "to date" and not discourse.narrative):
        return None
    # News leaves these alone nine times in ten.
    if word in ("at the moment", *_AT_THIS) and discourse.context.genre is Genre.NEWS:
        return None
    if word == "now" and re.match(r" and then\b|-defunct|\.(?:com|org)", after):
        return None
    if word == "now" and after.startswith(" on") and re.search(r"\bfrom $", before, re.IGNORECASE):
        return None
    if m["adjective"] and (
        re.match(r" (?:account|affairs|events?|of)\b|s\b", after)
        or m["adjective"][0].isupper()
        or re.search(r"\b(?:electric|ocean|direct|alternating) $", before)
    ):
        return None
    start = m.start() + 3 if word.startswith(("by ", "to ", "at ")) else None
    if word.startswith(("right ", "just ", "even ")) and discourse.context.genre is not Genre.SOCIAL:
        start = m.start() + word.index(" ") + 1
    return read(Reference.PRESENT, confidence=0.7, start=start)


@rule(
    r"(?:more |most |only |as |until )?(?:recently|lately)|(?P<adjective>recent)(?! (?:years|months|"
    r"weeks|days|decades|hours|times))|in recent times|recent times|(?:in )?(?:the )?(?:recent|distant|"
    r"not-too-distant|immediate) past|the past(?! (?:and|century|decade|year|month|week|few|several|"
    r"couple|\d|[a-z]+ (?:years|months|weeks|days|hours|decades)))|(?P<former>former)|at (?:the|that)"
    r" time|(?P<same>the same time|(?:this|that) (?:time|period))|(?:weeks|months|years|decades|"
    r"centuries) ago",
    examples={
        "He was [recently] freed.": "PAST_REF",
        "In [the past] it was a mill.": "PAST_REF",
        "The [recent] rain helped.": "PAST_REF",
        "He left [years ago].": "PAST_REF",
    },
    rejects=["He walked past.", "Once upon a time."],
)
def past(m: Match, discourse: Discourse) -> Reading | None:
    """Some time ago."""
    word = m[0].lower()
    # Histories tag these, news does not ("former" 22 of 24 against 0 of 26).
    if (m["former"] or m["same"]) and not discourse.narrative:
        return None
    if (
        m["same"]
        and word.startswith("this")
        and not re.search(
            r"\b(?:by|during|in|throughout|from|since|at|until|of) $",
            m.string[max(0, m.start() - 12) : m.start()],
            re.IGNORECASE,
        )
    ):
        return None
    if word.startswith("this "):
        return read(Reference.PRESENT, confidence=0.4)
    if word.startswith("at "):
        return read(Reference.PAST, confidence=0.5, start=m.start() + 3) if discourse.narrative else None
    if word == "the past" and not re.search(
        r"\b(?:in|of|from|than|like|to) $", m.string[max(0, m.start() - 6) : m.start()], re.IGNORECASE
    ):
        return None
    start = m.start()
    for lead in ("only ", "as ", "until ", "in "):
        if word.startswith(lead):
            start += len(lead)
    return read(Reference.PAST, confidence=0.65, start=start)


@rule(
    r"(?:very |as |how )?(?:soon|shortly)(?! (?:after|before|as))|(?:in )?(?:the )?(?:near |"
    r"foreseeable |immediate |distant |not-too-distant )?future(?!s)|(?:in )?(?:the )?(?:coming|"
    r"upcoming) (?:days|weeks|months|years|decades|hours)|(?:in )?the (?:weeks|days|months|years)"
    r" ahead|the (?:near|short|medium|long) term|a later (?:date|time|stage)|"
    r"(?:some ?day)(?= (?:soon|be|have|become|[a-z]+)\b)",
    examples={
        "They will [soon] vote.": "FUTURE_REF",
        "In [the near future] it ends.": "FUTURE_REF",
        "Rain in [the coming months].": "FUTURE_REF",
        "Terms will be set at [a later date].": "FUTURE_REF",
        "It helps in [the short term].": "FUTURE_REF",
    },
    rejects=["Oil futures fell.", "As soon as he came.", "He left soon after.", "He is a long-term tenant."],
)
def future(m: Match, discourse: Discourse) -> Reading | None:
    """Some time to come."""
    word = m[0].lower()
    if word.startswith(("as soon", "how soon", "as shortly")) or "shortly" in word:
        return None
    if word.endswith("soon") and (discourse.narrative or discourse.tense(m)[0] <= 0):
        return None  # "soon became" tells of the past
    if (
        word == "future"
        and discourse.context.genre is Genre.NEWS
        and not re.search(r"\bin (?:the )?$", m.string[max(0, m.start() - 7) : m.start()])
    ):
        return None
    if "future" in word and (re.match(r" (?:contract|price|trad|exchange|market)", m.string[m.end() : m.end() + 10])):
        return None
    start = m.start() + 3 if word.startswith("in ") else m.start()
    if word.startswith("very "):
        start = m.start() + 5
    return read(Reference.FUTURE, confidence=0.65, start=start)
