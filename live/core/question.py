"""A question put to the room and its life: prepared, open, closed, revealed; asked again in rounds.

Every kind that asks something (mood check, poll, evaluation) holds one `Question` for each thing it asks, hands the
`question.*` commands on to `decide` here and supplies the ballots itself. Nothing is lost by steering: closing,
concealing or asking again keeps all ballots of all rounds until the question is *finalised* (closed for good).

Who sees what
- Everyone: the phase; counts only when revealed on devices, or live where the step says so.
- Wall: the phase, how many have answered; counts when revealed on the projector, or live.
- Moderators: how many have answered; counts of a named question at once; of an anonymous one, while it is open, only
  as they stood at the last full step of ballots (`TALLY_STEP`), so that no change of the screen tells one choice.
- Moderators, and Console for the callers of its group: which callers have answered; what, unless it is anonymous.
- Self: the own ballots, until the question is finalised.
- Nobody: who voted what on an anonymous question, once it is finalised.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from live.core.actor import Actor, actor_key, steers
from live.core.ballot import Ballot, Counts, Tally, add_counts
from live.core.command import Kept, StepCommand, StepEvent
from live.core.context import SEATS_LIMIT, Context, Look, Person
from live.core.ids import CommandId, ItemId, OptionId, PartId, PersonId, SlugField, StepId, VoterId, person_of, voter_of
from live.core.rejection import Rejection
from live.core.touched import NOBODY, Touched, of_person

TALLY_STEP = 10
"""Ballots between two looks at the running tally of an anonymous question."""

Screen = Literal["devices", "projector"]
Source = Literal["camera", "phone", "paper"]
MAX_COUNTED = 100_000
COMMANDS_KEPT = 8
"""Wishes of one voter that are recognised when they are sent again."""


class Phase(StrEnum):
    """Where a question is in its life."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class QuestionCommand(StepCommand):
    """A wish that concerns one question of a step."""

    part: SlugField


class Open(QuestionCommand):
    """Let ballots in, for the first time or again."""

    type: Literal["question.open"] = "question.open"


class Close(QuestionCommand):
    """Let no more ballots in. They stay as they are and can still be changed by opening again."""

    type: Literal["question.close"] = "question.close"


class Reveal(QuestionCommand):
    """Show the result on the named screens."""

    type: Literal["question.reveal"] = "question.reveal"
    on: tuple[Screen, ...] = ("devices", "projector")


class Conceal(QuestionCommand):
    """Take the result off all screens again."""

    type: Literal["question.conceal"] = "question.conceal"


class Reset(QuestionCommand):
    """Ask again: a new round without ballots. The earlier round is kept."""

    type: Literal["question.reset"] = "question.reset"


class Finalise(QuestionCommand):
    """Close for good: of an anonymous question only the counts remain."""

    type: Literal["question.finalise"] = "question.finalise"


class EnterCounts(QuestionCommand):
    """Add hands or papers counted by a person. A later entry of the same source replaces the earlier one."""

    type: Literal["question.enter_counts"] = "question.enter_counts"
    source: Source
    people: Annotated[int, Field(ge=0, le=MAX_COUNTED)]
    chosen: dict[SlugField, dict[SlugField, Annotated[int, Field(ge=0, le=MAX_COUNTED)]]] = Field(default={})


Command = Open | Close | Reveal | Conceal | Reset | Finalise | EnterCounts


class QuestionEvent(StepEvent):
    """A fact about one question of a step."""

    part: PartId


class Opened(QuestionEvent):
    """Ballots are let in."""

    type: Literal["question.opened"] = "question.opened"


class Withdrawn(QuestionEvent):
    """Opening was taken back: the question is prepared again, or closed since when it was closed before."""

    type: Literal["question.withdrawn"] = "question.withdrawn"
    to: Literal["prepared", "closed"] = "prepared"


class Closed(QuestionEvent):
    """No more ballots are let in."""

    type: Literal["question.closed"] = "question.closed"


class Revealed(QuestionEvent):
    """The result is shown on these screens and on no other."""

    type: Literal["question.revealed"] = "question.revealed"
    on: tuple[Screen, ...]


class Concealed(QuestionEvent):
    """The result is shown nowhere."""

    type: Literal["question.concealed"] = "question.concealed"


class RoundBegun(QuestionEvent):
    """The question is asked again; `round` counts from 1."""

    type: Literal["question.round_begun"] = "question.round_begun"
    round: int


class RoundResumed(QuestionEvent):
    """An earlier round is the current one again, with its ballots and in its phase."""

    type: Literal["question.round_resumed"] = "question.round_resumed"
    round: int


