"""Clock times, with the day they belong to."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang.de.absolute import DAY_NUMBER, YEAR, month_of, weekday_of
from app.timex.lang.de.words import (
    MONTH,
    NUMBERS,
    PART_ADVERB,
    PARTS,
    WEEKDAY,
    number_of,
    one_of,
    ordinal_of,
    plain,
)
from app.timex.timex3 import Step

_TIME = r"(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?(?![\d%:]|[.,]\d)"


_PART_OF_DAY = (
    rf"(?: (?:(?P<part>{PART_ADVERB}|früh)|am (?P<noun>morgen|vormittag|nachmittag|abend)|in der (?P<night>nacht)))?"
)


_ZONE = r"(?: (?:ortszeit|mez|mesz|gmt|utc|\(?[a-zäöü]{4,16}er zeit\)?))?"


_THEN = (
    rf"(?:,? (?:am )?(?:(?P<on>{WEEKDAY})|(?P<named>heute|gestern|morgen))"
    rf"(?:,? (?:den |dem )?(?P<date>{DAY_NUMBER}) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?)?|"
    rf",? am (?P<date2>{DAY_NUMBER}) (?P<month2>{MONTH})(?: (?P<year2>{YEAR}))?)?"
)


def clock_day(m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]] | None:
    """The day a clock time belongs to: the one told behind it, else the last mentioned nearby, else the DCT's."""
    groups = m.groupdict()
    date = groups.get("date") or groups.get("date2")
    if date:
        month, year = month_of(groups.get("month") or groups["month2"]), groups.get("year") or groups.get("year2")
        number = ordinal_of(date)
        reading = (
            resolution.date(int(year), month, number) if year else resolution.open_date(discourse, m, month, number)
        )
        return (reading.meaning, reading.steps) if isinstance(reading.meaning, Period) else None
    if groups.get("on"):
        reading = resolution.open_weekday(discourse, m, weekday_of(groups["on"]))
        return (reading.meaning, reading.steps) if isinstance(reading.meaning, Period) else None
    if groups.get("named"):
        return discourse.dct.shift({"heute": 0, "gestern": -1, "morgen": 1}[plain(groups["named"])]), ()
    day = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE, Granularity.HOUR)
    if day is not None and (discourse.narrative or m.start() - discourse.mentions[-1].end < 300):
        hour = m.groupdict().get("hour") or ""
        into_morning = day.part is DayPart.NIGHT and hour.isdigit() and int(hour) < 12
        day = day.to(Granularity.DAY).shift(into_morning)
        return day, (step("previous_date", discourse.mentions[-1].text, day),)
    day, why = resolution.unknown_day(discourse, m[0])
    return day, (why,)


def _hour(hour: int, m: Match) -> int:
    """The hour of 24 that an hour and the part of the day behind it tell: 12 at night is 0, 7 in the evening 19."""
    groups = m.groupdict()
    words = groups.get("part") or groups.get("noun") or groups.get("night")
    if words is None or hour > 12:
        return hour
    part = PARTS[plain(words)]
    if part in (DayPart.AFTERNOON, DayPart.EVENING) or (part is DayPart.NIGHT and 6 <= hour < 12):
        return hour % 12 + 12
    return hour % 12 if part is DayPart.NIGHT else hour


