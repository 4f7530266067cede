"""What a phase in groups remembers. Rule: boards belong to room numbers and outlive every change of the groups."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from live.core.ids import CommandId, NoteId, PersonId, RoomNumber
from live.core.patch import View
from live.steps.breakout.events import (
    Agreement,
    Clocks,
    DotsPhase,
    Helper,
    Linking,
    Phase,
    Plan,
    Preset,
    Role,
    Source,
    Told,
)
from live.steps.breakout.settings import Settings
from live.steps.breakout.wishes import Choice

ALL_SEATS = 0
"""In place of a seat: what is said for all people at a device."""


@dataclass(slots=True)
class Groups:
    """People in groups, findable from both sides."""

    members: dict[RoomNumber, set[PersonId]]
    room_of: dict[PersonId, RoomNumber]

    @classmethod
    def of(cls, plan: Plan) -> "Groups":
        """The groups as an event tells them."""
        return cls(
            members={room: set(people) for room, people in plan.items()},
            room_of={person: room for room, people in plan.items() for person in people},
        )

    def plan(self) -> Plan:
        """The groups as an event tells them, people in the order of their ids."""
        return {room: tuple(sorted(people)) for room, people in sorted(self.members.items())}

    def put(self, person: PersonId, room: RoomNumber) -> None:
        """Put a person into a group and out of any other."""
        self.take_out(person)
        self.members.setdefault(room, set()).add(person)
        self.room_of[person] = room

    def take_out(self, person: PersonId) -> None:
        """Leave a person without a group."""
        room = self.room_of.pop(person, None)
        if room is not None:
            self.members[room].discard(person)


@dataclass(slots=True)
class Drawn:
    """The draft as it was drawn: who was put where and why, and what could not be met."""

    room_of: dict[PersonId, RoomNumber] = field(default_factory=dict)
    reasons: dict[PersonId, tuple[Told, ...]] = field(default_factory=dict)
    findings: tuple[Told, ...] = ()
    source: Source | None = None


@dataclass(slots=True)
class Made:
    """From what the published groups were made, and where people were put; None: somebody put them there."""

    source: Source | None = None
    room_of: dict[PersonId, RoomNumber | None] = field(default_factory=dict)


@dataclass(slots=True)
class Linked:
    """People who are to be in one group, or each in another."""

    how: Linking
    people: tuple[PersonId, ...]


@dataclass(slots=True)
class Note:
    """A card. `author` is the key of the actor who wrote it; `subpoints` are cards one level below."""

    note: NoteId
    room: RoomNumber
    text: str
    author: str
    at: int
    column: str | None
    below: NoteId | None
    language: str | None
    hidden: bool = False
    into: NoteId | None = None
    """The card that it was merged into."""
    version: int = 1
    subpoints: list[NoteId] = field(default_factory=list)


@dataclass(slots=True)
class HelpCall:
    """A group that waits for somebody, since `at` (ms since 1970 UTC)."""

    room: RoomNumber
    role: Role
    at: int
    taken_by: Helper | None = None
    taken_at: int = 0
    done: bool = False


@dataclass(slots=True)
class Said:
    """What some groups were told at `at` (ms since 1970 UTC): a prepared sentence or own words."""

    rooms: tuple[RoomNumber, ...]
    preset: Preset | None
    text: str
    at: int
    withdrawn: bool = False


@dataclass(slots=True)
class Pen:
    """Who writes the group's result: nobody else does. `holder` is the key of an actor."""

    pen: CommandId
    holder: str
    role: Role


@dataclass(slots=True)
class Quintessence:
    """A group's distilled result. `version` counts from 1; `sources` are the cards behind a sentence, by its words."""

    text: str
    language: str | None
    version: int
    released: bool = False
    dissent: str = ""
    sources: dict[str, tuple[NoteId, ...]] = field(default_factory=dict)
    asked: bool = False
    """Whether this version was read back to the group."""
    answers: dict[PersonId, dict[int, Agreement]] = field(default_factory=dict)
    """By device and seat; `ALL_SEATS` is said for all at the device who have not said anything else."""
    """What the people of the group said to this version."""

    def sourced(self) -> dict[str, tuple[NoteId, ...]]:
        """The sentences that still stand in the text and rest on cards, in their order."""
        found = ((self.text.find(sentence), sentence, notes) for sentence, notes in self.sources.items() if notes)
        return {sentence: notes for at, sentence, notes in sorted(found) if at >= 0}


@dataclass(slots=True)
class FocusIdea:
    """One of a group's most important ideas, from the card `note` or in free words."""

    text: str
    note: NoteId | None
    removed: bool = False


