"""A copy is one whole state of a store that goes on being written; putting it back loses nothing of what was there."""

import asyncio
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from live.log import backup
from live.log.backup import UNFINISHED, Held, back_up, restore
from live.log.failure import CannotOpen, NewerSchema, NotALog, NotWritable
from live.log.port import ORIGIN, Link, Mark
from live.log.schema import VERSION
from live.log.sqlite import SqliteLog

PATIENCE_SECONDS = 60.0
LETTER = b"a letter, not a database\n" * 400
CANARY = b"Zwetschge Henkelmann"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a copy is to lie: a folder of its own, so that every file beside it is seen."""
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies" / "copy.db"


async def append(log: SqliteLog, number: int, dialogue: str = "d") -> Mark:
    async with log.turn(dialogue, ORIGIN) as turn:
        turn.append(b'{"n":%d}' % number, number)
        turn.keep_ballot("q", f"person {number}", b"1")
    return turn.head


async def numbers(path: Path, dialogue: str = "d") -> list[int]:
    """What was appended, looked at like a server does."""
    log = await SqliteLog.open(path)
    try:
        commits = await log.commits(dialogue)
        assert [commit.mark.seq for commit in commits] == list(range(1, len(commits) + 1))
        assert len((await log.ballots(dialogue, [f"person {commit.at}" for commit in commits]))["q"]) == len(commits)
        return [commit.at for commit in commits]
    finally:
        await log.close()


def epochs(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as spy:
        return dict(spy.execute("SELECT id, epoch FROM dialogues"))


def content(file: Path) -> bytes:
    return file.read_bytes()


def status(file: Path) -> os.stat_result:
    return file.stat()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


# Copying


async def test_a_copy_holds_what_is_committed_and_says_how_much_that_is(
    sqlite: SqliteLog, path: Path, target: Path
) -> None:
    for number in range(3):
        await append(sqlite, number)
    await sqlite.keep_link("secret", Link("d", "moderator", ""))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM commits")
        held = back_up(path, target)
    assert held == Held(dialogues=1, commits=3, seals=1, size=status(target).st_size)
    assert await numbers(target) == [0, 1, 2]
    log = await SqliteLog.open(target)
    try:
        assert await log.link_of("secret") == Link("d", "moderator", "")
    finally:
        await log.close()


async def test_a_copy_made_while_others_write_is_one_state_between_two_commits(
    sqlite: SqliteLog, path: Path, target: Path
) -> None:
    acknowledged = [(await append(sqlite, number)).seq for number in range(50)][-1]
    copying = asyncio.ensure_future(asyncio.to_thread(back_up, path, target))
    during = 0
    while not copying.done():
        during = (await append(sqlite, acknowledged + during)).seq - acknowledged
    held = await copying
    assert during, "nobody wrote: this proves nothing"
    assert acknowledged <= held.commits <= acknowledged + during
    assert await numbers(target) == list(range(held.commits))


async def test_what_was_erased_is_not_in_a_copy_even_while_the_write_ahead_log_still_has_it(
    sqlite: SqliteLog, path: Path, target: Path
) -> None:
    async with sqlite.turn("d", ORIGIN) as turn:
        turn.append(b'{"text":"%s"}' % CANARY, 1)
        turn.keep_person("ana", CANARY)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        await sqlite.redact("d", 1, ["/text"])
        async with sqlite.turn("d", ORIGIN) as turn:
            turn.forget_person("ana")
        # Read in any other way than this one, the file itself would lose SQLite's locks on it.
        assert CANARY in path.with_name("live.db-wal").read_bytes()
        back_up(path, target)
    assert CANARY not in content(target)


async def test_a_copy_is_for_this_account_only(sqlite: SqliteLog, path: Path, target: Path) -> None:
    before = os.umask(0)
    try:
        await append(sqlite, 1)
        back_up(path, target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(status(target).st_mode) == 0o600
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]


async def test_a_file_that_is_there_is_not_replaced(sqlite: SqliteLog, path: Path, target: Path) -> None:
    await append(sqlite, 1)
    letter(target)
    with pytest.raises(FileExistsError):
        back_up(path, target)
    assert contents(target.parent) == {"copy.db": LETTER}


async def test_a_file_that_comes_while_copying_is_not_replaced_either(
    sqlite: SqliteLog, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await append(sqlite, 1)
    finish = backup._make_durable  # noqa: SLF001 - the moment before the copy gets its name

    def meanwhile(file: Path) -> None:
        finish(file)
        letter(target)

    monkeypatch.setattr(backup, "_make_durable", meanwhile)
    with pytest.raises(FileExistsError):
        back_up(path, target)
    assert contents(target.parent) == {"copy.db": LETTER}


async def test_a_drive_that_knows_no_links_takes_a_copy_too(
    sqlite: SqliteLog, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    await append(sqlite, 1)
    back_up(path, target)
    await restore(target, target.with_name("restored.db"), "now")
    await restore(target, target.with_name("restored.db"), "later")
    names = {"copy.db", "restored.db", "restored.db.before-restore-later"}
    assert {file.name for file in target.parent.iterdir()} == names
    assert await numbers(target.with_name("restored.db")) == [1]


def letter(file: Path) -> None:
    file.write_bytes(LETTER)


def take_away(file: Path) -> None:
    file.unlink()


def recipes(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"PRAGMA user_version = {VERSION + 1}")


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:12288] = os.urandom(8192)
    file.write_bytes(content)


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


SPOILT = [letter, recipes, newer, damaged, cut, emptied]
"""How a file comes to be none that can be served."""


@pytest.fixture(params=SPOILT, ids=lambda spoil: spoil.__name__)
def spoilt(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file that no server can serve."""
    file = tmp_path / "spoilt" / "spoilt.db"
    file.parent.mkdir()
    if request.param is not recipes:
        asyncio.run(_write(file))
    request.param(file)
    yield file
    assert [found.name for found in file.parent.iterdir()] == ["spoilt.db"], "something was left beside it"


