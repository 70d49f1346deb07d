"""Languages that are read by word lists, without a grammar of their clauses."""
