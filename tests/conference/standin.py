"""A stand-in for a BigBlueButton server: it verifies every checksum as the documentation defines it, makes rooms, and
shows whoever joins by which name and in which role. On wish it behaves badly.
"""

import asyncio
import hashlib
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"  # noqa: S105 - the example of the documentation
Mood = Literal[
    "well", "failed", "silent", "dripping", "garbage", "entities", "huge", "redirect", "cut", "odd", "broken"
]

XML = b"text/xml;charset=utf-8"
BOMB = b'<!DOCTYPE r [<!ENTITY a "SUCCESS">]><response><returncode>&a;</returncode></response>'


@dataclass
class StandIn:
    """The server. `calls` counts what was asked with a right checksum, `wrong` what was not."""

    mood: Mood = "well"
    algorithm: str = "sha256"
    url: str = ""
    meetings: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    joined: list[tuple[str, str, str]] = field(default_factory=list)
    """Meeting, name and role of whoever came in."""
    heads: list[str] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    """Closed: calls wait."""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Somebody has asked for something."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
        self.heads.append(head)
        self.asked.set()
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await self.gate.wait()
            await self._answer(head.split(" ")[1], writer)
        except ConnectionError:
            pass
        finally:
            self.under_way -= 1
            writer.close()

    async def _answer(self, target: str, writer: asyncio.StreamWriter) -> None:
        parts = urlsplit(target)
        base, _, call = parts.path.rpartition("/")
        query, _, given = parts.query.rpartition("&checksum=")
        params = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
        right = hashlib.new(self.algorithm, f"{call}{query}{SECRET}".encode()).hexdigest()
        if base != "/bigbluebutton/api" or given != right:
            self.wrong += 1
            await _say(writer, _response("FAILED", "checksumError"))
            return
        self.calls[call] += 1
        if call == "join":
            await self._join(params, writer)
        elif self.mood == "well":
            await _say(writer, self._create(params))
        else:
            await self._misbehave(writer)

    def _create(self, params: dict[str, str]) -> bytes:
        assert params.keys() == {"name", "meetingID", "attendeePW", "moderatorPW", "record", "guestPolicy"}, params
        assert params["record"] == "false"
        assert len(params["name"]) >= 2
        passwords = {name: params[name] for name in ("attendeePW", "moderatorPW")}
        if self.meetings.setdefault(params["meetingID"], passwords) != passwords:
            return _response("FAILED", "idNotUnique")
        return _response("SUCCESS", "duplicateWarning")

    async def _join(self, params: dict[str, str], writer: asyncio.StreamWriter) -> None:
        meeting = self.meetings.get(params["meetingID"])
        role = {"MODERATOR": "moderatorPW", "VIEWER": "attendeePW"}[params["role"]]
        if meeting is None or meeting[role] != params["password"]:
            await _say(writer, _response("FAILED", "invalidMeetingIdentifier"))
            return
        self.joined.append((params["meetingID"], params["fullName"], params["role"]))
        page = f"<!doctype html><title>Raum</title><h1>{escape(params['fullName'])}</h1><p>{params['role']}</p>"
        await _say(writer, page.encode(), kind=b"text/html;charset=utf-8")

    async def _misbehave(self, writer: asyncio.StreamWriter) -> None:
        match self.mood:
            case "failed":
                await _say(writer, _response("FAILED", "maxParticipantsReached"))
            case "silent":
                await asyncio.sleep(3600)
            case "dripping":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3600\r\n\r\n")
                while not writer.is_closing():
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(0.01)
            case "garbage":
                await _say(writer, b"<html><body>It works!</body>")
            case "entities":
                await _say(writer, BOMB)
            case "huge":
                await _say(writer, _response("SUCCESS", "x" * 1_000_000))
            case "redirect":
                writer.write(
                    b"HTTP/1.1 302 Found\r\nLocation: /bigbluebutton/api/elsewhere\r\nContent-Length: 0\r\n\r\n"
                )
                await writer.drain()
            case "cut":
                whole = _response("SUCCESS", "")
                await _say(writer, whole[: len(whole) // 2], length=len(whole))
            case "odd":
                writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
                await writer.drain()
            case "broken":
                await _say(writer, _response("SUCCESS", ""), status=b"500 Internal Server Error")
            case "well":
                raise AssertionError


def _response(code: str, key: str) -> bytes:
    return f"<response>\n<returncode>{code}</returncode>\n<messageKey>{key}</messageKey>\n</response>".encode()


async def _say(
    writer: asyncio.StreamWriter,
    body: bytes,
    *,
    kind: bytes = XML,
    status: bytes = b"200 OK",
    length: int | None = None,
) -> None:
    writer.write(b"HTTP/1.1 %s\r\nContent-Type: %s\r\n" % (status, kind))
    writer.write(b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length))
    writer.write(body)
    await writer.drain()


@asynccontextmanager
async def stand_in(
    mood: Mood = "well", algorithm: str = "sha256", certificate: Path | None = None
) -> AsyncIterator[StandIn]:
    """A running server on a free port of this machine; with a certificate (and its key, in one file) by HTTPS."""
    made = StandIn(mood, algorithm)
    made.gate.set()
    answering: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        answering.add(task)
        try:
            await made.serve(reader, writer)
        except asyncio.CancelledError:
            writer.close()
        except asyncio.IncompleteReadError:
            writer.close()  # a browser opens lines ahead of need
        finally:
            answering.discard(task)

    tls = None
    if certificate is not None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    made.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}/bigbluebutton/"
    try:
        yield made
    finally:
        server.close()
        for task in list(answering):
            task.cancel()
        await asyncio.gather(*answering, return_exceptions=True)
