"""What holds for the embedded file alone: settings, full and read-only disks, several processes, crashes."""

import asyncio
import os
import signal
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from live.log import links, opening
from live.log.digest import digest_of
from live.log.failure import NewerSchema, NotALog, NotWritable, UnsafeStore
from live.log.memory import MemoryLog
from live.log.opening import open_store
from live.log.port import ORIGIN, Link, Mark, NotSaved, Overtaken
from live.log.schema import VERSION
from live.log.sqlite import SqliteLog

PATIENCE_SECONDS = 60.0
NOBODY = 65534
Opening = Callable[..., Awaitable[SqliteLog]]


async def append(log: SqliteLog | MemoryLog, payload: bytes, after: Mark = ORIGIN) -> Mark:
    async with log.turn("d", after) as turn:
        return turn.append(payload, 1)


def content(path: Path) -> bytes:
    return path.read_bytes()


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(sql)


Meet = Callable[[str], str]
"""Sees each statement before it is run, in the thread that runs it, and says what to run instead."""


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Callable[[Meet], None]:
    """Let a function meet every statement of the logs that are opened from now on, until it is replaced."""
    met: Meet = str

    class Met(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            return super().execute(met(sql), *values)  # type: ignore[arg-type] # handed on as they come

    def connected(file: Path) -> sqlite3.Connection:
        return sqlite3.connect(
            file, isolation_level=None, timeout=opening.BUSY_SECONDS, check_same_thread=False, factory=Met
        )

    def from_now_on(wanted: Meet) -> None:
        nonlocal met
        met = wanted

    monkeypatch.setattr(opening, "_connected", connected)
    return from_now_on


# Settings


@pytest.mark.usefixtures("sqlite")
def test_the_file_is_durable_and_nobody_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as spy:
        assert spy.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert spy.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_the_writing_connection_waits_for_the_disk_and_overwrites_what_it_deletes(path: Path) -> None:
    store = await open_store(path)
    names = ["journal_mode", "synchronous", "fullfsync", "secure_delete", "foreign_keys", "temp_store"]
    try:
        found = await store.write(lambda writer: [writer.execute(f"PRAGMA {name}").fetchone()[0] for name in names])
    finally:
        await store.close()
    assert found == ["wal", 2, 1, 1, 1, 2]


@pytest.mark.parametrize("name", ["secure_delete", "journal_mode", "synchronous", "foreign_keys"])
async def test_a_file_that_does_not_take_a_setting_is_refused(
    path: Path, meet: Callable[[Meet], None], name: str
) -> None:
    off = {"journal_mode": "DELETE", "synchronous": "NORMAL"}.get(name, "OFF")
    meet(lambda sql: f"PRAGMA {name} = {off}" if sql.startswith(f"PRAGMA {name} =") else sql)
    with pytest.raises(UnsafeStore, match=name):
        await SqliteLog.open(path)


async def test_a_turn_is_one_transaction_and_one_without_writes_is_none(
    path: Path, meet: Callable[[Meet], None], open_log: Opening
) -> None:
    log = await open_log(path)
    await log.create_dialogue("d", "00000001")
    statements: list[str] = []

    def counted(sql: str) -> str:
        statements.append(sql.split(maxsplit=1)[0])
        return sql

    meet(counted)
    await append(log, b"{}")
    assert statements == ["SELECT", "BEGIN", "SELECT", "INSERT", "COMMIT"]
    statements.clear()
    async with log.turn("d", Mark(0, 1)):
        pass
    assert statements == ["SELECT"]


# Opening


async def test_what_was_acknowledged_is_there_after_opening_again(path: Path, open_log: Opening) -> None:
    first = await open_log(path)
    await first.create_dialogue("d", "00000001")
    await append(first, b'{"n":1}')
    await first.close()
    again = await open_log(path)
    assert [commit.payload for commit in await again.commits("d")] == [b'{"n":1}']


async def test_a_newer_file_is_refused_and_left_alone(sqlite: SqliteLog, path: Path) -> None:
    await sqlite.close()
    change(path, f"PRAGMA user_version = {VERSION + 1}")
    before = content(path)
    with pytest.raises(NewerSchema) as refused:
        await SqliteLog.open(path)
    assert (refused.value.found, refused.value.known) == (VERSION + 1, VERSION)
    assert content(path) == before


@pytest.fixture
def letter(path: Path) -> Path:
    path.write_bytes(b"a letter, not a database\n" * 100)
    return path


async def test_what_is_no_database_is_refused_and_left_alone(letter: Path) -> None:
    before = content(letter)
    with pytest.raises(NotALog):
        await SqliteLog.open(letter)
    assert content(letter) == before


async def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    change(path, "CREATE TABLE recipes (name TEXT)")
    before = content(path)
    with pytest.raises(NotALog, match="another program"):
        await SqliteLog.open(path)
    assert content(path) == before


async def test_a_missing_folder_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="No such file"):
        await SqliteLog.open(tmp_path / "missing" / "live.db")
    with pytest.raises(NotWritable, match="directory"):
        await SqliteLog.open(tmp_path)


