"""dateparser with every setting pinned that its answer could hang on."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from app.timex import civil
from app.timex.interval import Granularity, Period

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


@lru_cache(maxsize=64)
def parser(locale: str, order: str, base: Period, prefer: str) -> DateDataParser:
    """A parser with every setting pinned that its answer could hang on; `base` is its reference time."""
    from dateparser.date import DateDataParser  # takes a third of a second

    # The end of a day told as such, so that "two hours ago" falls on it.
    moment = base.end - 1 if base.granularity is Granularity.DAY else base.start
    settings = {
        "RELATIVE_BASE": _datetime(moment),
        "PREFER_DATES_FROM": prefer,
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "STRICT_DATE_ORDER": "none",
        "STRICT_PARSING": False,
        "REQUIRE_PARTS": [],
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": True,
        "RETURN_TIME_SPAN": False,
        "DEFAULT_START_OF_WEEK": "monday",
        "NORMALIZE": True,
        "SKIP_TOKENS": [],
        "IGNORE_SURROUNDING_TEXT": False,
        "DEFAULT_LANGUAGES": [],
        "USE_GIVEN_LANGUAGE_ORDER": False,
        # Numbers alone would be read as seconds since 1970 by the parser left out here.
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return DateDataParser(locales=[locale], settings=settings)


def _datetime(moment: int) -> datetime:
    day, second = divmod(moment, civil.DAY)
    year, month, of_month = civil.date_of(day)
    return datetime(year, month, of_month, second // 3600, second // 60 % 60, second % 60)  # noqa: DTZ001  civil time
