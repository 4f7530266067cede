"""What is durable, moment by moment, kept by somebody who trusts nobody: the measure for what pages are shown.

Rule: it learns of facts only from what the disk has kept, in the moment it is kept. Every promise about votes is
checked here at once: gapless commits, each command once, no ballot twice or after the close, no ballot behind a seal.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from live.core.audience import Audience
from live.core.ballot import Ballot, Counts
from live.core.command import Event, StepEvent
from live.core.ids import VoterId
from live.core.question import BallotCast, Finalised, Phase
from live.dialogue import codec
from live.dialogue.events import Undone
from live.dialogue.fold import fold, fold_record
from live.dialogue.state import State
from live.dialogue.view import Moment
from live.hub.storage import Sealed, unseal
from live.log.buffered import BreakSeal, KeepBallot, KeepPerson, Write
from live.log.port import Commit

Key = tuple[str, str]
"""A question with its round as `step/part/round`, and a voter."""


class History:
    """The state after each durable turn; `moments` counts the turns."""

    def __init__(self) -> None:
        self.state = State()
        self.moments = 0
        self.carried: dict[tuple[str, str], int] = {}
        """Actor key and command id of everything in the log -> seq of its commit."""
        self.cast: dict[tuple[str, str], str] = {}
        """Voter and command id of every ballot there ever was -> its question."""
        self.sealed: set[tuple[str, str]] = set()
        """Those of them that nobody may ever connect."""
        self.counted: dict[Key, Ballot] = {}
        """The ballot that counts, by question and voter."""
        self.named: dict[Key, str] = {}
        """The command that brought the ballot that counts."""
        self.broken: set[str] = set()
        self._seq = 0
        self._seen: dict[Audience, tuple[list[int], list[Any]]] = {}
        self._words: dict[Audience, bytes] = {}

    def witness(self, commit: Commit | None, writes: Sequence[Write]) -> None:
        """Something has become durable."""
        records = codec.decode(commit.payload) if commit else []
        events = [event for record in records for event in record.events]
        before = dict(self._phases())
        for write in writes:
            if isinstance(write, KeepBallot):
                self._keep(write, events, before)
            elif isinstance(write, BreakSeal):
                self.broken.add(write.question)
        if commit is not None:
            assert commit.mark.seq == self._seq + 1, f"a gap: {commit.mark.seq} after {self._seq}"
            assert commit.at >= self.state.at, "time ran back"
            self._seq = commit.mark.seq
            for record in records:
                self._enter(record, commit, events, before)
        for write in writes:
            self._fold_beside(write)
        self._turn_page()

    def _enter(self, record: codec.Record, commit: Commit, events: list[Event], before: dict[str, Phase]) -> None:
        if record.command:
            key = record.actor, record.command
            assert key not in self.carried, f"{key} is in the log twice"
            self.carried[key] = commit.mark.seq
        for event in record.events:
            if isinstance(event, BallotCast):
                question = f"{event.step}/{event.part}/{event.round}"
                check_open(question, events, before)
                self.counted[question, event.voter] = event.ballot
                self.named[question, event.voter] = record.command
                self.cast[event.voter, record.command] = question
            elif isinstance(event, Finalised):
                self._check_final(event)
        fold_record(self.state, record, commit.at, commit.mark.seq)

    def _keep(self, write: KeepBallot, events: list[Event], before: dict[str, Phase]) -> None:
        kept = Sealed.model_validate_json(write.ballot)
        command, voter = str(kept.commands[-1]), write.person
        assert write.question not in self.broken, f"{command} was counted after the seal was broken"
        earlier = self.cast.get((voter, command))
        assert earlier is None, f"{voter}'s wish {command} counted in {earlier} and again in {write.question}"
        check_open(write.question, events, before)
        self.cast[voter, command] = write.question
        self.sealed.add((voter, command))
        self.counted[write.question, voter] = kept.ballot
        self.named[write.question, voter] = command

    def _check_final(self, event: Finalised) -> None:
        question = f"{event.step}/{event.part}/{event.round}"
        expected = counts_of(ballot for (asked, _), ballot in self.counted.items() if asked == question)
        assert plain(event.counts) == expected, f"{question} was closed with {event.counts} instead of {expected}"

    def _fold_beside(self, write: Write) -> None:
        match write:
            case KeepPerson(_, profile):
                fold(self.state, codec.decode_event(profile), 0)
            case KeepBallot(question, voter, ballot):
                fold(self.state, unseal(question, VoterId(voter), ballot), 0)
            case _:
                pass

    def begin_anew(self, state: State) -> None:
        """The log was rewritten: this is what it says now."""
        self.state = state
        self._turn_page()

    def watch(self, audience: Audience) -> None:
        """Keep what this audience may be shown from now on."""
        if audience not in self._seen:
            self._seen[audience] = [0], [None]
            self._note(audience, Moment(self.state, frozenset()))

    def find(self, audience: Audience, shown: object, since: int, until: int) -> int | None:
        """The first moment in this stretch at which the audience's view was this one."""
        moments, seen = self._seen[audience]
        shown = scrubbed(shown)
        for at in range(bisect_right(moments, since) - 1, len(moments)):
            if moments[at] > until:
                break
            if seen[at] == shown:
                return max(moments[at], since)
        return None

    def _turn_page(self) -> None:
        self.moments += 1
        moment = Moment(self.state, frozenset())
        for audience in self._seen:
            self._note(audience, moment)

    def _note(self, audience: Audience, moment: Moment) -> None:
        moments, seen = self._seen[audience]
        words = to_json(moment.view(audience))
        if words == self._words.get(audience):
            return
        self._words[audience] = words
        now = scrubbed(from_json(words))
        if now != seen[-1]:
            moments.append(self.moments)
            seen.append(now)

    def _phases(self) -> Iterable[tuple[str, Phase]]:
        for step, run in self.state.steps.items():
            for part, asked in getattr(run.state, "parts", {}).items():
                yield f"{step}/{part}/{asked.question.number}", asked.question.phase
            if hasattr(run.state, "question"):
                question = run.state.question
                yield f"{step}/{question.part}/{question.number}", question.phase


