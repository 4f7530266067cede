"""One machine drives both adapters side by side: whatever is done, they answer alike."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from live.log.memory import MemoryLog
from live.log.port import (
    ORIGIN,
    SERVER,
    AlreadyThere,
    Link,
    Log,
    Mark,
    NotRedactable,
    Turn,
    UnknownCommit,
    UnknownDialogue,
)
from live.log.sqlite import SqliteLog

NAMES = ["d", "e", "ü"]
CODES = ["00000001", "00000002", "00000003"]
PERSONS = ["ana", "ben", "çem"]
KEPT_SECRETS = ["one", "two", "three"]
DIALOGUES = st.sampled_from(NAMES)
QUESTIONS = st.sampled_from(["q", "r"])
PEOPLE = st.sampled_from(PERSONS)
BYTES = st.binary(max_size=4)
SECRETS = st.sampled_from(KEPT_SECRETS)
PAYLOADS = st.sampled_from([b'{"a":"x"}', b'{"a":["y",{"b":"z"}],"n":1.5}', b"{}", b'{"a":"\\ud800","c":"\xc3\xbc"}'])
POINTERS = st.lists(st.sampled_from(["/a", "/a/0", "/a/1/b", "/n", "/c", ""]), max_size=2)
MARKS = st.one_of(st.just(ORIGIN), st.builds(Mark, st.integers(0, 3), st.integers(0, 6)))
WRITES: st.SearchStrategy[list[Callable[[Turn], None]]] = st.lists(
    st.one_of(
        st.builds(lambda q, p, b: lambda turn: turn.keep_ballot(q, p, b), QUESTIONS, PEOPLE, BYTES),
        st.builds(lambda q: lambda turn: turn.break_seal(q), QUESTIONS),
        st.builds(lambda p, b: lambda turn: turn.keep_person(p, b), PEOPLE, BYTES),
        st.builds(lambda p: lambda turn: turn.forget_person(p), PEOPLE),
    ),
    max_size=6,
)
REFUSALS = (UnknownDialogue, UnknownCommit, AlreadyThere, NotRedactable)


class BrokenOffError(Exception):
    """Ends a turn from inside."""


async def take_turn(
    log: Log, dialogue: str, after: Mark, writes: Sequence[Callable[[Turn], None]], payload: bytes | None, ending: str
) -> object:
    async with log.turn(dialogue, after) as turn:
        found = (list(turn.missed), turn.resync, turn.head)
        for write in writes:
            write(turn)
        if payload is not None:
            turn.append(payload, len(payload))
        if ending == "broken off":
            raise BrokenOffError
    return (*found, turn.head)


async def everything(log: Log) -> list[object]:
    found: list[object] = [await log.dialogues()]
    found += [await log.dialogue_of_code(code) for code in CODES]
    found += [await log.link_of(secret) for secret in KEPT_SECRETS]
    for dialogue, _, _ in await log.dialogues():
        found += [await log.head(dialogue), await log.commits(dialogue), await log.people(dialogue)]
        found += [await log.ballots(dialogue, PERSONS), await log.links(dialogue), await log.files(dialogue)]
        found += [await log.file(dialogue, digest) for digest, _, _ in await log.files(dialogue)]
    found.append(await log.links(SERVER))
    return found


async def outcome(answer: Awaitable[object]) -> object:
    try:
        return await answer
    except REFUSALS as refusal:
        return type(refusal), refusal.what if isinstance(refusal, AlreadyThere) else refusal.args
    except BrokenOffError:
        return BrokenOffError


class TwoLogs(RuleBasedStateMachine):
    """Memory is the model; SQLite is judged by it, and now and then closed and opened again."""

    def __init__(self) -> None:
        super().__init__()
        # A factory keeps the runner from touching the loop that other tests share.
        self.runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.folder = tempfile.TemporaryDirectory()
        self.now = 0
        self.memory = MemoryLog(clock=lambda: self.now)
        self.sqlite = self.runner.run(self.open())
        self.both(lambda log: log.create_dialogue("d", "00000001"))

    async def open(self) -> SqliteLog:
        return await SqliteLog.open(Path(self.folder.name) / "live.db", clock=lambda: self.now)

    def both(self, call: Callable[[Log], Awaitable[object]]) -> None:
        expected = self.runner.run(outcome(call(self.memory)))
        assert self.runner.run(outcome(call(self.sqlite))) == expected

    @rule(dialogue=DIALOGUES, code=st.sampled_from(CODES), later=st.integers(0, 1))
    def create(self, dialogue: str, code: str, later: int) -> None:
        self.now += later
        self.both(lambda log: log.create_dialogue(dialogue, code))

    @rule(
        dialogue=DIALOGUES,
        after=MARKS,
        writes=WRITES,
        payload=st.none() | PAYLOADS,
        ending=st.sampled_from(["clean", "clean", "broken off"]),
    )
    def turn(
        self, dialogue: str, after: Mark, writes: list[Callable[[Turn], None]], payload: bytes | None, ending: str
    ) -> None:
        self.both(lambda log: take_turn(log, dialogue, after, writes, payload, ending))

    @rule(dialogue=DIALOGUES, payloads=st.lists(PAYLOADS, min_size=1, max_size=5))
    def append(self, dialogue: str, payloads: list[bytes]) -> None:
        async def append_all(log: Log) -> list[object]:
            return [await take_turn(log, dialogue, ORIGIN, [], payload, "clean") for payload in payloads]

        self.both(append_all)

    @rule(dialogue=DIALOGUES, after=MARKS)
    def read(self, dialogue: str, after: Mark) -> None:
        self.both(lambda log: log.commits(dialogue, after))

    @rule(dialogue=DIALOGUES, seq=st.integers(0, 6), pointers=POINTERS)
    def redact(self, dialogue: str, seq: int, pointers: list[str]) -> None:
        self.both(lambda log: log.redact(dialogue, seq, pointers))

    @rule(dialogue=DIALOGUES)
    def delete(self, dialogue: str) -> None:
        self.both(lambda log: log.delete_dialogue(dialogue))

    @rule(dialogue=DIALOGUES, content=PAYLOADS)
    def keep_file(self, dialogue: str, content: bytes) -> None:
        self.both(lambda log: log.keep_file(dialogue, "application/json", content))

    @rule(dialogue=DIALOGUES)
    def drop_first_file(self, dialogue: str) -> None:
        async def drop(log: Log) -> None:
            for digest, _, _ in (await log.files(dialogue))[:1]:
                await log.drop_file(dialogue, digest)

        self.both(drop)

    @rule(secret=SECRETS, dialogue=DIALOGUES | st.just(SERVER), subject=PEOPLE)
    def keep_link(self, secret: str, dialogue: str, subject: str) -> None:
        self.both(lambda log: log.keep_link(secret, Link(dialogue, "participant", subject)))

    @rule(dialogue=DIALOGUES | st.just(SERVER))
    def revoke_first_link(self, dialogue: str) -> None:
        async def revoke(log: Log) -> None:
            for digest, _ in (await log.links(dialogue))[:1]:
                await log.revoke_link(digest)

        self.both(revoke)

    @rule()
    def reopen(self) -> None:
        self.runner.run(self.sqlite.close())
        self.sqlite = self.runner.run(self.open())

    @invariant()
    def they_hold_the_same(self) -> None:
        self.both(everything)

    def teardown(self) -> None:
        self.runner.run(self.sqlite.close())
        self.runner.close()
        self.folder.cleanup()


TestTwoLogs = TwoLogs.TestCase
TestTwoLogs.settings = settings(max_examples=40, stateful_step_count=25)
