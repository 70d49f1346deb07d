"""Days and units that hang on the publication: "gestern", "heuer", "letzten Monat", "Ende des Jahres"."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.duration import Unit
from app.timex.grammar import DEICTIC, Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.de.words import (
    MONTH,
    MONTHS,
    PART,
    PARTS,
    PERIOD,
    PERIODS,
    SEASON,
    SEASONS,
    UNIT_GRANULARITY,
    WEEKDAY,
    WHICH,
    direction_of,
    one_of,
    plain,
)
from app.timex.timex3 import Mod, Step

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
    day, why = discourse.dct.shift(_DAYS[plain(word)]), Step(DEICTIC, m[0], "the day of publication")
    if m["part"]:
        return read(resolution.with_part(day, PARTS[plain(m["part"])]), why, confidence=0.95)
    return read(day, why, confidence=0.97 if plain(word) != "heute" or not discourse.narrative else 0.6)


@rule(
    rf"(?P<day>{one_of(_DAY_ADJECTIVES)})(?: (?:tage?s?|(?P<weekday>{WEEKDAY})s?))?",
    examples={"Die [gestrige] Sitzung war kurz.": "2013-02-11", "Am [heutigen Dienstag] ist frei.": "2013-02-12"},
    priority=1,
)
def today_adjective(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours as adjectives."""
    return read(discourse.dct.shift(_DAY_ADJECTIVES[plain(m["day"])]), confidence=0.9)


@rule(
    r"heuer",
    examples={"Die Messe fällt [heuer] aus.": "2013"},
    rejects=["Die Anheuer kommt."],
)
def this_year(m: Match, discourse: Discourse) -> Reading | None:
    """This year, as Austria and Bavaria say it."""
    return read(resolution.deictic(discourse, Granularity.YEAR, 0), confidence=0.9)


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
        spoken = anchored.spoken_of(discourse, granularity)
        if spoken is None:
            return read(discourse.dct.shift(direction), confidence=0.6) if which.startswith("dies") else None
        return read(spoken[0].shift(direction), spoken[1], confidence=0.8)
    if direction > 0 and discourse.narrative and (spoken := anchored.spoken_of(discourse, granularity)) is not None:
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
    spoken = anchored.spoken_of(discourse, granularity) if discourse.narrative and not m["which"] else None
    if spoken is not None:
        return read(spoken[0], spoken[1], mod=mod, confidence=0.8)
    shift = direction_of(m["which"]) if m["which"] else 0
    return read(resolution.deictic(discourse, granularity, shift), mod=mod, confidence=0.88)