def check_open(question: str, events: Iterable[Event], before: dict[str, Phase]) -> None:
    """A ballot counts only if the question was open before the turn, or something happened to it in the turn."""
    step, part, _ = question.split("/")
    moved = any(
        isinstance(event, Undone)
        or (isinstance(event, StepEvent) and (event.step, getattr(event, "part", "")) == (step, part))
        for event in events
        if not isinstance(event, BallotCast)
    )
    assert moved or before.get(question) is Phase.OPEN, (
        f"a ballot for {question} counted, which was {before.get(question)}"
    )


def counts_of(ballots: Iterable[Ballot]) -> dict[str, Any]:
    """A tally, counted by hand."""
    kept = list(ballots)
    chosen: Counter[str] = Counter()
    for ballot in kept:
        chosen.update(f"{item}={option}" for item, options in ballot.chosen.items() for option in options)
    texts = sorted(words for ballot in kept for words in ballot.texts.values() if words)
    return {"ballots": len(kept), "chosen": dict(chosen), "texts": texts}


def plain(counts: Counts) -> dict[str, Any]:
    """The same of a tally of the product."""
    chosen = {f"{item}={option}": n for item, per in counts.chosen.items() for option, n in per.items() if n}
    texts = sorted(words for said in counts.texts.values() for words in said)
    return {"ballots": counts.ballots, "chosen": chosen, "texts": texts}


def as_json(seen: object) -> Any:  # noqa: ANN401 - a view is JSON
    """A view as it comes out of a frame."""
    return from_json(to_json(seen))


PRESENCE = frozenset({"here", "of", "unplaced", "console"})


def scrubbed(seen: object) -> Any:  # noqa: ANN401 - a view is JSON
    """The view without what depends on who is here: that is nowhere durable."""
    if not isinstance(seen, dict):
        return seen
    kept = {key: scrubbed(value) for key, value in seen.items() if key not in PRESENCE}
    if isinstance(kept.get("people"), dict):
        kept["people"] = {key: value for key, value in kept["people"].items() if key != "count"}
    return kept


def words_of(commits: Iterable[Commit]) -> str:
    """Everything that the ordered log says."""
    return json.dumps([json.loads(commit.payload) for commit in commits], ensure_ascii=False)
