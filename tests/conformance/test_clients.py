"""Two clients that others wrote, each with a parser of its own, speak with the lines of the product."""

import asyncio
import os
from collections import deque

import pytest
import websockets
import wsproto
from websockets.asyncio.client import connect
from wsproto.connection import ConnectionState
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Event,
    Message,
    Ping,
    Pong,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.extensions import PerMessageDeflate

from live.hub.frames import LARGEST_FRAME
from tests.web.raw import Raw, raw
from tests.web.serving import Served

SIZES = [0, 1, 125, 126, 127, 128, 65_535, 65_536]
MALFORMED, NO_TEXT, TOO_LARGE = 1002, 1007, 1009


class Client:
    """wsproto on a connection: what it makes of each byte of the server."""

    def __init__(self, line: Raw) -> None:
        self.line = line
        self.wire = wsproto.WSConnection(wsproto.ConnectionType.CLIENT)
        self._heard: deque[Event] = deque()

    def say(self, event: Event) -> None:
        self.line.write(self.wire.send(event))

    async def hear(self) -> Event:
        async with asyncio.timeout(20):
            while not self._heard:
                got = await self.line.reader.read(65_536)
                self.wire.receive_data(got or None)
                self._heard.extend(self.wire.events())
        return self._heard.popleft()

    async def shake(self, **request: object) -> Event:
        self.say(Request(host="here", target="/", **request))  # type: ignore[arg-type]  # as wsproto takes them
        return await self.hear()

    async def message(self) -> str | bytes:
        whole: list[str | bytes] = []
        while True:
            event = await self.hear()
            assert isinstance(event, Message), event
            whole.append(event.data)
            if event.message_finished:
                if isinstance(event, BytesMessage):
                    return b"".join(part for part in whole if isinstance(part, bytes))
                return "".join(map(str, whole))


async def test_wsproto_is_let_in_and_no_extension_is_agreed_to(echo: Served) -> None:
    async with raw(echo.port) as line:
        client = Client(line)
        told = await client.shake(extensions=[PerMessageDeflate()])
        assert isinstance(told, AcceptConnection)
        assert told.extensions == []


async def test_wsproto_hears_what_it_said(echo: Served) -> None:
    async with raw(echo.port) as line:
        client = Client(line)
        await client.shake()
        for size in SIZES:
            client.say(TextMessage("ü" * (size // 2)))
            assert await client.message() == "ü" * (size // 2)
            data = os.urandom(size)
            client.say(BytesMessage(data))
            assert await client.message() == data


async def test_wsproto_says_it_in_parts_with_pings_between(echo: Served) -> None:
    async with raw(echo.port) as line:
        client = Client(line)
        await client.shake()
        for number in range(50):
            client.say(TextMessage("ä€😀", message_finished=False))
            client.say(Ping(b"%d" % number))
            client.say(TextMessage("", message_finished=False))
            client.say(TextMessage("end"))
            pong = await client.hear()
            assert isinstance(pong, Pong)
            assert bytes(pong.payload) == b"%d" % number
            assert await client.message() == "ä€😀end"


async def test_wsproto_and_the_server_say_goodbye(echo: Served) -> None:
    for code in (1000, 1001, 1003, 3000, 4999):
        async with raw(echo.port) as line:
            client = Client(line)
            await client.shake()
            client.say(CloseConnection(code, "gute Nacht"))
            told = await client.hear()
            assert isinstance(told, CloseConnection)
            assert (told.code, told.reason) == (code, "gute Nacht")
            assert client.wire.state is ConnectionState.CLOSED
            assert await line.ended() == b""


async def test_wsproto_is_told_when_it_says_too_much(echo: Served) -> None:
    async with raw(echo.port) as line:
        client = Client(line)
        await client.shake()
        client.say(BytesMessage(b"x" * (LARGEST_FRAME + 1)))
        told = await client.hear()
        assert isinstance(told, CloseConnection)
        assert told.code == TOO_LARGE


async def test_wsproto_is_refused_when_its_handshake_is_none(echo: Served) -> None:
    async with raw(echo.port) as line:
        client = Client(line)
        line.write(client.wire.send(Request(host="here", target="/")).replace(b"Version: 13", b"Version: 12"))
        assert isinstance(await client.hear(), RejectConnection)


def dial(echo: Served) -> connect:
    return connect(f"ws://127.0.0.1:{echo.port}", max_size=None, close_timeout=5, proxy=None)


async def test_websockets_hears_what_it_said(echo: Served) -> None:
    async with dial(echo) as line:
        assert not line.protocol.extensions
        for size in SIZES:
            await line.send("ü" * (size // 2))
            assert await line.recv() == "ü" * (size // 2)
            data = os.urandom(size)
            await line.send(data)
            assert await line.recv() == data


async def test_websockets_says_it_in_parts_and_pings(echo: Served) -> None:
    async with dial(echo) as line:
        await line.send(["ä", "€", "", "😀"])
        await (await line.ping(b"there?"))
        assert await line.recv() == "ä€😀"
        await line.close(4000, "genug")
        assert (line.close_code, line.close_reason) == (4000, "genug")


async def test_websockets_is_told_when_it_says_too_much(echo: Served) -> None:
    async with dial(echo) as line, dial(echo) as other:
        for said in ("x" * (LARGEST_FRAME + 1), ["x" * LARGEST_FRAME, "y"]):
            async with dial(echo) as loud:
                await loud.send(said)
                with pytest.raises(websockets.ConnectionClosedError):
                    await loud.recv()
                assert loud.close_code == TOO_LARGE
        for calm in (line, other):
            await calm.send("still here")
            assert await calm.recv() == "still here"


async def test_a_hundred_clients_at_once_hear_their_own_words(echo: Served) -> None:
    async def speak(number: int) -> None:
        async with dial(echo) as line:
            for turn in range(20):
                await line.send(f"{number}-{turn}" * 50)
            for turn in range(20):
                assert await line.recv() == f"{number}-{turn}" * 50

    async with asyncio.TaskGroup() as speaking:
        for number in range(100):
            speaking.create_task(speak(number))
