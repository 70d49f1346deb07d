"""Ukrainian words of time in all their case forms, as data, and the pattern fragments built from them.

Forms are listed, not derived: seven cases of a few dozen words are quicker to check than a declension. Adjectives,
ordinals and participles have regular endings, so they are a stem and one of two sets of endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from app.timex.duration import Unit
from app.timex.interval import DayPart, Granularity

APOSTROPHE = "['’ʼ]"
_HARD = "ий ого ому им ім а ої ій у ою е і их ими".split()
_SOFT = "ій ього ьому ім я ьої ю ьою є і іх іми".split()


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits; any apostrophe fits.

    Words that begin alike share their beginning: a table of case forms then takes a third of the time to compile and
    to try that a plain alternation takes.
    """
    tree: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        tree.setdefault(word[:1], []).append(word[1:])
    branches = [_sign(first) + one_of(rests) for first, rests in tree.items() if first]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return joined + ("?" if "" in tree else "")


def _sign(char: str) -> str:
    return APOSTROPHE if char == "'" else re.escape(char) if char in ".+" else char


def plain(words: str) -> str:
    """Words as tables hold them: lower case, one blank between them, a plain apostrophe."""
    return re.sub(r"\s+", " ", re.sub(APOSTROPHE, "'", words.lower())).strip()


def adjective(*stems: str, soft: bool = False) -> str:
    """A pattern for every form of adjectives that share their endings."""
    return rf"(?:(?:{one_of(stems)})(?:{'|'.join(_SOFT if soft else _HARD)}))"


def _table(*lines: str, start: int = 1) -> dict[str, int]:
    """Form -> number; each line holds the forms of one word."""
    return {form: number for number, line in enumerate(lines, start) for form in line.split()}


MONTHS = _table(
    "січень січня січню січневі січнем січні",
    "лютий лютого лютому лютим лютім",
    "березень березня березню березнем березні",
    "квітень квітня квітню квітнем квітні",
    "травень травня травню травнем травні",
    "червень червня червню червнем червні",
    "липень липня липню липнем липні",
    "серпень серпня серпню серпнем серпні",
    "вересень вересня вересню вереснем вересні",
    "жовтень жовтня жовтню жовтнем жовтні",
    "листопад листопада листопаду листопадові листопадом листопаді",
    "грудень грудня грудню груднем грудні",
)
MONTH = rf"(?:{one_of(MONTHS)})"
# The genitive, in which days of a month are told, and the abbreviations seen beside them.
MONTHS_OF_DAY = _table(
    "січня січ.", "лютого лют.", "березня бер. берез.", "квітня кві. квіт.", "травня трав.", "червня чер. черв.",
    "липня лип.", "серпня сер. серп.", "вересня вер. верес.", "жовтня жов. жовт.", "листопада лис. лист.",
    "грудня гру. груд.",
)  # fmt: skip
MONTH_OF_DAY = rf"(?:{one_of(MONTHS_OF_DAY)})"
_MONTH_STEMS = _table(
    "січнев", "лютнев", "березнев", "квітнев", "травнев", "червнев", "липнев", "серпнев", "вереснев", "жовтнев",
    "листопадов", "груднев",
)  # fmt: skip
MONTH_ADJECTIVES = {stem + ending: number for stem, number in _MONTH_STEMS.items() for ending in _HARD}

WEEKDAYS = _table(
    "понеділок понеділка понеділку понеділкові понеділком",
    "вівторок вівторка вівторку вівторкові вівторком",
    "середа середи середі середу середою",
    "четвер четверга четвергу четвергові четвергом",
    "п'ятниця п'ятниці п'ятницю п'ятницею",
    "субота суботи суботі суботу суботою",
    "неділя неділі неділю неділею",
)
WEEKDAY = rf"(?:{one_of(WEEKDAYS)})"
WEEKDAYS_PLURAL = _table(
    "понеділки понеділкам понеділках", "вівторки вівторкам вівторках", "середам середах",
    "четверги четвергам четвергах", "п'ятницям п'ятницях", "суботам суботах", "неділям неділях",
)  # fmt: skip

