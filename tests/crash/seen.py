"""What one page was shown by servers that came and went, held against what the file says in the end.

Rule: whatever a page was shown is the view of a state that the log had at some commit, and never of an earlier one than
the page was shown before.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from live.core.audience import Audience, Everyone, Room, audience_name
from live.core.ids import DialogueId, RoomNumber, StepId
from live.dialogue import codec
from live.dialogue.fold import fold
from live.dialogue.state import State
from live.dialogue.view import Moment
from live.hub.storage import fold_commits
from live.log.port import ORIGIN, Log
from tests.simulation.history import as_json, scrubbed
from tests.simulation.page import Frame, Page

AUDIENCES: tuple[Audience, ...] = (Everyone(), *(Room(StepId("groups-1"), RoomNumber(room)) for room in (1, 2)))
WATCHED = frozenset(audience_name(audience) for audience in AUDIENCES)
UNORDERED = frozenset({"answered", "counts"})
"""What hangs on sealed ballots, which no log puts in an order."""


class Seen:
    """The views of one page, over all its lines."""

    def __init__(self) -> None:
        self.page = Page(self._say)
        self._said: list[Frame] = []
        self._shown: list[tuple[str, Any]] = []

    def begin(self) -> list[Frame]:
        """A line is there: what to say."""
        self.page.open()
        return self._take_said()

    def hear(self, frame: Frame) -> list[Frame]:
        """Take a frame in: what to say to it."""
        name = self.page.hear(frame)
        assert not self.page.oddities, f"this should never come: {str(frame)[:300]}"
        if name in WATCHED:
            self._shown.append((name, lasting(self.page.shown[name])))
        return self._take_said()

    def check(self, history: Mapping[str, Sequence[Any]]) -> int:
        """Hold what one server has shown against the log since it started; how much that was."""
        marks: dict[str, int] = {}
        for name, shown in self._shown:
            first = marks.get(name, 0)
            found = next((at for at in range(first, len(history[name])) if history[name][at] == shown), None)
            assert found is not None, f"{name} was shown as it never was from commit {first} on: {str(shown)[:500]}"
            marks[name] = found
        number = len(self._shown)
        self._shown.clear()
        return number

    def _say(self, frame: Frame) -> None:
        self._said.append(frame)

    def _take_said(self) -> list[Frame]:
        said, self._said = self._said, []
        return said


class Film:
    """Each watched view after every commit, from the last one of the server before on."""

    def __init__(self) -> None:
        self.views: dict[str, list[Any]] = {name: [] for name in WATCHED}
        self._state = State()
        self._mark = ORIGIN

    async def read_on(self, log: Log, dialogue: DialogueId) -> None:
        """Take in what has come; of the earlier views only the last stays."""
        profiles = [codec.decode_event(profile) for profile in (await log.people(dialogue)).values()]
        for views in self.views.values():
            del views[:-1]
        for commit in await log.commits(dialogue, self._mark):
            self._mark = commit.mark
            fold_commits(self._state, [commit])
            for profile in profiles:
                fold(self._state, profile, 0)
            if self._state.session is not None:
                moment = Moment(self._state, frozenset())
                for audience in AUDIENCES:
                    self.views[audience_name(audience)].append(lasting(as_json(moment.view(audience))))


def lasting(seen: object) -> Any:  # noqa: ANN401 - a view is JSON
    """The view without what no commit tells."""
    return _without(scrubbed(seen))


def _without(seen: Any) -> Any:  # noqa: ANN401 - any JSON value
    if not isinstance(seen, dict):
        return seen
    return {key: _without(value) for key, value in seen.items() if key not in UNORDERED}
