"""Opening a file as the log's store: is it ours, is it safe, has it the tables?

Nothing is changed in a file that is not ours. Every setting that durability or erasure rests on
is read back, and a file that does not take it is refused.
"""

import asyncio
import os
import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path

import aiosqlite

from live.log.failure import NewerSchema, NotALog, NotWritable, UnsafeStore, cannot_open, primary_code
from live.log.schema import APPLICATION_ID, READER_PRAGMAS, STEPS, VERSION, WRITER_PRAGMAS, Pragma
from live.log.store import Store

_WRITER_BUSY_SECONDS = 5.0
# Scrubbing waits this long for another process's reader, and everyone here waits for scrubbing.
_READER_BUSY_SECONDS = 0.5
# One statement, so that another process that is just making the tables is seen before or after.
_IDENTITY = """
SELECT (SELECT COUNT(*) FROM sqlite_master), application_id, user_version
FROM pragma_application_id, pragma_user_version
"""
_WAL_TRIES = 50
_WAL_PAUSE_SECONDS = 0.1


async def open_store(path: Path) -> Store:
    """Open the file, or make it; raises a ``CannotOpen``."""
    try:
        file = await asyncio.to_thread(_touch, path)
        async with AsyncExitStack() as opened:
            writer = await _connect(file, _WRITER_BUSY_SECONDS, opened)
            await _require_ours(path, writer)
            await _set(path, writer, WRITER_PRAGMAS)
            await _bring_up_to_date(path, writer)
            reader = await _connect(file, _READER_BUSY_SECONDS, opened)
            await _set(path, reader, READER_PRAGMAS)
            store = Store(writer, reader)
            await store.scrub()
            opened.pop_all()
            return store
    except OSError as error:
        raise NotWritable(path, f"cannot be written ({error.strerror})") from error
    except sqlite3.Error as error:
        raise cannot_open(path, error) from error


def _touch(path: Path) -> Path:
    # Made here and not by SQLite: people's names are nobody else's business on this machine.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    # To SQLite some relative names are no files.
    return path.absolute()


async def _connect(file: Path, busy_seconds: float, opened: AsyncExitStack) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(file, isolation_level=None, timeout=busy_seconds)
    opened.push_async_callback(connection.close)
    return connection


async def _require_ours(path: Path, connection: aiosqlite.Connection) -> int:
    """Return the schema version of the file, 0 for an empty one."""
    tables, owner, version = await _row(connection, _IDENTITY)
    if (tables, owner, version) != (0, 0, 0) and owner != APPLICATION_ID:
        raise NotALog(path, "a database, but of another program")
    if version > VERSION:
        raise NewerSchema(path, version, VERSION)
    return version


async def _set(path: Path, connection: aiosqlite.Connection, pragmas: tuple[Pragma, ...]) -> None:
    for name, value, expected in pragmas:
        await _set_one(connection, f"PRAGMA {name} = {value}")
        (found,) = await _row(connection, f"PRAGMA {name}")
        if found != expected:
            raise UnsafeStore(path, f"the setting {name} is {found} instead of {expected}")


async def _set_one(connection: aiosqlite.Connection, sql: str) -> None:
    # Two processes that start on a new file both want to change its journal, for which SQLite
    # does not wait by itself.
    for tries_left in reversed(range(_WAL_TRIES)):
        try:
            await connection.execute_fetchall(sql)
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or not tries_left:
                raise
            await asyncio.sleep(_WAL_PAUSE_SECONDS)
        else:
            return


async def _bring_up_to_date(path: Path, connection: aiosqlite.Connection) -> None:
    # Also proves that the file can be written, before anybody relies on it.
    await connection.execute_fetchall("BEGIN IMMEDIATE")
    version = await _require_ours(path, connection)
    for step in STEPS[version:]:
        for statement in step:
            await connection.execute_fetchall(statement)
    await connection.execute_fetchall(f"PRAGMA application_id = {APPLICATION_ID:d}")
    await connection.execute_fetchall(f"PRAGMA user_version = {VERSION:d}")
    await connection.execute_fetchall("COMMIT")


async def _row(connection: aiosqlite.Connection, sql: str) -> tuple[int, ...]:
    rows = list(await connection.execute_fetchall(sql))
    return tuple(rows[0])
