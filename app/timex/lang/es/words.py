"""Spanish words of time, as data, and the pattern fragments built from them."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex.duration import Unit
from app.timex.interval import DayPart
from app.timex.lang.romance import FIGURES, amount, one_of, plain, table
from app.timex.timex3 import Mod

MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
    "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_SHORT_MONTHS = {"ene": 1, "feb": 2, "abr": 4, "jun": 6, "jul": 7, "ago": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
                 "dic": 12}  # fmt: skip
MONTH = rf"(?:{one_of(MONTHS)})"
# Shortened names count only beside a day or year: "dic" and "mar" are words, too.
ANY_MONTH = rf"(?:{one_of(MONTHS)}|(?:{one_of(_SHORT_MONTHS)})\b\.?)"


def month_of(word: str) -> int:
    word = plain(word).rstrip(".")
    return MONTHS.get(word) or _SHORT_MONTHS[word]


WEEKDAYS = {"lunes": 1, "martes": 2, "miércoles": 3, "jueves": 4, "viernes": 5, "sábado": 6, "domingo": 7}
_WEEKDAYS = table(WEEKDAYS)
WEEKDAY = rf"(?:{one_of(WEEKDAYS)})"


def weekday_of(word: str) -> int:
    word = plain(word)
    return _WEEKDAYS.get(word) or _WEEKDAYS[word.removesuffix("s")]


SEASONS = {"primavera": 1, "verano": 2, "otoño": 3, "invierno": 4}
SEASON = rf"(?:{one_of(SEASONS)})"
_SEASONS = table(SEASONS)


def season_of(word: str) -> int:
    return _SEASONS[plain(word)]


PARTS = {
    "mañana": DayPart.MORNING, "mediodía": DayPart.MIDDAY, "tarde": DayPart.AFTERNOON, "noche": DayPart.NIGHT,
    "madrugada": DayPart.MORNING, "amanecer": DayPart.MORNING, "anochecer": DayPart.EVENING,
    "atardecer": DayPart.EVENING,
}  # fmt: skip
PART = r"(?:mañana|tarde|noche|madrugada)"
_PARTS = {plain(word): part for word, part in PARTS.items()}


def part_of(word: str) -> DayPart:
    return _PARTS[plain(word).removesuffix("s")]


# Word -> the unit it counts in, and how many of them it stands for.
_UNITS = {
    "segundo": (Unit.SECOND, 1), "minuto": (Unit.MINUTE, 1), "hora": (Unit.HOUR, 1), "día": (Unit.DAY, 1),
    "noche": (Unit.NIGHT, 1), "semana": (Unit.WEEK, 1), "fin de semana": (Unit.WEEKEND, 1), "quincena": (Unit.DAY, 15),
    "mes": (Unit.MONTH, 1), "bimestre": (Unit.MONTH, 2), "trimestre": (Unit.QUARTER, 1),
    "cuatrimestre": (Unit.MONTH, 4), "semestre": (Unit.MONTH, 6), "año": (Unit.YEAR, 1), "añito": (Unit.YEAR, 1),
    "bienio": (Unit.YEAR, 2), "trienio": (Unit.YEAR, 3), "cuatrienio": (Unit.YEAR, 4), "quinquenio": (Unit.YEAR, 5),
    "lustro": (Unit.YEAR, 5),
    "década": (Unit.DECADE, 1), "decenio": (Unit.YEAR, 10), "siglo": (Unit.CENTURY, 1), "milenio": (Unit.MILLENNIUM, 1),
}  # fmt: skip
UNITS = {plain(word): unit for word, unit in _UNITS.items()}


def _plural(word: str) -> str:
    if word == "fin de semana":
        return "fines de semana"
    return word + ("es" if word == "mes" else "s")


UNIT = rf"(?:{one_of(_UNITS)})"
UNIT_PLURAL = rf"(?:{one_of(_plural(word) for word in _UNITS)})"
_SINGLE = frozenset(UNITS)
UNITS |= {plain(_plural(word)): unit for word, unit in _UNITS.items()}
# Units that are periods of the calendar.
PERIOD_UNIT = r"(?:d[íi]a|semana|fin de semana|mes|trimestre|semestre|año|década|decada|siglo)"


def unit_of(word: str) -> tuple[Unit, int]:
    """The unit a word counts in, and how many of them it stands for."""
    return UNITS[plain(word)]


def is_single(word: str) -> bool:
    """Whether a unit stands in the singular."""
    return plain(word) in _SINGLE


_NUMBERS = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiún": 21, "veintiuno": 21, "veintiuna": 21,
    "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27,
    "veintiocho": 28, "veintinueve": 29,
}  # fmt: skip
_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
_HUNDREDS = {
    "dosc": 200,
    "tresc": 300,
    "cuatroc": 400,
    "quin": 500,
    "seisc": 600,
    "setec": 700,
    "ochoc": 800,
    "novec": 900,
}
_LARGE = {"cien": 100, "ciento": 100, "mil": 1000} | {
    f"{stem}ient{ending}": value for stem, value in _HUNDREDS.items() for ending in ("os", "as")
}
# "Un par de días", "una decena de años".
_COLLECTIVE = {"par": 2, "decena": 10, "docena": 12, "quincena": 15, "veintena": 20, "treintena": 30, "cincuentena": 50,
               "centenar": 100, "millar": 1000}  # fmt: skip
_VALUES = table(_NUMBERS | _TENS | _LARGE)
_SMALL = rf"(?:{one_of(_TENS)})(?: y (?:uno|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|{one_of(_NUMBERS)}"
SPELLED = rf"(?:(?:{_SMALL}|{one_of(_LARGE)})(?: (?:mil|cien))?)"
_HUNDRED_WORDS = [word for word, value in _LARGE.items() if value < 1000 and word[-2:] != "as"]
SPELLED_YEAR = rf"(?:mil (?:{one_of(_HUNDRED_WORDS)})(?: (?:{_SMALL}))?|dos mil (?:{_SMALL}))"
NUMBER = rf"(?:{FIGURES}|{SPELLED}|medio|media)"
# Amounts nobody counted: "varias semanas" is PXW.
VAGUE = (
    r"(?:(?:algun|un|vari|much|poc|escas|numeros|divers)[oa]s(?: (?:poc|cuant)[oa]s)?|bastantes|incontables|"
    r"(?:decenas|cientos|centenares|miles|docenas|multitud|un puñado) de)"
)
COLLECTED = rf"(?:(?:una?|el|la) (?:{one_of(_COLLECTIVE)}) de)"


def count_of(words: str) -> Fraction | None:
    """How many; None for "varios", "unos cuantos"."""
    words = plain(words)
    if re.fullmatch(VAGUE, words):
        return None
    collected = _COLLECTIVE.get(words.split()[1]) if words.endswith(" de") else None
    return number_of(words) if collected is None else Fraction(collected)


# Words that soften an amount, and how; None for those that change nothing.
HEDGES = {
    "más de": Mod.MORE_THAN, "menos de": Mod.LESS_THAN, "casi": Mod.LESS_THAN, "cerca de": Mod.APPROX,
    "alrededor de": Mod.APPROX, "aproximadamente": Mod.APPROX, "unos": Mod.APPROX, "unas": Mod.APPROX,
    "al menos": Mod.EQUAL_OR_MORE, "apenas": None, "escasamente": None, "exactamente": None, "ya": None, "sólo": None,
    "tan sólo": None,
}  # fmt: skip
_HEDGES = {plain(word): mod for word, mod in HEDGES.items()}


def hedged(words: str) -> Mod | None:
    return _HEDGES[plain(words)]


def number_of(words: str) -> Fraction:
    words = plain(words)
    if words in ("medio", "media"):
        return Fraction(1, 2)
    return amount(words, _VALUES)


_ORDINALS = {
    "primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3,
    "cuarto": 4, "cuarta": 4, "último": 4, "última": 4,
}  # fmt: skip
ORDINALS = table(_ORDINALS)
ORDINAL = rf"(?:{one_of(_ORDINALS)}|[1-4](?:er|º|°|do|to|ª)\.?)"
DECADES = {"veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
           "noventa": 90}  # fmt: skip
HOURS = {word: value for word, value in table(_NUMBERS).items() if value <= 12 and word not in ("un", "uno")}

# Which way a word points from the reference time.
WAYS = table({
    "pasado": -1, "pasada": -1, "último": -1, "última": -1, "anterior": -1, "previo": -1, "previa": -1,
    "recién pasado": -1, "este": 0, "esta": 0, "presente": 0, "actual": 0, "en curso": 0, "corriente": 0,
    "próximo": 1, "próxima": 1, "venidero": 1, "venidera": 1, "que viene": 1, "entrante": 1, "que entra": 1,
    "siguiente": 1,
})  # fmt: skip
BEFORE = r"(?:pasad[oa]|pr[óo]xim[oa]|presente|actual)"
BEHIND = (
    r"(?:(?:reci[ée]n )?pasad[oa]|pr[óo]xim[oa]|venider[oa]|que viene|que entra|entrante|en curso|actual|corriente)"
)
AROUND = r"(?:anterior|previ[oa]|siguiente)"
