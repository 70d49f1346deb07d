"""Times that come again: "щодня", "кожного четверга", "двічі на тиждень"."""

from __future__ import annotations

import re

from app.timex.duration import Duration
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.recurrences import recurring
from app.timex.lang.uk.words import (
    MONTH,
    MONTHS,
    NUMBER,
    PART_NOUN,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    WEEKDAYS_PLURAL,
    adjective,
    number_of,
    one_of,
    ordinals,
    plain,
)
from app.timex.timex3 import Recurrence


@rule(
    rf"(?P<quant>{adjective('кожн')}|кожен) (?:(?P<n>{NUMBER}) )?"
    rf"(?P<unit>{WEEKDAY}|{MONTH}|{SEASON}|{PART_NOUN}|{UNIT})",
    examples={
        "Вони зустрічаються [кожного четверга].": "XXXX-WXX-4",
        "[Кожен рік] річка розливається.": "P1Y",
        "Він пише [кожні два тижні].": "P2W",
        "[Кожного липня] тут фестиваль.": "XXXX-07",
        "Вона бігає [кожного ранку].": "XXXX-XX-XXTMO",
    },
    rejects=["Кожен учень прийшов.", "Зростало з кожним днем."],
    priority=3,
)
def every(m: Match, discourse: Discourse) -> Reading | None:
    """Every unit, or every so many; "з кожним днем" is "more and more"."""
    if plain(m["quant"]) == "кожним" and re.search(r"\bз\s$", m.string[max(0, m.start() - 3) : m.start()]):
        return None
    word = plain(m["unit"])
    if m["n"]:
        if word not in UNITS:
            return None
        return read(Recurrence(Duration.of(number_of(m["n"]), UNITS[word]).value, "EVERY"), confidence=0.85)
    again = recurring(word, "EVERY", weekdays=WEEKDAYS, months=MONTHS, seasons=SEASONS, parts=PARTS, units=UNITS)
    return read(again, confidence=0.85)


_NTH_WEEKDAY = rf"(?:{ordinals(4)}|{adjective('останн', soft=True)}) {WEEKDAY}"


