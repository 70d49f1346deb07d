"""Years and what is longer: bare numbers, centuries, millennia, decades."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.uk.absolute import TOLD_YEAR, YEAR, YEAR_SUFFIX
from app.timex.lang.uk.words import (
    LAST,
    ROMAN,
    THIS,
    direction_of,
    one_of,
    ordinal_of,
    ordinals,
    plain,
)


@rule(
    rf"{TOLD_YEAR} (?:року|рік|роком|р\.)",
    examples={
        "За [1985 рік] збудували три мости.": "1985",
        "Перемога на виборах [1860 року] дала йому посаду.": "1860",
        "Декларація [1945 р.] вимагала цього.": "1945",
        "Згадку датують [1187-м роком].": "1187",
    },
    rejects=["Минуло 15 років."],
    priority=2,
)
def named_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year with its word, which belongs to it."""
    return read(Period.year(int(m["year"])), confidence=0.97)


_IN = re.compile(
    r"\b(?:у|в|протягом|впродовж|упродовж|початк(?:у|ом)|початок|кінц[яіюем]{1,2}|кінець|середин[аиіу]|наприкінці)\s$",
    re.IGNORECASE,
)


_NEAR = re.compile(
    r"(?:(?:\b(?:народ|нар|пом|заг|бл)\.|[*†])\s|\b(?:до|з|із|зі|від|на|по|між|та|і|й|за|після|перед|року|"
    r"конституці\w+|поді\w{1,3}|вибор\w{1,3}|війн\w+|революці\w+|реформ\w+|договор\w+|угод\w+)\s|\(|(?<!\d)\s?[–—-]\s?)$",
    re.IGNORECASE,
)


# What follows a number that counts something: a noun or adjective in the genitive plural, a measure, a sum.
COUNTED = re.compile(
    r"\s(?:[^\W\d_]+(?:ів|їв|ей|их|іх|ох|ок|іб|ць|нь|ст|ин|т|ід)|тис|млн|млрд|осіб|чол\w*|м|метр\w*|кілометр\w*|км|га|кг|гривень|грн)\b",
    re.IGNORECASE,
)


# Behind the first of two years: a dash and the second, or a list that ends in "років".
_PAIRED = re.compile(
    rf"\s?[-–—/]\s?(?:{YEAR}|\d\d)(?!\d)|"
    rf"(?:, {YEAR}){{0,3}}(?:, | (?:та|і|й|або|чи|по|до) ){YEAR} (?:років|роках|роки|роками|рр\.)",
    re.IGNORECASE,
)


_PAIRED_BEFORE = re.compile(rf"(?<!\d){YEAR}\s?[-–—/]\s?$", re.IGNORECASE)
_SPAN_BEGINS, _SPAN_GOES_ON = (
    re.compile(r"\b(?:з|із|від|між)\s$", re.IGNORECASE),
    re.compile(rf"\s(?:по|до|та|і|й)\s(?P<last>{YEAR})(?!\d)", re.IGNORECASE),
)
_SPAN_ENDS = re.compile(rf"\b(?:з|із|від|між)\s(?P<first>{YEAR})\s(?:по|до|та|і|й)\s$", re.IGNORECASE)


# "(Львів, 1991)": what a bracket ends with behind a comma.
_PLACE_AND = re.compile(r"\([^\W\d_][^()\d]{0,14},\s$|^[^()\d]{0,14}[^\W\d_],\s$")
_CLAUSE_BEGINS = re.compile(r"[,;.]\s(?:а\s|і\s)?$")
_CLAUSE_GOES_ON = re.compile(r"\s?[—–]\s?[^\W_]|\s-\s")


def _goes_on(number: int, m: Match, discourse: Discourse) -> bool:
    """Whether a number goes on with years told before: "1956 року армія мала 85 полків, 1958 — 37"."""
    last = discourse.mentions[-1] if discourse.mentions else None
    if last is None or last.period is None or last.period.granularity is not Granularity.YEAR:
        return False
    if m.start() - last.end > 120 or not 0 < abs(number - last.period.n) <= 50:
        return False
    begins = _CLAUSE_BEGINS.search(m.string[max(0, m.start() - 5) : m.start()])
    return begins is not None and _CLAUSE_GOES_ON.match(m.string, m.end()) is not None


