"""From the shapes in a text to its expressions: what dateparser is asked, and what its answer means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.timex import civil
from app.timex.context import Context, Genre, Tense
from app.timex.fallback.pinned import parser
from app.timex.fallback.scan import DAYS_BEFORE, NUMERIC, Item, Scan, shapes
from app.timex.fallback.vocabulary import is_ideographic, key_of, vocabulary
from app.timex.fallback.words import CAPITAL_NAMES, MONTH_FIRST, NOT_BEHIND, PARTS, UNITS
from app.timex.interval import Granularity, Period
from app.timex.timex3 import Choice, Reference, Status, Step, Timex, TimexType, Value, value_of

RULE = "fallback.dateparser"

# How much of one text is read, beside `scan.MOST_TOKENS`: expressions, and different phrases for dateparser, which
# takes up to 1.5 ms for one.
MOST_EXPRESSIONS = 10_000
MOST_PHRASES = 600


@dataclass(frozen=True, slots=True)
class Answer:
    """The expressions found, in document order; `complete` is false where the text had more than is read."""

    timexes: tuple[Timex, ...]
    complete: bool = True


_SENTENCE_START = re.compile(r"(?:^|[.!?…:;\n\"«“„‚(])[\s\"«“„‚(¡¿–-]*$")
_WORD_BEFORE = re.compile(r"(?P<word>\w{1,30})(?:\s|['’]){1,3}$")
# "27 febbraio" written on 20 February is rarely that of last year: in annotated news 53 of 145 days without a year lie
# ahead, most of them within weeks.
_MUCH_NEARER = 2


class Reader:
    """One text being read."""

    def __init__(self, text: str, context: Context) -> None:
        self._text = text
        self._context = context
        self._words = vocabulary(context.language, context.country)
        self._found: list[Timex] = []
        self._last: Period | None = None
        self._readings: dict[tuple[str, Period, str, str], datetime | None] = {}
        self._complete = True

    def answer(self) -> Answer:
        scan = Scan(self._text, self._words)
        self._complete = scan.complete
        month_first = self._words.order == "MDY" or self._context.language in MONTH_FIRST
        reached = 0
        for m in shapes(month_first).finditer(scan.letters):
            if len(self._found) >= MOST_EXPRESSIONS:
                self._complete = False
                break
            found = self._expression(str(m.lastgroup), scan.items[m.start() : m.end()])
            if found is None:
                continue
            if m.lastgroup == "day_first" and found.period is not None:
                self._found += self._days_before(scan.items, scan.letters, reached, m.start(), found)
            self._found.append(found)
            if found.period is not None:
                self._last = found.period
            reached = m.end()
        return Answer(tuple(self._found), self._complete)

    # reading

    def _expression(self, shape: str, items: list[Item]) -> Timex | None:
        if items[-1].letter == "." and len(items[-2].words) > 2:
            items = items[:-1]  # "в 2014 г." keeps its full stop, "2014 yılında." does not
        of = {item.letter: item for item in items}
        if shape == "clock":
            return self._clock(items)
        if shape == "year":
            return self._year(items)
        if shape == "relative":
            return self._relative(items[0], of.get("h"))
        if shape == "weekday":
            return self._weekday(of["W"], of.get("h"))
        if shape == "numeric":
            return self._numeric(items, of["D"], of.get("h"))
        month = of.get("M") or of["m"]
        if shape == "month":
            return self._month(items, month, of.get("y"))
        return self._day(items, of["n"], month, of.get("y"), of.get("h"))

    def _day(self, items: list[Item], day: Item, month: Item, year: Item | None, clock: Item | None) -> Timex | None:
        extent = items[0].start, items[-1].end
        if not civil.is_date(year.number if year else 4, month.number, day.number):
            return self._impossible(*extent)
        if is_ideographic(month.words[-1:]):
            phrase = "".join(item.words for item in items if item.letter in "yqMmnk")
            read = self._in_year(phrase, year, order="YMD")
        else:
            phrase = f"{day.number} {month.words}" + (f" {year.number}" if year else "")
            read = self._in_year(phrase, year)
        if read is None or (read.month, read.day) != (month.number, day.number) or (year and read.year != year.number):
            return None
        period = _day(read)
        choices = () if year else self._other_years(period)
        return self._timex(*extent, _at(period, clock), 0.8 if year else 0.5, phrase, read, choices)

    def _numeric(self, items: list[Item], date: Item, clock: Item | None) -> Timex | None:
        m = NUMERIC.match(date.words)
        assert m is not None
        extent = items[0].start, items[-1].end
        if m["iso"]:
            year, month, day = map(int, date.words.split("-"))
            if not civil.is_date(year, month, day):
                return self._impossible(*extent)
            read = self._parse(date.words)
            return self._timex(*extent, _at(_day(read), clock), 0.9, date.words, read) if read else None
        first, second = int(m["first"] or m["first2"]), int(m["second"] or m["second2"])
        year = int(m["year"]) if m["year"] else self._century_of(int(m["year2"]))
        orders = (
            [(first, second), (second, first)] if self._words.order == "MDY" else [(second, first), (first, second)]
        )
        possible = [Period.day(year, month, day) for month, day in orders if civil.is_date(year, month, day)]
        if not possible:
            return self._impossible(*extent) if m["year"] else None
        phrase = f"{first}/{second}/{year}"
        read = self._parse(phrase)
        if read is None or _day(read) not in possible:
            return None
        choices = tuple(
            Choice(_at(other, clock), 0.1, "day and month the other way round")
            for other in dict.fromkeys(possible) if other != _day(read)
        )  # fmt: skip
        return self._timex(*extent, _at(_day(read), clock), 0.6 if choices else 0.8, phrase, read, choices)

    def _month(self, items: list[Item], month: Item, year: Item | None) -> Timex | None:
        if year is None and (self._is_name(month) or not self._follows_short_word(month)):
            return None
        phrase = month.words + (f" {year.number}" if year else "")
        read = self._in_year(phrase, year)
        if read is None or read.month != month.number or (year and read.year != year.number):
            return None
        period = Period.month(read.year, read.month)
        choices = () if year else self._other_years(period)
        return self._timex(items[0].start, items[-1].end, period, 0.8 if year else 0.4, phrase, read, choices)

    def _year(self, items: list[Item]) -> Timex | None:
        year = next(item for item in items if item.letter == "y")
        if items[0].letter == "p":
            items = [year]
            counted = re.match(r"\s+[^\W\d_]", self._text[year.end : year.end + 3])
            if year.number > 2100 or (year.number % 100 == 0 and counted):
                return None  # "em 2000 casas"
        # The word for year is kept from dateparser, which takes "2010 год" for an amount.
        read = self._parse(str(year.number))
        if read is None or read.year != year.number:
            return None
        return self._timex(items[0].start, items[-1].end, Period.year(read.year), 0.7, str(year.number), read)

    def _weekday(self, weekday: Item, clock: Item | None) -> Timex | None:
        """The reference day itself or the last such day before it; in a narrative, or told as future, the next."""
        if self._is_name(weekday):
            return None
        ahead = self._context.tense is Tense.FUTURE or self._context.genre is Genre.NARRATIVE
        # dateparser skips the reference day, which news means most often: it is asked from the day beside it.
        day = self._base().to(Granularity.DAY).shift(-1 if ahead else 1)
        read = self._parse(weekday.words, day, "future" if ahead else "past")
        if read is None or read.isoweekday() != weekday.number:
            return None
        period = _day(read)
        other = Choice(period.shift(-7 if ahead else 7), 0.3, "past reading" if ahead else "future reading")
        end = clock.end if clock else weekday.end
        return self._timex(weekday.start, end, _at(period, clock), 0.5, weekday.words, read, (other,))

    def _relative(self, phrase: Item, clock: Item | None) -> Timex | None:
        assert phrase.name is not None
        m = re.fullmatch(r"(?:in (?P<ahead>\d+|#) |(?P<back>\d+|#) )(?P<unit>[a-z]+)(?(back) ago)", phrase.name.key)
        if m is None or self._means_something_else(phrase):
            return None
        if phrase.name.key == "0 second ago":
            return self._timex(phrase.start, phrase.end, Reference.PRESENT, 0.5, phrase.words, None)
        unit = UNITS[m["unit"]]
        if unit.finer_than(Granularity.DAY) and m["back"] == "0":
            return None
        base = self._context.dct
        read = self._parse(phrase.words, base, "past")
        if read is None or not (_seconds(read) >= base.start if m["ahead"] else _seconds(read) < base.end):
            return None
        if unit.finer_than(base.granularity):
            unit = Granularity.DAY
        period = Period.containing(unit, _seconds(read))
        end = clock.end if clock else phrase.end
        return self._timex(phrase.start, end, _at(period, clock), 0.7, phrase.words, read)

    def _clock(self, items: list[Item]) -> Timex | None:
        """A clock time alone, on the day of the expression just before it or else of the reference time."""
        clock = items[-1]
        if not clock.number and len(items) == 1:
            return None
        day = self._context.dct
        if self._found and (period := self._found[-1].period) is not None:
            near = self._text[self._found[-1].end : clock.start]
            if len(near) < 200 and "\n\n" not in near and not Granularity.DAY.finer_than(period.granularity):
                day = period
        meaning = Period.clock(day.first_day, *clock.clock)
        return self._timex(clock.start, clock.end, meaning, 0.5, self._text[clock.start : clock.end], None)

    def _days_before(self, items: list[Item], letters: str, reached: int, at: int, last: Timex) -> list[Timex]:
        """Days that share the month of the one behind them: "dal 2 al 5 marzo", "lundi 20, mardi 21 avril"."""
        found: list[Timex] = []
        period = last.period
        assert period is not None
        year, month, limit = period.date
        while (m := DAYS_BEFORE.search(letters, max(reached, at - 8), at)) is not None:
            item = items[m.end("day") - 1]
            if item.number >= limit or (m["join"] == "," and self._text[item.end : item.end + 2] != ", "):
                break
            limit, at = item.number, m.start()
            start, day = items[at].start, Period.day(year, month, item.number)
            step = Step("fallback.shared_month", last.text, value_of(day))
            found.insert(0, Timex(start, item.end, self._text[start : item.end], TimexType.DATE, day, RULE,
                                  last.confidence, steps=(step,)))  # fmt: skip
        return found

    # what dateparser is asked, and what its answer means

    def _parse(
        self, phrase: str, base: Period | None = None, prefer: str | None = None, order: str = ""
    ) -> datetime | None:
        """What dateparser answers, or None: it cannot read the phrase, or the text has had its share of work."""
        base = base or self._base()
        prefer = prefer or self._preference()
        order = order or ("MDY" if self._words.order == "MDY" else "DMY")
        asked = phrase, base, prefer, order
        if asked in self._readings:
            return self._readings[asked]
        if len(self._readings) >= MOST_PHRASES:
            self._complete = False
            return None
        try:
            read = parser(self._words.locale, order, base, prefer).get_date_data(phrase).date_obj
        except (ValueError, OverflowError):
            read = None
        self._readings[asked] = read
        return read

    def _in_year(self, phrase: str, year: Item | None, order: str = "") -> datetime | None:
        """A day or month; without a year the last one, unless the next is much nearer and nothing says past."""
        read = self._parse(phrase, order=order)
        if read is None or year or self._context.tense or self._context.genre is Genre.NARRATIVE:
            return read
        ahead = self._parse(phrase, prefer="future", order=order)
        now = self._context.dct.start
        if ahead is not None and (_seconds(ahead) - now) * _MUCH_NEARER < now - _seconds(read):
            return ahead
        return read

    def _base(self) -> Period:
        """What a date that leaves something open hangs on."""
        narrative = self._context.genre is Genre.NARRATIVE
        return self._last if narrative and self._last is not None else self._context.dct

    def _preference(self) -> str:
        if self._context.tense is Tense.FUTURE:
            return "future"
        return "current_period" if self._context.genre is Genre.NARRATIVE else "past"

    def _timex(
        self,
        start: int,
        end: int,
        meaning: Value,
        confidence: float,
        phrase: str,
        read: datetime | None,
        choices: tuple[Choice, ...] = (),
    ) -> Timex:
        value = value_of(meaning)
        steps = [] if read is None else [Step(RULE, phrase, read.isoformat(sep=" "))]
        steps.append(Step("fallback.words", self._text[start:end], value))
        timed = isinstance(meaning, Period) and meaning.granularity.finer_than(Granularity.DAY)
        type_ = TimexType.TIME if timed else TimexType.DATE
        return Timex(start, end, self._text[start:end], type_, meaning, RULE, confidence, None, tuple(steps), choices)

    def _impossible(self, start: int, end: int) -> Timex:
        text = self._text[start:end]
        step = Step("fallback.words", text, "no such day")
        return Timex(start, end, text, TimexType.DATE, None, RULE, 0.0, steps=(step,), status=Status.IMPOSSIBLE)

    def _other_years(self, period: Period) -> tuple[Choice, ...]:
        """The same day or month a year on or back, whichever side was not taken."""
        ahead = period.start > self._base().start
        year, month, day = period.date
        year += -1 if ahead else 1
        if not civil.is_date(year, month, day):
            return ()
        other = Period.month(year, month) if period.granularity is Granularity.MONTH else Period.day(year, month, day)
        return (Choice(other, 0.3, "past reading" if ahead else "future reading"),)

    def _century_of(self, year: int) -> int:
        """The full year of two digits, from 90 years before the reference time to 9 after it."""
        reference = self._context.dct.date[0]
        return reference - 90 + (year - reference + 90) % 100

    # words that only look like dates

    def _is_name(self, item: Item) -> bool:
        """Whether a lone month or weekday is the name of a person: "Rosa Abril", "Ina Freitag"."""
        text, start = self._text, item.start
        before = text[max(0, start - 60) : start]
        if not text[start].isupper() or _SENTENCE_START.search(before):
            return False
        if self._context.language not in CAPITAL_NAMES:
            return True
        m = _WORD_BEFORE.search(before)
        return (
            m is not None
            and m["word"][0].isupper()
            and key_of(m["word"]) not in PARTS
            and not _SENTENCE_START.search(before[: m.start()])
        )

    def _follows_short_word(self, item: Item) -> bool:
        """A month alone needs a preposition or the like before it: "en mars", "bis Mai", and not "la mars"."""
        m = _WORD_BEFORE.search(self._text[max(0, item.start - 40) : item.start])
        if item.words and is_ideographic(item.words):
            return True
        return m is not None and (len(m["word"]) <= 4 or key_of(m["word"]) in PARTS)

    def _means_something_else(self, item: Item) -> bool:
        strangers = NOT_BEHIND.get(item.words.lower())
        if strangers is None:
            return False
        m = _WORD_BEFORE.search(self._text[max(0, item.start - 20) : item.start])
        return m is not None and m["word"].lower() in strangers


def _seconds(read: datetime) -> int:
    clock = read.hour * civil.HOUR + read.minute * civil.MINUTE + read.second
    return civil.day_number(read.year, read.month, read.day) * civil.DAY + clock


def _day(read: datetime) -> Period:
    return Period.day(read.year, read.month, read.day)


def _at(day: Period, clock: Item | None) -> Period:
    """The day, or the clock time told behind it."""
    return day if clock is None else Period.clock(day.first_day, *clock.clock)
