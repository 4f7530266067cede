"""Many evenings in one database file, made without asking a server, and what is said of a server under load.

`LIVE_SOAK_DIALOGUES` and `LIVE_SOAK_PEOPLE` lower the numbers for a first look.
"""

import asyncio
import os
import re
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from live.core.ids import DialogueId, PartId, StepId
from live.hub import storage
from live.hub.task import DialogueTask
from live.log.port import Link, Log
from live.log.sqlite import SqliteLog
from live.web.links import issue
from tests.bench.evening import HIDDEN, OPTIONS, STEP, Evening, Frame, begun, lengthen, wish
from tests.bench.load import Answer
from tests.bench.servers import Running

DIALOGUES = int(os.environ.get("LIVE_SOAK_DIALOGUES", "100"))
PEOPLE = int(os.environ.get("LIVE_SOAK_PEOPLE", "100"))
MEBIBYTE = 1024 * 1024
_codes = count(10_000_000)


Prepare = Callable[[DialogueTask], Awaitable[None]]


async def nothing_more(_: DialogueTask) -> None:
    """As it begins."""


def towns(
    database: Path, dialogues: int, people: int, prepare: Prepare = nothing_more, *, part: str = HIDDEN
) -> list[Evening]:
    """A database file with so many evenings more, a question open in each."""
    return asyncio.run(_made(database, dialogues, people, prepare, part))


async def _made(database: Path, dialogues: int, people: int, prepare: Prepare, part: str) -> list[Evening]:
    log = await SqliteLog.open(database)
    made = []
    for _ in range(dialogues):
        async with begun(log, people, part) as (_, task):
            dialogue, code, persons = task.dialogue, task.state.code, list(task.state.people)
            await prepare(task)
        desk = await issue(log, Link(dialogue, "moderator", ""))
        secrets = await asyncio.gather(*(issue(log, Link(dialogue, "participant", person)) for person in persons))
        made.append(Evening(database, dialogue, code, desk, tuple(secrets)))
    await log.close()
    return made


def old_dialogues(database: Path, dialogues: int, events: int) -> list[DialogueId]:
    """A new database file with so many evenings that were long ago, each with so many facts after people had come."""
    return asyncio.run(_old(database, dialogues, events))


async def _old(database: Path, dialogues: int, events: int) -> list[DialogueId]:
    log = await SqliteLog.open(database, clock=lambda: 1_600_000_000_000)
    async with begun(log, 75) as (_, task):
        first, people = task.dialogue, list(task.state.people)
    await lengthen(log, first, people, events)
    commits = await log.commits(first)
    made = []
    for number in range(dialogues):
        dialogue = DialogueId(f"old{number:07}")
        await log.create_dialogue(dialogue, str(next(_codes)))
        mark = await log.head(dialogue)
        for commit in commits:
            payload = commit.payload.replace(first.encode(), dialogue.encode()).replace(b'"2026-', b'"2020-')
            async with log.turn(dialogue, mark) as turn:
                mark = turn.append(payload, 1_600_000_000_000)
        made.append(dialogue)
    await log.delete_dialogue(first)
    await log.close()
    return made


def counted(database: Path, dialogues: Sequence[str], part: str) -> list[int]:
    """How many ballots each dialogue has for the open question, read from the file when no server runs."""

    async def read(log: Log, dialogue: str) -> int:
        state, _ = await storage.load(log, DialogueId(dialogue))
        return len(state.steps[StepId(STEP)].state.parts[PartId(part)].question.now.ballots)

    async def all_of_them() -> list[int]:
        log = await SqliteLog.open(database)
        found = [await read(log, dialogue) for dialogue in dialogues]
        await log.close()
        return found

    return asyncio.run(all_of_them())


def ballots(pages: int, *, part: str = HIDDEN, round_: int = 0) -> Iterator[tuple[int, Frame]]:
    """One ballot from each page."""
    for page in range(pages):
        chosen = OPTIONS[(page + round_) % len(OPTIONS)]
        yield page, wish("poll.cast_ballot", step=STEP, part=part, chosen=[chosen])


def hands(first: int, pages: int, times: int) -> Iterator[tuple[int, Frame]]:
    """Each of these pages puts its hand up and down, again and again."""
    for time_ in range(times):
        for page in range(first, first + pages):
            yield page, wish("hands.lower" if time_ % 2 else "hands.raise")


def told(answer: Answer) -> str:
    """How long acknowledgements took."""
    times = " / ".join(f"{answer[name] * 1e3:,.0f}" for name in ("p50", "p99", "max"))
    return f"{answer['acks']:,.0f} acknowledged within {times} ms (half, 99 %, all)"


def report(name: str, figure: str) -> None:
    """Say one figure."""
    print(f"  {name}: {figure}", flush=True)


def mebibytes(size: float) -> str:
    """A size of memory."""
    return f"{size / MEBIBYTE:,.1f} MiB"


def metric(server: Running, name: str) -> float:
    """What the server has counted."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=10) as answer:
        found = re.search(rf"^{re.escape(name)} (\S+)$", answer.read().decode(), re.MULTILINE)
    return float(found[1]) if found else 0.0


def settled(server: Running, seconds: float = 2.0) -> int:
    """The memory of a server that was left alone for a moment."""
    time.sleep(seconds)
    return server.memory()