@pytest.fixture
def guarded(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A file in a folder, with these permissions for the two, met by an ordinary person even if root runs the tests."""
    file_mode, folder_mode = request.param
    was = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "live.db"
        change(path, "PRAGMA user_version = 0")
        path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        if was == 0:
            os.chown(folder, NOBODY, -1)
            os.chown(path, NOBODY, -1)
            os.seteuid(NOBODY)
        yield path
        os.seteuid(was)
        path.parent.chmod(0o700)


@pytest.mark.parametrize("guarded", [(0o400, 0o700), (0o600, 0o500)], indirect=True)
async def test_a_file_or_folder_that_may_not_be_written_is_said(guarded: Path) -> None:
    with pytest.raises(NotWritable, match="cannot be written"):
        await SqliteLog.open(guarded)


async def test_many_may_open_a_new_file_at_once(path: Path, open_log: Opening) -> None:
    opened = await asyncio.gather(*(open_log(path) for _ in range(6)))
    await opened[0].create_dialogue("d", "00000001")
    assert [len(await log.dialogues()) for log in opened] == [1] * 6


async def test_opening_a_new_file_waits_for_another_process_that_is_opening_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, meet: Callable[[Meet], None], open_log: Opening
) -> None:
    """SQLite itself does not wait when the journal is to be changed."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    tries: list[str] = []
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM sqlite_master").fetchall()

        def watched(sql: str) -> str:
            if sql.startswith("PRAGMA journal_mode ="):
                tries.append(sql)
                if len(tries) == 3:
                    other.execute("ROLLBACK")
            return sql

        meet(watched)
        log = await open_log(path)
    assert len(tries) == 3
    assert await log.dialogues() == []


# Failing stores


def failing(start: str, code: int) -> Meet:
    """Let the statements that begin like this fail with one of SQLite's codes."""

    def met(sql: str) -> str:
        if sql.startswith(start):
            error = sqlite3.OperationalError("the disk says no")
            error.sqlite_errorcode = code
            raise error
        return sql

    return met


async def write_much(log: SqliteLog) -> None:
    async with log.turn("d", ORIGIN) as turn:
        turn.keep_person("ana", b"{}")
        turn.append(b'"' + b"x" * 100_000 + b'"', 1)


async def test_a_full_disk_is_said_and_nothing_is_lost(sqlite: SqliteLog) -> None:
    await append(sqlite, b'{"n":1}')
    await sqlite.limit_pages(1)
    with pytest.raises(NotSaved) as refused:
        await write_much(sqlite)
    assert refused.value.reason == "full"
    assert await sqlite.head("d") == Mark(0, 1)
    assert await sqlite.people("d") == {}
    await sqlite.limit_pages(1_000_000)
    assert await append(sqlite, b'"' + b"x" * 100_000 + b'"') == Mark(0, 2)


async def test_a_store_that_became_read_only_is_said(
    path: Path, meet: Callable[[Meet], None], open_log: Opening
) -> None:
    log = await open_log(path)
    await log.create_dialogue("d", "00000001")
    assert await append(log, b"{}") == Mark(0, 1)
    meet(failing("INSERT", sqlite3.SQLITE_READONLY))
    with pytest.raises(NotSaved, match="may not be written") as refused:
        await append(log, b"{}")
    assert refused.value.reason == "read_only"
    meet(str)
    assert await append(log, b"{}") == Mark(0, 2)


async def test_a_store_held_by_another_program_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, open_log: Opening
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    log = await open_log(path)
    await log.create_dialogue("d", "00000001")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved) as refused:
            await append(log, b"{}")
    assert refused.value.reason == "busy"
    assert await append(log, b"{}") == Mark(0, 1)


