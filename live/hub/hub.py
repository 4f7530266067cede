"""All dialogues of this process. A dialogue is woken when somebody needs it, and sleeps when nobody has for an hour.

Rule: what is asleep costs nothing and has lost nothing, its state is rebuilt from the log. Each time that it is awake
is a run of its own, so that no page takes an old version of a view for a new one.
"""

import asyncio
import logging
import random
import secrets
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from live import metrics
from live.core.actor import Server
from live.core.conference import NO_SERVERS, Servers
from live.core.ids import CommandId, DialogueId
from live.core.rejection import Rejection
from live.dialogue.commands import Create
from live.hub import frames
from live.hub.publication import Crowd
from live.hub.task import DialogueTask, milliseconds
from live.log.port import AlreadyThere, Log, NotSaved

ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
ID_LENGTH = 10
CODE_LENGTH = 8
KEY_BYTES = 32
AWAKE_SECONDS = 3600.0
"""How long a dialogue stays awake that has no page and that nobody asks for."""
_CHANCE = random.Random()  # noqa: S311 - it draws groups, no secrets

logger = logging.getLogger("live.hub")


def _chance() -> int:
    """A fresh seed: unlike each other, nothing secret, and wanted by every command."""
    return _CHANCE.getrandbits(63)


class Hub:
    """Use as an async context manager: leaving it ends all tasks and lets go of all pages (close code 1012)."""

    def __init__(self, log: Log, *, clock: Callable[[], int] = milliseconds, servers: Servers = NO_SERVERS) -> None:
        """Serve the dialogues of this log; `servers` are those on which their groups can meet by video."""
        self.log = log
        self.servers = servers
        self._clock = clock
        self._awake: dict[DialogueId, DialogueTask] = {}
        self._running: dict[DialogueId, asyncio.Task[None]] = {}
        self._waking: dict[DialogueId, asyncio.Future[DialogueTask]] = {}
        self._crowd = Crowd()
        self._tasks = asyncio.TaskGroup()
        self._stop = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Start the heartbeat."""
        await self._tasks.__aenter__()
        self._beating = self._tasks.create_task(self._beat())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everybody go."""
        for task in self._awake.values():
            for connection in task.pages:
                connection.close(frames.RESTARTING)
        self._beating.cancel()
        for waking in self._waking.values():
            waking.cancel()
        for running in self._running.values():
            running.cancel()
        await self._tasks.__aexit__(kind, error, trace)

    async def dialogue(self, dialogue: DialogueId) -> DialogueTask:
        """The dialogue, awake; whoever wants it for longer than a request asks again, or opens a page.

        Raises `live.log.port.UnknownDialogue`.
        """
        task = self._awake.get(dialogue)
        if task is None:
            # Whoever comes while it wakes waits for the same waking: two owners of one dialogue would lose ballots.
            waking = self._waking.get(dialogue)
            if waking is None:
                waking = self._waking[dialogue] = asyncio.ensure_future(self._wake(dialogue))
                waking.add_done_callback(lambda _: self._waking.pop(dialogue, None))
            task = await asyncio.shield(waking)
        task.used_at = asyncio.get_running_loop().time()
        return task

    def awake(self, dialogue: DialogueId) -> DialogueTask | None:
        """The dialogue, if it is awake. Asking for it so keeps it no longer awake."""
        return self._awake.get(dialogue)

    async def _wake(self, dialogue: DialogueId) -> DialogueTask:
        run = secrets.token_urlsafe(9)
        task = DialogueTask(
            self.log, dialogue, run, clock=self._clock, seed=_chance, crowd=self._crowd, servers=self.servers
        )
        await task.open()
        self._awake[dialogue] = task
        self._running[dialogue] = self._tasks.create_task(task.run(), name=f"dialogue {dialogue}")
        metrics.dialogues.set(len(self._awake))
        return task

    async def create(self, session: dict[str, Any]) -> DialogueTask:
        """Begin a dialogue from a session file (as JSON values). It gets an id and a join code of eight digits."""
        while True:
            dialogue = DialogueId("".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH)))
            code = str(secrets.randbelow(9) + 1) + "".join(str(secrets.randbelow(10)) for _ in range(CODE_LENGTH - 1))
            try:
                await self.log.create_dialogue(dialogue, code)
                break
            except AlreadyThere:
                continue
        task = await self.dialogue(dialogue)
        key = secrets.token_hex(KEY_BYTES)
        command = Create(id=CommandId("create"), dialogue=dialogue, code=code, session=session, conference_key=key)
        outcome = await task.carry_out(command, Server())
        if isinstance(outcome, Rejection):
            raise NotSaved("failed", f"the dialogue could not be created: {outcome.code}")
        return task

    def hang_up(self, dialogue: DialogueId, link: str) -> None:
        """Close the pages that a revoked link opened."""
        task = self._awake.get(dialogue)
        if task is not None:
            task.hang_up(link, frames.SIGNED_OUT)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(frames.HEARTBEAT_SECONDS)
            for task in list(self._awake.values()):
                try:
                    task.beat()
                except Exception:  # one dialogue's bug must not silence the others
                    logger.exception("a heartbeat failed", extra={"dialogue": task.dialogue})
            self._let_sleep()

    def _let_sleep(self) -> None:
        long_ago = asyncio.get_running_loop().time() - AWAKE_SECONDS
        for task in [task for task in self._awake.values() if task.idle and task.used_at < long_ago]:
            del self._awake[task.dialogue]
            self._running.pop(task.dialogue).cancel()
        metrics.dialogues.set(len(self._awake))
