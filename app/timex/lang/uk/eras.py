"""Years of few figures: before our era, in a text on antiquity that tells no era, and "988 року"."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Period
from app.timex.lang.uk.absolute import DAY_NUMBER
from app.timex.lang.uk.words import MONTH, MONTHS, SEASON, SEASONS, plain
from app.timex.lang.uk.years import COUNTED, ERA

_WITHIN = rf"(?:(?:(?P<day>{DAY_NUMBER}) )?(?P<month>{MONTH}) |(?P<season>{SEASON}) )?"
_WORD = r"(?: (?:року|році|рік|р\.|рр\.|роки|років|роках))?"


def _in_year(m: Match, discourse: Discourse, year: int) -> Reading:
    """The day, month or season told with a year, or the year itself; years count astronomically."""
    if m["month"]:
        day = int(re.sub(r"\D", "", m["day"])) if m["day"] else None
        return resolution.date(year, MONTHS[plain(m["month"])], day)
    if m["season"]:
        return read(Period.season(year, SEASONS[plain(m["season"])], south=discourse.south), confidence=0.93)
    return read(Period.year(year), confidence=0.96)


@rule(
    rf"{_WITHIN}(?P<number>\d{{1,4}})(?:-(?:му|го|й))?{_WORD} {ERA}",
    examples={
        "Місто заснували [753 року до н. е.] на пагорбі.": "BC0753",
        "У [44 році до нашої ери] його вбили.": "BC0044",
        "Храм зруйновано [70 року н. е.].": "0070",
        "Флот вирушив [навесні 480 до н. е.] на північ.": "BC0480-SP",
        "Битва сталася у [серпні 490 року до н. е.].": "BC0490-08",
    },
    rejects=["Дорога до нашої ери."],
    priority=4,
)
def era(m: Match, discourse: Discourse) -> Reading | None:
    """Years before and after the beginning of our era."""
    number = int(m["number"])
    if number == 0:
        return None
    return _in_year(m, discourse, 1 - number if m["era"].lower().startswith("до") else number)


@rule(
    rf"(?P<number>\d{{1,4}})(?:-(?:го|й))?(?=(?: ?[-–—] ?| (?:до|по|та|і|й) |, )\d{{1,4}}{_WORD} {ERA})",
    examples={"Війни [499]—[449 років до н. е.] змінили світ.": "BC0499|BC0449"},
    rejects=["Від 3 до 5 років до нас ходили."],
    priority=4,
)
def first_of_era(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two years that share their era."""
    number = int(m["number"])
    if number == 0:
        return None
    return read(Period.year(1 - number if m["era"].lower().startswith("до") else number), confidence=0.93)


def _before_our_era(discourse: Discourse) -> Period | None:
    """The last date told, if it lies before our era."""
    last = discourse.last()
    return last if last is not None and last.date[0] < 1 else None


_IN = re.compile(
    r"\b(?:у|в|з|із|до|від|після|близько|протягом|по|на|початк\w{1,2}|кінц\w|наприкінці|середин\w)\s$", re.IGNORECASE
)


@rule(
    rf"{_WITHIN}(?P<number>\d{{2,3}})(?P<word> (?:року|роках?|році|рр?\.))?(?![\d%]|[.,]\d)",
    examples={
        "Похід [490 року до н. е.] не вдався, а у [480] році він повернувся.": "BC0490|BC0480",
        "[480 року до н. е.] флот пішов; у [кінці 478] він повернувся.": "BC0480|BC0478 END",
        "Хрещення відбулося [988 року] в Києві.": "0988",
        "У [69 році н. е.] спалахнув бунт, у [66]—[73] роках ішла війна.": "0069|0066|0073",
        "[431 року до н. е.] почалася війна, у [415]—[413] роках флот загинув.": "BC0431|BC0415|BC0413",
        "[480 року до н. е.] флот пішов, а в [478] союзники взяли місто.": "BC0480|BC0478",
    },
    rejects=[
        "Замку 300 років.",
        "Через 100 років тут буде ліс.",
        "У 15 році навчання.",
        "480 року до н. е. флот у 300 кораблів пішов.",
    ],
    genre=Genre.NARRATIVE,
    priority=-4,
)
def early_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year of two or three figures.

    In a text that has got to a year before our era it is one, too. Elsewhere it takes three figures and the word in
    the form of a date: "988 року" is a year and "300 років" an amount.
    """
    number, ancient = int(m["number"]), _before_our_era(discourse)
    end = m.end("number") if m["word"] and m["word"].lower().endswith(("році", "роках")) else None
    if ancient is None:
        early = discourse.last()
        joined = re.match(r"[-–—]\d{2,3} (?:рок|рр)", m.string[m.end() : m.end() + 8])
        near = early is not None and 0 < early.date[0] < 1000 and abs(number - early.date[0]) <= 150
        if early is not None and near and number and not m["month"] and not m["season"] and (m["word"] or joined):
            return read(Period.year(number), step("same_era", m[0], early), confidence=0.75, end=end)
        if number < 100 or not m["word"] or m["month"] or m["season"]:
            return None
        return read(Period.year(number), confidence=0.85, end=end)
    edge = re.search(r"(?:початк\w|кінц\w|середин\w|наприкінці)\s$", m.string[max(0, m.start() - 11) : m.start()])
    told = edge or m["word"] or m["month"] or m["season"]
    before, after = m.string[max(0, m.start() - 12) : m.start()], m.string[m.end() : m.end() + 24]
    # Behind "у" only what is counted is no year: "у 478 союзники", but "у 300 кораблів".
    counting = (
        COUNTED.match(after) if re.search(r"\b[ув]\s$", before, re.IGNORECASE) else re.match(r"\s[^\W\d_]", after)
    )
    if number == 0 or not (told or (_IN.search(before) and not counting)):
        return None
    if abs(ancient.date[0] - 1 + number) > 150:
        return None  # too far from where the text is: it counts something
    reading = _in_year(m, discourse, 1 - number)
    if reading.meaning is None:
        return reading
    return read(reading.meaning, step("same_era", m[0], ancient), confidence=0.8, end=end)
