"""Annotated documents are read as they are meant, and files that mean harm do none."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from app.evaluation import documents
from app.evaluation.documents import Annotation, timeml
from app.timex.context import Genre
from app.timex.interval import Granularity
from app.timex.timex3 import value_of

DATA = Path(__file__).parents[1] / "data" / "timex"
LINE: dict[str, Any] = {"id": 1, "text": "It opened on Monday.", "dct": "2013-02-12", "timexes": []}
MONDAY = {"start": 13, "end": 19, "text": "Monday", "type": "DATE", "value": "2013-02-11"}


def _line(**changed: Any) -> documents.Document:
    return documents.line(json.dumps({**LINE, **changed}).encode())


def test_a_line_says_what_it_is() -> None:
    read = _line(timexes=[MONDAY], language="ES", domain="social", dct="2013-02-12T10:30")
    assert (read.id, read.text) == ("1", LINE["text"])
    assert (read.context.language, read.context.genre) == ("es", Genre.SOCIAL)
    assert value_of(read.context.dct) == "2013-02-12T10:30"
    assert read.annotations == (Annotation(13, 19, "DATE", "2013-02-11"),)


def test_what_a_line_does_not_say_is_given() -> None:
    read = documents.line(json.dumps(LINE).encode(), language="de", genre="narrative")
    assert (read.context.language, read.context.genre) == ("de", Genre.NARRATIVE)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("2013-02-12", "2013-02-12"),
        ("2013-02-12T10:30:05", "2013-02-12T10:30:05"),
        ("2013-02-12T10:30:05.250Z", "2013-02-12T10:30:05"),
        ("2013-02-12T10:30+02:00", "2013-02-12T10:30"),
        ("2013-02-12T00:00:00-0500", "2013-02-12T00:00:00"),
    ],
)
def test_the_creation_time_is_civil_whatever_zone_it_names(told: str, value: str) -> None:
    assert value_of(_line(dct=told).context.dct) == value


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": None}, "an object with a text"),
        ({"dct": None}, "dct: "),
        ({"dct": "2013"}, "dct: a day"),
        ({"dct": "2013-02-30"}, "dct: "),
        ({"dct": "PRESENT_REF"}, "dct: a day"),
        ({"domain": "poem"}, "domain: "),
        ({"language": "xx"}, "language: "),
        ({"timexes": None}, "timexes: "),
        ({"timexes": ["Monday"]}, "timexes/0: an expression is an object"),
        ({"timexes": [{**MONDAY, "end": 13}]}, "timexes/0: start and end"),
        ({"timexes": [{**MONDAY, "start": -1}]}, "timexes/0: start and end"),
        ({"timexes": [{**MONDAY, "end": 21}]}, "timexes/0: start and end"),
        ({"timexes": [{**MONDAY, "start": True}]}, "timexes/0: start and end"),
        ({"timexes": [MONDAY, {**MONDAY, "start": 12, "end": 18}]}, "timexes/1: the extent does not quote"),
        ({"timexes": [{**MONDAY, "value": 2013}]}, "timexes/0: text, type, value"),
        ({"timexes": [{**MONDAY, "type": None}]}, "timexes/0: text, type, value"),
    ],
)
def test_a_line_that_is_wrong_says_where(changed: dict[str, Any], told: str) -> None:
    with pytest.raises((ValueError, LookupError)) as raised:
        _line(**changed)
    assert str(raised.value.args[0]).startswith(told) or told in str(raised.value.args[0])


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000, b"[]", b'"x"'])
def test_what_is_no_object_of_json_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|object"):
        documents.line(content)


def test_a_folder_is_its_files_and_a_bad_document_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.tml").write_bytes((DATA / "clinic.tml").read_bytes())
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(LINE)}\n\nnonsense\n{json.dumps(LINE)}\n")
    (tmp_path / "notes.txt").write_text("not a document")
    paths = documents.files([str(tmp_path)])
    assert [path.name for path in paths] == ["a.jsonl", "two.tml"]
    entries = list(documents.read(paths))
    assert [entry.place.removeprefix(str(tmp_path)) for entry in entries] == [
        "/a.jsonl:1", "/a.jsonl:3", "/a.jsonl:4", "/b/two.tml",
    ]  # fmt: skip
    assert [entry.wrong for entry in entries] == [None, "not JSON in UTF-8.", None, None]
    assert sum(entry.size for entry in entries) == sum(path.stat().st_size for path in paths) - 1


@pytest.mark.parametrize("name", ["missing.jsonl", "notes.txt", "empty"])
def test_what_is_no_file_of_documents_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises((OSError, ValueError), match=name):
        documents.files([str(tmp_path / name)])


# ── TimeML ───────────────────────────────────────────────────────────────────────────────────────────────────────

PLAIN = """<?xml version="1.0"{declared}?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2013-02-12"
functionInDocument="CREATION_TIME">today</TIMEX3></DCT><TEXT>{text}</TEXT></TimeML>"""


def _timeml(text: str, encoding: str = "utf-8") -> documents.Document:
    declared = f' encoding="{encoding}"'
    return timeml(PLAIN.format(text=text, declared=declared).encode(encoding), name="file")


def test_timeml_is_read_as_text_and_extents() -> None:
    read = timeml((DATA / "clinic.tml").read_bytes(), name="clinic")
    assert read.id == "clinic-1"
    assert read.text == "Café & clinic opened today.\nBuilding it took for about two years.\n"
    assert value_of(read.context.dct) == "2013-02-12"
    # The creation time is outside the text; an expression without words cannot be found in it.
    assert [(read.text[each.start : each.end], each.type, each.value, each.mod) for each in read.annotations] == [
        ("today", "DATE", "2013-02-12", None),
        ("two years", "DURATION", "P2Y", "APPROX"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_offsets_count_code_points_in_every_encoding(encoding: str) -> None:
    read = _timeml('Él llegó <TIMEX3 type="DATE" value="2013-02-11">ayer</TIMEX3>', encoding)
    assert read.text == "Él llegó ayer"
    assert read.annotations == (Annotation(9, 13, "DATE", "2013-02-11"),)
    assert read.id == "file"


def test_without_a_text_element_the_whole_document_is_the_text() -> None:
    told = """<TimeML>10/27/89 <TIMEX3 tid="t1" type="DATE" value="1989-10-27" functionInDocument="PUBLICATION_TIME"
    >10/27/89</TIMEX3> It rose <TIMEX3 type="DATE" value="1989-10-26">yesterday</TIMEX3>.</TimeML>"""
    read = timeml(told.encode(), name="old")
    assert read.text == "10/27/89 10/27/89 It rose yesterday."
    assert read.context.dct.granularity is Granularity.DAY
    assert [each.value for each in read.annotations] == ["1989-10-27", "1989-10-26"]


def test_characters_that_xml_escapes_are_one_code_point() -> None:
    read = _timeml('R&amp;D &#x1F6A7; <![CDATA[<b>]]> <TIMEX3 type="DATE" value="2013">2013</TIMEX3>')
    assert read.text == "R&D 🚧 <b> 2013"
    assert read.annotations == (Annotation(10, 14, "DATE", "2013"),)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><TimeML>&a9;</TimeML>',
    "one long entity, often": f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]><TimeML>{"&a;" * 10_000}</TimeML>',
    "a file of the machine": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><TimeML>&a;</TimeML>',
    "parameter entities": '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]><TimeML/>',
    "entities defined elsewhere": '<!DOCTYPE x SYSTEM "x.dtd"><TimeML>&a;</TimeML>',
    "an attribute of entities": '<!DOCTYPE x [<!ENTITY a "b">]><TimeML b="&a;&a;"/>',
    "expressions in expressions": f"<TimeML>{'<TIMEX3>' * 50_000}a{'</TIMEX3>' * 50_000}</TimeML>",
    "not closed": "<TimeML><TEXT>",
    "not XML": "Monday",
    "nothing": "",
    "an unknown encoding": '<?xml version="1.0" encoding="martian"?><TimeML/>',
    "no creation time": "<TimeML><TEXT>Monday</TEXT></TimeML>",
    "a creation time of a month": PLAIN.format(text="Monday", declared="").replace("2013-02-12", "2013-02"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_timeml_is_refused_at_once(tmp_path: Path, content: str) -> None:
    path = tmp_path / "hostile.tml"
    path.write_text(content, encoding="utf-8")
    began = time.process_time()
    (entry,) = documents.read([path])
    assert entry.document is None
    assert entry.wrong
    assert time.process_time() - began < 2


def test_depth_costs_nothing() -> None:
    read = _timeml("<s>" * 200_000 + "Monday" + "</s>" * 200_000)
    assert read.text == "Monday"


def test_an_external_definition_is_not_fetched() -> None:
    told = PLAIN.format(text="Monday", declared="").replace(
        "<TimeML>", '<!DOCTYPE TimeML SYSTEM "http://127.0.0.1:9/TimeML.dtd"><TimeML>'
    )
    assert timeml(told.encode(), name="x").text == "Monday"
