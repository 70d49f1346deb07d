"""Days and months: dates that name their place in the calendar."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import nth, romance
from app.timex.lang.es.extent import placed
from app.timex.lang.es.words import (
    ANY_MONTH,
    BEHIND,
    MONTH,
    ORDINALS,
    SPELLED,
    SPELLED_YEAR,
    WAYS,
    WEEKDAY,
    month_of,
    number_of,
    weekday_of,
)
from app.timex.lang.es.years import OF_YEAR, year_told
from app.timex.lang.romance import YEAR, plain
from app.timex.timex3 import Mod

_ARTICLE = r"(?:(?:el|del|al|este|los) )?"
_BEFORE = r"(?:(?P<before>pasad[oa]s?|pr[óo]xim[oa]s?) )?"
_BEHIND = rf"(?: (?P<behind>{BEHIND})s?)?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),? )?"
_DAY = rf"(?:d[íi]as? )?(?:(?P<day>\d{{1,2}})(?:º|°|ro)?(?![\d%]|[.,:]\d)|(?P<spelled>primero|{SPELLED}))"


def _day_number(m: Match) -> int:
    if m["day"]:
        return int(m["day"])
    return 1 if m["spelled"].lower() == "primero" else int(number_of(m["spelled"]))


def _way(m: Match) -> int | None:
    """Which way "pasado" or "próximo" before or behind the date points."""
    word = m["before"] or m["behind"]
    return None if word is None else WAYS.get(plain(word).removesuffix("s") if m["before"] else plain(word), 0)


@rule(
    resolution.ISO,
    examples={
        "El registro acaba el [2013-02-11].": "2013-02-11",
        "Última entrada: [2013-02-11T09:30].": "2013-02-11T09:30",
    },
    rejects=["La pieza 2013-02-111 está agotada."],
    priority=5,
)
def iso(m: Match, discourse: Discourse) -> Reading | None:
    """ISO 8601 dates and date-times."""
    return resolution.iso(m)


@rule(
    romance.NUMERIC,
    examples={
        "Firmado el [02/11/2012].": "2012-11-02",
        "Válido hasta [31-12-99].": "1999-12-31",
        "Fechado el [31.12.1999].": "1999-12-31",
    },
    rejects=["Salió la versión 1.2.34.", "Una proporción de 13/14/15."],
    priority=1,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures."""
    return romance.numeric(m, discourse)


