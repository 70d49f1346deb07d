"""Articles into the store: what was read in one as rows, one by one or many together."""
