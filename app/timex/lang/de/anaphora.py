"""Dates that hang on a date before, and parts of its day: "tags darauf", "zwei Jahre später", "vor drei Tagen"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import DayPart, Granularity
from app.timex.lang import anchored
from app.timex.lang.de.words import (
    FOLLOWING,
    NUMBER,
    PART,
    PART_ADVERB,
    PARTS,
    PERIOD,
    PREVIOUS,
    SAME,
    UNIT,
    UNIT_GRANULARITY,
    UNITS,
    VAGUE_NUMBER,
    number_of,
    one_of,
    ordinal_of,
    ordinals,
    plain,
)
from app.timex.timex3 import Reference

_YEAR_NOUNS = {
    "vorjahr": -1, "vorjahres": -1, "vorvorjahr": -2, "folgejahr": 1, "folgejahres": 1, "vormonat": -1, "vormonats": -1,
    "folgemonat": 1, "vorwoche": -1, "folgewoche": 1, "vortag": -1, "vortags": -1, "vortages": -1, "folgetag": 1,
    "vorabend": -1, "vorquartal": -1, "vorquartals": -1,
}  # fmt: skip


_NOUN_UNITS = {"jahr": Granularity.YEAR, "monat": Granularity.MONTH, "woche": Granularity.WEEK, "tag": Granularity.DAY,
               "quartal": Granularity.QUARTER, "abend": Granularity.DAY}  # fmt: skip


@rule(
    rf"(?P<noun>{one_of(_YEAR_NOUNS)})(?! (?:der|des|von) )",
    examples={
        "Im [Vorjahr] war die Ernte größer.": "2012",
        "Gegenüber dem [Vormonat] stiegen die Preise.": "2013-01",
        "Am [5. Mai 2012] starb er; am [Vortag] sah man ihn noch.": "2012-05-05|2012-05-04",
    },
    rejects=["Am Vorabend der Wahl.", "Ein Vorjahressieger."],
)
def neighbour(m: Match, discourse: Discourse) -> Reading | None:
    """The year, month, week or day before or after the one spoken of."""
    word = plain(m["noun"])
    granularity = next(unit for name, unit in _NOUN_UNITS.items() if name in word)
    spoken = anchored.spoken_of(discourse, granularity)
    count = _YEAR_NOUNS[word]
    if spoken is None:
        return read(resolution.deictic(discourse, granularity, count), confidence=0.75)
    day = spoken[0].shift(count)
    if word == "vorabend":
        day = resolution.with_part(day, DayPart.EVENING)
    return read(day, spoken[1], confidence=0.75)


@rule(
    rf"(?P<which>{SAME}|{FOLLOWING}|{PREVIOUS}|diese[mnrs]?) (?P<unit>{PERIOD}|{PART})|"
    rf"(?P<after>(?:tag|jahr|monat|abend|morgen|woche) (?:darauf|danach|zuvor|davor))|(?P<tags>tags (?:darauf|zuvor))",
    examples={
        "Am [3. Mai 2012] regnete es; am [selben Tag] kam die Sonne.": "2012-05-03|2012-05-03",
        "Am [3. Mai 2012] brannte es; am [Tag darauf] war es still.": "2012-05-03|2012-05-04",
        "Im [Jahr 2010] gewann er, im [folgenden Jahr] verlor er.": "2010|2011",
        "Am [3. Mai 2012] sang er, und an [jenem Abend] weinte er.": "2012-05-03|2012-05-03TEV",
        "Am [3. Mai 2012] kam er an; [tags darauf] ging er.": "2012-05-03|2012-05-04",
    },
    rejects=["Am Tag davon."],
    priority=0,
    genre=Genre.NARRATIVE,
)
def anaphoric(m: Match, discourse: Discourse) -> Reading | None:
    """The unit of, before or after the date last told."""
    if m["which"]:
        which, word = plain(m["which"]), plain(m["unit"])
        shift = 1 if re.fullmatch(FOLLOWING, which) else -1 if re.fullmatch(PREVIOUS, which) else 0
    else:
        word, _, direction = plain(m["after"] or m["tags"]).partition(" ")
        which, shift = "", 1 if direction in ("darauf", "danach") else -1
    if word in ("abend", "morgen") or word in PARTS:
        spoken = anchored.spoken_of(discourse, Granularity.DAY)
        day = spoken[0] if spoken is not None else discourse.dct
        if spoken is None and not which.startswith("dies"):
            return None
        return read(
            resolution.with_part(day.shift(shift), PARTS[word]), *((spoken[1],) if spoken else ()), confidence=0.75
        )
    unit = UNITS["tag" if word == "tags" else word]
    spoken = anchored.spoken_of(discourse, UNIT_GRANULARITY[unit])
    if spoken is None:
        if re.fullmatch(SAME, which):
            return None
        return read(resolution.deictic(discourse, UNIT_GRANULARITY[unit], shift), confidence=0.5)
    return read(spoken[0].shift(shift), spoken[1], confidence=0.8)


@rule(
    rf"(?P<part>{PART}|{PART_ADVERB})",
    examples={
        "Am [Morgen] war das Feuer aus.": "2013-02-12TMO",
        "In der [Nacht] hörte der Regen auf.": "2013-02-12TNI",
        "Es begann am [5. Mai 2012] und endete am [Abend].": "2012-05-05|2012-05-05TEV",
        "In der [Nacht zum 6. Mai 2012] fiel Schnee, am [Morgen] taute es.": "2012-05-05TNI|2012-05-06TMO",
    },
    rejects=["Guten Abend allerseits.", "Ein schöner Morgen.", "Von morgens bis abends."],
    priority=-1,
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day spoken of, or of the day of publication; adverbs in -s tell a habit."""
    word, before = plain(m["part"]), m.string[max(0, m.start() - 12) : m.start()]
    if word.endswith("s") or not m["part"][0].isupper():
        return None
    if not re.search(
        r"\b(?:am(?: frühen| späten)?|in der(?: späten)?|gegen|bis zum|seit dem)\s$", before, re.IGNORECASE
    ):
        return None
    last = discourse.mentions[-1] if discourse.mentions else None
    near = last is not None and (discourse.narrative or m.start() - last.end < 300)
    spoken = anchored.day_for(discourse, PARTS[word]) if near else None
    day, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    return read(resolution.with_part(day, PARTS[word]), why, confidence=0.65)


