"""Dates that hang on another: on the publication ("учора", "торік") or on a date before ("того ж дня", "через рік")."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, choice, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.uk.words import (
    BEFORE_LAST,
    MONTH,
    MONTHS,
    NUMBER,
    PART_ADVERB,
    PART_NOUN,
    PERIOD_UNIT,
    PREVIOUS,
    SEASON,
    SEASONS,
    THAT,
    UNIT,
    UNIT_GRANULARITY,
    UNITS,
    VAGUE_NUMBER,
    WEEKDAY,
    WEEKDAYS,
    WEEKEND,
    WHICH,
    direction_of,
    number_of,
    one_of,
    part_of,
    plain,
)
from app.timex.story import story
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
    day = discourse.dct.shift(_DAYS[word])
    if m["part"]:
        return read(resolution.with_part(day, part_of(m["part"])), confidence=0.95)
    return read(day, confidence=0.97)


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


def _weekday_reading(m: Match, discourse: Discourse) -> Reading:
    number = WEEKDAYS[plain(m["weekday"])]
    return anchored.weekday_behind(discourse, m.start(), number) or resolution.open_weekday(discourse, m, number)


def _named(word: str, m: Match) -> bool:
    """Whether a capital within the sentence makes a name of the word."""
    return word[0].isupper() and re.search(r"[\w,»]\s$", m.string[max(0, m.start() - 2) : m.start()]) is not None


@rule(
    rf"(?:(?:(?P<before>{PART_ADVERB}) (?:у|в)|(?P<noun>{PART_NOUN})) )?"
    rf"(?P<weekday>{WEEKDAY})(?:,? (?P<part>{PART_ADVERB}))?",
    examples={
        "Рада зібралася у [понеділок].": "2013-02-11",
        "Надворі вже [вівторок].": "2013-02-12",
        "Перемовини відновляться в [п'ятницю].": "2013-02-15",
        "Злива почалася в [неділю ввечері].": "2013-02-10TEV",
        "[Вранці у четвер] місто засипало снігом.": "2013-02-07TMO",
        "Через марш у [суботу] рух перекрили.": "2013-02-09",
        "Виставка триватиме з [п'ятниці] до [вівторка].": "2013-02-15|2013-02-19",
        "Станом на [ранок понеділка] світла немає.": "2013-02-11TMO",
    },
    rejects=["Пан Середа промовчав.", "Разом з Марією Субота прийшла."],
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday, alone or with a part of it."""
    if _named(m["weekday"], m):
        return None
    reading = _weekday_reading(m, discourse)
    part = m["before"] or m["noun"] or m["part"]
    if part is None or not isinstance(reading.meaning, Period):
        return reading
    code = part_of(part)
    choices = [
        choice(resolution.with_part(c.meaning, code), c.confidence, c.reason)
        for c in reading.choices
        if isinstance(c.meaning, Period)
    ]
    day = resolution.with_part(reading.meaning, code)
    return read(day, *reading.steps, confidence=reading.confidence, choices=choices)


@rule(
    rf"(?P<which>{WHICH}) (?P<weekday>{WEEKDAY})(?: (?P<part>{PART_ADVERB}))?",
    examples={
        "Вона звільнилася [минулого понеділка].": "2013-02-11",
        "Відкрили це [минулого вівторка].": "2013-02-05",
        "Голосують [наступної п'ятниці].": "2013-02-15",
        "Побачимося [цього четверга].": "2013-02-14",
    },
    rejects=["Минула середа проживання зникла.", "Ця середа для рослин згубна."],
    priority=2,
)
def directed_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """On a Tuesday "минулого вівторка" is a week ago; "наступної п'ятниці" is the first Friday to come."""
    if plain(m["weekday"]).startswith("серед") and re.match(
        r" (?:[^\W\d_]+ння|для)\b", m.string[m.end() : m.end() + 20]
    ):
        return None  # an environment
    number, direction = WEEKDAYS[plain(m["weekday"])], direction_of(m["which"])
    if direction < 0:
        day = resolution.last_weekday(discourse, number)
    elif direction > 0:
        day = resolution.next_weekday(discourse, number)
    else:
        day = Period(Granularity.DAY, discourse.anchor.to(Granularity.WEEK).first_day + number - 1)
    other = () if direction == 0 else (choice(day.shift(7 * direction), 0.2, "of the week beyond"),)
    if m["part"]:
        return read(resolution.with_part(day, part_of(m["part"])), confidence=0.85)
    return read(day, confidence=0.8, choices=other)