SEASONS = _table(
    "весна весни весні весну весною навесні",
    "літо літа літу літом літі влітку улітку",
    "осінь осені осінню восени",
    "зима зими зимі зиму зимою взимку узимку",
)
SEASON = rf"(?:{one_of(SEASONS)})"

PARTS = {
    form: part
    for part, line in {
        DayPart.MORNING: "ранок ранку ранком вранці уранці зранку рано-вранці удосвіта вдосвіта світанку світанком "
        "світанні світання",
        DayPart.DAYTIME: "вдень удень",
        DayPart.MIDDAY: "опівдні",
        DayPart.AFTERNOON: "пообіддя пополудні пообіді обіду",
        DayPart.EVENING: "вечір вечора вечору вечором вечорі ввечері увечері звечора надвечір",
        DayPart.NIGHT: "ніч ночі ніччю вночі уночі",
    }.items()
    for form in line.split()
}


def part_of(words: str) -> DayPart:
    """The part of the day that words name, behind a preposition or not: "вранці", "на світанку"."""
    first, *_, last = plain(words).split(" ") if " " in words.strip() else ("", words.strip().lower())
    if last == "дня":
        return DayPart.MORNING if first.startswith("перш") else DayPart.AFTERNOON
    return PARTS[plain(last)]


HALF_OF_DAY = "(?:(?:перш|друг)(?:а|ої|ій|у|ою) половин(?:а|и|і|у|ою) дня)"


# Adverbs, which say when by themselves.
PART_ADVERB = (
    "(?:вранці|уранці|зранку|рано-вранці|[ув]досвіта|на світанку|на світанні|вдень|удень|пополудні|пообіді|"
    "після обіду|ввечері|увечері|надвечір|вночі|уночі)"
)
PART_NOUN = "(?:ранок|ранку|ранком|вечір|вечора|вечору|вечором|ніч|ночі)"

_UNIT_FORMS = {
    Unit.SECOND: "секунда секунди секунді секунду секундою секунд секундам секундами секундах",
    Unit.MINUTE: "хвилина хвилини хвилині хвилину хвилиною хвилин хвилинам хвилинами хвилинах",
    Unit.HOUR: "година години годині годину годиною годин годинам годинами годинах",
    Unit.DAY: "день дня дню дневі днем дні днів дням днями днях доба доби добі добу добою діб добам добами добах",
    Unit.NIGHT: "ночей ночам ночами ночах",
    Unit.WEEK: "тиждень тижня тижню тижневі тижнем тижні тижнів тижням тижнями тижнях",
    Unit.MONTH: "місяць місяця місяцю місяцеві місяцем місяці місяців місяцям місяцями місяцях",
    Unit.QUARTER: "квартал кварталу кварталом кварталі квартали кварталів кварталам кварталами кварталах",
    Unit.YEAR: "рік року рокові роком році роки років рокам роками роках",
    Unit.DECADE: "десятиліття десятиліттю десятиліттям десятилітті десятиліть десятиліттями десятиліттях "
                 "десятиріччя десятиріччю десятиріччям десятиріччі десятиріч десятиріччями десятиріччях",
    Unit.CENTURY: "століття століттю століттям столітті століть століттями століттях "
                  "сторіччя сторіччю сторіччям сторіччі сторіч сторіччями сторіччях",
    Unit.MILLENNIUM: "тисячоліття тисячоліттю тисячоліттям тисячолітті тисячоліть тисячоліттями тисячоліттях",
}  # fmt: skip
UNITS = {form: unit for unit, line in _UNIT_FORMS.items() for form in line.split()}
UNIT = rf"(?:{one_of(UNITS)})"
UNIT_STEMS = {
    "секундн": Unit.SECOND, "хвилинн": Unit.MINUTE, "годинн": Unit.HOUR, "денн": Unit.DAY, "добов": Unit.DAY,
    "тижнев": Unit.WEEK, "місячн": Unit.MONTH, "річн": Unit.YEAR, "літн": Unit.YEAR,
}  # fmt: skip
UNIT_GRANULARITY = {
    Unit.DAY: Granularity.DAY, Unit.WEEK: Granularity.WEEK, Unit.MONTH: Granularity.MONTH,
    Unit.QUARTER: Granularity.QUARTER, Unit.YEAR: Granularity.YEAR, Unit.DECADE: Granularity.DECADE,
    Unit.CENTURY: Granularity.CENTURY, Unit.MILLENNIUM: Granularity.MILLENNIUM,
}  # fmt: skip
PERIOD_UNIT = rf"(?:{one_of(form for form, unit in UNITS.items() if unit in UNIT_GRANULARITY)})"
# Plurals without a number: "роками", "протягом місяців".
BARE_PLURALS = "годинами тижнями місяцями роками десятиліттями століттями тисячоліттями".split()
WEEKEND = "(?:вихідні|вихідних|вихідними|вихідним|уїкенд|уїкенду|вікенд|вікенду)"

