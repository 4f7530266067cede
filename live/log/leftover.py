"""What a write-ahead log holds that nobody carried over, and whether all of it can still be read.

SQLite takes in what was committed and silently leaves out everything from the first damaged frame
on. What was never committed was promised to nobody; a commit that was left out may have been, and
that has to be said. Source: the format of the write-ahead log in SQLite's documentation ("The
Database File Format", section 4).

Rule: nothing is said of what another process is just writing, nor of what was cut off in the middle.
"""

import sqlite3
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_WORD = 0xFFFFFFFF
_ROUNDS = 1 << 20
"""So often at most one file is begun anew: each time its first salt grows by one."""

_BEGINNING = "the beginning of the write-ahead log is damaged; commits that were only there are lost"
_COMMITS = "{pages} changed pages in the write-ahead log are damaged or lie behind such; the last commits are lost"
_LAST = (
    "the end of the write-ahead log is damaged; the last commit is lost,"
    " unless it was still being written when the server ended: then nobody was told that it was saved"
)


class Leftover(NamedTuple):
    """A write-ahead log as it was found; each of its frames is one changed page.

    ``last`` and ``before`` count the frames up to the last commit and up to the one before it;
    ``foreign``: behind the last commit lies something that SQLite never wrote.
    """

    file: Path
    header: bytes = b""
    sound: bool = True
    last: int = 0
    before: int = 0
    foreign: bool = False

    def unreadable(self, connection: sqlite3.Connection) -> str:
        """What SQLite did not take in, as a sentence, or nothing; the connection has just been opened."""
        if not _missing(self, _taken_in(connection)):
            return ""
        # Once nobody else can be writing: the end may have been a commit on its way.
        connection.execute("BEGIN IMMEDIATE")
        still = _look_at(self.file)
        connection.execute("ROLLBACK")
        # Somebody else may have begun it anew; then nothing can be said of what was there.
        return _missing(still, _taken_in(connection)) if still.header == self.header else ""


def what_was_left(database: Path) -> Leftover:
    """Look at the write-ahead log beside a database file, without opening the database."""
    return _look_at(Path(f"{database}-wal"))


def _missing(left: Leftover, taken_in: int) -> str:
    if taken_in < 0 or (not left.sound and taken_in):
        return ""  # no write-ahead log is in use, or somebody has it open and knows what is in it
    if not left.sound:
        return _BEGINNING
    if taken_in < left.before:
        return _COMMITS.format(pages=left.last - taken_in)
    return _LAST if taken_in < left.last or (left.foreign and taken_in == left.last) else ""


def _look_at(file: Path) -> Leftover:
    try:
        with file.open("rb") as log:
            size = log.seek(0, 2)
            log.seek(0)
            return _read(file, log, size)
    except OSError:
        return Leftover(file)


def _read(file: Path, log: BinaryIO, size: int) -> Leftover:
    header = log.read(_HEADER.size)
    if size <= _HEADER.size + _FRAME.size:
        return Leftover(file, header)
    magic, _, page_size, _, *salts, _, _ = _HEADER.unpack(header)
    if not _is_sound(magic, header):
        return Leftover(file, header, sound=False)
    last = before = 0
    foreign = False
    for number in range(1, (size - _HEADER.size) // (_FRAME.size + page_size) + 1):
        _, pages_after_commit, *salted, _, _ = _FRAME.unpack(log.read(_FRAME.size))
        # Of a damaged frame one salt may still tell that it belongs here.
        if salted[0] == salts[0] or salted[1] == salts[1]:
            foreign = False
            if pages_after_commit:
                last, before = number, last
        elif not 0 < (salts[0] - salted[0]) & _WORD < _ROUNDS:
            foreign = True
        log.seek(page_size, 1)
    return Leftover(file, header, last=last, before=before, foreign=foreign)


def _is_sound(magic: int, header: bytes) -> bool:
    if magic not in (_LITTLE, _BIG):
        return False
    order = "<" if magic == _LITTLE else ">"
    first = second = 0
    words = struct.unpack(f"{order}6I", header[:24])
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return (first, second) == struct.unpack(">2I", header[24:])


def _taken_in(connection: sqlite3.Connection) -> int:
    """How many frames SQLite knows of."""
    connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
    ((_, frames, _),) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return int(frames)
