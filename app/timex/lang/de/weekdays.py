"""Weekdays, alone or with the words that say which, and weekends."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, choice, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored, series
from app.timex.lang.de.words import (
    PART,
    PART_ADVERB,
    PARTS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    direction_of,
    plain,
)

# Words that a weekday stands behind at the opening of a sentence; behind other capitals it is a family name.
_OPENING = re.compile(
    r"\b(?:Am|Ab|Seit|Bis|Vom|Zum|Von|Nach|Vor|Für|Den|Dem|Der|Und|Oder|Erst|Schon|Noch|Jeden|Uhr|Heute|Morgen|Gestern|"
    r"Mitte|Ende|Anfang|Nacht|Auf|Nächsten|Kommenden|Letzten|Vergangenen|Diesen)\s$"
)


@rule(
    rf"(?P<weekday>{WEEKDAY})(?:(?P<compound>{PART})|s? (?P<part>{PART_ADVERB}|früh|{PART}))?",
    examples={
        "Der Rat tagte am [Montag].": "2013-02-11",
        "Es ist [Dienstag].": "2013-02-12",
        "Die Gespräche werden am [Freitag] fortgesetzt.": "2013-02-15",
        "Am [Sonntagabend] kam ein Gewitter.": "2013-02-10TEV",
        "Die Schau wird von [Freitag] bis [Dienstag] gezeigt.": "2013-02-15|2013-02-19",
        "Seit [Montag früh] schneit es.": "2013-02-11TMO",
        "In der Sitzung am [Donnerstagnachmittag] gab es Streit.": "2013-02-07TAF",
    },
    rejects=[
        "Die Bild am Sonntag berichtete.",
        "Die Lesung mit Ida Freitag fiel aus.",
        "Das Wort zum Sonntag lief.",
        "Die Montage dauert.",
    ],
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday, alone or with a part of it, as one word or two; "Bild am Sonntag" is a newspaper."""
    before = m.string[max(0, m.start() - 20) : m.start()]
    if not m["weekday"][0].isupper() or re.search(r"\b(?:Bild am|Welt am|Wort zum|Tatort am|Zeit am) $", before):
        return None
    if re.search(r"\b[A-ZÄÖÜ]\w+ $", before) and not _OPENING.search(before):
        return None
    number = WEEKDAYS[plain(m["weekday"])]
    behind = series.weekday_behind(discourse, m.start(), number)
    reading = behind or resolution.open_weekday(discourse, m, number)
    part = m["compound"] or m["part"]
    return anchored.of_day(reading, PARTS[plain(part)] if part else None)


@rule(
    rf"(?P<which>{WHICH}) (?P<weekday>{WEEKDAY})s?(?P<compound>{PART})?",
    examples={
        "Sie kündigte [vergangenen Montag].": "2013-02-11",
        "Am [letzten Dienstag] wurde es eröffnet.": "2013-02-05",
        "Gewählt wird am [kommenden Freitag].": "2013-02-15",
        "Bis [diesen Donnerstag] ist Zeit.": "2013-02-14",
    },
    rejects=["Letzte Montage fehlen."],
    priority=2,
)
def directed_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """On a Tuesday "letzten Dienstag" is a week ago; "kommenden Freitag" is the first Friday to come."""
    number, direction = WEEKDAYS[plain(m["weekday"])], direction_of(m["which"])
    if direction < 0:
        day = resolution.last_weekday(discourse, number).shift(7 * (direction + 1))
    elif direction > 0:
        day = resolution.next_weekday(discourse, number).shift(7 * (direction - 1))
    else:
        day = Period(Granularity.DAY, discourse.anchor.to(Granularity.WEEK).first_day + number - 1)
    beyond = () if direction == 0 else (choice(day.shift(7 * direction), 0.2, "of the week beyond"),)
    return anchored.of_day(
        read(day, confidence=0.8, choices=beyond), PARTS[plain(m["compound"])] if m["compound"] else None
    )


@rule(
    rf"(?P<weekday>{WEEKDAY})(?P<compound>{PART})? (?:in )?(?:der )?(?P<which>{WHICH}) woche",
    examples={
        "Er ging am [Donnerstag vergangener Woche].": "2013-02-07",
        "Das Treffen ist am [Mittwoch nächster Woche].": "2013-02-20",
    },
    priority=3,
)
def weekday_of_week(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of last, this or next week."""
    week = resolution.deictic(discourse, Granularity.WEEK, direction_of(m["which"]))
    day = Period(Granularity.DAY, week.first_day + WEEKDAYS[plain(m["weekday"])] - 1)
    return anchored.of_day(read(day, confidence=0.93), PARTS[plain(m["compound"])] if m["compound"] else None)


@rule(
    r"wochenende",
    examples={"Am [Wochenende] war es sonnig.": "2013-W06-WE", "Am [Wochenende] soll es regnen.": "2013-W07-WE"},
    rejects=["Schönes Wochenende!", "Ein langes Wochenende tut gut."],
    priority=-1,
)
def weekend(m: Match, discourse: Discourse) -> Reading | None:
    """The last weekend, or the one to come where the sentence looks ahead."""
    if not re.search(r"\b(?:am|übers|vom|zum|bis zum)\s$", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE):
        return None
    sign, cue = discourse.tense(m)
    shift = 0 if sign > 0 or civil.weekday(discourse.anchor.first_day) >= 6 else -1
    return read(resolution.deictic(discourse, Granularity.WEEKEND, shift), *((cue,) if cue else ()), confidence=0.7)
