"""Dates that hang on the day of publication: "hoy", "la semana pasada", a weekday, a part of day."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.duration import Unit
from app.timex.grammar import DEICTIC, Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import romance
from app.timex.lang.es.extent import placed
from app.timex.lang.es.words import (
    AROUND,
    BEFORE,
    BEHIND,
    MONTH,
    PART,
    SEASON,
    WAYS,
    WEEKDAY,
    month_of,
    part_of,
    season_of,
    unit_of,
    weekday_of,
)
from app.timex.lang.romance import GRANULARITY, YEAR, plain
from app.timex.timex3 import Step

_DAYS = {"hoy": 0, "ayer": -1, "mañana": 1, "anteayer": -2, "antes de ayer": -2, "pasado mañana": 2, "antier": -2}
_ARTICLE = r"(?:(?:el|del|al) )"


def day_named(words: str, m: Match, discourse: Discourse) -> Period:
    """The day that stands beside a clock time or part of day: "ayer", "lunes", "pasado sábado"."""
    lowered = " ".join(words.lower().split())
    if lowered in _DAYS:
        return discourse.dct.shift(_DAYS[lowered])
    *before, name = lowered.split()
    way = WAYS[plain(before[0])] if before else None
    meaning = romance.weekday(discourse, m, weekday_of(name), way).meaning
    assert isinstance(meaning, Period)
    return meaning


@rule(
    rf"(?P<day>hoy|ayer|anteayer|antes de ayer|antier|pasado mañana|mañana)(?:,? (?P<weekday>{WEEKDAY})(?!\w))?"
    r"(?: mismo)?(?: (?P<part>tarde|noche)(?= [a-z]|[.,;:)]|$))?",
    examples={
        "Se hundió [ayer tarde] en el puerto.": "2013-02-11TAF",
        "Habló [hoy].": "2013-02-12",
        "Se fue [ayer] de casa.": "2013-02-11",
        "Llegó [ayer, lunes], a Quito.": "2013-02-11",
        "Juegan [mañana miércoles] otra vez.": "2013-02-13",
        "Vuelven [pasado mañana].": "2013-02-14",
        "La salida es [mañana] por [la mañana].": "2013-02-13|2013-02-13TMO",
    },
    rejects=["Llegó por la mañana.", "Una mañana fría.", "Hoy en día casi nadie fuma."],
)
def today(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours, with the weekday that may stand beside them; "la mañana" is a part of day."""
    word, text = " ".join(m["day"].lower().split()), m.string
    if word == "mañana" and re.search(
        r"\b(?:la|esta|una|cada|toda|esa|aquella|misma|buena|mañana y|otra|media|primera)\s+$",
        text[max(0, m.start() - 10) : m.start()],
        re.IGNORECASE,
    ):
        return None
    if word == "hoy" and re.match(r"\s+(?:en|por) d[íi]a\b", text[m.end() : m.end() + 9]):
        return None
    why = Step(DEICTIC, m["day"], "the day of publication")
    part = part_of(m["part"]) if m["part"] else None
    return read(romance.part_of_day(discourse.dct.shift(_DAYS[word]), part), why, confidence=0.97)


@rule(
    r"(?P<word>anoche|anteanoche)",
    examples={"Nevó [anoche] en León.": "2013-02-11TNI"},
)
def last_night(m: Match, discourse: Discourse) -> Reading | None:
    """The night before the day of publication."""
    back = -2 if m["word"].lower().startswith("ante") else -1
    why = Step(DEICTIC, m["word"], "the day of publication")
    return read(Period.part_of_day(discourse.dct.shift(back).n, DayPart.NIGHT), why, confidence=0.9)


@rule(
    r"(?:el|del|al) d[íi]a de (?P<day>hoy|ayer|mañana)|(?:la|una) jornada (?:del? )(?P<weekday>hoy|ayer|mañana|"
    rf"{WEEKDAY})",
    examples={"No recordó [el día de ayer] con gusto.": "2013-02-11", "[La jornada de ayer] fue larga.": "2013-02-11"},
    priority=3,
)
def day_of(m: Match, discourse: Discourse) -> Reading | None:
    """A day named at length: "el día de ayer", "la jornada del lunes"."""
    return placed(read(day_named(m["day"] or m["weekday"], m, discourse), confidence=0.95), m, discourse)


