"""What each audience sees of the groups. Rule: a shared view names no author; what is hidden is not sent at all."""

from live.core.actor import Participant, actor_key
from live.core.audience import Audience, Console, Everyone, Moderators, Room, Self, Wall
from live.core.context import Look
from live.core.ids import PersonId, RoomNumber
from live.core.patch import View
from live.steps.breakout.choice_view import choice_at_the_desk, choice_of_all, choice_on_the_wall, own_choice
from live.steps.breakout.drafting import earlier_groups, placed_by_hand
from live.steps.breakout.events import Phase, Told
from live.steps.breakout.headcount import agreement, seats, sizes, unplaced
from live.steps.breakout.naming import moderator_of, name_of
from live.steps.breakout.state import Board, Groups, HelpCall, Note, Quintessence, Said, State
from live.steps.breakout.video import video_missing, video_of

ROOMS_LISTED = 100
TOLD_LISTED = 5
REASONS_LISTED = 300
BY_CHANCE = frozenset({"by_lot", "smallest_group", "balances"})
FIRST_WISH = Told(code="own_wish", params={"number": 1})
WRITTEN_BY = {
    "participant": "participant",
    "group_moderator": "console",
    "moderator": "moderator",
    "server": "moderator",
}
"""Of an author no more than the kind of page may be known, and that only to those who moderate."""


def view(state: State, audience: Audience, look: Look) -> View | None:
    """What this audience may see. `Wall` is as `Everyone`, and counts who chooses; `Console` is its group always."""
    match audience:
        case Everyone():
            return _everyone(state, look) | choice_of_all(state)
        case Wall():
            return _everyone(state, look) | choice_on_the_wall(state, look)
        case Moderators():
            return _moderators(state, look)
        case Room(step, room):
            return _room(state, room, look, audience) if step == state.settings.id and state.knows(room) else None
        case Console(room):
            there = state.knows(room) or state.groups is None
            return _room(state, room, look, audience) if there else None
        case Self(person):
            return _own(state, person)


def _everyone(state: State, look: Look) -> View:
    people = sizes(state.groups, look) if state.groups else {}
    shown = _shown(state, people, look)
    return {
        **_plan(state),
        **_rooms(state, people, look),
        **({"shown": shown} if shown else {}),
    }


def _rooms(state: State, people: dict[RoomNumber, int], look: Look) -> View:
    """The groups by number; of very many only how many, because nobody reads a thousand and everybody is sent them."""
    named = {} if len(people) > ROOMS_LISTED else people
    return {
        "number_of_rooms": len(people),
        "order": [str(room) for room in named],
        "rooms": {str(room): {**_called(state, room, look), "people": count} for room, count in named.items()},
    }


def _plan(state: State) -> View:
    """What is known before anybody is in a group, and the clock: that of the last group to come back."""
    settings = state.settings
    return {
        "kind": settings.kind,
        "id": settings.id,
        "title": settings.title,
        "phase": state.phase.value,
        **_task(state),
        "quintessence": settings.quintessence,
        **({"published_at": state.published_at, "ends_at": max(state.ends_at.values())} if state.ends_at else {}),
    }


def _task(state: State) -> View:
    settings = state.settings
    return {
        "prompts": list(settings.prompts),
        "columns": [{"id": column.id, "title": column.title} for column in settings.columns],
        "notes_as": settings.notes_as,
        "focus_ideas": settings.focus_ideas,
        "focus_target": list(settings.focus_target),
    }


def _called(state: State, room: RoomNumber, look: Look) -> View:
    """The name of a group and of its moderator, where they have one."""
    moderator = moderator_of(state, room, look)
    return {
        **name_of(state, room),
        **({"moderator": moderator} if moderator else {}),
    }


def _shown(state: State, people: dict[RoomNumber, int], look: Look) -> View | None:
    """The result that everyone sees now, and how it stands in the row of those that can be shown."""
    if state.shown is None or not state.presentable(state.shown):
        return None
    board, row = state.board(state.shown), [room for room in state.numbers() if state.presentable(room)]
    place = row.index(state.shown)
    after = row[place + 1 : place + 2]
    return {
        "room": state.shown,
        **_called(state, state.shown, look),
        "people": people.get(state.shown, 0),
        "notes": board.visible,
        **_words(board),
        **_agreed(board, look),
        "focus": [idea.text for idea in board.focus().values()],
        "since": state.shown_at,
        "seconds": state.settings.report_seconds,
        "index": place + 1,
        "count": len(row),
        **({"next": {"room": after[0], **name_of(state, after[0])}} if after else {}),
    }


def _agreed(board: Board, look: Look) -> View:
    """What the group said to its quintessence, and what some see differently."""
    quintessence = board.quintessence
    if quintessence is None:
        return {}
    counts = agreement(quintessence, look)
    return {
        **({"dissent": quintessence.dissent} if quintessence.dissent else {}),
        **({"confirmed": counts} if any(counts.values()) else {}),
    }


