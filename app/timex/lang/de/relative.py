"""Dates that hang on another: on the publication ("gestern", "vor zwei Jahren") or on one before ("tags darauf")."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, choice, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.de.words import (
    FOLLOWING,
    MONTH,
    MONTHS,
    NUMBER,
    PART,
    PART_ADVERB,
    PARTS,
    PERIOD,
    PERIODS,
    PREVIOUS,
    SAME,
    SEASON,
    SEASONS,
    UNIT,
    UNIT_GRANULARITY,
    UNITS,
    VAGUE_NUMBER,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    direction_of,
    number_of,
    one_of,
    opaque,
    plain,
)
from app.timex.timex3 import Mod, Reference, Step

_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_STEMS = {"heutig": 0, "gestrig": -1, "morgig": 1, "vorgestrig": -2}
_DAY_ADJECTIVES = {
    f"{stem}{ending}": count for stem, count in _STEMS.items() for ending in ("e", "en", "em", "er", "es")
}


@rule(
    rf"(?P<day>{one_of(_DAYS)})(?: (?P<part>früh|{PART}))?(?!-)",
    examples={
        "Er sprach [heute] in Kiel.": "2013-02-12",
        "[Gestern Abend] reiste sie ab.": "2013-02-11TEV",
        "Sie kommen [übermorgen] zurück.": "2013-02-14",
        "[Morgen früh] wird gewählt.": "2013-02-13TMO",
        "Das Rathaus öffnet erst [morgen].": "2013-02-13",
    },
    rejects=["Am Morgen schien die Sonne.", "Guten Morgen allerseits."],
    priority=1,
)
def today(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours. "Morgen" with a capital is the morning, but for the first word of a sentence."""
    word = m["day"]
    if word == "Morgen" and re.search(r"[\w,;:–-]\s$", m.string[max(0, m.start() - 2) : m.start()]):
        return None
    if (
        word == "Morgen"
        and m["part"] is None
        and re.match(r"\s(?:de[rs]|im|in|und)\b|[.!]", m.string[m.end() : m.end() + 5])
    ):
        return None
    day = discourse.dct.shift(_DAYS[plain(word)])
    if m["part"]:
        return read(resolution.with_part(day, PARTS[plain(m["part"])]), confidence=0.95)
    return read(day, confidence=0.97 if plain(word) != "heute" or not discourse.narrative else 0.6)


