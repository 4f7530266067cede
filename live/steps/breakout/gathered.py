"""What the groups have gathered, for the sums of a whole evening. Rule: what is hidden does not count."""

from collections import Counter

from live.core.document import Typed
from live.core.gathered import Gathered, GroupIdeas
from live.core.ids import RoomNumber
from live.steps.breakout.naming import title_of
from live.steps.breakout.state import State


def gathered(state: State) -> Gathered:
    """The groups, their notes by who wrote them, and their ideas."""
    authors = Counter(
        note.author for board in state.boards.values() for note in board.notes.values() if not note.hidden
    )
    notes: Counter[str] = Counter()
    for author, written in authors.items():
        notes[author.partition(":")[0]] += written
    ideas = ((room, ideas_of(state, room)) for room in state.numbers())
    return Gathered(
        groups=len(state.numbers()),
        notes=notes,
        ideas=tuple(GroupIdeas(title_of(state, room), said) for room, said in ideas if said),
    )


def ideas_of(state: State, room: RoomNumber) -> tuple[Typed, ...]:
    """The focus ideas of a group, in their order."""
    ideas = state.board(room).focus()
    return tuple(Typed(text=idea.text, key=f"{state.settings.id}/idea-{id_}") for id_, idea in ideas.items())