async def _write(file: Path) -> None:
    log = await SqliteLog.open(file)
    await log.create_dialogue("d", "00000001")
    for number in range(40):
        await append(log, number)
    await log.close()


def test_a_file_that_cannot_be_served_is_not_copied(spoilt: Path, target: Path) -> None:
    before = content(spoilt)
    with pytest.raises(CannotOpen, match=r"spoilt\.db: ") as refused:
        back_up(spoilt, target)
    assert isinstance(refused.value, NewerSchema | NotALog)
    assert content(spoilt) == before
    assert not contents(target.parent)


FULL = """
import resource, signal, sys
from pathlib import Path
from live.log.backup import back_up
from live.log.failure import CannotOpen
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    back_up(Path(sys.argv[1]), Path(sys.argv[2]))
except CannotOpen as problem:
    print(problem)
"""


async def test_a_copy_for_which_there_is_no_room_is_said_and_taken_away(
    sqlite: SqliteLog, path: Path, target: Path
) -> None:
    await append(sqlite, 1)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", FULL, str(path), str(target)), stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(PATIENCE_SECONDS):
        out, _ = await process.communicate()
    assert out.decode().startswith(f"{target}: cannot be written (")
    assert not contents(target.parent)
    assert (await append(sqlite, 2)).seq == 2


async def test_a_folder_that_is_not_there_is_said(sqlite: SqliteLog, path: Path, tmp_path: Path) -> None:
    await append(sqlite, 1)
    with pytest.raises(NotWritable, match=r"nowhere/copy\.db: cannot be written \(No such file"):
        back_up(path, tmp_path / "nowhere" / "copy.db")


# Putting back