@rule(
    rf"{_ARTICLE}{_BEFORE}{_WEEKDAY}{_DAY}(?: de| del mes de)?[- ](?P<month>{ANY_MONTH})(?:{OF_YEAR}|-"
    rf"(?P<dashed>{YEAR}))",
    examples={
        "Nació [el 22 de marzo de 1985] en Soria.": "1985-03-22",
        "Se fue [el lunes, 11 de febrero de 2013].": "2013-02-11",
        "Las elecciones [del 10 de junio de 1990] fueron libres.": "1990-06-10",
        "Volverá [el 5 de noviembre de este año].": "2013-11-05",
        "Llegó [el primero de mayo del 2012].": "2012-05-01",
        "No hubo [30 de febrero de 2012].": "",
    },
    rejects=["Vendió 12 de marzo a mayo."],
    priority=3,
)
def day_month_year(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year."""
    year = int(m["dashed"]) if m["dashed"] else year_told(m, discourse)
    weekday = weekday_of(m["weekday"]) if m["weekday"] else None
    number = _day_number(m)
    if not 1 <= number <= 31:
        return None
    return placed(romance.on_date(discourse, m, number, month_of(m["month"]), year, weekday), m, discourse)


@rule(
    rf"{_ARTICLE}{_BEFORE}{_WEEKDAY}{_DAY}(?: de| del mes de)? (?P<month>{ANY_MONTH}){_BEHIND}",
    examples={
        "La votación [del 2 de noviembre] fue reñida.": "2012-11-02",
        "Abrirá [el 2 de marzo].": "2013-03-02",
        "Dimitió [el pasado 10 de diciembre].": "2012-12-10",
        "Votarán [el 2 de julio próximo].": "2013-07-02",
        "Llovió [el lunes 11 de febrero].": "2013-02-11",
        "Desfilaron [el Primero de Mayo].": "2012-05-01",
        "Actuará [el próximo día 9 de julio].": "2013-07-09",
    },
    rejects=["Jugaron 45 de mayo.", "La avenida 9 de Julio está llena."],
    priority=1,
)
def day_month(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month; the year is open unless "pasado" or "próximo" tells it."""
    number, month, way = _day_number(m), month_of(m["month"]), _way(m)
    if not 1 <= number <= 31 or _street(m) or (" de" not in m[0].lower() and not m.group("weekday") and m["spelled"]):
        return None
    if way:
        return placed(romance.directed_date(discourse, month, number, way), m, discourse)
    weekday = weekday_of(m["weekday"]) if m["weekday"] else None
    return placed(romance.on_date(discourse, m, number, month, None, weekday), m, discourse)


_STREET = re.compile(
    r"\b(?:avenida|av\.|calle|plaza|paseo|barrio|colonia|estadio|movimiento|grupo)\s+(?:del?\s+)?(?:\d{1,2}\s+de\s+)?$",
    re.IGNORECASE,
)


def _street(m: Match) -> bool:
    """Whether streets, squares and teams bear the date as a name: "la avenida 9 de Julio"."""
    return _STREET.search(m.string[max(0, m.start() - 22) : m.start()]) is not None


def _nearest_day(discourse: Discourse, number: int, way: int) -> Reading | None:
    """The last day of that number before the reference day, or the first after it."""
    month = discourse.anchor.to(Granularity.MONTH)
    for found in (month, month.shift(way)):
        year, here, _ = found.date
        if civil.is_date(year, here, number):
            day = Period.day(year, here, number)
            if (day.n - discourse.anchor.first_day) * way > 0:
                return read(day, confidence=0.9)
    return None


@rule(
    rf"{_ARTICLE}{_BEFORE}(?:d[íi]as?|(?P<weekday>{WEEKDAY}),?(?: d[íi]a)?) (?P<day>\d{{1,2}})(?![\d%]|[.,:]\d| de "
    rf"(?:{MONTH}))",
    examples={
        "Estará abierta hasta [el día 18].": "2013-02-18",
        "Se reunieron [el lunes 11] en Lima.": "2013-02-11",
        "Actúa [el próximo día 8].": "2013-03-08",
        "Actúan [los días 20] y [21].": "2013-02-20|2013-02-21",
    },
    rejects=["Cada día 20 personas esperan.", "Trabaja el día 45."],
    priority=1,
)
def day_alone(m: Match, discourse: Discourse) -> Reading | None:
    """A day by its number, or by weekday and number; the month is the one that fits nearest."""
    number = int(m["day"])
    if not 1 <= number <= 31 or re.match(
        r"\s+[a-záéíóúñ]+s\b(?<!\blos)(?<!\blas)(?<!\btras)", m.string[m.end() : m.end() + 20]
    ):
        return None
    if not m["weekday"] and not re.match(r"el|del|al|este|los|pr|pas", m[0], re.IGNORECASE):
        return None
    if m["before"]:
        return placed(_nearest_day(discourse, number, WAYS[plain(m["before"]).removesuffix("s")]), m, discourse)
    return placed(romance.day_of_month(discourse, m, number), m, discourse)


@rule(
    r"(?:(?:el|del|al) )(?P<before>pasado|pr[óo]ximo) (?P<day>\d{1,2})(?![\d%]|[.,:]\d| (?:de|por|[a-záéíóúñ]+s)\b)",
    examples={"Dimitió [el pasado 5] en Lima.": "2013-02-05", "Vuelve [el próximo 20].": "2013-02-20"},
    rejects=["El próximo 10 por ciento.", "El próximo 5 de oros."],
)
def directed_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day's number behind "pasado" or "próximo"."""
    return placed(_nearest_day(discourse, int(m["day"]), WAYS[plain(m["before"])]), m, discourse)


@rule(
    r"el (?P<day>\d{1,2})(?=[,;.)] ?(?!\d)|$)",
    examples={"La ciudad cayó [el 7 de mayo de 1945]; [el 8], todo había acabado.": "1945-05-07|1945-05-08"},
    rejects=["Salió el 8.", "El 4 abre."],
    priority=-1,
)
def bare_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day by its number alone, where the month has just been told."""
    return romance.bare_day(discourse, m, int(m["day"]))


@rule(
    rf"(?:(?:el|del|al|este) )?(?:mes de )?(?P<month>{ANY_MONTH})(?:{OF_YEAR}|[-/](?P<dashed>{YEAR}))",
    examples={
        "Cerró en [mayo de 2011].": "2011-05",
        "Estrenan en [noviembre de este año].": "2013-11",
        "Desde [enero del 2010] está vacío.": "2010-01",
        "Caduca en [el mes de septiembre del 2014].": "2014-09",
    },
    rejects=["La Plaza de Mayo 2000 veces."],
    priority=2,
)
def month_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and its year."""
    if _street(m):
        return None
    year = int(m["dashed"]) if m["dashed"] else year_told(m, discourse)
    assert year is not None
    return placed(resolution.date(year, month_of(m["month"])), m, discourse)


@rule(
    rf"(?:(?:el|del|al) )?(?P<first>\d{{1,2}}) \((?P<second>\d{{1,2}})\) de (?P<month>{MONTH})"
    rf"(?: del? (?P<year>{YEAR}))?",
    examples={"Nació [el 3 (15) de noviembre de 1860].": "1860-11-15"},
    rejects=["El 3 (4) de mayo."],
    priority=4,
)
def two_calendars(m: Match, discourse: Discourse) -> Reading | None:
    """A day by the Julian calendar with the Gregorian one in brackets."""
    year = int(m["year"]) if m["year"] else None
    both = romance.two_calendars(discourse, m, int(m["first"]), int(m["second"]), month_of(m["month"]), year)
    return placed(both, m, discourse)


@rule(
    rf"(?:(?:el|del|al) )?(?:(?P<spelled>primero|{SPELLED})(?: de)? (?P<month>{MONTH}) de |(?P<day>\d{{1,2}}) de "
    rf"(?P<month2>{MONTH}) de |(?P<month3>{MONTH}) de |(?:año ))?(?P<words>{SPELLED_YEAR})",
    examples={
        "Empezó en [mil novecientos catorce].": "1914",
        "Se firmó [el primero de mayo de mil novecientos cuarenta y cinco].": "1945-05-01",
        "Cerró en [enero de dos mil ocho].": "2008-01",
    },
    rejects=["Llegaron mil novecientos soldados.", "Cuesta dos mil diez euros."],
    priority=4,
)
def spelled_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year in words; alone it needs a preposition, and nothing counted behind it."""
    year, name = int(number_of(m["words"])), m["month"] or m["month2"] or m["month3"]
    if name:
        number = int(m["day"]) if m["day"] else None
        if m["spelled"]:
            number = 1 if m["spelled"].lower() == "primero" else int(number_of(m["spelled"]))
        return placed(resolution.date(year, month_of(name), number), m, discourse)
    before, after = m.string[max(0, m.start() - 8) : m.start()], m.string[m.end() : m.end() + 24]
    named = m[0].lower().startswith("año")
    if not (named or re.search(r"\b(?:en|desde|hasta|de)\s$", before, re.IGNORECASE)):
        return None
    if re.match(r"\s[a-záéíóúñ]+[aeo]s\b", after):
        return None
    return read(Period.year(year), confidence=0.85)


_MONTH_CUE = re.compile(
    r"(?:\b(?:en|de|desde|hasta|para|y|e|o|a|entre|durante|antes de|finales de|por|del|el|este|pasado|próximo|cada|"
    r"tras)"
    r"\s|[-–/(,]\s?)$",
    re.IGNORECASE,
)


@rule(
    rf"{_ARTICLE}{_BEFORE}(?:mes de )?(?P<month>{MONTH}){_BEHIND}",
    examples={
        "Los precios bajaron en [enero].": "2013-01",
        "La planta cerró en [mayo].": "2012-05",
        "El plazo acabará en [septiembre].": "2013-09",
        "El tratado se firmó en [junio pasado].": "2012-06",
        "Se rodará a partir [del próximo mes de septiembre].": "2013-09",
        "Abrió en [marzo próximo].": "2013-03",
    },
    rejects=["Julio Iglesias cantó.", "La Plaza de Mayo estaba llena.", "Abril Zamora ganó."],
)
def month(m: Match, discourse: Discourse) -> Reading | None:
    """A month alone; in capitals it needs a cue, for people bear the names of months, too."""
    word, text = m["month"], m.string
    if _street(m):
        return None
    if word[0].isupper():
        if re.match(r"\s+[A-ZÁÉÍÓÚÑ]\w", text[m.end() : m.end() + 4]):
            return None
        before = text[max(0, m.start("month") - 14) : m.start("month")]
        opens = re.match(r"[\s,.]|$", text[m.end() : m.end() + 1])
        if not _MONTH_CUE.search(before) and (not opens or plain(word) in ("julio", "abril")):
            return None
    way = _way(m)
    if way:
        return placed(romance.directed_date(discourse, month_of(word), None, way), m, discourse)
    if m[0].lower().startswith("este"):
        return read(Period.month(discourse.anchor.date[0], month_of(word)), confidence=0.85)
    return placed(resolution.open_date(discourse, m, month_of(word)), m, discourse)


@rule(
    r"(?:(?:los|la) )?(?P<which>primer[oa]|segunda|tercera|[úu]ltim[oa])s? (?:d[íi]as|semanas?|quincena) del? "
    rf"(?:mes de )?(?P<month>{MONTH})(?:{OF_YEAR})?",
    examples={
        "Desde [los primeros días de agosto] no llueve.": "2012-08 START",
        "Se verá en [la última semana de marzo].": "2013-03 END",
    },
    rejects=["Los últimos días de Pompeya."],
    priority=4,
)
def part_of_month(m: Match, discourse: Discourse) -> Reading | None:
    """The first days or the last week of a month: its early or late part."""
    mod = {"p": Mod.START, "s": Mod.MID, "t": Mod.MID}.get(m["which"][0].lower(), Mod.END)
    return romance.part_of_month(discourse, m, month_of(m["month"]), year_told(m, discourse), mod)


@rule(
    rf"(?:el |del |al )?(?P<which>primer|segundo|tercer|cuarto|[úu]ltimo) (?:(?P<weekday>{WEEKDAY})|fin de semana) "
    rf"de (?:mes de )?(?P<month>{MONTH})(?:{OF_YEAR})?",
    examples={
        "Votarán [el primer martes de marzo].": "2013-03-05",
        "Fue [el último viernes de mayo de 2012].": "2012-05-25",
        "Será [el primer fin de semana de abril].": "2013-W14-WE",
    },
    rejects=["El segundo lunes consecutivo."],
    priority=4,
)
def nth_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The n-th of a weekday in a month: "el primer martes de noviembre"."""
    which = ORDINALS[plain(m["which"])] if plain(m["which"]) != "ultimo" else -1
    number = weekday_of(m["weekday"]) if m["weekday"] else None
    reading = nth.weekday(discourse, m, which, number, month_of(m["month"]), year_told(m, discourse))
    return placed(reading, m, discourse)


@rule(
    rf"(?P<month>{MONTH})(?: del?(?: año)?)? ['’]?(?P<short>3[2-9]|[4-9]\d)"
    r"(?![\d%°]|[.,:]\d| (?:[a-záéíóúñ]{3,}s|por ciento)\b)",
    examples={"Los adoquines de [mayo del 68] siguen ahí.": "1968-05"},
    rejects=["En marzo 45 personas vinieron."],
    priority=2,
)
def month_short_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and a year of two digits, too large for a day."""
    return resolution.date(resolution.short_year(m["short"], discourse), month_of(m["month"]))
