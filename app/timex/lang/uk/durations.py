"""Amounts of time: "три дні", "десятиденний", "протягом кількох місяців"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import resolution
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity
from app.timex.lang import amounts
from app.timex.lang.uk.anaphora import HALF, amount_of
from app.timex.lang.uk.words import (
    BARE_PLURALS,
    COMPOUND_NUMBERS,
    DIGITS,
    MONTH,
    NUMBER,
    ROMAN,
    SPELLED,
    UNIT,
    UNIT_STEMS,
    UNITS,
    VAGUE_NUMBER,
    WEEKDAY,
    adjective,
    number_of,
    one_of,
    plain,
)
from app.timex.timex3 import Mod

_DURING = "(?:протягом|впродовж|упродовж)"
_FIRST = adjective("перш", "подальш", "довг", "ціл", "повн", "наступн")
_WHOLE = rf"(?:{_FIRST}|{adjective('останн', 'попередн', soft=True)})"
_COUNT = rf"(?P<count>{NUMBER}|{VAGUE_NUMBER}|пару|пари)"
_KINDS = adjective("календарн", "робоч", "повн", "довг", "подальш", "важк", "виснажлив", "веснян", "зимов", "наступн")
_KIND = rf"(?:{_KINDS} )?"


@rule(
    rf"(?:{_DURING} (?:{_WHOLE} )?)?(?:{_COUNT} {_KIND}(?P<unit>{UNIT})|{HALF})",
    examples={
        "Дорога забрала [три дні].": "P3D",
        "Місто боронилося [протягом двох місяців].": "P2M",
        "Ремонт тривав [півтора року].": "P1Y6M",
        "Чекали [кілька тижнів].": "PXW",
        "Він хворів [25 років].": "P25Y",
        "За [три з половиною години] усе згоріло.": "PT3H30M",
        "Минуло [пів року].": "P6M",
        "Минуло [чверть століття].": "P25Y",
        "[Протягом перших п'яти місяців] боїв не було.": "P5M",
        "Місто простояло [сто двадцять п'ять років].": "P125Y",
        "Минуло [дві тисячі триста років].": "P2300Y",
        "За [лічені години] усе згоріло.": "PTXH",
    },
    rejects=["Він народився 1985 року.", "О другій годині.", "У 15 році.", "Одного дня він зник."],
)
def amount(m: Match, discourse: Discourse) -> Reading | None:
    """A number of units; with "протягом" before it, that belongs to it. Years take "років", a date "року"."""
    count, unit = amount_of(m)
    words, word = plain(m["count"] or ""), plain(m["unit"] or "")
    if words.isdigit() and (word in ("році", "роком") or (word in ("року", "рік") and 100 <= int(words) <= 2100)):
        return None
    if word == "році" or (word == "годині" and not words.startswith("одн")):
        return None
    if word in ("років", "роках", "роки") and re.search(r"\d{4}[-–—/]$", m.string[max(0, m.start() - 6) : m.start()]):
        return None  # "1914–18 років"
    if word.startswith("рок") and _behind_year(discourse, m):
        return None  # "у 415—413 роках"
    before = m.string[max(0, m.start() - 8) : m.start()]
    if words == "одного" and word == "дня" and m.start() == m.start("count") and not before.endswith(("після ", "до ")):
        return None  # "once", "one fine day"
    mod = Mod.APPROX if words.startswith("пар") else None
    return read(Duration.of(count, unit), mod=mod, confidence=0.9)


def _behind_year(discourse: Discourse, m: Match) -> bool:
    """Whether a year and a dash stand right before the match."""
    told = discourse.mentions[-1].period if discourse.mentions else None
    if told is None or told.granularity is not Granularity.YEAR or discourse.mentions[-1].end != m.start() - 1:
        return False
    return m.string[m.start() - 1] in "-–—"


_SINGLE = "(?:століття|десятиліття|рік|року|місяць|місяця|тиждень|тижня|день|дня|добу|доби|годину|години|хвилину)"


@rule(
    rf"(?:{_DURING} )?(?:(?P<count>{NUMBER}) (?P<unit>{UNIT})|(?P<single>{_SINGLE}))"
    rf"(?:,? (?:та|і|й))? (?P<count2>{SPELLED}|{DIGITS}) (?P<unit2>{UNIT})",
    examples={
        "Облога тривала [два місяці й десять днів].": "P2M10D",
        "Він правив [рік і три місяці].": "P1Y3M",
        "Гонка забрала [2 години 15 хвилин].": "PT2H15M",
    },
    rejects=["Через рік три місяці дощило.", "Минуло два дні і три роки.", "У 1920 рік і два дні."],
    priority=2,
)
def two_amounts(m: Match, discourse: Discourse) -> Reading | None:
    """An amount in two units, the second the next finer one or finer."""
    count = number_of(m["count"]) if m["count"] else Fraction(1)
    unit, finer = UNITS[plain(m["unit"] or m["single"])], UNITS[plain(m["unit2"])]
    if not m["count"] and re.search(r"\b(?:через|за)\s$", m.string[max(0, m.start() - 6) : m.start()], re.IGNORECASE):
        return None
    both = amounts.joined(count, unit, number_of(m["count2"]), finer)
    return None if both is None else read(both, confidence=0.85)


_LASTED = re.compile(
    r"\b(?:трива\w+|три(?:вав|вала|вало|вали)|мину(?:в|ла|ло)|пройш(?:ов|ла|ло)|продовжував\w+|забра\w+|"
    r"протрима\w+|прожи\w+|провe?\w{2,4}|чекал\w|чекав|лише|тільки|усього|всього)\s$",
    re.IGNORECASE,
)


@rule(
    rf"(?P<during>{_DURING} (?:(?:усього|всього|усієї|всієї|одного|одної|однієї) )?)?(?P<unit>{_SINGLE})",
    examples={
        "Він мовчав [протягом року].": "P1Y",
        "Облога тривала [добу].": "P1D",
        "Минув [тиждень].": "P1W",
    },
    rejects=[
        "День видався ясний.",
        "За рік ціни зросли.",
        "Двічі за рік дощило.",
        "День за днем.",
        "Протягом року 1918 він мовчав.",
        "Минув рік 1918.",
        "Протягом дня понеділка.",
    ],
    priority=-1,
)
def one_unit(m: Match, discourse: Discourse) -> Reading | None:
    """One unit without a number, behind a word for lasting."""
    if not m["during"] and not _LASTED.search(m.string[max(0, m.start() - 16) : m.start()]):
        return None
    if re.match(rf"\s(?:\d|{WEEKDAY}|тому|раніше|пізніше)", m.string[m.end() : m.end() + 12], re.IGNORECASE):
        return None
    return read(Duration.of(1, UNITS[plain(m["unit"])]), confidence=0.75)


@rule(
    rf"(?P<unit>років|днів|місяців|тижнів|годин|хвилин) (?:(?:зо|із|з) )?(?P<count>{NUMBER})(?P<ago> тому)?",
    examples={
        "Він прожив там [років п'ять].": "P5Y APPROX",
        "Це було [років десять тому].": "2003 APPROX",
        "Минуло [днів зо три].": "P3D APPROX",
    },
    rejects=[
        "Років його ніхто не лічив.",
        "Минуло багато років п'ятого числа.",
        "Кількість років два стовпці показують.",
    ],
    priority=2,
)
def turned_amount(m: Match, discourse: Discourse) -> Reading | None:
    """A number behind its unit, which makes it a rough one: "років п'ять"."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    if re.search(r"\w\s$", before) and not re.search(r"(?:ло|ли|ла|в|було|тому|за|через|вже|ще|там|тут)\s$", before):
        return None
    count, unit = number_of(m["count"]), UNITS[plain(m["unit"])]
    if m["ago"] is None:
        return read(Duration.of(count, unit), mod=Mod.APPROX, confidence=0.75)
    period = resolution.moved(discourse, discourse.dct, -count, unit)
    return None if period is None else read(period, mod=Mod.APPROX, confidence=0.75)


