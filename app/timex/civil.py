"""Civil calendar arithmetic over all years, proleptic Gregorian.

Days and seconds count from 1970-01-01T00:00 of civil time: no zone, no leap seconds. `datetime` stops at
years 1 and 9999, and history does not. Year 0 is 1 BC, as in ISO 8601 and EDTF.
"""

from functools import lru_cache

DAY = 86_400
HOUR = 3_600
MINUTE = 60

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in the month; months are 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    """Whether such a day exists: 29 February 2015 does not."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01. The day is not checked: month 3, day 0 is the last of February."""
    # Years begin in March here, so that the leap day is the last of its year and needs no case of its own.
    shifted = year - (month <= 2)
    month_from_march = (month + 9) % 12
    return (
        365 * shifted + shifted // 4 - shifted // 100 + shifted // 400
        + (153 * month_from_march + 2) // 5 + day - 719_469
    )  # fmt: skip


# A text has few days and asks for each many times: 0.05 µs instead of 0.5.
@lru_cache(maxsize=4096)
def date_of(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; the inverse of `day_number`."""
    era, of_era = divmod(day + 719_468, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * of_year + 2) // 153
    month = (month_from_march + 2) % 12 + 1
    return (
        400 * era + year_of_era + (month <= 2),
        month,
        of_year - (153 * month_from_march + 2) // 5 + 1,
    )


def weekday(day: int) -> int:
    """ISO weekday of a day number: Monday is 1, Sunday 7."""
    return (day + 3) % 7 + 1


def week_number(day: int) -> int:
    """Weeks since the week of 1970-01-01, each beginning on a Monday."""
    return (day + 3) // 7


def week_start(week: int) -> int:
    """Day number of the Monday that begins the week."""
    return week * 7 - 3


def iso_week(week: int) -> tuple[int, int]:
    """ISO week-numbering year and week (1 to 53) of a week number; its Thursday decides the year."""
    year = date_of(week_start(week) + 3)[0]
    return year, week - week_of_iso(year, 1) + 1


def week_of_iso(year: int, week: int) -> int:
    """Week number of an ISO year and week: week 1 is the one with 4 January in it."""
    return week_number(day_number(year, 1, 4)) + week - 1
