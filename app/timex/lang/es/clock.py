"""Clock times, with the day they belong to: "las ocho de la tarde", "las 14.30 horas", "medianoche"."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Period
from app.timex.lang import romance
from app.timex.lang.es.relative import day_named
from app.timex.lang.es.words import HOURS, MONTH, PARTS, SPELLED, WEEKDAY, month_of, number_of, part_of
from app.timex.lang.romance import YEAR, one_of, plain
from app.timex.timex3 import Step

_CLOCK_PART = r"(?P<part>mañana|tarde|noche|madrugada|mediod[íi]a)"
_ZONE = r"(?:,? hora (?:local|peninsular|oficial|española|de Madrid)|,? (?:GMT|UTC|CET|CEST))"
_OF_DAY = (
    rf"(?: del? (?:(?P<when>(?:pasado |pr[óo]ximo )?{WEEKDAY}|hoy|ayer|mañana(?! (?:por|y))|anteayer)|"
    rf"(?P<date>\d{{1,2}}) de (?P<month>{MONTH})(?: del? (?P<year>{YEAR}))?))?"
)


def _clock_day(m: Match, discourse: Discourse) -> tuple[Period, Step]:
    """The day told beside a clock time, else the one being spoken of."""
    named = day_named(m["when"], m, discourse) if m["when"] else None
    return romance.clock_day(discourse, m, month_of(m["month"]) if m["date"] else None, named)


def _at_day(m: Match, discourse: Discourse) -> int:
    """Where a clock time begins: "a" stays with it behind a day ("hoy a las diez").

    A bare "a" between two expressions would join them to a range, as in "de marzo a mayo".
    """
    if not m["a"]:
        return m.start()
    return m.start() if romance.beside_day(discourse, m) else m.start("las")


@rule(
    r"(?P<a>a )?(?P<las>las? )?(?P<hour>[01]?\d|2[0-4])(?P<sep>[.:h])(?P<minute>[0-5]\d)(?![\d%:]|[.,]\d)(?: ?"
    r"(?P<suffix>horas?\b(?! (?:local|peninsular|oficial|española|de Madrid))|hrs?\b\.?|h\b\.?|[ap]\.? ?m\b\.?))?"
    rf"(?P<zone>{_ZONE})?(?: (?:de|por) la {_CLOCK_PART})?{_OF_DAY}",
    examples={
        "El tren salió a [las 14:30].": "2013-02-12T14:30",
        "Saldrá a [las 08.00 hora local].": "2013-02-12T08:00",
        "El acto ([18.45 horas]) será breve.": "2013-02-12T18:45",
        "Empieza a [las 9.15 de la noche].": "2013-02-12T21:15",
        "El partido es [hoy] [a las 21:00].": "2013-02-12|2013-02-12T21:00",
    },
    rejects=["Corrió 3.58 segundos.", "Subió un 21.30 por ciento.", "Una media de 14.50 puntos."],
    priority=3,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time in figures; with a full stop for the colon it needs "las", a unit or brackets around it."""
    after = m.string[m.end() : m.end() + 2]
    if m["sep"] == "." and not (m["las"] or m["suffix"] or m["zone"] or m["part"]):
        opened = m.string[max(0, m.start() - 14) : m.start()].rpartition("(")
        if not opened[1] or ")" in opened[2] or after[:1] not in (")", ",", ";"):
            return None
    if m["a"] and not m["las"]:
        return None
    hour, suffix = int(m["hour"]), plain(m["suffix"] or "").replace(".", "").replace(" ", "")
    if suffix == "pm" and hour < 12:
        hour += 12
    part = part_of(m["part"]) if m["part"] else None
    hour = romance.clock_hour(hour, part)
    if hour > 24:
        return None
    day, why = _clock_day(m, discourse)
    start = _at_day(m, discourse) if m["las"] else m.start()
    return read(Period.clock(day.first_day, hour, int(m["minute"])), why, confidence=0.85, start=start)