@rule(
    rf"{_TIME} uhr{_PART_OF_DAY}{_ZONE}{_THEN}",
    examples={
        "Der Zug fuhr um [14.30 Uhr] ab.": "2013-02-12T14:30",
        "Die Sitzung beginnt um [7 Uhr abends].": "2013-02-12T19:00",
        "Gegen [20 Uhr am Montag] war es still.": "2013-02-11T20:00",
        "Um [3 Uhr in der Nacht] knallte es.": "2013-02-12T03:00",
        "In der [Nacht zum Sonntag] brannte es; um [6.40 Uhr] war es aus.": "2013-02-09TNI|2013-02-10T06:40",
    },
    rejects=["Die Uhr zeigt 30.", "Um 25 Uhren gehandelt."],
    priority=3,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time with "Uhr"."""
    found = clock_day(m, discourse)
    if found is None:
        return None
    day, steps = found
    hour, minute = _hour(int(m["hour"]), m), int(m["minute"]) if m["minute"] else None
    if hour > 24 or (hour == 24 and minute):
        return None
    return read(
        Period.clock(day.first_day, hour, minute, int(m["second"]) if m["second"] else None), *steps, confidence=0.88
    )


@rule(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d%:]|[.,]\d)",
    examples={"Abfahrt um [09:05] in Jena.": "2013-02-12T09:05"},
    rejects=["Das Spiel endete 2:10.", "Im Verhältnis 10:12."],
    priority=2,
)
def clock_colon(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time without "Uhr", behind a word that one stands behind."""
    if not re.search(
        r"\b(?:um|ab|bis|gegen|seit|von|vor|nach|zwischen|und)\s$",
        m.string[max(0, m.start() - 10) : m.start()],
        re.IGNORECASE,
    ):
        return None
    found = clock_day(m, discourse)
    return None if found is None else read(
        Period.clock(found[0].first_day, int(m["hour"]), int(m["minute"])), *found[1], confidence=0.8)  # fmt: skip


_HOURS = {"eins": 1} | {
    word: number for word, number in NUMBERS.items() if 2 <= number <= 12 and word not in ("zweien", "dreien")
}


# Minutes from the hour that is named: "Viertel acht" is a quarter past seven.
_SPOKEN = {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15, "viertel": -45}


@rule(
    rf"(?P<shift>{one_of(_SPOKEN)}) (?P<hour>{one_of(_HOURS)})(?: uhr)?{_PART_OF_DAY}{_THEN}",
    examples={
        "Das Stück beginnt um [halb acht abends].": "2013-02-12T19:30",
        "Er kam um [Viertel nach neun].": "2013-02-12T09:15",
    },
    rejects=["Ein Viertel vor der Stadt.", "Er war halb acht, halb neun."],
    priority=3,
)
def spoken_clock(m: Match, discourse: Discourse) -> Reading | None:
    """Half past seven is "halb acht"; only behind a word that a clock time stands behind."""
    if not re.search(
        r"\b(?:um|gegen|bis|ab|kurz vor|kurz nach|seit)\s$", m.string[max(0, m.start() - 10) : m.start()], re.IGNORECASE
    ):
        return None
    found = clock_day(m, discourse)
    if found is None:
        return None
    total = _hour(_HOURS[plain(m["hour"])], m) * 60 + _SPOKEN[plain(m["shift"])]
    return read(Period.clock(found[0].first_day, total // 60 % 24, total % 60), *found[1], confidence=0.8)


@rule(
    rf"(?P<hour>{one_of([*_HOURS, 'ein'])}) uhr{_PART_OF_DAY}{_THEN}",
    examples={"Um [acht Uhr] begann die Schule.": "2013-02-12T08:00"},
    rejects=["Ein Uhrwerk.", "Zwei Uhren."],
    priority=3,
)
def spelled_hour(m: Match, discourse: Discourse) -> Reading | None:
    """A full hour in words."""
    found = clock_day(m, discourse)
    if found is None:
        return None
    hour = _hour(int(number_of(m["hour"])) if plain(m["hour"]) != "eins" else 1, m)
    return read(Period.clock(found[0].first_day, hour), *found[1], confidence=0.8)


@rule(
    rf"(?P<time>mitternacht){_THEN}",
    examples={"Die Frist endet um [Mitternacht].": "2013-02-12T24:00"},
    rejects=["Eine Mitternachtsmesse."],
    priority=1,
)
def midnight(m: Match, discourse: Discourse) -> Reading | None:
    """Midnight is the end of the day it is named with (T24:00)."""
    found = clock_day(m, discourse)
    return None if found is None else read(Period.clock(found[0].first_day, 24, 0), *found[1], confidence=0.75)
