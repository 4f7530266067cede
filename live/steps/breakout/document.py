"""What the groups leave in the documentation. Rule: whatever was written and not hidden, as typed, in order."""

from collections.abc import Iterator, Sequence
from typing import assert_never

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
    Table,
    Typed,
    Words,
    nphrase,
    phrase,
)
from live.core.ids import RoomNumber
from live.steps.breakout.events import Source
from live.steps.breakout.headcount import agreement, seats
from live.steps.breakout.naming import moderator_of
from live.steps.breakout.state import Board, Note, State
from live.steps.breakout.state import Quintessence as Written


def document(state: State, look: Look) -> Sequence[Block]:
    """How the groups were made, and a part for each; nothing where none were published and nothing was written."""
    return [*_made(state), *(block for room in state.numbers() for block in _group(state, room, look))]


def _made(state: State) -> list[Block]:
    """How people came into their groups, where the log tells it."""
    source = state.made.source
    if state.groups is None or source is None:
        return []
    by_hand = bool(state.by_hand())
    return [Paragraph(words=_made_and_changed(source) if by_hand else _made_from(source))]


def _made_from(source: Source) -> Words:
    match source:
        case "random":
            return phrase("The groups were drawn by lot.")
        case "mixed":
            return phrase("The groups were mixed so that people met others than in the groups before.")
        case "list":
            return phrase("The groups were made from a list.")
        case "chosen":
            return phrase("People chose their groups themselves, as far as there was room.")
        case "same":
            return phrase("The groups were the same as in an earlier phase.")
        case _:
            assert_never(source)


def _made_and_changed(source: Source) -> Words:
    match source:
        case "random":
            return phrase("The groups were drawn by lot; some people were placed by hand.")
        case "mixed":
            return phrase(
                "The groups were mixed so that people met others than in the groups before; some were placed by hand."
            )
        case "list":
            return phrase("The groups were made from a list; some people were placed by hand.")
        case "chosen":
            return phrase("People chose their groups themselves, as far as there was room; some were placed by hand.")
        case "same":
            return phrase("The groups were the same as in an earlier phase; some people were placed by hand.")
        case _:
            assert_never(source)


def _group(state: State, room: RoomNumber, look: Look) -> list[Block]:
    board = state.board(room)
    return [
        Heading(words=_title(state, room), level=2),
        *(Paragraph(words=Authored(text=prompt)) for prompt in state.settings.prompts),
        *_people(state, room, look),
        _board(state, board),
        *_ranking(board),
        *_quintessence(state, board, look),
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
    moderator = moderator_of(state, room, look)
    if not count:
        return [tree.Note(words=phrase("Moderated by %(name)s", name=moderator))] if moderator else []
    if moderator:
        led = nphrase(
            "%(n)s person in this group, moderated by %(name)s",
            "%(n)s people in this group, moderated by %(name)s",
            count,
            name=moderator,
        )
        return [tree.Note(words=led)]
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


def _ranking(board: Board) -> list[Block]:
    """The cards by their dots, once dots were given."""
    rows = tuple(
        ((_typed(board.notes[id_]),), (nphrase("%(n)s dot", "%(n)s dots", number),))
        for id_, number in board.ranking().items()
    )
    if not rows:
        return []
    return [
        Heading(words=phrase("What mattered most"), level=3),
        Table(head=(phrase("Card"), phrase("Dots")), rows=rows),
    ]


def _entries(board: Board, column: str | None) -> tuple[Entry, ...]:
    """The visible cards of a column, each with its sub-points and with the cards that were merged into it.

    What belongs to a hidden card stands by itself in its place.
    """
    visible = [note for note in board.in_order() if not note.hidden]
    below: dict[str, list[Note]] = {}
    for note in visible:
        above = board.under(note) or board.with_(note)
        if above is not None:
            below.setdefault(above, []).append(note)

    def under(note: Note) -> Iterator[Entry]:
        for inner in below.get(note.note, ()):
            yield Entry(words=_typed(inner))
            yield from under(inner)

    return tuple(
        Entry(words=_typed(note), below=tuple(under(note)))
        for note in visible
        if board.under(note) is None and board.with_(note) is None and board.column_of(note) == column
    )


def _typed(note: Note) -> Typed:
    return Typed(text=note.text, language=note.language or "")


def _quintessence(state: State, board: Board, look: Look) -> list[Block]:
    written = board.quintessence
    if written is None:
        return []
    words = Typed(text=written.text, language=written.language or "")
    return [
        Quintessence(label=phrase("Quintessence"), words=words, released=written.released),
        *_said_to_it(written, look),
        *_seen_differently(written),
        *_behind_it(state, written),
        *_earlier(board, written),
    ]


def _said_to_it(written: Written, look: Look) -> list[Block]:
    counts = agreement(written, look)
    if not any(counts.values()):
        return []
    words = phrase("The group was asked: right %(right)s, partly %(partly)s, wrong %(wrong)s.", **counts)
    return [tree.Note(words=words)]


def _seen_differently(written: Written) -> list[Block]:
    if not written.dissent:
        return []
    return [
        Heading(words=phrase("Seen differently"), level=3),
        Quotes(entries=(Entry(words=Typed(text=written.dissent)),)),
    ]


def _behind_it(state: State, written: Written) -> list[Block]:
    """The sentences that rest on cards, each with those that are not hidden, on whichever board they are now."""
    entries = tuple(
        Entry(words=Typed(text=sentence.strip()), below=cards)
        for sentence, notes in written.sourced().items()
        if (cards := tuple(Entry(words=_typed(card)) for id_ in notes if (card := state.note(id_)) and not card.hidden))
    )
    if not entries:
        return []
    return [Heading(words=phrase("The cards behind the quintessence"), level=3), Listing(entries=entries)]


def _earlier(board: Board, written: Written) -> list[Block]:
    """What was released before in other words."""
    texts = dict.fromkeys(text for version, text in board.editions.items() if version < written.version)
    entries = tuple(Entry(words=Typed(text=text)) for text in texts if text != written.text)
    if not entries:
        return []
    return [Heading(words=phrase("Earlier versions of the quintessence"), level=3), Listing(entries=entries)]


def _focus(board: Board) -> list[Block]:
    entries = tuple(Entry(words=Typed(text=idea.text)) for idea in board.focus().values())
    if not entries:
        return []
    return [Heading(words=phrase("Focus ideas of the group"), level=3), Listing(entries=entries, numbered=True)]
