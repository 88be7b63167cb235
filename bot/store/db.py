"""The database: one transaction an update, on SQLite or on PostgreSQL."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import NullPool, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.sealed import Sealer

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",  # `settle` makes commits durable, many at once, before they are acknowledged
    "foreign_keys = ON",
    "secure_delete = ON",  # what a parent erases is overwritten, not just forgotten
    "busy_timeout = 0",  # waiting for another process must not stop the event loop: `_begin` waits instead
)
_LOCK_SECONDS = 10.0
_LOCK_STEP = 0.02


class Locked(OSError):
    """Another program has kept the database to itself for longer than we wait."""


class Database:
    """Opens transactions. Everything in `store` is given one and never commits it."""

    def __init__(self, engine: AsyncEngine, file: Path | None, lock_seconds: float = _LOCK_SECONDS) -> None:
        self.engine = engine
        self.file = file  # of an SQLite database
        self._lock_seconds = lock_seconds
        self._fsync: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        # SQLite has one writer, so its transactions take turns; they hold no network call. The connection is
        # kept open: to fetch it from a pool each time costs more than to use it.
        self._only: AsyncConnection | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Commits at the end of the block; an exception rolls everything back."""
        if self.file is None:
            async with self.engine.begin() as db:
                yield db
            return
        async with self._turn:
            db = self._only = self._only or await self.engine.connect()
            async with db.begin():
                await _begin(db, self._lock_seconds)
                yield db

    async def settle(self) -> None:
        """Returns once every commit made before the call would survive a power cut."""
        if self.file is None:
            return  # PostgreSQL has already seen to it
        if self._fsync and not self._fsync.done():  # it may have begun before the caller's commit
            await asyncio.wait({self._fsync})
        if self._fsync is None or self._fsync.done():
            self._fsync = asyncio.create_task(asyncio.to_thread(_fsync, f"{self.file}-wal"))
        await asyncio.shield(self._fsync)

    async def ping(self) -> None:
        async with self.transaction() as db:
            await db.execute(text("SELECT 1"))

    async def close(self) -> None:
        if self._only:
            await self._only.close()
        await self.engine.dispose()


def open_database(url: str, sealer: Sealer) -> Database:
    """A database for an address such as `sqlite+aiosqlite:///file` or `postgresql+asyncpg://host/name`.

    Nothing is connected yet. `sealer` opens and closes its sealed columns.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        file = Path(parsed.database or "twentyweeks.sqlite").absolute()
        engine = create_async_engine(
            url, async_creator=_connector(file), poolclass=NullPool, hide_parameters=True
        )
        event.listen(engine.sync_engine, "connect", _set_pragmas)
    else:
        file = None
        # The ping is a round trip a transaction, and the price of not noticing that PostgreSQL was restarted.
        engine = create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
        )
    engine.dialect.sealer = sealer  # type: ignore[attr-defined]
    return Database(engine, file)


class _InLoop(aiosqlite.Connection):
    """Runs each statement where it is called, not in a thread.

    One of ours takes some twenty microseconds; handing it to a thread and back takes sixty, and SQLAlchemy
    makes four such hops a statement. Measured: an update costs 0.4 ms of CPU like this and 1.6 ms with hops.
    """

    async def _connect(self) -> "_InLoop":
        self._connection = self._connector()
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    def begin(self) -> None:
        self._conn.execute("BEGIN IMMEDIATE")

    def stop(self) -> None:
        self._running = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _connector(file: Path) -> Callable[[], Awaitable[aiosqlite.Connection]]:
    async def connect() -> aiosqlite.Connection:
        # To await the connection itself would start the thread.
        return await _InLoop(lambda: _connect(file), iter_chunk_size=64)._connect()  # noqa: SLF001

    return connect


def _connect(file: Path) -> sqlite3.Connection:
    # isolation_level None: we say BEGIN ourselves, and say IMMEDIATE, so that no transaction fails half way.
    return sqlite3.connect(file, check_same_thread=False, isolation_level=None)


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def _begin(db: AsyncConnection, patience: float) -> None:
    """Says BEGIN to SQLite itself: SQLAlchemy's own begin says nothing, and its commit finds it open."""
    sqlite = (await db.get_raw_connection()).driver_connection
    assert isinstance(sqlite, _InLoop)
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while loop.time() <= until:
        try:
            sqlite.begin()
        except sqlite3.OperationalError as problem:
            if "locked" not in str(problem):
                raise
        else:
            return
        await asyncio.sleep(_LOCK_STEP)
    raise Locked(f"another program has been writing to it for {patience:g} seconds")


def _fsync(path: str) -> None:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return  # nothing has been written since the last checkpoint
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def lock_chat(db: AsyncConnection, chat_id: int) -> None:
    """Makes processes take turns over one chat until the transaction ends. SQLite has one writer anyway."""
    if db.dialect.name == "postgresql":
        await db.execute(text("SELECT pg_advisory_xact_lock(:chat)"), {"chat": chat_id})
