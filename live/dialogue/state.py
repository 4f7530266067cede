"""What is known of a dialogue: the sum of its facts. `fold` changes it in place; everybody else only reads."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from live.core.command import Event
from live.core.conference import NO_SERVERS, Conference, Servers
from live.core.context import Look, Person
from live.core.ids import DialogueId, PartId, PersonId, RoomNumber, StepId, VoterId
from live.core.kind import StepKind, StepSettings
from live.dialogue.editing.state import Editing
from live.dialogue.helping import Calls
from live.dialogue.session import Session
from live.steps import KINDS

KIND_OF: dict[type[StepSettings], StepKind] = {kind.Settings: kind for kind in KINDS}
"""The kind of a step, by the class of its settings."""
UNDO_LIMIT = 100
OUTCOMES_LIMIT = 1_000


@dataclass(slots=True)
class StepRun:
    """One step as it runs: its settings, the state its kind keeps, when the room was in it."""

    settings: StepSettings
    kind: StepKind
    state: Any
    minutes: int
    inserted: bool = False
    skipped: bool = False
    visits: list[tuple[int, int | None]] = field(default_factory=list)
    """Moments in ms since 1970 UTC: from, to (None while the room is there)."""


@dataclass(slots=True)
class Hand:
    """A raised hand."""

    since: int
    called: bool = False


@dataclass(slots=True)
class Act:
    """A steering act that can be taken back: the command that did it and the facts that undo it, last first."""

    number: int
    command: str
    what: str
    step: StepId | None
    inverses: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Screen:
    """What lies over the projected page, and how large its text is."""

    overlay: Literal["none", "code", "message"] = "none"
    message: str = ""
    text_size: float = 1.0


@dataclass(slots=True)
class State:
    """A dialogue. `session` is None until it has been created."""

    at: int = 0
    """The moment of the newest commit, in ms since 1970 UTC: time never runs back, whatever the clock does."""
    dialogue: DialogueId = field(default=DialogueId(""))
    code: str = ""
    conference_key: str = ""
    """The secret from which the names of video rooms follow; no view shows it."""
    session: Session | None = None
    session_view: dict[str, Any] = field(default_factory=dict)
    phase: Literal["waiting", "running", "ended"] = "waiting"
    started_at: int | None = None
    ended_at: int | None = None
    editing: Editing = field(default_factory=Editing)
    order: list[StepId] = field(default_factory=list)
    steps: dict[StepId, StepRun] = field(default_factory=dict)
    current: StepId | None = None
    part: PartId | None = None
    people: dict[PersonId, Person] = field(default_factory=dict)
    callers: dict[PersonId, Person] = field(default_factory=dict)
    """Of the people those on the telephone, who have no page of their own."""
    on_the_line: set[PersonId] = field(default_factory=set)
    """Of the callers those who have not hung up."""
    hands: dict[VoterId, Hand] = field(default_factory=dict)
    """In the order in which they went up, by the seat at a device."""
    calls: Calls = field(default_factory=Calls)
    screen: Screen = field(default_factory=Screen)
    acts: list[Act] = field(default_factory=list)
    acts_done: int = 0
    outcomes: dict[str, dict[str, int]] = field(default_factory=dict)
    """actor key -> command id -> seq of the commit, the last few of each actor."""

    @property
    def published_at(self) -> int | None:
        """Since when the documentation is public, in ms since 1970 UTC; None: it is not."""
        published = self.editing.published
        return None if published is None else published.at

    @property
    def plan(self) -> Session:
        """The session file; only after the dialogue was created."""
        if self.session is None:
            raise LookupError("the dialogue has not been created")
        return self.session


class _States(Mapping[StepId, Any]):
    """The states of the steps, looked up only when somebody asks."""

    __slots__ = ("_steps",)

    def __init__(self, steps: Mapping[StepId, StepRun]) -> None:
        self._steps = steps

    def __getitem__(self, step: StepId) -> Any:  # noqa: ANN401 - states differ by kind
        return self._steps[step].state

    def __iter__(self) -> Iterator[StepId]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)


class _Rooms(Mapping[PersonId, int]):
    """The groups people are in, looked up only when somebody asks."""

    __slots__ = ("_state",)

    def __init__(self, state: State) -> None:
        self._state = state

    def __getitem__(self, person: PersonId) -> int:
        place = room_of(self._state, person)
        if place is None:
            raise KeyError(person)
        return place[1]

    def __iter__(self) -> Iterator[PersonId]:
        return (person for person in self._state.people if room_of(self._state, person) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Here(AbstractSet[PersonId]):
    """Who has a page open and who is on the telephone: nobody is both. Ten thousand are not put together anew."""

    __slots__ = ("_on_the_line", "_pages")

    def __init__(self, pages: AbstractSet[PersonId], on_the_line: AbstractSet[PersonId]) -> None:
        self._pages, self._on_the_line = pages, on_the_line

    def __contains__(self, person: object) -> bool:
        return person in self._pages or person in self._on_the_line

    def __iter__(self) -> Iterator[PersonId]:
        return chain(self._pages, self._on_the_line)

    def __len__(self) -> int:
        return len(self._pages) + len(self._on_the_line)


def look(
    state: State,
    present: AbstractSet[PersonId],
    counted: int | None = None,
    servers: Servers = NO_SERVERS,
    consoles: AbstractSet[RoomNumber] = frozenset(),
) -> Look:
    """The surroundings as a kind may see them; `counted`: the people (not pages) who are here, where that is known."""
    return Look(
        people=state.people,
        present=_Here(present, state.on_the_line) if state.on_the_line else present,
        callers=state.callers,
        rooms=_Rooms(state),
        states=_States(state.steps),
        conference=Conference(servers, state.dialogue, state.conference_key),
        counted=counted,
        consoles=consoles,
    )


def group_step(state: State) -> StepId | None:
    """The step whose groups people are in: the current one if it has groups, else the one with groups visited last."""
    if state.current is not None and _has_rooms(state, state.current):
        return state.current
    visited = [(run.visits[-1][0], id_) for id_, run in state.steps.items() if run.visits and _has_rooms(state, id_)]
    return max(visited)[1] if visited else None


def room_of(state: State, person: PersonId) -> tuple[StepId, int] | None:
    """The group a person is in, as (step, number)."""
    step = group_step(state)
    if step is None:
        return None
    run = state.steps[step]
    room = run.kind.room_of(run.state, person)
    return None if room is None else (step, room)


def _has_rooms(state: State, step: StepId) -> bool:
    run = state.steps[step]
    return bool(run.kind.rooms(run.state))