@rule(
    r"(?P<hour>2[0-4]|1\d|\d)(?= (?:a|y|hasta) (?:las )?(?:2[0-4]|1\d|\d) (?:horas|h)\b)|(?P<last>2[0-4]|1\d|\d) "
    r"(?:horas|h\b)",
    examples={"Abre de [9] a [14 horas] sin cita.": "2013-02-12T09:00|2013-02-12T14:00"},
    rejects=["Tarda 9 a 14 horas.", "Tardó 14 horas."],
    priority=3,
)
def hours_open(m: Match, discourse: Discourse) -> Reading | None:
    """The two ends of "de 9 a 14 horas"."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if m["last"]:
        if before is None or not before.rule.endswith("hours_open") or m.start() - before.end > 12:
            return None
    elif not re.search(
        r"\b(?:de|desde|entre)(?: las)?\s$", m.string[max(0, m.start() - 11) : m.start()], re.IGNORECASE
    ):
        return None
    day, why = romance.day_spoken_of(discourse, m)
    return read(Period.clock(day.first_day, int(m["hour"] or m["last"]), 0), why, confidence=0.7)


_CLOCK_CUE = re.compile(
    r"\b(?:a|desde|hasta|hacia|sobre|entre|y|antes de|después de|alrededor de|cerca de|"
    r"pasadas|a partir de|son|eran)\s$",
    re.IGNORECASE,
)
_CLOCK_END = re.compile(r"[.,;:)!?]|$|\s+(?:en|y|del?|con|para|se|los?|las?|el|ante|cuando|por|que|hasta|un|una)\b")


@rule(
    rf"(?P<a>a )?(?P<las>las? )(?P<hour>2[0-4]|1\d|\d|{one_of(HOURS)})(?: (?P<way>y|menos) (?P<minutes>media|cuarto|"
    rf"\d\d?|{SPELLED}))?(?P<unit> ?(?:horas|h)\b)?(?P<sharp> en punto)?(?P<zone>{_ZONE})?(?: (?:de|por)"
    rf" la {_CLOCK_PART}| del (?P<noon>mediod[íi]a))?{_OF_DAY}",
    examples={
        "Empezó a [las ocho de la tarde].": "2013-02-12T20:00",
        "Volcó a [las seis de la mañana de ayer].": "2013-02-11T06:00",
        "Atacó a [las 5 de la mañana del 1 de mayo de 2012].": "2012-05-01T05:00",
        "Cita a [las 11 de la mañana] aquí.": "2013-02-12T11:00",
        "Llegó a [las diez y media de la noche].": "2013-02-12T22:30",
        "Cierran a [las 15 horas].": "2013-02-12T15:00",
        "Salió a [las tres menos cuarto].": "2013-02-12T02:45",
    },
    rejects=["Exigen las 35 horas.", "Ayudó a las tres mujeres.", "Vio a las 10 personas.", "Era la mayor de las dos."],
    priority=4,
)
def oclock(m: Match, discourse: Discourse) -> Reading | None:
    """An hour in words or figures: "las ocho de la tarde", "las 15 horas", "las diez y media"."""
    told = m["part"] or m["noon"] or m["sharp"] or m["zone"] or m["when"] or m["date"] or (m["minutes"] and m["way"])
    before = m.string[max(0, m.start("las") - 14) : m.start("las")]
    if not told:
        if not _CLOCK_CUE.search(before) or re.search(r"\bfrente a\s$", before):
            return None
        if not m["unit"] and not _CLOCK_END.match(m.string[m.end() : m.end() + 12]):
            return None
    hour = int(m["hour"]) if m["hour"].isdigit() else HOURS[plain(m["hour"])]
    if m["las"].lower().startswith("la ") and hour != 1:
        return None
    part = part_of(m["part"]) if m["part"] else None
    hour = romance.clock_hour(hour, part) if not m["noon"] or hour > 3 else hour + 12
    minutes = {"media": 30, "cuarto": 15}.get((m["minutes"] or "").lower())
    if m["minutes"] and minutes is None:
        minutes = int(number_of(m["minutes"]))
    if m["way"] == "menos" and minutes:
        hour, minutes = hour - 1, 60 - minutes
    if not 0 <= hour <= 24 or (minutes or 0) > 59:
        return None
    day, why = _clock_day(m, discourse)
    return read(
        Period.clock(day.first_day, hour, minutes or 0),
        why,
        confidence=0.8 if told else 0.6,
        start=_at_day(m, discourse),
    )


@rule(
    rf"(?P<hour>[01]?\d|2[0-4]) ?(?:horas|h\.?|hrs\.?)(?:{_ZONE})|(?P<hour2>1[0-2]|[1-9]) ?(?P<half>[ap]\.? ?m\b\.?)",
    examples={"Cierra a las [10 p. m.] cada sala.": "2013-02-12T22:00", "Zarpa a [13 horas GMT].": "2013-02-12T13:00"},
    rejects=["Anduvo 13 horas."],
    priority=2,
)
def clock_hours(m: Match, discourse: Discourse) -> Reading | None:
    """An hour known by its zone or half of the day."""
    hour = int(m["hour"] or m["hour2"])
    if m["half"]:
        hour = hour % 12 + (12 if m["half"].lower().startswith("p") else 0)
    day, why = romance.day_spoken_of(discourse, m)
    return read(Period.clock(day.first_day, hour, 0), why, confidence=0.8)


@rule(
    rf"(?:(?:la|el|este|al) )?(?P<word>medianoche|mediod[íi]a){_OF_DAY}",
    examples={
        "El plazo acaba a [medianoche].": "2013-02-12T24:00",
        "Comieron [al mediodía de ayer] en casa.": "2013-02-11TMI",
        "Calló todo a [medianoche del 8 de mayo de 2012].": "2012-05-08T24:00",
        "Presentará [este mediodía] el cartel.": "2013-02-12TMI",
    },
    rejects=["El Mediodía francés."],
    priority=3,
)
def noon(m: Match, discourse: Discourse) -> Reading | None:
    """Midday as a part of the day; midnight as the end of the day it is named with (T24:00)."""
    if m["word"][0].isupper():
        return None
    day, why = _clock_day(m, discourse)
    if m["word"].lower() == "medianoche":
        return read(Period.clock(day.first_day, 24, 0), why, confidence=0.8)
    return read(Period.part_of_day(day.first_day, PARTS["mediodía"]), why, confidence=0.8)
