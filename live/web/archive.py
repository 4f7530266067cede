"""All evenings of a server, asleep or awake, as what is needed to list them: in figures, and what of them is public.

Rule: nobody is woken for a list. Logs are read a slice at a time, and as long as a slice took the loop rests, so that
an evening under way never notices; what was read is kept until its log has gone on. No name is read for it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

from live.core.ids import DialogueId
from live.dialogue.editing.state import Publication
from live.dialogue.figures import Figures, figures
from live.dialogue.session import Contact
from live.dialogue.state import State
from live.hub.hub import Hub
from live.hub.storage import fold_commits
from live.hub.task import DialogueTask
from live.log.port import ORIGIN, Log, LogClosed, Mark, UnknownDialogue

SLICE_SECONDS = 0.005
MOST_TURNS = 100
"""For which a reader waits until an evening under way knows where it stands."""
LOOKS_APART = 2.0
"""Seconds for which a list is as good as new."""
PATIENCE = 2.0
"""Seconds that a reader waits for evenings that were not read yet."""

logger = logging.getLogger("live.web")


@dataclass(frozen=True, slots=True)
class Past:
    """One dialogue: its figures, and what is needed to show what was published of it."""

    dialogue: DialogueId
    figures: Figures
    languages: tuple[str, ...]
    accent: str
    contact: Contact | None
    publications: tuple[Publication, ...]
    files: frozenset[str]
    """Digests of what is kept beside its log."""
    at: int
    """The moment of its last fact."""

    @property
    def published(self) -> Publication | None:
        """The version that is public now."""
        last = self.publications[-1] if self.publications else None
        return None if last is None or last.withdrawn_at is not None else last

    @property
    def readable(self) -> bool:
        """Whether there is something public, and its file is there."""
        return self.published is not None and (not self.published.document or self.published.document in self.files)


class Shelf(NamedTuple):
    """What is known of all dialogues, the newest first; `missing`: so many are still to be read."""

    evenings: tuple[Past, ...]
    missing: int


class Archive:
    """Keeps what was read of the dialogues of a log."""

    def __init__(self, hub: Hub, patience: float = PATIENCE) -> None:
        """Begin with nothing read; a reader waits so many seconds."""
        self._hub = hub
        self._log = hub.log
        self._patience = patience
        self._read: dict[DialogueId, tuple[Mark, Past | None]] = {}
        self._all: tuple[DialogueId, ...] = ()
        self._looked_at: dict[DialogueId, float] = {}
        self._looking: dict[DialogueId, asyncio.Task[None]] = {}
        self._reading: asyncio.Task[None] | None = None
        self._read_at = float("-inf")

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Let it be read for the length of the block."""
        try:
            yield
        finally:
            under_way = [*self._looking.values(), *([self._reading] if self._reading else [])]
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def shelf(self) -> Shelf:
        """All dialogues, as far as they could be read until now."""
        if self._reading is not None and self._reading.done():
            self._reading = None
        stale = asyncio.get_running_loop().time() - self._read_at >= LOOKS_APART
        if self._reading is None and stale:
            self._reading = asyncio.create_task(self._look(), name="archive")
        if self._reading is not None:
            await asyncio.wait([self._reading], timeout=self._patience)
        known = [self._read[dialogue][1] for dialogue in self._all if dialogue in self._read]
        evenings = sorted((past for past in known if past), key=_begins, reverse=True)
        return Shelf(tuple(evenings), len(self._all) - len(known))

    async def past(self, dialogue: DialogueId) -> Past | None:
        """One dialogue as of a second ago; None where there is none, or nothing has been planned in it."""
        now = asyncio.get_running_loop().time()
        if now - self._looked_at.get(dialogue, float("-inf")) >= LOOKS_APART / 2:
            await self._look_at(dialogue)
        found = self._read.get(dialogue)
        return found[1] if found else None

    def forget(self, dialogue: DialogueId) -> None:
        """Look again when somebody asks next: something has just become public, and whoever did it wants to see it."""
        self._looked_at.pop(dialogue, None)

    async def _look(self) -> None:
        try:
            # The newest first: they are looked for most.
            self._all = tuple(DialogueId(entry.id) for entry in reversed(await self._log.dialogues()))
            for gone in self._read.keys() - set(self._all):
                del self._read[gone]
                self._looked_at.pop(gone, None)
            for dialogue in self._all:
                await self._look_at(dialogue)
            self._read_at = asyncio.get_running_loop().time()
        except LogClosed:
            return
        except Exception:  # tried again by the next reader
            logger.exception("the dialogues could not be listed")

    async def _look_at(self, dialogue: DialogueId) -> None:
        """Read a dialogue if its log has gone on; those who come meanwhile wait for the same reading."""
        reading = self._looking.get(dialogue)
        if reading is None:
            reading = self._looking[dialogue] = asyncio.create_task(self._read_one(dialogue), name="archive")
            reading.add_done_callback(lambda _: self._looking.pop(dialogue, None))
        await asyncio.shield(reading)

    async def _read_one(self, dialogue: DialogueId) -> None:
        head = ORIGIN
        try:
            head = await self._log.head(dialogue)
            files = frozenset(file.digest for file in await self._log.files(dialogue))
            known = self._read.get(dialogue)
            if known is None or known[0] != head or (known[1] and known[1].files != files):
                awake = await self._awake(dialogue, head)
                state = awake.state if awake else await _folded(self._log, dialogue, head)
                self._read[dialogue] = head, _past(dialogue, state, files)
            self._looked_at[dialogue] = asyncio.get_running_loop().time()
        except (UnknownDialogue, LogClosed):  # deleted meanwhile, or the server ends
            self._read.pop(dialogue, None)
            self._looked_at.pop(dialogue, None)
        except Exception:  # one log that cannot be read must not keep the others off the list
            self._read[dialogue] = head, None
            logger.exception("a dialogue could not be read for a list", extra={"dialogue": dialogue})

    async def _awake(self, dialogue: DialogueId, head: Mark) -> DialogueTask | None:
        """The dialogue, if it is awake and knows its log as far: an evening that goes on would be read again and again.

        Between two turns it knows; a turn takes some milliseconds.
        """
        for _ in range(MOST_TURNS):
            awake = self._hub.awake(dialogue)
            if awake is None:
                return None
            if awake.mark is not None:
                return awake if awake.mark >= head else None
            await asyncio.sleep(SLICE_SECONDS)
        return None


def _past(dialogue: DialogueId, state: State, files: frozenset[str]) -> Past | None:
    if state.session is None:
        return None
    plan = state.plan
    publications = tuple(replace(publication) for publication in state.editing.publications)
    return Past(dialogue, figures(state), plan.languages, plan.accent, plan.contact, publications, files, state.at)


async def _folded(log: Log, dialogue: DialogueId, head: Mark) -> State:
    """The state up to a mark, without names and without sealed ballots."""
    state, clock = State(), asyncio.get_running_loop().time
    if head.seq == 0:
        return state
    epoch, began = head.epoch, clock()
    async with aclosing(log.follow(dialogue, ORIGIN)) as commits:
        async for commit in commits:
            if commit.mark.epoch != epoch:  # something was redacted meanwhile: it begins anew
                state, epoch = State(), commit.mark.epoch
            fold_commits(state, [commit])
            if commit.mark >= head:
                break
            if (spent := clock() - began) >= SLICE_SECONDS:
                await asyncio.sleep(spent)
                began = clock()
    return state


def _begins(past: Past) -> tuple[int, str]:
    return past.figures.planned[0], past.dialogue
