"""Dates that hang on a date before, and parts of its day: "того ж дня", "через рік", "два роки тому", "уранці"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.uk.relative import agrees_in_plural, is_plural
from app.timex.lang.uk.words import (
    HALF_OF_DAY,
    MONTH,
    MONTHS,
    NUMBER,
    PART_ADVERB,
    PART_NOUN,
    PARTS,
    PERIOD_UNIT,
    PREVIOUS,
    SEASON,
    SEASONS,
    THAT,
    UNIT,
    UNIT_GRANULARITY,
    UNITS,
    VAGUE_NUMBER,
    WHICH,
    direction_of,
    number_of,
    ordinal_of,
    ordinals,
    part_of,
    plain,
)
from app.timex.story import story
from app.timex.timex3 import Mod, Reference


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
    spoken = None if deictic and not discourse.narrative else anchored.spoken_of(discourse, Granularity.DAY)
    day, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    shift = direction_of(which) if deictic else -1 if re.fullmatch(PREVIOUS, which) else 0
    return read(resolution.with_part(day.shift(shift), part), why, confidence=0.8)


_DAY_AND_NIGHT = re.compile(
    r"\b(?:[ву]день,? (?:та|і|й|або|чи|ані|ні) [ву]ночі|[ву]ночі,? (?:та|і|й|або|чи|ані|ні) [ву]день)\b",
    re.IGNORECASE,
)


# So many characters behind the last day told, "at night" is what happens there by night.
_OTHER_DAYS = 1_500


@rule(
    rf"(?P<part>{PART_ADVERB}|{HALF_OF_DAY})(?: (?P<of>(?:наступного|другого|попереднього|{THAT}) дня))?|"
    r"(?P<until>вечора|ранку|світанку|полудня)",
    examples={
        "[Вранці] пожежу загасили.": "2013-02-12TMO",
        "[Вночі] сніг припинився.": "2013-02-12TNI",
        "Бій ішов [5 травня 2012] року, а [вранці наступного дня] стих.": "2012-05-05|2012-05-06TMO",
        "Бій почався [5 травня 2012] року, а до [вечора] стих.": "2012-05-05|2012-05-05TEV",
        "Бій почався [5 травня 2012] року і стих [увечері того ж дня].": "2012-05-05|2012-05-05TEV",
        "[5 травня 2012] року, у [другій половині дня], бій стих.": "2012-05-05|2012-05-05TAF",
        "У [ніч на 6 травня 2012] року гриміло, а [вранці] вщухло.": "2012-05-05TNI|2012-05-06TMO",
    },
    rejects=[
        "Вечірка вдалася.",
        "Він працює з ранку до вечора.",
        "Доброго ранку!",
        "Щодня до ранку.",
        "Вони пильнували вдень і вночі.",
    ],
    priority=-1,
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day spoken of, or of the day of publication; by day and by night is at all times."""
    if _DAY_AND_NIGHT.search(m.string[max(0, m.start() - 14) : m.end() + 14]):
        return None
    last = discourse.mentions[-1] if discourse.mentions else None
    near = last is not None and (discourse.narrative or m.start() - last.end < 300)
    spoken = anchored.day_for(discourse, part_of(m["part"] or m["until"])) if near else None
    if spoken is not None and discourse.leaned_on is not None and m.start() - discourse.leaned_on.end > _OTHER_DAYS:
        spoken = None
    if m["until"]:
        before = m.string[max(0, m.start() - 9) : m.start()]
        if spoken is None or not re.search(r"(?<!ранку )\bдо\s$", before, re.IGNORECASE):
            return None
        return read(resolution.with_part(spoken[0], part_of(m["until"])), spoken[1], confidence=0.65)
    day, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    if m["of"]:
        day = day.shift(_day_off(m["of"]))
    return read(resolution.with_part(day, part_of(m["part"])), why, confidence=0.65)


def _day_off(words: str) -> int:
    """How many days on "наступного дня", "того ж дня", "попереднього дня" are."""
    word = plain(words)
    return 1 if word.startswith(("наступн", "друг")) else -1 if word.startswith("попередн") else 0