@rule(
    rf"(?P<weekday>{WEEKDAY}) (?:на )?(?P<which>{WHICH}) (?:тижня|тижні)",
    examples={
        "Він пішов у [четвер минулого тижня].": "2013-02-07",
        "Зустріч у [середу наступного тижня].": "2013-02-20",
    },
    priority=3,
)
def weekday_of_week(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of last, this or next week."""
    week = resolution.deictic(discourse, Granularity.WEEK, direction_of(m["which"]))
    return read(Period(Granularity.DAY, week.first_day + WEEKDAYS[plain(m["weekday"])] - 1), confidence=0.93)


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
    rejects=["Минулі роки він згадував часто.", "Ці дні були довгі."],
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
    if _plural(word) or _plural_agreement(plain(m["which"])):
        return None
    unit = UNITS[word]
    if word.startswith("доб") and direction < 0:
        return read(discourse.anchor.to(Granularity.DAY).shift(direction), confidence=0.8)
    if unit is Unit.DAY:
        return _day_near(m, discourse, direction)
    granularity = UNIT_GRANULARITY[unit]
    if direction > 0 and discourse.narrative:
        spoken = _spoken_of(discourse, granularity)
        if spoken is not None:
            return read(spoken[0].shift(1), spoken[1], confidence=0.8)
    return read(resolution.deictic(discourse, granularity, direction), confidence=0.93)


_PLURALS = frozenset(
    "днів дням днями днях тижнів тижням тижнями тижнях місяців місяцям місяцями місяцях кварталів кварталам кварталами "
    "кварталах років рокам роками роках роки діб добам добами добах".split()
)


def _plural(word: str) -> bool:
    return word in _PLURALS


def _plural_agreement(which: str) -> bool:
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
    spoken = _spoken_of(discourse, Granularity.DAY)
    if spoken is None:
        return read(discourse.dct.shift(direction), confidence=0.6)
    return read(spoken[0].shift(direction), spoken[1], confidence=0.8)


def _spoken_of(discourse: Discourse, granularity: Granularity) -> tuple[Period, Step] | None:
    """The last period mentioned that is as fine as the granularity, widened to it, and the step that says so."""
    for timex in reversed(discourse.mentions):
        period = timex.period
        if period is not None and not granularity.finer_than(period.granularity):
            wide = period.to(granularity)
            return wide, step("previous_date", timex.text, wide)
    return None


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
        return _around_last(discourse, Period.month(discourse.anchor.date[0], number), 12, direction)
    if direction < 0:
        return read(resolution.last_month(discourse, number), confidence=0.88)
    if direction > 0:
        return read(resolution.next_month(discourse, number), confidence=0.88)
    return read(Period.month(discourse.anchor.date[0], number), confidence=0.85)


def _around_last(discourse: Discourse, here: Period, each: int, direction: int) -> Reading:
    """A month or season before, in the year of, or after the date last told; `each` is how many make a year."""
    last = discourse.anchor
    if direction > 0 and here.start < last.end:
        here = here.shift(each)
    if direction < 0 and here.end > last.start:
        here = here.shift(-each)
    return read(here, step("previous_date", discourse.mentions[-1].text, last), confidence=0.75)


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
        return _around_last(discourse, here, 4, direction)
    return read(resolution.season_near(discourse, number, direction), confidence=0.85)


@rule(
    rf"(?P<which>{WHICH}|{THAT}|{PREVIOUS}) (?P<part>{PART_NOUN})",
    examples={
        "[Цього ранку] він подзвонив.": "2013-02-12TMO",
        "[Минулої ночі] підморозило.": "2013-02-11TNI",
        "[3 травня 2012] року зал зачинили, а [того ж вечора] він згорів.": "2012-05-03|2012-05-03TEV",
    },
    rejects=["Та ніч минула."],
    priority=1,
)
def this_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day of publication, or of the day spoken of."""
    which, part = plain(m["which"]), part_of(m["part"])
    deictic = re.fullmatch(WHICH, which) is not None
    spoken = None if deictic and not discourse.narrative else _spoken_of(discourse, Granularity.DAY)
    day, why = spoken if spoken is not None else (discourse.dct, step("publication", m[0], discourse.dct))
    shift = direction_of(which) if deictic else -1 if re.fullmatch(PREVIOUS, which) else 0
    return read(resolution.with_part(day.shift(shift), part), why, confidence=0.8)


@rule(
    rf"(?P<part>{PART_ADVERB})(?: наступного дня)?|(?P<until>вечора|ранку|світанку|полудня)",
    examples={
        "[Вранці] пожежу загасили.": "2013-02-12TMO",
        "[Вночі] сніг припинився.": "2013-02-12TNI",
        "Бій ішов [5 травня 2012] року, а [вранці наступного дня] стих.": "2012-05-05|2012-05-06TMO",
        "Бій почався [5 травня 2012] року, а до [вечора] стих.": "2012-05-05|2012-05-05TEV",
        "У [ніч на 6 травня 2012] року гриміло, а [вранці] вщухло.": "2012-05-05TNI|2012-05-06TMO",
    },
    rejects=["Вечірка вдалася.", "Він працює з ранку до вечора.", "Доброго ранку!", "Щодня до ранку."],
    priority=-1,
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day spoken of, or of the day of publication."""
    last = discourse.mentions[-1] if discourse.mentions else None
    near = last is not None and (discourse.narrative or m.start() - last.end < 300)
    spoken = anchored.day_for(discourse, part_of(m["part"] or m["until"])) if near else None
    if m["until"]:
        before = m.string[max(0, m.start() - 9) : m.start()]
        if spoken is None or not re.search(r"(?<!ранку )\bдо\s$", before, re.IGNORECASE):
            return None
        return read(resolution.with_part(spoken[0], part_of(m["until"])), spoken[1], confidence=0.65)
    day, why = spoken if spoken is not None else (discourse.dct, step("publication", m[0], discourse.dct))
    if m.end() > m.end("part"):
        day = day.shift(1)
    return read(resolution.with_part(day, part_of(m["part"])), why, confidence=0.65)


@rule(
    r"(?P<part>ранку|вечора|ночі) наступного дня",
    examples={"Бій [5 травня 2012] року тривав до [ранку наступного дня].": "2012-05-05|2012-05-06TMO"},
    priority=2,
)
def part_of_next_day(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day after the one spoken of."""
    spoken = _spoken_of(discourse, Granularity.DAY)
    day = spoken[0] if spoken is not None else discourse.dct
    return read(resolution.with_part(day.shift(1), part_of(m["part"])), confidence=0.75)


_HALVES = {"півроку": (6, Unit.MONTH), "півгодини": (30, Unit.MINUTE), "півстоліття": (50, Unit.YEAR),
           "півмісяця": (15, Unit.DAY), "півдня": (12, Unit.HOUR)}  # fmt: skip
# Half a day is written apart, for "півдня" is also "of the south".
HALF = "(?P<half>пів ?року|пів ?години|пів ?століття|пів ?місяця|пів дня)"
_AMOUNT = (
    rf"(?:{HALF}|"
    rf"(?P<count>{NUMBER}|{VAGUE_NUMBER}|пару|пари|якийсь|якусь|ще один|ще одну) (?P<unit>{UNIT})|"
    rf"(?P<single>{UNIT}))"
)


def amount_of(m: Match) -> tuple[Fraction | None, Unit]:
    """How many of which unit; None where nobody counted."""
    if m["half"]:
        number, unit = _HALVES[plain(m["half"]).replace(" ", "")]
        return Fraction(number), unit
    groups = m.groupdict()
    unit = UNITS[plain(groups.get("single") or m["unit"])]
    words = plain(m["count"] or "")
    if not words or words.startswith(("ще ", "як")):
        return Fraction(1), unit
    if words.startswith("пар"):
        return Fraction(2), unit
    return (None if re.fullmatch(VAGUE_NUMBER, words) else number_of(words)), unit


def _moved(
    m: Match, discourse: Discourse, sign: int, *, deictic: bool, confidence: float, end: int | None = None
) -> Reading | None:
    """So many units from the publication, or from the date before where the text goes on from that."""
    count, unit = amount_of(m)
    reached = story(discourse, m.start())
    last = reached.period if reached is not None else None if deictic else discourse.last()
    if last is None and not deictic and not discourse.narrative and count is not None:
        return read(Duration.of(count, unit), confidence=0.5, end=end)  # after what nobody dated
    anchor = last or discourse.dct
    why = (step("previous_date", m[0], last),) if last is not None else ()
    if count is None:
        if not deictic:
            return read(Duration.of(None, unit), confidence=0.5, end=end)
        return read(Reference.PAST if sign < 0 else Reference.FUTURE, confidence=0.7, end=end)
    period = resolution.moved(discourse, anchor, sign * count, unit)
    if period is None:
        return read(Duration.of(count, unit), confidence=0.5, end=end)
    mod = Mod.APPROX if (m["count"] or "").lower().startswith("пар") else None
    return read(period, *why, mod=mod, confidence=confidence, end=end)


@rule(
    rf"{_AMOUNT} (?P<way>тому(?! що)|раніше|пізніше|потому|по тому|опісля|згодом)",
    examples={
        "Завод закрили [три роки тому].": "2010",
        "Він приїхав [два тижні тому].": "2013-W05",
        "Ми бачилися [місяць тому].": "2013-01",
        "Це зламалося [3 дні тому].": "2013-02-09",
        "[Півроку тому] його звільнили.": "2012-08",
        "Дім продали [кілька років тому].": "PAST_REF",
        "[5 травня 2012] року човен затонув; [двома днями пізніше] його знайшли.": "2012-05-05|2012-05-07",
        "У [березні 2010] року він виграв, а [роком раніше] програв.": "2010-03|2009",
    },
    rejects=["Минув рік, тому він повернувся.", "Був холодний день тому що дощило.", "Третій прийшов пізніше."],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before the publication ("тому"), or before or after the date last told."""
    way = plain(m["way"])
    sign = -1 if way in ("тому", "раніше") else 1
    return _moved(m, discourse, sign, deictic=way == "тому", confidence=0.9 if way == "тому" else 0.75)


# What looks ahead right behind "за тиждень", which else says how long something took.
_AHEAD = re.compile(
    r"\s(?:відбуд(?:е|у)ть?ся|буде|будуть|(?:роз)?почн\w+|старту\w+|відкри(?:є|ю)ть?ся|виповниться|"
    r"ма(?:є|ють) \w+ти)\b",
    re.IGNORECASE,
)


@rule(
    rf"(?P<word>через|за|по|по закінченні) (?:майже |лише |всього |якихось |приблизно |близько )?{_AMOUNT}(?P<behind> (?:по тому|потому|після цього|після того|опісля|до цього|до того|до початку|до закінчення))?",  # noqa: E501
    examples={
        "Результати оголосять [через два дні].": "2013-02-14",
        "Збори відбудуться [через місяць].": "2013-03",
        "[5 травня 2012] року човен затонув, а [через два дні] його знайшли.": "2012-05-05|2012-05-07",
        "[14 червня 2012] року вони прийшли; [за два дні до цього] міст зірвали.": "2012-06-14|2012-06-12",
        "[Через кілька років] усе зміниться.": "FUTURE_REF",
        "[Через 10 хвилин] після вибуху прибули пожежники.": "PT10M",
        "Вибори [за два тижні] відбудуться вперше.": "2013-W09",
        "[5 травня 2012] року човен затонув. [По двох роках] його підняли.": "2012-05-05|2014",
    },
    rejects=["За два дні вони збудували міст.", "По роках видно."],
    priority=3,
)
def after(m: Match, discourse: Discourse) -> Reading | None:
    """So many units on: from the publication where the sentence looks ahead, else from the date before."""
    word, behind = plain(m["word"]), plain(m["behind"] or "")
    backward = behind.startswith("до ")
    end = max(m.end("half"), m.end("unit"), m.end("single"))
    if word == "за" and not behind and _AHEAD.match(m.string[end : end + 24]):
        return _moved(m, discourse, 1, deictic=True, confidence=0.75, end=end)
    in_locative = plain(m["unit"] or "").endswith(("ах", "ях")) or plain(m["single"] or "") in (
        "році",
        "місяці",
        "тижні",
    )
    if word == "по" and not behind and m["count"] and in_locative:
        return _moved(m, discourse, 1, deictic=False, confidence=0.7)
    if word != "через" and not behind:
        return None
    if backward and word != "за":
        return None
    if m["single"] and plain(m["single"]) in ("роки", "дні", "місяці", "тижні", "століття", "години"):
        return None
    if backward and behind in ("до цього", "до того"):
        end = m.end()
    if backward:
        return _moved(m, discourse, -1, deictic=False, confidence=0.75, end=end)
    if re.match(r" після\b", m.string[end : end + 7]):
        count, unit = amount_of(m)  # counted from an event that has no date
        return read(Duration.of(count, unit), confidence=0.75, end=end)
    sign, _ = discourse.tense(m)
    deictic = not discourse.narrative and (sign >= 0 or discourse.last() is None)
    return _moved(m, discourse, 1, deictic=deictic, confidence=0.8, end=end if not behind else m.end())


@rule(
    r"напередодні(?=[^\w\s]|$| (?:його|її|їх|він|вона|вони|у|в|на|з|із|про|під|біля|від|до|о|об|не|вже|уже|ще|ввечері|"
    r"увечері|вночі|\w+(?:[аиуюяії]в|[аиуюяі]л[аои]|[ії]шл[аои]|йшов|[ое]но|ано)(?:ся|сь)?)\b)|"
    r"назавтра|наступного ранку",
    examples={
        "[5 травня 2012] року він помер; [напередодні] його бачили на ринку.": "2012-05-05|2012-05-04",
        "[5 травня 2012] року було тихо, а [назавтра] почалося.": "2012-05-05|2012-05-06",
    },
    rejects=["Напередодні війни тут був завод."],
)
def eve(m: Match, discourse: Discourse) -> Reading | None:
    """The day before or after the day spoken of."""
    word = plain(m[0])
    spoken = _spoken_of(discourse, Granularity.DAY)
    if spoken is None:
        return read(discourse.dct.shift(-1 if word == "напередодні" else 1), confidence=0.5)
    day = spoken[0].shift(-1 if word == "напередодні" else 1)
    return read(resolution.with_part(day, DayPart.MORNING) if "ранку" in word else day, spoken[1], confidence=0.7)


@rule(
    rf"(?P<which>{THAT}|{PREVIOUS}) (?P<unit>{PERIOD_UNIT}|{MONTH}|{SEASON})",
    examples={
        "[3 травня 2012] року дощило; [того ж дня] прояснилося.": "2012-05-03|2012-05-03",
        "У [березні 2010] року він пішов, а [того самого місяця] і вона.": "2010-03|2010-03",
        "З [1950 року] місто росло; у [попередньому році] тут був ліс.": "1950|1949",
    },
    rejects=["Тому році немає кінця.", "Попередні роки минули тихо."],
    priority=-1,
    genre=Genre.NARRATIVE,
)
def anaphoric(m: Match, discourse: Discourse) -> Reading | None:
    """The unit of, before or after the date last told."""
    which, word = plain(m["which"]), plain(m["unit"])
    shift = -1 if re.fullmatch(PREVIOUS, which) else 0
    if _plural(word) or _plural_agreement(which):
        return None
    if word in MONTHS or word in SEASONS:
        last = discourse.last()
        if last is None or word == "лютий":
            return None
        if word in MONTHS:
            return _around_last(discourse, Period.month(last.date[0], MONTHS[word]), 12, shift)
        return _around_last(discourse, Period.season(last.date[0], SEASONS[word], south=discourse.south), 4, shift)
    granularity = UNIT_GRANULARITY[UNITS[word]]
    spoken = _spoken_of(discourse, granularity)
    if spoken is None:
        if shift == 0 and which.startswith(("т", "ц")) and "ж" not in which and "сам" not in which:
            return None
        return read(resolution.deictic(discourse, granularity, shift), confidence=0.5)
    return read(spoken[0].shift(shift), spoken[1], confidence=0.8)


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
    r"(?P<unit>року|місяця|тижня|століття|десятиліття|кварталу)",
    examples={
        "До [кінця року] дорогу збудують.": "2013 END",
        "[1927 року] спалахнули бої, а [наприкінці року] вщухли.": "1927|1927 END",
        "[Початок наступного тижня] буде теплим.": "2013-W08 START",
        "У [середині минулого місяця] сталася аварія.": "2013-01 MID",
        "У [другій половині місяця] чекають на паводок.": "2013-02 END",
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
    spoken = _spoken_of(discourse, granularity) if discourse.narrative or which.startswith("того") else None
    recent = discourse.mentions[-1] if discourse.mentions else None
    if spoken is None and not which and recent is not None and m.start() - recent.end < 120:
        spoken = _spoken_of(discourse, granularity)
    shift = {"минулого": -1, "наступного": 1}.get(which, 0)
    if spoken is None:
        return read(resolution.deictic(discourse, granularity, shift), mod=mod, confidence=0.85, start=start)
    return read(spoken[0].shift(shift), spoken[1], mod=mod, confidence=0.8, start=start)


@rule(
    rf"(?P<weekend>{WEEKEND})",
    examples={
        "На [вихідних] було сонячно.": "2013-W06-WE",
        "У [вихідні] обіцяють дощ.": "2013-W07-WE",
    },
    rejects=["Вихідні дані зібрано.", "Він має три вихідні."],
)
def weekend(m: Match, discourse: Discourse) -> Reading | None:
    """The last weekend, or the one to come where the sentence looks ahead; "вихідні дані" are input."""
    before = m.string[max(0, m.start() - 6) : m.start()]
    if not re.search(r"\b(?:на|у|в|за)\s$", before, re.IGNORECASE) or re.match(
        r"\s(?:дан|позиці|точк|параметр|матеріал)", m.string[m.end() : m.end() + 12]
    ):
        return None
    sign, cue = discourse.tense(m)
    shift = 0 if sign > 0 or civil.weekday(discourse.anchor.first_day) >= 6 else -1
    period = resolution.deictic(discourse, Granularity.WEEKEND, shift)
    return read(period, *((cue,) if cue else ()), confidence=0.7)