@rule(
    rf"(?:{_ARTICLE}(?:(?P<before>pasado|pr[óo]ximo|mismo|anterior|siguiente) )?|(?P<this>este|ese|aquel)(?: (?:mismo|"
    rf"pasado|pr[óo]ximo))? |(?P<bare>pasado|pr[óo]ximo) )(?P<weekday>{WEEKDAY})(?: (?P<behind>{BEHIND}|{AROUND}))?"
    r"(?! \d)",
    examples={
        "El concejo se reunió [el lunes].": "2013-02-11",
        "Las conversaciones seguirán [el viernes].": "2013-02-15",
        "Dimitió [el pasado jueves] tras la crítica.": "2013-02-07",
        "Votan [el próximo domingo].": "2013-02-17",
        "Los coches sin vender [del viernes pasado] siguen ahí.": "2013-02-08",
        "Juega [este miércoles] en Lima.": "2013-02-13",
        "Vuelve [el jueves que viene].": "2013-02-14",
        "Abrirá del [viernes] al [martes].": "2013-02-15|2013-02-19",
    },
    rejects=["Abre cada lunes.", "Los lunes cierra.", "El Domingo Savio es un colegio."],
    priority=1,
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday with its article; "pasado" and "próximo" say which."""
    number = weekday_of(m["weekday"])
    if m["weekday"][0].isupper() and re.match(r" [A-ZÁÉÍÓÚ][a-z]", m.string[m.end() : m.end() + 3]):
        return None
    word = plain(m["before"] or m["behind"] or m["bare"] or ("este" if m["this"] else ""))
    if m["this"] and "pasado" in m[0].lower():
        word = "pasado"
    if (m["this"] and m["this"].lower() != "este") or word in ("anterior", "previo", "siguiente"):
        return placed(romance.weekday_beside(discourse, number, WAYS.get(word, 0)), m, discourse)
    if word == "este":
        # "Este jueves" is the nearest one the sentence looks to, most often the one to come.
        sign, cue = discourse.tense(m)
        if not sign:
            return read(romance.weekday(discourse, m, number, 0).meaning or discourse.dct, confidence=0.8)
        meaning = resolution.open_weekday(discourse, m, number)
        return read(
            meaning.meaning or discourse.dct, *((cue,) if cue else ()), confidence=0.85, choices=meaning.choices
        )
    way = WAYS.get(word)
    return placed(romance.weekday(discourse, m, number, way), m, discourse)


@rule(
    rf"(?:(?:la|una) )?(?P<part>madrugada|noche|mañana|tarde) del? (?:(?P<when>(?:pasado |pr[óo]ximo )?{WEEKDAY}"
    rf"(?: pasado)?|hoy|ayer|anteayer)(?! \d)(?: al {WEEKDAY})?|(?:{WEEKDAY},? )?(?P<day>\d{{1,2}})"
    rf"(?: al \d{{1,2}})? de (?P<month>{MONTH})(?: del? (?P<year>{YEAR}))?)",
    examples={
        "Se hundió en [la noche del viernes pasado] lejos.": "2013-02-08TNI",
        "Llegó en [la mañana de ayer].": "2013-02-11TMO",
        "Nevó en [la noche del lunes al martes].": "2013-02-11TNI",
        "Ardió en [la madrugada del 5 de mayo de 2012].": "2012-05-05TMO",
        "Ardió en [la noche del 9 al 10 de mayo de 2012].": "2012-05-09TNI",
    },
    rejects=["La noche de los cristales rotos."],
    priority=4,
)
def part_of_named_day(m: Match, discourse: Discourse) -> Reading | None:
    """A part of a day that is named: "la noche del viernes"."""
    part = part_of(m["part"])
    if m["day"]:
        year = int(m["year"]) if m["year"] else None
        reading = romance.on_date(discourse, m, int(m["day"]), month_of(m["month"]), year, None)
        if not isinstance(reading.meaning, Period):
            return reading
        return read(romance.part_of_day(reading.meaning, part), *reading.steps, confidence=0.85)
    words = " ".join(m["when"].lower().split())
    if words.endswith(" pasado"):
        words = "pasado " + words.removesuffix(" pasado")
    return read(romance.part_of_day(day_named(words, m, discourse), part), confidence=0.85)


@rule(
    rf"(?P<this>esta|esa|aquella|la misma)(?: misma)? (?P<part>{PART})(?: mism[oa])?",
    examples={
        "Llamó [esta mañana].": "2013-02-12TMO",
        "Aterrizan [esta misma tarde].": "2013-02-12TAF",
        "Cerró [el 3 de mayo de 2012]; [esa noche] ardió.": "2012-05-03|2012-05-03TNI",
    },
    rejects=["Cada noche sale."],
    priority=2,
)
def this_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day of publication, or of the day last mentioned."""
    if m["this"].lower() == "esta" and not discourse.narrative:
        return read(romance.part_of_day(discourse.dct, part_of(m["part"])), confidence=0.92)
    day, why = romance.day_spoken_of(discourse, m)
    return read(romance.part_of_day(day, part_of(m["part"])), why, confidence=0.75)


# "The shadows of the night" are those of any night; "before the night" is not such a genitive.
_OF_A_PART = re.compile(r"(?<!antes)(?<!después)(?<!partir)(?<!horas)(?<!hora)(?<!largo) de $", re.IGNORECASE)


@rule(
    r"(?:las primeras horas de |las [úu]ltimas horas de |primera hora de )?la (?P<part>mañana|tarde|noche|madrugada)|"
    r"(?:de (?P<early>madrugada)|(?P<dawn>al (?:amanecer|anochecer|atardecer)))(?! de)",
    examples={
        "Se cerró, por [la noche], con un baile.": "2013-02-12TNI",
        "[El pasado jueves] por [la tarde] llovió.": "2013-02-07|2013-02-07TAF",
        "Votan en [las primeras horas de la mañana].": "2013-02-12TMO",
        "Llegaron [ayer] de [madrugada].": "2013-02-11|2013-02-11TMO",
        "Salieron [al anochecer].": "2013-02-12TEV",
    },
    rejects=["La noche temática empezó.", "La mañana era fría.", "Temen las sombras de la noche."],
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day being spoken of, behind a preposition."""
    if m["early"] or m["dawn"]:
        day, why = romance.day_spoken_of(discourse, m)
        part = part_of(m["early"] or m["dawn"][3:].strip())
        return read(
            romance.part_of_day(day, part), why, confidence=0.65, start=m.start("early") if m["early"] else None
        )
    if not re.search(
        r"\b(?:por|en|durante|desde|hasta|de|a|hacia)\s$", m.string[max(0, m.start() - 9) : m.start()], re.IGNORECASE
    ):
        return None
    if re.match(
        r" (?:temática|de (?:los|las|el|la) |electoral|europea|blanca|sin fin|etern[oa])",
        m.string[m.end() : m.end() + 12],
    ):
        return None
    if _OF_A_PART.search(discourse.before(m.start(), 24)) and not (
        discourse.mentions and m.start() - discourse.mentions[-1].end < 6
    ):
        return None
    day, why = romance.day_spoken_of(discourse, m)
    return read(romance.part_of_day(day, part_of(m["part"])), why, confidence=0.65)


_UNIT_WORDS = r"(?P<unit>semana|fin de semana|mes|trimestre|semestre|bimestre|año|d[ée]cada|siglo|milenio|d[íi]a)"


def _period(discourse: Discourse, word: str, shift: int) -> Reading | None:
    """The unit so many units from the reference time; what is no period of the calendar gives nothing."""
    unit, factor = unit_of(word)
    if plain(word) == "semestre":
        return read(resolution.deictic(discourse, Granularity.HALF, shift), confidence=0.9)
    if factor != 1 or unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.NIGHT):
        return None
    return read(resolution.deictic(discourse, GRANULARITY[unit], shift), confidence=0.93)


@rule(
    rf"(?:(?:todo|toda|durante) )?(?P<this>este|esta)(?: mism[oa])? (?:pr[óo]xim[oa] |pasad[oa] )?{_UNIT_WORDS}",
    examples={
        "Los costes subieron [este año].": "2013",
        "Se decide [esta semana].": "2013-W07",
        "Cierra [este mismo mes].": "2013-02",
        "Llueve [este fin de semana].": "2013-W07-WE",
    },
    rejects=["Este mesero es nuevo."],
    priority=1,
)
def this_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The unit in which the reference time lies."""
    shift = 1 if "xim" in m[0].lower() else -1 if " pasad" in m[0].lower() else 0
    reading = _period(discourse, m["unit"], shift)
    start = m.start("this") if m[0].lower().startswith("durante") else None
    if reading is None or reading.meaning is None or start is None:
        return reading
    return read(reading.meaning, confidence=reading.confidence, start=start)


@rule(
    rf"(?:(?:el|la|del|al) )(?:(?P<before>{BEFORE}|[úu]ltim[oa]|mism[oa]) )?{_UNIT_WORDS}(?: (?P<behind>{BEHIND}))?",
    examples={
        "Bajó [la semana pasada].": "2013-W06",
        "Se casan [el próximo año].": "2014",
        "El vigente [del año que viene] sube.": "2014",
        "Cayó [el pasado mes] un 3 %.": "2013-01",
        "Lo hará [el mes próximo].": "2013-03",
        "Crece más que en [el año en curso].": "2013",
    },
    rejects=["El año de la crisis."],
    priority=1,
)
def last_next(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before or after the reference time, by a word before or behind it."""
    before, behind = plain(m["before"] or ""), plain(m["behind"] or "")
    if not before and not behind:
        return None
    if before.startswith("mism"):
        return placed(romance.unit_of_last(discourse, GRANULARITY[unit_of(m["unit"])[0]], 0), m, discourse)
    if plain(m["unit"]) == "dia" and before.startswith("ultim"):
        return None
    shift = WAYS[before or behind]
    if before.startswith("ultim"):
        # "La última semana" runs up to now: the calendar's own week holds most of it.
        shift = 0
    return placed(_period(discourse, m["unit"], shift), m, discourse)


@rule(
    rf"(?P<this>este|esta|el|la|del|al|todo el|toda la) (?:(?P<before>{BEFORE}) )?(?P<season>{SEASON})(?: "
    rf"(?P<behind>{BEHIND}|{AROUND}))?|(?P<bare>{SEASON})|(?:ese|aquel|esa|aquella|mism[oa]) (?P<that>{SEASON})",
    examples={
        "El río creció [la primavera pasada].": "2012-SP",
        "Abre [este verano].": "2013-SU",
        "Acaba [el próximo otoño].": "2013-FA",
        "Cerró en [invierno].": "2012-WI",
        "Se hundió en [1912]; [la primavera siguiente] lo buscaron.": "1912|1913-SP",
    },
    rejects=["Primavera de Praga.", "El otoño de la vida."],
    priority=1,
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season, by the year the words around it point to, or the one a sentence looks to."""
    word = m["season"] or m["bare"] or m["that"]
    number = season_of(word)
    if m["that"]:
        return romance.season_of_last(discourse, number, 0)
    if m["bare"]:
        led = re.search(
            r"\b(?:en|desde|hasta|de|durante)\s$", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE
        )
        return resolution.open_season(discourse, m, number) if led and word.islower() else None
    told = plain(m["before"] or m["behind"] or "")
    if told in ("anterior", "previo", "previa", "siguiente"):
        return placed(romance.season_of_last(discourse, number, WAYS[told]), m, discourse)
    if told or m["this"].lower() in ("este", "esta"):
        return placed(read(resolution.season_near(discourse, number, WAYS.get(told, 0)), confidence=0.85), m, discourse)
    if word[0].isupper() or re.match(r" (?:de|del)\b", m.string[m.end() : m.end() + 4]):
        return None
    return placed(resolution.open_season(discourse, m, number), m, discourse)
