"""Days, years and other units that hang on the publication: "учора", "торік", "минулого місяця"."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.duration import Unit
from app.timex.grammar import DEICTIC, Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.uk.words import (
    BEFORE_LAST,
    MONTH,
    MONTHS,
    PART_ADVERB,
    PERIOD_UNIT,
    SEASON,
    SEASONS,
    UNIT_GRANULARITY,
    UNITS,
    WEEKEND,
    WHICH,
    direction_of,
    one_of,
    part_of,
    plain,
)
from app.timex.timex3 import Mod, Reference, Step

_PART_AFTER = rf"(?: (?P<part>{PART_ADVERB}|в ночі|у ночі))?"


_DAYS = {
    "сьогодні": 0, "сьогоднішній": 0, "сьогоднішнього": 0, "сьогоднішньому": 0, "сьогоднішня": 0, "сьогоднішньої": 0,
    "сьогоднішню": 0, "сьогоднішнє": 0, "сьогоднішні": 0, "вчора": -1, "учора": -1, "вчорашній": -1, "вчорашнього": -1,
    "вчорашньому": -1, "вчорашня": -1, "вчорашньої": -1, "вчорашню": -1, "вчорашнє": -1, "вчорашні": -1, "завтра": 1,
    "завтрашній": 1, "завтрашнього": 1, "завтрашньому": 1, "завтрашня": 1, "завтрашньої": 1, "завтрашню": 1,
    "завтрашнє": 1, "позавчора": -2, "післязавтра": 2,
}  # fmt: skip


@rule(
    rf"(?P<day>{one_of(_DAYS)}){_PART_AFTER}",
    examples={
        "Він виступив [сьогодні].": "2013-02-12",
        "[Учора ввечері] вона поїхала.": "2013-02-11TEV",
        "Вони повернуться [післязавтра].": "2013-02-14",
        "[Вчорашня] нарада нічого не дала.": "2013-02-11",
    },
    rejects=["Завтрак подано."],
)
def today(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours; in a history text "сьогодні" is the present age."""
    word = plain(m["day"])
    if discourse.narrative and word.startswith("сьогодн"):
        return read(Reference.PRESENT, confidence=0.6, end=m.end("day"))
    day, why = discourse.dct.shift(_DAYS[word]), Step(DEICTIC, m[0], "the day of publication")
    if m["part"]:
        return read(resolution.with_part(day, part_of(m["part"])), why, confidence=0.95)
    return read(day, why, confidence=0.97)


@rule(
    r"(?P<year>позаторік|торік|цьогоріч|(?:торішн|минулорічн|цьогорічн|цьогорішн)(?:ій|ього|ьому|ім|я|ьої|ю|ьою|є|і|іх|іми|ий|ого|ому|а|ої|у|ою|е|их|ими))",
    examples={
        "[Торік] урожай був більший.": "2012",
        "[Цьогоріч] ярмарку не буде.": "2013",
        "[Торішній] сніг розтанув.": "2012",
        "[Позаторік] вони не грали.": "2011",
    },
    rejects=["Сторіччя минуло."],
    priority=1,
)
def last_year(m: Match, discourse: Discourse) -> Reading | None:
    """The year before, in one word, and its adjective."""
    word = plain(m["year"])
    offset = -2 if word.startswith("поза") else -1 if word.startswith(("тор", "мин")) else 0
    return read(resolution.deictic(discourse, Granularity.YEAR, offset), confidence=0.93)


