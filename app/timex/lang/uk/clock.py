"""Clock times, with the day they belong to."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang.uk.absolute import DAY, OF_YEAR, ON_WEEKDAY, YEAR_WORD, day_told, weekday_of
from app.timex.lang.uk.words import (
    MONTH_OF_DAY,
    MONTHS_OF_DAY,
    WEEKDAY,
    one_of,
    ordinal_of,
    plain,
)
from app.timex.timex3 import Step

_ZONE = r"(?: за (?:місцевим|всесвітнім|[а-яіїєґ]{4,16}ським) часом)?"


_PART_OF_DAY = r"(?: (?P<part>ранку|дня|вечора|ночі|пополудні|пообіді))?"


_AT = re.compile(r"\b(?:об?|до|з|із|від|після|близько|на|між|та|і|по|приблизно)\s$", re.IGNORECASE)


_TIME = r"(?P<hour>[01]?\d|2[0-4])(?P<sep>[:.]) ?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%:]|[.,]\d)(?: годин(?:а|и|і|у|ою)?\b| год\.)?"  # noqa: E501


_DATE_THEN = rf"{ON_WEEKDAY}{DAY} (?P<month>{MONTH_OF_DAY})(?:{OF_YEAR})?{YEAR_WORD},? (?:об?|близько|приблизно об?) "


_THEN_DATE = rf"(?:,? (?:(?:у|в) )?{ON_WEEKDAY}{DAY} (?P<month>{MONTH_OF_DAY})(?:{OF_YEAR})?)"


_THEN_DAY = rf"(?:,? (?:(?:у|в) (?P<on>{WEEKDAY})|(?P<named>сьогодні|завтра|вчора|учора)))?"


def _hour(hour: int, part: str | None) -> int:
    """The hour of 24 that an hour and the part of the day behind it tell: 12 at night is 0, 7 in the evening 19."""
    if part is None or hour > 12:
        return hour
    return hour % 12 + (12 if plain(part) in ("дня", "вечора", "пополудні", "пообіді") else 0)


def _clock(m: Match, discourse: Discourse, day: Period, steps: tuple[Step, ...], confidence: float) -> Reading | None:
    groups = m.groupdict()
    minute = int(groups["minute"]) if groups.get("minute") else None
    second = int(groups["second"]) if groups.get("second") else None
    hour = _hour(int(m["hour"]) if m["hour"] else ordinal_of(groups["spelled"]), groups.get("part"))
    if hour > 24 or (hour == 24 and minute):
        return None
    return read(Period.clock(day.first_day, hour, minute, second), *steps, confidence=confidence)


def clock_day(m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]]:
    """The day a clock time belongs to: the one told behind it, else the last one mentioned nearby, else the DCT's."""
    if m["on"]:
        reading = resolution.open_weekday(discourse, m, weekday_of(m["on"]))
        if isinstance(reading.meaning, Period):
            return reading.meaning, reading.steps
    if m["named"]:
        return discourse.dct.shift({"сьогодні": 0, "завтра": 1}.get(plain(m["named"]), -1)), ()
    day = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE, Granularity.HOUR)
    if day is not None and (discourse.narrative or m.start() - discourse.mentions[-1].end < 300):
        hour = m.groupdict().get("hour") or ""
        into_morning = day.part is DayPart.NIGHT and hour.isdigit() and int(hour) < 12
        day = day.to(Granularity.DAY).shift(into_morning)
        return day, (step("previous_date", discourse.mentions[-1].text, day),)
    day, why = resolution.unknown_day(discourse, m[0])
    return day, (why,)


@rule(
    rf"{_TIME}{_PART_OF_DAY}{_ZONE}{_THEN_DAY}",
    examples={
        "Потяг вирушив о [14:30] від вокзалу.": "2013-02-12T14:30",
        "Наступ почався о [6.05 ранку].": "2013-02-12T06:05",
        "Збори розпочнуться о [7:30 вечора].": "2013-02-12T19:30",
    },
    rejects=[
        "Рахунок 14.30 гривень.",
        "Матч закінчився 2:10.",
        "Перемога з рахунком 12:10.",
        "Він пробіг за 3.58 секунди.",
    ],
    priority=3,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time; without "о" before it or a word behind it, only two figures and a colon are one."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    told = (
        _AT.search(before) or m["part"] or "годин" in m[0].lower() or "год." in m[0].lower() or " час" in m[0].lower()
    )
    if not told and (m["sep"] == "." or len(m["hour"]) == 1):
        return None
    if not told and re.search(r"(?:\d:\d+,?|рахун\w+)\s$", before):
        return None  # a score
    if m["sep"] == "." and not m["part"] and not re.search(r"\bоб?\s$", before, re.IGNORECASE):
        return None
    day, steps = clock_day(m, discourse)
    return _clock(m, discourse, day, steps, 0.85)


