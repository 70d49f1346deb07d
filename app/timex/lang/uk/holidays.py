"""Holidays by name; which day they fall on is the calendar's word."""

from __future__ import annotations

from app.timex.grammar import Discourse, Match, Reading, rule
from app.timex.lang import anchored
from app.timex.lang.uk.words import LAST, NEXT, THIS, direction_of, one_of, plain

_FORMS = {
    "Christmas Eve": "святвечір святвечора святвечору святий_вечір святого_вечора",
    "Christmas Day": "різдво різдва різдву різдвом різдві",
    "New Year's Day": "новий_рік нового_року новому_році новим_роком",
    "New Year's Eve": "переддень_нового_року",
    "Easter Sunday": "великдень великодня великодню великоднем великодні",
    "Palm Sunday": "вербна_неділя вербної_неділі вербній_неділі вербну_неділю вербною_неділею",
    "Maundy Thursday": "чистий_четвер чистого_четверга",
    "Good Friday": "страсна_п'ятниця страсної_п'ятниці страсну_п'ятницю",
    "Mother's Day": "день_матері дня_матері дню_матері днем_матері",
    "Day of the Constitution of Ukraine": "день_конституції дня_конституції дню_конституції днем_конституції",
    "Defenders' Day": "день_захисника_україни дня_захисника_україни день_захисників_україни дня_захисників_україни "
                      "день_захисників_і_захисниць дня_захисників_і_захисниць",
    "Pentecost": "трійця трійці трійцю трійцею зелені_свята зелених_свят",
    "International Women's Day": "міжнародний_жіночий_день міжнародного_жіночого_дня",
    "Independence Day": "день_незалежності дня_незалежності дню_незалежності днем_незалежності",
    "Valentine's Day": "день_святого_валентина дня_святого_валентина день_закоханих дня_закоханих",
    "Halloween": "гелловін гелловіну гелловіном хелловін хелловіну",
    "All Saints' Day": "день_усіх_святих дня_усіх_святих свято_всіх_святих",
}  # fmt: skip
NAMES = {form.replace("_", " "): name for name, line in _FORMS.items() for form in line.split()}
_SMALL = ("новий рік", "нового року", "новому році", "новим роком", "трійця", "трійці", "трійцю", "трійцею")


@rule(
    rf"(?:(?P<which>{LAST}|{THIS}|{NEXT}) )?(?P<name>{one_of(NAMES)})(?: (?P<year>(?:1\d|20)\d\d)(?: року)?)?",
    examples={
        "[Великдень 2019 року] був пізній.": "2019-04-28",
        "Парад на [День Незалежності] скасували.": "2012-08-24",
        "На [Новий рік] ми були вдома.": "2013-01-01",
        "На [Різдво] колядували.": "2013-01-07",
        "До [Дня Конституції] відкрили сквер.": "2012-06-28",
    },
    rejects=["Навчальний новий рік почався.", "Трійця акробатів."],
    priority=4,
)
def holiday(m: Match, discourse: Discourse) -> Reading | None:
    """The day a holiday falls on in the year told, or the nearest one the sentence looks to."""
    spoken = plain(m["name"])
    name = NAMES[spoken]
    if spoken in _SMALL and not m["name"][0].isupper():
        return None
    if spoken.startswith("трійц") and not m.string[max(0, m.start() - 3) : m.start()].lower().endswith(
        ("на ", "до ", "у ", "в ")
    ):
        return None
    year, direction = int(m["year"]) if m["year"] else None, direction_of(m["which"]) if m["which"] else None
    return anchored.holiday(discourse, m, name, year, direction)