_COUNT = rf"(?P<count>{NUMBER}|{VAGUE_NUMBER})"


AMOUNT = rf"(?:(?:{_COUNT} (?P<unit>{UNIT}))|(?:(?:ein|einem|einer|einen|eine) )?(?P<half>halbe[nmrs]?|dreiviertel) (?P<unit2>jahre?s?|stunde|jahrhundert))"  # noqa: E501


def amount_of(m: Match) -> tuple[Fraction | None, Unit]:
    """How many of which unit; None where nobody counted."""
    if m["half"]:
        part = Fraction(1, 2) if plain(m["half"]).startswith("halb") else Fraction(3, 4)
        return part, UNITS[plain(m["unit2"])]
    unit, words = UNITS[plain(m["unit"])], plain(m["count"])
    return (None if re.fullmatch(VAGUE_NUMBER, words) else number_of(words)), unit


def _moved(m: Match, discourse: Discourse, sign: int, *, deictic: bool, confidence: float) -> Reading | None:
    """So many units from the publication, or from the date before where the text goes on from that."""
    count, unit = amount_of(m)
    if not deictic and count is not None and (again := resolution.restated(discourse, m, unit)) is not None:
        return again
    last = discourse.last() if not deictic or discourse.narrative else None
    anchor = last or discourse.dct
    why = (step("previous_date", discourse.mentions[-1].text, last),) if last is not None else ()
    if count is None:
        if not deictic:
            return read(Duration.of(None, unit), confidence=0.5)
        return read(Reference.PAST if sign < 0 else Reference.FUTURE, confidence=0.7)
    period = resolution.moved(discourse, anchor, sign * count, unit)
    if period is None:
        return read(Duration.of(count, unit), confidence=0.5)
    return read(period, *why, confidence=confidence)


