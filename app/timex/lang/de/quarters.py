"""Parts of a year: quarters, halves, seasons."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang.de.absolute import OF_YEAR, OTHER_YEAR, TOLD_YEAR, YEAR, year_of
from app.timex.lang.de.words import (
    ROMAN,
    SAME,
    SEASON,
    SEASONS,
    adjective,
    direction_of,
    ordinal_of,
    ordinals,
    plain,
)
from app.timex.timex3 import Mod

_QUARTER = rf"(?P<number>[1-4]\.|(?:I|II|III|IV)\.?|{ordinals(4)}|{adjective('letzt')})"


@rule(
    rf"{_QUARTER} (?:quartals?)(?:{OF_YEAR})?",
    examples={
        "Im [dritten Quartal 2012] stieg der Gewinn.": "2012-Q3",
        "Im [vierten Quartal] sank der Absatz.": "2012-Q4",
        "Der Umsatz im [1. Quartal dieses Jahres] ist schwach.": "2013-Q1",
    },
    rejects=["Vier Quartale in Folge."],
    priority=2,
)
def quarter(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of a year; "letztes Quartal" without a year is the one before this."""
    word = m["number"].rstrip(".")
    told = year_of(m, discourse)
    last = plain(word).startswith("letzt")
    if last and told is None:
        return read(resolution.deictic(discourse, Granularity.QUARTER, -1), confidence=0.85)
    number = 4 if last else ROMAN[word.upper()] if word.upper() in ROMAN else ordinal_of(word)
    if not 1 <= number <= 4:
        return None
    if told is not None:
        return read(Period.quarter(told[0], number), *told[1], confidence=0.96)
    return resolution.open_quarter(discourse, m, number)


@rule(
    rf"Q(?P<quarter>[1-4])(?:(?: |/){TOLD_YEAR})?",
    examples={"Der Umsatz in [Q3 2012] wuchs.": "2012-Q3", "Ein schwaches [Q1] schadet.": "2013-Q1"},
    rejects=["Modell Q5 fährt."],
)
def quarter_code(m: Match, discourse: Discourse) -> Reading | None:
    """Q3, Q3 2012, Q3/2012."""
    if m["year"]:
        return read(Period.quarter(int(m["year"]), int(m["quarter"])))
    return resolution.open_quarter(discourse, m, int(m["quarter"]))


@rule(
    rf"(?P<half>1\.|2\.|{adjective('erst', 'zweit')}) (?:(?:halbjahre?s?|jahreshälfte)(?:{OF_YEAR})?|"
    rf"hälfte (?:(?:des jahres )?(?P<of>{YEAR})|{OTHER_YEAR.replace('which', 'other')}|des jahres))",
    examples={
        "In der [ersten Jahreshälfte 2012] wuchs die Förderung.": "2012-H1",
        "Im [zweiten Halbjahr 2011] gab es Verluste.": "2011-H2",
        "Bis zur [zweiten Hälfte des Jahres] soll es fertig sein.": "2013-H2",
        "Im [2. Halbjahr vergangenen Jahres] verlor er.": "2012-H2",
    },
    rejects=["Die erste Hälfte des Spiels.", "Die zweite Hälfte."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number = 2 if plain(m["half"]).startswith(("2", "zweit")) else 1
    told = year_of(m, discourse)
    if told is None and m["of"]:
        return read(Period.half(int(m["of"]), number), confidence=0.95)
    if told is None:
        shift = direction_of(m["other"]) if m["other"] and not re.fullmatch(SAME, plain(m["other"])) else 0
        return read(Period.half(discourse.anchor.date[0] + shift, number), confidence=0.8)
    return read(Period.half(told[0], number), *told[1], confidence=0.95)


_EDGE_OF_SEASON = {"früh": Mod.START, "spät": Mod.END, "hoch": Mod.MID}


@rule(
    rf"(?P<edge>früh|spät|hoch)?(?P<season>{SEASON})"
    rf"(?: (?P<year>{YEAR})(?:[-–—/](?:\d\d|{YEAR})(?!\d))?(?![\d%]|[.,]\d)| {OTHER_YEAR})",
    examples={
        "Im [Herbst 1939] begannen Gespräche.": "1939-FA",
        "Der [Winter 2010/11] war hart.": "2010-WI",
        "Im [Frühjahr dieses Jahres] öffnet die Kita.": "2013-SP",
        "Im [Spätsommer 2012] brannte der Wald.": "2012-SU END",
    },
    rejects=["Sommersemester 2012."],
    priority=2,
)
def season_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season and its year."""
    told = year_of(m, discourse)
    assert told is not None
    number = SEASONS[plain(m["season"])]
    mod = _EDGE_OF_SEASON[plain(m["edge"])] if m["edge"] else None
    return read(Period.season(told[0], number, south=discourse.south), *told[1], mod=mod, confidence=0.95)


_SEASON_CUE = re.compile(
    r"\b(?:im|in|seit|bis|ab|vom|zum|über|de[nrms]|anfang|beginn|mitte|ende|nach|vor|für|und|ganzen?|gesamten?|gegen)\s$",
    re.IGNORECASE,
)


@rule(
    rf"(?P<edge>früh|spät|hoch)?(?P<season>{SEASON})",
    examples={
        "Im [Frühling] öffnete der Hof.": "2012-SP",
        "Bis zum [Sommer] soll das Bad fertig sein.": "2013-SU",
        "Im [Spätherbst] wurde geerntet.": "2012-FA END",
    },
    rejects=["Ron Sommer trat zurück.", "Frau Winter lacht."],
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season alone, behind a preposition or article: "Sommer" and "Winter" are family names, too."""
    if not m[0][0].isupper() or not _SEASON_CUE.search(m.string[max(0, m.start() - 12) : m.start()]):
        return None
    reading = resolution.open_season(discourse, m, SEASONS[plain(m["season"])])
    if m["edge"] is None or reading.meaning is None:
        return reading
    return read(reading.meaning, *reading.steps, mod=_EDGE_OF_SEASON[plain(m["edge"])], confidence=reading.confidence)


# ------------------------------------------------------------------------------------------------ clock times
