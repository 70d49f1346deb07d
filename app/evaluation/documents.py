"""Annotated documents: lines of JSON, and TimeML.

A line is `{"id", "text", "dct", "domain"?, "language"?, "timexes": [{"start", "end", "text"?, "type", "value",
"mod"?}]}` with offsets in code points. TimeML has its annotations in the text, `<TIMEX3 type= value= mod=>`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

from app.timex import lang
from app.timex.context import Context, Genre
from app.timex.interval import Granularity, Period
from app.timex.timex3 import parse_value

LANGUAGE = "en"
GENRE = Genre.NEWS

_LINES = ".jsonl"
_TIMEML = ".tml"


@dataclass(frozen=True, slots=True)
class Annotation:
    """An expression as an annotator marked it: `text[start:end]` in code points.

    Attributes:
        type: DATE, TIME, DURATION or SET; corpora have others by mistake, and those are never matched.
        value: the TIMEX3 value; None or empty where the annotator knew none.
    """

    start: int
    end: int
    type: str
    value: str | None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about it, and the expressions that a person found in it, in order."""

    id: str
    text: str
    context: Context
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a file, or what is wrong with it.

    Attributes:
        place: file and line for a person, `news.jsonl:3`.
        size: bytes it took in the file.
    """

    place: str
    document: Document | None
    wrong: str | None
    size: int


def files(names: Iterable[str]) -> list[Path]:
    """The files named, in order; of a folder all `.jsonl` and `.tml` files in it and below, by name.

    Raises:
        OSError: one is not there, or cannot be opened.
        ValueError: a file is neither `.jsonl` nor `.tml`, or a folder has none of them.
    """
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix in (_LINES, _TIMEML) and each.is_file())
            if not inside:
                raise ValueError(f"{name}: no {_LINES} or {_TIMEML} file in this folder.")
            found += inside
        else:
            with path.open("rb"):
                pass
            if path.suffix not in (_LINES, _TIMEML):
                raise ValueError(f"{name}: annotated documents are {_LINES} or {_TIMEML} files.")
            found.append(path)
    return found


def read(paths: Iterable[Path], *, language: str = LANGUAGE, genre: str = GENRE) -> Iterator[Entry]:
    """The documents of the files, in order; one that cannot be read does not keep the others back.

    Args:
        language: of documents that do not name theirs; TimeML never does.
        genre: likewise.
    """
    for path in paths:
        if path.suffix == _TIMEML:
            parse = partial(timeml, name=path.stem, language=language, genre=genre)
            yield _entry(str(path), path.read_bytes(), parse)
        else:
            parse = partial(line, language=language, genre=genre)
            with path.open("rb") as opened:
                for number, content in enumerate(opened, start=1):
                    if content.strip():
                        yield _entry(f"{path}:{number}", content, parse)


def _entry(place: str, content: bytes, parse: Callable[[bytes], Document]) -> Entry:
    try:
        return Entry(place, parse(content), None, len(content))
    except (ValueError, LookupError) as error:
        return Entry(place, None, str(error.args[0]), len(content))


# ── Lines of JSON ────────────────────────────────────────────────────────────────────────────────────────────────


def line(content: bytes, *, language: str = LANGUAGE, genre: str = GENRE) -> Document:
    """The document of one line.

    Raises:
        ValueError: it is not as described above; the message names the field, and quotes nothing of the text.
        LookupError: no dates are read in its language.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError("not JSON in UTF-8.") from error
    text = text_of(told)
    context = context_of(told, language=language, genre=genre)
    marked = told.get("timexes")
    if not isinstance(marked, list):
        raise ValueError("timexes: a document is annotated with a list of expressions.")  # noqa: TRY004
    annotations = [_annotation(text, each, number) for number, each in enumerate(marked)]
    return Document(str(told.get("id")), text, context, _in_order(annotations))


def text_of(document: Any) -> str:
    """The text of a line. Raises ValueError where there is none."""
    text = document.get("text") if isinstance(document, dict) else None
    if not isinstance(text, str):
        raise ValueError("a document is an object with a text.")  # noqa: TRY004  a fault of the file
    return text


def context_of(document: dict[str, Any], *, language: str = LANGUAGE, genre: str = GENRE) -> Context:
    """What a line says of its text: `dct`, and where it has them `domain` (a genre) and `language`.

    Raises:
        ValueError: one of them is missing or not what it should be; the message begins with its name.
        LookupError: no dates are read in that language.
    """
    return _context(document.get("dct"), str(document.get("language", language)), document.get("domain", genre))


def _context(dct: Any, language: str, genre: Any) -> Context:
    if genre not in set(Genre):
        raise ValueError(f"domain: one of {', '.join(Genre)}.")
    return Context(dct=_dct(dct), language=_language(language.lower()), genre=Genre(genre))


