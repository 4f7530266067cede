"""One server for each database: a lock beside the file, held until the process ends.

Two servers would not see each other's sealed ballots. The lock belongs to the process and not to the file: whoever is
killed lets go of it, and the file `<database>.lock` stays behind and means nothing by itself.
"""

import fcntl
import os
from pathlib import Path


class AlreadyServed(Exception):
    """Another process holds the lock."""


def hold(database: Path) -> None:
    """Hold the lock until this process ends. Raises `AlreadyServed`, or `OSError` with the lock's path."""
    held = os.open(lock_of(database), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        os.close(held)
        if isinstance(problem, BlockingIOError):
            raise AlreadyServed from problem
        raise OSError(problem.errno, problem.strerror, str(lock_of(database))) from problem


def served(database: Path) -> bool:
    """Whether a process, this one or another, holds the lock."""
    try:
        asked = os.open(lock_of(database), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(asked, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a file system that knows no locks
        return False
    finally:
        os.close(asked)
    return False


def lock_of(database: Path) -> Path:
    """Where the lock of a database lies."""
    return database.with_name(f"{database.name}.lock")
