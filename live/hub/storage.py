"""A dialogue in and out of the log: what is kept in order, what beside it, and how a state is rebuilt.

Rule: one turn, one commit. Sealed ballots and personal data are written in the same transaction as the commit.
"""

from collections.abc import Iterable, Sequence

from live.core.command import Event, Kept
from live.core.ids import DialogueId, voter_of
from live.core.question import BallotSealed, Finalised
from live.dialogue import codec
from live.dialogue.codec import Record
from live.dialogue.commands import SEATS_LIMIT
from live.dialogue.events import Named
from live.dialogue.fold import fold, fold_record
from live.dialogue.state import State
from live.log.port import ORIGIN, Commit, Log, Mark, Turn


async def load(log: Log, dialogue: DialogueId) -> tuple[State, Mark]:
    """Rebuild a dialogue from what is stored. Raises `UnknownDialogue`."""
    commits = await log.commits(dialogue)
    state = State()
    fold_commits(state, commits)
    for profile in (await log.people(dialogue)).values():
        fold(state, codec.decode_event(profile), 0)
    voters = [voter_of(person, seat) for person in state.people for seat in range(1, SEATS_LIMIT + 1)]
    for ballots in (await log.ballots(dialogue, voters)).values():
        for ballot in ballots.values():
            fold(state, codec.decode_event(ballot), 0)
    return state, commits[-1].mark if commits else ORIGIN


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
                turn.keep_ballot(_question(event.step, event.part, event.round), event.voter, codec.encode_event(event))
            case Finalised():
                turn.break_seal(_question(event.step, event.part, event.round))
            case Named():
                turn.keep_person(event.person, codec.encode_event(event))
            case _:
                pass


def _question(step: str, part: str, number: int) -> str:
    return f"{step}/{part}/{number}"