@rule(
    rf"(?P<of>(?:наступного|попереднього|{THAT}) дня),? (?P<part>{PART_ADVERB})",
    examples={
        "[5 травня 2012] року бій почався, а [наступного дня вранці] стих.": "2012-05-05|2012-05-06TMO",
        "[5 травня 2012] року бій почався і [того ж дня ввечері] стих.": "2012-05-05|2012-05-05TEV",
    },
    rejects=["Того дня вранішня зоря сяяла."],
    priority=2,
    genre=Genre.NARRATIVE,
)
def day_and_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day spoken of, or of the day before or after it."""
    spoken = anchored.spoken_of(discourse, Granularity.DAY)
    day, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    return read(resolution.with_part(day.shift(_day_off(m["of"])), part_of(m["part"])), why, confidence=0.75)


# What makes it a day of something told: "на третій день облоги", "другого дня наступу".
_DAY_OF = re.compile(
    r"\s(?!(?:йому|їй|їм|тому|знову|тим)\b)(?:[^\W\d_]+(?:у|ю|ів|їв|ей|ії|ння|ття|их|ої)|облоги|битви|війни|оборони|атаки|"
    r"блокади|подорожі|роботи|свята|тижня|місяця|року)\b",
    re.IGNORECASE,
)


@rule(
    rf"на (?P<nth>{ordinals(31)}|\d{{1,2}}-(?:й|ту|гу|шу|у)) (?P<unit>день|добу|ранок|ніч)|"
    r"(?P<next>другого) (?P<part>дня|ранку)|(?:у|в) (?P<same>перший же) день",
    examples={
        "[5 травня 2012] року почався штурм; на [третій день] місто здали.": "2012-05-05|2012-05-07",
        "[5 травня 2012] року почався штурм; на [другу добу] він стих.": "2012-05-05|2012-05-06",
        "[5 травня 2012] року почався штурм. [Другого дня] гармати мовчали.": "2012-05-05|2012-05-06",
        "[5 травня 2012] року почався штурм; у [перший же день] згоріло півміста.": "2012-05-05|2012-05-05",
        "[5 травня 2012] року почався штурм; на [другий ранок] він стих.": "2012-05-05|2012-05-06TMO",
    },
    rejects=[
        "5 травня 2012 року; на третій день облоги.",
        "На перший день ярмарку чекали всі.",
        "Другого дня народження.",
    ],
    genre=Genre.NARRATIVE,
    only=True,
)
def nth_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day counted from the one last told, which is the first; the third day of a siege hangs on that, not on it."""
    if _DAY_OF.match(m.string, m.end()):
        return None
    spoken = anchored.spoken_of(discourse, Granularity.DAY)
    number = 1 if m["same"] else 2 if m["next"] else ordinal_of(m["nth"])
    if spoken is None or (number == 1 and not m["same"]):
        return None
    day, unit = spoken[0].shift(number - 1), plain(m["unit"] or m["part"] or "")
    start = next(m.start(name) for name in ("nth", "next", "same") if m[name])
    told = resolution.with_part(day, part_of(unit)) if unit in PARTS else day
    return read(told, spoken[1], confidence=0.7, start=start)


@rule(
    r"(?P<part>ранку|вечора|ночі) наступного дня",
    examples={"Бій [5 травня 2012] року тривав до [ранку наступного дня].": "2012-05-05|2012-05-06TMO"},
    priority=2,
)
def part_of_next_day(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day after the one spoken of."""
    spoken = anchored.spoken_of(discourse, Granularity.DAY)
    day, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    return read(resolution.with_part(day.shift(1), part_of(m["part"])), why, confidence=0.75)


_HALVES = {"півроку": (6, Unit.MONTH), "півгодини": (30, Unit.MINUTE), "півстоліття": (50, Unit.YEAR),
           "півмісяця": (15, Unit.DAY), "чвертьстоліття": (25, Unit.YEAR), "півдня": (12, Unit.HOUR)}  # fmt: skip


# Half a day is written apart, for "півдня" is also "of the south".
HALF = "(?P<half>чверть століття|пів ?року|пів ?години|пів ?століття|пів ?місяця|пів дня)"


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
    if not deictic and count is not None and (again := resolution.restated(discourse, m, unit)) is not None:
        return again
    reached = story(discourse, m.start())
    last = reached.period if reached is not None else None if deictic else discourse.last()
    if last is None and not deictic and count is not None:
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
    rejects=[
        "Минув рік, тому він повернувся.",
        "Був холодний день тому що дощило.",
        "Третій прийшов пізніше.",
        "Горе дневі тому!",
    ],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before the publication ("тому"), or before or after the date last told."""
    way = plain(m["way"])
    if m["single"] is not None and (is_plural(plain(m["single"])) or plain(m["single"]) == "дневі"):
        return None  # "горе дневі тому": no amount without a number
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
    r"увечері|вночі|\w+(?:[аиуюяії]в|[аиуюяі]л[аои]|[ії]шл[аои]|йшов|[ое]но|ано)(?:ся|сь)?)\b)"
    rf"(?:,? (?P<part>{PART_ADVERB}))?|назавтра|наступного ранку",
    examples={
        "[5 травня 2012] року він помер; [напередодні] його бачили на ринку.": "2012-05-05|2012-05-04",
        "[5 травня 2012] року було тихо, а [назавтра] почалося.": "2012-05-05|2012-05-06",
        "[5 травня 2012] року він помер; [напередодні ввечері] його бачили.": "2012-05-05|2012-05-04TEV",
    },
    rejects=["Напередодні війни тут був завод."],
)
def eve(m: Match, discourse: Discourse) -> Reading | None:
    """The day before or after the day spoken of."""
    word = plain(m[0])
    part = DayPart.MORNING if "ранку" in word else part_of(m["part"]) if m["part"] else None
    spoken = anchored.spoken_of(discourse, Granularity.DAY)
    day, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    day = day.shift(-1 if word.startswith("напередодні") else 1)
    told = day if part is None else resolution.with_part(day, part)
    return read(told, why, confidence=0.5 if spoken is None else 0.7)


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
    if is_plural(word) or agrees_in_plural(which):
        return None
    if word in MONTHS or word in SEASONS:
        last = discourse.last()
        if last is None or word == "лютий":
            return None
        if word in MONTHS:
            return anchored.around_last(discourse, Period.month(last.date[0], MONTHS[word]), 12, shift)
        return anchored.around_last(
            discourse, Period.season(last.date[0], SEASONS[word], south=discourse.south), 4, shift
        )
    granularity = UNIT_GRANULARITY[UNITS[word]]
    spoken = anchored.spoken_of(discourse, granularity)
    if spoken is None:
        if shift == 0 and which.startswith(("т", "ц")) and "ж" not in which and "сам" not in which:
            return None
        return read(resolution.deictic(discourse, granularity, shift), confidence=0.5)
    return read(spoken[0].shift(shift), spoken[1], confidence=0.8)
