"""How what is kept is asked for: filters, pages, counts, what was known when."""
