"""`live backup` copies an evening while people vote, `live restore` puts it back; nothing that was there is lost."""

import asyncio
import random
import re
import signal
import sqlite3
import stat
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from live.core.ids import PersonId, StepId, voter_of
from live.dialogue.state import State
from live.log.backup import back_up
from live.log.schema import VERSION
from live.log.sqlite import SqliteLog
from tests.command_line.process import SECONDS, Done, environment, free_port, live, serving
from tests.crash.evening import Evening, prepare
from tests.crash.process import Server, Voter

VOTERS = 8
BEFORE = 60
"""Acknowledgements before the backup is begun."""
PARTS = ("burden", "named")


async def told(folder: Path, *arguments: object) -> Done:
    """Call the command while this process does something else."""
    return await asyncio.to_thread(live, folder, *arguments)


class Witness(Voter):
    """A voter who remembers everything that was acknowledged, in its order."""

    def __init__(self, evening: Evening, name: str, chance: random.Random) -> None:
        super().__init__(name, evening.path("participant"), evening.cookies[name], evening.rooms[name], chance)
        self.history: dict[str, list[list[str]]] = {part: [] for part in PARTS}
        self.sure = dict.fromkeys(PARTS, 0)
        """Question -> the answers that came before the backup."""
        self.sure_notes: set[str] = set()

    def note(self) -> None:
        """Take note of what was just acknowledged."""
        for part, chosen in self.acknowledged.items():
            if not self.history[part] or self.history[part][-1] is not chosen:
                self.history[part].append(chosen)

    def promise(self) -> None:
        """What is acknowledged now must be in a backup that begins now."""
        self.sure = {part: len(answers) for part, answers in self.history.items()}
        self.sure_notes = set(self.written)

    def check(self, state: State, notes: Counter[str]) -> None:
        """The state holds all that was promised, and nothing that was never said."""
        waiting = self.waiting or {}
        for part in PARTS:
            possible = self.history[part][max(self.sure[part] - 1, 0) :]
            possible += [waiting["chosen"]] if waiting.get("part") == part else []
            ballot = (
                state.steps[StepId("poll-1")]
                .state.parts[part]
                .question.now.ballots.get(voter_of(PersonId(self.person), 1))
            )
            if ballot is None:
                assert not self.sure[part], f"{self.person} has lost a ballot"
            else:
                assert list(ballot.chosen.get("answer", ())) in possible
        own = {note for note in notes if note.startswith(f"{self.person}-")}
        assert self.sure_notes <= own <= self.written | {waiting.get("id", "")}


async def backup_of_a_lively_evening(server: Server, voters: list[Witness], target: Path) -> Done:
    """Everybody votes and writes; in the middle of it a backup is made, and a little later the server is killed."""
    enough, count = asyncio.Event(), 0
    copied: asyncio.Task[Done] | None = None
    async with server.running() as kill:

        def noted(voter: Witness) -> None:
            nonlocal count
            voter.note()
            count += 1
            if count >= BEFORE:
                enough.set()
            if copied is not None and copied.done():
                kill()

        async def copy() -> Done:
            await enough.wait()
            for voter in voters:
                voter.promise()
            return await told(server.database.parent, "backup", "--to", target)

        async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as together:
            copied = together.create_task(copy())
            for voter in voters:
                together.create_task(voter.take_part(server, partial(noted, voter)))
        assert copied.result().status == 0, copied.result()
        assert count > BEFORE, "nobody voted meanwhile: this proves nothing"
    return copied.result()


async def test_a_backup_of_a_lively_evening_holds_all_that_was_acknowledged_and_nothing_half(tmp_path: Path) -> None:
    chance = random.Random(20261122)  # noqa: S311 - repeatable chance is wanted
    evening = await prepare(tmp_path / "live.db", VOTERS)
    voters = [Witness(evening, name, chance) for name in evening.rooms]
    backup = tmp_path / "backup.db"
    copied = await backup_of_a_lively_evening(Server(evening.database), voters, backup)
    assert re.match(rf"{re.escape(str(backup))} holds 1 dialogue with [\d,]+ entries, \d+ kB\.\n", copied.out), copied
    assert "Anonymous questions in it that are not closed for good: 1." in copied.out

    (tmp_path / "elsewhere").mkdir()
    restored = await told(tmp_path / "elsewhere", "restore", backup)
    assert (restored.status, restored.err) == (0, ""), restored
    again = replace(evening, database=tmp_path / "elsewhere" / "live.db")
    state = await again.state()
    board = state.steps[StepId("groups-1")].state
    notes = Counter(note for room in (1, 2) for note in board.board(room).notes)
    assert not [note for note, times in notes.items() if times != 1]
    for voter in voters:
        voter.check(state, notes)

    server = Server(again.database)
    async with server.running():
        for voter in voters:
            await voter.come_back(server)
            await voter.come_back(server)
    assert not server.errors.read_bytes()


