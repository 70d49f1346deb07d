"""`python -m app.cli` is the command without an installation."""

from app.cli import main

main()
