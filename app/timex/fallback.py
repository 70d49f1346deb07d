"""Expressions in languages without a grammar here: the one module that knows dateparser.

Searching a whole text with dateparser is slow (0.04 to 0.14 MB/s) and finds dates in plain numbers, so it sees short
phrases only: a first pass, linear in the text, looks for the shapes that dates have ("5 marzo 2020", "3 anni fa") in
the words of dateparser's own locale data. dateparser reads the phrase, with every setting pinned and the reference time
given, and what it answers, always one day, is widened to what the words name: "il mese scorso" is a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.timex import civil
from app.timex.context import Context, Genre, Tense
from app.timex.interval import Granularity, Period
from app.timex.lang import languages as languages_with_grammar
from app.timex.timex3 import Choice, Reference, Status, Step, Timex, TimexType, Value, value_of

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

RULE = "fallback.dateparser"

# How much of one text is read; counted and not timed, so that the same text has the same answer on a slow machine. A
# megabyte of news has some 200,000 words, a tenth of them such as dates are made of.
MOST_TOKENS = 150_000
MOST_EXPRESSIONS = 10_000
# Different phrases for dateparser, at up to 1.5 ms each.
MOST_PHRASES = 600


@dataclass(frozen=True, slots=True)
class Answer:
    """The expressions found, in document order; `complete` is false where the text had more phrases than are read."""

    timexes: tuple[Timex, ...]
    complete: bool = True


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """ISO 639-1 codes of the languages that dateparser knows and that have no grammar here."""
    from dateparser.data.languages_info import language_order  # loads dateparser

    known = {code for code in language_order if len(code) == 2} | _ALIASES.keys()
    return frozenset(known) - languages_with_grammar()


def read(text: str, context: Context) -> Answer:
    """The expressions of a text in one of `languages()`; nothing in any other. Never raises for any text."""
    year = context.dct.date[0]
    if context.language not in languages() or not 1 < year < 9_999:
        return Answer(())
    return _Reader(text, context).answer()


# --- the words of a language


_ALIASES = {"no": "nb"}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {
    "century": Granularity.CENTURY, "decade": Granularity.DECADE, "year": Granularity.YEAR, "month": Granularity.MONTH,
    "fortnight": Granularity.WEEK, "week": Granularity.WEEK, "day": Granularity.DAY, "hour": Granularity.HOUR,
    "minute": Granularity.MINUTE, "second": Granularity.SECOND,
}  # fmt: skip

# What the locale data leave out or tell too little of. Words before and behind a number that make it a year; a plain
# "2000" is none, nor are "2000 лет".
_BEFORE_YEAR = {
    "ca": "el any", "cs": "rok roku roce letech", "da": "i år siden", "de": "jahr jahre seit", "es": "en desde año",
    "fi": "vuonna vuoden", "fr": "en depuis an année", "id": "pada tahun", "it": "nel dal del anno", "nb": "i år siden",
    "nl": "in sinds jaar", "pl": "rok", "pt": "em desde ano", "ro": "în din anul", "sk": "rok roku", "sv": "år sedan",
    "vi": "năm",
}  # fmt: skip
_BEHIND_YEAR = {
    "bg": "г година годината", "hr": "godine", "ja": "年", "ko": "년", "lt": "m metų metais", "lv": "gada gadā",
    "pl": "r roku", "ru": "г год года году", "sl": "leta", "sr": "године", "tr": "yılı yılında",
    "uk": "р рік року році", "zh": "年", "be": "г год года годзе",
}  # fmt: skip
# Forms that the locale data leave out: months after "in", weekdays after "on".
_MORE_MONTHS = {
    "cs": "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "sk": "januári februári marci apríli máji júni júli auguste septembri októbri novembri decembri",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
}
_MORE_WEEKDAYS = {
    "cs": "pondělí úterý středu čtvrtek pátek sobotu neděli",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "sk": "pondelok utorok stredu štvrtok piatok sobotu nedeľu",
    "uk": "понеділок вівторок середу четвер п'ятницю суботу неділю",
}
# Months and weekdays begin with a capital letter here; elsewhere a lone capital "Abril" is a name.
_CAPITAL_NAMES = frozenset({"de", "el", "en", "lb", "tr"})
# Words that are dates alone and something else behind these: "por la mañana", "de morgen", "am Morgen".
_NOT_BEHIND = {"mañana": {"la", "una", "esta"}, "morgen": {"de", "am", "den", "guten", "jeden"}}
# "em 3 dias" is as often an amount as a day to come.
_AMOUNTS = frozenset({("pt", "em"), ("es", "en"), ("it", "in"), ("fr", "en")})
_NUMBERS = {
    "da": "en to tre fire fem seks syv otte ni ti",
    "es": "un dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "it": "un due tre quattro cinque sei sette otto nove dieci",
    "nb": "en to tre fire fem seks sju åtte ni ti",
    "nl": "een twee drie vier vijf zes zeven acht negen tien",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "pt": "um dois três quatro cinco seis sete oito nove dez",
    "sv": "en två tre fyra fem sex sju åtta nio tio",
}  # fmt: skip
# Words that may stand inside a date ("5 de marzo", "Montag, den 5. März") or before a clock time.
_LINKS = frozenset("de del des di den dem der el le la il".split())
_CLOCK_LINKS = frozenset("las as alle ore um om kl klo klokken klokka godz ora orele o об в ve saat".split())
# Words and signs between days that share a month: "dal 2 al 5 marzo".
_JOINS = frozenset("- – — e y et und en och og i и і та a al au bis do до по till til tot az".split())
# The month stands before its day: "3月5日", "március 5".
_MONTH_FIRST = frozenset({"hu", "ja", "ko", "lt", "zh"})


class _Name(NamedTuple):
    """What a word or phrase of the locale data names.

    Attributes:
        kind: its letter in shapes: M month, m its abbreviation, W weekday, w its abbreviation, R relative, k day.
        number: of the month or weekday.
        word: for a form of ours, one that dateparser knows.
        key: dateparser's English for a relative phrase, `1 month ago`; `#` stands for a number.
    """

    kind: str
    number: int = 0
    word: str = ""
    key: str = ""


@dataclass
class _Node:
    """A trie over tokens; `#` stands for any number."""

    names: list[_Name] = field(default_factory=list)
    next: dict[str, _Node] = field(default_factory=dict)


@dataclass(frozen=True)
class _Words:
    """The locale data of one language, ready to be looked for in tokens; `tokens` are all that a date may hold."""

    locale: str
    root: _Node
    tokens: frozenset[str]
    numbers: Mapping[str, int]
    order: str
    before_year: frozenset[str]
    behind_year: frozenset[str]


# Scripts written without blanks have one token a sign; elsewhere a token is a word with its marks, or a number.
_NO_BLANKS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
)
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u09e5\u09f0-\u0dff"
)
_TOKEN = re.compile(rf"\d+|[{_NO_BLANKS}]|(?:[^\W\d_{_NO_BLANKS}]|[{_MARKS}])+|\n[^\S\n]{{0,40}}\n|\S")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_PLACEHOLDER = re.compile(r"\(\\d\+{1,2}\[\.,\]\?\\d\*\+?\)(?:\\s\*)?")


@lru_cache(maxsize=16)
def _words(language: str, country: str | None) -> _Words:
    from dateparser.languages.loader import default_loader  # loads dateparser

    code = _ALIASES.get(language, language)
    locale = f"{code}-{country}"
    try:
        info = default_loader.get_locale(locale).info
    except ValueError:  # dateparser has no data of its own for that country
        locale, info = code, default_loader.get_locale(code).info
    root = _Node()
    for kind, names, more in (("M", _MONTHS, _MORE_MONTHS), ("W", _WEEKDAYS, _MORE_WEEKDAYS)):
        forms = more.get(code, "").split() or [""] * len(names)
        for number, (name, form) in enumerate(zip(names, forms, strict=True), 1):
            variants = {_key(variant): variant for variant in info[name]}
            for key, variant in variants.items():
                least = 2 if _is_ideographic(variant) else 3
                short = len(variant) < least or any(other != key and other.startswith(key) for other in variants)
                _add(root, variant, _Name(kind.lower() if short else kind, number))
            if form and _key(form) not in variants:
                _add(root, form, _Name(kind, number, word=max(info[name], key=len)))
    for word in info["day"]:
        _add(root, word, _Name("k"))
    units = {_key(word) for unit in _UNITS for word in info.get(unit, ())}
    for key, phrases in info.get("relative-type", {}).items():
        for phrase in phrases:
            if len(phrase) > 1 and _key(phrase) not in units and not any(map(str.isdigit, phrase)):
                _add(root, phrase, _Name("R", key=key))
    for key, patterns in info.get("relative-type-regex", {}).items():
        for pattern in patterns:
            phrase = _PLACEHOLDER.sub("#", pattern)
            words = phrase.replace("#", " ").split()
            amount = (code, words[0]) in _AMOUNTS
            if "\\" not in phrase and any(len(word) > 2 or _is_ideographic(word) for word in words) and not amount:
                _add(root, phrase, _Name("R", key=key.replace("\\1", "#")))
    for unit in _UNITS:
        for word in info.get(unit, ()):
            for ago in info.get("ago", ()):
                if len(_key(word)) > 2 or _is_ideographic(word):
                    for phrase in (f"# {word} {ago}", f"{ago} # {word}"):
                        _add(root, phrase, _Name("R", key=f"# {unit} ago"))
    numbers = dict(_number_words(code, info.get("simplifications") or ()))
    before_year = frozenset(map(_key, _BEFORE_YEAR.get(code, "").split()))
    behind_year = frozenset(map(_key, _BEHIND_YEAR.get(code, "").split()))
    return _Words(
        locale=locale,
        root=root,
        tokens=_LINKS | _CLOCK_LINKS | _JOINS | _ORDINALS | {".", ","} | _tokens_of(root) | numbers.keys()
        | before_year | behind_year,
        numbers=numbers,
        order="MDY" if country == "US" else str(info.get("date_order") or "DMY"),
        before_year=before_year,
        behind_year=behind_year,
    )  # fmt: skip


def _tokens_of(node: _Node) -> set[str]:
    return set(node.next).union(*map(_tokens_of, node.next.values()))


def _add(root: _Node, phrase: str, name: _Name) -> None:
    node = root
    for token in _TOKEN.findall(phrase):
        node = node.next.setdefault(_key(token), _Node())
    if name not in node.names:
        node.names.append(name)


_ENDINGS = re.compile(r"(\w*)\(([\w|]+)\)(\??)(\w*)")


def _number_words(language: str, simplifications: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, int]]:
    """Words that the locale data, or ours, turn into a number; of the data's patterns those that only list endings."""
    for simplification in simplifications:
        for word, number in simplification.items():
            if not str(number).isdigit():
                continue
            if word.isalpha():
                yield _key(word), int(str(number))
            elif m := _ENDINGS.fullmatch(word):
                for ending in m[2].split("|") + ([""] if m[3] else []):
                    yield _key(m[1] + ending + m[4]), int(str(number))
    for number, word in enumerate(_NUMBERS.get(language, "").split(), 1):
        yield _key(word), number


