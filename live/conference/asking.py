"""One question to another server: a GET whose answer is small, comes soon and from that very server.

Rule: no redirects, no cookies, no proxies, nothing kept open; whatever is odd ends the question.
"""

import asyncio
import ssl
from urllib.parse import urlsplit

import httptools

LARGEST_ANSWER = 64 * 1024
PORTION = 16 * 1024
OK = 200


class NoAnswer(Exception):
    """The other server gave no answer that can be used; `reason` is a word of this program."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def ask(address: str, trust: ssl.SSLContext | None, seconds: float) -> bytes:
    """The body that the address answers with. `trust` is needed for HTTPS. Raises `NoAnswer`."""
    try:
        async with asyncio.timeout(seconds):
            return await _ask(address, trust)
    except TimeoutError:
        raise NoAnswer("too slow") from None
    except (OSError, UnicodeError):  # of TLS too; a name that does not exist, or is none
        raise NoAnswer("not reached") from None
    except httptools.HttpParserError:
        raise NoAnswer("no HTTP") from None


async def _ask(address: str, trust: ssl.SSLContext | None) -> bytes:
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=trust if secure else None)
    try:
        writer.write(
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n"
            "Accept: text/xml, application/xml\r\nAccept-Encoding: identity\r\nUser-Agent: live\r\n\r\n".encode("ascii")
        )
        return await _read(reader)
    finally:
        writer.transport.abort()


async def _read(reader: asyncio.StreamReader) -> bytes:
    answer = _Answer()
    parser = httptools.HttpResponseParser(answer)
    received = 0
    while not answer.whole:
        portion = await reader.read(PORTION)
        if not portion:
            break  # an answer without a length ends with its line
        received += len(portion)
        if received > LARGEST_ANSWER:
            raise NoAnswer("too large")
        parser.feed_data(portion)
        if answer.begun and parser.get_status_code() != OK:
            raise NoAnswer("refused")
    if not answer.begun:
        raise NoAnswer("no HTTP")
    return bytes(answer.body)


class _Answer:
    """What the parser tells."""

    def __init__(self) -> None:
        self.begun = self.whole = False
        self.body = bytearray()

    def on_headers_complete(self) -> None:
        self.begun = True

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.whole = True