_ONES = (
    "один одного одному одним одна однієї одній одну одною одне",
    "два дві двох двом двома",
    "три трьох трьом трьома",
    "чотири чотирьох чотирьом чотирма",
    "п'ять п'яти п'ятьох п'ятьом п'ятьма",
    "шість шести шістьох шістьма",
    "сім семи сімох сьома",
    "вісім восьми вісьмох вісьма",
    "дев'ять дев'яти дев'ятьох дев'ятьма",
)
_TEENS = (
    "десять десяти десятьох десятьма",
    "одинадцять одинадцяти одинадцятьох",
    "дванадцять дванадцяти дванадцятьох",
    "тринадцять тринадцяти тринадцятьох",
    "чотирнадцять чотирнадцяти чотирнадцятьох",
    "п'ятнадцять п'ятнадцяти п'ятнадцятьох",
    "шістнадцять шістнадцяти шістнадцятьох",
    "сімнадцять сімнадцяти сімнадцятьох",
    "вісімнадцять вісімнадцяти вісімнадцятьох",
    "дев'ятнадцять дев'ятнадцяти дев'ятнадцятьох",
)
_TENS = {
    form: number
    for number, line in {
        20: "двадцять двадцяти двадцятьох", 30: "тридцять тридцяти тридцятьох", 40: "сорок сорока",
        50: "п'ятдесят п'ятдесяти", 60: "шістдесят шістдесяти", 70: "сімдесят сімдесяти", 80: "вісімдесят вісімдесяти",
        90: "дев'яносто дев'яноста",
    }.items()
    for form in line.split()
}  # fmt: skip
_SMALL = _table(*_ONES, *_TEENS)
_UP_TO_NINE = _table(*_ONES)
_HUNDREDS_COUNTED = {
    form: number
    for number, line in {
        100: "сто ста", 200: "двісті двохсот", 300: "триста трьохсот", 400: "чотириста чотирьохсот",
        500: "п'ятсот п'ятисот", 600: "шістсот шестисот", 700: "сімсот семисот", 800: "вісімсот восьмисот",
        900: "дев'ятсот дев'ятисот", 150: "півтораста",
    }.items()
    for form in line.split()
}  # fmt: skip
_THOUSAND = dict.fromkeys("тисяча тисячу тисячі тисяч".split(), 1000)
NUMBERS = _SMALL | _TENS | _HUNDREDS_COUNTED | _THOUSAND
_UNDER_HUNDRED = rf"(?:(?:{one_of(_TENS)})(?: (?:{one_of(_UP_TO_NINE)}))?|{one_of(_SMALL)})"
_UNDER_THOUSAND = rf"(?:(?:{one_of(_HUNDREDS_COUNTED)})(?: {_UNDER_HUNDRED})?|{_UNDER_HUNDRED})"
# Of thousands only few are counted in years; "тисячі" alone are uncounted.
_FEW = one_of("дві три чотири п'ять десять".split())
_THOUSANDS = rf"(?:тисячу|(?:{_FEW}) тисяч[іу]?)"
SPELLED = rf"(?:{_THOUSANDS}(?: {_UNDER_THOUSAND})?|{_UNDER_THOUSAND})"
DIGITS = r"(?:\d{1,3}(?:(?:\u00a0|\u202f| )\d{3})+|\d{1,6})(?:,\d{1,2})?"
# "два", "2", "2,5", "півтора", "два з половиною", "3-х"
NUMBER = (
    rf"(?:(?:{DIGITS}(?:-?(?:х|ти|ма|ох|ьох|м))?|{SPELLED})(?: (?:з|із) половиною)?"
    rf"|півтора|півтори|полутора)"
)
VAGUE_NUMBER = (
    "(?:кілька|декілька|кільканадцять|кількадесят|кількох|декількох|кільком|кількома|декільком|декількома|багато|багатьох|багатьма|небагато|"
    "чимало|довгі|довгих|лічені|лічених|десятки|десятків|сотні|сотень|тисячі|тисяч)"
)