@rule(
    rf"{_DATE_THEN}{_TIME}{_PART_OF_DAY}{_ZONE}",
    examples={
        "Акт підписали [2 вересня 2012 року о 9:02] на борту.": "2012-09-02T09:02",
        "[8 лютого о 6.05 ранку] сталася аварія.": "2013-02-08T06:05",
    },
    priority=5,
)
def day_clock(m: Match, discourse: Discourse) -> Reading | None:
    """A day and the clock time on it."""
    reading = day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))
    if not isinstance(reading.meaning, Period):
        return reading
    return _clock(m, discourse, reading.meaning, reading.steps, min(reading.confidence, 0.9))


@rule(
    rf"{_TIME}{_PART_OF_DAY}{_ZONE}{_THEN_DATE}",
    examples={"Тривога тривала до [23:15 11 лютого].": "2013-02-11T23:15"},
    priority=5,
)
def clock_on_day(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time and the day it is on."""
    return day_clock.resolve(m, discourse)


_HOUR_STEMS = ("перш", "друг", "четверт", "п'ят", "шост", "сьом", "восьм", "дев'ят", "десят", "одинадцят", "дванадцят")


_HOUR_WORDS = [
    stem + ending for stem in _HOUR_STEMS for ending in ("а", "ої", "ій", "у")
] + "третя третьої третій третю".split()


_HOURS = rf"(?:(?P<hour>\d{{1,2}})(?:-(?:й|ша|та|га|а|ої|ї|у|ю|ій))?|(?P<spelled>{one_of(_HOUR_WORDS)}))"


_SINCE = re.compile(r"\b(?:з|із|від|до|після|близько)\s$", re.IGNORECASE)


@rule(
    rf"{_HOURS}(?: (?:година|годині|години|годину|год\.)|(?= (?:ранку|вечора|ночі|дня))|"
    r"(?<=[і-]й)(?= ?(?:[.,;:)]|$)| (?:у|в|на|та|і|й)\b)|(?<=ї)(?= до \d{1,2}-ї годин))"
    rf"{_PART_OF_DAY}"
    rf"(?:{_THEN_DATE}|{_THEN_DAY})",
    examples={
        "Прийшов о [восьмій годині] на роботу.": "2013-02-12T08:00",
        "Гарнізон тримався до [5 години вечора].": "2013-02-12T17:00",
        "Зустріч о [сьомій ранку].": "2013-02-12T07:00",
        "О [15-й годині] оголосили тривогу.": "2013-02-12T15:00",
        "Збори почнуться о [десятій].": "2013-02-12T10:00",
        "Вогонь припинили об [11-й].": "2013-02-12T11:00",
        "О [22 год.] він спинився.": "2013-02-12T22:00",
        "Каса працює з [10-ї] до [18-ї години].": "2013-02-12T10:00|2013-02-12T18:00",
        "Сесія відкриється о [10 годині ранку 24 лютого].": "2013-02-24T10:00",
        "У [ніч на неділю] гриміло, а о [3-й годині] вщухло.": "2013-02-09TNI|2013-02-10T03:00",
        "Двері будуть відчинені о [8 ранку у п'ятницю].": "2013-02-15T08:00",
    },
    rejects=[
        "Дорога забрала 3 години.",
        "Робота на 3 год. щодня.",
        "Минула одна година.",
        "О третій спробі мовчать.",
        "Друга година поспіль.",
    ],
    priority=3,
)
def hour(m: Match, discourse: Discourse) -> Reading | None:
    """A full hour: "о восьмій годині", "до 5 години вечора"; "3 години" alone are an amount."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    at = re.search(r"\b(?:об?)\s$", before, re.IGNORECASE) or (m["part"] and _AT.search(before))
    if not at and not (_SINCE.search(before) and plain(m[0]).partition(" ")[0].endswith(("ої", "-ї"))):
        return None
    if m["month"]:
        return day_clock.resolve(m, discourse)
    day, steps = clock_day(m, discourse)
    return _clock(m, discourse, day, steps, 0.8)


@rule(
    rf"(?P<hour>[01]?\d|2[0-4])(?:-?(?:й|ї|та|га|ій))? (?:год\.|годин[аиіу]) (?P<minute>[0-5]?\d) (?:хв\.|хвилин[аиу]?)"
    rf"{_PART_OF_DAY}(?:{_THEN_DATE}|{_THEN_DAY})",
    examples={
        "О [4 год. 30 хв. ранку 22 червня 2012] року почалося.": "2012-06-22T04:30",
        "Потяг рушив о [15 годині 5 хвилин].": "2013-02-12T15:05",
    },
    rejects=["Політ тривав 4 години 30 хвилин."],
    priority=4,
)
def hour_and_minutes(m: Match, discourse: Discourse) -> Reading | None:
    """Hours and minutes with their words, behind "о"; elsewhere they are an amount."""
    if not re.search(r"\bоб?\s$", m.string[max(0, m.start() - 4) : m.start()], re.IGNORECASE) and not m["part"]:
        return None
    if m["month"]:
        return day_clock.resolve(m, discourse)
    day, steps = clock_day(m, discourse)
    return _clock(m, discourse, day, steps, 0.85)


@rule(
    rf"(?P<what>пів|чверть) (?P<way>на|до|по) (?:(?P<hour>\d{{1,2}})(?:-у)?|(?P<spelled>{one_of(_HOUR_WORDS)}))"
    rf"{_PART_OF_DAY}(?:{_THEN_DATE}|{_THEN_DAY})",
    examples={
        "Вистава почнеться о [пів на восьму вечора].": "2013-02-12T19:30",
        "Прийшов о [чверть на десяту].": "2013-02-12T09:15",
        "О [пів на шосту ранку 22 червня 2012] року гриміло.": "2012-06-22T05:30",
    },
    rejects=["Чверть на двох.", "Пів на пів."],
    priority=3,
)
def part_of_hour(m: Match, discourse: Discourse) -> Reading | None:
    """Half past seven is "пів на восьму"; only behind "о", for "чверть" is also a quarter of anything."""
    if not re.search(r"\b(?:об?|близько|до|після)\s$", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE):
        return None
    told = int(m["hour"]) if m["hour"] else ordinal_of(m["spelled"])
    forward = plain(m["way"]) == "по"
    minutes = 30 if plain(m["what"]) == "пів" else 15 if plain(m["way"]) in ("на", "по") else 45
    day, steps = clock_day(m, discourse)
    if m["month"]:
        reading = day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))
        if not isinstance(reading.meaning, Period):
            return reading
        day, steps = reading.meaning, reading.steps
    hour = _hour(told if forward or told < 1 else told - 1, m["part"])
    return read(Period.clock(day.first_day, hour % 24, minutes), *steps, confidence=0.8) if told <= 24 else None


