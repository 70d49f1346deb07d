"""Word lists of the extractor, one module a language."""