@rule(
    rf"{_DURING} (?:{_WHOLE} )(?P<unit>{UNIT})(?! (?:{MONTH}|\d{{4}}|{one_of(ROMAN)} ст))",
    examples={
        "[Протягом перших тижнів] війська відходили.": "PXW",
        "[Впродовж останніх років] річка міліє.": "PXY",
    },
    rejects=["Протягом цієї війни.", "Протягом перших років XX століття росли міста."],
    priority=1,
)
def uncounted(m: Match, discourse: Discourse) -> Reading | None:
    """A stretch of units that nobody counted."""
    word = plain(m["unit"])
    if not word.endswith(("ів", "днів", "діб", "годин", "хвилин", "літь")):
        return None
    return read(Duration.of(None, UNITS[word]), confidence=0.7)


@rule(
    rf"(?P<lead>за|(?P<during>{_DURING})) (?P<last>{adjective('останн', soft=True)} (?P<unit>{_SINGLE}))",
    examples={
        "За [останній рік] ціни зросли.": "P1Y",
        "Бої тривали [протягом останньої доби].": "P1D",
        "За [останню годину] випав сніг.": "PT1H",
    },
    rejects=["Останній день літа.", "В останній день він зник."],
    priority=2,
)
def up_to_now(m: Match, discourse: Discourse) -> Reading | None:
    """One unit that ends with now: "за останній рік"."""
    start = None if m["during"] else m.start("last")
    return read(Duration.of(1, UNITS[plain(m["unit"])]), confidence=0.8, start=start)


