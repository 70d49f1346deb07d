"""When an article was published, how that is known, and the civil time its expressions are resolved against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.extract.article import PublishedBasis
from app.timex import civil, edtf
from app.timex.context import Context
from app.timex.interval import Granularity, Period
from app.timex.tagger import tag

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?", re.ASCII
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-](\d{1,2}|[a-z]{3})[/_-](\d{1,2})|(\d\d)(\d\d))(?!\d)", re.ASCII | re.IGNORECASE
)
_URL_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
# Before a date: the place of "KYIV, March 22 (Agency) —", or the word of "Published: 22 March 2022".
_PLACE_BEFORE = re.compile(r"\s*[\"“]?[^\W\d_][^\n.!?:;]{1,48}(?:,|\(|\s[–—-])\s*(?:on\s)?\Z")
_DASH_BEHIND = re.compile(r"\s*\)?,?\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,30}/)?\s*(?:[–—]|--?\s|:\s)")
_STATED = re.compile(
    r"\s*(?:first\s)?(?:published|posted|updated|date|publication date|publi[ée]|publicado|ver[öo]ffentlicht|stand|"
    r"опубліковано|дата)"
    r"\s*(?:on|at|le|el|am|vom)?\s*[:–—-]?\s*(?:\w{2,12}\.?,?\s)?\Z",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\s*(?:last\s)?(?:updated|stand)\b", re.IGNORECASE)
_LINES_READ = 6
_HEAD = 200  # code points of a line that are looked at


@dataclass(frozen=True, slots=True)
class Published:
    """A civil date or an instant, as sent or as found; `dct` is the same as civil time in the article's zone."""

    value: str
    basis: PublishedBasis
    dct: Period


def civil_time(value: str, timezone: str | None) -> Period:
    """A civil date as a day, an instant as the minute or second it states, in the zone or else in its own offset.

    Raises:
        ValueError: it is neither, or there is no such day or hour.
    """
    if m := _DAY.fullmatch(value):
        return Period.day(int(m[1]), int(m[2]), int(m[3]))
    m = _INSTANT.fullmatch(value)
    if m is None:
        raise ValueError(f"neither a civil date nor an RFC 3339 instant: {value!r}")
    day = Period.day(int(m[1]), int(m[2]), int(m[3]))
    hour, minute, second = int(m[4]), int(m[5]), int(m[6]) if m[6] else None
    if hour > 23 or minute > 59 or (second or 0) > 60:
        raise ValueError(f"no such time: {value!r}")
    second = min(second, 59) if second is not None else None  # a leap second is told as the one before
    if timezone is None or m[7] is None or not 1 < int(m[1]) < 9999:
        return Period.clock(day.n, hour, minute, second)
    offset = "+00:00" if m[7] in "Zz" else m[7]
    moment = datetime.fromisoformat(f"{m[1]}-{m[2]}-{m[3]}T{hour:02d}:{minute:02d}:{second or 0:02d}{offset}")
    local = moment.astimezone(ZoneInfo(timezone))
    number = civil.day_number(local.year, local.month, local.day)
    return Period.clock(number, local.hour, local.minute, None if second is None else local.second)


def of_url(url: str) -> str | None:
    """The day that an address names: /2022/03/22/, /2022-mar-22, /20220322."""
    path = url.split("?", 1)[0].split("#", 1)[0][:2_000]
    for m in _URL_DAY.finditer(path):
        month_text, day_text = (m[2], m[3]) if m[2] else (m[4], m[5])
        month = _URL_MONTHS.get(month_text.lower()) if month_text.isalpha() else int(month_text)
        if month and civil.is_date(int(m[1]), month, int(day_text)):
            return f"{m[1]}-{month:02d}-{int(day_text):02d}"
    return None


def of_dateline(text: str, context: Context, *, updates: bool = True) -> str | None:
    """The day that stands where a newspaper puts it: behind the place, or behind "Published".

    Args:
        context: its `dct` is the day of arrival, before which the article was published; a date without a year is
            the last such day.
        updates: whether the day of an update will do.
    """
    seen = 0
    for m in re.finditer(r"[^\n\r]+", text[:4_000]):
        head = m[0][:_HEAD]
        if head.isspace():
            continue
        seen += 1
        if seen > _LINES_READ:
            return None
        for timex in tag(head, context):
            period = timex.period
            if period is None or not any(letter.isdigit() for letter in timex.text):
                continue
            if period.granularity is not Granularity.DAY and not period.granularity.finer_than(Granularity.DAY):
                continue
            before, behind = head[: timex.start], head[timex.end :]
            stated = _STATED.match(before)
            if stated and not updates and _UPDATED.match(before):
                continue
            if not stated and not (_PLACE_BEFORE.match(before) and _DASH_BEHIND.match(behind)):
                continue
            return _not_after(period, context.dct, has_year=re.search(r"\d{4}", timex.text) is not None)
    return None


def _not_after(period: Period, arrival: Period, *, has_year: bool) -> str | None:
    year, month, day = period.date
    if period.first_day > arrival.last_day + 1:
        if has_year or not civil.is_date(year - 1, month, day):
            return None
        year -= 1
    return edtf.day_text(civil.day_number(year, month, day))