@rule(
    rf"vor (?:etwa |rund |ungefähr |mehr als |über |fast |knapp |gut |genau )?{AMOUNT}"
    rf"(?! (?:beginn|ende|dem|der|den|abpfiff|christus))",
    examples={
        "Das Werk schloss [vor drei Jahren].": "2010",
        "Er kam [vor zwei Wochen] an.": "2013-W05",
        "Wir trafen uns [vor einem Monat].": "2013-01",
        "Es brach [vor 3 Tagen] ein.": "2013-02-09",
        "[Vor einem halben Jahr] wurde er entlassen.": "2012-08",
        "Das Haus wurde [vor einigen Jahren] verkauft.": "PAST_REF",
    },
    rejects=["Zwei Tage vor der Wahl.", "Er stand vor einem Haus."],
    priority=3,
)
def ago(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before the publication."""
    return _moved(m, discourse, -1, deictic=True, confidence=0.9)


@rule(
    rf"in (?:etwa |rund |ungefähr |genau )?{AMOUNT}",
    examples={
        "Das Ergebnis wird [in zwei Tagen] bekannt.": "2013-02-14",
        "[In einem Monat] soll gewählt werden.": "2013-03",
        "[In drei Wochen] öffnet das Bad.": "2013-W10",
    },
    rejects=["In drei Tagen bauten sie die Brücke.", "In zwei Häusern."],
    priority=3,
)
def ahead(m: Match, discourse: Discourse) -> Reading | None:
    """So many units from now, where the sentence looks ahead; else it is the time something took."""
    sign, _ = discourse.tense(m)
    # The present tense looks ahead, too: "in drei Wochen öffnet das Bad"; but nobody says so of hours.
    present = sign == 0 and not discourse.narrative and not amount_of(m)[1].value.startswith("T")
    if sign <= 0 and not present:
        return None
    return _moved(m, discourse, 1, deictic=True, confidence=0.8 if sign > 0 else 0.65)


@rule(
    rf"{AMOUNT} (?P<way>später|danach|darauf|zuvor|davor|vorher|früher)",
    examples={
        "Am [5. Mai 2012] sank es; [zwei Tage später] fand man es.": "2012-05-05|2012-05-07",
        "Im [März 2010] siegte er, [ein Jahr zuvor] verlor er.": "2010-03|2009",
    },
    rejects=["Drei später Gekommene."],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before or after the date last told."""
    sign = 1 if plain(m["way"]) in ("später", "danach", "darauf") else -1
    return _moved(m, discourse, sign, deictic=False, confidence=0.75)


@rule(
    rf"(?P<nth>{ordinals(31)}|\d{{1,2}}\.) tage?(?! (?:de[srm]|vo[nm]|seine[rs]|ihre[rs]|im|in|nach|vor)\b)",
    examples={
        "Am [5. Mai 2012] begann der Sturm; am [dritten Tag] fiel die Stadt.": "2012-05-05|2012-05-07",
        "Am [5. Mai 2012] begann der Sturm, am [zweiten Tag] regnete es.": "2012-05-05|2012-05-06",
    },
    rejects=["5. Mai 2012: am dritten Tag der Belagerung.", "Am 5. Mai 2012 hatte er jeden zweiten Tag frei."],
    genre=Genre.NARRATIVE,
)
def nth_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day counted from the one last told; every second day is none."""
    if not re.search(r"\bam\s$", m.string[max(0, m.start() - 4) : m.start()], re.IGNORECASE):
        return None
    return anchored.counted_day(discourse, ordinal_of(m["nth"]))
