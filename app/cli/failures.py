"""How the command line fails: one sentence on standard error and exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from app.problems import Problem

P = ParamSpec("P")
R = TypeVar("R")


class Failed(click.ClickException):
    """What the user can mend, in one sentence."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002  the signature is click's
        say(f"dateline: {self.message}")


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Tell what the user can mend in a sentence; mistakes of ours keep their traceback."""

    @wraps(command)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Problem as problem:
            raise Failed(problem.detail) from problem
        except BrokenPipeError:
            # Click ends the command quietly: whoever reads the output has seen enough, as with `| head`.
            raise
        except OSError as error:
            raise Failed(f"{error.filename or 'A file'}: {error.strerror or error}.") from error
        except Exception as error:
            sentence = _about_the_store(error)
            if sentence is None:
                raise
            raise Failed(sentence) from error

    return telling


def say(line: str) -> None:
    """A line for the person at the terminal, apart from what is written for programs."""
    click.echo(line, err=True)


def _about_the_store(error: Exception) -> str | None:
    """A sentence for failures of settings or database.

    Their classes are looked up among what is loaded: whoever raised one has loaded it, and `resolve` loads neither.
    """
    if "pydantic" in sys.modules:
        from pydantic import ValidationError

        if isinstance(error, ValidationError) and error.title == "Settings":
            first = error.errors()[0]
            return f"DATELINE_{str(first['loc'][0]).upper()}: {first['msg']}."
    if "sqlalchemy" in sys.modules:
        from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

        if isinstance(error, DatabaseError):
            return f"The store cannot be used: {str(error.orig).splitlines()[0].rstrip('.')}."
        if isinstance(error, ArgumentError | NoSuchModuleError):
            return "DATELINE_DATABASE_URL is not an SQLAlchemy URL such as sqlite:///dateline.db."
    return None
