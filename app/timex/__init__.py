"""Temporal expressions: text and a document creation time in, TIMEX3 with its bounds and reasons out. Pure."""
