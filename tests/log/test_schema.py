"""How an older file comes to have the tables of this version: step by step, all of them or none."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from live.log.backup import back_up, restore
from live.log.digest import digest_of
from live.log.failure import CannotOpen, NewerSchema
from live.log.port import ORIGIN, SERVER, File, Link
from live.log.schema import APPLICATION_ID, STEPS, VERSION
from live.log.sqlite import SqliteLog

SECOND = ("ALTER TABLE dialogues ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'",)
THIRD = (
    "CREATE TABLE colours (name TEXT NOT NULL PRIMARY KEY) STRICT",
    "INSERT INTO colours SELECT colour FROM dialogues",
)
BROKEN = ("DELETE FROM commits", "CREATE TABLE flags (name TEXT)", "INSERT INTO nowhere VALUES (1)")


def a_version_with(monkeypatch: pytest.MonkeyPatch, *further: Sequence[str]) -> None:
    """From now on the program has these steps more."""
    for module in ("opening", "backup"):
        monkeypatch.setattr(f"live.log.{module}.VERSION", VERSION + len(further))
    monkeypatch.setattr("live.log.opening.STEPS", (*STEPS, *further))


def content(file: Path) -> bytes:
    return file.read_bytes()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def dump(path: Path) -> tuple[int, list[str]]:
    """The version of a file and everything in it."""
    with closing(sqlite3.connect(path)) as spy:
        ((version,),) = spy.execute("PRAGMA user_version").fetchall()
        return version, list(spy.iterdump())


@pytest.fixture
async def older(path: Path) -> Path:
    """A file of this version, with something in it; a later version finds it."""
    log = await SqliteLog.open(path)
    await log.create_dialogue("d", "00000001")
    async with log.turn("d", ORIGIN) as turn:
        turn.append(b'{"n":1}', 1)
    await log.close()
    return path


async def opened(path: Path) -> list[bytes]:
    log = await SqliteLog.open(path)
    try:
        return [commit.payload for commit in await log.commits("d")]
    finally:
        await log.close()


async def test_a_file_of_the_first_version_keeps_its_links_and_can_keep_files(path: Path) -> None:
    with closing(sqlite3.connect(path)) as first:
        for statement in STEPS[0]:
            first.execute(statement)
        first.execute("INSERT INTO dialogues (id, code, created_at) VALUES ('d', '00000001', 1)")
        first.execute("INSERT INTO commits VALUES ('d', 0, 1, 1, CAST('{}' AS BLOB))")
        first.execute("INSERT INTO links VALUES (?, 'd', 'moderator', '')", (digest_of("s3cret"),))
        first.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        first.execute("PRAGMA user_version = 1")
        first.commit()
    log = await SqliteLog.open(path)
    assert await log.link_of("s3cret") == Link("d", "moderator", "")
    assert await log.files("d") == []
    digest = await log.keep_file("d", "text/plain", b"words")
    await log.keep_link("office", Link(SERVER, "office", ""))
    await log.close()
    again = await SqliteLog.open(path)
    assert await again.file("d", digest) == File("text/plain", b"words")
    assert await again.link_of("office") == Link(SERVER, "office", "")
    await again.delete_dialogue("d")
    assert await again.link_of("s3cret") is None
    await again.close()


async def test_an_older_file_takes_every_step_that_it_has_not_taken(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_version_with(monkeypatch, SECOND)
    assert await opened(older) == [b'{"n":1}']
    version, content = dump(older)
    assert version == VERSION + 1
    assert not [line for line in content if "colours" in line]
    # Taken again, the second step would fail.
    a_version_with(monkeypatch, SECOND, THIRD)
    assert await opened(older) == [b'{"n":1}']
    version, content = dump(older)
    assert version == VERSION + 2
    assert "INSERT INTO \"colours\" VALUES('blue');" in content


async def test_a_file_that_is_two_versions_old_takes_both_steps_at_once(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_version_with(monkeypatch, SECOND, THIRD)
    assert await opened(older) == [b'{"n":1}']
    assert dump(older)[0] == VERSION + 2


async def test_a_step_that_fails_leaves_the_file_as_it_was(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(older), content(older)
    a_version_with(monkeypatch, SECOND, BROKEN)
    with pytest.raises(CannotOpen, match="nowhere"):
        await SqliteLog.open(older)
    assert (dump(older), content(older)) == before
    monkeypatch.undo()
    assert await opened(older) == [b'{"n":1}']


async def test_what_a_newer_version_wrote_is_left_to_it(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        a_version_with(later, SECOND)
        await opened(older)
    before = content(older)
    with pytest.raises(NewerSchema):
        await SqliteLog.open(older)
    assert content(older) == before


async def test_an_older_backup_is_brought_up_to_date_before_it_is_put_in_place(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(older, tmp_path / "backup.db")
    before = (tmp_path / "backup.db").read_bytes()
    a_version_with(monkeypatch, SECOND)
    restored = tmp_path / "restored.db"
    await restore(tmp_path / "backup.db", restored, "now")
    assert dump(restored)[0] == VERSION + 1
    assert await opened(restored) == [b'{"n":1}']
    assert (tmp_path / "backup.db").read_bytes() == before


async def test_a_backup_that_cannot_be_brought_up_to_date_changes_nothing(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(older, tmp_path / "backup.db")
    before = content(older), names(tmp_path)
    a_version_with(monkeypatch, BROKEN)
    with pytest.raises(CannotOpen, match="nowhere"):
        await restore(tmp_path / "backup.db", older, "now")
    assert (content(older), names(tmp_path)) == before