def _spans(number: int, before: str, after: str) -> bool:
    """Whether a number is one of two with words that make years of both: "з 1861 по 1865"."""
    if _SPAN_BEGINS.search(before) and (last := _SPAN_GOES_ON.match(after)):
        return number < int(last["last"]) < number + 300
    first = _SPAN_ENDS.search(before)
    return first is not None and int(first["first"]) < number < int(first["first"]) + 300


@rule(
    rf"(?P<year>{YEAR})(?P<suffix>{YEAR_SUFFIX})"
    r"(?P<word> (?:року|році|роках|років|роки|роками|рр\.|р\.))?(?![\d%]|[.,]\d)",
    examples={
        "У [1957] році фабрику закрили.": "1957",
        "Президентом у [2010] обрали вчителя.": "2010",
        "Війська вийшли у [2010-му році].": "2010",
        "Революція ([1910]—[1917]) змінила країну.": "1910|1917",
        "За конституцією [1920], він не мав права.": "1920",
        "До [кінця 1966] її замінила інша дивізія.": "1966 END",
        "Арбітражі [1938] та [1940] років визнали недійсними.": "1938|1940",
        "З [1861] по [1865] тривала війна.": "1861|1865",
        "Він (нар. [1814], Моринці) був поетом.": "1814",
        "Книга (Київ, [1991]) вийшла двічі.": "1991",
        "[1956 року] було 85 батальйонів, [1958] — 37, [1960] — 121.": "1956|1958|1960",
        "Між [1939] та [1945] роками село спорожніло.": "1939|1945",
    },
    rejects=["Загинуло 1200 мирних жителів.", "Понад 1500 солдатів.", "Перевагу (2000 чоловік проти 1500).",
             "Лише 2000 вдалося вийти.", "Рахунок 2013 гривень."],
    priority=1,
)  # fmt: skip
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A number taken for a year on the word behind it, the preposition before it, or a dash between two of them."""
    number, end = int(m["year"]), m.end() if m["suffix"] else m.end("year")
    if m["word"]:
        return read(Period.year(number), confidence=0.95, end=end)
    before, after = m.string[max(0, m.start() - 16) : m.start()], m.string[m.end() : m.end() + 24]
    paired = _PAIRED.match(after) or _PAIRED_BEFORE.search(before) or _spans(number, before, after)
    if not m["suffix"] and not paired:
        if COUNTED.match(after):
            return None
        alone = not re.match(r"\s[^\W\d_]|[-–—]", after)
        if number >= 1500 and ((_PLACE_AND.search(before) and after.startswith(")")) or _goes_on(number, m, discourse)):
            return read(Period.year(number), confidence=0.8, end=end)
        if not (_IN.search(before) and number >= 1100) and not (_NEAR.search(before) and alone and number >= 1600):
            return None
    return read(Period.year(number), confidence=0.9, end=end)


ERA = r"(?P<era>до н\. ?е\.?|до нашої ери|до Р\. ?Х\.?|до Різдва Христового|н\. ?е\.?|нашої ери)"


CENTURY_WORD = r"(?:(?:столітт|сторічч)(?:я|ю|ям|і|ях|ями)|століть|сторіч|ст\.|стст\.)"


CENTURY = rf"(?:(?P<roman>{one_of(ROMAN)})|(?P<digits>\d{{1,2}})(?:-?(?:го|му|е|те|ше))?|(?P<ordinal>{ordinals(21)}))"


def century_of(m: Match) -> int | None:
    """The number of the century; Roman numerals count in capitals only."""
    if m["roman"]:
        return ROMAN[m["roman"]] if m["roman"].isupper() else None
    return int(m["digits"]) if m["digits"] else ordinal_of(m["ordinal"])


@rule(
    rf"{CENTURY} {CENTURY_WORD}(?: {ERA})?",
    examples={
        "У [XIX столітті] тут стояв млин.": "18",
        "Ікона [ХVІ ст.] зникла.": "15",
        "Думка [двадцятого століття].": "19",
        "Ваза з [V століття до н. е.] розбилася.": "BC04",
    },
    rejects=["Пів століття минуло."],
    priority=3,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number, in Roman or Arabic figures (Roman ones also in Cyrillic letters) or in words."""
    number = century_of(m)
    if number is None or not 0 < number < 40:
        return None
    before_era = m["era"] is not None and m["era"].lower().startswith("до")
    return read(Period.century(-number if before_era else number - 1), confidence=0.95)


