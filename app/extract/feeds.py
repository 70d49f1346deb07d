"""RSS, Atom and JSON Feed: each entry as the body of an article. Nothing is fetched, whatever a feed links to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_JSON_FEED = "https://jsonfeed.org/version/"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d([Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)
_ADDRESS = re.compile(r"https?://\S{1,1990}", re.ASCII | re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z!/]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?", re.DOTALL)
_LONGEST_NAME = 200
_LONGEST_TAG = 100
_LONGEST_TITLE = 2_000
_LONGEST_ID = 500
_MOST = 100


def is_json_feed(document: Any) -> bool:
    """Whether a JSON document says that it is a JSON Feed."""
    return isinstance(document, dict) and str(document.get("version", "")).startswith(_JSON_FEED)


def of_json(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The articles of a JSON Feed (versions 1 and 1.1), in its order.

    Raises:
        ValueError: it has no list of items.
    """
    items = document.get("items")
    if not isinstance(items, list):
        raise ValueError("The feed has no items.")  # noqa: TRY004  of the document, not of the argument
    return [_of_json_item(item, document) for item in items if isinstance(item, dict)]


def of_xml(content: bytes) -> list[dict[str, Any]]:
    """The articles of an RSS (0.9 to 2.0) or Atom feed, in its order.

    Raises:
        ValueError: it is neither, or no XML.
    """
    from lxml import etree  # type: ignore[import-untyped]  # its stubs are not part of it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError("The feed is no XML.") from error
    name = "" if root is None else _name(root)
    if name == "feed":
        return [_of_atom_entry(entry, root) for entry in _all(root, "entry")]
    if name in ("rss", "rdf"):
        channel = next(iter(_all(root, "channel")), root)
        # RSS 1.0 has its items beside the channel, all others in it.
        return [_of_rss_item(item, channel) for item in [*_all(channel, "item"), *_all(root, "item")]]
    raise ValueError("The document is neither RSS nor Atom.")


