"""A damaged file: what was acknowledged is there, or starting says what is missing. A torn end was promised nobody."""

import logging
import random
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from live import journal
from live.log.failure import CannotOpen, NotALog
from live.log.leftover import Leftover, what_was_left
from live.log.port import Commit, Mark
from live.log.sqlite import SqliteLog

Opening = Callable[..., Awaitable[SqliteLog]]
HEADER, FRAME, PAGE = 32, 24, 4096
WHOLE = FRAME + PAGE
COMMITS = 6
BEGINNING, SEVERAL, LAST = "the beginning of", "changed pages", "the end of"


def payload(number: int, size: int = 0) -> bytes:
    return b'{"n":%d,"words":"%s"}' % (number, b"x" * size)


async def append(log: SqliteLog, count: int, size: int = 0) -> None:
    for _ in range(count):
        head = await log.head("d")
        async with log.turn("d", head) as turn:
            turn.append(payload(head.seq + 1, size), 1)


@pytest.fixture
async def crashed(tmp_path: Path, open_log: Opening) -> Path:
    """The files of a server that was killed after some commits, all of them still in the write-ahead log."""
    log = await open_log(tmp_path / "running.db")
    await log.create_dialogue("d", "00000001")
    await append(log, COMMITS)
    return copied(tmp_path / "running.db", tmp_path / "crashed.db")


def copied(database: Path, target: Path) -> Path:
    for end in ("", "-wal"):
        shutil.copy(f"{database}{end}", f"{target}{end}")
    return target


def content(file: Path) -> bytearray:
    return bytearray(file.read_bytes())


def write(file: Path, bad: bytearray) -> None:
    file.write_bytes(bad)


async def refusal_of(database: Path) -> str:
    """Why the file is not opened, if it is not."""
    try:
        log = await SqliteLog.open(database)
    except CannotOpen as refusal:
        return str(refusal)
    await log.close()
    return ""


def wal(database: Path) -> Path:
    return Path(f"{database}-wal")


def flip(file: Path, place: int, mask: int = 0xFF) -> None:
    bad = content(file)
    bad[place] ^= mask
    write(file, bad)


def frames(database: Path) -> int:
    return (wal(database).stat().st_size - HEADER) // WHOLE


class Opened:
    """What came of opening a file."""

    def __init__(self, commits: list[Commit], said: str) -> None:
        self.numbers = [commit.mark.seq for commit in commits]
        self.payloads = [commit.payload for commit in commits]
        self.said = said


@pytest.fixture
def opened(caplog: pytest.LogCaptureFixture) -> Callable[[Path], Awaitable[Opened]]:
    """Open a file and let go of it again."""

    async def look(database: Path) -> Opened:
        caplog.clear()
        with caplog.at_level(logging.WARNING, "live.log"):
            log = await SqliteLog.open(database)
            try:
                there = [entry.id for entry in await log.dialogues()] == ["d"]
                return Opened(await log.commits("d") if there else [], caplog.text)
            finally:
                await log.close()

    return look


Look = Callable[[Path], Awaitable[Opened]]


# The write-ahead log


async def test_after_a_kill_everything_is_there_and_nothing_is_said(crashed: Path, opened: Look) -> None:
    found = await opened(crashed)
    assert found.numbers == list(range(1, COMMITS + 1))
    assert found.said == ""


