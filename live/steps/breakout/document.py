"""What the groups leave in the documentation. Rule: whatever was written and not hidden, as typed, in order.

It stands in one place; where it is shown again (dots, cards behind a quintessence, earlier versions) it only refers.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from live.core import document as tree
from live.core.context import Look
from live.core.document import (
    Authored,
    Block,
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
from live.core.ids import NoteId, RoomNumber
from live.steps.breakout.events import Source
from live.steps.breakout.headcount import agreement, seats
from live.steps.breakout.naming import moderator_of
from live.steps.breakout.settings import Settings
from live.steps.breakout.state import Board, Note, State
from live.steps.breakout.state import Quintessence as Written

Entered = dict[str, object]
"""An entry as plain values: of thousands, a whole board is made in half the time when it is validated in one go."""


_QUINTESSENCE = phrase("Quintessence")
_FOCUS = Heading(words=phrase("Focus ideas of the group"), level=3)


def document(state: State, look: Look) -> Sequence[Block]:
    """How the groups were made, and a part for each; nothing where none were published and nothing was written."""
    prompts, titles = _prompts(state), _titles(state)
    groups = (block for room in state.numbers() for block in _group(state, room, look, prompts, titles))
    return [*_made(state), *groups]


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


def _prompts(state: State) -> Sequence[Block]:
    """The prompts, which are those of every group."""
    step = state.settings.id
    return [
        Paragraph(words=Authored(text=prompt, key=f"{step}/prompt-{number}"))
        for number, prompt in enumerate(state.settings.prompts, 1)
    ]


def _titles(state: State) -> dict[str, Words]:
    """The titles of the columns, which are those of every group."""
    step = state.settings.id
    return {
        column.id: Authored(text=column.title, key=f"{step}/column-{column.id}") for column in state.settings.columns
    }


def _group(
    state: State, room: RoomNumber, look: Look, prompts: Sequence[Block], titles: Mapping[str, Words]
) -> list[Block]:
    board = state.board(room)
    return [
        Heading(words=_title(state, room), level=2),
        *prompts,
        *_people(state, room, look),
        _board(state, board, titles),
        *_ranking(state, board),
        *_quintessence(state, room, look),
        *_focus(state, room),
    ]


def _title(state: State, room: RoomNumber) -> Words:
    names = state.settings.room_names
    if room <= len(names):
        return phrase("Group %(number)s, %(name)s", number=room, name=names[room - 1])
    return phrase("Group %(number)s", number=room)


def _people(state: State, room: RoomNumber, look: Look) -> list[Block]:
    members = state.groups.members.get(room, set()) if state.groups else set()
    count = sum(seats(look, person) for person in members)
    moderator = moderator_of(state, room)
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


def _board(state: State, board: Board, titles: Mapping[str, Words]) -> Block:
    entries = _entries(state, board)
    if titles:
        columns = [{"title": title, "entries": entries.get(id_, ())} for id_, title in titles.items()]
        return Columns.model_validate({"columns": columns})
    said = {"entries": entries.get(None, ())}
    return (Quotes if state.settings.notes_as == "quotes" else Listing).model_validate(said)


def _ranking(state: State, board: Board) -> list[Block]:
    """The cards by their dots, once dots were given."""
    if not board.dots.placed:
        return []
    entries = tuple(
        Entry(
            words=_typed(state, board.notes[id_]),
            below=(Entry(words=nphrase("%(n)s dot", "%(n)s dots", number)),),
            refers=True,
        )
        for id_, number in board.ranking().items()
    )
    if not entries:
        return []
    return [Heading(words=phrase("What mattered most"), level=3), Listing(entries=entries, numbered=True)]


def _entries(state: State, board: Board) -> Mapping[str | None, Sequence[Entered]]:
    """The visible cards by column, each with its sub-points and with the cards that were merged into it.

    What belongs to a hidden card stands by itself in its place.
    """
    settings = state.settings
    below: dict[str, list[Note]] = {}
    top: list[Note] = []
    for note in board.in_order():
        # Most cards stand by themselves, and of thousands it pays not to ask twice.
        above = None if note.below is None is note.into else board.under(note) or board.with_(note)
        if note.hidden:
            continue
        if above is None:
            top.append(note)
        else:
            below.setdefault(above, []).append(note)

    def under(note: Note) -> Iterator[Entered]:
        for inner in below.get(note.note, ()):
            yield {"words": _written(settings, inner)}
            yield from under(inner)

    entries: dict[str | None, list[Entered]] = {}
    for note in top:
        entry: Entered = {"words": _written(settings, note)}
        if note.note in below:
            entry["below"] = tuple(under(note))
        column = note.column if note.below is None is note.into else board.column_of(note)
        entries.setdefault(column, []).append(entry)
    return entries


def _written(settings: Settings, note: Note) -> dict[str, str | bool]:
    key = f"{settings.id}/note-{note.note}"
    typed: dict[str, str | bool] = {"words": "typed", "text": note.text, "language": note.language or "", "key": key}
    return {**typed, "parted": True} if settings.part_sentences else typed


def _typed(state: State, note: Note) -> Typed:
    return Typed.model_validate(_written(state.settings, note))


def _quintessence(state: State, room: RoomNumber, look: Look) -> list[Block]:
    board = state.board(room)
    written = board.quintessence
    if written is None:
        return []
    key = f"{state.settings.id}/quintessence-{room}"
    words = Typed(text=written.text, language=written.language or "", key=key)
    return [
        Quintessence(label=_QUINTESSENCE, words=words, released=written.released),
        *_said_to_it(written, look),
        *_seen_differently(written, f"{state.settings.id}/dissent-{room}"),
        *_behind_it(state, written),
        *_earlier(board, written, key),
    ]


def _said_to_it(written: Written, look: Look) -> list[Block]:
    counts = agreement(written, look)
    if not any(counts.values()):
        return []
    words = phrase("The group was asked: right %(right)s, partly %(partly)s, wrong %(wrong)s.", **counts)
    return [tree.Note(words=words)]


def _seen_differently(written: Written, key: str) -> list[Block]:
    if not written.dissent:
        return []
    return [
        Heading(words=phrase("Seen differently"), level=3),
        Quotes(entries=(Entry(words=Typed(text=written.dissent, key=key)),)),
    ]


def _behind_it(state: State, written: Written) -> list[Block]:
    """The sentences that rest on cards, each with those that are not hidden, on whichever board they are now."""
    entries = tuple(
        Entry(words=Typed(text=sentence.strip()), below=cards, refers=True)
        for sentence, notes in written.sourced().items()
        if (cards := tuple(_pointed_to(state, notes)))
    )
    if not entries:
        return []
    return [Heading(words=phrase("The cards behind the quintessence"), level=3), Listing(entries=entries)]


def _pointed_to(state: State, notes: Sequence[NoteId]) -> Iterator[Entry]:
    for id_ in notes:
        card = state.note(id_)
        if card is not None and not card.hidden:
            yield Entry(words=_typed(state, card), refers=True)


def _earlier(board: Board, written: Written, key: str) -> list[Block]:
    """What was released before in other words."""
    versions = {text: version for version, text in reversed(board.editions.items()) if version < written.version}
    entries = tuple(
        Entry(words=Typed(text=text, key=f"{key}-{version}"), refers=True)
        for text, version in sorted(versions.items(), key=lambda edition: edition[1])
        if text != written.text
    )
    if not entries:
        return []
    return [Heading(words=phrase("Earlier versions of the quintessence"), level=3), Listing(entries=entries)]


def _focus(state: State, room: RoomNumber) -> list[Block]:
    step = state.settings.id
    entries = [
        {"words": {"words": "typed", "text": idea.text, "key": f"{step}/idea-{id_}"}}
        for id_, idea in state.board(room).focus().items()
    ]
    return [_FOCUS, Listing.model_validate({"entries": entries, "numbered": True})] if entries else []
