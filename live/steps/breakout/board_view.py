"""What a board and its result look like, to its group or closely to those who moderate."""

from itertools import islice

from live.core.context import Look
from live.core.ids import PersonId, RoomNumber
from live.core.patch import View
from live.steps.breakout.events import Phase
from live.steps.breakout.headcount import agreement
from live.steps.breakout.state import Board, Groups, HelpCall, Note, Quintessence, Said, State

TOLD_BEFORE = 3
"""So many earlier sentences may still be unread at a console."""
WRITTEN_BY = {
    "participant": "participant",
    "group_moderator": "console",
    "moderator": "moderator",
    "server": "moderator",
}
"""Of an author no more than the kind of page may be known, and that only to those who moderate."""


def words_seen(board: Board) -> View:
    """The words of the quintessence, with their language where it is known."""
    quintessence = board.quintessence
    if quintessence is None:
        return {}
    return {"text": quintessence.text, **({"language": quintessence.language} if quintessence.language else {})}


def agreement_seen(board: Board, look: Look) -> View:
    """What the group said to its quintessence, and what some see differently."""
    quintessence = board.quintessence
    if quintessence is None:
        return {}
    counts = agreement(quintessence, look)
    return {
        **({"dissent": quintessence.dissent} if quintessence.dissent else {}),
        **({"confirmed": counts} if any(counts.values()) else {}),
    }


def dots_seen(board: Board, *, closely: bool) -> View:
    """How many dots there are to give and who has given any; where they are once it is revealed."""
    dots = board.dots
    if dots.phase == "none":
        return {}
    given = sum(any(placed.values()) for placed in dots.placed.values())
    seen = closely or dots.phase == "revealed"
    return {
        "dots": {
            "phase": dots.phase,
            "budget": dots.budget,
            "per_note": dots.per_note,
            "given": given,
            **({"ranking": dict(board.ranking())} if seen else {}),
        }
    }


def pen_seen(board: Board) -> View:
    """Who writes, as the kind of page; a page knows by the id of the pen whether it is its own."""
    return {} if board.pen is None else {"pen": {"id": board.pen.pen, "role": board.pen.role}}


def help_seen(call: HelpCall) -> View:
    """A call for help: from which group and page, since when, and who comes."""
    taken = {"taken_by": call.taken_by, "taken_at": call.taken_at} if call.taken_by else {}
    return {"room": call.room, "role": call.role, "since": call.at, **taken}


def told_seen(state: State, room: RoomNumber, *, closely: bool) -> View:
    """What the group was told last, in own words or as the name of a prepared sentence; closely also what before."""
    heard = islice(state.told(room), 1 + TOLD_BEFORE if closely else 1) if state.phase is Phase.RUNNING else ()
    told = [{"id": id_, "at": said.at, **sentence_seen(said)} for id_, said in heard]
    if not told:
        return {}
    return {"told": told[0], **({"told_before": told[:0:-1]} if told[1:] else {})}


def sentence_seen(said: Said) -> View:
    """What groups were told: the name of a prepared sentence, or own words."""
    return {"preset": said.preset} if said.preset else {"text": said.text}


def quintessence_seen(board: Board, look: Look, *, closely: bool) -> View:
    """The quintessence. A group that is asked sees how many have answered; what they said is told when it is out."""
    quintessence = board.quintessence
    if quintessence is None:
        return {}
    counts = agreement(quintessence, look)
    answered = sum(counts.values())
    return {
        "quintessence": {
            **words_seen(board),
            **({"released": True} if quintessence.released else {}),
            "version": quintessence.version,
            **({"dissent": quintessence.dissent} if quintessence.dissent else {}),
            **({"sources": sourced} if (sourced := _sources(quintessence)) else {}),
            **({"asked": True, "answered": answered} if quintessence.asked else {}),
            **({"confirmed": counts} if answered and (closely or quintessence.released) else {}),
        }
    }


def _sources(quintessence: Quintessence) -> View:
    return {sentence: list(notes) for sentence, notes in quintessence.sourced().items()}


def focus_seen(board: Board) -> View:
    """The focus ideas in their order."""
    ideas = board.focus()
    return {
        "order": list(ideas),
        "ideas": {
            id_: {"text": idea.text, **({"note": idea.note} if idea.note else {})} for id_, idea in ideas.items()
        },
    }


def people_in_order(groups: Groups | None, room: RoomNumber, look: Look) -> list[PersonId]:
    """The people of a group by name; those without one come last."""

    def place(person: PersonId) -> tuple[bool, str, str]:
        name = known.name if (known := look.people.get(person)) else ""
        return (not name, name.casefold(), person)

    return sorted(groups.members.get(room, ()) if groups else (), key=place)


def notes_seen(board: Board, look: Look, *, closely: bool) -> View:
    """The cards in their order; the hidden ones only closely."""
    notes = [note for note in board.in_order() if closely or not note.hidden]
    return {
        "order": [note.note for note in notes],
        "notes": {note.note: _note(board, note, look, closely=closely) for note in notes},
    }


def _note(board: Board, note: Note, look: Look, *, closely: bool) -> View:
    column, below = board.column_of(note), note.below if closely else board.under(note)
    into = note.into if closely else board.with_(note)
    return {
        "text": note.text,
        "at": note.at,
        "version": note.version,
        **({"column": column} if column else {}),
        **({"below": below} if below else {}),
        **({"into": into} if into else {}),
        **({"language": note.language} if note.language else {}),
        **({"edited": True} if note.version > 1 else {}),
        **({"hidden": True} if closely and note.hidden else {}),
        **({"by": _written_by(note, look)} if closely else {}),
    }


def _written_by(note: Note, look: Look) -> str:
    """The kind of page; of a card that was written down for somebody on the telephone, just that."""
    role, _, person = note.author.partition(":")
    return "phone" if PersonId(person) in look.callers else WRITTEN_BY[role]
