"""What went wrong while opening a file, and how SQLite's errors are told apart."""

import sqlite3
from pathlib import Path

from live.log.port import NotSaved, Reason

_REASONS: dict[int, Reason] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
}
_PRIMARY_CODE = 0xFF


class CannotOpen(Exception):
    """The file cannot serve as a log; the text says why in one sentence."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}")
        self.path = path


class NotWritable(CannotOpen):
    """The file, or the folder around it, may not be written."""


class NotALog(CannotOpen):
    """The file is no database, or another program's."""


class NewerSchema(CannotOpen):
    """The file was written by a newer version of this program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"written by a newer version of this program (schema {found}, this one knows {known})",
        )
        self.found = found
        self.known = known


class UnsafeStore(CannotOpen):
    """A setting that durability or erasure rests on could not be made."""


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 when the error has none."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE


def not_saved(error: sqlite3.Error) -> NotSaved:
    """Say in the port's words why a write failed."""
    return NotSaved(_REASONS.get(primary_code(error), "failed"), str(error))


def cannot_open(path: Path, error: sqlite3.Error) -> CannotOpen:
    """Say why the file could not be opened as a log."""
    match primary_code(error):
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return NotALog(path, f"not a database of this program, or damaged ({error})")
        case sqlite3.SQLITE_BUSY:
            return NotWritable(path, "in use by another program that does not let go of it")
        case _:
            return NotWritable(path, f"cannot be written ({error})")
