"""Both databases, real and new for each test: SQLite in a file, PostgreSQL from Debian's own programs."""

import asyncio
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import schema
from bot.store.columns import metadata
from bot.store.db import open_database
from bot.store.sealed import Sealer

OWNER = "postgres"  # the server refuses to run as root
INITDB = ("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
MISSING = "PostgreSQL is not installed: no initdb and pg_ctl in the path or in /usr/lib/postgresql"
MIGRATED = "migrated"
EMPTIED = f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"
NUMBERS = itertools.count(1)

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)


Apart = Callable[[Coroutine[Any, Any, None]], None]


class Server:
    """A PostgreSQL that listens on a socket in a folder of its own."""

    def __init__(self, folder: Path, apart: Apart) -> None:
        self._folder = folder
        self._apart = apart
        self._engines: dict[str, AsyncEngine] = {}

    def address(self, name: str) -> str:
        return f"postgresql+asyncpg://{OWNER}@/{name}?host={self._folder}"

    def does(self, command: str, name: str = "postgres") -> None:
        """Runs one command, outside any transaction."""
        if name not in self._engines:
            # The ping: a test may end every connection that there is.
            how = {"isolation_level": "AUTOCOMMIT", "pool_pre_ping": True}
            self._engines[name] = create_async_engine(self.address(name), **how)

        async def work() -> None:
            async with self._engines[name].connect() as connection:
                await connection.exec_driver_sql(command)

        self._apart(work())

    def close(self) -> None:
        for engine in self._engines.values():
            self._apart(engine.dispose())


@pytest.fixture(scope="session")
def apart() -> Iterator[Apart]:
    """Runs a coroutine to its end, in a thread with a loop of its own: not in the loop of a test."""
    with ThreadPoolExecutor(1) as thread:
        runner = asyncio.Runner()
        yield lambda work: thread.submit(runner.run, work).result()
        thread.submit(runner.close).result()


@pytest.fixture(scope="session")
def sealer() -> Sealer:
    return Sealer((Fernet.generate_key().decode(),))


@pytest.fixture(scope="session")
def postgres(apart) -> Iterator[Server]:
    """An empty server. Skips where there is no PostgreSQL."""
    pytest.importorskip("asyncpg")
    programs = _programs()
    if programs is None:
        pytest.skip(MISSING)
    with _running(programs) as folder:
        server = Server(folder, apart)
        yield server
        server.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres, sealer, apart) -> Server:
    postgres.does(f"CREATE DATABASE {MIGRATED}")
    apart(_migrate(postgres.address(MIGRATED), sealer))
    return postgres


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory, sealer, apart) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "migrated.sqlite"
    apart(_migrate(f"sqlite+aiosqlite:///{file}", sealer))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def empty_address(kind, request, tmp_path) -> Iterator[str]:
    """The address of a database without tables."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        server, name = request.getfixturevalue("postgres"), f"empty_{next(NUMBERS)}"
        server.does(f"CREATE DATABASE {name}")
        yield server.address(name)
        server.does(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def address(kind, request, tmp_path) -> Iterator[str]:
    """The address of a migrated database with nothing in it."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "test.sqlite")
        yield f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite'}"
    else:
        server = request.getfixturevalue("migrated_postgres")
        server.does(EMPTIED, name=MIGRATED)  # three times as quick as a database for each test
        yield server.address(MIGRATED)


@pytest.fixture
async def database(address, sealer):
    """A migrated database with nothing in it: the test runs once on SQLite and once on PostgreSQL."""
    opened = open_database(address, sealer)
    yield opened
    await opened.close()


@pytest.fixture
async def another(address, sealer):
    """The same database as another process has it: with connections of its own."""
    opened = open_database(address, sealer)
    yield opened
    await opened.close()


async def _migrate(address: str, sealer: Sealer) -> None:
    database = open_database(address, sealer)
    await schema.migrate(database)
    await database.close()


@contextmanager
def _running(programs: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: it is part of the path of a unix socket
    place = folder / "server"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        _as_owner(folder, programs / "initdb", "-D", place, "-U", OWNER, *INITDB)
        options = f"{FAST} -c listen_addresses='' -c unix_socket_directories='{folder}'"
        _as_owner(
            folder, programs / "pg_ctl", "-D", place, "-l", folder / "log", "-o", options, "-w", "start"
        )
        try:
            yield folder
        finally:
            _as_owner(folder, programs / "pg_ctl", "-D", place, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest where there are several."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


def _version(folder: Path) -> float:
    name = folder.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def _as_owner(folder: Path, *words: object) -> None:
    who: dict[str, Any] = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run([str(word) for word in words], cwd=folder, check=True, stdout=subprocess.DEVNULL, **who)
