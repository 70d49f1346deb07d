"""French words of time, as data, and the pattern fragments built from them."""

from __future__ import annotations

from fractions import Fraction

from app.timex.duration import Unit
from app.timex.interval import DayPart
from app.timex.lang.romance import FIGURES, ROMANS, amount, one_of, plain, table
from app.timex.timex3 import Mod

_MONTHS = {
    "janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "décembre": 12,
}  # fmt: skip
_SHORT_MONTHS = {"janv": 1, "jan": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11,
                 "déc": 12}  # fmt: skip
MONTHS = table(_MONTHS | _SHORT_MONTHS) | _MONTHS | _SHORT_MONTHS
MONTH = rf"(?:{one_of(_MONTHS)})"
# Shortened names count only beside a day or year.
ANY_MONTH = rf"(?:{one_of(_MONTHS)}|(?:{one_of(_SHORT_MONTHS)})\b\.?)"


def month_of(word: str) -> int:
    return MONTHS[plain(word).rstrip(".")]


WEEKDAYS = {"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7}
WEEKDAY = rf"(?:{one_of(WEEKDAYS)})"


def weekday_of(word: str) -> int:
    return WEEKDAYS[word.lower().removesuffix("s")]


_SEASONS = {"printemps": 1, "été": 2, "automne": 3, "hiver": 4}
SEASON = rf"(?:{one_of(_SEASONS)})"
SEASONS = table(_SEASONS) | _SEASONS


def season_of(word: str) -> int:
    return SEASONS[plain(word)]


_PARTS = {
    "matin": DayPart.MORNING, "matinée": DayPart.MORNING, "aube": DayPart.MORNING, "midi": DayPart.MIDDAY,
    "après-midi": DayPart.AFTERNOON, "après midi": DayPart.AFTERNOON, "soir": DayPart.EVENING,
    "soirée": DayPart.EVENING, "nuit": DayPart.NIGHT, "journée": DayPart.DAYTIME,
}  # fmt: skip
PARTS = {plain(word): part for word, part in _PARTS.items()}
PART = r"(?:matin|apr[èe]s-midi|soir|midi)"
PART_NOUN = r"(?:matin[ée]e|matin|apr[èe]s-midi|soir[ée]e|soir|nuit|aube)"


def part_of(word: str) -> DayPart:
    return PARTS[plain(word)]


# Word -> the unit it counts in, and how many of them it stands for.
_UNITS = {
    "seconde": (Unit.SECOND, 1), "minute": (Unit.MINUTE, 1), "heure": (Unit.HOUR, 1), "jour": (Unit.DAY, 1),
    "journée": (Unit.DAY, 1), "nuit": (Unit.NIGHT, 1), "semaine": (Unit.WEEK, 1), "week-end": (Unit.WEEKEND, 1),
    "weekend": (Unit.WEEKEND, 1), "mois": (Unit.MONTH, 1), "trimestre": (Unit.QUARTER, 1), "semestre": (Unit.MONTH, 6),
    "an": (Unit.YEAR, 1), "année": (Unit.YEAR, 1), "décennie": (Unit.DECADE, 1), "siècle": (Unit.CENTURY, 1),
    "millénaire": (Unit.MILLENNIUM, 1), "quinquennat": (Unit.YEAR, 5),
}  # fmt: skip


def _plural(word: str) -> str:
    return word if word == "mois" else f"{word}s"


UNITS = {plain(word): unit for word, unit in _UNITS.items()}
_SINGLE = frozenset(UNITS) - {"mois"}
UNITS |= {plain(_plural(word)): unit for word, unit in _UNITS.items()}
UNIT = rf"(?:{one_of(_UNITS)})"
UNIT_PLURAL = rf"(?:{one_of(_plural(word) for word in _UNITS)})"
# Units that are periods of the calendar.
PERIOD_UNIT = r"(?:jour|semaine|week-end|weekend|mois|trimestre|semestre|ann[ée]e|an|d[ée]cennie|si[èe]cle)"


def unit_of(word: str) -> tuple[Unit, int]:
    """The unit a word counts in, and how many of them it stands for."""
    return UNITS[plain(word)]


def is_single(word: str) -> bool:
    """Whether a unit stands in the singular; "mois" may."""
    return plain(word) in _SINGLE


_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
         "huitante": 80, "octante": 80, "nonante": 90}  # fmt: skip