def number_of(words: str) -> Fraction:
    """The amount that digits or number words say: "2,5", "двадцять п'ять", "два з половиною"."""
    words = plain(words)
    if words in ("півтора", "півтори", "полутора"):
        return Fraction(3, 2)
    whole = re.sub(r" (?:з|із) половиною$", "", words)
    half = Fraction(1, 2) if len(whole) < len(words) else Fraction(0)
    if digits := re.match(r"[\d\s]+(?:,\d+)?", whole):
        return Fraction(re.sub(r"\s", "", digits[0]).replace(",", ".")) + half
    count = 0
    for word in whole.split():
        count = max(count, 1) * 1000 if word in _THOUSAND else count + NUMBERS[word]
    return count + half


# Numbers as the first half of a compound adjective: "десятиденний", "двомісячний"; None is an amount nobody counted.
COMPOUND_NUMBERS: dict[str, Fraction | None] = {
    form: None if number is None else Fraction(number)
    for number, line in {
        "1": "одно", "2": "дво двох", "3": "три трьох", "4": "чотири чотирьох", "5": "п'яти", "6": "шести", "7": "семи",
        "8": "восьми", "9": "дев'яти", "10": "десяти", "11": "одинадцяти", "12": "дванадцяти", "13": "тринадцяти",
        "14": "чотирнадцяти", "15": "п'ятнадцяти", "16": "шістнадцяти", "17": "сімнадцяти", "18": "вісімнадцяти",
        "19": "дев'ятнадцяти", "20": "двадцяти", "30": "тридцяти", "40": "сорока", "50": "п'ятдесяти",
        "60": "шістдесяти", "70": "сімдесяти", "80": "вісімдесяти", "90": "дев'яносто", "100": "сто",
        "200": "двохсот двісті", "300": "трьохсот триста", "400": "чотирьохсот", "500": "п'ятисот", "600": "шестисот",
        "700": "семисот", "800": "восьмисот", "900": "дев'ятсот дев'ятисот", "1000": "тисячо",
        "3/2": "півтора", None: "багато кілька декілька",
    }.items()
    for form in line.split()
}  # fmt: skip

_ORDINAL_STEMS = _table(
    "перш", "друг", "трет", "четверт", "п'ят", "шост", "сьом", "восьм", "дев'ят", "десят", "одинадцят", "дванадцят",
    "тринадцят", "чотирнадцят", "п'ятнадцят", "шістнадцят", "сімнадцят", "вісімнадцят", "дев'ятнадцят", "двадцят",
)  # fmt: skip
_ORDINAL_STEMS |= {"тридцят": 30, "сороков": 40, "п'ятдесят": 50, "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80,
                   "дев'яност": 90}  # fmt: skip
ORDINALS = {
    stem + ending: number for stem, number in _ORDINAL_STEMS.items() for ending in (_SOFT if stem == "трет" else _HARD)
}
_TENS_BEFORE = {"двадцять": 20, "тридцять": 30}


# The two forms in which days are told: "перше травня", "двадцять першого травня".
_DAY_WORDS = one_of(
    word for word, number in ORDINALS.items() if number <= 30 and word.endswith(("е", "є", "ого", "ього"))
)
DAY_IN_WORDS = rf"(?:(?:(?:двадцять|тридцять) )?(?:{_DAY_WORDS}))"


def ordinals(most: int) -> str:
    """A pattern for the ordinals up to a number in all their forms: "двадцять четвертого"."""
    tens = [word for word, number in _TENS_BEFORE.items() if number < most]
    compound = rf"(?:(?:{'|'.join(tens)}) )?" if tens else ""
    return rf"(?:{compound}(?:{one_of(form for form, number in ORDINALS.items() if number <= most)}))"