@rule(
    rf"(?P<time>опівночі|північ|півночі|опівдні|полудень|полудня)(?:{_THEN_DATE}|{_THEN_DAY})",
    examples={
        "Перемир'я набуло чинності [опівночі].": "2013-02-12T24:00",
        "Гудок пролунав [опівдні].": "2013-02-12T12:00",
        "[Близько півночі] світло згасло.": "2013-02-12T24:00 APPROX",
        "[Опівночі 8 травня 2012] року дзвонили дзвони.": "2012-05-08T24:00",
    },
    rejects=["Війська рушили на північ.", "На півночі країни сніжить.", "Дорога до півночі області."],
    priority=1,
)
def noon(m: Match, discourse: Discourse) -> Reading | None:
    """Noon and midnight; "північ" is also the north, which "близько" and "до" alone cannot tell from midnight."""
    word = plain(m["time"])
    before = m.string[max(0, m.start() - 14) : m.start()]
    if word == "північ" or (word == "півночі" and not re.search(r"\b(?:близько|після|опів)\s$", before, re.IGNORECASE)):
        return None
    if word == "півночі" and re.match(r"\s(?:від|[^\W\d_]+(?:ії|ої|у|ни))\b", m.string[m.end() : m.end() + 24]):
        return None
    hour = 24 if "ноч" in word else 12
    if m["month"]:
        reading = day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))
        if not isinstance(reading.meaning, Period):
            return reading
        return read(Period.clock(reading.meaning.first_day, hour, 0), *reading.steps, confidence=0.85)
    day, steps = clock_day(m, discourse)
    return read(Period.clock(day.first_day, hour, 0), *steps, confidence=0.8)