@pytest.fixture
async def copied(sqlite: SqliteLog, path: Path, target: Path) -> Path:
    """A copy with one commit. Afterwards there was a second, and the log is closed."""
    await append(sqlite, 1)
    back_up(path, target)
    await append(sqlite, 2)
    await sqlite.close()
    return target


async def test_what_was_there_is_kept_beside_what_is_put_in_its_place(copied: Path, path: Path) -> None:
    before = content(copied)
    held, kept = await restore(copied, path, "now")
    assert kept == path.with_name("live.db.before-restore-now")
    assert held == Held(dialogues=1, commits=1, seals=1, size=status(path).st_size)
    assert await numbers(path) == [1]
    assert await numbers(kept) == [1, 2]
    assert content(copied) == before
    assert {stat.S_IMODE(file.stat().st_mode) for file in (path, kept)} == {0o600}
    assert not list(path.parent.glob(f"*{UNFINISHED}*"))


async def test_no_mark_of_before_means_anything_afterwards(copied: Path, path: Path) -> None:
    log = await SqliteLog.open(path)
    await log.redact("d", 1, [])
    seen = await log.redact("d", 1, [])
    await log.close()
    await restore(copied, path, "now")
    log = await SqliteLog.open(path)
    try:
        assert await log.head("d") == Mark(seen.epoch + 1, 1)
        async with log.turn("d", seen) as turn:
            assert turn.resync
            assert len(turn.missed) == 1
        redacted = await log.redact("d", 1, [])
    finally:
        await log.close()
    await restore(copied, path, "later")
    assert epochs(path) == {"d": redacted.epoch + 1}


@pytest.mark.parametrize("gone", ["dialogue", "file", "legible file"])
async def test_where_nobody_knows_the_last_mark_the_new_ones_are_far_above(copied: Path, path: Path, gone: str) -> None:
    match gone:
        case "dialogue":
            log = await SqliteLog.open(path)
            await log.delete_dialogue("d")
            await log.close()
        case "file":
            take_away(path)
        case _:
            letter(path)
    await restore(copied, path, "now")
    assert epochs(path)["d"] > 1_000_000_000
    assert await numbers(path) == [1]


async def test_a_backup_is_put_where_there_was_nothing(copied: Path, tmp_path: Path) -> None:
    restored = await restore(copied, tmp_path / "new.db", "now")
    assert restored.kept is None
    assert await numbers(tmp_path / "new.db") == [1]


async def test_what_a_killed_server_left_in_the_write_ahead_log_is_kept(
    sqlite: SqliteLog, path: Path, target: Path, tmp_path: Path
) -> None:
    await append(sqlite, 1)
    back_up(path, target)
    await append(sqlite, 2)
    (tmp_path / "killed").mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", tmp_path / "killed" / f"live.db{end}")
    assert (tmp_path / "killed" / "live.db-wal").stat().st_size
    restored = await restore(target, tmp_path / "killed" / "live.db", "now")
    assert sorted(contents(tmp_path / "killed")) == ["live.db", "live.db.before-restore-now"]
    assert await numbers(tmp_path / "killed" / "live.db") == [1]
    assert restored.kept is not None
    assert await numbers(restored.kept) == [1, 2]