def _words(board: Board) -> View:
    quintessence = board.quintessence
    if quintessence is None:
        return {}
    return {"text": quintessence.text, **({"language": quintessence.language} if quintessence.language else {})}


def _room(state: State, room: RoomNumber, look: Look, audience: Room | Console) -> View:
    """One group, for its people or closely for its moderator, who also sees what is hidden."""
    settings, board, closely = state.settings, state.board(room), isinstance(audience, Console)
    return {
        "step": settings.id,
        "room": room,
        **_called(state, room, look),
        "phase": state.phase.value,
        **_task(state),
        "quintessence_wanted": settings.quintessence,
        **({"started_at": state.published_at, "ends_at": state.ends_at[room]} if room in state.ends_at else {}),
        **video_of(state, room, look, audience),
        "people": _people(state.groups, room, look),
        **({"frozen": True} if board.frozen else {}),
        **_help_of(state, room),
        **_told(state, room),
        "notes": _notes(board, closely=closely),
        **_dots(board, closely=closely),
        **_pen(board),
        **_quintessence(board, look, closely=closely),
        "focus": _focus(board),
    }


def _dots(board: Board, *, closely: bool) -> View:
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


def _pen(board: Board) -> View:
    """Who writes, as the kind of page; a page knows by the id of the pen whether it is its own."""
    return {} if board.pen is None else {"pen": {"id": board.pen.pen, "role": board.pen.role}}


def _help_of(state: State, room: RoomNumber) -> View:
    """The group's own call for help, where somebody waits."""
    waiting = ((id_, call) for id_, call in state.waiting().items() if call.room == room)
    return next(({"help": {"call": id_, **_help(call)}} for id_, call in waiting), {})


def _help(call: HelpCall) -> View:
    taken = {"taken_by": call.taken_by, "taken_at": call.taken_at} if call.taken_by else {}
    return {"room": call.room, "role": call.role, "since": call.at, **taken}


def _told(state: State, room: RoomNumber) -> View:
    """What the group was told last, in own words or as the name of a prepared sentence."""
    told = state.told(room) if state.phase is Phase.RUNNING else None
    if told is None:
        return {}
    id_, said = told
    return {"told": {"id": id_, "at": said.at, **_sentence(said)}}


def _sentence(said: Said) -> View:
    return {"preset": said.preset} if said.preset else {"text": said.text}