_LARGE = {"cent": 100, "cents": 100, "mille": 1000}
_COLLECTIVE = {"huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
               "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100}  # fmt: skip
_VALUES = table(_NUMBERS | _TENS | _LARGE | _COLLECTIVE)
_TEENS = rf"(?:dix[- ](?:sept|huit|neuf)|{one_of(_NUMBERS)})"
SPELLED = (
    rf"(?:(?:quatre[- ]vingts?|{one_of(_TENS)})(?:[- ](?:et[- ])?{_TEENS})?|"
    rf"(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf) )?(?:cents?|mille)|{_TEENS})"
)
_BELOW_HUNDRED = rf"(?:(?:quatre[- ]vingts?|{one_of(_TENS)})(?:[- ](?:et[- ])?{_TEENS})?|{_TEENS})"
_CENTURY = "(?:onze|douze|treize|quatorze|quinze|seize|dix[- ]sept|dix[- ]huit|dix[- ]neuf)"
SPELLED_YEAR = (
    rf"(?:mil(?:le)? (?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf) )?cents?(?:[- ]{_BELOW_HUNDRED})?|"
    rf"{_CENTURY} cents?(?:[- ]{_BELOW_HUNDRED})?|deux mille (?:et )?{_BELOW_HUNDRED})"
)


def spelled_year_of(words: str) -> int:
    """The year that number words say: "mil neuf cent quatorze", "dix-neuf cent quatorze"."""
    words = plain(words).replace("-", " ")
    head, _, rest = words.partition(" cent" if " cent" in words else " mille")
    hundreds = 0
    if head.startswith("mil"):
        hundreds = 1000 + 100 * int(amount(head.partition(" ")[2] or "un", _VALUES))
    else:
        hundreds = (100 if " cent" in words else 1000) * int(amount(head, _VALUES))
    return hundreds + int(amount(rest.removeprefix("s").removeprefix(" et"), _VALUES))


NUMBER = rf"(?:{FIGURES}|{SPELLED})"
_OF = r"(?: de | d['’])"
# How many, up to the unit: "trois ", "une dizaine d'", "plusieurs ".
COUNTED = rf"(?:une (?:petite |bonne )?(?:{one_of(_COLLECTIVE)}){_OF}|{NUMBER} )"
# Amounts nobody counted: "plusieurs semaines" is PXW.
VAGUE = (
    r"(?:quelques |plusieurs |(?:(?:bien )?des|de (?:nombreu(?:x|ses)|long(?:s|ues))|diverse?s|maint(?:s|es)) |"
    rf"(?:peu|beaucoup|nombre|des dizaines|des centaines){_OF})"
)
# Words that soften an amount, and how; None for those that change nothing.
HEDGES = {
    "plus de": Mod.MORE_THAN, "plus d'": Mod.MORE_THAN, "moins de": Mod.LESS_THAN, "moins d'": Mod.LESS_THAN,
    "presque": Mod.LESS_THAN, "près de": Mod.LESS_THAN, "près d'": Mod.LESS_THAN, "environ": Mod.APPROX,
    "quelque": Mod.APPROX, "au moins": Mod.EQUAL_OR_MORE, "à peine": None, "déjà": None, "tout juste": None,
    "exactement": None,
}  # fmt: skip
_HEDGES = {plain(word): mod for word, mod in HEDGES.items()}


def hedged(words: str) -> Mod | None:
    return _HEDGES[plain(words)]


def count_of(words: str) -> Fraction | None:
    """How many; None for "plusieurs", "quelques"."""
    lowered = plain(words)
    values = amount(" ".join(word for word in lowered.split() if word != "une" or len(lowered.split()) == 1), _VALUES)
    return values or None


_ORDINALS = {
    "premier": 1, "première": 1, "deuxième": 2, "second": 2, "seconde": 2, "troisième": 3, "quatrième": 4, "dernier": 4,
}  # fmt: skip
ORDINALS = table(_ORDINALS)
ORDINAL = rf"(?:{one_of(_ORDINALS)}|[1-4](?:er|[èe]me|e|d|nd)\.?)"
_CENTURIES = (
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
).split()
CENTURIES = table({word: number for number, word in enumerate(_CENTURIES, 1)} | {"vingt et unième": 21}) | {
    f"{numeral.lower()}{ending}": number for numeral, number in ROMANS.items() for ending in ("e", "eme", "er")
}
CENTURY = (
    rf"(?:{one_of(_CENTURIES)}|vingt[- ]et[- ]uni[èe]me|(?:{one_of(ROMANS)})(?:er|[èe]me|e)|\d{{1,2}}(?:er|[èe]me|e))"
)
DECADES = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70,
           "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90}  # fmt: skip
HOURS = {word: value for word, value in table(_NUMBERS).items() if value <= 12 and word != "un"}

# Which way a word points from the reference time.
WAYS = table({
    "dernier": -1, "dernière": -1, "passé": -1, "passée": -1, "précédent": -1, "précédente": -1, "écoulé": -1,
    "écoulée": -1, "en cours": 0, "courant": 0, "présent": 0, "présente": 0, "même": 0, "prochain": 1, "prochaine": 1,
    "qui vient": 1, "à venir": 1, "suivant": 1, "suivante": 1, "d'après": 1, "d'avant": -1,
})  # fmt: skip
BEHIND = r"(?:derni(?:er|[èe]re)|pass[ée]e?|[ée]coul[ée]e?|prochaine?|en cours|qui vient|à venir)"
AROUND = r"(?:suivante?|pr[ée]c[ée]dente?|d['’]apr[èe]s|d['’]avant)"
