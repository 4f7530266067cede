"""Who takes part in a simulated evening: pages that act, lose their line, come back and ask again under the same id.

Rule: one thing is said at a time and the next when it is answered; what has no answer is said again after a welcome.
What was acknowledged is never said again.
"""

import asyncio
import random
from collections.abc import Callable
from itertools import count
from typing import Protocol

from live.core.actor import Actor
from live.core.audience import Audience, Room, audience_name
from live.core.ids import RoomNumber, StepId
from live.dialogue.view import audiences
from tests.simulation.history import History
from tests.simulation.lines import Frame, Server, SimulatedLine
from tests.simulation.page import Page

SILENCE = 25.0
ROOMS = {
    audience_name(room): room
    for room in (Room(StepId(step), RoomNumber(number)) for step in ("groups-1", "groups-2") for number in range(1, 5))
}
LIKELY_SPLIT = 3_000
"""A patch of the desk as large as this may be one piece of several."""


class Line(Protocol):
    """The page's end of a line."""

    def say(self, frame: Frame) -> None:
        """Send a frame."""

    def cut(self) -> None:
        """Give the line up."""


class World(Protocol):
    """What surrounds a page."""

    history: History
    people: list["Person"]

    @property
    def process(self) -> Server | None:
        """The server that runs now, if one does."""


Wishes = Callable[["Person"], Frame | None]
"""Makes up what to ask next, if anything."""


class Person:
    """One page of one actor and whoever sits before it."""

    def __init__(self, name: str, actor: Actor, world: World, wishes: Wishes, chance: random.Random) -> None:
        self.name, self.actor, self.world, self.chance = name, actor, world, chance
        self.page = Page(self._to_line)
        self.line: Line | None = None
        self.orderly = True
        """Whether the lines keep their order and lose nothing but their end, as TCP's do."""
        self.asked: list[Frame] = []
        """Every wish in the order in which it was said first."""
        self.told: dict[str, list[str]] = {}
        """The answers to each wish: `ack` or the code of a refusal."""
        self.seen_at: dict[str, int] = {}
        """The moment of the history that each view showed last."""
        self.halfway: set[str] = set()
        self._wishes = wishes
        self._numbers = count()
        self._heard_at = 0.0
        self._gone = asyncio.Event()

    async def stay(self) -> None:
        """Be on the line, and on the next one when it is lost."""
        while True:
            server = self.world.process
            if server is not None:
                await self._be_on(SimulatedLine(server, self.actor, self, self.chance))
            await asyncio.sleep(self.chance.uniform(0.05, 1.5))

    async def _be_on(self, line: SimulatedLine) -> None:
        self.line, self._heard_at = line, self._now()
        self._gone.clear()
        self.page.open()
        while self.line is line:
            try:
                async with asyncio.timeout(5):
                    await self._gone.wait()
            except TimeoutError:
                if self._now() - self._heard_at > SILENCE:
                    line.cut()

    async def act(self, pause: float) -> None:
        """Wish for something now and then."""
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / pause))
            wish = self._wishes(self)
            if wish is not None:
                self.ask(wish)

    def ask(self, wish: Frame) -> str:
        """Say something; it waits where there is no line."""
        wish = {"id": f"{self.name}-{next(self._numbers)}", **wish}
        self.asked.append(wish)
        self.page.ask(wish)
        return str(wish["id"])

    def _to_line(self, frame: Frame) -> None:
        if self.line is not None:
            self.line.say(frame)

    def of_the_same(self) -> list["Person"]:
        """All pages of this actor."""
        return [page for page in self.world.people if page.actor == self.actor]

    def hear(self, frame: Frame, durable: int) -> None:
        self._heard_at = self._now()
        before = dict(self.page.versions)
        changed = self.page.hear(frame)
        if self.orderly:
            assert not self.page.oddities, f"{self.name}: this should never come: {str(frame)[:200]}"
        else:
            self.seen_at = {name: at for name, at in self.seen_at.items() if name in self.page.shown}
        if "ack" in frame:
            self._answered(frame["ack"], "ack")
        elif "reject" in frame:
            self._answered(frame["reject"], frame["code"])
        elif changed is not None:
            assert self.page.versions[changed] >= before.get(changed, 0), f"{self.name}: {changed} went back"
            self._check(changed, frame, durable)

    def lost(self, line: "Line") -> None:
        if self.line is line:
            self.line = None
            self.page.lose()
            self._gone.set()

    def _check(self, name: str, frame: Frame, durable: int) -> None:
        audience = self.audience(name)
        since = self.seen_at.get(name, 0)
        found = self.world.history.find(audience, self.page.shown[name], since, durable)
        if found is not None:
            self.seen_at[name] = found
            self.halfway.discard(name)
        elif name == "moderators" and (name in self.halfway or len(str(frame)) > LIKELY_SPLIT):
            self.halfway.add(name)
        else:
            raise AssertionError(
                f"{self.name} was shown {name} as it never was between {since} and {durable}: {str(frame)[:300]}"
            )

    def audience(self, name: str) -> Audience:
        """Whose view this is."""
        own = {audience_name(audience): audience for audience in audiences(self.world.history.state, self.actor)}
        return ROOMS.get(name) or own[name]

    def _answered(self, id_: str, answer: str) -> None:
        self.told.setdefault(id_, []).append(answer)
        assert answer not in ("internal_error", "malformed"), (id_, answer)
        wish = next(wish for wish in self.asked if wish["id"] == id_)
        if answer == "not_saved" and id_ not in self.page.unanswered and self._is_newest(wish):
            self.page.ask(wish)

    def _is_newest(self, wish: Frame) -> bool:
        later = self.asked[self.asked.index(wish) + 1 :]
        return not any(other["type"] == wish["type"] and other.get("part") == wish.get("part") for other in later)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def is_ballot(wish: Frame) -> bool:
    """Whether the wish is an answer to a question."""
    return wish["type"] in ("poll.cast_ballot", "mood_check.show_hand", "evaluation.send_answers")
