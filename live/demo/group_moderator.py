"""A simulated group moderator: writes down what the group says, then what it agrees on, and lets it out.

Rule: it reacts to its own view `console:<n>` and speaks for its own group only.
"""

import asyncio
from typing import Any

from live.core.patch import View
from live.demo import words
from live.demo.chance import Temper
from live.demo.page import Page, enter, longest_waiting
from live.demo.town import Town

CARDS = 3
"""Cards that a group moderator writes for others in each phase."""
ENOUGH_CARDS = 5
PATIENCE = 40.0
"""Human seconds to wait for a board that stays empty."""


class GroupModerator:
    """The person at the console of group `room`."""

    def __init__(self, town: Town, room: int, link: str) -> None:
        """`link` opens the console."""
        self._town = town
        self._room = room
        self._link = link
        self._temper = Temper(town.seed, f"group moderator {room}", town.pace)

    async def live(self) -> None:
        """Be at the console all evening."""
        self._page = Page(await enter(self._link), self._temper, self._town.ledger)
        async with asyncio.TaskGroup() as tasks:
            for concern in (self._page.run, self._accompany, self._call):
                tasks.create_task(concern())

    async def _accompany(self) -> None:
        """Be with the group in each of its phases, from the first card to the result."""
        accompanied: set[str] = set()

        def begun() -> View | None:
            group = self._group()
            return group if group.get("phase") == "running" and group["step"] not in accompanied else None

        while True:
            group = await self._page.until(begun)
            accompanied.add(group["step"])
            await self._take_notes(group)
            await self._wait_for_cards(group["step"])
            if group["quintessence_wanted"]:
                await self._distil(group["step"])
            if group["focus_ideas"]:
                await self._focus(group["step"])

    async def _take_notes(self, group: View) -> None:
        for _ in range(CARDS):
            await self._temper.pause(4, 10)
            column, card = self._town.card(group, self._temper)
            where = {"step": group["step"], "room": self._room} | ({"column": column} if column else {})
            said = {"language": card.language} if card.language else {}
            note = await self._page.tell("breakout.write_note", **where, **said, text=card.text)
            for point in card.below if note.done else ():
                await self._temper.pause(2, 4)
                await self._page.tell("breakout.write_note", **where, text=point, below=note.id)

    async def _wait_for_cards(self, step: str) -> None:
        """Let the group write; a quiet group is asked no longer than patience lasts."""
        try:
            async with asyncio.timeout(self._temper.seconds(PATIENCE, PATIENCE)):
                await self._page.until(lambda: self._cards(step) >= ENOUGH_CARDS)
        except TimeoutError:
            pass  # a short list is a result, too

    async def _distil(self, step: str) -> None:
        """Write the quintessence as it grows in front of the group, then release it."""
        where = {"step": step, "room": self._room}
        whole = words.QUINTESSENCES[(self._room - 1) % len(words.QUINTESSENCES)]
        begun = whole[: whole.index(". ") + 1] if ". " in whole else whole
        for text in (begun, whole):
            await self._temper.pause(4, 8)
            await self._page.tell("breakout.write_quintessence", **where, text=text)
        await self._temper.pause(3, 7)
        await self._page.tell("breakout.release_quintessence", **where)

    async def _focus(self, step: str) -> None:
        for idea in words.IDEAS[(self._room - 1) % len(words.IDEAS)]:
            await self._temper.pause(4, 8)
            await self._page.tell("breakout.add_focus_idea", step=step, room=self._room, text=idea)

    async def _call(self) -> None:
        """Give the word to whoever raises a hand in the group."""
        while True:
            whom = await self._page.until(self._waiting)
            await self._temper.pause(5, 12)
            if whom == self._waiting():
                await self._page.tell("hands.call", **whom)
                await self._temper.pause(5, 10)

    def _waiting(self) -> dict[str, Any] | None:
        """The first hand that was not called, while the groups are at work."""
        running = self._group().get("phase") == "running"
        return longest_waiting(self._page.view(self._name)) if running else None

    def _cards(self, step: str) -> int:
        group = self._group()
        return len(group["notes"]["order"]) if group.get("step") == step else ENOUGH_CARDS

    def _group(self) -> View:
        group: View = self._page.view(self._name).get("group", {})
        return group

    @property
    def _name(self) -> str:
        return f"console:{self._room}"
