"""A dialogue in and out of the log: what is kept in order, what beside it, and how a state is rebuilt.

Rule: one turn, one commit. Sealed ballots and personal data are written in the same transaction as the commit.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from live.core.ballot import Ballot
from live.core.command import Event, Kept
from live.core.context import SEATS_LIMIT
from live.core.ids import CommandId, DialogueId, PartId, StepId, VoterId, voter_of
from live.core.question import BallotSealed, Finalised
from live.dialogue import codec
from live.dialogue.codec import Record
from live.dialogue.events import Named
from live.dialogue.fold import fold, fold_record
from live.dialogue.state import State
from live.log.port import ORIGIN, Commit, Log, Mark, Turn

PIECE = 64 * 1024
"""Bytes that are read back in one go: about five milliseconds. Then others have their turn."""

T = TypeVar("T")


class Sealed(BaseModel):
    """What lies sealed of an anonymous ballot: no person, no question. Both are found again only with the key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ballot: Ballot
    commands: tuple[CommandId, ...] = ()


_SEALED = set(Sealed.model_fields)


async def load(log: Log, dialogue: DialogueId, *, sealed: bool = True) -> tuple[State, Mark]:
    """Rebuild a dialogue from what is stored, with or without its sealed ballots. Raises `UnknownDialogue`."""
    commits = await log.commits(dialogue)
    state = State()
    async for commit in _in_pieces(commits, lambda commit: len(commit.payload)):
        fold_commits(state, [commit])
    profiles = (await log.people(dialogue)).values()
    async for profile in _in_pieces(profiles, len):
        fold(state, codec.decode_event(profile), 0)
    if sealed:
        await _unseal(log, dialogue, state)
    return state, commits[-1].mark if commits else ORIGIN


async def _unseal(log: Log, dialogue: DialogueId, state: State) -> None:
    voters = [voter_of(person, seat) for person in state.people for seat in range(1, SEATS_LIMIT + 1)]
    for question, ballots in (await log.ballots(dialogue, voters)).items():
        async for voter, payload in _in_pieces(ballots.items(), lambda ballot: len(ballot[1])):
            fold(state, unseal(question, VoterId(voter), payload), 0)


async def _in_pieces(things: Iterable[T], size: Callable[[T], int]) -> AsyncIterator[T]:
    done = 0
    for thing in things:
        yield thing
        done += size(thing)
        if done >= PIECE:
            done = 0
            await asyncio.sleep(0)


def unseal(question: str, voter: VoterId, payload: bytes) -> BallotSealed:
    """The event of which `seal` kept the answer, once the key has told whose it is."""
    step, part, number = question.split("/")
    kept = Sealed.model_validate_json(payload)
    return BallotSealed(
        step=StepId(step),
        part=PartId(part),
        round=int(number),
        voter=voter,
        ballot=kept.ballot,
        commands=kept.commands,
    )


def seal(event: BallotSealed) -> bytes:
    """What is kept of an anonymous ballot: the answer, and nothing that tells whose it is."""
    return event.model_dump_json(include=_SEALED).encode()


def fold_commits(state: State, commits: Iterable[Commit]) -> None:
    """Take in what others appended."""
    for commit in commits:
        for record in codec.decode(commit.payload):
            fold_record(state, record, commit.at, commit.mark.seq)


def records_of(actor: str, command: str, events: Sequence[Event]) -> list[Record]:
    """The rows of the log for what one command brought about; what is kept beside the log has none."""
    logged = tuple(event for event in events if event.kept is Kept.LOG and not event.unattributed)
    nameless = tuple(event for event in events if event.kept is Kept.LOG and event.unattributed)
    rows = [Record(actor, command, logged)] if logged else []
    return rows + ([Record("", "", nameless)] if nameless else [])


def keep_beside(turn: Turn, events: Iterable[Event]) -> None:
    """Write ballots and names beside the log, and destroy what a final count replaces."""
    for event in events:
        match event:
            case BallotSealed():
                turn.keep_ballot(_question(event.step, event.part, event.round), event.voter, seal(event))
            case Finalised():
                turn.break_seal(_question(event.step, event.part, event.round))
            case Named():
                turn.keep_person(event.person, codec.encode_event(event))
            case _:
                pass


def _question(step: str, part: str, number: int) -> str:
    return f"{step}/{part}/{number}"
