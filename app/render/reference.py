"""The OpenAPI document as one page of HTML: what `/docs` shows, without fetching anything from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

_METHODS = ("get", "post", "put", "patch", "delete")
_CODE = re.compile(r"`([^`]+)`")


def page(document: dict[str, Any]) -> str:
    """A complete HTML page; it needs `/static/docs.css` and `/static/docs.js` beside it."""
    info = document["info"]
    operations = list(_operations(document))
    tags = [
        tag for tag in document.get("tags", []) if any(tag["name"] in op.get("tags", []) for _, _, op in operations)
    ]
    schemas = document.get("components", {}).get("schemas", {})
    navigation = "".join(
        f'<li><a href="#tag-{escape(tag["name"])}">{escape(tag["name"])}</a><ul>'
        + "".join(
            f'<li><a href="#{escape(op["operationId"])}"><b class="{method}">{method.upper()}</b> {escape(path)}</a>'
            for path, method, op in operations
            if tag["name"] in op.get("tags", [])
        )
        + "</ul></li>"
        for tag in tags
    )
    sections = "".join(
        f'<section id="tag-{escape(tag["name"])}"><h2>{escape(tag["name"])}</h2>{_prose(tag.get("description", ""))}'
        + "".join(_operation(path, method, op) for path, method, op in operations if tag["name"] in op.get("tags", []))
        + "</section>"
        for tag in tags
    )
    shapes = "".join(_schema(name, schema) for name, schema in sorted(schemas.items()))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])}: reference</title>"
        '<link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/docs.css">'
        '<script src="/static/docs.js" type="module"></script></head><body>'
        f'<nav aria-label="Contents"><p><a href="/">{escape(info["title"])}</a> {escape(info["version"])}</p>'
        f'<p><a href="/openapi.json">OpenAPI document</a></p><ul>{navigation}<li><a href="#shapes">Shapes</a></li></ul>'
        f"</nav><main><h1>{escape(info['title'])}</h1>{_prose(info.get('description', ''))}{sections}"
        f'<section id="shapes"><h2>Shapes</h2>{shapes}</section></main></body></html>\n'
    )


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _operation(path: str, method: str, op: dict[str, Any]) -> str:
    parameters = op.get("parameters", [])
    rows = "".join(
        f"<tr><td><code>{escape(p['name'])}</code></td><td>{escape(p['in'])}</td><td>{_given(p.get('schema', {}))}"
        f"{' <b>required</b>' if p.get('required') else ''}</td><td>{_inline(p.get('description', ''))}</td></tr>"
        for p in parameters
    )
    table = (
        f"<h4>Parameters</h4><table><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr>{rows}</table>"
        if rows
        else ""
    )
    body = "".join(
        f"<h4>Body, <code>{escape(kind)}</code></h4><p>{_type(content.get('schema', {}))}</p>{_examples(content)}"
        for kind, content in op.get("requestBody", {}).get("content", {}).items()
    )
    answers = "".join(
        f"<details{' open' if status.startswith('2') else ''}><summary><b>{escape(status)}</b> "
        f"{_inline(answer.get('description', ''))}</summary>"
        + "".join(
            f"<p><code>{escape(kind)}</code> {_type(content.get('schema', {}))}</p>{_examples(content)}"
            for kind, content in answer.get("content", {}).items()
        )
        + "</details>"
        for status, answer in op.get("responses", {}).items()
    )
    return (
        f'<article id="{escape(op["operationId"])}"><h3><b class="{method}">{method.upper()}</b> '
        f"<code>{escape(path)}</code></h3><p><strong>{escape(op.get('summary', ''))}</strong></p>"
        f"{_prose(op.get('description', ''))}{table}{body}<h4>Answers</h4>{answers}{_form(path, method, op)}</article>"
    )


def _form(path: str, method: str, op: dict[str, Any]) -> str:
    """A form that sends the request from the page (`docs.js`)."""
    fields = "".join(
        f'<label>{escape(p["name"])} <input name="{escape(p["name"])}" data-in="{escape(p["in"])}" '
        f'placeholder="{escape(_hint(p["schema"]))}"></label>'
        for p in op.get("parameters", [])
        if p["in"] in ("path", "query")
    )
    content = op.get("requestBody", {}).get("content", {})
    if content:
        kind, described = next(iter(content.items()))
        example = _first_example(described)
        told = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
        fields += f'<label>Body <textarea data-type="{escape(kind)}" rows="8">{escape(told)}</textarea></label>'
    return (
        f'<details class="try"><summary>Try it</summary><form data-method="{method}" data-path="{escape(path)}">'
        f'{fields}<button>Send</button><pre hidden aria-live="polite"></pre></form></details>'
    )


def _schema(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    rows = "".join(
        f"<tr><td><code>{escape(field)}</code>{' <b>*</b>' if field in required else ''}</td>"
        f"<td>{_type(described)}</td><td>{_inline(described.get('description', ''))}</td></tr>"
        for field, described in schema.get("properties", {}).items()
    )
    return (
        f'<article id="schema-{escape(name)}"><h3>{escape(name)}</h3>{_prose(schema.get("description", ""))}'
        f"<table><tr><th>Field</th><th>Type</th><th>Meaning</th></tr>{rows}</table></article>"
    )


def _given(schema: dict[str, Any]) -> str:
    """The type of a parameter, which is left out rather than null."""
    return " or ".join(_type(option) for option in schema.get("anyOf", [schema]) if option.get("type") != "null")


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#schema-{escape(name)}">{escape(name)}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"])
    if "enum" in schema:
        return " ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    if schema.get("type") == "array":
        return f"array of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("type", "any")))


def _hint(schema: dict[str, Any]) -> str:
    """An example of a parameter, or its default."""
    found = (schema.get("examples") or [schema.get("default")])[0]
    if isinstance(found, list):
        found = found[0] if found else None
    return "" if found is None else str(found)


def _first_example(described: dict[str, Any]) -> Any:
    if "example" in described:
        return described["example"]
    for example in described.get("examples", {}).values():
        return example["value"]
    return ""


def _examples(content: dict[str, Any]) -> str:
    examples = content.get("examples") or ({"": {"value": content["example"]}} if "example" in content else {})
    return "".join(
        f"<figure><figcaption>{_inline(example.get('summary', 'Example'))}</figcaption><pre>"
        + escape(
            example["value"]
            if isinstance(example["value"], str)
            else json.dumps(example["value"], ensure_ascii=False, indent=2)
        )
        + "</pre></figure>"
        for example in examples.values()
    )


def _prose(text: str) -> str:
    """Paragraphs, and lists whose lines begin with a dash; backquotes are code."""
    out = []
    for block in text.strip().split("\n\n"):
        lines = block.strip().splitlines()
        if lines and all(line.startswith("- ") for line in lines):
            out.append("<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>")
        elif lines:
            out.append(f"<p>{_inline(' '.join(lines))}</p>")
    return "".join(out)


def _inline(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text))
