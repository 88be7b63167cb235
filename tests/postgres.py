"""A real PostgreSQL for tests: Debian's own programs, on a folder that is gone when the tests end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

OWNER = "postgres"  # the server refuses to run as root
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty server; add the name of a database. Skips where there is no PostgreSQL."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: no initdb and pg_ctl in the path or /usr/lib/postgresql")
    with _server(programs) as folder:
        yield f"postgresql+asyncpg://{OWNER}@/{{name}}?host={folder}"


@contextmanager
def _server(programs: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="tw-pg-"))  # a short path: it holds a unix socket
    place = folder / "server"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        _as_owner(folder, programs / "initdb", "-D", place, "-U", OWNER, *INITDB)
        options = f"{FAST} -c listen_addresses='' -c unix_socket_directories='{folder}'"
        _as_owner(folder, programs / "pg_ctl", "-D", place, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield folder
        finally:
            _as_owner(folder, programs / "pg_ctl", "-D", place, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


INITDB = ("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")


def _programs() -> Path | None:
    """The folder with PostgreSQL's programs, the newest where there are several."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


def _version(folder: Path) -> float:
    return float(folder.parent.name) if folder.parent.name.replace(".", "", 1).isdigit() else 0.0


def _as_owner(folder: Path, *words: object) -> None:
    who = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run([str(word) for word in words], cwd=folder, check=True, stdout=subprocess.DEVNULL, **who)
