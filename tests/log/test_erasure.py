"""What was erased is nowhere in the file: not in its pages, not in free ones, not in its companions."""

import random
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from live.log.port import ORIGIN, Link
from live.log.sqlite import SqliteLog

Opening = Callable[..., Awaitable[SqliteLog]]


def all_bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))


def canaries(path: Path, word: str) -> set[bytes]:
    return set(re.findall(rb"canary-" + word.encode() + rb"-\d+", all_bytes(path)))


def keys(path: Path, question: str) -> list[bytes]:
    with closing(sqlite3.connect(path)) as spy:
        return [row[0] for row in spy.execute("SELECT key FROM seals WHERE question = ?", (question,))]


async def vote(log: SqliteLog, persons: range, chance: random.Random, questions: list[str]) -> None:
    """Ballots of all sizes in turns of all sizes, many changed, questions mixed."""
    waiting = [(question, person) for person in persons for question in questions for _ in range(chance.randint(1, 2))]
    chance.shuffle(waiting)
    while waiting:
        async with log.turn("d", ORIGIN) as turn:
            for question, person in [waiting.pop() for _ in range(min(len(waiting), chance.randint(1, 60)))]:
                filling = "x" * chance.choice([0, 20, 200, 900])
                turn.keep_ballot(question, f"p{person}", f'"canary-{question}-{person}-{filling}"'.encode())


@pytest.mark.parametrize("seed", range(8))
async def test_a_broken_seal_leaves_no_trace_of_ballots_or_key(sqlite: SqliteLog, path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
    questions = [f"question{number}" for number in range(6)]
    await vote(sqlite, range(150), chance, questions)
    broken, kept = questions[1::3], questions[::3]
    secrets = [key for question in broken for key in keys(path, question)]
    assert len(secrets) == len(broken)
    assert all(secret in all_bytes(path) for secret in secrets)
    async with sqlite.turn("d", ORIGIN) as turn:
        for question in broken:
            turn.break_seal(question)
        turn.append(b'{"closed":true}', 1)
    assert [canaries(path, question) for question in broken] == [set(), set()]
    assert not [secret for secret in secrets if secret in all_bytes(path)]
    ballots = await sqlite.ballots("d", [f"p{person}" for person in range(150)])
    assert [len(ballots[question]) for question in kept] == [150, 150]
    assert set(ballots) == set(questions) - set(broken)


async def test_a_stored_ballot_names_no_person_and_no_moment(sqlite: SqliteLog, path: Path) -> None:
    async with sqlite.turn("d", ORIGIN) as turn:
        turn.keep_ballot("q", "person-of-the-ballot", b'"yes"')
    assert b'"yes"' in all_bytes(path)
    assert b"person-of-the-ballot" not in all_bytes(path)
    with closing(sqlite3.connect(path)) as spy:
        columns = [row[1] for row in spy.execute("PRAGMA table_info(ballots)")]
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            spy.execute("SELECT rowid FROM ballots")
    assert columns == ["dialogue", "question", "voter", "ballot"]


async def test_a_reader_of_an_old_state_only_delays_the_scrub(
    sqlite: SqliteLog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.log.writer._SCRUB_AGAIN_SECONDS", 0.0)
    async with sqlite.turn("d", ORIGIN) as turn:
        turn.keep_ballot("q", "ana", b'"canary-q-1"')
    with closing(sqlite3.connect(path, isolation_level=None)) as spy:
        spy.execute("BEGIN")
        spy.execute("SELECT * FROM ballots").fetchall()
        async with sqlite.turn("d", ORIGIN) as turn:
            turn.break_seal("q")
        assert canaries(path, "q")
    async with sqlite.turn("d", ORIGIN) as turn:
        turn.append(b"{}", 1)
    assert not canaries(path, "q")


async def test_what_a_crash_kept_from_being_scrubbed_is_scrubbed_at_the_next_start(
    sqlite: SqliteLog, path: Path, tmp_path: Path, open_log: Opening
) -> None:
    async with sqlite.turn("d", ORIGIN) as turn:
        turn.keep_ballot("q", "ana", b'"canary-q-1"')
    with closing(sqlite3.connect(path, isolation_level=None)) as spy:
        spy.execute("BEGIN")
        spy.execute("SELECT * FROM ballots").fetchall()
        async with sqlite.turn("d", ORIGIN) as turn:
            turn.break_seal("q")
        copy = tmp_path / "after the crash" / "live.db"
        copy.parent.mkdir()
        for end in ("", "-wal"):
            copy.with_name(copy.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    assert canaries(copy, "q")
    await open_log(copy)
    assert not canaries(copy, "q")


@pytest.mark.parametrize("seed", range(4))
async def test_forgotten_people_leave_no_trace(sqlite: SqliteLog, path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
    persons = list(range(300))
    for _ in range(2):
        chance.shuffle(persons)
        for start in range(0, 300, 30):
            async with sqlite.turn("d", ORIGIN) as turn:
                for person in persons[start : start + 30]:
                    word = "gone" if person % 2 else "here"
                    turn.keep_person(f"p{person}", f"canary-{word}-{person}-{'x' * chance.randint(0, 300)}".encode())
    async with sqlite.turn("d", ORIGIN) as turn:
        for person in range(1, 300, 2):
            turn.forget_person(f"p{person}")
    assert not canaries(path, "gone")
    assert len(await sqlite.people("d")) == 150


@pytest.mark.parametrize("seed", range(4))
async def test_redacted_texts_leave_no_trace(sqlite: SqliteLog, path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
    for number in range(120):
        filling = "x" * chance.choice([0, 50, 800, 9000])
        word = "gone" if number % 10 == 0 else "here"
        async with sqlite.turn("d", ORIGIN) as turn:
            turn.append(f'{{"text":"canary-{word}-{number}-{filling}"}}'.encode(), 1)
    for number in range(0, 120, 10):
        await sqlite.redact("d", number + 1, ["/text"])
    assert not canaries(path, "gone")
    assert len(canaries(path, "here")) == 108


@pytest.mark.parametrize("seed", range(4))
async def test_a_deleted_dialogue_leaves_no_trace(sqlite: SqliteLog, path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
    await sqlite.create_dialogue("e", "00000002")
    await sqlite.keep_link("s", Link("e", "participant", "canary-e-0"))
    for number in range(300):
        dialogue = chance.choice("dee")
        canary = f"canary-{dialogue}-{number}-{'x' * chance.choice([0, 20, 300, 5000])}".encode()
        async with sqlite.turn(dialogue, ORIGIN) as turn:
            turn.append(canary, 1)
            turn.keep_ballot("q", f"p{number}", canary)
            turn.keep_person(f"p{number}", canary)
        if number % 10 == 0:
            await sqlite.keep_file(dialogue, "text/plain", canary)
    await sqlite.delete_dialogue("e")
    assert not canaries(path, "e")
    assert len(await sqlite.commits("d")) == len(await sqlite.people("d")) > 0
