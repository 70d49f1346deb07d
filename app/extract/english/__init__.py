"""English sentences clause by clause: word classes, verbs, subjects, dates, titles."""
