"""A simulated citizen: comes in when it suits, answers, writes, asks to speak, loses the line and comes back.

Rule: citizens only react. Whatever they do begins with something that their own three views say (`everyone`, `me`,
`room:…`), and takes as long as it takes a person.
"""

import asyncio
from collections import Counter

from live.core.patch import View
from live.demo import words
from live.demo.answering import Asking, Mind, answer, asking
from live.demo.chance import Temper
from live.demo.page import Page, Refused, join
from live.demo.town import Town
from live.demo.words import Card

FULL_BOARD = 18
"""Cards on a board that looks full to people."""
LOOKS_AWAY = 0.05
CHANGES_MIND = 0.12
HAS_SECOND_THOUGHTS = 0.1
HAS_SOMETHING_TO_SAY = 0.2
HAS_A_NAME = 0.5
TOGETHER = 0.06
QUOTATION_MARKS = '“”"'


class Citizen:
    """Person number `number` (from 1) of a town."""

    def __init__(self, town: Town, number: int) -> None:
        """Decide who this is."""
        self._town = town
        self._temper = temper = Temper(town.seed, f"citizen {number}", town.pace)
        self._name = town.names.draw() if temper.likely(HAS_A_NAME) else ""
        self._language = "ar" if any("\u0600" <= letter <= "\u06ff" for letter in self._name) else "de"
        self._together = temper.likely(TOGETHER)
        self._late = number % 11 == 0
        self._restless = number % 9 == 4  # noqa: PLR2004 - one in nine has a bad line
        self._spirits = temper.random.triangular(0, 1, 0.65)
        self._considered: set[tuple[str, str]] = set()
        self._written: Counter[str] = Counter()
        self._stock = temper.random.choice((0, 0, 1, 1, 1, 2, 2))

    async def live(self) -> None:
        """Be there all evening; whoever is not let in stays at home."""
        await (self._temper.pause(60, 110) if self._late else self._temper.pause(0.5, 35))
        try:
            key = await join(self._town.address, self._town.code, self._name, self._language, together=self._together)
        except (Refused, OSError):
            return
        self._page = Page(key, self._temper, self._town.ledger)
        async with asyncio.TaskGroup() as tasks:
            for concern in (self._page.run, self._answer, self._write, self._speak, self._lose_the_line):
                tasks.create_task(concern())

    async def _answer(self) -> None:
        """Answer every question once, some also a second time and differently."""
        while True:
            asked = await self._page.until(self._question)
            self._considered.add(asked.key)
            if self._temper.likely(LOOKS_AWAY):
                continue
            await self._temper.pause(2, 13)
            for seat in range(1, self._page.view("me").get("seats", 1) + 1):
                await self._cast(asked, seat)
            if self._temper.likely(CHANGES_MIND):
                await self._temper.pause(2, 6)
                await self._cast(asked, 1)

    def _question(self) -> Asking | None:
        asked = asking(self._page.view("everyone"))
        if asked is None or not self._running():
            return None
        if asked.phase == "prepared":
            self._considered.discard(asked.key)  # asked again, it is a new question
        return asked if asked.phase == "open" and asked.key not in self._considered else None

    async def _cast(self, asked: Asking, seat: int) -> None:
        now = asking(self._page.view("everyone"))
        if now is None or now.key != asked.key or now.phase != "open":
            return  # too slow: the room went on
        type_, fields = answer(asked, Mind(self._temper.random, self._spirits))
        await self._page.tell(type_, seat=seat, **fields)

    async def _write(self) -> None:
        """Put a few cards on the board of the own group, and now and then have second thoughts."""
        while True:
            group = await self._page.until(self._board)
            step, room = group["step"], group["room"]
            await self._temper.pause(4, 22)
            if (now := self._board()) is None or (now["step"], now["room"]) != (step, room):
                continue
            self._written[step] += 1
            self._spirits = min(1, self._spirits + 0.15)
            column, card = self._town.card(group, self._temper)
            await self._put(step, room, column, card)

    async def _put(self, step: str, room: int, column: str | None, card: Card) -> None:
        where = {"step": step, "room": room} | ({"column": column} if column else {})
        said = {"language": card.language} if card.language else {}
        note = await self._page.tell("breakout.write_note", **where, **said, text=card.text)
        if not note.done:
            return
        for point in card.below:
            await self._temper.pause(2, 6)
            await self._page.tell("breakout.write_note", **where, text=point, below=note.id)
        if self._temper.likely(HAS_SECOND_THOUGHTS) and card.text[-1] not in QUOTATION_MARKS:
            await self._temper.pause(2, 6)
            afterthoughts = words.AFTERTHOUGHTS[-1:] if card.language else words.AFTERTHOUGHTS
            changed = card.text + self._temper.random.choice(afterthoughts)
            await self._page.tell("breakout.edit_note", step=step, note=note.id, text=changed)

    def _board(self) -> View | None:
        """The own board, while there is room on it and something left to say."""
        place = self._page.view("me").get("room", {})
        group = self._page.view(f"room:{place.get('step')}:{place.get('room')}")
        if not self._running() or group.get("phase") != "running" or "frozen" in group:
            return None
        full = len(group["notes"]["order"]) >= FULL_BOARD
        return None if full or self._written[group["step"]] >= self._stock else group

    async def _speak(self) -> None:
        """Raise a hand from time to time; lower it after having spoken, or when nobody calls."""
        while True:
            await self._page.until(self._running)
            await self._temper.pause(25, 240)
            if not self._running() or not self._temper.likely(HAS_SOMETHING_TO_SAY):
                continue
            await self._page.tell("hands.raise")
            patience = self._temper.seconds(40, 120)
            try:
                async with asyncio.timeout(patience):
                    await self._page.until(lambda: "hand" in self._page.view("me"))
                    await self._page.until(self._called)
            except TimeoutError:
                pass  # whatever it was, somebody else has said it
            else:
                await self._temper.pause(8, 25)
            await self._page.tell("hands.lower")

    def _called(self) -> bool:
        """Whether it is the own turn, or the hand was taken down by somebody else."""
        return "called" in self._page.view("me").get("hand", {"called": True})

    async def _lose_the_line(self) -> None:
        while self._restless:
            await self._temper.pause(30, 120)
            await self._page.drop_out(3, 15)

    def _running(self) -> bool:
        phase = self._page.view("everyone").get("dialogue", {}).get("phase")
        return bool(phase == "running")
