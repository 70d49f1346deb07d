"""Times that come again: "jeden Donnerstag", "täglich", "zweimal pro Woche", "montags"."""

from __future__ import annotations

import re

from app.timex.duration import Duration
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.de.words import (
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    PART,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAY_ADVERBS,
    WEEKDAYS,
    number_of,
    one_of,
    ordinals,
    plain,
)
from app.timex.lang.recurrences import recurring
from app.timex.timex3 import Recurrence


@rule(
    rf"(?:jede[nmrs]?|alle) (?:(?P<n>{NUMBER}) )?(?P<unit>{WEEKDAY}|{MONTH}|{SEASON}|{UNIT}|{PART})",
    examples={
        "Sie treffen sich [jeden Donnerstag].": "XXXX-WXX-4",
        "[Jedes Jahr] tritt der Fluss über.": "P1Y",
        "Er schreibt [alle zwei Wochen].": "P2W",
        "[Jeden Juli] ist hier ein Fest.": "XXXX-07",
        "Sie läuft [jeden Morgen].": "XXXX-XX-XXTMO",
    },
    rejects=["Jeder Schüler kam.", "Alle Jahre wieder kommt das Lied.", "Alle Tagesgäste."],
    priority=3,
)
def every(m: Match, discourse: Discourse) -> Reading | None:
    """Every unit, or every so many; "alle" needs a number."""
    word = plain(m["unit"])
    if m["n"]:
        if word not in UNITS:
            return None
        return read(Recurrence(Duration.of(number_of(m["n"]), UNITS[word]).value, "EVERY"), confidence=0.85)
    if plain(m[0]).startswith("alle"):
        return None
    again = recurring(word, "EVERY", weekdays=WEEKDAYS, months=MONTHS, seasons=SEASONS, parts=PARTS, units=UNITS)
    return read(again, confidence=0.85)


_NTH_WEEKDAY = rf"(?:{ordinals(4)}|[1-4]\.|letzte[mnrs]?) (?:{WEEKDAY}|wochenende)"


@rule(
    rf"(?:{_NTH_WEEKDAY} (?:im monat|(?:eines )?jede[ns] monats)|jede[nms]? {_NTH_WEEKDAY} (?:im monat|des monats))",
    examples={
        "Der Rat tagt am [ersten Montag im Monat].": "P1M",
        "Sie treffen sich am [letzten Freitag jedes Monats].": "P1M",
        "[Jeden zweiten Dienstag im Monat] ist Markt.": "P1M",
    },
    rejects=["Im ersten Monat kam niemand."],
    priority=4,
)
def monthly_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of every month: once a month."""
    return read(Recurrence("P1M", "EVERY"), confidence=0.85)


_ADJECTIVES = {
    "stündlich": "PT1H", "täglich": "P1D", "tagtäglich": "P1D", "wöchentlich": "P1W", "monatlich": "P1M",
    "vierteljährlich": "P3M", "quartalsweise": "P1Q", "halbjährlich": "P6M", "jährlich": "P1Y", "alljährlich": "P1Y",
}  # fmt: skip


@rule(
    rf"(?P<word>{one_of(_ADJECTIVES)})(?:e|en|em|er|es)?",
    examples={"Die Zeitung erscheint [täglich].": "P1D", "Das [alljährliche] Fest fällt aus.": "P1Y"},
    rejects=["Alltägliche Dinge."],
)
def adverb(m: Match, discourse: Discourse) -> Reading | None:
    """Adverbs and adjectives of repetition."""
    return read(Recurrence(_ADJECTIVES[plain(m["word"])], "EVERY"), confidence=0.78)


_TIMES = {f"{word}mal": number for word, number in NUMBERS.items() if number <= 20} | {"mehrmals": 0}


@rule(
    rf"(?P<freq>{one_of(_TIMES)}|\d{{1,3}} ?mal) (?:pro|im|in der|am|je|alle) "
    rf"(?:(?P<n>{NUMBER}) )?(?P<unit>{UNIT})",
    examples={
        "Er schwimmt [zweimal pro Woche].": "P1W",
        "[Dreimal am Tag] läutet es.": "P1D",
        "[Einmal im Jahr] treffen sie sich.": "P1Y",
    },
    rejects=["Zweimal im Wald."],
    priority=3,
)
def times_per(m: Match, discourse: Discourse) -> Reading | None:
    """So many times in a unit."""
    word = plain(m["freq"])
    number = _TIMES[word] if word in _TIMES else int(re.sub(r"\D", "", word))
    amount = Duration.of(number_of(m["n"]) if m["n"] else 1, UNITS[plain(m["unit"])])
    return read(Recurrence(amount.value, "EVERY", f"{number}X" if number else "X"), confidence=0.85)


@rule(
    rf"(?P<weekday>{one_of(WEEKDAY_ADVERBS)})|(?P<day>{WEEKDAY})(?P<part>{PART})s",
    examples={"Das Museum ist [montags] zu.": "XXXX-WXX-1", "Sie proben [dienstagabends].": "XXXX-WXX-2TEV"},
    rejects=["Des Montags Sorgen."],
    priority=1,
)
def weekdays(m: Match, discourse: Discourse) -> Reading | None:
    """Weekdays in -s, written small, come again; with a capital they are a genitive."""
    if m[0][0].isupper() and re.search(r"[\w,]\s$", m.string[max(0, m.start() - 2) : m.start()]):
        return None
    if m["weekday"]:
        return read(Recurrence(f"XXXX-WXX-{WEEKDAY_ADVERBS[plain(m['weekday'])]}"), confidence=0.85)
    value = f"XXXX-WXX-{WEEKDAYS[plain(m['day'])]}T{PARTS[plain(m['part'])].value}"
    return read(Recurrence(value), confidence=0.85)