def _key(word: str) -> str:
    """A word as dateparser compares it: small letters without marks, one kind of apostrophe."""
    from dateparser.utils import normalize_unicode  # loads dateparser

    return str(normalize_unicode(word.lower())).lower().replace("’", "'").strip()


def _is_ideographic(word: str) -> bool:
    return bool(word) and re.match(rf"[{_NO_BLANKS}]", word) is not None


# --- from tokens to expressions

# The shapes of dates, over one letter an item: n day of a month, y year, M m W w k as in `_Name`, R a relative day and
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
_DAYS_BEFORE = re.compile(rf"(?P<day>(?:[Ww]{_LINK}?)?n)[.o]?(?P<join>,?j|,)[Ww]?{_LINK}?$")


@lru_cache(maxsize=2)
def _shapes(month_first: bool) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items() if month_first or name != "month_first")
    )


class _Item(NamedTuple):
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
    name: _Name | None = None
    clock: tuple[int, ...] = ()


_NOTHING = _Item("x", 0, 0)
# No word or number of a date is longer; longer ones are not looked at.
_LONGEST_WORD = 40
_LONGEST_PHRASE = 10  # tokens
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_NUMERIC = re.compile(
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
_ORDINALS = frozenset({"o", "a", "°", "er"})  # "1º" and "1ª" are compared as "1o" and "1a"


class _Scan:
    """One pass over a text, linear in its length: its items, and their letters as one string."""

    def __init__(self, text: str, words: _Words) -> None:
        self._text = text
        self._words = words
        # Tokens that no date can hold are one unknown token together, with an empty key.
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._keys: list[str] = []
        self.items: list[_Item] = []
        self.complete = self._tokens()
        at = 0
        while at < len(self._keys):
            item, at = self._item(at) if self._keys[at] else (_NOTHING, at + 1)
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
        for m in _TOKEN.finditer(text):
            word = m[0]
            key = keys.get(word)
            if key is None:
                key = _key(word) if len(word) <= _LONGEST_WORD else ""
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

    def _item(self, at: int) -> tuple[_Item, int]:
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
            return _Item(letter, start, end, name.number, name.word or words, name), behind
        words_of = self._words
        if key in _ORDINALS and self._text[start - 1 : start].isdigit():
            letter = "o"
        elif key in words_of.behind_year:
            letter = "q"
        elif key in words_of.before_year:
            letter = "p"
        elif key in _JOINS:
            letter = "j"
        elif key in _LINKS:
            letter = "s"
        elif key in _CLOCK_LINKS:
            letter = "c"
        else:
            letter = key if key in (".", ",") else "x"
        return _Item(letter, start, end, words=self._text[start:end]), at + 1

    def _number(self, at: int) -> tuple[_Item, int] | None:
        """A day, year, clock time or numeric date that begins at a number; None where it begins a name."""
        text, start, end, key = self._text, self._starts[at], self._ends[at], self._keys[at]
        sign = text[start - 1 : start] if start else ""
        joined = not sign.isspace() and _JOINED.search(text[max(0, start - 2) : start]) is not None
        if not joined:
            following = text[end : end + 1]
            if following and following in "./-" and (m := _NUMERIC.match(text, start)):
                return self._spanning(at, _Item("D", start, m.end(), words=m[0]))
            m = _CLOCK.match(text, start) if following and following in ".:hHuU \u00a0\u202f" else None
            if m and (not m["dot"] or self._after_clock_link(at)):
                minute = m["minute"] or m["minute_h"] or m["minutes"] or m["dot"]
                clock = tuple(int(part) for part in (m["hour"], minute, m["second"]) if part)
                marked = m["uhr"] or m["h"] or m["dot"]
                return self._spanning(at, _Item("h", start, m.end(), int(bool(marked)), clock=clock))
            if self._name(at) is not None:
                return None
        letter = "x"
        number = int(key) if len(key) <= 4 else 0
        if not joined or sign in "-–,":
            if len(key) <= 2 and 1 <= number <= 31:
                letter = "n"
            elif 1000 <= number <= 2999:
                letter = "y"
        return _Item(letter, start, end, number, key), at + 1

    def _spanning(self, at: int, item: _Item) -> tuple[_Item, int]:
        while at < len(self._starts) and self._starts[at] < item.end:
            at += 1
        return item, at

    def _after_clock_link(self, at: int) -> bool:
        """Whether "14.30" stands behind "kl." or the like, and is no price or version."""
        before = self._keys[max(0, at - 2) : at]
        return bool(before) and before[0 if before[-1] == "." else -1] in _CLOCK_LINKS - _LINKS - {"в", "om"}

    def _name(self, at: int) -> tuple[_Name, int] | None:
        """The longest name that begins at a token, and the index of the token behind it."""
        keys, numbers = self._keys, self._words.numbers
        start = self._starts[at]
        if start and _HANGUL.match(self._text, start) and _HANGUL.match(self._text, start - 1):
            return None
        best: tuple[_Name, int] | None = None
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


# --- from items to expressions

_SENTENCE_START = re.compile(r"(?:^|[.!?…:;\n\"«“„‚(])[\s\"«“„‚(¡¿–-]*$")
_WORD_BEFORE = re.compile(r"(?P<word>\w{1,30})(?:\s|['’]){1,3}$")
# "27 febbraio" written on 20 February is rarely that of last year: in annotated news 53 of 145 days without a year lie
# ahead, most of them within weeks.
_MUCH_NEARER = 2


class _Reader:
    """One text being read."""

    def __init__(self, text: str, context: Context) -> None:
        self._text = text
        self._context = context
        self._words = _words(context.language, context.country)
        self._found: list[Timex] = []
        self._last: Period | None = None
        self._readings: dict[tuple[str, Period, str], datetime | None] = {}
        self._complete = True

    def answer(self) -> Answer:
        scan = _Scan(self._text, self._words)
        self._complete = scan.complete
        month_first = self._words.order == "MDY" or self._context.language in _MONTH_FIRST
        reached = 0
        for m in _shapes(month_first).finditer(scan.letters):
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

    def _expression(self, shape: str, items: list[_Item]) -> Timex | None:
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

    def _day(
        self, items: list[_Item], day: _Item, month: _Item, year: _Item | None, clock: _Item | None
    ) -> Timex | None:
        extent = items[0].start, items[-1].end
        if not civil.is_date(year.number if year else 4, month.number, day.number):
            return self._impossible(*extent)
        if _is_ideographic(month.words[-1:]):
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

    def _numeric(self, items: list[_Item], date: _Item, clock: _Item | None) -> Timex | None:
        m = _NUMERIC.match(date.words)
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

    def _month(self, items: list[_Item], month: _Item, year: _Item | None) -> Timex | None:
        if year is None and (self._is_name(month) or not self._follows_short_word(month)):
            return None
        phrase = month.words + (f" {year.number}" if year else "")
        read = self._in_year(phrase, year)
        if read is None or read.month != month.number or (year and read.year != year.number):
            return None
        period = Period.month(read.year, read.month)
        choices = () if year else self._other_years(period)
        return self._timex(items[0].start, items[-1].end, period, 0.8 if year else 0.4, phrase, read, choices)

    def _year(self, items: list[_Item]) -> Timex | None:
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

    def _weekday(self, weekday: _Item, clock: _Item | None) -> Timex | None:
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

    def _relative(self, phrase: _Item, clock: _Item | None) -> Timex | None:
        assert phrase.name is not None
        m = re.fullmatch(r"(?:in (?P<ahead>\d+|#) |(?P<back>\d+|#) )(?P<unit>[a-z]+)(?(back) ago)", phrase.name.key)
        if m is None or self._means_something_else(phrase):
            return None
        if phrase.name.key == "0 second ago":
            return self._timex(phrase.start, phrase.end, Reference.PRESENT, 0.5, phrase.words, None)
        unit = _UNITS[m["unit"]]
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

    def _clock(self, items: list[_Item]) -> Timex | None:
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

    def _days_before(self, items: list[_Item], letters: str, reached: int, at: int, last: Timex) -> list[Timex]:
        """Days that share the month of the one behind them: "dal 2 al 5 marzo", "lundi 20, mardi 21 avril"."""
        found: list[Timex] = []
        period = last.period
        assert period is not None
        year, month, limit = period.date
        while (m := _DAYS_BEFORE.search(letters, max(reached, at - 8), at)) is not None:
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
        asked = phrase, base, prefer
        if asked in self._readings:
            return self._readings[asked]
        if len(self._readings) >= MOST_PHRASES:
            self._complete = False
            return None
        parser = _parser(self._words.locale, order or ("MDY" if self._words.order == "MDY" else "DMY"), base, prefer)
        try:
            read = parser.get_date_data(phrase).date_obj
        except (ValueError, OverflowError):
            read = None
        self._readings[asked] = read
        return read

    def _in_year(self, phrase: str, year: _Item | None, order: str = "") -> datetime | None:
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

    def _is_name(self, item: _Item) -> bool:
        """Whether a lone month or weekday is the name of a person: "Rosa Abril", "Ina Freitag"."""
        text, start = self._text, item.start
        before = text[max(0, start - 60) : start]
        if not text[start].isupper() or _SENTENCE_START.search(before):
            return False
        if self._context.language not in _CAPITAL_NAMES:
            return True
        m = _WORD_BEFORE.search(before)
        return (
            m is not None
            and m["word"][0].isupper()
            and _key(m["word"]) not in _PARTS
            and not _SENTENCE_START.search(before[: m.start()])
        )

    def _follows_short_word(self, item: _Item) -> bool:
        """A month alone needs a preposition or the like before it: "en mars", "bis Mai", and not "la mars"."""
        m = _WORD_BEFORE.search(self._text[max(0, item.start - 40) : item.start])
        if item.words and _is_ideographic(item.words):
            return True
        return m is not None and (len(m["word"]) <= 4 or _key(m["word"]) in _PARTS)

    def _means_something_else(self, item: _Item) -> bool:
        strangers = _NOT_BEHIND.get(item.words.lower())
        if strangers is None:
            return False
        m = _WORD_BEFORE.search(self._text[max(0, item.start - 20) : item.start])
        return m is not None and m["word"].lower() in strangers


# "Ende Mai", "Nacht zum": words with a capital before a month that are no first names.
_PARTS = frozenset({"anfang", "mitte", "ende", "fin", "debut", "inizio", "meta", "fine", "eind", "begin", "konec"})


@lru_cache(maxsize=64)
def _parser(locale: str, order: str, base: Period, prefer: str) -> DateDataParser:
    """A parser with every setting pinned that its answer could hang on; `base` is its reference time."""
    from dateparser.date import DateDataParser  # takes a third of a second

    # The end of a day told as such, so that "two hours ago" falls on it.
    moment = base.end - 1 if base.granularity is Granularity.DAY else base.start
    settings = {
        "RELATIVE_BASE": _datetime(moment),
        "PREFER_DATES_FROM": prefer,
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "STRICT_DATE_ORDER": "none",
        "STRICT_PARSING": False,
        "REQUIRE_PARTS": [],
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": True,
        "RETURN_TIME_SPAN": False,
        "DEFAULT_START_OF_WEEK": "monday",
        "NORMALIZE": True,
        "SKIP_TOKENS": [],
        "IGNORE_SURROUNDING_TEXT": False,
        "DEFAULT_LANGUAGES": [],
        "USE_GIVEN_LANGUAGE_ORDER": False,
        # Numbers alone would be read as seconds since 1970 by the parser left out here.
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return DateDataParser(locales=[locale], settings=settings)


def _datetime(moment: int) -> datetime:
    day, second = divmod(moment, civil.DAY)
    year, month, of_month = civil.date_of(day)
    return datetime(year, month, of_month, second // 3600, second // 60 % 60, second % 60)  # noqa: DTZ001  civil time


def _seconds(read: datetime) -> int:
    clock = read.hour * civil.HOUR + read.minute * civil.MINUTE + read.second
    return civil.day_number(read.year, read.month, read.day) * civil.DAY + clock


def _day(read: datetime) -> Period:
    return Period.day(read.year, read.month, read.day)


def _at(day: Period, clock: _Item | None) -> Period:
    """The day, or the clock time told behind it."""
    return day if clock is None else Period.clock(day.first_day, *clock.clock)
