"""A simulated moderator who leads the whole evening, for somebody who only wants to watch.

Rule: like a person at the desk it looks at the view `moderators` before it does anything, and gives the room time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from live.core.patch import View
from live.demo.chance import Temper
from live.demo.page import Page, enter, longest_waiting, publish
from live.demo.town import Town

MOST_PEOPLE = 0.85
"""Share of the people whom it is worth waiting for."""
SHORTEST_PATIENCE = 8.0
"""Seconds: however fast the evening is played, the machine's own slowness is not the people's."""


class Moderator:
    """The person at the desk. `tell` hears what happens, in one German line each."""

    def __init__(self, town: Town, link: str, people: int, tell: Callable[[str], None]) -> None:
        """`link` opens the desk; `people` are expected."""
        self.over = asyncio.Event()
        self._town = town
        self._link = link
        self._people = people
        self._say = tell
        self._temper = Temper(town.seed, "moderator", town.pace)
        self._kinds: Mapping[str, Callable[[str], Awaitable[None]]] = {
            "mood_check": self._ask,
            "poll": self._ask,
            "evaluation": self._ask,
            "breakout": self._send_into_groups,
        }

    async def live(self) -> None:
        """Lead the evening from the first welcome to the published documentation, then stay at the desk."""
        self._key = await enter(self._link)
        self._page = Page(self._key, self._temper, self._town.ledger)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._page.run())
            await self._page.until(lambda: self._desk)
            tasks.create_task(self._call())
            await self._evening()

    async def _evening(self) -> None:
        await self._wait(40, lambda: self._desk["people"]["all"] >= MOST_PEOPLE * self._people)
        await self._page.tell("agenda.start")
        for step in self._desk["agenda"]["order"]:
            planned = self._desk["agenda"]["steps"][step]
            if "skipped" in planned:
                continue
            await self._page.tell("agenda.go_to", step=step)
            self._say(_german(planned["title"]))
            await self._kinds.get(planned["kind"], self._listen)(step)
        await self._page.tell("agenda.end")
        await self._temper.pause(3)
        await publish(self._key)
        self.over.set()

    async def _listen(self, _: str) -> None:
        await self._temper.pause(10)

    async def _ask(self, step: str) -> None:
        """Every question of a step: open, wait, close, reveal, let it sink in."""
        for part in self._desk["agenda"]["steps"][step]["parts"]:
            where = {"step": step, "part": part}
            await self._page.tell("agenda.go_to", **where)
            await self._temper.pause(2)
            await self._page.tell("question.open", **where)
            await self._temper.pause(9)
            await self._wait(12, partial(self._answered, step, part))
            await self._page.tell("question.close", **where)
            await self._temper.pause(2)
            await self._page.tell("question.reveal", **where)
            await self._temper.pause(6)

    def _answered(self, step: str, part: str) -> bool:
        seen = self._desk["steps"][step]
        question = seen["questions"][part] if "questions" in seen else seen
        return bool(question["answered"] >= MOST_PEOPLE * question["of"])

    async def _send_into_groups(self, step: str) -> None:
        """Draft, move somebody, publish; call everybody back and show what the groups bring."""
        await self._temper.pause(3)
        drafted = await self._page.tell("breakout.draft_rooms", step=step, source="same")
        if not drafted.done:
            await self._page.tell("breakout.draft_rooms", step=step)
        await self._page.until(lambda: "draft" in self._step(step))
        await self._adjust(step)
        await self._temper.pause(3)
        await self._page.tell("breakout.publish", step=step)
        await self._temper.pause(42)
        await self._wait(40, lambda: self._brought(step))
        await self._page.tell("breakout.end", step=step)
        for room in self._released(step):
            await self._page.tell("breakout.show_quintessence", step=step, room=int(room))
            await self._temper.pause(5)
        if self._released(step):
            await self._page.tell("breakout.show_quintessence", step=step)

    async def _adjust(self, step: str) -> None:
        """Put one person of the largest group of the draft into the smallest."""
        rooms = self._step(step)["draft"]["rooms"]
        smallest, largest = min(rooms, key=lambda room: len(rooms[room])), max(rooms, key=lambda room: len(rooms[room]))
        if len(rooms[largest]) > len(rooms[smallest]):
            person = rooms[largest][0]
            await self._page.tell("breakout.move_person", step=step, person=person, room=int(smallest))

    def _brought(self, step: str) -> bool:
        """Whether every group has what was wanted of it."""
        seen = self._step(step)
        distilled = not seen["quintessence"] or len(self._released(step)) == len(seen["rooms"])
        return distilled and (not seen["focus_ideas"] or all(room["focus"] for room in seen["rooms"].values()))

    def _released(self, step: str) -> list[str]:
        rooms = self._step(step)["rooms"]
        return [room for room, seen in rooms.items() if seen.get("quintessence", {}).get("released")]

    async def _call(self) -> None:
        """Give the word to whoever has waited longest, one after the other."""
        while True:
            whom = await self._page.until(self._waiting)
            await self._temper.pause(6, 14)
            if whom == self._waiting():
                await self._page.tell("hands.call", **whom)

    def _waiting(self) -> dict[str, Any] | None:
        return longest_waiting(self._desk)

    async def _wait(self, most: float, enough: Callable[[], bool]) -> None:
        """Wait until it is enough, but not longer than `most` human seconds, or `SHORTEST_PATIENCE` real ones."""
        try:
            async with asyncio.timeout(max(self._temper.seconds(most, most), SHORTEST_PATIENCE)):
                await self._page.until(enough)
        except TimeoutError:
            pass  # whoever has not answered by now is not waited for

    def _step(self, step: str) -> View:
        seen: View = self._desk["steps"].get(step, {})
        return seen

    @property
    def _desk(self) -> View:
        return self._page.view("moderators")


def _german(text: Mapping[str, Any]) -> str:
    return str(text.get("de") or next(iter(text.values())))