@rule(
    rf"{CENTURY} (?:тисячоліття|тисячолітті|тис\.)(?: {ERA})",
    examples={"Посуд [III тисячоліття до н. е.] знайшли в кургані.": "BC2"},
    rejects=["Третє тисячоліття почалося."],
    priority=3,
)
def millennium(m: Match, discourse: Discourse) -> Reading | None:
    """A millennium by its number, told with the era it lies in."""
    number = century_of(m)
    if number is None or not 0 < number < 10:
        return None
    before_era = m["era"].lower().startswith("до")
    return read(Period(Granularity.MILLENNIUM, -number if before_era else number - 1), confidence=0.9)


@rule(
    rf"{CENTURY}(?=(?:[-–—]| [-–—] | (?:та|і|й|до|по) )"
    r"(?:(?:на )?(?:початк[уо]м?|початок|середин[аиіу]|кінц[яі]|кінець|поч\.|сер\.|кін\.) )?"
    rf"(?:{one_of(ROMAN)}) {CENTURY_WORD}(?: {ERA})?)",
    examples={
        "Рукописи [XVII]—[XVIII століть] збереглися.": "16|17",
        "Вази [V]—[IV століття до н. е.] розбилися.": "BC04|BC03",
        "У [XIII]–[XIV століттях] замок перебудували.": "12|13",
        "З [кінця XVIII] до [початку XIX століття] тут був млин.": "17 END|18 START",
    },
    rejects=["Том I та II.", "Він і в II столітті."],
    priority=1,
)
def first_century(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two centuries that share their word, and their era."""
    number = century_of(m)
    if not number:
        return None
    before_era = m["era"] is not None and m["era"].lower().startswith("до")
    return read(Period.century(-number if before_era else number - 1), confidence=0.9)


DECADE_END = "(?:х|ті|тих|ми|ні|них|ними)"


DECADE_WORD = r"(?: (?:роки|років|роках|роками|рр\.))"


DECADES = {
    stem + ending: number
    for stem, number in {
        "двадцят": 20, "тридцят": 30, "сороков": 40, "п'ятдесят": 50, "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80,
        "дев'яност": 90, "нульов": 0,
    }.items()
    for ending in ("і", "их", "ими")
}  # fmt: skip


_IN_CENTURY = rf"(?: (?:{CENTURY} {CENTURY_WORD}|(?P<that>{LAST}|{THIS}) (?:століття|сторіччя)))?"


@rule(
    rf"(?:(?P<year>(?:1\d|20)\d0)-?{DECADE_END}{DECADE_WORD}?|(?P<short>[1-9]0)-?{DECADE_END}(?:{DECADE_WORD}{_IN_CENTURY})?)"
    "(?! чис)",
    examples={
        "Заворушення тривали у [1920-х роках].": "192",
        "До [середини 1930-х років] школи не було.": "193 MID",
        "Пісні [80-х] знову в моді.": "198",
        "У [90-х роках XIX століття] прокладено колію.": "189",
    },
    rejects=["Близько 30-х учнів.", "Рівень 20 хв.", "У 20-х числах йшов дощ."],
    priority=2,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade in figures; without its century it is of the century being spoken of, or the last one of that name."""
    if m["year"]:
        return read(Period.decade(int(m["year"])), confidence=0.97)
    if "рок" not in m[0].lower() and "рр" not in m[0].lower():
        before = m.string[max(0, m.start() - 14) : m.start()]
        if not re.search(
            r"\b(?:у|в|з|із|до|від|половин\w|почат\w+|кін\w+|середин\w|наприкінці|пісн\w+|мод\w)\s$",
            before,
            re.IGNORECASE,
        ):
            return None
    return _decade_of(int(m["short"]), m, discourse)


@rule(
    rf"(?P<year>(?:1\d|20)\d0)-?{DECADE_END}?(?= ?[-–—] ?(?:1\d|20)?\d0-?{DECADE_END}(?!\w))|"
    rf"(?P<short>[1-9]0)-?{DECADE_END}?(?= ?[-–—] ?\d0-?{DECADE_END}{DECADE_WORD}{_IN_CENTURY}(?!\w))",
    examples={
        "У [40]—[50-х роках XIX століття] збудували фортецю.": "184|185",
        "У [1920]–[30-х роках] тут був табір.": "192|193",
        "У [60]-[70-ті роки] молодь виїхала.": "196|197",
    },
    rejects=["Розміри 40—50 см."],
    priority=3,
)
def first_decade(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two decades that share their word, and their century."""
    if m["year"]:
        return read(Period.decade(int(m["year"])), confidence=0.95)
    return _decade_of(int(m["short"]), m, discourse)


@rule(
    rf"(?P<nth>{ordinals(10)}|останн(?:є|ього|ьому|ім)|\d{{1,2}}-(?:е|го|му)) (?:десятилітт|десятирічч)(?:я|і|ю|ям) "
    rf"{CENTURY} {CENTURY_WORD}(?: {ERA})?",
    examples={
        "У [третьому десятилітті XX ст.] збудували млин.": "192",
        "В [останньому десятиріччі XIX століття] край занепав.": "189",
        "У [першому десятилітті двадцятого століття] село росло.": "190",
    },
    rejects=["Третє десятиліття поспіль.", "Дванадцяте десятиліття XX століття."],
    priority=4,
)
def decade_of_century(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by its number in a century; the third one of the twentieth are the twenties."""
    century = century_of(m)
    nth = 10 if plain(m["nth"]).startswith("останн") else ordinal_of(m["nth"])
    if century is None or not century or not nth <= 10 or m["era"]:
        return None
    return read(Period.decade((century - 1) * 100 + (nth - 1) * 10), confidence=0.9)


@rule(
    rf"(?P<decade>{one_of(DECADES)})(?P<word> (?:роки|років|роках|роками){_IN_CENTURY})?",
    examples={
        "Мода [сімдесятих років] повертається.": "197",
        "У [двадцяті роки минулого століття] тут жили ткачі.": "192",
        "На [початку дев'яностих] завод стояв.": "199 START",
        "У [нульових] його відбудували.": "200",
    },
    rejects=["Йому за сорок років.", "Прийшли двадцяті за рахунком.", "Від нульових шансів."],
    priority=2,
)
def spelled_decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade in words; without "роки" in the plural behind a preposition or an edge."""
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 20]
    if not m["word"] and not (
        plain(m["decade"]).endswith("их")
        and re.search(r"\b(?:у|в|почат\w+|кін\w+|середин\w|наприкінці)\s$", before, re.IGNORECASE)
        and not re.match(r"\s[^\W\d_]+(?:их|ах|ях)\b", after)
    ):
        return None
    return _decade_of(DECADES[plain(m["decade"])], m, discourse)


def _decade_of(tens: int, m: Match, discourse: Discourse) -> Reading | None:
    year = discourse.anchor.date[0]
    if m["that"]:
        return read(Period.decade((year // 100 + direction_of(m["that"])) * 100 + tens), confidence=0.9)
    if m["roman"] or m["digits"] or m["ordinal"]:
        number = century_of(m)
        return None if number is None else read(Period.decade((number - 1) * 100 + tens), confidence=0.95)
    before = discourse.mentions[-1] if discourse.mentions else None
    first_of_two = before.period if before is not None else None
    if before and first_of_two is not None and first_of_two.granularity is Granularity.DECADE and (
        discourse.grammar.join.fullmatch(discourse.text, before.end, m.start())
    ):  # fmt: skip
        century = first_of_two.date[0] // 100 * 100
        return read(Period.decade(century + tens), step("range_from", before.text, first_of_two), confidence=0.9)
    return anchored.decade(discourse, m[0], tens)
