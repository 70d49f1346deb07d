"""Dates that hang on the day of publication: "hier", "la semaine dernière", a weekday, a part of day."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.duration import Unit
from app.timex.grammar import DEICTIC, Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import romance
from app.timex.lang.fr.words import (
    AROUND,
    BEHIND,
    MONTH,
    PART,
    PART_NOUN,
    PERIOD_UNIT,
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

_DAYS = {"aujourd'hui": 0, "hier": -1, "demain": 1, "avant-hier": -2, "apres-demain": 2}
_PART_AFTER = rf"(?: (?:au |dans l['’]|en |dans la )?(?P<part>{PART}|soir[ée]e|matin[ée]e|nuit))?"


def day_named(words: str, m: Match, discourse: Discourse) -> Period:
    """The day that stands beside a clock time or part of day: "hier", "lundi", "lundi dernier"."""
    lowered = plain(words)
    if lowered in _DAYS:
        return discourse.dct.shift(_DAYS[lowered])
    name, *behind = lowered.split()
    meaning = romance.weekday(discourse, m, weekday_of(name), WAYS[behind[0]] if behind else None).meaning
    assert isinstance(meaning, Period)
    return meaning


def _at(reading: Reading, part: DayPart | None) -> Reading:
    if part is None or not isinstance(reading.meaning, Period):
        return reading
    return read(romance.part_of_day(reading.meaning, part), *reading.steps, confidence=reading.confidence)


@rule(
    rf"(?P<day>aujourd['’]hui|avant-hier|hier|apr[èe]s-demain|demain)(?! ?[,;]? que)(?:,? (?P<weekday>{WEEKDAY})"
    rf"(?! \d))?{_PART_AFTER}",
    examples={
        "Il a parlé [aujourd'hui].": "2013-02-12",
        "Elle est partie [hier].": "2013-02-11",
        "Ils reviennent [demain soir].": "2013-02-13TEV",
        "Il a plu [hier matin].": "2013-02-11TMO",
        "On l'a vu [avant-hier].": "2013-02-10",
        "Elle arrive [demain mercredi].": "2013-02-13",
        "Reprise [après-demain].": "2013-02-14",
    },
    rejects=["Il reste à faire."],
)
def today(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours, with the weekday and the part of day that may stand beside them."""
    part = part_of(m["part"]) if m["part"] else None
    why = Step(DEICTIC, m["day"], "the day of publication")
    return read(romance.part_of_day(discourse.dct.shift(_DAYS[plain(m["day"])]), part), why, confidence=0.97)


@rule(
    rf"(?P<this>ce|cet|cette) (?P<part>{PART_NOUN})(?P<there>-l[àa])?",
    examples={
        "Il a appelé [ce matin].": "2013-02-12TMO",
        "Ils atterrissent [cet après-midi].": "2013-02-12TAF",
        "Le vote a lieu [ce soir].": "2013-02-12TEV",
        "Il ferma [le 3 mai 2012] ; [cette nuit-là], il brûla.": "2012-05-03|2012-05-03TNI",
    },
    rejects=["Chaque soir, il sort."],
    priority=2,
)
def this_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day of publication, or of the day last mentioned."""
    part = part_of(m["part"])
    if not m["there"] and not discourse.narrative:
        return read(romance.part_of_day(discourse.dct, part), confidence=0.92)
    day, why = romance.day_spoken_of(discourse, m)
    return read(romance.part_of_day(day, part), why, confidence=0.75)


@rule(
    rf"(?:(?:ce|cette) (?P<this>))?(?P<weekday>{WEEKDAY})(?: (?P<behind>{BEHIND}|{AROUND})| en (?P<weeks>huit|quinze)"
    rf")?{_PART_AFTER}(?! \d|s)",
    examples={
        "Le conseil s'est réuni [lundi].": "2013-02-11",
        "Les discussions reprendront [vendredi].": "2013-02-15",
        "Elle a démissionné [jeudi dernier].": "2013-02-07",
        "Ils voteront [dimanche prochain].": "2013-02-17",
        "Il joue [ce mercredi] à Lens.": "2013-02-13",
        "Un incendie a éclaté [dimanche soir].": "2013-02-10TEV",
        "On l'attend d'ici à [samedi].": "2013-02-16",
        "Rendez-vous [mercredi en huit].": "2013-02-20",
    },
    rejects=["Fermé le lundi.", "Le Journal du dimanche l'écrit.", "Robinson et Vendredi."],
    priority=1,
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday without its article is a day; "dernier" and "prochain" say which."""
    number, before = weekday_of(m["weekday"]), m.string[max(0, m.start() - 12) : m.start()]
    if m["weekday"][0].isupper() and not re.search(r"(?:^|[.!?:«]\s*|\n|,\s)$", before):
        return None
    if re.search(r"\b(?:Journal|JDD|chaque|tous les|les|un|une|le journal) (?:du )?$", before) and not m["behind"]:
        return None
    part = part_of(m["part"]) if m["part"] else None
    word = plain(m["behind"] or "")
    if not word and m["this"] is None and re.search(r"\ble\s$", before, re.IGNORECASE) and not discourse.narrative:
        return None
    if word in ("suivant", "precedent", "d'apres", "d'avant"):
        return _at(romance.weekday_beside(discourse, number, WAYS[word]), part)
    if m["weeks"]:
        later = 7 if m["weeks"].lower() == "huit" else 14
        return _at(read(resolution.next_weekday(discourse, number).shift(later), confidence=0.85), part)
    if m["this"] is not None:
        sign, _ = discourse.tense(m)
        return _at(romance.weekday(discourse, m, number, None if sign else 0), part)
    return _at(romance.weekday(discourse, m, number, WAYS.get(word)), part)


