"""One SQLite file, with what durability and erasure need around it.

A writing connection behind one lock, so that no two transactions mix, and a reading one beside it
that sees only what is committed. What has begun in the database's thread is brought to its end
before a cancellation goes on, so the lock is never let go of with a transaction open.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Literal, TypeVar

import aiosqlite

from live.log.failure import not_saved
from live.log.port import LogClosed, NotRead

Row = Sequence[Any]
Values = Sequence[object] | Mapping[str, object]
Keyed = Literal["ballots", "seals", "people"]
T = TypeVar("T")

_LOGGER = logging.getLogger(__name__)
_SCRUB_AGAIN_SECONDS = 5.0
# Broken constraints and wrong types; a failing or broken file is the store's own affair.
_CALLERS_ERRORS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)


async def finish(work: Coroutine[Any, Any, T]) -> T:
    """Await the work to its end even when cancelled; the cancellation goes on afterwards."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            # Looked at, so that nobody complains about an error that nobody awaits any more.
            task.exception()
        raise


class Transaction:
    """The writing connection, between ``BEGIN IMMEDIATE`` and ``COMMIT``."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.erases = False

    async def run(self, sql: str, values: Values = ()) -> list[Row]:
        """Carry out one statement; raises ``NotSaved``, or ``sqlite3.IntegrityError``."""
        try:
            return list(await self._connection.execute_fetchall(sql, values))
        except _CALLERS_ERRORS:
            raise
        except sqlite3.DatabaseError as error:
            raise not_saved(error) from error

    async def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for every row; raises like ``run``."""
        try:
            async with self._connection.executemany(sql, rows):
                pass
        except _CALLERS_ERRORS:
            raise
        except sqlite3.DatabaseError as error:
            raise not_saved(error) from error

    async def erase(self, table: Keyed, where: str, values: Values) -> None:
        """Delete rows of a keyed table so that nothing of them stays in the file.

        Clearing the table overwrites every page of it (see the schema). It costs as much as
        there is left in it: the ballots of open questions, the people of kept dialogues.
        """
        self.erases = True
        # The names and conditions below are this package's own; values are always bound.
        await self.run(f"DELETE FROM {table} WHERE {where}", values)  # noqa: S608 - own words
        kept = await self.run(f"SELECT * FROM {table}")  # noqa: S608 - own words
        await self.run(f"DELETE FROM {table}")  # noqa: S608 - own words
        if kept:
            places = ", ".join("?" * len(kept[0]))
            await self.run_many(f"INSERT INTO {table} VALUES ({places})", kept)  # noqa: S608 - own words


class Store:
    """An open file; made from two connections that were prepared for their parts."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()
        self._closed = False
        # The last process may have ended between an erasure and its scrub.
        self._owes_scrub = True
        self._scrub_at = time.monotonic()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Hold the lock and one transaction: committed on a clean exit, else nothing is kept."""
        async with self._writing:
            self._require_open()
            transaction = Transaction(self._writer)
            try:
                await finish(transaction.run("BEGIN IMMEDIATE"))
                yield transaction
                await finish(self._commit(transaction))
            except BaseException:
                await finish(self._roll_back())
                raise

    async def read(self, sql: str, values: Values = ()) -> list[Row]:
        """Answer from what is committed; raises ``NotRead``."""
        self._require_open()
        try:
            return list(await self._reader.execute_fetchall(sql, values))
        except sqlite3.Error as error:
            raise NotRead(str(error)) from error

    async def scrub(self) -> None:
        """Write the write-ahead log into the file and cut it to nothing.

        It holds earlier versions of pages, and with them what was erased. While another process
        reads an old state it cannot be cut; then this is tried again after later writes.
        """
        self._scrub_at = time.monotonic() + _SCRUB_AGAIN_SECONDS
        try:
            rows = list(await self._reader.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)"))
        except sqlite3.Error as error:
            _LOGGER.warning("erased content is still in the write-ahead log: %s", error)
            return
        self._owes_scrub = rows[0][0] != 0
        if self._owes_scrub:
            _LOGGER.warning("erased content is still in the write-ahead log: another process reads it")

    async def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages (of 4096 bytes) and no further while it is open.

        A write beyond it fails like one on a full disk.
        """
        async with self._writing:
            self._require_open()
            await self._writer.execute_fetchall(f"PRAGMA max_page_count = {pages:d}")

    async def close(self) -> None:
        """Wait for the running transaction, then let go of the file."""
        async with self._writing:
            if self._closed:
                return
            self._closed = True
            # Whole, also when cancelled: a connection left open keeps the process from ending.
            await finish(self._let_go())

    async def _let_go(self) -> None:
        if self._owes_scrub:
            await self.scrub()
        await self._reader.close()
        await self._writer.close()

    async def _commit(self, transaction: Transaction) -> None:
        await transaction.run("COMMIT")
        self._owes_scrub |= transaction.erases
        if transaction.erases or (self._owes_scrub and time.monotonic() >= self._scrub_at):
            await self.scrub()

    async def _roll_back(self) -> None:
        if self._writer.in_transaction:
            # The first error is the one that counts, and SQLite rolls back by itself after some.
            with suppress(sqlite3.Error):
                await self._writer.execute_fetchall("ROLLBACK")

    def _require_open(self) -> None:
        if self._closed:
            raise LogClosed