def _language(code: str) -> str:
    if code not in lang.languages():
        # Asked last, because it loads dateparser.
        from app.timex import fallback

        if code not in fallback.languages():
            raise LookupError("language: neither a grammar nor dateparser knows it; codes are those of ISO 639-1.")
    return code


_FRACTION_AND_ZONE = re.compile(r"(?<=\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)?$", re.ASCII)


def _dct(told: Any) -> Period:
    """The day or civil clock time a text was written; what corpora have beyond that, a zone or fractions, is left out.

    Their clock times are those of the place of publication, whatever zone they name.
    """
    if not isinstance(told, str):
        raise ValueError("dct: a document needs the date it was written on.")  # noqa: TRY004  a fault of the file
    try:
        value = parse_value(_FRACTION_AND_ZONE.sub(r"\1", told))
    except ValueError as error:
        raise ValueError("dct: not a date such as 2022-03-22 nor a clock time such as 2022-03-22T10:00.") from error
    if not isinstance(value, Period) or Granularity.DAY.finer_than(value.granularity):
        raise ValueError("dct: a day or a clock time on it.")
    return value


def _annotation(text: str, told: Any, number: int) -> Annotation:
    at = f"timexes/{number}"
    if not isinstance(told, dict):
        raise ValueError(f"{at}: an expression is an object.")  # noqa: TRY004  a fault of the file
    start, end, kind, value, mod = (told.get(key) for key in ("start", "end", "type", "value", "mod"))
    quoted = told.get("text")
    if not isinstance(kind, str) or not all(isinstance(each, str | None) for each in (quoted, value, mod)):
        raise ValueError(f"{at}: text, type, value and mod are strings.")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError(f"{at}: start and end are code points in the text, start before end.")
    if quoted is not None and (len(quoted) != end - start or not text.startswith(quoted, start)):
        raise ValueError(f"{at}: the extent does not quote its text; offsets count code points.")
    return Annotation(start, end, kind, value, mod)


def _in_order(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(sorted(annotations, key=lambda each: (each.start, each.end)))


# ── TimeML ───────────────────────────────────────────────────────────────────────────────────────────────────────


def timeml(content: bytes, *, name: str, language: str = LANGUAGE, genre: str = GENRE) -> Document:
    """A TimeML document: the text of its element TEXT, or of the whole where it has none, as in TimeBank 1.2.

    The file is data from elsewhere. A document that declares entities is refused, so that none can grow or reach for
    another file; external definitions are never fetched; depth costs nothing, because no tree is built.

    Args:
        name: its id where it has no DOCID.

    Raises:
        ValueError: not XML, entities in it, or no creation time.
        LookupError: no dates are read in the language.
    """
    found = _TimeML()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.characters
    parser.EntityDeclHandler = _refuse_entities
    parser.SkippedEntityHandler = _refuse_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(f"not XML: {expat.ErrorString(error.code)} in line {error.lineno}.") from error
    text = "".join(found.pieces)
    first, last = found.extent or (0, len(text))
    annotations = [
        Annotation(start - first, end - first, told.get("type", ""), told.get("value"), told.get("mod"))
        for start, end, told in found.expressions
        if first <= start < end <= last
    ]
    return Document(
        id=(found.id or "").strip() or name,
        text=text[first:last],
        context=_context(found.creation_time(), language, genre),
        annotations=_in_order(annotations),
    )


def _refuse_entities(*_declared: object) -> None:
    raise ValueError("entities: TimeML needs none, and a document with them is not read.")


# Annotators put an expression inside another, never ten; every pair that overlaps has to be weighed.
_MOST_NESTED = 10


class _TimeML:
    """What the parser has seen: all character data in pieces, and where in it the expressions stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.expressions: list[tuple[int, int, dict[str, str]]] = []
        self.extent: tuple[int, int] | None = None
        self.id: str | None = None
        self._length = 0
        self._nested = 0
        self._open: list[tuple[str, int, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "TIMEX3":
            self._nested += 1
            if self._nested > _MOST_NESTED:
                raise ValueError("TIMEX3: expressions within expressions without end.")
        self._open.append((name, self._length, attributes))

    def end(self, _name: str) -> None:
        name, start, attributes = self._open.pop()
        if name == "TIMEX3":
            self._nested -= 1
            self.expressions.append((start, self._length, attributes))
        elif name == "TEXT" and self.extent is None:
            self.extent = (start, self._length)
        elif name == "DOCID" and self.id is None:
            self.id = "".join(self.pieces)[start:]

    def characters(self, data: str) -> None:
        self.pieces.append(data)
        self._length += len(data)

    def creation_time(self) -> str | None:
        """The value of the expression that stands for the creation of the document, else for its publication."""
        for function in ("CREATION_TIME", "PUBLICATION_TIME"):
            for _, _, told in self.expressions:
                if told.get("functionInDocument") == function:
                    return told.get("value")
        return None