@dataclass(slots=True)
class Dots:
    """The dots of one group: how many each person has, how many may go on one card, and where they are."""

    phase: DotsPhase = "none"
    budget: int = 0
    per_note: int = 0
    placed: dict[PersonId, dict[NoteId, int]] = field(default_factory=dict)

    def of(self, person: PersonId) -> dict[NoteId, int]:
        """Where a person has dots."""
        return self.placed.get(person, {})


@dataclass(slots=True)
class Board:
    """All that one group has written down. `order` holds the cards that are no sub-points, as they were written."""

    order: list[NoteId] = field(default_factory=list)
    notes: dict[NoteId, Note] = field(default_factory=dict)
    last_at: int | None = None
    frozen: bool = False
    dots: Dots = field(default_factory=Dots)
    pen: Pen | None = None
    quintessence: Quintessence | None = None
    editions: dict[int, str] = field(default_factory=dict)
    """The words of every version that was released."""
    ideas: dict[CommandId, FocusIdea] = field(default_factory=dict)

    @property
    def written(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.notes or self.ideas or self.quintessence)

    @property
    def released(self) -> bool:
        """Whether there is a quintessence that may leave the group."""
        return self.quintessence is not None and self.quintessence.released

    def in_order(self) -> Iterator[Note]:
        """Every card, followed by its sub-points, as they were written."""
        for id_ in self.order:
            yield self.notes[id_]
            yield from (self.notes[subpoint] for subpoint in self.notes[id_].subpoints)

    @property
    def visible(self) -> int:
        """How many cards and sub-points there are to read: neither hidden nor merged into one that is not."""
        return sum(self.stands(note) for note in self.notes.values())

    def stands(self, note: Note) -> bool:
        """Whether the card is one of those that a reader finds and counts."""
        return not note.hidden and self.with_(note) is None

    def under(self, note: Note) -> NoteId | None:
        """The card below which a reader finds this one: a sub-point of a hidden card stands by itself."""
        return None if note.below is None or self.notes[note.below].hidden else note.below

    def with_(self, note: Note) -> NoteId | None:
        """The card with which a reader finds this one: what was merged into a hidden card stands by itself."""
        return None if note.into is None or self.notes[note.into].hidden else note.into

    def column_of(self, note: Note) -> str | None:
        """The column of a card; a sub-point goes with the card above it, a merged card with the one that it is in."""
        over = note.below or self.with_(note)
        return self.column_of(self.notes[over]) if over else note.column

    def root(self, note: Note) -> Note:
        """The card under which a reader finds this one."""
        over = self.with_(note)
        return self.root(self.notes[over]) if over else note

    def ranking(self) -> dict[NoteId, int]:
        """The cards that have dots, those with most first; the dots of a merged card count for the other."""
        sums: Counter[NoteId] = Counter()
        for placed in self.dots.placed.values():
            for id_, dots in placed.items():
                root = self.root(self.notes[id_]) if id_ in self.notes else None
                if root is not None and self.stands(root) and dots:
                    sums[root.note] += dots
        place = {id_: number for number, id_ in enumerate(self.order)}
        return dict(sorted(sums.items(), key=lambda card: (-card[1], place.get(card[0], 0))))

    def focus(self) -> dict[CommandId, FocusIdea]:
        """The focus ideas on the list, in their order."""
        return {id_: idea for id_, idea in self.ideas.items() if not idea.removed}


class Memo:
    """What reading has worked out and could work out again: no part of the state, so a copy of it begins empty."""

    def __init__(self) -> None:
        """Remember nothing."""
        self.glances: dict[RoomNumber, tuple[object, View]] = {}
        """What the desk sees of a group, with what it was made from."""
        self.numbers: list[RoomNumber] | None = None

    def __reduce__(self) -> tuple[type["Memo"], tuple[()]]:
        """Be copied and stored as nothing."""
        return Memo, ()


