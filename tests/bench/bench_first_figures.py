"""The first figures: wishes to facts, ballots to disk, a step to everybody, a log to a state.

Each prints lines `name: figure` and asserts only that the work was really done; figures are read, not gated.
Run with `./dev bench`; `docs/performance.md` holds figures of a named machine.
"""

import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import websockets
from pydantic_core import from_json, to_json

from live.core.actor import Moderator, Participant, Server, actor_key
from live.core.audience import Everyone, Moderators
from live.core.context import Context
from live.core.ids import CommandId, DialogueId, PersonId
from live.core.rejection import Rejection
from live.dialogue.codec import Record, encode, read_command
from live.dialogue.commands import Join
from live.dialogue.decide import decide
from live.dialogue.fold import fold_record
from live.dialogue.session import Session
from live.dialogue.state import State, look
from live.dialogue.view import view
from live.hub import storage
from live.hub.hub import Hub
from live.hub.task import DialogueTask, Wish
from live.log.memory import MemoryLog
from live.log.port import Link, Log
from live.log.sqlite import SqliteLog
from live.web.links import issue

BALLOTS = 5_000
EVENTS = 100_000
PAGES = 300
STEPS = 20
MODERATOR = Moderator("bench")

PLAN = {
    "title": "Messung",
    "city": "Lindental",
    "date": "2026-06-18",
    "start": "18:00",
    "end": "20:15",
    "agenda": [
        {"kind": "talk", "id": "hello", "title": "Begrüßung", "minutes": 5, "text": ["Guten Abend."]},
        {
            "kind": "poll",
            "id": "poll",
            "title": "Befragung",
            "minutes": 10,
            "questions": [
                {
                    "id": "q",
                    "question": "Was hilft?",
                    "form": "choice",
                    "choose": "up to 2",
                    "options": [{"id": letter, "text": f"Antwort {letter}"} for letter in "abcdef"],
                }
            ],
        },
        {"kind": "breakout", "id": "groups", "title": "Gruppen", "minutes": 30, "prompts": ["Was fehlt?"], "groups": 4},
    ],
}
SESSION = Session.model_validate(PLAN, context={"default_language": "de"}).model_dump(mode="json")
_numbers = count()


def report(name: str, figure: str) -> None:
    print(f"\n  {name}: {figure}")


def wish(kind: str, **fields: object) -> dict[str, object]:
    return {"id": f"c{next(_numbers)}", "type": kind, **fields}


def apply(state: State, frame: dict[str, object], actor: Moderator | Participant | Server, seq: int) -> None:
    command = read_command(frame)
    events = decide(state, command, actor, Context(seq, 7, look(state, frozenset())))
    assert not isinstance(events, Rejection), events
    fold_record(state, Record(actor_key(actor), command.id, tuple(events)), seq, seq)


async def opened(log: Log, people: int) -> tuple[Hub, DialogueTask]:
    hub = await Hub(log).__aenter__()
    task = await hub.create(SESSION)
    joins = [Join(id=CommandId(f"j{n}"), person=PersonId(f"p{n}")) for n in range(people)]
    await asyncio.gather(*(task.carry_out(join, Server()) for join in joins))
    for frame in (
        wish("agenda.start"),
        wish("agenda.go_to", step="poll"),
        wish("question.open", step="poll", part="q"),
    ):
        assert not isinstance(await task.carry_out(read_command(frame), MODERATOR), Rejection)
    return hub, task


async def ballots_per_second(log: Log) -> float:
    hub, task = await opened(log, BALLOTS)
    done = asyncio.Event()
    left = BALLOTS

    def answered(outcome: int | Rejection) -> None:
        nonlocal left
        assert not isinstance(outcome, Rejection)
        left -= 1
        if not left:
            done.set()

    frames = [to_json(wish("poll.cast_ballot", step="poll", part="q", chosen=["a", "c"])) for _ in range(BALLOTS)]
    started = time.perf_counter()
    for n, frame in enumerate(frames):
        task.ask(Wish(read_command(from_json(frame)), Participant(PersonId(f"p{n}")), answered))
    async with asyncio.timeout(120):
        await done.wait()
    seconds = time.perf_counter() - started
    counted = view(task.state, Moderators(), frozenset())
    assert counted is not None
    assert counted["steps"]["poll"]["questions"]["q"]["answered"] == BALLOTS
    await hub.__aexit__(None, None, None)
    return BALLOTS / seconds


async def test_commands_decided_and_folded_per_second() -> None:
    _, task = await opened(MemoryLog(), BALLOTS)
    frames = [wish("poll.cast_ballot", step="poll", part="q", chosen=["a", "c"]) for _ in range(BALLOTS)]
    started = time.perf_counter()
    for n, frame in enumerate(frames):
        apply(task.state, frame, Participant(PersonId(f"p{n}")), n)
    report("ballots validated, decided and folded", f"{BALLOTS / (time.perf_counter() - started):,.0f} per second")


async def test_ballots_acknowledged_per_second(tmp_path: Path) -> None:
    durable, stored_nowhere = [], []
    for turn in range(3):
        stored_nowhere.append(await ballots_per_second(MemoryLog()))
        log = await SqliteLog.open(tmp_path / f"{turn}.db")
        durable.append(await ballots_per_second(log))
        await log.close()
    ratio = statistics.median(durable) / statistics.median(stored_nowhere)
    report("ballots acknowledged after durable commit, 5,000 at once", f"{statistics.median(durable):,.0f} per second")
    report("the same without storing", f"{statistics.median(stored_nowhere):,.0f} per second (ratio {ratio:.2f})")


