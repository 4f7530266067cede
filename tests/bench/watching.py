"""One more page, which keeps what comes: from it the peers learn which bytes to send."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import websockets

from tests.bench.evening import Evening

_LARGEST = 64 << 20
_VIEWS = {"participant": "everyone", "moderator": "moderators"}


@asynccontextmanager
async def connected(evening: Evening, port: int, role: str) -> AsyncIterator[websockets.ClientConnection]:
    """A page of the moderator or of the first participant, which has said hello."""
    secret = evening.people[0] if role == "participant" else evening.desk
    async with websockets.connect(
        f"ws://127.0.0.1:{port}/ws/{evening.dialogue}/{role}",
        subprotocols=[websockets.Subprotocol("live.v1")],
        additional_headers={"cookie": f"live-{role}-{evening.dialogue}={secret}"},
        origin=websockets.Origin(f"http://127.0.0.1:{port}"),
        compression=None,
        max_queue=None,
        max_size=_LARGEST,
    ) as page:
        await page.send('{"hello":{}}')
        yield page


@asynccontextmanager
async def patches(evening: Evening, port: int, role: str) -> AsyncIterator[list[str]]:
    """The patches of the shared view that come to a page while the block runs, as they come."""
    begins = f'{{"view":"{_VIEWS[role]}"'
    texts: list[str] = []
    async with connected(evening, port, role) as page, asyncio.TaskGroup() as tasks:

        async def keep() -> None:
            async for text in page:
                assert isinstance(text, str)
                if text.startswith(begins) and '"patch":' in text:
                    texts.append(text)

        keeping = tasks.create_task(keep())
        await asyncio.sleep(1)
        yield texts
        await asyncio.sleep(1)
        keeping.cancel()


def watch(evening: Evening, port: int, act: Callable[[], object]) -> list[str]:
    """The patches that a participant gets of what everybody sees, while something is done."""

    async def watching() -> list[str]:
        async with patches(evening, port, "participant") as texts:
            await asyncio.to_thread(act)
        return texts

    return asyncio.run(watching())


def beginning(evening: Evening, port: int, views: int) -> list[str]:
    """The frames with which a participant begins, up to so many views."""

    async def begin() -> list[str]:
        texts: list[str] = []
        async with connected(evening, port, "participant") as page, asyncio.timeout(20):
            async for text in page:
                assert isinstance(text, str)
                texts.append(text)
                if sum('"snapshot":' in text for text in texts) == views:
                    break
        return texts

    return asyncio.run(begin())
