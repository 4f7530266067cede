"""A copy of the whole store, made while others write to it, and the way back.

A copy is what SQLite's ``VACUUM INTO`` makes: one state between two commits, and only what is stored
then. Freed pages and the write-ahead log are not in it, so neither is what was erased before.

Rule: a copy has a name that nobody takes for a backup until it is durable and was looked at. Then it
gets its name in one step; a file that is there already is never lost by it.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal, NamedTuple

from live.log.clock import milliseconds_now
from live.log.failure import NewerSchema, NotALog, NotWritable, cannot_open, primary_code
from live.log.leftover import what_was_left
from live.log.opening import BUSY_SECONDS, open_store
from live.log.schema import APPLICATION_ID, VERSION

UNFINISHED = ".part"
"""How the name of an unfinished copy ends; one that a killed process left behind may be deleted."""
COMPANIONS = ("-wal", "-shm")
"""What SQLite may keep beside a file, under its name. The first may hold commits that the file itself lacks."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SOURCES = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, *_BUSY)
"""Errors for which the file that is read is to blame, and not the one that is written."""


class Held(NamedTuple):
    """What a file holds. ``seals``: anonymous questions with their ballots and the key; ``size``: bytes."""

    dialogues: int
    commits: int
    seals: int
    size: int


class Restored(NamedTuple):
    """What stands in the place of the database now, and where that lies which stood there before."""

    held: Held
    kept: Path | None


def back_up(database: Path, target: Path) -> Held:
    """Copy the store into a new file that only this account may read.

    Raises a ``CannotOpen`` about either file, or ``FileExistsError``; then there is no new file.
    """
    if target.exists():
        raise FileExistsError(target)
    with _draft_of(target) as draft:
        _copy(database, "rw", draft, target)
        held = _look(draft, database)
        _make_durable(draft)
        _name(draft, target)
    return held


async def restore(backup: Path, database: Path, moment: str) -> Restored:
    """Put a copy of the backup in the place of the database, and keep what was there under a name with ``moment``.

    Every dialogue's epoch is higher afterwards than in either file: no earlier mark means anything.
    The caller makes sure that no server runs on the database, and has nothing else on this loop.
    Raises a ``CannotOpen`` about either file; then everything is as it was.
    """
    file = _real(database)
    _look(backup, backup)
    with _draft_of(file) as draft:
        _copy(backup, "ro", draft, file)
        await (await open_store(draft)).close()  # brings an older one up to date
        kept = file.with_name(f"{file.name}.before-restore-{moment}")
        _raise_epochs(draft, _laid_down(file, kept))
        held = _look(draft, backup)
        own(draft, file)
        _make_durable(draft)
        return Restored(held, _replace(file, draft, kept))


def _real(database: Path) -> Path:
    # What belongs to a database lies beside the file itself, not beside a link to it.
    return database.resolve()


@contextmanager
def _draft_of(target: Path) -> Iterator[Path]:
    """A file beside the target for the length of the block, unless it has got another name by then."""
    try:
        handle, name = tempfile.mkstemp(UNFINISHED, f"{target.name}.", target.parent)
        os.close(handle)
        try:
            yield Path(name)
        finally:
            for end in ("", *COMPANIONS):
                Path(name + end).unlink(missing_ok=True)
    except FileExistsError:
        raise
    except OSError as error:
        raise NotWritable(target, f"cannot be written ({error.strerror})") from error


def _copy(source: Path, mode: Literal["ro", "rw"], draft: Path, target: Path) -> None:
    blamed = source
    try:
        with closing(_connected(source, mode)) as connection:
            _require_ours(source, connection)
            blamed = target
            connection.execute("VACUUM INTO ?", (str(draft),))
    except sqlite3.Error as error:
        raise cannot_open(source if primary_code(error) in _SOURCES else blamed, error) from error


def _look(file: Path, origin: Path) -> Held:
    """Read all of a file; what is wrong with it is told of the file it comes from."""
    try:
        with closing(_connected(file, "ro")) as connection:
            _require_ours(origin, connection)
            ((found,),) = connection.execute("PRAGMA integrity_check(1)").fetchall()
            if found != "ok":
                raise NotALog(origin, f"damaged ({found})")
            dialogues, commits, seals = (
                int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608 - own words
                for table in ("dialogues", "commits", "seals")
            )
            return Held(dialogues, commits, seals, file.stat().st_size)
    except sqlite3.Error as error:
        raise cannot_open(origin, error) from error


def _laid_down(file: Path, kept: Path) -> Mapping[str, int]:
    """The present epochs, as far as they can be read; what was in the write-ahead log is in the one file then.

    A write-ahead log that could not be read to its end is kept as it was. Raises ``NotALog`` for
    another program's database, and ``NotWritable`` while somebody has it open.
    """
    epochs: dict[str, int] = {}
    if not file.exists() or not file.stat().st_size:
        return epochs
    left, spare = what_was_left(file), Path(f"{kept}-wal")
    if left.file.exists():
        shutil.copy2(left.file, spare)
    needed = False
    try:
        with closing(_connected(file, "rw")) as connection:
            with suppress(NewerSchema):
                _require_ours(file, connection)
            needed = bool(left.unreadable(connection))
            epochs.update(connection.execute("SELECT id, epoch FROM dialogues"))
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if primary_code(error) in _BUSY:
            raise cannot_open(file, error) from error
        needed = True  # damaged: perhaps the reason for all this
    finally:
        if not needed:
            spare.unlink(missing_ok=True)
    return epochs


def _raise_epochs(draft: Path, present: Mapping[str, int]) -> None:
    # Of a dialogue that is not there any more nobody knows the epoch; no count ever reaches the seconds since 1970.
    unknown = milliseconds_now() // 1000
    with closing(_connected(draft, "rw")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        stored = connection.execute("SELECT id, epoch FROM dialogues").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "UPDATE dialogues SET epoch = ? WHERE id = ?",
            [(max(epoch, present.get(dialogue, unknown)) + 1, dialogue) for dialogue, epoch in stored],
        )
        connection.execute("COMMIT")


def own(made: Path, database: Path) -> None:
    """Let root restore for the account that serves: what was made belongs to whom the database belongs."""
    if os.geteuid() == 0:
        model = (database if database.exists() else database.parent).stat()
        os.chown(made, model.st_uid, model.st_gid)


def _make_durable(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _name(draft: Path, target: Path) -> None:
    try:
        os.link(draft, target)  # renaming would replace a file that has come meanwhile
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as a network drive's
        draft.rename(target)
    _make_durable(target.parent)


def _replace(file: Path, draft: Path, kept: Path) -> Path | None:
    left = [end for end in COMPANIONS if Path(f"{file}{end}").exists()]
    for end in left:  # SQLite would read them into the new file
        Path(f"{file}{end}").rename(f"{kept}{end}")
    there = file.exists()
    if there:
        try:
            os.link(file, kept)  # so that at every moment there is a database
        except OSError:
            file.rename(kept)
    draft.replace(file)
    _make_durable(file.parent)
    return kept if there or left else None


def _require_ours(path: Path, connection: sqlite3.Connection) -> None:
    ((owner, version),) = connection.execute(
        "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
    ).fetchall()
    if owner != APPLICATION_ID:
        raise NotALog(path, "empty, or of another program")
    if version > VERSION:
        raise NewerSchema(path, version, VERSION)


def _connected(file: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    # What lies still may be read without leaving anything beside it, also where nothing can be written.
    still = mode == "ro" and not Path(f"{file}-wal").exists()
    address = f"{file.absolute().as_uri()}?mode={mode}{'&immutable=1' if still else ''}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