class Finalised(QuestionEvent):
    """Closed for good, with these counts. Sealed ballots of the round are destroyed in the same transaction.

    `phone` of the ballots are of people on the telephone, entered for them one by one.
    """

    type: Literal["question.finalised"] = "question.finalised"
    round: int
    counts: Counts
    phone: int = 0


class Tallied(QuestionEvent):
    """So many ballots are in. Written every `TALLY_STEP` ballots of an anonymous question, attributed to nobody."""

    type: Literal["question.tallied"] = "question.tallied"
    unattributed: ClassVar[bool] = True
    counts: Counts


class CountsEntered(QuestionEvent):
    """Somebody counted hands or papers. `by` is the key of the actor; `late`: after the question had been closed."""

    type: Literal["question.counts_entered"] = "question.counts_entered"
    source: Source
    counts: Counts
    by: str
    late: bool = False


class CountsWithdrawn(QuestionEvent):
    """Counts entered by hand were taken back."""

    type: Literal["question.counts_withdrawn"] = "question.counts_withdrawn"
    source: Source


class BallotCast(QuestionEvent):
    """A ballot with a name to it. A later one of the same voter replaces it."""

    type: Literal["question.ballot_cast"] = "question.ballot_cast"
    round: int
    voter: VoterId
    ballot: Ballot


class BallotSealed(QuestionEvent):
    """An anonymous ballot. A later one of the same voter replaces it.

    `commands` are the last wishes by which the voter answered: one that is sent again counts no second time and does
    not bring an earlier answer back. They are sealed with the ballot; the log knows none of them.
    """

    type: Literal["question.ballot_sealed"] = "question.ballot_sealed"
    kept: ClassVar[Kept] = Kept.SEALED
    round: int
    voter: VoterId
    ballot: Ballot
    commands: tuple[CommandId, ...] = ()


Event = (
    Opened
    | Withdrawn
    | Closed
    | Revealed
    | Concealed
    | RoundBegun
    | RoundResumed
    | Finalised
    | Tallied
    | CountsEntered
    | CountsWithdrawn
    | BallotCast
    | BallotSealed
)


@dataclass(slots=True)
class Entry:
    """Counts entered by hand: from which source, by whom, and whether the question had been closed before."""

    counts: Counts
    by: str
    late: bool = False


