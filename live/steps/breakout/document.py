"""What the groups leave in the documentation. Rule: whatever was written and not hidden, as typed, in order."""

from collections.abc import Sequence

from live.core import document as tree
from live.core.context import Look
from live.core.document import (
    Authored,
    Block,
    Column,
    Columns,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Quintessence,
    Quotes,
    Typed,
    Words,
    nphrase,
    phrase,
)
from live.core.ids import RoomNumber
from live.steps.breakout.groups import seats
from live.steps.breakout.state import Board, Note, State


def document(state: State, look: Look) -> Sequence[Block]:
    """One part for each group; nothing where no groups were published and nothing was written."""
    return [block for room in state.numbers() for block in _group(state, room, look)]


def _group(state: State, room: RoomNumber, look: Look) -> list[Block]:
    board = state.board(room)
    return [
        Heading(words=_title(state, room), level=2),
        *(Paragraph(words=Authored(text=prompt)) for prompt in state.settings.prompts),
        *_people(state, room, look),
        _board(state, board),
        *_quintessence(board),
        *_focus(board),
    ]


def _title(state: State, room: RoomNumber) -> Words:
    names = state.settings.room_names
    if room <= len(names):
        return phrase("Group %(number)s, %(name)s", number=room, name=names[room - 1])
    return phrase("Group %(number)s", number=room)


def _people(state: State, room: RoomNumber, look: Look) -> list[Block]:
    members = state.groups.members.get(room, set()) if state.groups else set()
    count = sum(seats(look, person) for person in members)
    if not count:
        return []
    return [tree.Note(words=nphrase("%(n)s person in this group", "%(n)s people in this group", count))]


def _board(state: State, board: Board) -> Block:
    if state.settings.columns:
        return Columns(
            columns=tuple(
                Column(title=Authored(text=column.title), entries=_entries(board, column.id))
                for column in state.settings.columns
            )
        )
    entries = _entries(board, None)
    return Quotes(entries=entries) if state.settings.notes_as == "quotes" else Listing(entries=entries)


def _entries(board: Board, column: str | None) -> tuple[Entry, ...]:
    """The visible cards of a column with their sub-points; those of a hidden card stand by themselves in its place."""
    visible = [note for note in board.in_order() if not note.hidden]
    below: dict[str, list[Entry]] = {}
    for note in visible:
        above = board.under(note)
        if above is not None:
            below.setdefault(above, []).append(Entry(words=_typed(note)))
    return tuple(
        Entry(words=_typed(note), below=tuple(below.get(note.note, ())))
        for note in visible
        if board.under(note) is None and board.column_of(note) == column
    )


def _typed(note: Note) -> Typed:
    return Typed(text=note.text, language=note.language or "")


def _quintessence(board: Board) -> list[Block]:
    written = board.quintessence
    if written is None:
        return []
    words = Typed(text=written.text, language=written.language or "")
    return [Quintessence(label=phrase("Quintessence"), words=words, released=written.released)]


def _focus(board: Board) -> list[Block]:
    entries = tuple(Entry(words=Typed(text=idea.text)) for idea in board.focus().values())
    if not entries:
        return []
    return [Heading(words=phrase("Focus ideas of the group"), level=3), Listing(entries=entries, numbered=True)]
