"""`live demo`: a server with the reference evening and simulated citizens, nothing to configure.

Rule: the simulated people come in through the same doors as everybody, by HTTP and `live.v1`; there is no back door.
Nothing remains of a demonstration when it ends.
"""

import asyncio
import contextlib
import secrets
import signal

from live.demo.browser import open_page
from live.demo.citizen import Citizen
from live.demo.group_moderator import GroupModerator
from live.demo.house import GROUPS, House, NoPort, house, listen
from live.demo.moderator import Moderator
from live.demo.screen import FASTEST, MOST_PEOPLE, Screen
from live.demo.town import Town

__all__ = ["demonstrate", "play"]


async def demonstrate(
    port: int, *, people: int = 40, pace: float = 1.0, browser: bool = True, steered: bool = False
) -> int:
    """Show an evening until Ctrl+C; the exit status. `steered`: a simulated moderator leads it, too.

    `port` is the first one tried (0: any), `pace` 2 is twice as fast as a human hand.
    """
    screen = Screen()
    if not (0 <= people <= MOST_PEOPLE and 0 < pace <= FASTEST):
        screen.impossible()
        return 2
    try:
        listening = listen(port)
    except NoPort as problem:
        screen.no_port(str(problem))
        return 2
    stop = _told_to_stop()
    taken = listening.getsockname()[1]
    if port not in (0, taken):
        screen.moved(port, taken)
    async with house(listening) as home, asyncio.TaskGroup() as tasks:
        screen.links(home, people)
        screen.next(steered=steered)
        if browser:
            open_page(home.links["moderator"])
        town = Town(home.address, home.code, secrets.randbits(32), pace)
        leading = Moderator(town, home.links["moderator"], people, screen.happens) if steered else None
        showing = [tasks.create_task(play(home, town, people, leading))]
        if leading:
            showing.append(tasks.create_task(_announce(leading, home, screen)))
        await stop.wait()
        for task in showing:
            task.cancel()
    return 0


async def play(home: House, town: Town, people: int, leading: Moderator | None = None) -> None:
    """Let so many citizens and the group moderators live in the house, until cancelled; with a moderator, if given."""
    async with asyncio.TaskGroup() as tasks:
        for number in range(1, people + 1):
            tasks.create_task(Citizen(town, number).live())
        for room in range(1, GROUPS + 1):
            tasks.create_task(GroupModerator(town, room, home.links[f"console-{room}"]).live())
        if leading:
            tasks.create_task(leading.live())


async def _announce(leading: Moderator, home: House, screen: Screen) -> None:
    await leading.over.wait()
    screen.published(home)


def _told_to_stop() -> asyncio.Event:
    """Set by Ctrl+C or a request to terminate."""
    stop = asyncio.Event()
    for wish in (signal.SIGINT, signal.SIGTERM):
        # Not every platform and thread can hear signals in its loop; there Ctrl+C cancels this very task.
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(wish, stop.set)
    return stop
