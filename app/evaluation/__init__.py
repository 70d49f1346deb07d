"""How well expressions are read: annotated documents in, scores out."""
