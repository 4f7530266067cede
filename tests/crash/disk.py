"""A disk under SQLite that fails when it is told to: each statement is met before and after it is run."""

import sqlite3
from pathlib import Path
from typing import Literal

import pytest

from live.log import opening

Way = Literal["full", "read-only", "failed before it was kept", "failed after it was kept", "gone"]
FSYNC = 1034
"""SQLite's code for a flush that failed (SQLITE_IOERR_FSYNC)."""


class Disk:
    """`way` is how it fails at present, if it does; `failed` counts."""

    def __init__(self) -> None:
        self.way: Way | None = None
        self.failed = 0

    def before(self, sql: str) -> None:
        """A statement is about to be run."""
        match self.way:
            case "full" if sql.startswith("INSERT"):
                self._fail(sqlite3.SQLITE_FULL)
            case "read-only" if sql.startswith(("INSERT", "DELETE")):
                self._fail(sqlite3.SQLITE_READONLY)
            case "failed before it was kept" if sql == "COMMIT":
                self._fail(FSYNC)
            case "gone" if not sql.startswith(("PRAGMA", "ROLLBACK")):
                self._fail(sqlite3.SQLITE_IOERR)

    def after(self, sql: str) -> None:
        """A statement was run."""
        if self.way == "failed after it was kept" and sql == "COMMIT":
            self._fail(FSYNC)

    def _fail(self, code: int) -> None:
        self.failed += 1
        error = sqlite3.OperationalError("the disk says no")
        error.sqlite_errorcode = code
        raise error


def failing_disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of every log that is opened from now on."""
    disk = Disk()

    class Met(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            disk.before(sql.strip())
            cursor = super().execute(sql, *values)  # type: ignore[arg-type] # handed on as they come
            disk.after(sql.strip())
            return cursor

        def executemany(self, sql: str, *values: object) -> sqlite3.Cursor:
            disk.before(sql.strip())
            return super().executemany(sql, *values)  # type: ignore[arg-type] # handed on as they come

    def connected(file: Path) -> sqlite3.Connection:
        return sqlite3.connect(
            file, isolation_level=None, timeout=opening.BUSY_SECONDS, check_same_thread=False, factory=Met
        )

    monkeypatch.setattr(opening, "_connected", connected)
    return disk