async def test_the_memory_can_play_a_full_disk() -> None:
    log = MemoryLog()
    await log.create_dialogue("d", "00000001")
    log.fail_with("full")
    with pytest.raises(NotSaved):
        await append(log, b"{}")
    assert await log.head("d") == ORIGIN
    log.fail_with(None)
    assert await append(log, b"{}") == Mark(0, 1)


@pytest.mark.parametrize("call", ["SELECT", "BEGIN", "INSERT", "COMMIT"])
async def test_a_turn_cancelled_in_the_middle_of_a_call_tears_nothing(
    path: Path, meet: Callable[[Meet], None], open_log: Opening, call: str
) -> None:
    log = await open_log(path)
    await log.create_dialogue("d", "00000001")
    loop = asyncio.get_running_loop()

    def cancelling(sql: str) -> str:
        if sql.strip().startswith(call):
            loop.call_soon_threadsafe(writing.cancel)
        return sql

    writing = asyncio.ensure_future(append(log, b'{"n":1}'))
    meet(cancelling)
    with pytest.raises(asyncio.CancelledError):
        await writing
    meet(str)
    async with asyncio.timeout(PATIENCE_SECONDS):
        # Cancelled while it was read nothing was handed over yet; what was handed over is carried out.
        expected = 1 if call == "SELECT" else 2
        assert await append(log, b'{"n":2}') == Mark(0, expected)


async def test_a_work_that_fails_costs_no_other_that_shares_its_transaction(sqlite: SqliteLog) -> None:
    for name in ("e", "f"):
        await sqlite.create_dialogue(name, f"1000000{ord(name) % 10}")
    outcomes = await asyncio.gather(
        append(sqlite, b"{}"),
        sqlite.create_dialogue("d", "00000009"),
        sqlite.create_dialogue("g", "00000007"),
        return_exceptions=True,
    )
    assert [type(outcome).__name__ for outcome in outcomes] == ["Mark", "AlreadyThere", "NoneType"]
    assert [entry.id for entry in await sqlite.dialogues()] == ["d", "e", "f", "g"]


# Several at one file


async def test_two_logs_on_one_file_see_each_others_commits_as_missed(
    sqlite: SqliteLog, path: Path, open_log: Opening
) -> None:
    other = await open_log(path)
    mark = await append(sqlite, b'{"n":1}')
    async with other.turn("d", ORIGIN) as turn:
        assert [commit.payload for commit in turn.missed] == [b'{"n":1}']
        turn.append(b'{"n":2}', 1)
    async with sqlite.turn("d", mark) as turn:
        assert [commit.payload for commit in turn.missed] == [b'{"n":2}']
    await other.redact("d", 1, [])
    async with sqlite.turn("d", mark) as turn:
        assert turn.resync


async def test_a_turn_that_another_log_overtook_keeps_nothing_and_is_told(
    sqlite: SqliteLog, path: Path, open_log: Opening
) -> None:
    other = await open_log(path)

    async def slowly() -> None:
        async with sqlite.turn("d", ORIGIN) as turn:
            turn.append(b'{"n":1}', 1)
            turn.keep_person("ana", b"{}")
            await append(other, b'{"n":2}')

    with pytest.raises(Overtaken):
        await slowly()
    assert [commit.payload for commit in await sqlite.commits("d")] == [b'{"n":2}']
    assert await sqlite.people("d") == {}


