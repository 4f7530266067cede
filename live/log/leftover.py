"""What a write-ahead log holds that nobody carried over, and whether all of it can still be read.

SQLite takes in what was committed and silently leaves out everything from the first damaged frame
on. What was left out without ever having been committed was promised to nobody; a commit behind the
damage was, and that has to be said. Source: the format of the write-ahead log in SQLite's
documentation ("The Database File Format", section 4).
"""

import sqlite3
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = (0x377F0682, 0x377F0683)


class Leftover(NamedTuple):
    """A write-ahead log as it was found. ``frames`` reach to its last commit, each one changed page."""

    file: Path
    header: bytes
    frames: int

    def unreadable(self, connection: sqlite3.Connection) -> int:
        """How many frames up to the last commit SQLite did not take in; the connection has just been opened."""
        if not self.frames:
            return 0
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
        ((_, taken_in, _),) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        # Somebody else may have begun it anew meanwhile; then nothing can be said of what was there.
        return max(0, self.frames - taken_in) if what_was_left(self.file).header == self.header else 0


def what_was_left(file: Path) -> Leftover:
    """Look at the write-ahead log beside a database file, without opening the database."""
    try:
        with Path(f"{file}-wal").open("rb") as log:
            header = log.read(_HEADER.size)
            return Leftover(file, header, _last_commit(log, header))
    except OSError:
        return Leftover(file, b"", 0)


def _last_commit(log: BinaryIO, header: bytes) -> int:
    if len(header) < _HEADER.size:
        return 0
    magic, _, page_size, _, *salts, _, _ = _HEADER.unpack(header)
    if magic not in _MAGIC:
        return 0
    number = last = 0
    while len(frame := log.read(_FRAME.size)) == _FRAME.size:
        number += 1
        _, pages_after_commit, *salted, _, _ = _FRAME.unpack(frame)
        # Frames of an earlier round have other salts; a damaged one may have any.
        if salted == salts and pages_after_commit:
            last = number
        log.seek(page_size, 1)
    return last
