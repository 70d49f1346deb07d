"""The reference page, from any OpenAPI document."""

from __future__ import annotations

from app.render import reference

DOCUMENT = {
    "info": {"title": "A <service>", "version": "1", "description": "First `code`.\n\n- one\n- two"},
    "tags": [{"name": "things", "description": "What there is."}, {"name": "unused", "description": "Nothing."}],
    "paths": {
        "/things/{id}": {
            "post": {
                "operationId": "add_thing",
                "summary": "Add <it>",
                "tags": ["things"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "kind", "in": "query", "schema": {"enum": ["a", "b"]}, "description": "Which `kind`."},
                ],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Thing"},
                            "examples": {
                                "one": {"summary": "A script", "value": {"name": "</script><script>alert(1)"}}
                            },
                        }
                    }
                },
                "responses": {"201": {"description": "Done.", "content": {"text/plain": {"example": "a line"}}}},
            }
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "description": "A thing.",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "description": "Its name."},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                    "size": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                    "always": {"const": "yes"},
                },
            }
        }
    },
}


def test_it_tells_all_of_the_document_and_escapes_it() -> None:
    page = reference.page(DOCUMENT)
    for told in (
        "A &lt;service&gt;", "<code>code</code>", "<li>one</li>", 'id="add_thing"', "Add &lt;it&gt;", "<b>required</b>",
        "<code>a</code> <code>b</code>", '<a href="#schema-Thing">Thing</a>', "array of", "integer or null",
        "<code>yes</code>", "a line", "A script", "&lt;/script&gt;",
    ):  # fmt: skip
        assert told in page, told
    assert "<script>alert" not in page
    assert "unused" not in page
