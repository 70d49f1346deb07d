"""Rows to the forms readers want, one file a format."""