@rule(
    rf"(?P<which>{WHICH}|{BEFORE_LAST}) (?P<unit>{PERIOD_UNIT})|(?P<those>{WHICH}|ці|цих|цими) (?P<weekend>{WEEKEND})",
    examples={
        "Ціни впали [минулого місяця].": "2013-01",
        "Дощ обіцяють [наступного тижня].": "2013-W08",
        "У [цьому році] витрати зросли.": "2013",
        "[Минулими вихідними] випав сніг.": "2013-W06-WE",
        "[Цими вихідними] буде тепло.": "2013-W07-WE",
        "[Позаминулого тижня] дощило.": "2013-W05",
        "За [минулу добу] сталося десять пожеж.": "2013-02-11",
        "У [минулому столітті] тут був ліс.": "19",
        "[Минулого кварталу] фабрика стояла.": "2012-Q4",
        "За [минулий рік] народилося сто дітей.": "2012",
    },
    rejects=["Минулі роки він згадував часто.", "Ці дні були довгі.", "Вони там аж до цього дня."],
    priority=1,
)
def last_this_next(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before, of, or after the reference time; plurals of a unit are amounts and no period."""
    if m["weekend"]:
        direction = 0 if plain(m["those"]).startswith("ц") else direction_of(m["those"])
        # In the week before it, the weekend to come is this week's.
        shift = direction - (direction > 0 and civil.weekday(discourse.anchor.first_day) < 6)
        return read(resolution.deictic(discourse, Granularity.WEEKEND, shift), confidence=0.85)
    word, direction = plain(m["unit"]), direction_of(m["which"])
    if is_plural(word) or agrees_in_plural(plain(m["which"])):
        return None
    unit = UNITS[word]
    if word.startswith("доб") and direction < 0:
        return read(discourse.anchor.to(Granularity.DAY).shift(direction), confidence=0.8)
    if unit is Unit.DAY:
        if re.search(r"\b(?:аж|й|і) (?:до|по) $", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE):
            return None  # "аж до цього дня": up to now, whenever that is
        return _day_near(m, discourse, direction)
    granularity = UNIT_GRANULARITY[unit]
    if direction > 0 and discourse.narrative:
        spoken = anchored.spoken_of(discourse, granularity)
        if spoken is not None:
            return read(spoken[0].shift(1), spoken[1], confidence=0.8)
    return read(resolution.deictic(discourse, granularity, direction), confidence=0.93)


_PLURALS = frozenset(
    "днів дням днями днях тижнів тижням тижнями тижнях місяців місяцям місяцями місяцях кварталів кварталам кварталами "
    "кварталах років рокам роками роках роки діб добам добами добах".split()
)


def is_plural(word: str) -> bool:
    return word in _PLURALS


def agrees_in_plural(which: str) -> bool:
    return which.endswith(("их", "іх", "ими", "іми", "им")) or which in (
        "ці",
        "минулі",
        "наступні",
        "поточні",
        "нинішні",
    )


def _day_near(m: Match, discourse: Discourse, direction: int) -> Reading | None:
    """The day after the day spoken of, or that day itself; "минулого дня" is no date."""
    if direction < 0:
        return None
    spoken = anchored.spoken_of(discourse, Granularity.DAY)
    if spoken is None:
        day, why = resolution.unknown_day(discourse, m[0])
        return read(day.shift(direction), why, confidence=0.6)
    return read(spoken[0].shift(direction), spoken[1], confidence=0.8)


@rule(
    rf"(?P<which>{WHICH}) (?P<month>{MONTH})",
    examples={
        "Будинок продали [минулого березня].": "2012-03",
        "Відкриття [наступного квітня].": "2013-04",
        "До [цього червня] все зроблять.": "2013-06",
    },
    rejects=["Минулий лютий ворог."],
    priority=2,
)
def directed_month(m: Match, discourse: Discourse) -> Reading | None:
    """The last such month that began before this one, or the first after it."""
    number, direction = MONTHS[plain(m["month"])], direction_of(m["which"])
    if plain(m["month"]) == "лютий":
        return None
    if discourse.narrative and discourse.last() is not None:
        return anchored.around_last(discourse, Period.month(discourse.anchor.date[0], number), 12, direction)
    if direction < 0:
        return read(resolution.last_month(discourse, number), confidence=0.88)
    if direction > 0:
        return read(resolution.next_month(discourse, number), confidence=0.88)
    return read(Period.month(discourse.anchor.date[0], number), confidence=0.85)


@rule(
    rf"(?P<which>{WHICH}) (?P<season>{SEASON})",
    examples={
        "Річка розлилася [минулої весни].": "2012-SP",
        "Басейн відкриють [цього літа].": "2013-SU",
        "Ремонт закінчать [наступної осені].": "2013-FA",
        "[Цієї зими] було холодно.": "2012-WI",
    },
    priority=2,
)
def directed_season(m: Match, discourse: Discourse) -> Reading | None:
    """The last such season that ended, this year's, or the next to begin."""
    number, direction = SEASONS[plain(m["season"])], direction_of(m["which"])
    if discourse.narrative and discourse.last() is not None:
        here = Period.season(discourse.anchor.date[0], number, south=discourse.south)
        return anchored.around_last(discourse, here, 4, direction)
    return read(resolution.season_near(discourse, number, direction), confidence=0.85)


_EDGES = {
    "перш": Mod.START,
    "друг": Mod.END,
    "почат": Mod.START,
    "серед": Mod.MID,
    "посер": Mod.MID,
    "кін": Mod.END,
    "напри": Mod.END,
}


@rule(
    r"(?:на |під )?(?P<edge>початк(?:у|ом|ові)|початок|середин(?:а|и|і|у|ою)|посеред|кінц(?:я|і|ю|ем)|кінець|"
    r"наприкінці|(?:перш|друг)(?:а|ої|ій|у|ою) половин(?:а|и|і|у|ою)) "
    r"(?:(?P<which>цього|того ж|того самого|того|минулого|наступного|поточного) )?"
    r"(?P<unit>року|місяця|тижня|дня(?! народження)|століття|десятиліття|кварталу)",
    examples={
        "До [кінця року] дорогу збудують.": "2013 END",
        "[1927 року] спалахнули бої, а [наприкінці року] вщухли.": "1927|1927 END",
        "[Початок наступного тижня] буде теплим.": "2013-W08 START",
        "У [середині минулого місяця] сталася аварія.": "2013-01 MID",
        "У [другій половині місяця] чекають на паводок.": "2013-02 END",
        "[1 лютого 2012] року гриміло, а до [кінця дня] вщухло.": "2012-02-01|2012-02-01 END",
    },
    rejects=["Кінець роману вразив."],
    priority=2,
)
def edge_of_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The beginning, middle or end of the unit spoken of, or of the present one."""
    edge, which = plain(m["edge"]), plain(m["which"] or "")
    mod = next(mod for start, mod in _EDGES.items() if edge.startswith(start))
    granularity = UNIT_GRANULARITY[UNITS[plain(m["unit"])]]
    start = m.start("edge")
    if "половин" in edge and granularity is Granularity.DAY:
        return None  # a part of the day
    spoken = anchored.spoken_of(discourse, granularity) if discourse.narrative or which.startswith("того") else None
    recent = discourse.mentions[-1] if discourse.mentions else None
    if spoken is None and not which and recent is not None and m.start() - recent.end < 120:
        spoken = anchored.spoken_of(discourse, granularity)
    shift = {"минулого": -1, "наступного": 1}.get(which, 0)
    if spoken is None:
        return read(resolution.deictic(discourse, granularity, shift), mod=mod, confidence=0.85, start=start)
    return read(spoken[0].shift(shift), spoken[1], mod=mod, confidence=0.8, start=start)