@pytest.mark.parametrize("left", [1, FRAME - 1, FRAME, FRAME + 1, WHOLE // 2, WHOLE - 1])
async def test_a_commit_that_was_cut_off_in_the_middle_was_promised_to_nobody(
    crashed: Path, opened: Look, left: int
) -> None:
    with wal(crashed).open("r+b") as log:
        log.truncate(HEADER + (frames(crashed) - 1) * WHOLE + left)
    found = await opened(crashed)
    assert found.numbers == list(range(1, COMMITS))
    assert found.said == ""


async def test_a_long_commit_that_was_cut_off_between_its_pages_was_promised_to_nobody(
    tmp_path: Path, open_log: Opening, opened: Look
) -> None:
    log = await open_log(tmp_path / "running.db")
    await log.create_dialogue("d", "00000001")
    await append(log, 2)
    before = frames(tmp_path / "running.db")
    await append(log, 1, size=5 * PAGE)
    for kept in range(before, frames(tmp_path / "running.db")):
        database = copied(tmp_path / "running.db", tmp_path / f"cut{kept}.db")
        with wal(database).open("r+b") as log_file:
            log_file.truncate(HEADER + kept * WHOLE)
        found = await opened(database)
        assert found.numbers == [1, 2]
        assert found.said == ""


@pytest.mark.parametrize("place", [*range(FRAME), FRAME, FRAME + 1, FRAME + 100, WHOLE // 2, WHOLE - 1])
async def test_a_byte_that_is_wrong_in_the_last_page_is_said(crashed: Path, opened: Look, place: int) -> None:
    flip(wal(crashed), HEADER + (frames(crashed) - 1) * WHOLE + place)
    found = await opened(crashed)
    assert found.numbers == list(range(1, COMMITS))
    assert LAST in found.said
    assert "the last commit is lost" in found.said


@pytest.mark.parametrize("rubbish", [b"\0", b"\x5a"])
async def test_a_last_page_that_is_overwritten_whole_is_said(crashed: Path, opened: Look, rubbish: bytes) -> None:
    with wal(crashed).open("r+b") as log:
        log.seek(-WHOLE, 2)
        log.write(rubbish * WHOLE)
    found = await opened(crashed)
    assert found.numbers == list(range(1, COMMITS))
    assert LAST in found.said


@pytest.mark.parametrize("place", [0, 4, 8, 12, 16, FRAME, WHOLE - 1])
async def test_damage_before_later_commits_is_said_and_all_up_to_there_is_there(
    crashed: Path, opened: Look, place: int
) -> None:
    for frame in range(frames(crashed) - 2):
        database = copied(crashed, crashed.with_name(f"damaged{frame}.db"))
        flip(wal(database), HEADER + frame * WHOLE + place)
        found = await opened(database)
        assert found.numbers == list(range(1, len(found.numbers) + 1))
        assert len(found.numbers) < COMMITS - 1
        assert f"{SEVERAL} in the write-ahead log are damaged" in found.said
        assert "the last commits are lost" in found.said


@pytest.mark.parametrize("place", range(HEADER))
async def test_a_damaged_beginning_is_said(crashed: Path, opened: Look, place: int) -> None:
    flip(wal(crashed), place)
    found = await opened(crashed)
    assert found.numbers == []
    assert BEGINNING in found.said


async def test_the_journal_writes_the_whole_sentence(crashed: Path, caplog: pytest.LogCaptureFixture) -> None:
    flip(wal(crashed), HEADER + (frames(crashed) - 1) * WHOLE + FRAME)
    await (await SqliteLog.open(crashed)).close()
    (written,) = [journal.sentence(record) for record in caplog.records if record.name.startswith("live.log")]
    assert LAST in written
    assert "the last commit is lost" in written


async def test_what_lies_behind_from_an_earlier_round_says_nothing(
    tmp_path: Path, open_log: Opening, opened: Look
) -> None:
    log = await open_log(tmp_path / "running.db")
    await log.create_dialogue("d", "00000001")
    for number in range(1, 5):
        await append(log, 9)
        with closing(sqlite3.connect(tmp_path / "running.db")) as other:
            other.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        await append(log, 1)
        database = copied(tmp_path / "running.db", tmp_path / f"round{number}.db")
        left = what_was_left(database)
        assert left.last < frames(database), "nothing lies behind: this proves nothing"
        found = await opened(database)
        assert found.numbers == list(range(1, 10 * number + 1))
        assert found.said == ""


async def test_damage_under_an_earlier_round_is_said(tmp_path: Path, open_log: Opening, opened: Look) -> None:
    log = await open_log(tmp_path / "running.db")
    await log.create_dialogue("d", "00000001")
    await append(log, 20)
    with closing(sqlite3.connect(tmp_path / "running.db")) as other:
        other.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    await append(log, 3)
    database = copied(tmp_path / "running.db", tmp_path / "crashed.db")
    flip(wal(database), HEADER + (what_was_left(database).last - 1) * WHOLE + FRAME + 7)
    found = await opened(database)
    assert found.numbers == list(range(1, 23))
    assert LAST in found.said


# Others at the same file


async def test_whoever_opens_the_file_of_a_running_server_is_told_nothing_wrong(
    tmp_path: Path, open_log: Opening, opened: Look
) -> None:
    path = tmp_path / "running.db"
    log = await open_log(path)
    await log.create_dialogue("d", "00000001")
    for number in range(1, 9):
        await append(log, 1, size=number * 2000)
        found = await opened(path)
        assert found.numbers == list(range(1, number + 1))
        assert found.said == ""
    await append(log, 1)
    flip(wal(path), 20)
    assert (await opened(path)).said == "", "the server knows what is in it"


@pytest.fixture
def connection(crashed: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(crashed, isolation_level=None)) as opened:
        yield opened


async def test_a_commit_that_is_being_written_is_waited_for(crashed: Path, connection: sqlite3.Connection) -> None:
    left = what_was_left(crashed)
    assert left.unreadable(connection) == ""
    assert left._replace(last=left.last + 3, before=left.last + 1).unreadable(connection) == ""
    assert left._replace(foreign=True).unreadable(connection) == ""
    assert not connection.in_transaction


async def test_a_log_that_another_process_has_begun_anew_says_nothing(
    crashed: Path, connection: sqlite3.Connection
) -> None:
    left = what_was_left(crashed)
    with closing(sqlite3.connect(crashed, isolation_level=None)) as other:
        other.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        other.execute("INSERT INTO people VALUES ('d', 'ana', x'00')")
        assert left._replace(last=left.last + 3, before=left.last + 1).unreadable(connection) == ""


async def test_where_there_is_no_log_nothing_is_missing(tmp_path: Path, open_log: Opening) -> None:
    assert what_was_left(tmp_path / "live.db") == Leftover(tmp_path / "live.db-wal")
    log = await open_log(tmp_path / "live.db")
    await log.close()
    wal(tmp_path / "live.db").write_bytes(b"short")
    assert not what_was_left(tmp_path / "live.db").last


# The database file


@pytest.fixture
async def still(tmp_path: Path, open_log: Opening) -> Path:
    """A file that nobody has open, of some pages."""
    path = tmp_path / "live.db"
    log = await open_log(path)
    await log.create_dialogue("d", "00000001")
    await append(log, 40, size=300)
    await append(log, 2, size=3 * PAGE)
    async with log.turn("d", Mark(0, 42)) as turn:
        turn.keep_person("ana", b"{}")
        turn.keep_ballot("q", "ana", b"{}")
    await log.close()
    assert not wal(path).exists()
    return path


@pytest.mark.parametrize("rubbish", ["zeros", "noise"])
async def test_a_page_that_holds_something_else_is_refused_with_a_sentence_unless_nothing_is_missing(
    still: Path, opened: Look, rubbish: str
) -> None:
    chance = random.Random(7)  # noqa: S311 - repeatable chance is wanted
    whole = await opened(still)
    pages = len(content(still)) // PAGE
    refused = []
    for page in range(pages):
        database = still.with_name(f"page{page}.db")
        bad = content(still)
        bad[page * PAGE : (page + 1) * PAGE] = bytes(PAGE) if rubbish == "zeros" else chance.randbytes(PAGE)
        write(database, bad)
        sentence = await refusal_of(database)
        if sentence:
            refused.append(page)
            assert "damaged" in sentence or "another program" in sentence
            assert content(database) == bad, "a damaged file is left as it is"
        else:
            assert (await opened(database)).payloads == whole.payloads
    assert pages - 1 in refused, "the last page"
    assert len(refused) >= pages - 2


@pytest.mark.parametrize("number", [1, 20, 42])
async def test_commits_that_are_missing_are_said_with_their_dialogue(still: Path, number: int) -> None:
    with closing(sqlite3.connect(still)) as thief:
        thief.execute("DELETE FROM commits WHERE seq = ? AND seq < 42", (number,))
        thief.execute("UPDATE commits SET seq = 43 WHERE seq = 42 AND ? = 42", (number,))
        thief.commit()
    with pytest.raises(NotALog, match="commits are missing in dialogue d"):
        await SqliteLog.open(still)


async def test_a_commit_that_is_no_json_any_more_is_said_with_its_dialogue(still: Path) -> None:
    with closing(sqlite3.connect(still)) as thief:
        thief.execute("UPDATE commits SET payload = zeroblob(length(payload)) WHERE seq = 7")
        thief.commit()
    with pytest.raises(NotALog, match="a commit cannot be read in dialogue d"):
        await SqliteLog.open(still)
