"""Holidays by name; which day they fall on is the `holidays` library's word, or Easter's."""

from __future__ import annotations

import re

from app.timex import calendar_days, resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Period
from app.timex.lang.en.words import one_of
from app.timex.timex3 import Step

# Words in text -> the name the calendar knows them by.
NAMES = {
    "christmas eve": "Christmas Eve",
    "christmas day": "Christmas Day",
    "christmas": "Christmas Day",
    "xmas": "Christmas Day",
    "boxing day": "Boxing Day",
    "new year's eve": "New Year's Eve",
    "new year's day": "New Year's Day",
    "new year's": "New Year's Day",
    "new years eve": "New Year's Eve",
    "new years day": "New Year's Day",
    "thanksgiving day": "Thanksgiving",
    "thanksgiving": "Thanksgiving",
    "halloween": "Halloween",
    "independence day": "Independence Day",
    "labor day": "Labor Day",
    "memorial day": "Memorial Day",
    "veterans day": "Veterans Day",
    "presidents' day": "Washington's Birthday",
    "presidents day": "Washington's Birthday",
    "martin luther king day": "Martin Luther King Jr. Day",
    "martin luther king jr. day": "Martin Luther King Jr. Day",
    "mlk day": "Martin Luther King Jr. Day",
    "columbus day": "Columbus Day",
    "election day": "Election Day",
    "valentine's day": "Valentine's Day",
    "valentines day": "Valentine's Day",
    "groundhog day": "Groundhog Day",
    "st. patrick's day": "Saint Patrick's Day",
    "st patrick's day": "Saint Patrick's Day",
    "saint patrick's day": "Saint Patrick's Day",
    "april fools' day": "April Fools' Day",
    "april fools day": "April Fools' Day",
    "may day": "May Day",
    "mother's day": "Mother's Day",
    "mothers day": "Mother's Day",
    "father's day": "Father's Day",
    "fathers day": "Father's Day",
    "earth day": "Earth Day",
    "good friday": "Good Friday",
    "easter sunday": "Easter Sunday",
    "easter monday": "Easter Monday",
    "easter day": "Easter Sunday",
    "easter": "Easter Sunday",
    "palm sunday": "Palm Sunday",
    "ash wednesday": "Ash Wednesday",
    "whit monday": "Whit Monday",
    "pentecost": "Pentecost",
    "ascension day": "Ascension Day",
    "juneteenth": "Juneteenth",
    "black friday": "Black Friday",
    "cyber monday": "Cyber Monday",
    "international women's day": "International Women's Day",
    "epiphany": "Epiphany",
    "all saints' day": "All Saints' Day",
    "eid al-fitr": "Eid al-Fitr",
    "remembrance day": "Remembrance Day",
    "armistice day": "Remembrance Day",
    "bastille day": "Bastille Day",
}
NAMES = {key.replace("'", "['’]"): value for key, value in NAMES.items()}


# "The mad Christmas they had had" is one that somebody remembers, in whichever year.
_OF_A_KIND = re.compile(
    r"\b(?:an?|the|his|her|our|their|my|your) (?!(?:last|next|first|second|third|following|previous|day|eve)\b)[a-z]+ $"
)


@rule(
    rf"(?:the )?(?:(?P<which>last|this|next|this past|this coming) )?(?P<name>{one_of(NAMES)})"
    rf"(?:,? (?:of )?(?P<year>1\d{{3}}|20\d\d)| of (?P<other>last|this|next) year)?(?! (?:Island|Bowl))",
    examples={
        "They met on [Christmas Day 2011].": "2011-12-25",
        "Closed on [Thanksgiving].": "2012-11-22",
        "[Easter 2019] was late.": "2019-04-21",
        "Sales fell on [Presidents' Day].": "2012-02-20",
        "It will open on [Halloween].": "2013-10-31",
    },
    rejects=["On Easter Island.", "Read the epiphany of Bloom."],
    priority=4,
)
def holiday(m: Match, discourse: Discourse) -> Reading | None:
    """The day a holiday falls on in the year told, or in the one the sentence looks to."""
    spoken = re.sub(r"\s+", " ", m["name"].lower()).replace("’", "'").replace("'", "['’]")
    name = NAMES[spoken]
    if not m["name"][0].isupper() and name not in ("Christmas Day", "Halloween", "Thanksgiving"):
        return None
    dct = discourse.dct
    if discourse.narrative and not m["year"] and _OF_A_KIND.search(m.string[max(0, m.start() - 24) : m.start()]):
        return None
    if m["year"]:
        return _on(name, int(m["year"]), discourse, 0.95)
    here = discourse.anchor.date[0]
    if m["other"]:
        return _on(name, here + {"last": -1, "this": 0, "next": 1}[m["other"].lower()], discourse, 0.9)
    if discourse.narrative and discourse.last() is not None:
        return _on(name, here, discourse, 0.7)
    if discourse.narrative:
        return resolution.holiday_of_no_year(
            discourse, m[0], lambda year: calendar_days.find(name, year, discourse.country)
        )
    days = [
        day
        for year in (here - 1, here, here + 1)
        if (day := calendar_days.find(name, year, discourse.country)) is not None
    ]
    if not days:
        return None
    past = [day for day in days if day <= dct.n]
    future = [day for day in days if day > dct.n]
    if dct.n in days:
        return read(dct, confidence=0.9)
    which = (m["which"] or "").lower()
    if which in ("last", "this past") and past:
        return read(Period(dct.granularity, past[-1]), confidence=0.9)
    if which in ("next", "this coming") and future:
        return read(Period(dct.granularity, future[0]), confidence=0.9)
    sign, cue = discourse.tense(m)
    nearest_future = bool(future) and (not past or future[0] - dct.n < min(60, dct.n - past[-1]))
    if discourse.context.genre is Genre.SOCIAL and future:
        # People post what is coming up; what is over they say so of.
        nearest_future = future[0] - dct.n < 120
        sign = 0
    forward = sign > 0 or (sign == 0 and nearest_future)
    day = future[0] if forward and future else past[-1]
    why = cue or Step("nearest", m[0], "the nearest one")
    return read(Period(dct.granularity, day), why, confidence=0.8)


def _on(name: str, year: int, discourse: Discourse, confidence: float) -> Reading | None:
    day = calendar_days.find(name, year, discourse.country)
    return None if day is None else read(Period(discourse.dct.granularity, day), confidence=confidence)