@pytest.fixture(name="stored")
def _stored(evening: Evening, tmp_path: Path) -> Path:
    """A folder with a database and a backup of it."""
    back_up(evening.database, tmp_path / "backup.db")
    back_up(evening.database, tmp_path / "live.db")
    return tmp_path


def size(file: Path) -> int:
    return file.stat().st_size


def kept_in(folder: Path) -> list[Path]:
    return list(folder.glob("*before-restore*"))


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith(".lock")}


async def test_what_is_served_is_not_replaced(stored: Path) -> None:
    async with serving(stored / "live.db", free_port()) as server:
        refused = await told(stored, "restore", "backup.db")
        assert (refused.status, refused.out) == (2, "")
        assert refused.sentence == "a server runs on live.db; stop it first"
        assert not kept_in(stored)
        server.send_signal(signal.SIGTERM)
        await server.wait()
    assert (await told(stored, "restore", "backup.db")).status == 0


def test_a_restore_says_what_it_did_and_what_comes_back_with_it(stored: Path) -> None:
    done = live(stored, "restore", "backup.db")
    assert done.status == 0
    [kept] = kept_in(stored)
    assert done.out.splitlines() == [
        f"live.db holds 1 dialogue with 17 entries, {size(stored / 'live.db') // 1000} kB, as backup.db does.",
        f"What was there before is {kept}; delete it when nobody needs it any more.",
        "Whoever was erased and whatever link was taken back since that backup is there again: do it once more.",
    ]
    assert live(stored, "replay").out == live(stored, "replay", "--database", kept).out


def test_a_backup_goes_beside_the_database_under_the_time_of_day_or_into_a_folder(stored: Path) -> None:
    (stored / "nightly").mkdir()
    for arguments, folder in ((["backup"], stored), (["backup", "--to", "nightly"], stored / "nightly")):
        done = live(stored, *arguments)
        [made] = folder.glob("live-*Z.db")
        assert done.out.startswith(f"{made.relative_to(stored)} holds 1 dialogue with ")
        assert stat.S_IMODE(made.stat().st_mode) == 0o600


def letter(file: Path) -> None:
    file.write_bytes(b"a letter, not a database\n" * 400)


def recipes(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"PRAGMA user_version = {VERSION + 1}")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (letter, "backup.db: not a database of this program, or damaged (file is not a database)"),
        (recipes, "backup.db: empty, or of another program"),
        (
            newer,
            f"backup.db: written by a newer version of this program (schema {VERSION + 1}, this one knows {VERSION})",
        ),
        (Path.unlink, "there is no file backup.db"),
    ],
    ids=["letter", "recipes", "newer", "missing"],
)
def test_a_file_that_is_no_backup_is_named_and_nothing_is_changed(
    stored: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(stored / "backup.db")
    before = files(stored)
    refused = live(stored, "restore", "backup.db")
    assert (refused.status, refused.out, refused.sentence) == (2, "", sentence)
    assert files(stored) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["backup", "--to", "backup.db"], "backup.db is already there and was left as it is; choose another name"),
        (["backup", "--to", "nowhere/x.db"], "nowhere/x.db: cannot be written (No such file or directory)"),
        (["backup", "--to", "nowhere"], "there is no folder nowhere; make it first"),
        (["backup", "--database", "no.db"], "there is no file no.db"),
        (["restore", "live.db"], "live.db is the database itself; give a file that `live backup` has made"),
        (["restore", "backup.db", "--database", "nowhere/x.db"], "nowhere/x.db.lock cannot be written: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(stored: Path, arguments: list[str], sentence: str) -> None:
    before = files(stored)
    refused = live(stored, *arguments)
    assert (refused.status, refused.out) == (2, "")
    assert refused.sentence.startswith(sentence)
    assert files(stored) == before


HOLDING = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("SELECT * FROM dialogues").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


async def test_a_database_that_another_command_has_open_is_not_replaced(stored: Path) -> None:
    log = await SqliteLog.open(stored / "live.db")
    await log.close()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDING, str(stored / "live.db")),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment({}),
    )
    async with asyncio.timeout(SECONDS):
        assert process.stdout is not None
        assert await process.stdout.readline() == b"held\n"
        refused = await told(stored, "restore", "backup.db")
        await process.communicate(b"\n")
    assert refused.sentence == f"{stored / 'live.db'}: in use by another program that does not let go of it"
    assert not kept_in(stored)
