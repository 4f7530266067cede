"""Opening a file as the log's store: is it ours, is it safe, is it whole, has it the tables?

Nothing is changed in a file that is not ours. Every setting that durability or erasure rests on
is read back, and a file that does not take it is refused. What a crash or a disk has cost is said in
the server's own log.
"""

import asyncio
import logging
import os
import sqlite3
import time
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import aiosqlite

from live.log.failure import NewerSchema, NotALog, NotWritable, UnsafeStore, cannot_open, primary_code
from live.log.leftover import what_was_left
from live.log.schema import APPLICATION_ID, READER_PRAGMAS, STEPS, VERSION, WRITER_PRAGMAS, Pragma
from live.log.store import Store
from live.log.writer import Writer

BUSY_SECONDS = 5.0
"""How long a call waits for another process that writes."""
# One statement, so that another process that is just making the tables is seen before or after.
_IDENTITY = """
SELECT (SELECT COUNT(*) FROM sqlite_master), application_id, user_version
FROM pragma_application_id, pragma_user_version
"""
_TEARS = (
    (
        "SELECT dialogue FROM commits GROUP BY dialogue HAVING MIN(seq) <> 1 OR MAX(seq) <> COUNT(*) LIMIT 1",
        "commits are missing",
    ),
    (
        "SELECT dialogue FROM commits WHERE NOT json_valid(CAST(payload AS TEXT)) LIMIT 1",
        "a commit cannot be read",
    ),
)
_WAL_TRIES = 50
_WAL_PAUSE_SECONDS = 0.1
_ROWS_AT_ONCE = 64

logger = logging.getLogger(__name__)


async def open_store(path: Path) -> Store:
    """Open the file, or make it; raises a ``CannotOpen``."""
    try:
        file = await asyncio.to_thread(_touch, path)
        async with AsyncExitStack() as opened:
            writer = Writer(await asyncio.to_thread(_writing, path, file))
            opened.push_async_callback(writer.close)
            reader = aiosqlite.Connection(partial(_reading, path, file), _ROWS_AT_ONCE)
            await reader
            opened.push_async_callback(reader.close)
            await writer.scrub()
            opened.pop_all()
            return Store(writer, reader)
    except OSError as error:
        raise NotWritable(path, f"cannot be written ({error.strerror})") from error
    except sqlite3.Error as error:
        raise cannot_open(path, error) from error


def _touch(path: Path) -> Path:
    # Made here and not by SQLite: people's names are nobody else's business on this machine.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    # To SQLite some relative names are no files.
    return path.absolute()


def _writing(path: Path, file: Path) -> sqlite3.Connection:
    """The writing connection, for a thread of its own, after everything was looked at."""
    left = what_was_left(file)
    connection = _connected(file)
    try:
        version = _require_ours(path, connection)
        unreadable = left.unreadable(connection)
        if unreadable:
            logger.error(unreadable)  # one of the sentences of `leftover`, so the journal lets it through whole
        _require_whole(path, connection, version)
        _set(path, connection, WRITER_PRAGMAS)
        _bring_up_to_date(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path, file: Path) -> sqlite3.Connection:
    connection = _connected(file)
    try:
        _set(path, connection, READER_PRAGMAS)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)


def _require_ours(path: Path, connection: sqlite3.Connection) -> int:
    """Return the schema version of the file, 0 for an empty one."""
    tables, owner, version = _row(connection, _IDENTITY)
    if (tables, owner, version) != (0, 0, 0) and owner != APPLICATION_ID:
        raise NotALog(path, "a database, but of another program")
    if version > VERSION:
        raise NewerSchema(path, version, VERSION)
    return version


def _require_whole(path: Path, connection: sqlite3.Connection, version: int) -> None:
    # Serving on from a damaged file would damage more of it.
    ((found,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found == "ok" and version:
        found = _torn(connection)
    if found != "ok":
        raise NotALog(path, f"damaged ({found}); put a backup in its place")


def _torn(connection: sqlite3.Connection) -> str:
    """What fits together as tables and not as a log: pages of different moments, a page that holds something else."""
    for sql, sentence in _TEARS:
        torn = connection.execute(sql).fetchone()
        if torn is not None:
            return f"{sentence} in dialogue {torn[0]}"
    return "ok"


def _set(path: Path, connection: sqlite3.Connection, pragmas: tuple[Pragma, ...]) -> None:
    for name, value, expected in pragmas:
        _set_one(connection, f"PRAGMA {name} = {value}")
        (found,) = _row(connection, f"PRAGMA {name}")
        if found != expected:
            raise UnsafeStore(path, f"the setting {name} is {found} instead of {expected}")


def _set_one(connection: sqlite3.Connection, sql: str) -> None:
    # Two processes that start on a new file both want to change its journal, for which SQLite
    # does not wait by itself.
    for tries_left in reversed(range(_WAL_TRIES)):
        try:
            connection.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or not tries_left:
                raise
            time.sleep(_WAL_PAUSE_SECONDS)
        else:
            return


def _bring_up_to_date(path: Path, connection: sqlite3.Connection) -> None:
    # Also proves that the file can be written, before anybody relies on it.
    connection.execute("BEGIN IMMEDIATE")
    version = _require_ours(path, connection)
    for step in STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {VERSION:d}")
    connection.execute("COMMIT")


def _row(connection: sqlite3.Connection, sql: str) -> tuple[int, ...]:
    return tuple(connection.execute(sql).fetchall()[0])
