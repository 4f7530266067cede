"""People without a screen: they come in as browsers do and speak the real wire, but no page has to be drawn for them.

They fill the room and steer where a test is about somebody else's page. What they say must be carried out.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from live.core.patch import View
from live.demo.chance import Temper
from live.demo.page import Key, Ledger, Page, enter, join
from tests.browser.server import Evening, LiveServer

PATIENCE = 20.0
HURRY = 100.0
"""How much faster than a human hand they come back when a line breaks."""


@dataclass
class Voice:
    """One of them."""

    page: Page
    key: Key
    _line: "asyncio.Task[None]"

    async def say(self, type_: str, /, **fields: Any) -> str:  # noqa: ANN401 - as in a frame
        """Ask for something, which must be done; the command's id, which is also that of a card."""
        async with asyncio.timeout(PATIENCE):
            asked = await self.page.tell(type_, **fields)
        assert asked.done, (asked.command, asked.answer)
        return asked.id

    async def sees(self, name: str, shows: Callable[[View], bool] = bool) -> View:
        """A view, as soon as it is there and shows what is waited for."""

        def seen() -> View | None:
            view = self.page.views.get(name)
            return view if view is not None and shows(view) else None

        async with asyncio.timeout(PATIENCE):
            return await self.page.until(seen)

    async def go(self) -> None:
        """Leave."""
        self._line.cancel()
        await asyncio.gather(self._line, return_exceptions=True)


@dataclass
class Voices:
    """All of them in one test."""

    server: LiveServer
    _all: list[Voice] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    async def moderator(self, evening: Evening) -> Voice:
        """Somebody at a desk."""
        return await self._come(await enter(await self.server.link(evening, "moderator")), "moderators")

    async def console(self, evening: Evening, room: int) -> Voice:
        """Somebody at a console."""
        return await self._come(await enter(await self.server.link(evening, "group_moderator", str(room))), "")

    async def citizen(self, evening: Evening, name: str = "", language: str = "de") -> Voice:
        """Somebody who takes part."""
        return await self._come(await join(evening.address, evening.code, name, language, together=False), "me")

    async def leave(self) -> None:
        """Everybody leaves."""
        for voice in self._all:
            await voice.go()

    async def _come(self, key: Key, first: str) -> Voice:
        page = Page(key, Temper(next(self._numbers), "voice", HURRY), Ledger())
        voice = Voice(page, key, asyncio.create_task(page.run()))
        self._all.append(voice)
        if first:
            await voice.sees(first)
        return voice
