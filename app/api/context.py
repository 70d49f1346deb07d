"""What a client may say about where, when and in which language a text was written, and how it is read.

Every function raises ValueError with a sentence for the client. Nothing here imports FastAPI or pydantic, because
`dateline resolve` uses it and has to start at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.timex import civil
from app.timex.interval import Period

# ISO 3166-1 alpha-2, the 249 codes that are officially assigned.
COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)

# A year below this is far likelier a slip ("0025" for 2025) than a publication.
EARLIEST_PUBLICATION_YEAR = 1000
# A date some days or months ahead is taken, with a warning: it is as often our clock that is wrong as the sender's.
LATEST_PUBLICATION = timedelta(days=366)

# Names of the IANA database begin with a capital; "localtime" and the folders "posix" and "right", which some
# machines have beside them, do not.
_ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A civil date, or an instant as it was told: local clock time with its offset from UTC.

    Attributes:
        second: None where the text stopped at the minute.
        offset: None for a civil date, which then has no clock time either.
    """

    day: date
    hour: int = 0
    minute: int = 0
    second: int | None = None
    offset: timedelta | None = None

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC, None for a civil date. Raises ValueError outside the years 1 to 9999."""
        if self.offset is None:
            return None
        local = datetime(
            self.day.year, self.day.month, self.day.day, self.hour, self.minute, self.second or 0, tzinfo=UTC
        )
        try:
            return local - self.offset
        except OverflowError as error:
            raise ValueError("The instant lies outside the years 1 to 9999.") from error


def moment(text: str) -> Moment:
    """Read a civil date (`2022-03-22`) or an RFC 3339 instant (`2022-03-22T10:00:00Z`).

    Raises:
        ValueError: it is neither, or no calendar has such a day or clock such a time.
    """
    m = _MOMENT.fullmatch(text)
    if m is None:
        raise ValueError(
            "Neither a date such as 2022-03-22 nor an RFC 3339 instant with its offset such as 2022-03-22T10:00:00Z."
        )
    year, month, of_month = int(m[1]), int(m[2]), int(m[3])
    if year == 0 or not civil.is_date(year, month, of_month):
        raise ValueError(f"There is no day {m[1]}-{m[2]}-{m[3]}.")
    day = date(year, month, of_month)
    if m[4] is None:
        return Moment(day)
    hour, minute, second = int(m[4]), int(m[5]), int(m[6]) if m[6] else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        raise ValueError("There is no such clock time.")
    offset = timedelta()
    if m[7] not in "Zz":
        hours, minutes = int(m[7][1:3]), int(m[7][4:6])
        if hours > 23 or minutes > 59:
            raise ValueError("There is no such offset from UTC.")
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if m[7][0] == "-" else 1)
    read = Moment(day, hour, minute, second, offset)
    read.instant  # noqa: B018  an instant outside the calendar is refused here, not at its first use
    return read


def anchor(text: str, timezone: str | None) -> Period:
    """The period a phrase is resolved against: a day, or the minute or second of an instant.

    An instant is told in the civil time of `timezone`, or of its own offset where none is given.
    """
    read = moment(text)
    if read.instant is None:
        return Period.day(read.day.year, read.day.month, read.day.day)
    if timezone is None:
        day, hour, minute, second = read.day, read.hour, read.minute, read.second
    else:
        try:
            local = read.instant.astimezone(ZoneInfo(timezone))
        except OverflowError as error:
            raise ValueError("The instant lies outside the years 1 to 9999.") from error
        day, hour, minute = local.date(), local.hour, local.minute
        second = None if read.second is None else local.second
    return Period.clock(civil.day_number(day.year, day.month, day.day), hour, minute, second)


def published(text: str, received_at: datetime) -> str:
    """A publication date as it was sent, once it is one that a publication can have.

    Raises:
        ValueError: it cannot be read, or lies before the year 1000 or more than a year after the arrival.
    """
    read = moment(text)
    if read.day.year < EARLIEST_PUBLICATION_YEAR:
        raise ValueError(f"Nothing was published in the year {read.day.year}: use a year from 1000 on.")
    latest = received_at + LATEST_PUBLICATION
    if read.day > latest.date() or (read.instant is not None and read.instant > latest):
        raise ValueError("The date lies in the future, more than a year after the article arrived.")
    return text


def timezone(name: str) -> str:
    """A name of the IANA time zone database, as it was sent."""
    if _ZONE.fullmatch(name):
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError):
            pass
        else:
            return name
    raise ValueError("Not a time zone of the IANA database; names look like Europe/Kyiv.")


def country(code: str) -> str:
    """An ISO 3166-1 alpha-2 code, in capitals."""
    if code.upper() not in COUNTRIES:
        hint = " The United Kingdom is GB." if code.upper() == "UK" else ""
        raise ValueError(f"Not a country code of ISO 3166-1 such as UA or DE.{hint}")
    return code.upper()


def languages() -> frozenset[str]:
    """ISO 639-1 codes of every language in which dates are read, by a grammar or by dateparser."""
    from app.timex import fallback, lang

    return lang.languages() | fallback.languages()


def language(code: str) -> str:
    """A language in which dates are read, in small letters.

    Raises:
        LookupError: neither a grammar nor dateparser knows it.
    """
    from app.timex import lang

    # The fallback is asked last: it loads dateparser.
    if code.lower() not in lang.languages() and code.lower() not in languages():
        raise LookupError("Neither a grammar nor dateparser knows this language; codes are those of ISO 639-1.")
    return code.lower()
