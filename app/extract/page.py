"""Main text, title and stated publication date of an HTML page. The heavy libraries load with the first page."""

from __future__ import annotations

import re
from typing import Any

# trafilatura needs 7 s for 2 MB of paragraphs, growing faster than the page; beyond this size the plain text has to do.
_LONGEST_FOR_TRAFILATURA = 600_000
# Less is no article to look for, and what there is may come in pieces ("on <b>Monday</b>" as two lines).
_SHORTEST_ARTICLE = 200
_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 br tr section article blockquote pre ul ol table header footer nav aside main figure "
    "dd dt".split()
)
# Not `head` itself: the parser leaves in it what a page without `body` begins with, if it is of HTML 5.
_HIDDEN = frozenset("script style noscript template title nav footer aside form button svg".split())
_ADDRESS = re.compile(r"https?://[^\s\x00]{1,1990}")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")


def main_text(html: str) -> str:
    """The article's paragraphs, one a line; the whole visible text where no article can be made out."""
    from trafilatura import bare_extraction

    tree = _tree(html)
    if tree is None:
        return ""
    if len(html) <= _LONGEST_FOR_TRAFILATURA:
        found: Any = bare_extraction(tree, fast=True, include_comments=False)
        if found is not None and len(found.text or "") >= _SHORTEST_ARTICLE:
            return str(found.text)
        tree = _tree(html)  # the extraction takes the tree apart
    return visible_text(tree)


def title(html: str) -> str | None:
    """What the page calls itself: `og:title`, else its only first-level heading, else `<title>`."""
    tree = _tree(html)
    if tree is None:
        return None
    for found in (
        [node.get("content") for node in tree.iter("meta") if node.get("property") == "og:title"],
        [node.text_content() for node in tree.iter("h1")][:2],
        [node.text_content() for node in tree.iter("title")],
    ):
        texts = [_SPACES.sub(" ", text).strip() for text in found if text and text.strip()]
        if len(texts) == 1 or (texts and found[0] is not None and len(set(texts)) == 1):
            return texts[0]
    return None


def published_at(html: str, latest_day: str) -> str | None:
    """The publication date that the page's markup states: an instant where it gives one, else a civil date.

    Args:
        latest_day: no date after this day is believed (YYYY-MM-DD). Required: htmldate asks the clock otherwise.
    """
    from htmldate import find_date

    tree = _tree(html)
    if tree is None:
        return None
    # A tree and never a string: htmldate fetches a string that looks like an address.
    found = find_date(
        tree, original_date=True, extensive_search=False, max_date=latest_day, min_date="1900-01-01",
        outputformat="%Y-%m-%dT%H:%M:%S%z",
    )  # fmt: skip
    if found is None:
        return None
    day, _, clock = found.partition("T")
    if len(clock) <= 8 or clock.startswith("00:00:00"):
        return day
    return f"{day}T{clock[:8]}{clock[8:-2]}:{clock[-2:]}"


_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
# Windows calls its own what pages mean by these (WHATWG Encoding, section 4.2).
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254"}


def decoded(content: bytes) -> str:
    """A page out of a file as text: by its marks, else as UTF-8 if it is that, whatever it declares, else as declared.

    Bytes that are UTF-8 by chance are next to impossible, and pages that declare something else are common.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        pass
    if found := _CHARSET.search(content[:4096]):
        name = found[1].decode("ascii").lower()
        try:
            return content.decode(_MEANT.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return str(best) if best is not None else content.decode("cp1252", "replace")


def address(html: str) -> str | None:
    """Where the page says that it stands: its canonical link, else `og:url`."""
    tree = _tree(html)
    if tree is None:
        return None
    for node in tree.iter("link", "meta"):
        told = node.get("href") if (node.get("rel") or "").lower() == "canonical" else None
        if told is None and node.get("property") == "og:url":
            told = node.get("content")
        if told and _ADDRESS.fullmatch(told.strip()):
            return str(told).strip()
    return None


def _tree(html: str) -> Any:
    """The page as a tree, None where there is none; trafilatura's own loader refuses pages of a single paragraph."""
    from lxml import etree  # type: ignore[import-untyped]  # its stubs are not part of it
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, recover=True)
    try:
        # Bytes, because a string that declares another encoding is refused.
        return lxml_html.document_fromstring(html.replace("\0", " ").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def visible_text(tree: Any) -> str:
    """All text that a reader sees, blocks on lines of their own; iterative, because pages nest without end."""
    parts: list[str] = []
    stack: list[Any] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item.tail:
            stack.append(item.tail)
        tag = item.tag if isinstance(item.tag, str) else ""
        if tag.lower() in _HIDDEN or not tag:
            parts.append("\n")
            continue
        block = tag.lower() in _BLOCKS
        if block:
            stack.append("\n")
        stack.extend(reversed(list(item)))
        if item.text:
            stack.append(item.text)
        if block:
            parts.append("\n")
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def text_of(html: str) -> str:
    """The visible text of a piece of HTML."""
    tree = _tree(html)
    return "" if tree is None else visible_text(tree)
