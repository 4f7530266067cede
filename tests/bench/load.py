"""The hand on the load (`peers/load.c`): thousands of pages on the second core."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.compiling import compiled
from tests.bench.evening import Evening, Frame, said
from tests.bench.servers import LOAD_CORE

ON_THEIR_WAY = 200
"""Pages that come in at the same time."""
SECONDS = 240.0
_KEY = "dGhlIHNhbXBsZSBub25jZQ=="
_BROWSER = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\r\nAccept-Language: de\r\n"
)

Answer = dict[str, float]


@dataclass(frozen=True)
class Backoff:
    """Seconds for which a page waits before it tries again, as `static/core/connection.js` has them."""

    least: float
    first: float
    growth: float
    most: float


CUT = Backoff(0.3, 2, 2, 8)
RESTARTING = Backoff(0.2, 2, 4, 8)
"""What a page does when its line breaks, and when the server has said that it starts anew."""


class Load:
    """Pages of one server. The last one may be the moderator's."""

    def __init__(self, port: int, pages: Sequence[bytes], folder: Path, *, views: int) -> None:
        """Prepare pages, each made by `participant`, `desk` or `peer_page`; one is in once it has so many views."""
        self.pages = len(pages)
        self._folder = folder
        command = ["taskset", "--cpu-list", str(LOAD_CORE), str(compiled("load.c"))]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        file = folder / f"pages-{port}"
        file.write_bytes(b"".join(pages))
        assert self.ask(f"prepare {file} {port} {views} {ON_THEIR_WAY}")["pages"] == self.pages

    def ask(self, line: str) -> Answer:
        """Call the load and wait for its answer; every call is bounded in time there."""
        self.tell(line)
        return self.hear()

    def tell(self, line: str) -> None:
        """Call the load; the answer is to be heard later."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def hear(self) -> Answer:
        """The answer to the last call."""
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        assert answer, "the load has ended"
        found: Answer = json.loads(answer)
        return found

    def open(self, first: int = 0, last: int | None = None) -> Answer:
        """Let pages come in, all if not said otherwise. Raises `AssertionError` when one is refused."""
        last = self.pages if last is None else last
        answer = self.ask(f"open {first} {last} {SECONDS}")
        assert answer["linked"] == last - first, answer
        return answer

    def step(self, page: int, needle: str, text: str) -> Answer:
        """Let a page say something, and wait until all have a frame with the needle in it."""
        answer = self.ask(f"step {page} 20\t{needle}\t{text}")
        assert answer["reached"] == answer["linked"] == self.pages, (answer, needle)
        assert not answer["rejects"], answer
        return answer

    def cast(self, frames: Iterable[tuple[int, Frame]], per_second: float = 0) -> Answer:
        """Let pages say commands, all at once or so many per second, and wait for the answers."""
        file = self._folder / "commands"
        file.write_text("".join(f"{page} {said(frame)}\n" for page, frame in frames), "utf-8")
        answer = self.ask(f"cast {file} {per_second} {SECONDS}")
        assert answer["acks"] == answer["said"], answer
        return answer

    def come_back(self, backoff: "Backoff") -> None:
        """Call all pages to come back by themselves once their lines are cut; the answer is to be heard later."""
        self.tell(f"return {backoff.least} {backoff.first} {backoff.growth} {backoff.most} {SECONDS}")

    def rest(self, seconds: float) -> Answer:
        """Only listen; what has come in all: frames, beats (of the heart), bytes."""
        return self.ask(f"rest {seconds}")

    def end(self) -> None:
        """Cut all lines, if that has not been done."""
        if self._process.poll() is None:
            self._process.communicate(b"quit\n", 20)


@contextmanager
def loaded(port: int, pages: Sequence[bytes], folder: Path, *, views: int) -> Iterator[Load]:
    """A load that ends with the block."""
    load = Load(port, pages, folder, views=views)
    try:
        yield load
    finally:
        load.end()


def participants(evening: Evening, port: int, *, with_page: bool = False) -> list[bytes]:
    """The pages of all who were let in, with or without the request for the page itself."""
    path = f"/p/{evening.dialogue}"
    pages = []
    for secret in evening.people:
        cookie = f"Cookie: live-participant-{evening.dialogue}={secret}\r\n"
        first = _asking(port, path, cookie) if with_page else ""
        pages.append(_record(first, _upgrade(port, f"/ws/{evening.dialogue}/participant", cookie), '{"hello":{}}'))
    return pages


def desk(evening: Evening, port: int) -> bytes:
    """The moderator's page."""
    cookie = f"Cookie: live-moderator-{evening.dialogue}={evening.desk}\r\n"
    return _record("", _upgrade(port, f"/ws/{evening.dialogue}/moderator", cookie), '{"hello":{}}')


def newcomer(evening: Evening, port: int, name: str) -> bytes:
    """Somebody who is not in yet: posts the form, and comes with the cookie that is given."""
    body = f"code={evening.code}&name={name}&language=de"
    first = (
        f"POST /join HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{_BROWSER}Origin: http://127.0.0.1:{port}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )
    return _record(first, _upgrade(port, f"/ws/{evening.dialogue}/participant", ""), '{"hello":{}}')


def peer_page(port: int, path: str = "/", hello: str = "") -> bytes:
    """A page of a peer, which asks for no cookie."""
    return _record("", _upgrade(port, path, ""), hello)


def _asking(port: int, path: str, cookie: str) -> str:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{_BROWSER}"
        f"Accept: text/html\r\nAccept-Encoding: gzip, deflate\r\nConnection: close\r\n{cookie}\r\n"
    )


def _upgrade(port: int, path: str, cookie: str) -> str:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{_BROWSER}Upgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {_KEY}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: live.v1\r\n"
        f"Sec-WebSocket-Extensions: permessage-deflate\r\nOrigin: http://127.0.0.1:{port}\r\n{cookie}"
    )


def _record(first: str, upgrade: str, hello: str) -> bytes:
    parts = [part.encode() for part in (first, upgrade, hello)]
    return b" ".join(str(len(part)).encode() for part in parts) + b"\n" + b"".join(parts)
