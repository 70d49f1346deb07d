"""One pass over a text: where dates may stand, as letters in which their shapes can be looked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from app.timex.fallback.vocabulary import HANGUL, TOKEN, Name, Vocabulary, key_of
from app.timex.fallback.words import CLOCK_LINKS, JOINS, LINKS, ORDINALS

# A megabyte of news has some 200,000 words, a third of them such as dates are made of. Counted and not timed, so that
# the same text has the same answer on a slow machine.
MOST_TOKENS = 150_000

# The shapes of dates, over one letter an item: n day of a month, y year, M m W w k as in `Name`, R a relative day and
# r another relative time, h clock time, D numeric date, o mark of an ordinal, p and q words before and behind a year, s
# link, c link to a clock time, j join.
_LINK = "[spcj]"
_WEEKDAY = rf"(?:[Ww]\.?,?{_LINK}?)?"
_TIME = rf"(?:,?{_LINK}{{0,2}}(?:c\.)?h)?"
_SHAPES = {
    "year_first": rf"yq?[.,]?{_LINK}?[Mm]\.?n[ok]?{_TIME}",
    "month_first": rf"{_WEEKDAY}[Mm]\.?n[ok]?(?:,?y)?{_TIME}",
    "day_first": rf"{_WEEKDAY}n[.o]?{_LINK}?[Mm](?:\.?{_LINK}?y(?:q\.?)?)?{_TIME}",
    "numeric": rf"{_WEEKDAY}D{_TIME}",
    "month": rf"[Mm]\.?{_LINK}?y(?:q\.?)?|yq?[Mm]|M",
    "year": r"yq\.?|[pq]y",
    "weekday": rf"W(?!,?{_LINK}?n[.o]?(?:(?:,?j|,)(?:[Ww]{_LINK}?)?n[.o]?){{1,7}}{_LINK}?[Mm]){_TIME}",
    "relative": f"R{_TIME}|r",
    "clock": r"(?:c\.?)?h",
}
DAYS_BEFORE = re.compile(rf"(?P<day>(?:[Ww]{_LINK}?)?n)[.o]?(?P<join>,?j|,)[Ww]?{_LINK}?$")


@lru_cache(maxsize=2)
def shapes(month_first: bool) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items() if month_first or name != "month_first")
    )


class Item(NamedTuple):
    """One or more tokens that are one letter of a shape.

    Attributes:
        number: day, month, weekday or year.
        words: as dateparser is to read them.
        clock: hour, minute and second of a clock time, as far as it is told.
    """

    letter: str
    start: int
    end: int
    number: int = 0
    words: str = ""
    name: Name | None = None
    clock: tuple[int, ...] = ()


NOTHING = Item("x", 0, 0)
# No word or number of a date is longer; longer ones are not looked at.
_LONGEST_WORD = 40
_LONGEST_PHRASE = 10  # tokens
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}")
NUMERIC = re.compile(
    r"(?:(?P<iso>[12]\d{3}-(?:0[1-9]|1[0-2])-\d\d)|(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)"
    r"(?P<year>[12]\d{3})|(?P<first2>\d\d)(?P<sign2>[./-])(?P<second2>\d\d)(?P=sign2)(?P<year2>\d\d))(?!\w|[./:-]\d)",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?:(?P<uhr>(?:[.:](?P<minute>[0-5]\d))?\s?uhr\b)|(?P<h>\s?h(?:\s?(?P<minute_h>[0-5]\d))?(?!\w))"
    r"|:(?P<minutes>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\w:]|[.,]\d)"
    r"|[.](?P<dot>[0-5]\d)(?![\w:]|[.,]\d))",
    re.IGNORECASE | re.ASCII,
)
# Signs that make a number the tail of another, or of a name; "2-5 marzo" and "5,6 marzo" are looked at again.
_JOINED = re.compile(r"\d[.,:]$|[/+−]$|[^\W_]-$")


class Scan:
    """One pass over a text, linear in its length: its items, and their letters as one string."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self._text = text
        self._words = words
        # Tokens that no date can hold are one unknown token together, with an empty key.
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._keys: list[str] = []
        self.items: list[Item] = []
        self.complete = self._tokens()
        at = 0
        while at < len(self._keys):
            item, at = self._item(at) if self._keys[at] else (NOTHING, at + 1)
            self.items.append(item)
        self.letters = "".join([item.letter for item in self.items])

    def _tokens(self) -> bool:
        """Fill in the tokens; false where the text has more of those that matter than are looked at."""
        text, words = self._text, self._words
        addresses = iter([*(m.span() for m in _ADDRESS.finditer(text)), (len(text),) * 2])
        address, address_end = next(addresses)
        keys: dict[str, str] = {}
        unknown = False
        left = MOST_TOKENS
        for m in TOKEN.finditer(text):
            word = m[0]
            key = keys.get(word)
            if key is None:
                key = key_of(word) if len(word) <= _LONGEST_WORD else ""
                if key not in words.tokens and not key.isdecimal():
                    key = ""
                if len(keys) < MOST_TOKENS:
                    keys[word] = key
            start = m.start()
            if key and start >= address:
                while start >= address_end:
                    address, address_end = next(addresses)
                if start >= address:
                    key = ""
            if not key and unknown:
                continue
            unknown = not key
            left -= not unknown
            if not left:
                return False
            self._starts.append(start)
            self._ends.append(m.end())
            self._keys.append(key)
        return True

    def _item(self, at: int) -> tuple[Item, int]:
        """The item that begins at a token, the longest there is, and the index of the token behind it."""
        start, end, key = self._starts[at], self._ends[at], self._keys[at]
        if key.isdecimal() and (found := self._number(at)):
            return found
        named = self._name(at)
        if named is not None:
            name, behind = named
            end = self._ends[behind - 1]
            words = self._with_digits(at, behind) if name.kind == "R" else self._text[start:end]
            letter = "r" if name.kind == "R" and " day" not in name.key else name.kind
            return Item(letter, start, end, name.number, name.word or words, name), behind
        words_of = self._words
        if key in ORDINALS and self._text[start - 1 : start].isdigit():
            letter = "o"
        elif key in words_of.behind_year:
            letter = "q"
        elif key in words_of.before_year:
            letter = "p"
        elif key in JOINS:
            letter = "j"
        elif key in LINKS:
            letter = "s"
        elif key in CLOCK_LINKS:
            letter = "c"
        else:
            letter = key if key in (".", ",") else "x"
        return Item(letter, start, end, words=self._text[start:end]), at + 1

    def _number(self, at: int) -> tuple[Item, int] | None:
        """A day, year, clock time or numeric date that begins at a number; None where it begins a name."""
        text, start, end, key = self._text, self._starts[at], self._ends[at], self._keys[at]
        sign = text[start - 1 : start] if start else ""
        joined = not sign.isspace() and _JOINED.search(text[max(0, start - 2) : start]) is not None
        if not joined:
            following = text[end : end + 1]
            if following and following in "./-" and (m := NUMERIC.match(text, start)):
                return self._spanning(at, Item("D", start, m.end(), words=m[0]))
            m = _CLOCK.match(text, start) if following and following in ".:hHuU \u00a0\u202f" else None
            if m and (not m["dot"] or self._after_clock_link(at)):
                minute = m["minute"] or m["minute_h"] or m["minutes"] or m["dot"]
                clock = tuple(int(part) for part in (m["hour"], minute, m["second"]) if part)
                marked = m["uhr"] or m["h"] or m["dot"]
                return self._spanning(at, Item("h", start, m.end(), int(bool(marked)), clock=clock))
            if self._name(at) is not None:
                return None
        letter = "x"
        number = int(key) if len(key) <= 4 else 0
        if not joined or sign in "-–,":
            if len(key) <= 2 and 1 <= number <= 31:
                letter = "n"
            elif 1000 <= number <= 2999:
                letter = "y"
        return Item(letter, start, end, number, key), at + 1

    def _spanning(self, at: int, item: Item) -> tuple[Item, int]:
        while at < len(self._starts) and self._starts[at] < item.end:
            at += 1
        return item, at

    def _after_clock_link(self, at: int) -> bool:
        """Whether "14.30" stands behind "kl." or the like, and is no price or version."""
        before = self._keys[max(0, at - 2) : at]
        return bool(before) and before[0 if before[-1] == "." else -1] in CLOCK_LINKS - LINKS - {"в", "om"}

    def _name(self, at: int) -> tuple[Name, int] | None:
        """The longest name that begins at a token, and the index of the token behind it."""
        keys, numbers = self._keys, self._words.numbers
        start = self._starts[at]
        if start and HANGUL.match(self._text, start) and HANGUL.match(self._text, start - 1):
            return None
        best: tuple[Name, int] | None = None
        states = [self._words.root]
        for i in range(at, min(at + _LONGEST_PHRASE, len(keys))):
            key = keys[i]
            number = key.isdecimal() or key in numbers
            states = [
                following
                for node in states
                for word in ((key, "#") if number else (key,))
                if (following := node.next.get(word)) is not None
            ]
            if not states:
                break
            names = [name for node in states for name in node.names]
            if names:
                best = min(names, key=lambda name: "RMWmkw".index(name.kind)), i + 1
        return best

    def _with_digits(self, at: int, behind: int) -> str:
        """The words of a relative phrase, numbers in digits: "due anni fa" is read as "2 anni fa"."""
        out = []
        for i in range(at, behind):
            if i > at and self._starts[i] > self._ends[i - 1]:
                out.append(" ")
            number = self._words.numbers.get(self._keys[i])
            out.append(self._text[self._starts[i] : self._ends[i]] if number is None else str(number))
        return "".join(out)