_SOME = "(?:(?:перш|нов|минул|наступн|довг)(?:і|их|ими|им)|(?:останн|попередн)(?:і|іх|іми|ім))"
_PLURALS = "роки роках років місяці місяців місяцях тижні тижнів тижнях дні днів днях десятиліття десятиліть".split()


@rule(
    rf"{_SOME} (?P<unit>{one_of(_PLURALS)})(?! (?:{MONTH}|\d|{one_of(ROMAN)} ст))",
    examples={
        "За [останні роки] село спорожніло.": "PXY",
        "У [перші дні] було важко.": "PXD",
    },
    rejects=["Останній рік минув."],
)
def these_units(m: Match, discourse: Discourse) -> Reading | None:
    """Some of the last or first units: "останні роки", "перші дні"."""
    return read(Duration.of(None, UNITS[plain(m["unit"])]), confidence=0.65)


@rule(
    rf"(?P<count>{NUMBER})(?: ?[-–—] ?| до | або | чи )(?P<second>{SPELLED}|{DIGITS}) (?P<unit>{UNIT})",
    examples={"Робота забере [2—3 тижні].": "P2W APPROX", "За [п'ять або шість років] це окупиться.": "P5Y APPROX"},
    rejects=["У 1917—1918 роках."],
    priority=2,
)
def amount_range(m: Match, discourse: Discourse) -> Reading | None:
    """Between two numbers of units: the lower one, which is what TIMEX3 can say."""
    first, second = number_of(m["count"]), number_of(m["second"])
    if not first < second or second > 1000:
        return None
    if plain(m["unit"]) == "роках" and re.search(
        r"\b[ув]\s$", m.string[max(0, m.start() - 3) : m.start()], re.IGNORECASE
    ):
        return None  # "у 66—73 роках"
    return read(Duration.of(first, UNITS[plain(m["unit"])]), mod=Mod.APPROX, confidence=0.7)


_STEMS = one_of(UNIT_STEMS)
_TENS = {word: number for word, number in COMPOUND_NUMBERS.items() if number is not None and 20 <= number < 100}
_TENS_JOINED = one_of(_TENS)
_ONES_JOINED = one_of(word for word, number in COMPOUND_NUMBERS.items() if number in range(1, 10))
_LONG_STEMS = "(?:денн|річн|літн)"
_HALF_ADJECTIVES = {"піврічн": (6, Unit.MONTH), "півгодинн": (30, Unit.MINUTE), "півмісячн": (15, Unit.DAY)}
_ENDINGS = "(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ка|ки|ку|ці)"


