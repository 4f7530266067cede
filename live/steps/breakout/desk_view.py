"""What the desk sees of the groups: the draft with its reasons, every group at a glance, who calls for help.

Rule: of a thousand groups only that one is made again in which something has changed.
"""

from live.core.audience import Moderators
from live.core.context import Look
from live.core.ids import RoomNumber
from live.core.patch import View
from live.steps.breakout.board_view import (
    dots_seen,
    focus_seen,
    help_seen,
    notes_seen,
    pen_seen,
    people_in_order,
    quintessence_seen,
    sentence_seen,
)
from live.steps.breakout.choice_view import choice_at_the_desk
from live.steps.breakout.drafting import earlier_groups, placed_by_hand
from live.steps.breakout.events import Told
from live.steps.breakout.headcount import seats, sizes, unplaced
from live.steps.breakout.naming import name_of
from live.steps.breakout.plan_view import called, plan_seen, result_shown
from live.steps.breakout.state import Groups, State
from live.steps.breakout.video import video_missing, video_of

TOLD_LISTED = 5
REASONS_LISTED = 300
BY_CHANCE = frozenset({"by_lot", "smallest_group", "balances"})
FIRST_WISH = Told(code="own_wish", params={"number": 1})


def seen_at_the_desk(state: State, look: Look) -> View:
    """Everything of the phase that those who steer may know."""
    people = sizes(state.groups, look) if state.groups else {}
    shown = result_shown(state, people, look)
    return {
        **plan_seen(state),
        "rooms": {str(room): _at_a_glance(state, room, look) for room in state.numbers()},
        **video_missing(state, look),
        "group_size": state.settings.group_size,
        **({"groups": state.settings.groups} if state.settings.groups else {}),
        **_same_groups(state, look),
        **choice_at_the_desk(state, look),
        **({"draft": _draft(state, state.draft, look)} if state.draft else _wished(state)),
        **({"help": {id_: help_seen(call) for id_, call in waiting.items()}} if (waiting := state.waiting()) else {}),
        **({"told": told} if (told := _telling(state)) else {}),
        **_dots_planned(state),
        **({"shown": shown, "shown_room": shown["room"]} if shown else {}),
    }


def _telling(state: State) -> View:
    """What the groups were told last, the newest at the end; of what one group was told, its number."""
    said = [(id_, one) for id_, one in state.broadcasts.items() if not one.withdrawn][-TOLD_LISTED:]
    return {
        id_: {"at": one.at, **sentence_seen(one), **({"room": one.rooms[0]} if len(one.rooms) == 1 else {})}
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
        "names": {str(room): named["name"] for room in draft.members if (named := name_of(state, room))},
        "rooms": {str(room): people_in_order(draft, room, look) for room in sorted(draft.members)},
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
        room in look.consoles,
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
    board, people = state.board(room), people_in_order(state.groups, room, look)
    focus = focus_seen(board)
    return {
        **called(state, room),
        **({"console": True} if room in look.consoles else {}),
        "people": people,
        "here": sum(seats(look, person) for person in people if person in look.present),
        "notes": board.visible,
        **video_of(state, room, look, Moderators()),
        **({"ends_at": state.ends_at[room]} if room in state.ends_at else {}),
        **({"last_at": board.last_at} if board.last_at is not None else {}),
        **({"frozen": True} if board.frozen else {}),
        **dots_seen(board, closely=True),
        **pen_seen(board),
        **quintessence_seen(board, look, closely=True),
        "focus": len(focus["order"]),
        "board": notes_seen(board, look, closely=True),
        "focus_ideas": focus,
    }
