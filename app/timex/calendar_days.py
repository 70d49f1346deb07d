"""Which day a holiday falls on: the one module that knows the `holidays` library and Easter's rule.

Tables are built year by year when first asked for; the library is imported then, too.
"""

from __future__ import annotations

from functools import lru_cache

from app.timex import civil

# Day and month, for what falls on the same day everywhere.
_FIXED = {
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31),
    "New Year's Day": (1, 1),
    "Halloween": (10, 31),
    "Valentine's Day": (2, 14),
    "Saint Patrick's Day": (3, 17),
    "April Fools' Day": (4, 1),
    "May Day": (5, 1),
    "Earth Day": (4, 22),
    "Juneteenth": (6, 19),
    "International Women's Day": (3, 8),
    "Groundhog Day": (2, 2),
    "Epiphany": (1, 6),
    "All Saints' Day": (11, 1),
    "Bastille Day": (7, 14),
    "Assumption Day": (8, 15),
    "Reformation Day": (10, 31),
    "Saint Nicholas' Day": (12, 6),
    "Remembrance Day": (11, 11),
}
# Days from Easter Sunday.
_FROM_EASTER = {
    "Shrove Monday": -48,
    "Shrove Tuesday": -47,
    "Palm Sunday": -7,
    "Maundy Thursday": -3,
    "Good Friday": -2,
    "Easter Sunday": 0,
    "Easter Monday": 1,
    "Ash Wednesday": -46,
    "Ascension Day": 39,
    "Pentecost": 49,
    "Whit Monday": 50,
    "Corpus Christi": 60,
}
# Name -> words by which the library knows it, and the country to ask where the article's own has no such day.
_LIBRARY = {
    "Thanksgiving": ("Thanksgiving", "US"),
    "Independence Day": ("Independence Day", "US"),
    "Labor Day": ("Labor Day", "US"),
    "Memorial Day": ("Memorial Day", "US"),
    "Veterans Day": ("Veterans Day", "US"),
    "Washington's Birthday": ("Washington's Birthday", "US"),
    "Columbus Day": ("Columbus Day", "US"),
    "Martin Luther King Jr. Day": ("Martin Luther King Jr. Day", "US"),
    "Eid al-Fitr": ("Eid al-Fitr", "SA"),
    "Defenders' Day": ("defender", "UA"),
}
# n-th weekday of a month (-1: the last), for what no library lists: month, ISO weekday, n, days after it.
_NTH = {
    "Election Day": (11, 1, 1, 1),
    "Mother's Day": (5, 7, 2, 0),
    "Father's Day": (6, 7, 3, 0),
    "Black Friday": (11, 4, 4, 1),
    "Cyber Monday": (11, 4, 4, 4),
}
# Countries that keep Easter by the Julian rule.
_ORTHODOX = frozenset(("BG", "BY", "CY", "GE", "GR", "MD", "ME", "MK", "RO", "RS", "RU", "UA"))
# Countries whose Christmas is the Julian one, and the last year in which it is (Ukraine's law moved it in 2023).
_JULIAN_CHRISTMAS = {"BY": None, "GE": None, "ME": None, "MK": None, "RS": None, "RU": None, "UA": 2022}
_DAYS_BEHIND = 13  # of the Julian calendar in the 20th and 21st centuries
_EARLIEST, _LATEST = 1583, 4099  # Easter by the Gregorian rule


@lru_cache(maxsize=4096)
def find(name: str, year: int, country: str) -> int | None:
    """The day number of a holiday in a year, or None where the calendar has none.

    Args:
        name: one of those above, or the library's English title of a holiday of the country.
        country: ISO 3166-1 alpha-2, or empty for the United States, where most English names of days come from.
    """
    if not _EARLIEST <= year <= _LATEST:
        return None
    if name in ("Christmas Eve", "Christmas Day") and _julian_christmas(year, country):
        # "Christmas 2022" is the one in January 2022, though its Julian date is of the year before.
        return civil.day_number(year - 1, *_FIXED[name]) + _DAYS_BEHIND
    if name in _FIXED:
        month, day = _FIXED[name]
        return civil.day_number(year, month, day)
    if name in _FROM_EASTER:
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        sunday = easter(year, EASTER_ORTHODOX if country in _ORTHODOX else EASTER_WESTERN)
        return civil.day_number(sunday.year, sunday.month, sunday.day) + _FROM_EASTER[name]
    if name in _NTH:
        month, weekday, nth, days = _NTH[name]
        first = civil.day_number(year, month, 1)
        return first + (weekday - civil.weekday(first)) % 7 + 7 * (nth - 1) + days
    if name in _LIBRARY:
        words, home = _LIBRARY[name]
        return _from_library(words, year, country or "US") or _from_library(words, year, home)
    return _from_library(name, year, country) if country else None


def _julian_christmas(year: int, country: str) -> bool:
    if country not in _JULIAN_CHRISTMAS or not 1900 < year < 2100:
        return False
    last = _JULIAN_CHRISTMAS[country]
    return last is None or year <= last


@lru_cache(maxsize=256)
def _days(year: int, country: str) -> tuple[tuple[str, int], ...]:
    import holidays

    try:
        known = holidays.country_holidays(
            country, years=year, observed=False, language="en_US", categories=_categories(holidays, country)
        )
    except NotImplementedError:
        # So the library says that it has no calendar of the country, which then has no holidays that could be told.
        return ()
    return tuple((title, civil.day_number(day.year, day.month, day.day)) for day, title in sorted(known.items()))


def _categories(holidays: object, country: str) -> tuple[str, ...]:
    supported = holidays.country_holidays(country).supported_categories  # type: ignore[attr-defined]
    # Where public holidays are suspended, as by martial law, the library lists them as days worked.
    wanted = ("public", "unofficial", "workday")
    return tuple(category for category in wanted if category in supported) or tuple(supported)


def _from_library(words: str, year: int, country: str) -> int | None:
    """The day with that title, else the first whose title has the words in it.

    "Independence Day" is also in "Juneteenth National Independence Day".
    """
    for title, day in _days(year, country):
        if words.lower() in title.lower().split("; "):
            return day
    return next((day for title, day in _days(year, country) if words.lower() in title.lower()), None)