def _quintessence(board: Board, look: Look, *, closely: bool) -> View:
    """The quintessence. A group that is asked sees how many have answered; what they said is told when it is out."""
    quintessence = board.quintessence
    if quintessence is None:
        return {}
    counts = agreement(quintessence, look)
    answered = sum(counts.values())
    return {
        "quintessence": {
            **_words(board),
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


def _focus(board: Board) -> View:
    ideas = board.focus()
    return {
        "order": list(ideas),
        "ideas": {
            id_: {"text": idea.text, **({"note": idea.note} if idea.note else {})} for id_, idea in ideas.items()
        },
    }


def _people(groups: Groups | None, room: RoomNumber, look: Look) -> View:
    """The people of a group, those with a name first and by name."""
    order = _in_order(groups, room, look)
    names: dict[PersonId, View] = {}
    for person in order:
        known = look.people.get(person)
        names[person] = {
            **({"name": known.name} if known and known.name else {}),
            "seats": seats(look, person),
            **({"here": True} if person in look.present else {}),
        }
    return {"order": order, "names": names, "count": sum(entry["seats"] for entry in names.values())}


def _in_order(groups: Groups | None, room: RoomNumber, look: Look) -> list[PersonId]:
    def place(person: PersonId) -> tuple[bool, str, str]:
        name = known.name if (known := look.people.get(person)) else ""
        return (not name, name.casefold(), person)

    return sorted(groups.members.get(room, ()) if groups else (), key=place)


def _notes(board: Board, *, closely: bool) -> View:
    notes = [note for note in board.in_order() if closely or not note.hidden]
    return {
        "order": [note.note for note in notes],
        "notes": {note.note: _note(board, note, closely=closely) for note in notes},
    }


def _note(board: Board, note: Note, *, closely: bool) -> View:
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
        **({"by": WRITTEN_BY[note.author.partition(":")[0]]} if closely else {}),
    }


def _moderators(state: State, look: Look) -> View:
    people = sizes(state.groups, look) if state.groups else {}
    shown = _shown(state, people, look)
    numbers = state.numbers()
    return {
        **_plan(state),
        "order": [str(room) for room in numbers],
        "rooms": {str(room): _at_a_glance(state, room, look) for room in numbers},
        **video_missing(state, look),
        "group_size": state.settings.group_size,
        **({"groups": state.settings.groups} if state.settings.groups else {}),
        **_same_groups(state, look),
        **choice_at_the_desk(state, look),
        **({"draft": _draft(state, state.draft, look)} if state.draft else _wished(state)),
        **({"help": {id_: _help(call) for id_, call in waiting.items()}} if (waiting := state.waiting()) else {}),
        **({"told": told} if (told := _telling(state)) else {}),
        **_dots_planned(state),
        **({"shown": shown, "shown_room": shown["room"]} if shown else {}),
    }


def _telling(state: State) -> View:
    """What the groups were told last, the newest at the end; of what one group was told, its number."""
    said = [(id_, one) for id_, one in state.broadcasts.items() if not one.withdrawn][-TOLD_LISTED:]
    return {
        id_: {"at": one.at, **_sentence(one), **({"room": one.rooms[0]} if len(one.rooms) == 1 else {})}
        for id_, one in said
    }


def _dots_planned(state: State) -> View:
    """How many dots the session file gives to each person; nothing where it plans none."""
    budget, per_note = state.settings.dots, state.settings.dots_per_note
    return {"dots": {"budget": budget, "per_note": min(per_note, budget)}} if budget else {}


def _same_groups(state: State, look: Look) -> View:
    """The earlier step whose groups the session file wishes again, once there are groups to take."""
    earlier = earlier_groups(state, look)
    return {} if earlier is None else {"same_groups_as": state.settings.same_groups_as}


def _draft(state: State, draft: Groups, look: Look) -> View:
    return {
        "names": {str(room): called["name"] for room in draft.members if (called := name_of(state, room))},
        "rooms": {str(room): _in_order(draft, room, look) for room in sorted(draft.members)},
        "unplaced": dict.fromkeys(unplaced(draft, look), True),
        **({"source": state.drawn.source} if state.drawn.source else {}),
        **({"pinned": dict.fromkeys(sorted(state.pinned), True)} if state.pinned else {}),
        **_wished(state),
        **_told_of_it(state),
    }


def _wished(state: State) -> View:
    """Who is to be together or apart, who speaks which language for others: known with and without a draft."""
    wishes = {id_: {"how": link.how, "people": list(link.people)} for id_, link in state.links.items()}
    speakers = {person: list(languages) for person, languages in state.speakers.items()}
    return {
        **({"links": wishes} if wishes else {}),
        **({"speakers": speakers} if speakers else {}),
    }


def _told_of_it(state: State) -> View:
    """Why people are where they are, and what could not be met. In a crowd only what is a surprise is said."""
    moved = placed_by_hand(state)
    reasons: dict[str, list[View]] = {person: [{"code": "by_hand"}] for person in moved}
    for person, told in state.drawn.reasons.items():
        if person in reasons or not told:
            continue
        expected = told[0].code in BY_CHANCE or told[0] == FIRST_WISH
        if len(state.drawn.reasons) <= REASONS_LISTED or not expected:
            reasons[person] = [_fact(one) for one in told]
    findings = {str(number): _fact(one) for number, one in enumerate(state.drawn.findings)}
    return {**({"reasons": reasons} if reasons else {}), **({"findings": findings} if findings else {})}


def _fact(told: Told) -> View:
    return {
        "code": told.code,
        **({"params": told.params} if told.params else {}),
        **({"people": list(told.people)} if told.people else {}),
    }


def _at_a_glance(state: State, room: RoomNumber, look: Look) -> View:
    """A group for the desk; made again only where something of it has changed, because there may be a thousand."""
    key = (
        state.changes.get(None),
        state.changes.get(room),
        [
            (person, known and (known.name, known.seats), person in look.present)
            for person in (state.groups.members.get(room, ()) if state.groups else ())
            for known in (look.people.get(person),)
        ],
    )
    remembered = state.memo.glances.get(room)
    if remembered is None or remembered[0] != key:
        remembered = state.memo.glances[room] = key, _glance(state, room, look)
    return remembered[1]


def _glance(state: State, room: RoomNumber, look: Look) -> View:
    board, people = state.board(room), _in_order(state.groups, room, look)
    focus = _focus(board)
    return {
        **_called(state, room, look),
        "people": people,
        "here": sum(seats(look, person) for person in people if person in look.present),
        "notes": board.visible,
        **video_of(state, room, look, Moderators()),
        **({"ends_at": state.ends_at[room]} if room in state.ends_at else {}),
        **({"last_at": board.last_at} if board.last_at is not None else {}),
        **({"frozen": True} if board.frozen else {}),
        **_dots(board, closely=True),
        **_pen(board),
        **_quintessence(board, look, closely=True),
        "focus": len(focus["order"]),
        "board": _notes(board, closely=True),
        "focus_ideas": focus,
    }


def _own(state: State, person: PersonId) -> View | None:
    room = state.groups.room_of.get(person) if state.groups else None
    notes = state.notes_by.get(actor_key(Participant(person)), ())
    wished = own_choice(state, person)
    if not notes and room is None and not wished:
        return None
    quintessence = None if room is None else state.board(room).quintessence
    answer = quintessence.answers.get(person) if quintessence else None
    dots = {} if room is None else {id_: number for id_, number in state.board(room).dots.of(person).items() if number}
    return {
        "notes": dict.fromkeys(notes, True),
        **({"room": room} if room is not None else {}),
        **({"confirmed": answer} if answer else {}),
        **({"dots": dots} if dots else {}),
        **wished,
    }
