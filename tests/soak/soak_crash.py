"""A server is killed some hundred times under load, and its disk fails under it: the long form of `tests/crash`.

`KILLS=<number>` and `FAILURES=<number>` say how often; `SEED=<number>` plays the same moments again.
"""

import asyncio
import os
import random
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from live.core.ids import PersonId
from tests.crash.evening import prepare
from tests.crash.process import Server, Voter
from tests.crash.seen import Film
from tests.crash.test_kill import check_counted, check_kept, killed_again_and_again

KILLS = int(os.environ.get("KILLS", "300"))
FAILURES = int(os.environ.get("FAILURES", "60"))
SEED = int(os.environ.get("SEED", secrets.randbelow(10**9)))
KILLS_OF_ONE_EVENING = 50
VOTERS = 12
SHIM = Path(__file__).with_name("failing_disk.c")


async def test_hundreds_of_kills_cost_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    for first in range(0, KILLS, KILLS_OF_ONE_EVENING):
        folder = tmp_path / str(first)
        await asyncio.to_thread(folder.mkdir)
        kills = min(KILLS_OF_ONE_EVENING, KILLS - first)
        compared = await killed_again_and_again(folder, kills, SEED + first)
        print(f"{first + kills} kills, {compared} views held against the log, SEED={SEED}")


async def test_a_failing_disk_costs_nothing_and_needs_no_restart(tmp_path: Path) -> None:
    library = await built(tmp_path)
    chance = random.Random(SEED)  # noqa: S311 - repeatable chance is wanted
    evening = await prepare(tmp_path / "live.db", VOTERS)
    server = Server(evening.database)
    voters = [
        Voter(name, evening.path("participant"), evening.cookies[name], evening.rooms[PersonId(name)], chance)
        for name in evening.cookies
        if name != "moderator"
    ]
    film = Film()
    await evening.look(film)
    signs = {name: tmp_path / name.lower() for name in ("FAILING_FLUSH", "FULL_DISK")}
    disk = {"LD_PRELOAD": str(library), **{name: str(sign) for name, sign in signs.items()}}
    async with server.running(**disk), asyncio.TaskGroup() as together:
        told = Told()
        acting = [together.create_task(voter.take_part(server, told.one)) for voter in voters]
        for _ in range(FAILURES):
            await told.more(chance.randint(5, 60))
            sign = chance.choice(list(signs.values()))
            sign.touch()
            refused = sum(voter.refused for voter in voters)
            await told.refusals(voters, refused + chance.randint(1, 20))
            sign.unlink()
        await told.more(VOTERS)
        for task in acting:
            task.cancel()
    refused = sum(voter.refused for voter in voters)
    async with server.running():
        for voter in voters:
            await voter.come_back(server)
    state = await evening.look(film)
    check_kept(state, voters)
    check_counted(state, voters)
    compared = sum(voter.seen.check(film.views) for voter in voters)
    print(f"{FAILURES} failures, {refused} refusals, {compared} views, SEED={SEED}")


class Told:
    """Counts what people hear, for those who wait for more of it."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self._told = 0

    def one(self) -> None:
        """An answer has come."""
        self._told += 1
        self._news.set()

    async def more(self, answers: int) -> None:
        """Wait for so many further answers."""
        until = self._told + answers
        await self._wait(lambda: self._told >= until)

    async def refusals(self, voters: list[Voter], until: int) -> None:
        """Wait for so many refusals in all."""
        await self._wait(lambda: sum(voter.refused for voter in voters) >= until)

    async def _wait(self, ready: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not ready():
                self._news.clear()
                await self._news.wait()


async def built(folder: Path) -> Path:
    """The failing disk as a library."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("a C compiler is needed")
    library = folder / "failing_disk.so"
    process = await asyncio.create_subprocess_exec(compiler, "-shared", "-fPIC", "-o", library, SHIM, "-ldl")
    assert await process.wait() == 0
    return library