@rule(
    rf"(?:la )?nuit (?:de |du )(?P<from>{WEEKDAY}|hier)(?: (?P<behind>derni(?:er|[èe]re)))?(?: (?:à|au) (?:{WEEKDAY}|"
    r"aujourd['’]hui|demain))?|"
    r"(?:la |le |l['’])?(?P<part>matin[ée]e|matin|soir[ée]e|soir|nuit|apr[èe]s-midi|journ[ée]e|aube) "
    rf"(?:de |du |d['’])(?:(?P<when>{WEEKDAY}|hier|demain)(?! \d)|(?:{WEEKDAY} )?(?P<day>\d{{1,2}})(?:er)?"
    rf"(?: au \d{{1,2}}(?:er)?)? (?P<month>{MONTH})(?: (?P<year>{YEAR}))?)",
    examples={
        "Il a neigé dans [la nuit du 24 au 25 décembre].": "2012-12-24TNI",
        "Il a coulé dans [la nuit de lundi à mardi].": "2013-02-11TNI",
        "Il est venu dans [la matinée de samedi].": "2013-02-09TMO",
        "Tout a brûlé [la nuit du 5 mai 2012].": "2012-05-05TNI",
        "Tout a brûlé à [l'aube du 22 juin 2012].": "2012-06-22TMO",
    },
    rejects=["La nuit des longs couteaux."],
    priority=4,
)
def part_of_named_day(m: Match, discourse: Discourse) -> Reading | None:
    """A part of a day that is named: "la nuit de lundi à mardi" is Monday's."""
    part = part_of(m["part"]) if m["part"] else DayPart.NIGHT
    if m["day"]:
        year = int(m["year"]) if m["year"] else None
        return _at(romance.on_date(discourse, m, int(m["day"]), month_of(m["month"]), year, None), part)
    words = m["from"] or m["when"]
    if m["behind"] and plain(words) not in _DAYS:
        words = f"{words} dernier"
    return _at(read(day_named(words, m, discourse), confidence=0.85), part)