@dataclass(slots=True)
class Round:
    """One time of asking, with everything that was answered."""

    phase: Phase = Phase.PREPARED
    on: tuple[Screen, ...] = ()
    ballots: dict[VoterId, Ballot] = field(default_factory=dict)
    commands: dict[VoterId, tuple[CommandId, ...]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    tallied: Counts | None = None
    entered: dict[Source, Entry] = field(default_factory=dict)
    final: Counts | None = None
    phone: int = 0
    """Of the final ballots, those of people on the telephone."""
    opened_at: int | None = None
    closed_at: int | None = None
    """When it was closed last; kept while it is open again, so that opening can be taken back."""


@dataclass(slots=True)
class Question:
    """One thing asked in one step, with all its rounds. `rounds` is keyed by the number of the round, from 1."""

    step: StepId
    part: PartId
    anonymous: bool
    rounds: dict[int, Round] = field(default_factory=lambda: {1: Round()})
    number: int = 1

    @property
    def now(self) -> Round:
        """The current round."""
        return self.rounds[self.number]

    @property
    def phase(self) -> Phase:
        """The phase of the current round."""
        return self.now.phase

    def shown_on(self, screen: Screen) -> bool:
        """Whether the result is revealed on that screen."""
        return self.now.phase is Phase.REVEALED and screen in self.now.on


def decide(question: Question, command: Command, actor: Actor, context: Context) -> list[Event] | Rejection:
    """Answer a wish about the life of a question. Only those who steer may."""
    if not steers(actor):
        return Rejection("not_allowed")
    where = _where(question)
    here = question.now
    match command:
        case EnterCounts():
            return _enter(question, command, actor, where)
        case Finalise():
            closing_for_good = finalise(question, context.look)
            return closing_for_good or Rejection("question.not_opened" if here.final is None else "question.final")
        case Reset():
            if untouched(question):
                return Rejection("question.not_opened")
            return [RoundBegun(**where, round=max(question.rounds) + 1)]
        case Open():
            if here.final is not None:
                return Rejection("question.final")
            return Rejection("question.already_open") if here.phase is Phase.OPEN else [Opened(**where)]
        case Close():
            return [Closed(**where)] if here.phase is Phase.OPEN else Rejection("question.not_open")
        case Reveal():
            if here.phase is Phase.PREPARED:
                return Rejection("question.not_opened")
            if here.phase is Phase.REVEALED and set(here.on) == set(command.on):
                return Rejection("question.already_revealed")
            closing: list[Event] = [Closed(**where)] if here.phase is Phase.OPEN else []
            return [*closing, Revealed(**where, on=command.on)]
        case Conceal():
            return [Concealed(**where)] if here.phase is Phase.REVEALED else Rejection("question.not_revealed")


def cast(question: Question, person: Person, seat: int, ballot: Ballot, command: CommandId) -> list[Event] | Rejection:
    """Take a ballot that its kind has found valid."""
    here, seats = question.now, person.seats
    voter = voter_of(person.person, seat)
    sent = here.commands.get(voter, ())
    open_now = here.final is None and here.phase is Phase.OPEN
    counted = any(command in asked.commands.get(voter, ()) for asked in question.rounds.values())
    if counted or (not open_now and here.ballots.get(voter) == ballot):
        return []  # sent again because the answer got lost: it counts already, even if it is closed or asked anew since
    if not open_now:
        late = person.source == "phone" and here.phase is not Phase.PREPARED
        return Rejection("question.closed_for_callers" if late else "question.not_open")
    if not 1 <= seat <= seats:
        return Rejection("question.no_such_seat", {"seats": seats})
    where = {"step": question.step, "part": question.part, "round": question.number, "voter": voter, "ballot": ballot}
    if not question.anonymous:
        return [BallotCast.model_validate(where)]
    sealed = BallotSealed.model_validate({**where, "commands": (*sent, command)[-COMMANDS_KEPT:]})
    full = voter not in here.ballots and (here.tally.ballots + 1) % TALLY_STEP == 0
    return [sealed, _tallied_with(question, ballot)] if full else [sealed]


def finalise(question: Question, look: Look) -> list[Event]:
    """The events that close all rounds of a question for good; none for rounds never opened or final already."""
    where = _where(question)
    closing: list[Event] = [Closed(**where)] if question.phase is Phase.OPEN else []
    rounds = [
        (n, r) for n, r in question.rounds.items() if r.final is None and (r.ballots or r.phase != Phase.PREPARED)
    ]
    final = (Finalised(**where, round=n, counts=_ballot_counts(r), phone=by_phone(r, look)) for n, r in rounds)
    return [*closing, *final]


def fold(question: Question, event: Event, at: int) -> None:
    """Take a fact in. `at` is ms since 1970 UTC; sealed ballots have none (0)."""
    here = question.now
    match event:
        case BallotCast() | BallotSealed():  # first: there are thousands of them
            asked = question.rounds.get(event.round)
            _count(asked, event.voter, event.ballot)
            if asked is not None and isinstance(event, BallotSealed):
                asked.commands[event.voter] = event.commands
        case Opened():
            here.phase, here.on, here.opened_at = Phase.OPEN, (), here.opened_at or at
        case Withdrawn(to=to):
            here.phase, here.on = Phase(to), ()
            here.opened_at = None if to == "prepared" else here.opened_at
        case Closed():
            here.phase, here.closed_at = Phase.CLOSED, at
        case Revealed(on=on):
            here.phase, here.on = Phase.REVEALED, on
        case Concealed():
            here.phase, here.on = Phase.CLOSED, ()
        case RoundBegun(round=number):
            question.rounds[number] = Round()
            question.number = number
        case RoundResumed(round=number):
            question.number = number
        case Finalised(round=number, counts=counts, phone=phone):
            done = question.rounds[number]
            done.final, done.phone = counts, phone
            if question.anonymous:
                done.ballots.clear()
        case Tallied(counts=counts):
            here.tallied = counts
        case CountsEntered(source=source, counts=counts, by=by, late=late):
            here.entered[source] = Entry(counts, by, late)
        case CountsWithdrawn(source=source):
            here.entered.pop(source, None)


def touched(event: Event) -> Touched:
    """Whose own view the fact may have changed: a ballot that of its voter, most of the rest what all have answered."""
    match event:
        case BallotCast(voter=voter) | BallotSealed(voter=voter):
            return of_person(person_of(voter))
        case Tallied() | Revealed() | Concealed():
            return NOBODY
        case _:
            return Touched(people=None)


def undo(question: Question, event: Event) -> Event | None:
    """The fact that takes a steering act back, seen from before the act; None where it is no steering act."""
    where = _where(question)
    here = question.now
    match event:
        case Opened():
            back: dict[Phase, Event] = {
                Phase.PREPARED: Withdrawn(**where),
                Phase.CLOSED: Withdrawn(**where, to="closed"),
                Phase.REVEALED: Revealed(**where, on=here.on),
            }
            return back.get(here.phase)
        case Closed():
            return Opened(**where)
        case Revealed():
            return Revealed(**where, on=here.on) if here.phase is Phase.REVEALED else Concealed(**where)
        case Concealed():
            return Revealed(**where, on=here.on)
        case RoundBegun():
            return RoundResumed(**where, round=question.number)
        case CountsEntered(source=source):
            before = here.entered.get(source)
            if before is None:
                return CountsWithdrawn(**where, source=source)
            return CountsEntered(**where, source=source, counts=before.counts, by=before.by, late=before.late)
        case _:
            return None


def untouched(question: Question) -> bool:
    """Whether nobody was ever asked: prepared, without ballots, without final counts."""
    here = question.now
    return here.phase is Phase.PREPARED and not here.ballots and not here.entered and here.final is None


def total(question: Question) -> Counts:
    """All that was answered in the current round, from every source. To be shown only as the rules above allow."""
    return total_of(question.now)


def total_of(asked: Round) -> Counts:
    """All that was answered in one round, from every source. To be shown only as the rules above allow."""
    counts = _ballot_counts(asked)
    for entry in asked.entered.values():
        counts = add_counts(counts, entry.counts)
    return counts


def sources(question: Question, look: Look) -> dict[str, int]:
    """People counted in the current round by source, as `sources_of` tells them."""
    return sources_of(question.now, look)


def sources_of(asked: Round, look: Look) -> dict[str, int]:
    """People counted in one round by source: `app`, and those whose answers were entered for them.

    On the telephone are those entered one by one and those who were only counted: one source, and nobody in it twice.
    """
    ballots = asked.final.ballots if asked.final else asked.tally.ballots
    entered: dict[str, int] = {source: entry.counts.ballots for source, entry in asked.entered.items()}
    phone = by_phone(asked, look)
    if phone:
        entered["phone"] = phone + entered.get("phone", 0)
    return {"app": ballots - phone, **entered}


def by_phone(asked: Round, look: Look) -> int:
    """Ballots in one round of people on the telephone, entered for them one by one."""
    if asked.final is not None:
        return asked.phone
    seats = range(1, SEATS_LIMIT + 1)  # also those who have gone since: their ballots count like everybody's
    return sum(voter_of(caller, seat) in asked.ballots for caller in look.callers for seat in seats)


def running(question: Question) -> Counts | None:
    """What the desk may see before the result is revealed; None while an anonymous question has too few ballots."""
    here = question.now
    if not question.anonymous or here.phase in (Phase.CLOSED, Phase.REVEALED) or here.final:
        return total(question)
    counts = here.tallied
    if counts is None and not here.entered:
        return None
    counts = counts or Counts(ballots=0)
    for entry in here.entered.values():
        counts = add_counts(counts, entry.counts)
    return counts


def own(question: Question, person: PersonId, seats: int) -> dict[str, Ballot]:
    """The person's own ballots of the current round, keyed by seat ("1", "2", …)."""
    ballots = question.now.ballots
    found = ((str(seat), ballots.get(voter_of(person, seat))) for seat in range(1, seats + 1))
    return {seat: ballot for seat, ballot in found if ballot is not None}


def _where(question: Question) -> dict[str, Any]:
    return {"step": question.step, "part": question.part}


def _enter(question: Question, command: EnterCounts, actor: Actor, where: dict[str, Any]) -> list[Event] | Rejection:
    chosen = {ItemId(i): {OptionId(o): n for o, n in per.items() if n} for i, per in command.chosen.items()}
    most = max((n for per in chosen.values() for n in per.values()), default=0)
    if most > command.people:
        return Rejection("question.more_hands_than_people", {"people": command.people, "hands": most})
    if question.phase is Phase.PREPARED:
        return Rejection("question.not_opened")
    answered = {i: command.people for i, per in chosen.items() if per}
    counts = Counts(ballots=command.people, chosen={i: p for i, p in chosen.items() if p}, answered=answered)
    entered = {"source": command.source, "counts": counts, "by": actor_key(actor)}
    return [CountsEntered.model_validate({**where, **entered, "late": question.phase is not Phase.OPEN})]


def _tallied_with(question: Question, ballot: Ballot) -> Tallied:
    here = question.now.tally
    coming = Tally(here.ballots, here.abstained, {i: dict(p) for i, p in here.chosen.items()}, dict(here.answered))
    coming.count(ballot)
    return Tallied(step=question.step, part=question.part, counts=coming.counts())


def _ballot_counts(here: Round) -> Counts:
    if here.final is not None:
        return here.final
    texts: dict[ItemId, list[str]] = {}
    for ballot in here.ballots.values() if here.tally.texts else ():
        for item, words in ballot.texts.items():
            if words:
                texts.setdefault(item, []).append(words)
    return here.tally.counts({item: tuple(sorted(said)) for item, said in texts.items()})


def _count(here: Round | None, voter: VoterId, ballot: Ballot) -> None:
    if here is None or here.final is not None:
        return
    earlier = here.ballots.get(voter)
    if earlier is not None:
        here.tally.count(earlier, times=-1)
    here.ballots[voter] = ballot
    here.tally.count(ballot)