@rule(
    rf"(?:(?P<amount>\d{{1,3}}-?|{one_of(COMPOUND_NUMBERS)})(?P<stem>{_STEMS})|"
    rf"(?P<tens>{_TENS_JOINED})(?P<ones>{_ONES_JOINED})(?P<unit>{_LONG_STEMS})|"
    rf"(?P<half>пів(?:річн|годинн|місячн))|(?P<week>тижнев)){_ENDINGS}",
    examples={
        "Почався [десятиденний] візит.": "P10D",
        "Після [34-годинного] обстрілу форт здався.": "PT34H",
        "Закінчилася [багаторічна] облога.": "PXY",
        "[35-річна] вчителька перемогла.": "P35Y",
        "Оголосили [тижневий] страйк.": "P1W",
        "Помер [сорокадворічний] князь.": "P42Y",
        "Впала [двохсотрічна] держава.": "P200Y",
        "[Піврічний] термін минув.": "P6M",
    },
    rejects=["Однорічні рослини.", "Довгий стопанний шлях.", "5-поверховий дім.", "Сторічний дуб.", "Південний вітер."],
    priority=1,
)
def compound(m: Match, discourse: Discourse) -> Reading | None:
    """How long something takes, in one adjective: "десятиденний", "35-річна"; "однорічний" is said of plants."""
    if m["week"]:
        return read(Duration.of(1, Unit.WEEK), confidence=0.7)
    if m["half"]:
        return read(Duration.of(*_HALF_ADJECTIVES[plain(m["half"])]), confidence=0.85)
    if m["tens"]:
        ones = COMPOUND_NUMBERS[plain(m["ones"])] or 0
        return read(Duration.of(_TENS[plain(m["tens"])] + ones, UNIT_STEMS[plain(m["unit"])]), confidence=0.85)
    amount_word, unit = plain(m["amount"]).rstrip("-"), UNIT_STEMS[plain(m["stem"])]
    if unit is Unit.YEAR and amount_word in ("одно", "сто"):
        return None
    if amount_word.isdigit():
        return read(Duration.of(int(amount_word), unit), confidence=0.9)
    return read(Duration.of(COMPOUND_NUMBERS[amount_word], unit), confidence=0.85)


@rule(
    rf"(?:{one_of(BARE_PLURALS)})",
    examples={"Люди чекали [тижнями].": "PXW", "Вони жили тут [століттями].": "PXCE"},
    rejects=["Двома роками раніше.", "З роками він подобрішав.", "Між роками."],
    priority=-2,
)
def bare_units(m: Match, discourse: Discourse) -> Reading | None:
    """Units in the instrumental: for a long time, uncounted. "З роками" is "as the years went by"."""
    if re.search(
        r"(?:\b(?:з|із|між|над|перед|за|всіма|тими|цими)|\d)\s$",
        m.string[max(0, m.start() - 6) : m.start()],
        re.IGNORECASE,
    ):
        return None
    return read(Duration.of(None, UNITS[plain(m[0])]), confidence=0.65)


@rule(
    r"(?:цілий|увесь|весь|один) (?P<unit>рік|місяць|тиждень|день)|"
    r"(?:цілу|одну|всю|усю) (?P<unit2>добу|годину|хвилину|секунду|ніч)|"
    r"(?:ціле|усе|все) (?P<unit3>століття|десятиліття)",
    examples={
        "Він мовчав [цілий рік].": "P1Y",
        "Засідання тривало [цілу годину].": "PT1H",
        "Бій тривав [усю ніч].": "P1NI",
    },
    priority=1,
)
def whole(m: Match, discourse: Discourse) -> Reading | None:
    """One whole unit."""
    word = plain(m["unit"] or m["unit2"] or m["unit3"])
    return read(Duration.of(1, Unit.NIGHT if word == "ніч" else UNITS[word]), confidence=0.8)


_SOFTENED = {"менш": Mod.LESS_THAN, "не": Mod.LESS_THAN, "майже": Mod.LESS_THAN, "близько": Mod.APPROX,
             "більш": Mod.MORE_THAN, "понад": Mod.MORE_THAN}  # fmt: skip


@rule(
    r"(?P<less>(?:трохи )?(?:менше?|більше?) (?:(?:як|ніж|за|від) )?|понад |не більше (?:як |ніж )?|майже |близько )"
    rf"(?P<unit>{_SINGLE})(?! тому)",
    examples={
        "Він протримався [менш як місяць].": "P1M LESS_THAN",
        "Спокій тривав [понад рік].": "P1Y MORE_THAN",
        "[Близько року] він мовчав.": "P1Y APPROX",
        "Він протримався [трохи більше тижня].": "P1W MORE_THAN",
    },
    rejects=["Понад рікою туман."],
)
def about_one(m: Match, discourse: Discourse) -> Reading | None:
    """More or less than one unit."""
    words = plain(m["less"]).removeprefix("трохи ")
    mod = next(mod for start, mod in _SOFTENED.items() if words.startswith(start))
    return read(Duration.of(1, UNITS[plain(m["unit"])]), mod=mod, confidence=0.8)