async def test_a_link_that_another_log_revoked_opens_nothing_after_a_moment(
    sqlite: SqliteLog, path: Path, open_log: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = await open_log(path)
    await sqlite.keep_link("secret", Link("d", "moderator", ""))
    assert await sqlite.link_of("secret")
    await other.revoke_link(digest_of("secret"))
    monkeypatch.setattr(links, "TRUSTED_SECONDS", 0.0)
    assert await sqlite.link_of("secret") is None


async def test_a_follower_hears_of_another_logs_commits_without_a_bell(
    sqlite: SqliteLog, path: Path, open_log: Opening
) -> None:
    other = await open_log(path, poll_seconds=0.01)
    following = other.follow("d", ORIGIN)
    pending = asyncio.ensure_future(anext(following))
    await asyncio.sleep(0)
    await append(sqlite, b'{"n":1}')
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert (await pending).payload == b'{"n":1}'
    await following.aclose()


PROCESS = """
import asyncio, select, sys
from pathlib import Path
from live.log.opening import open_store
from live.log.port import ORIGIN, Overtaken
from live.log.sqlite import SqliteLog

async def run(path, name, number):
    print("ready", flush=True)
    sys.stdin.readline()
    log, mark = await SqliteLog.open(Path(path)), ORIGIN
    n = 0
    while n < number or not select.select([sys.stdin], [], [], 0)[0]:
        try:
            async with log.turn("d", mark) as turn:
                turn.append(f'"{name} {n}"'.encode(), 1)
                turn.keep_ballot("q", f"{name} {n}", b"1")
        except Overtaken:
            continue
        mark = turn.head
        print(mark.seq, n, flush=True)
        n += 1
    await log.close()

asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""


async def start(path: Path, name: str, number: int) -> asyncio.subprocess.Process:
    """A process that begins at a line, prints each acknowledged commit, and after `number` of them ends at a line."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROCESS, str(path), name, str(number)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


async def acknowledge(process: asyncio.subprocess.Process, number: int) -> list[bytes]:
    """The first acknowledgements of a process."""
    assert process.stdout is not None
    return [await process.stdout.readline() for _ in range(number)]


async def test_processes_on_one_file_take_turns_and_lose_nothing(sqlite: SqliteLog, path: Path) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        processes = [await start(path, name, 100) for name in "abc"]
        for process in processes:
            assert process.stdin is not None
            process.stdin.write(b"go\n")
        first = await asyncio.gather(*(acknowledge(process, 100) for process in processes))
        # Nobody stops before the slowest is through: however they are scheduled, each has met another.
        rest = await asyncio.gather(*(process.communicate(b"stop\n") for process in processes))
    assert [process.returncode for process in processes] == [0, 0, 0]
    printed = [[*head, *out.splitlines()] for head, (out, _) in zip(first, rest, strict=True)]
    seqs = [[int(line.split()[0]) for line in lines] for lines in printed]
    assert any(own != list(range(own[0], own[0] + len(own))) for own in seqs), "they ran one after the other"
    writers = [f"{name} {n}" for name, lines in zip("abc", printed, strict=True) for n in range(len(lines))]
    commits = await sqlite.commits("d")
    assert [commit.mark.seq for commit in commits] == list(range(1, len(writers) + 1))
    said = {seq: f'"{name} {n}"' for name, own in zip("abc", seqs, strict=True) for n, seq in enumerate(own)}
    assert {commit.mark.seq: commit.payload.decode() for commit in commits} == said
    assert len((await sqlite.ballots("d", writers))["q"]) == len(writers)


@pytest.mark.parametrize("lines", [1, 17, 60])
async def test_a_killed_process_loses_nothing_that_it_acknowledged(sqlite: SqliteLog, path: Path, lines: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        process = await start(path, "a", 100_000)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"go\n")
        acknowledged = [await process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [line async for line in process.stdout if line.endswith(b"\n")]
        await process.wait()
    commits = await sqlite.commits("d")
    assert [commit.mark.seq for commit in commits] == list(range(1, len(commits) + 1))
    assert len(acknowledged) <= len(commits) <= len(acknowledged) + 1
    assert [commit.payload for commit in commits] == [f'"a {n}"'.encode() for n in range(len(commits))]
    assert len((await sqlite.ballots("d", [f"a {n}" for n in range(len(commits))]))["q"]) == len(commits)