def _of_json_item(item: dict[str, Any], feed: dict[str, Any]) -> dict[str, Any]:
    authors = item.get("authors") or feed.get("authors") or [item.get("author") or feed.get("author")]
    names = [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    text, html = item.get("content_text"), item.get("content_html")
    tags = item.get("tags")
    return _article(
        identity=item.get("id"),
        address=item.get("url") or item.get("external_url"),
        title=item.get("title"),
        content=[html] if isinstance(html, str) and html.strip() else [text, item.get("summary")],
        published=item.get("date_published"),
        updated=item.get("date_modified"),
        language=item.get("language") or feed.get("language"),
        source=feed.get("title"),
        authors=names,
        tags=tags if isinstance(tags, list) else [],
    )


def _of_atom_entry(entry: Any, feed: Any) -> dict[str, Any]:
    links = [link for link in _all(entry, "link") if link.get("rel", "alternate") == "alternate"]
    authors = [_text(_first(author, "name")) for author in _all(entry, "author") or _all(feed, "author")]
    contents = [_first(entry, "content"), _first(entry, "summary")]
    return _article(
        identity=_text(_first(entry, "id")),
        address=links[0].get("href") if links else None,
        title=_text(_first(entry, "title")),
        content=[_inner(node) for node in contents],
        published=_text(_first(entry, "published")) or _text(_first(entry, "issued")),
        updated=_text(_first(entry, "updated")) or _text(_first(entry, "modified")),
        language=_language_of(entry),
        source=_text(_first(feed, "title")),
        authors=authors,
        tags=[node.get("label") or node.get("term") for node in _all(entry, "category")],
    )


def _of_rss_item(item: Any, channel: Any) -> dict[str, Any]:
    guid = _first(item, "guid")
    identity = _text(guid) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
    permanent = guid is not None and guid.get("isPermaLink", "true") == "true"
    return _article(
        identity=identity,
        address=_text(_first(item, "link")) or (identity if permanent else None),
        title=_text(_first(item, "title")),
        content=[_text(_first(item, "encoded")), _text(_first(item, "description"))],
        published=_text(_first(item, "pubdate")) or _text(_first(item, "date")),
        updated=_text(_first(item, "modified")) or _text(_first(item, "updated")),
        language=_text(_first(channel, "language")),
        source=_text(_first(channel, "title")),
        authors=[_text(node) for node in _all(item, "creator") or _all(item, "author")],
        tags=[_text(node) for node in _all(item, "category") or _all(item, "subject")],
    )


def _article(
    *,
    identity: Any,
    address: Any,
    title: Any,
    content: list[Any],
    published: Any,
    updated: Any,
    language: Any,
    source: Any,
    authors: list[Any],
    tags: list[Any],
) -> dict[str, Any]:
    """What an entry says, without what an article cannot have: one wrong date does not cost the rest."""
    body = next((text for text in content if isinstance(text, str) and text.strip()), None)
    heading = _line(_plain(title), _LONGEST_TITLE)
    found: dict[str, Any] = {
        "external_id": _line(str(identity), _LONGEST_ID) if isinstance(identity, str | int) else None,
        "url": address.strip() if isinstance(address, str) and _ADDRESS.fullmatch(address.strip()) else None,
        "title": heading,
        "published_at": _moment(published),
        "updated_at": _moment(updated),
        "language": _language(language),
        "source": _line(_plain(source), _LONGEST_NAME),
        "authors": _lines(authors, _LONGEST_NAME),
        "tags": _lines(tags, _LONGEST_TAG),
    }
    if body is None:
        found["text"] = heading
    elif _MARKUP.search(body):
        found["html"] = body
    else:
        found["text"] = body
    return {field: value for field, value in found.items() if value}


def _moment(value: Any) -> str | None:
    """A date as articles have it: those of RFC 822 too, and of ISO 8601 where no zone is told, without their time."""
    if not isinstance(value, str) or not (value := value.strip()):
        return None
    if found := _INSTANT.fullmatch(value):
        return value if found[4] or not found[1] else value[:10]
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if read.tzinfo is None:
        # "-0000", or no zone: UTC, as RFC 5322 has it.
        read = read.replace(tzinfo=UTC)
    return _rfc3339(read)


def _rfc3339(read: datetime) -> str:
    return read.isoformat(timespec="seconds").replace("+00:00", "Z")


def _language(value: Any) -> str | None:
    found = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None


def _language_of(node: Any) -> str | None:
    while node is not None:
        if told := node.get("{http://www.w3.org/XML/1998/namespace}lang"):
            return str(told)
        node = node.getparent()
    return None


def _plain(text: Any) -> str | None:
    """A title without the markup that some feeds put into it."""
    if not isinstance(text, str) or not _MARKUP.search(text):
        return text if isinstance(text, str) else None
    from app.extract.page import text_of

    return text_of(text)


def _line(text: str | None, longest: int) -> str | None:
    return " ".join(text.split())[:longest].strip() or None if text else None


def _lines(texts: list[Any], longest: int) -> list[str]:
    found = (_line(_plain(text), longest) for text in texts)
    return list(dict.fromkeys(text for text in found if text))[:_MOST]


def _name(node: Any) -> str:
    """The tag in small letters and without its namespace: feeds mix up both."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _all(node: Any, name: str) -> list[Any]:
    return [child for child in node if _name(child) == name]


def _first(node: Any, name: str) -> Any:
    """The child of that name that says something; `link` of another namespace often is empty."""
    found = _all(node, name)
    return next((child for child in found if len(child) or (child.text or "").strip()), None)


def _text(node: Any) -> str | None:
    return None if node is None else "".join(node.itertext()).strip() or None


def _inner(node: Any) -> str | None:
    """The content of an Atom element: its text, or its markup (`type="xhtml"`)."""
    from lxml import etree

    if node is None:
        return None
    if len(node):
        return "".join(_inner_parts(node, etree))
    return _text(node)


def _inner_parts(node: Any, etree: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        etree.cleanup_namespaces(child)
        yield re.sub(r"(</?)\w+:", r"\1", str(etree.tostring(child, encoding="unicode")))


def of_document(content: bytes) -> list[dict[str, Any]]:
    """The articles of a feed of any of these kinds.

    Raises:
        ValueError: it is none.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        document = json.loads(content)
        if not is_json_feed(document):
            raise ValueError("The document is no JSON Feed.")
        return of_json(document)
    return of_xml(content)
