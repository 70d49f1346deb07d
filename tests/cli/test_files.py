"""What counts as a file of documents."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from app.cli.files import check, entries, total_bytes


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", []),
        (b"\n \n", []),
        (b'{"a": 1}', [("f:1", {"a": 1})]),
        (b'{"a": 1}\n{"a": 2}\n', [("f:1", {"a": 1}), ("f:2", {"a": 2})]),
        (b'\n\n{"a": 1}\r\n\n{"a": 2}', [("f:3", {"a": 1}), ("f:5", {"a": 2})]),
        (b'[{"a": 1}, {"a": 2}]', [("f, element 1", {"a": 1}), ("f, element 2", {"a": 2})]),
        (b'[\n  {"a": 1},\n  {"a": 2}\n]\n', [("f, element 1", {"a": 1}), ("f, element 2", {"a": 2})]),
        (b"[]", []),
        (b'{\n  "a": 1\n}\n', [("f", {"a": 1})]),
        # A broken line is a line, wherever it stands.
        (b'{"a": \n{"a": 2}\n', [("f:1", None), ("f:2", {"a": 2})]),
        (b'{"a": 1}\n{"a"\n{"a": 3}\n', [("f:1", {"a": 1}), ("f:2", None), ("f:3", {"a": 3})]),
        (b'{"a": "\xff"}\n{"a": 2}\n', [("f:1", None), ("f:2", {"a": 2})]),
        (b"[" * 100_000, [("f, element 1", None)]),
        (
            b'[{"a": 1}, {"a" 2}, {"a": 3}]',
            [("f, element 1", {"a": 1}), ("f, element 2", None), ("f, element 3", {"a": 3})],
        ),
        (b'[{"a": 1}, {"a": ', [("f, element 1", {"a": 1}), ("f, element 2", None)]),
        (b'\xef\xbb\xbf{"a": 1}', [("f:1", {"a": 1})]),
        (gzip.compress(b'{"a": 1}\n{"a": 2}\n', mtime=0), [("f:1", {"a": 1}), ("f:2", {"a": 2})]),
        (gzip.compress(b'[{"a": 1}]', mtime=0), [("f, element 1", {"a": 1})]),
        (gzip.compress(b'{"a": 1}\n' * 9, mtime=0)[:-9], [("f", None)]),
        (b"<p>On Monday.", [("f", {"html": "<p>On Monday."})]),
        ("<p>On Monday.".encode("utf-16"), [("f", {"html": "<p>On Monday."})]),
        (
            b'<?xml version="1.0"?>\n<!-- news --><rss><channel><item><title>On</title></item></channel></rss>',
            [("f, entry 1", {"title": "On", "text": "On"})],
        ),
        (
            b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "On"}]}',
            [("f, entry 1", {"text": "On"})],
        ),
        (b"<rss><channel>", []),
        (b"nothing of the kind\n", [("f:1", None)]),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_documents_and_their_places(tmp_path: Path, content: bytes, found: list[tuple[str, Any]]) -> None:
    file = tmp_path / "f"
    file.write_bytes(content)
    read = list(entries([str(file)]))
    assert [(entry.place.removeprefix(f"{tmp_path}/"), entry.document) for entry in read] == found
    assert all(
        (entry.wrong is None) == (document is not None) for entry, (_, document) in zip(read, found, strict=True)
    )


def test_sizes_are_known_for_files_only(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"{}")
    (tmp_path / "b").write_bytes(b"{}\n{}")
    assert total_bytes([str(tmp_path / "a"), str(tmp_path / "b")]) == 7
    assert total_bytes([str(tmp_path / "a"), "-"]) is None
    check([str(tmp_path / "a"), "-"])
    with pytest.raises(OSError, match="No such file"):
        check([str(tmp_path / "c")])


def test_a_folder_is_its_files_by_name(tmp_path: Path) -> None:
    for name in ("b.json", "a/c.NDJSON", "a/d.jsonl.gz", "notes.txt", ".hidden.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"3", mtime=0) if name.endswith(".gz") else b'{"a": 1}')
    check([str(tmp_path)])
    assert [entry.place.removeprefix(f"{tmp_path}/") for entry in entries([str(tmp_path)])] == [
        "a/c.NDJSON:1",
        "a/d.jsonl.gz:1",
        "b.json:1",
    ]
    assert total_bytes([str(tmp_path)]) == sum(entry.size for entry in entries([str(tmp_path)]))