@dataclass(slots=True)
class State:
    """One phase in groups. `room_of_note`, `room_of_idea` lead from an id to its board, `notes_by` from an author."""

    settings: Settings
    phase: Phase = Phase.PREPARED
    draft: Groups | None = None
    drawn: Drawn = field(default_factory=Drawn)
    pinned: set[PersonId] = field(default_factory=set)
    """Who keeps the place in the draft when the others are drawn again."""
    links: dict[CommandId, Linked] = field(default_factory=dict)
    speakers: dict[PersonId, tuple[str, ...]] = field(default_factory=dict)
    """The languages that a person can speak for others."""
    choice: Choice = field(default_factory=Choice)
    groups: Groups | None = None
    made: Made = field(default_factory=Made)
    published_at: int = 0
    ends_at: Clocks = field(default_factory=dict)
    boards: dict[RoomNumber, Board] = field(default_factory=dict)
    room_of_note: dict[NoteId, RoomNumber] = field(default_factory=dict)
    room_of_idea: dict[CommandId, RoomNumber] = field(default_factory=dict)
    notes_by: dict[str, list[NoteId]] = field(default_factory=dict)
    shown: RoomNumber | None = None
    shown_at: int = 0
    merged: dict[RoomNumber, RoomNumber] = field(default_factory=dict)
    """Groups that went on in another one."""
    brought: dict[RoomNumber, tuple[tuple[NoteId, ...], tuple[CommandId, ...]]] = field(default_factory=dict)
    """The cards and the ideas that such a group brought along."""
    help: dict[CommandId, HelpCall] = field(default_factory=dict)
    """Every call for help, in the order of calling."""
    broadcasts: dict[CommandId, Said] = field(default_factory=dict)
    changes: dict[RoomNumber | None, int] = field(default_factory=dict, compare=False)
    """How often something of a group changed, and under None of any of them: what `memo` holds of it is then void."""
    memo: Memo = field(default_factory=Memo, compare=False)

    @property
    def offers_choice(self) -> bool:
        """Whether people choose, or have chosen for groups that are not yet published."""
        return self.choice.phase != "none" and self.groups is None

    @property
    def choosing(self) -> bool:
        """Whether people can say now in which group they want to be."""
        return self.choice.phase == "open" and self.groups is None

    def presentable(self, room: RoomNumber) -> bool:
        """Whether the group has a result for everybody: released, or focus ideas where no quintessence is planned."""
        board = self.board(room)
        return board.released or (not self.settings.quintessence and bool(board.focus()))

    def board(self, room: RoomNumber) -> Board:
        """The board of a group for reading; an empty one where nothing was written."""
        return self.boards.get(room) or Board()

    def by_hand(self) -> tuple[PersonId, ...]:
        """Who of the published groups is where somebody has put them; groups that are merged put nobody."""
        if self.groups is None:
            return ()
        put, now = self.made.room_of, self.groups.room_of
        return tuple(
            sorted(
                person
                for person, room in put.items()
                if person in now and (room is None or now[person] not in (room, self.went_on_in(room)))
            )
        )

    def went_on_in(self, room: RoomNumber) -> RoomNumber | None:
        """The group in which the people of this one are now; None where it is a group of its own, or none is left."""
        there: RoomNumber | None = room
        for _ in self.merged:
            if there is None or self.groups is None or there in self.groups.members:
                break
            there = self.merged.get(there)
        return there if there != room and self.groups is not None and there in self.groups.members else None

    def left_by(self, room: RoomNumber) -> Board:
        """What a group had written that went on in another one: for reading, as those cards and ideas are now."""
        notes, ideas = self.brought.get(room, ((), ()))
        kept = set(notes)
        found = {id_: note for id_ in notes if (note := self.note(id_)) is not None}
        return replace(
            self.board(room),
            order=[id_ for id_, note in found.items() if note.below is None],
            notes={
                id_: replace(
                    note,
                    into=note.into if note.into in kept else None,
                    subpoints=[point for point in note.subpoints if point in kept],
                )
                for id_, note in found.items()
            },
            ideas={id_: self.boards[self.room_of_idea[id_]].ideas[id_] for id_ in ideas},
        )

    def numbers(self) -> list[RoomNumber]:
        """The published groups and those that have written something, by number."""
        if self.memo.numbers is None:
            current = self.groups.members.keys() if self.groups else set()
            written = (room for room, board in self.boards.items() if board.written)
            self.memo.numbers = sorted({*current, *written})
        return self.memo.numbers

    def knows(self, room: RoomNumber) -> bool:
        """Whether the group is published or has written something."""
        return (self.groups is not None and room in self.groups.members) or self.board(room).written

    def waiting(self) -> dict[CommandId, HelpCall]:
        """The calls for help that are not done, in the order of calling."""
        return {id_: call for id_, call in self.help.items() if not call.done}

    def told(self, room: RoomNumber) -> Iterator[tuple[CommandId, Said]]:
        """What the group was told and was not called back, the newest first."""
        heard = ((id_, said) for id_, said in reversed(self.broadcasts.items()) if room in said.rooms)
        return ((id_, said) for id_, said in heard if not said.withdrawn)

    def note(self, id_: NoteId) -> Note | None:
        """The card with this id, in whichever group."""
        room = self.room_of_note.get(id_)
        return None if room is None else self.boards[room].notes[id_]

    def idea(self, id_: CommandId) -> FocusIdea | None:
        """The focus idea with this id, where it is on a list."""
        room = self.room_of_idea.get(id_)
        found = None if room is None else self.boards[room].ideas[id_]
        return None if found is None or found.removed else found


def start(settings: Settings) -> State:
    """The groups before anything has happened."""
    return State(settings)
