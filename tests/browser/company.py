"""Everybody of an evening at their pages: who they are, how they come in, and what they say, in a ledger."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser

from live.dialogue.session import Session
from tests.browser.ledger import Ledger
from tests.browser.people import LAPTOP, PHONE, WALL, Citizen, Console, Desk, Visitor
from tests.browser.server import Evening, LiveServer
from tests.browser.watch import Watch

NAMES = (
    *("Rosalinde", "Quirin", "Thekla", "Hjalmar", "Wigburg", ""),
    *("Zacharias", "Ottilie", "Severin", "", "Xaver", "سلمى"),
)
"""Twelve people, two without a name. None of these names stands in the session."""
ARABIC = 11
TOGETHER = 3
"""Place of the device at which two people sit."""
PHONES = (0, 4, 8, ARABIC)
BY_CODE = (1, 4, 7, 10)
ROOMS = (1, 2, 3, 4)
PEOPLE = len(NAMES) + 1


@dataclass
class Company:
    """Everybody, and the ledger of what they say."""

    server: LiveServer
    watch: Watch
    evening: Evening
    desk: Desk
    wall: Visitor
    consoles: dict[int, Console]
    citizens: list[Citizen]
    ledger: Ledger = field(default_factory=Ledger)

    def step(self, id_: str) -> Any:  # noqa: ANN401 - settings of any kind
        """An agenda point of the session."""
        return next(step for step in self.evening.session.agenda if step.id == id_)

    def title(self, id_: str) -> str:
        """Its title as it stands on the desk."""
        title: Mapping[str, str] = self.step(id_).title
        return title["de"]

    def visitors(self) -> list[Visitor]:
        """Everybody before their pages."""
        working = [self.desk.at, self.wall, *(console.at for console in self.consoles.values())]
        return [*working, *(citizen.at for citizen in self.citizens)]

    def of_room(self, room: int) -> list[Citizen]:
        """The people of a group."""
        return [citizen for citizen in self.citizens if citizen.room == room]


async def gather(browser: Browser, server: LiveServer, watch: Watch, session: Session) -> Company:
    """Begin the evening; the desk hands out the links, everybody comes in."""
    evening = await server.begin(session)
    desk = Desk(await Visitor.arrive(browser, watch))
    await desk.at.open(await server.link(evening, "moderator"))
    await desk.at.press("Links")
    links = [await desk.hand_out("New console link", room) for room in ROOMS]
    wall = await Visitor.arrive(browser, watch, size=WALL)
    await wall.open(await desk.hand_out("New projector link"))
    await desk.at.page.keyboard.press("Escape")
    consoles: dict[int, Console] = {}
    for room, link in zip(ROOMS, links, strict=True):
        consoles[room] = Console(await Visitor.arrive(browser, watch, size=PHONE if room == 4 else LAPTOP), room)
        await consoles[room].at.open(link)
    citizens = [
        Citizen(
            await Visitor.arrive(
                browser, watch, size=PHONE if place in PHONES else LAPTOP, language="ar" if place == ARABIC else "de"
            ),
            name,
            language="ar" if place == ARABIC else "de",
            seats=2 if place == TOGETHER else 1,
        )
        for place, name in enumerate(NAMES)
    ]
    await together(citizen.join(evening, by_code=place in BY_CODE) for place, citizen in enumerate(citizens))
    return Company(server, watch, evening, desk, wall, consoles, citizens)


async def together(deeds: Iterable[Awaitable[object]]) -> None:
    """Let people act at the same time; the first failure ends it."""
    async with asyncio.TaskGroup() as group:
        for deed in deeds:
            group.create_task(_done(deed))


async def _done(deed: Awaitable[object]) -> None:
    await deed
