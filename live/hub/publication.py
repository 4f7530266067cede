"""When what is new is shown, and to whom first.

Rule: shared views first, all pages of them at once; then groups and people's own views, a slice at a time. Only what is
durable is shown: while a turn is under way nothing is worked out. When it was quiet a change goes out at once, when it
is busy together with what follows; what a moderator did never waits for the pause.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable

from live import metrics
from live.core.audience import Audience, Room, Self
from live.core.ids import DialogueId, StepId, person_of
from live.core.patch import View
from live.dialogue.state import group_step
from live.dialogue.touch import Part, Touch, both
from live.dialogue.view import Moment
from live.hub.connection import Connection
from live.hub.delivery import Delivery
from live.hub.fanout import Fanout

SHORTEST_PAUSE = 0.05
"""Seconds between two publications of one dialogue when it is busy."""
PAUSE_PER_PAGE = 25e-6
"""Seconds that each page of the server adds to the pause: with ten thousand there are four publications a second."""
CALM_PER_PAGE = 200e-6
"""The same when nothing is new but who is here: while ten thousand come in they are counted every two seconds."""
LATER = 1.0
"""Seconds after which a ballot has reached the own views that show what others answered."""
SLICE_SECONDS = 0.003
BUSY_SLICE_SECONDS = 0.0005
"""The time that groups' and people's own views get while commands wait: who waits for an answer comes first."""

logger = logging.getLogger("live.hub")


class Crowd:
    """How many pages are in, in all dialogues of one server: they share its time."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.pages = 0


class Publication:
    """Shows one dialogue. `moment` makes a moment of its durable state, or None while there is none."""

    def __init__(
        self,
        dialogue: DialogueId,
        moment: Callable[[View | None], Moment | None],
        crowd: Crowd,
        busy: Callable[[], bool],
    ) -> None:
        """Begin with nothing to show; `busy`: whether commands wait."""
        self.delivery = Delivery(self.go_on, busy)
        self.fanout = Fanout(dialogue, self.delivery.send)
        self.touch = Touch()
        self.pages: dict[Connection, None] = {}
        self._dialogue = dialogue
        self._moment = moment
        self._crowd = crowd
        self._busy = busy
        self._people: View | None = None
        self._group_step: StepId | None = None
        self._due: asyncio.TimerHandle | None = None
        self._due_at = 0.0
        self._later: asyncio.TimerHandle | None = None
        self._owed = False
        self._shown_at = 0.0
        self._subscriptions: dict[Connection, None] = {}
        self._backlog: dict[Audience, Part] = {}
        self._slicing = False

    def changed(self, *, at_once: bool = False, calm: bool = False) -> None:
        """Something is new; `calm`: only who is here."""
        loop = asyncio.get_running_loop()
        pause = max(SHORTEST_PAUSE, (CALM_PER_PAGE if calm else PAUSE_PER_PAGE) * self._crowd.pages)
        due_at = loop.time() if at_once else max(loop.time(), self._shown_at + pause)
        if self._due is not None:
            if self._due_at <= due_at:
                return
            self._due.cancel()
        self._due, self._due_at = loop.call_at(due_at, self._show), due_at

    def changed_later(self) -> None:
        """What everybody who has answered sees of the others is new; a second is soon enough."""
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(LATER, self._show_own)

    def go_on(self) -> None:
        """What could not be shown a moment ago can be now: the state is durable, or the last frames have gone out."""
        if self._owed:
            self._show()
        self._start_slices()

    def enter(self, connection: Connection) -> None:
        """A page that was not in is in."""
        self.pages[connection] = None
        self._crowd.pages += 1

    def leave(self, connection: Connection) -> None:
        """A page that was in is gone."""
        del self.pages[connection]
        self._crowd.pages -= 1
        self._subscriptions.pop(connection, None)
        self.fanout.let_go(connection)

    def _show_own(self) -> None:
        self._later = None
        self.touch.people = None
        self.changed()

    def _show(self) -> None:
        self._due = None
        moment = None if self.delivery.busy else self._moment(None if self.touch.crowd else self._people)
        self._owed = moment is None
        if moment is None:
            return
        self._shown_at = asyncio.get_running_loop().time()
        try:
            with metrics.publish_seconds.time():
                self._show_shared(moment)
        except Exception:  # shown again, whole, with the next change
            self.touch.anybody()
            logger.exception("showing failed", extra={"dialogue": self._dialogue})
        self._start_slices()

    def _show_shared(self, moment: Moment) -> None:
        touch, self.touch = self.touch, Touch()
        step = group_step(moment.state)
        if step != self._group_step:
            self._group_step = step
            touch.anybody()
            moment.people = None
        if touch.queue and touch.people is not None:
            queued = map(person_of, moment.state.hands)
            touch.people |= {person: frozenset() for person in queued if person not in touch.people}
        for audience in self.fanout.shared():
            self.fanout.advance(audience, moment)
        self._people = moment.people
        if touch.crowd:
            self._owe_subscriptions(touch)
        self._owe(self.fanout.consoles())
        self._owe(self.fanout.rooms() if touch.rooms is None else (Room(*place) for place in touch.rooms))
        if touch.people is None:
            self._owe(self.fanout.selves())
        else:
            for person, part in touch.people.items():
                own = Self(person)
                self._backlog[own] = both(self._backlog.get(own, part), part)

    def _owe_subscriptions(self, touch: Touch) -> None:
        """Whoever may have come into another group reads other views now."""
        if touch.people is None:
            self._subscriptions.update(self.pages)
        else:
            for person in touch.people:
                self._subscriptions.update(dict.fromkeys(self.fanout.pages_of(person)))

    def _owe(self, audiences: Iterable[Audience]) -> None:
        self._backlog.update(dict.fromkeys(audiences))

    def _start_slices(self) -> None:
        if not self._slicing and (self._backlog or self._subscriptions):
            self._slicing = True
            asyncio.get_running_loop().call_soon(self._slice)

    def _slice(self) -> None:
        self._slicing = False
        moment = self._moment(self._people)
        if moment is None:
            return  # `go_on` comes when the turn is over
        loop = asyncio.get_running_loop()
        until = loop.time() + (BUSY_SLICE_SECONDS if self._busy() else SLICE_SECONDS)
        while (self._subscriptions or self._backlog) and loop.time() < until:
            try:
                self._show_one(moment)
            except Exception:  # shown again with the next change; nobody else goes without
                self.touch.anybody()
                logger.exception("showing failed", extra={"dialogue": self._dialogue})
        self._start_slices()

    def _show_one(self, moment: Moment) -> None:
        """Give one page the views that it may read now or, once all have theirs, show one view."""
        if self._subscriptions:
            connection = next(iter(self._subscriptions))
            del self._subscriptions[connection]
            told = self.fanout.subscribe(connection, {}, moment)
            if told:
                connection.begin(told)
        else:
            audience = next(iter(self._backlog))
            part = self._backlog.pop(audience)
            if isinstance(audience, Self):  # the moment may be newer than what is owed
                part = self.touch.with_part(audience.person, part)
            # While others' answers are owed to a view, a new part would stand there beside an old one.
            self.fanout.advance(audience, moment, None if self._later else part)