async def test_a_write_ahead_log_that_cannot_be_read_to_its_end_is_kept_for_whoever_can(
    sqlite: SqliteLog, path: Path, target: Path, tmp_path: Path
) -> None:
    await append(sqlite, 1)
    back_up(path, target)
    for number in range(2, 6):
        await append(sqlite, number)
    killed = tmp_path / "killed" / "live.db"
    killed.parent.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", f"{killed}{end}")
    spoilt = bytearray(content(killed.with_name("live.db-wal")))
    spoilt[len(spoilt) * 3 // 4] ^= 1
    with killed.with_name("live.db-wal").open("wb") as log:
        log.write(spoilt)
    restored = await restore(target, killed, "now")
    assert restored.kept is not None
    assert content(Path(f"{restored.kept}-wal")) == spoilt
    assert await numbers(killed) == [1]


@pytest.mark.parametrize("there", ["damaged", "missing"])
async def test_no_write_ahead_log_of_before_is_read_into_what_was_put_back(
    sqlite: SqliteLog, path: Path, target: Path, tmp_path: Path, there: str
) -> None:
    await append(sqlite, 1)
    back_up(path, target)
    await append(sqlite, 2)
    killed = tmp_path / "killed" / "live.db"
    killed.parent.mkdir()
    shutil.copy(f"{path}-wal", f"{killed}-wal")
    if there == "damaged":
        letter(killed)
        letter(killed.with_name("live.db-wal"))
    left = contents(killed.parent)
    await restore(target, killed, "now")
    found = contents(killed.parent)
    assert {name.replace("live.db", "live.db.before-restore-now"): content for name, content in left.items()} == {
        name: content for name, content in found.items() if "before" in name
    }
    assert not killed.with_name("live.db-wal").exists()
    assert await numbers(killed) == [1]


async def test_a_copy_together_with_its_write_ahead_log_is_put_back_whole(
    sqlite: SqliteLog, path: Path, tmp_path: Path
) -> None:
    """As somebody makes it who copies files by hand."""
    await append(sqlite, 1)
    (tmp_path / "by hand").mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", tmp_path / "by hand" / f"my copy?#.db{end}")
    await restore(tmp_path / "by hand" / "my copy?#.db", tmp_path / "new.db", "now")
    assert await numbers(tmp_path / "new.db") == [1]


async def test_a_file_that_cannot_be_served_is_not_put_back(spoilt: Path, path: Path) -> None:
    await _write(path)
    before, there = content(spoilt), contents(path.parent)
    with pytest.raises(CannotOpen, match=r"spoilt\.db: ") as refused:
        await restore(spoilt, path, "now")
    assert isinstance(refused.value, NewerSchema | NotALog)
    assert content(spoilt) == before
    assert contents(path.parent) == there


async def test_another_programs_database_is_not_replaced(copied: Path, tmp_path: Path) -> None:
    recipes(tmp_path / "recipes.db")
    before = contents(tmp_path)
    with pytest.raises(NotALog, match="another program"):
        await restore(copied, tmp_path / "recipes.db", "now")
    assert contents(tmp_path) == before


async def test_a_database_that_somebody_has_open_is_not_replaced(
    sqlite: SqliteLog, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await append(sqlite, 1)
    back_up(path, target)
    monkeypatch.setattr(backup, "BUSY_SECONDS", 0.05)
    with pytest.raises(NotWritable, match="in use"):
        await restore(target, path, "now")
    assert not list(path.parent.glob("*before-restore*"))
    assert (await append(sqlite, 2)).seq == 2


def linked(file: Path, folder: Path) -> Path:
    """Move a file to another folder and leave a link to it in its place."""
    folder.mkdir()
    moved = file.rename(folder / file.name)
    file.symlink_to(moved)
    return moved


async def test_a_link_to_the_database_goes_on_leading_to_it(copied: Path, path: Path, tmp_path: Path) -> None:
    real = linked(path, tmp_path / "disk")
    restored = await restore(copied, path, "now")
    assert stat.S_ISLNK(os.lstat(path).st_mode)
    assert restored.kept == real.with_name("live.db.before-restore-now")
    assert await numbers(path) == [1]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
async def test_what_root_puts_back_belongs_to_the_account_that_serves(copied: Path, path: Path, tmp_path: Path) -> None:
    os.chown(path, 65534, 65534)
    await restore(copied, path, "now")
    os.chown(tmp_path / "copies", 65534, 65534)
    await restore(copied, tmp_path / "copies" / "new.db", "now")
    for file in (path, tmp_path / "copies" / "new.db"):
        assert (file.stat().st_uid, file.stat().st_gid) == (65534, 65534)
