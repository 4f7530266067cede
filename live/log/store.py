"""One SQLite file: a thread that writes, and beside it a connection that reads what is committed."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import aiosqlite

from live.log.port import LogClosed, NotRead
from live.log.writer import Work, Writer, finish

Row = Sequence[Any]
Values = Sequence[object] | Mapping[str, object]
T = TypeVar("T")


class Store:
    """An open file; made from a writer and a reading connection that were prepared for their parts."""

    def __init__(self, writer: Writer, reader: aiosqlite.Connection) -> None:
        self._writer = writer
        self._reader = reader
        self._closed = False

    async def write(self, work: Work[T], *, erases: bool = False) -> T:
        """Carry out a whole transaction in one hop; see ``Writer.write``."""
        self.require_open()
        return await self._writer.write(work, erases=erases)

    async def read(self, sql: str, values: Values = ()) -> list[Row]:
        """Answer from what is committed, in one hop; raises ``NotRead``."""
        self.require_open()
        try:
            return list(await self._reader.execute_fetchall(sql, values))
        except sqlite3.Error as error:
            raise NotRead(str(error)) from error

    async def foreign_changes(self) -> int:
        """A number that changes whenever somebody else has written to the file; raises ``NotRead``."""
        self.require_open()
        try:
            return await self._writer.call(_foreign_changes)
        except sqlite3.Error as error:
            raise NotRead(str(error)) from error

    async def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages (of 4096 bytes) and no further while it is open.

        A write beyond it fails like one on a full disk.
        """
        self.require_open()
        await self._writer.call(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages:d}").fetchall())

    async def close(self) -> None:
        """Carry out what waits, then let go of the file."""
        if self._closed:
            return
        self._closed = True
        # Whole, also when cancelled: a connection left open keeps the process from ending.
        await finish(self._close())

    def require_open(self) -> None:
        """Raise ``LogClosed`` after ``close``."""
        if self._closed:
            raise LogClosed

    async def _close(self) -> None:
        await self._reader.close()
        await self._writer.close()


def _foreign_changes(connection: sqlite3.Connection) -> int:
    ((version,),) = connection.execute("PRAGMA data_version").fetchall()
    return int(version)
