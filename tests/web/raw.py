"""Bytes on a line to the server, as somebody writes them who keeps to no rule."""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

SECONDS = 20.0
TEXT, BINARY, CLOSE, PING, PONG, MORE = 1, 2, 8, 9, 10, 0
_KEY = "dGhlIHNhbXBsZSBub25jZQ=="


def frame(
    opcode: int, payload: bytes = b"", *, final: bool = True, masked: bool = True, reserved: int = 0, size: int = -1
) -> bytes:
    """A frame as a page sends it (RFC 6455, section 5.2); `size` is what it claims to hold."""
    size = len(payload) if size < 0 else size
    head = bytes([final << 7 | reserved << 4 | opcode])
    if size < 126:
        head += bytes([masked << 7 | size])
    elif size < 65_536:
        head += bytes([masked << 7 | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([masked << 7 | 127]) + size.to_bytes(8, "big")
    if not masked:
        return head + payload
    mask = os.urandom(4)
    hidden = int.from_bytes(payload, "big") ^ int.from_bytes((mask * (len(payload) // 4 + 1))[: len(payload)], "big")
    return head + mask + hidden.to_bytes(len(payload), "big")


def goodbye(code: int, reason: bytes = b"") -> bytes:
    """A close frame of a page."""
    return frame(CLOSE, code.to_bytes(2, "big") + reason)


class Told(NamedTuple):
    """A frame of the server."""

    opcode: int
    payload: bytes

    @property
    def code(self) -> int:
        """Why the server closes."""
        assert self.opcode == CLOSE, self
        return int.from_bytes(self.payload[:2], "big") if self.payload else 1005


class Raw:
    """One connection, byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def write(self, data: bytes) -> None:
        """Send what can be sent; whether anybody takes it is not waited for."""
        with suppress(OSError):
            self.writer.write(data)

    async def shake(self, path: str = "/", *, origin: str = "", cookies: str = "", more: str = "") -> str:
        """Ask for a socket; the head of the answer."""
        lines = [f"GET {path} HTTP/1.1", "Host: here", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {_KEY}", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: live.v1"]
        lines += [f"Origin: {origin}"] * bool(origin) + [f"Cookie: {cookies}"] * bool(cookies)
        self.write(("\r\n".join(lines) + "\r\n" + more + "\r\n").encode())
        return await self.head()

    async def head(self) -> str:
        """The head of an answer."""
        async with asyncio.timeout(SECONDS):
            return (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")

    async def status(self) -> int:
        """The status of an answer."""
        return int((await self.head()).split()[1])

    async def told(self) -> Told:
        """The next frame."""
        async with asyncio.timeout(SECONDS):
            first, size = await self.reader.readexactly(2)
            assert first & 0x70 == 0, "the server agreed to no extension"
            assert size < 128, "a server masks nothing"
            if size > 125:
                width = 2 if size == 126 else 8
                size = int.from_bytes(await self.reader.readexactly(width), "big")
            return Told(first & 15, await self.reader.readexactly(size))

    async def dismissed(self) -> int:
        """Read on until the goodbye; its code."""
        while (told := await self.told()).opcode != CLOSE:
            pass
        return told.code

    async def ended(self) -> bytes:
        """Read to the end, however it comes; what was still said."""
        said = bytearray()
        async with asyncio.timeout(SECONDS):
            with suppress(OSError):
                while got := await self.reader.read(65_536):
                    said += got
        return bytes(said)

    def reset(self) -> None:
        """End without a word."""
        found = self.writer.get_extra_info("socket")
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


@asynccontextmanager
async def raw(port: int, *, receives: int | None = None, limit: int = 2**16) -> AsyncIterator[Raw]:
    """A connection; `receives` bytes are what this side's kernel keeps for it."""
    made = socket.socket()
    made.settimeout(0)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if receives is not None:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    await asyncio.get_running_loop().sock_connect(made, ("127.0.0.1", port))
    reader, writer = await asyncio.open_connection(sock=made, limit=limit)
    try:
        yield Raw(reader, writer)
    finally:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()