@rule(
    r"(?:le |la |l['’])(?P<part>matin|matin[ée]e|apr[èe]s-midi|soir|soir[ée]e|nuit|aube)|"
    r"(?P<bare>matin[ée]e|soir[ée]e)",
    examples={
        "[Jeudi dernier], dans [la soirée], il a plu.": "2013-02-07|2013-02-07TEV",
        "Il s'arrêta dans [la nuit].": "2013-02-12TNI",
        "Ils sont rentrés à [l'aube].": "2013-02-12TMO",
        "Il parlera en [soirée].": "2013-02-12TEV",
    },
    rejects=["Le soir est doux.", "La nuit des rois.", "Il travaille le soir."],
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day being spoken of, behind "dans" and the like."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    leads = r"en|en fin de|en début de" if m["bare"] else r"à|dans|durant|pendant|pour|dès|avant|jusqu['’]à"
    if not re.search(rf"\b(?:{leads})\s$", before, re.IGNORECASE):
        return None
    if re.match(r" (?:des|du|de) ", m.string[m.end() : m.end() + 5]):
        return None
    day, why = romance.day_spoken_of(discourse, m)
    return read(romance.part_of_day(day, part_of(m["part"] or m["bare"])), why, confidence=0.65)


def _period(discourse: Discourse, word: str, shift: int) -> Reading | None:
    """The unit so many units from the reference time; what is no period of the calendar gives nothing."""
    unit, factor = unit_of(word)
    if plain(word) == "semestre":
        return read(resolution.deictic(discourse, Granularity.HALF, shift), confidence=0.9)
    if factor != 1 or unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.NIGHT):
        return None
    return read(resolution.deictic(discourse, GRANULARITY[unit], shift), confidence=0.93)


@rule(
    rf"(?P<this>ce|cet|cette) (?P<unit>{PERIOD_UNIT})(?:-ci)?(?! de (?:janvier|l['’]))",
    examples={
        "Les coûts ont crû [cette année].": "2013",
        "Tout se décide [cette semaine].": "2013-W07",
        "Il ferme [ce mois-ci].": "2013-02",
        "Il pleut [ce week-end].": "2013-W07-WE",
    },
    rejects=["Ce jour-là, il partit.", "Cette annéelà."],
    priority=1,
)
def this_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The unit in which the reference time lies."""
    if re.match(r"-l[àa]", m.string[m.end() : m.end() + 3]):
        return None
    return _period(discourse, m["unit"], 0)


@rule(
    rf"(?:le |la |l['’])?(?:(?P<before>prochaine?|m[êe]me) (?P<unit2>{PERIOD_UNIT})|(?P<unit>{PERIOD_UNIT}) "
    rf"(?P<behind>{BEHIND}))",
    examples={
        "Il a chuté [la semaine dernière].": "2013-W06",
        "Ils se marient [l'an prochain].": "2014",
        "Il a baissé [le mois dernier].": "2013-01",
        "Mieux que [l'année passée].": "2012",
        "Plus que durant [l'année en cours].": "2013",
        "Il vient [le week-end prochain].": "2013-W08-WE",
    },
    rejects=["Le jour de gloire.", "Jour passé à lire."],
    priority=1,
)
def last_next(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before or after the reference time."""
    word = plain(m["behind"] or m["before"])
    unit = m["unit"] or m["unit2"]
    if plain(unit) == "jour" and word != "meme":
        return None
    if word == "meme":
        return romance.unit_of_last(discourse, GRANULARITY[unit_of(unit)[0]], 0)
    if word in ("passe", "passee", "ecoule", "ecoulee") and not re.match(r"l", m[0], re.IGNORECASE):
        return None
    return _period(discourse, unit, WAYS[word])


@rule(
    rf"(?P<this>cet|ce) (?P<season>{SEASON})(?P<there>-l[àa])?|(?P<article>l['’]|le )?(?P<season2>{SEASON})(?: "
    rf"(?P<behind>{BEHIND}|{AROUND}))?",
    examples={
        "Le fleuve a débordé [le printemps dernier].": "2012-SP",
        "Il ouvre [cet été].": "2013-SU",
        "Il finit [l'automne prochain].": "2013-FA",
        "Il a fermé en [hiver].": "2012-WI",
        "On a semé au [printemps].": "2012-SP",
        "Il coula en [1912] ; [le printemps suivant], on le chercha.": "1912|1913-SP",
    },
    rejects=["Il a été vu.", "Le printemps de Prague.", "L'été indien.", "Il avait été dernier."],
    priority=1,
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season, by the year the words around it point to, or the one a sentence looks to."""
    word = m["season"] or m["season2"]
    number, told = season_of(word), plain(m["behind"] or "")
    before = m.string[max(0, m.start() - 9) : m.start()]
    if not m["season"] and not m["article"]:
        # "Été" is "been", too: without its article it needs "en", and the others "en", "au" or "du".
        led = re.search(r"\ben\s$" if plain(word) == "ete" else r"\b(?:en|au|du)\s$", before, re.IGNORECASE)
        if led is None:
            return None
    if m["there"] or told in ("suivant", "suivante", "precedent", "precedente", "d'apres", "d'avant"):
        return romance.season_of_last(discourse, number, WAYS.get(told, 0))
    if m["season"] or told:
        return read(resolution.season_near(discourse, number, WAYS.get(told, 0)), confidence=0.85)
    if m["article"] and not re.search(
        r"\b(?:à|dans|pendant|durant|avant|après|depuis|pour|jusqu['’]à|dès|vers|de|tout)\s?$", before, re.IGNORECASE
    ):
        return None
    if re.match(r" (?:de |d['’]|du |indien|austral)", m.string[m.end() : m.end() + 8]):
        return None
    return resolution.open_season(discourse, m, number)