async def test_restart_with_100_000_events(tmp_path: Path) -> None:
    log = await SqliteLog.open(tmp_path / "restart.db")
    hub, task = await opened(log, 75)
    dialogue = task.dialogue
    state, mark = task.state, await log.head(dialogue)
    batch = 500
    for first in range(0, EVENTS, batch):
        async with log.turn(dialogue, mark) as turn:
            records = []
            for n in range(first, first + batch):
                person = f"p{n // 2 % 75}"
                kind = "hands.raise" if n % 2 == 0 else "hands.lower"
                command = read_command(wish(kind, person=person))
                events = decide(state, command, MODERATOR, Context(n, 7, look(state, frozenset())))
                assert not isinstance(events, Rejection)
                record = Record(actor_key(MODERATOR), command.id, tuple(events))
                fold_record(state, record, n, turn.head.seq + 1)
                records.append(record)
            turn.append(encode(records), first)
            mark = turn.head
    await hub.__aexit__(None, None, None)
    started = time.perf_counter()
    again, _ = await storage.load(log, dialogue)
    seconds = time.perf_counter() - started
    assert view(again, Everyone(), frozenset()) == view(state, Everyone(), frozenset())
    await log.close()
    report(f"state rebuilt from {EVENTS:,} events", f"{seconds:.2f} s")


async def test_fan_out_per_connection(tmp_path: Path) -> None:
    """One server process, `PAGES` real sockets; CPU time of the server per delivered frame, and the last arrival."""
    database = tmp_path / "fan.db"
    log = await SqliteLog.open(database)
    hub = await Hub(log).__aenter__()
    task = await hub.create(SESSION)
    secret = await issue(log, Link(task.dialogue, "moderator", ""))
    code, dialogue = task.state.code, task.dialogue
    await hub.__aexit__(None, None, None)
    await log.close()
    with _server(database) as (process, port):
        await _ready(port)
        desk = await _socket(port, dialogue, "moderator", f"live-moderator-{dialogue}={secret}")
        pages = [await _page(port, dialogue, code) for _ in range(PAGES)]
        await desk.send(to_json(wish("agenda.start")).decode())
        await _until(pages, lambda frame: "patch" in frame and "current" in frame["patch"])
        cpu, arrivals = _cpu(process.pid), []
        for turn in range(STEPS):
            step = "poll" if turn % 2 == 0 else "hello"
            await desk.send(to_json(wish("agenda.go_to", step=step)).decode())
            asked = time.perf_counter()
            await _until(pages, _stands_on(step))
            arrivals.append(time.perf_counter() - asked)
        spent = _cpu(process.pid) - cpu
        for page in [desk, *pages]:
            await page.close()
    deliveries = STEPS * PAGES * 2  # a step change patches `everyone` and `me`
    report(f"step change to {PAGES} pages, CPU of the server per frame", f"{spent / deliveries * 1e6:.0f} µs")
    report("the last page has it after", f"{statistics.median(arrivals) * 1e3:.0f} ms")


@contextlib.contextmanager
def _server(database: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [sys.executable, "-m", "live", "serve", "--port", str(port), "--database", str(database)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)  # noqa: S603 - our own server
    try:
        yield process, port
    finally:
        process.terminate()
        process.wait(20)


async def _ready(port: int) -> None:
    async with httpx.AsyncClient() as http, asyncio.timeout(20):
        while True:
            try:
                if (await http.get(f"http://127.0.0.1:{port}/healthz")).status_code == httpx.codes.OK:
                    return
            except httpx.ConnectError:
                await asyncio.sleep(0.05)


async def _page(port: int, dialogue: DialogueId, code: str) -> websockets.ClientConnection:
    async with httpx.AsyncClient() as http:
        joined = await http.post(f"http://127.0.0.1:{port}/join", data={"code": code})
        cookie = f"live-participant-{dialogue}={joined.cookies[f'live-participant-{dialogue}']}"
    return await _socket(port, dialogue, "participant", cookie)


async def _socket(port: int, dialogue: DialogueId, role: str, cookie: str) -> websockets.ClientConnection:
    page = await websockets.connect(
        f"ws://127.0.0.1:{port}/ws/{dialogue}/{role}",
        subprotocols=[websockets.Subprotocol("live.v1")],
        additional_headers={"cookie": cookie},
        origin=websockets.Origin(f"http://127.0.0.1:{port}"),
        compression=None,
        max_queue=None,
    )
    await page.send('{"hello": {}}')
    return page


async def _until(pages: list[websockets.ClientConnection], arrived: Callable[[dict[str, Any]], bool]) -> None:
    async def one(page: websockets.ClientConnection) -> None:
        async for text in page:
            if arrived(from_json(text)):
                return

    async with asyncio.timeout(60):
        await asyncio.gather(*(one(page) for page in pages))


def _stands_on(step: str) -> Callable[[dict[str, Any]], bool]:
    return lambda frame: bool(frame.get("patch", {}).get("current", {}).get("step") == step)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
