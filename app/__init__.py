"""Dateline: news articles in, explained timelines out."""
