"""One server for each database: whoever holds the lock is alone, and a lock that nobody holds means nothing."""

import errno
import fcntl
import os
import stat
from pathlib import Path

import pytest

from live import alone


@pytest.fixture(name="database")
def _database(tmp_path: Path) -> Path:
    return tmp_path / "live.db"


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_only_one_holds_the_lock_and_everybody_can_see_that(database: Path) -> None:
    assert not alone.served(database)
    alone.hold(database)
    assert alone.served(database)
    with pytest.raises(alone.AlreadyServed):
        alone.hold(database)
    assert alone.served(database)
    assert stat.S_IMODE(alone.lock_of(database).stat().st_mode) == 0o600


def test_a_lock_of_another_database_is_no_hindrance(database: Path) -> None:
    alone.hold(database)
    alone.hold(database.with_name("other.db"))


def test_a_lock_that_was_left_behind_means_nothing(database: Path) -> None:
    alone.lock_of(database).touch()
    assert not alone.served(database)
    alone.hold(database)


def test_asking_takes_nothing_from_whoever_comes_next(database: Path) -> None:
    alone.lock_of(database).touch()
    for _ in range(3):
        assert not alone.served(database)
    alone.hold(database)


def test_a_server_whose_lock_was_deleted_is_not_alone_any_more(database: Path) -> None:
    alone.hold(database)
    alone.lock_of(database).unlink()
    assert not alone.served(database)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere/live\.db\.lock"):
        alone.hold(tmp_path / "nowhere" / "live.db")


def test_a_drive_that_knows_no_locks_is_said_and_never_counts_as_held(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = open_files()
    with pytest.raises(OSError, match=r"No locks available: .*live\.db\.lock"):
        alone.hold(database)
    assert not alone.served(database)
    assert open_files() == before