@rule(
    rf"(?P<day>{one_of(_DAY_ADJECTIVES)})(?: (?:tage?s?|(?P<weekday>{WEEKDAY})s?))?",
    examples={"Die [gestrige] Sitzung war kurz.": "2013-02-11", "Am [heutigen Dienstag] ist frei.": "2013-02-12"},
    priority=1,
)
def today_adjective(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours as adjectives."""
    return read(discourse.dct.shift(_DAY_ADJECTIVES[plain(m["day"])]), confidence=0.9)


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
    spoken = _spoken_of(discourse, granularity)
    count = _YEAR_NOUNS[word]
    if spoken is None:
        return read(resolution.deictic(discourse, granularity, count), confidence=0.75)
    day = spoken[0].shift(count)
    if word == "vorabend":
        day = resolution.with_part(day, DayPart.EVENING)
    return read(day, spoken[1], confidence=0.75)


@rule(
    r"heuer",
    examples={"Die Messe fällt [heuer] aus.": "2013"},
    rejects=["Die Anheuer kommt."],
)
def this_year(m: Match, discourse: Discourse) -> Reading | None:
    """This year, as Austria and Bavaria say it."""
    return read(resolution.deictic(discourse, Granularity.YEAR, 0), confidence=0.9)


def _spoken_of(discourse: Discourse, granularity: Granularity) -> tuple[Period, Step] | None:
    """The last period mentioned that is as fine as the granularity, widened to it, and the step that says so."""
    for timex in reversed(discourse.mentions):
        period = timex.period
        if period is not None and not granularity.finer_than(period.granularity):
            wide = period.to(granularity)
            return wide, step("previous_date", timex.text, wide)
    return None


def _of_day(reading: Reading, part: DayPart | None) -> Reading:
    """The part of the day that was read, with the roads not taken likewise."""
    if part is None or not isinstance(reading.meaning, Period):
        return reading
    choices = [
        choice(resolution.with_part(c.meaning, part), c.confidence, c.reason)
        for c in reading.choices
        if isinstance(c.meaning, Period)
    ]
    meaning = resolution.with_part(reading.meaning, part)
    return read(meaning, *reading.steps, confidence=reading.confidence, choices=choices)


# Words that a weekday stands behind at the opening of a sentence; behind other capitals it is a family name.
_OPENING = re.compile(
    r"\b(?:Am|Ab|Seit|Bis|Vom|Zum|Von|Nach|Vor|Für|Den|Dem|Der|Und|Oder|Erst|Schon|Noch|Jeden|Uhr|Heute|Morgen|Gestern|"
    r"Mitte|Ende|Anfang|Nacht|Auf|Nächsten|Kommenden|Letzten|Vergangenen|Diesen)\s$"
)


@rule(
    rf"(?P<weekday>{WEEKDAY})(?:(?P<compound>{PART})|s? (?P<part>{PART_ADVERB}|früh|{PART}))?",
    examples={
        "Der Rat tagte am [Montag].": "2013-02-11",
        "Es ist [Dienstag].": "2013-02-12",
        "Die Gespräche werden am [Freitag] fortgesetzt.": "2013-02-15",
        "Am [Sonntagabend] kam ein Gewitter.": "2013-02-10TEV",
        "Die Schau wird von [Freitag] bis [Dienstag] gezeigt.": "2013-02-15|2013-02-19",
        "Seit [Montag früh] schneit es.": "2013-02-11TMO",
        "In der Sitzung am [Donnerstagnachmittag] gab es Streit.": "2013-02-07TAF",
    },
    rejects=[
        "Die Bild am Sonntag berichtete.",
        "Die Lesung mit Ida Freitag fiel aus.",
        "Das Wort zum Sonntag lief.",
        "Die Montage dauert.",
    ],
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday, alone or with a part of it, as one word or two; "Bild am Sonntag" is a newspaper."""
    before = m.string[max(0, m.start() - 20) : m.start()]
    if not m["weekday"][0].isupper() or re.search(r"\b(?:Bild am|Welt am|Wort zum|Tatort am|Zeit am) $", before):
        return None
    if re.search(r"\b[A-ZÄÖÜ]\w+ $", before) and not _OPENING.search(before):
        return None
    number = WEEKDAYS[plain(m["weekday"])]
    behind = anchored.weekday_behind(discourse, m.start(), number)
    reading = behind or resolution.open_weekday(discourse, m, number)
    part = m["compound"] or m["part"]
    return _of_day(reading, PARTS[plain(part)] if part else None)


@rule(
    rf"(?P<which>{WHICH}) (?P<weekday>{WEEKDAY})s?(?P<compound>{PART})?",
    examples={
        "Sie kündigte [vergangenen Montag].": "2013-02-11",
        "Am [letzten Dienstag] wurde es eröffnet.": "2013-02-05",
        "Gewählt wird am [kommenden Freitag].": "2013-02-15",
        "Bis [diesen Donnerstag] ist Zeit.": "2013-02-14",
    },
    rejects=["Letzte Montage fehlen."],
    priority=2,
)
def directed_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """On a Tuesday "letzten Dienstag" is a week ago; "kommenden Freitag" is the first Friday to come."""
    number, direction = WEEKDAYS[plain(m["weekday"])], direction_of(m["which"])
    if direction < 0:
        day = resolution.last_weekday(discourse, number).shift(7 * (direction + 1))
    elif direction > 0:
        day = resolution.next_weekday(discourse, number).shift(7 * (direction - 1))
    else:
        day = Period(Granularity.DAY, discourse.anchor.to(Granularity.WEEK).first_day + number - 1)
    beyond = () if direction == 0 else (choice(day.shift(7 * direction), 0.2, "of the week beyond"),)
    return _of_day(read(day, confidence=0.8, choices=beyond), PARTS[plain(m["compound"])] if m["compound"] else None)


@rule(
    rf"(?P<weekday>{WEEKDAY})(?P<compound>{PART})? (?:in )?(?:der )?(?P<which>{WHICH}) woche",
    examples={
        "Er ging am [Donnerstag vergangener Woche].": "2013-02-07",
        "Das Treffen ist am [Mittwoch nächster Woche].": "2013-02-20",
    },
    priority=3,
)
def weekday_of_week(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of last, this or next week."""
    week = resolution.deictic(discourse, Granularity.WEEK, direction_of(m["which"]))
    day = Period(Granularity.DAY, week.first_day + WEEKDAYS[plain(m["weekday"])] - 1)
    return _of_day(read(day, confidence=0.93), PARTS[plain(m["compound"])] if m["compound"] else None)


@rule(
    rf"(?P<which>{WHICH}) (?P<unit>{PERIOD})",
    examples={
        "Die Preise fielen [vergangenen Monat].": "2013-01",
        "[Nächste Woche] soll es regnen.": "2013-W08",
        "In [diesem Jahr] stiegen die Kosten.": "2013",
        "Am [letzten Wochenende] schneite es.": "2013-W06-WE",
        "Am [kommenden Wochenende] wird gefeiert.": "2013-W07-WE",
        "Im [vorletzten Jahr] stand hier Wald.": "2011",
        "[Übernächste Woche] ist frei.": "2013-W09",
        "Im [vergangenen Quartal] ruhte das Werk.": "2012-Q4",
    },
    rejects=["Letzte Jahre waren gut.", "Dieser Tageslohn.", "Am letzten Tag."],
    priority=1,
)
def last_this_next(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before, of, or after the reference time; days hang on the day spoken of."""
    unit, direction = PERIODS[plain(m["unit"])], direction_of(m["which"])
    which = plain(m["which"])
    if plain(m["unit"]) == "jahre" and not which.endswith("em"):
        return None
    granularity = UNIT_GRANULARITY[unit]
    if unit is Unit.WEEKEND and direction > 0 and civil.weekday(discourse.anchor.first_day) < 6:
        direction -= 1  # in the week before it, the weekend to come is this week's
    if unit is Unit.DAY:
        if direction < 0 or abs(direction) > 1:
            return None
        spoken = _spoken_of(discourse, granularity)
        if spoken is None:
            return read(discourse.dct.shift(direction), confidence=0.6) if which.startswith("dies") else None
        return read(spoken[0].shift(direction), spoken[1], confidence=0.8)
    if direction > 0 and discourse.narrative and (spoken := _spoken_of(discourse, granularity)) is not None:
        return read(spoken[0].shift(direction), spoken[1], confidence=0.8)
    return read(resolution.deictic(discourse, granularity, direction), confidence=0.93)


@rule(
    rf"(?P<which>{WHICH}) (?P<month>{MONTH}|{SEASON})",
    examples={
        "Das Haus wurde [vergangenen März] verkauft.": "2012-03",
        "Eröffnung [nächsten April].": "2013-04",
        "Der Fluss trat [letzten Herbst] über die Ufer.": "2012-FA",
        "[Diesen Sommer] öffnet das Bad.": "2013-SU",
    },
    rejects=["Letzte Mainacht."],
    priority=2,
)
def directed_month(m: Match, discourse: Discourse) -> Reading | None:
    """The last such month or season before this one, the year's own, or the first after it."""
    word, direction = plain(m["month"]), direction_of(m["which"])
    if word in SEASONS:
        return read(resolution.season_near(discourse, SEASONS[word], direction), confidence=0.85)
    if direction < 0:
        return read(resolution.last_month(discourse, MONTHS[word]), confidence=0.88)
    if direction > 0:
        return read(resolution.next_month(discourse, MONTHS[word]), confidence=0.88)
    return read(Period.month(discourse.anchor.date[0], MONTHS[word]), confidence=0.85)


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
        spoken = _spoken_of(discourse, Granularity.DAY)
        day = spoken[0] if spoken is not None else discourse.dct
        if spoken is None and not which.startswith("dies"):
            return None
        return read(
            resolution.with_part(day.shift(shift), PARTS[word]), *((spoken[1],) if spoken else ()), confidence=0.75
        )
    unit = UNITS["tag" if word == "tags" else word]
    spoken = _spoken_of(discourse, UNIT_GRANULARITY[unit])
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
    day, why = spoken if spoken is not None else (discourse.dct, step("publication", m[0], discourse.dct))
    return read(resolution.with_part(day, PARTS[word]), why, confidence=0.65)


_COUNT = rf"(?P<count>{NUMBER}|{VAGUE_NUMBER})"
AMOUNT = rf"(?:(?:{_COUNT} (?P<unit>{opaque(UNIT)}))|(?:(?:ein|einem|einer|einen|eine) )?(?P<half>halbe[nmrs]?|dreiviertel) (?P<unit2>jahre?s?|stunde|jahrhundert))"  # noqa: E501


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


_EDGES = {"anfang": Mod.START, "beginn": Mod.START, "mitte": Mod.MID, "ende": Mod.END}
_COMPOUND_EDGES = {
    f"{unit}{edge}": (granularity, mod)
    for unit, granularity in (("jahres", Granularity.YEAR), ("quartals", Granularity.QUARTER),
                              ("monats", Granularity.MONTH), ("wochen", Granularity.WEEK))
    for edge, mod in (("anfang", Mod.START), ("beginn", Mod.START), ("mitte", Mod.MID), ("ende", Mod.END),
                      ("wechsel", Mod.END))
    if (unit, edge) not in (("wochen", "ende"), ("wochen", "wechsel"))
}  # fmt: skip


@rule(
    rf"(?P<compound>{one_of(_COMPOUND_EDGES)})(?: (?P<year>(?:1\d|20)\d\d)(?:/\d\d)?)?",
    examples={
        "Bis [Jahresende] soll die Straße fertig sein.": "2013 END",
        "Zum [Monatsanfang] stieg die Miete.": "2013-02 START",
        "Zum [Jahresbeginn 2012] galt das noch.": "2012 START",
    },
    rejects=["Die Wochenendausgabe."],
    priority=2,
)
def compound_edge(m: Match, discourse: Discourse) -> Reading | None:
    """The beginning, middle or end of a unit, in one word."""
    granularity, mod = _COMPOUND_EDGES[plain(m["compound"])]
    if m["year"]:
        if granularity is not Granularity.YEAR:
            return None
        return read(Period.year(int(m["year"])), mod=mod, confidence=0.93)
    return read(resolution.deictic(discourse, granularity, 0), mod=mod, confidence=0.8)


@rule(
    rf"(?P<edge>anfang|beginn|mitte|ende)(?: (?:des|der|dieses|dieser))?(?: (?P<which>{WHICH}))? "
    rf"(?P<unit>jahres|monats|woche|quartals|jahrzehnts|jahrhunderts)",
    examples={
        "Bis [Ende des Jahres] wird gebaut.": "2013 END",
        "[Anfang nächster Woche] wird es mild.": "2013-W08 START",
        "Seit [Ende vergangenen Jahres] ist er krank.": "2012 END",
        "[Mitte der Woche] schneit es.": "2013-W07 MID",
    },
    rejects=["Am Ende der Straße.", "Mitte der Stadt."],
    priority=2,
)
def edge_of_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The beginning, middle or end of the unit spoken of, or of the present one."""
    granularity = UNIT_GRANULARITY[PERIODS[plain(m["unit"])]]
    mod = _EDGES[plain(m["edge"])]
    if not m["edge"][0].isupper():
        return None
    spoken = _spoken_of(discourse, granularity) if discourse.narrative and not m["which"] else None
    if spoken is not None:
        return read(spoken[0], spoken[1], mod=mod, confidence=0.8)
    shift = direction_of(m["which"]) if m["which"] else 0
    return read(resolution.deictic(discourse, granularity, shift), mod=mod, confidence=0.88)


@rule(
    r"wochenende",
    examples={"Am [Wochenende] war es sonnig.": "2013-W06-WE", "Am [Wochenende] soll es regnen.": "2013-W07-WE"},
    rejects=["Schönes Wochenende!", "Ein langes Wochenende tut gut."],
    priority=-1,
)
def weekend(m: Match, discourse: Discourse) -> Reading | None:
    """The last weekend, or the one to come where the sentence looks ahead."""
    if not re.search(r"\b(?:am|übers|vom|zum|bis zum)\s$", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE):
        return None
    sign, cue = discourse.tense(m)
    shift = 0 if sign > 0 or civil.weekday(discourse.anchor.first_day) >= 6 else -1
    return read(resolution.deictic(discourse, Granularity.WEEKEND, shift), *((cue,) if cue else ()), confidence=0.7)
