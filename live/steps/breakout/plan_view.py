"""What all audiences see alike of a phase in groups: its plan, what a group is called, the result that is shown."""

from live.core.context import Look
from live.core.ids import RoomNumber
from live.core.patch import View
from live.steps.breakout.board_view import agreement_seen, words_seen
from live.steps.breakout.naming import moderator_of, name_of
from live.steps.breakout.state import State


def plan_seen(state: State) -> View:
    """What is known before anybody is in a group, and the clock: that of the last group to come back."""
    settings = state.settings
    return {
        "kind": settings.kind,
        "id": settings.id,
        "title": settings.title,
        "phase": state.phase.value,
        **task_seen(state),
        "quintessence": settings.quintessence,
        **({"published_at": state.published_at, "ends_at": max(state.ends_at.values())} if state.ends_at else {}),
    }


def task_seen(state: State) -> View:
    """What a group is asked to do, and how its board is divided."""
    settings = state.settings
    return {
        "prompts": list(settings.prompts),
        "columns": [{"id": column.id, "title": column.title} for column in settings.columns],
        "notes_as": settings.notes_as,
        "focus_ideas": settings.focus_ideas,
        "focus_target": list(settings.focus_target),
    }


def called(state: State, room: RoomNumber) -> View:
    """The name of a group and of its moderator, where they have one."""
    moderator = moderator_of(state, room)
    return {
        **name_of(state, room),
        **({"moderator": moderator} if moderator else {}),
    }


def result_shown(state: State, people: dict[RoomNumber, int], look: Look) -> View | None:
    """The result that everyone sees now, and how it stands in the row of those that can be shown."""
    if state.shown is None or not state.presentable(state.shown):
        return None
    board, row = state.board(state.shown), [room for room in state.numbers() if state.presentable(room)]
    place = row.index(state.shown)
    after = row[place + 1 : place + 2]
    return {
        "room": state.shown,
        **called(state, state.shown),
        "people": people.get(state.shown, 0),
        "notes": board.visible,
        **words_seen(board),
        **agreement_seen(board, look),
        "focus": [idea.text for idea in board.focus().values()],
        "since": state.shown_at,
        "seconds": state.settings.report_seconds,
        "index": place + 1,
        "count": len(row),
        **({"next": {"room": after[0], **name_of(state, after[0])}} if after else {}),
    }