@rule(
    rf"(?:{_NTH_WEEKDAY} (?:кожного місяця|щомісяця)|(?:{adjective('кожн')}|кожен) {_NTH_WEEKDAY} місяця)",
    examples={
        "Рада збирається у [перший понеділок кожного місяця].": "P1M",
        "[Кожної останньої п'ятниці місяця] тут ярмарок.": "P1M",
    },
    rejects=["Перший місяць минув."],
    priority=4,
)
def monthly_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of every month: once a month."""
    return read(Recurrence("P1M", "EVERY"), confidence=0.85)


_ADVERBS = {
    "щогодини": "PT1H", "щодня": "P1D", "щоденно": "P1D", "щодоби": "P1D", "щотижня": "P1W", "щотижнево": "P1W",
    "щомісяця": "P1M", "щомісячно": "P1M", "щокварталу": "P1Q", "щоквартально": "P1Q", "щороку": "P1Y",
    "щорічно": "P1Y", "щоранку": "XXXX-XX-XXTMO", "щовечора": "XXXX-XX-XXTEV", "щоночі": "XXXX-XX-XXTNI",
    "щопонеділка": "XXXX-WXX-1", "щовівторка": "XXXX-WXX-2", "щосереди": "XXXX-WXX-3", "щочетверга": "XXXX-WXX-4",
    "щоп'ятниці": "XXXX-WXX-5", "щосуботи": "XXXX-WXX-6", "щонеділі": "XXXX-WXX-7",
    "щовесни": "XXXX-SP", "щоліта": "XXXX-SU", "щоосені": "XXXX-FA", "щозими": "XXXX-WI",
}  # fmt: skip
_ADJECTIVES = {"щогодинн": "PT1H", "щонічн": "XXXX-XX-XXTNI", "щоденн": "P1D", "щодобов": "P1D",
               "щотижнев": "P1W", "щомісячн": "P1M", "щоквартальн": "P1Q", "щорічн": "P1Y"}  # fmt: skip


@rule(
    rf"(?P<adverb>{one_of(_ADVERBS)})|(?P<adjective>{adjective(*_ADJECTIVES)})",
    examples={
        "Газета виходить [щодня].": "P1D",
        "[Щорічний] ярмарок скасували.": "P1Y",
        "[Щоп'ятниці] вони співають.": "XXXX-WXX-5",
    },
    rejects=["Щоденник зник."],
)
def adverb(m: Match, discourse: Discourse) -> Reading | None:
    """Adverbs and adjectives of repetition."""
    if m["adverb"]:
        return read(Recurrence(_ADVERBS[plain(m["adverb"])], "EVERY"), confidence=0.8)
    stem = next(stem for stem in _ADJECTIVES if plain(m["adjective"]).startswith(stem))
    return read(Recurrence(_ADJECTIVES[stem], "EVERY"), confidence=0.75)


_FROM_TO = {"рік": "P1Y", "року": "P1Y", "день": "P1D", "дня": "P1D", "тиждень": "P1W", "тижня": "P1W", "місяць": "P1M",
            "місяця": "P1M"}  # fmt: skip


@rule(
    rf"(?:(?:з|із) (?P<from>року|дня|тижня|місяця) (?:у|в|на) |(?P<first>рік|день|тиждень|місяць) (?:у|в|за) )"
    rf"(?P<to>{one_of(_FROM_TO)})|(?:день у день|щодень)|що (?P<n>{NUMBER}) (?P<unit>роки|років|дні|днів|тижні|тижнів|"
    rf"місяці|місяців|години|годин|хвилини|хвилин)",
    examples={
        "[Рік у рік] село меншало.": "P1Y",
        "[З дня на день] ставало гірше.": "P1D",
        "[Що два тижні] возили пошту.": "P2W",
    },
    rejects=["Він сказав, що два тижні хворів.", "Рік у місті."],
    priority=2,
)
def on_and_on(m: Match, discourse: Discourse) -> Reading | None:
    """Year after year, and every so many units; behind a comma "що" is "that"."""
    if m["n"]:
        if m.string[max(0, m.start() - 2) : m.start()].startswith(","):
            return None
        return read(Recurrence(Duration.of(number_of(m["n"]), UNITS[plain(m["unit"])]).value, "EVERY"), confidence=0.7)
    if m["to"] and _FROM_TO[plain(m["to"])] != _FROM_TO[plain(m["from"] or m["first"])]:
        return None
    return read(Recurrence(_FROM_TO[plain(m["to"] or "день")], "EVERY"), confidence=0.75)


@rule(
    rf"(?P<freq>раз|двічі|тричі|(?:{NUMBER}|кілька|декілька) раз(?:и|ів|а)?) (?:на|в|у) "
    rf"(?:(?P<n>{NUMBER}|кілька|декілька) )?(?P<unit>{UNIT})",
    examples={
        "Він плаває [двічі на тиждень].": "P1W",
        "[Три рази на день] дзвонять дзвони.": "P1D",
        "[Раз на кілька місяців] його бачать.": "PXM",
    },
    rejects=["Двічі на сцені."],
    priority=3,
)
def times_per(m: Match, discourse: Discourse) -> Reading | None:
    """So many times in a unit."""
    words = plain(m["freq"])
    fixed = {"раз": "1X", "двічі": "2X", "тричі": "3X"}
    freq = fixed.get(words) or (
        "X" if words.startswith(("кіл", "дек")) else f"{int(number_of(words.rpartition(' ')[0]))}X"
    )
    unit = UNITS[plain(m["unit"])]
    count = plain(m["n"] or "")
    amount = Duration.of(1, unit) if not count else Duration.of(
        None if count.startswith(("кіл", "дек")) else number_of(count), unit)  # fmt: skip
    return read(Recurrence(amount.value, "EVERY", freq), confidence=0.85)


@rule(
    rf"(?:по )?(?P<weekday>{one_of(WEEKDAYS_PLURAL)})",
    examples={"Музей зачинено [по понеділках].": "XXXX-WXX-1"},
    rejects=["По стежках ходили."],
    priority=2,
)
def weekdays(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday in the plural."""
    return read(Recurrence(f"XXXX-WXX-{WEEKDAYS_PLURAL[plain(m['weekday'])]}"), confidence=0.85)