def ordinal_of(words: str) -> int:
    """The number of "двадцять четвертого" or "5-й"."""
    *tens, last = plain(words).split()
    if last[0].isdigit():
        return int(re.sub(r"\D", "", last))
    return sum(_TENS_BEFORE[word] for word in tens) + ORDINALS[last]


_HUNDREDS = {
    word: 100 * number
    for number, word in enumerate("сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот".split(), 1)
}
_HUNDREDTHS = {
    stem + ending: 100 * number
    for number, stem in enumerate(
        "сот двохсот трьохсот чотирьохсот п'ятисот шестисот семисот восьмисот дев'ятисот".split(), 1
    )
    for ending in _HARD[:5]
}
_TENS_OF_YEAR = {
    word: 10 * number
    for number, word in enumerate(
        "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто".split(), 2
    )
}
# Of the ordinals the forms that go with "рік".
_OF_A_YEAR = {
    stem + ending: number
    for stem, number in _ORDINAL_STEMS.items()
    for ending in (_SOFT if stem == "трет" else _HARD)[:5]
}
_TENS_FIRST = rf"(?:{one_of(_TENS_OF_YEAR)})"
_YEAR_END = rf"(?:(?:{_TENS_FIRST} )?(?:{one_of(_OF_A_YEAR)}))"
# "тисяча дев'ятсот сорок п'ятий", "дві тисячі чотирнадцятого", "двотисячний", in all cases
SPELLED_YEAR = (
    rf"(?:(?:одна )?тисяча (?:(?:{one_of(_HUNDREDS)}) {_YEAR_END}|(?:{one_of(_HUNDREDTHS)}))|"
    rf"дві тисячі {_YEAR_END}|двотисячн(?:{'|'.join(_HARD[:5])}))"
)
# "сорок п'ятий": the last two figures alone
SPELLED_SHORT_YEAR = rf"(?:{_TENS_FIRST} (?:{one_of(form for form, number in _OF_A_YEAR.items() if number < 10)}))"


def spelled_year(words: str) -> int:
    """The number that the words of a year say; the last two figures alone where the century is left out."""
    year = 0
    for word in plain(words).split():
        if word.startswith("двотисячн"):
            return 2000
        if word.startswith("тисяч"):
            year = max(year, 1) * 1000
        else:
            tables = (_HUNDREDS, _HUNDREDTHS, _TENS_OF_YEAR, ORDINALS, {"одна": 0, "дві": 2})
            year += next(table[word] for table in tables if word in table)
    return year


def _roman(number: int) -> str:
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out, number = out + letters * (number // value), number % value
    return out


# Roman numerals in Latin letters, in the Cyrillic ones that look the same, and in either mixed.
ROMAN = {
    variant: number
    for number in range(1, 22)
    for variant in (
        _roman(number), _roman(number).replace("X", "Х"), _roman(number).replace("I", "І"),
        _roman(number).replace("X", "Х").replace("I", "І"),
    )
}  # fmt: skip

LAST = adjective("минул", "минувш")
THIS = rf"(?:цей|цього|цьому|цим|ця|цієї|цій|цю|цією|це|{adjective('поточн')}|{adjective('нинішн', soft=True)})"
NEXT = adjective("наступн", "прийдешн")
PREVIOUS = rf"(?:{adjective('попередн', soft=True)})"
_SELF = "(?:самий|самого|самому|самої|самій|саму)"
# "та", "тому" and "те" are other words, too; they count with "ж" or "самий" only.
THAT = (
    rf"(?:(?:той|того|тому|тим|та|тієї|тій|ту|тією|те|цей|цього|цьому|цим|цієї|цій|цю) "
    rf"(?:же?(?: {_SELF}| таки)?|{_SELF})|"
    r"той|того|тим|тієї|тій|ту|тією)"
)
BEFORE_LAST = adjective("позаминул")
_DIRECTIONS = ((LAST, -1), (THIS, 0), (NEXT, 1), (BEFORE_LAST, -2))
WHICH = rf"(?:{LAST}|{THIS}|{NEXT})"


def direction_of(words: str) -> int:
    """-1 for "минулий" in any form, -2 for "позаминулий", 0 for "цей", 1 for "наступний"."""
    return next(sign for pattern, sign in _DIRECTIONS if re.fullmatch(pattern, plain(words)))
