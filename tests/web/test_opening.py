"""The handshake: what is asked, what is answered, and what becomes of an application that fails."""

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from live.web import opening
from live.web.opening import LINE, Opening, is_wanted, key_of, refusal, scope_of
from live.web.wire import Wire
from tests.web.raw import SECONDS, TEXT, frame
from tests.web.transports import Page, Transport, lines_of, transport

KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
GOOD = [
    (b"host", b"here"),
    (b"upgrade", b"websocket"),
    (b"connection", b"Upgrade"),
    (b"sec-websocket-key", KEY),
    (b"sec-websocket-version", b"13"),
]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def with_(name: bytes, *values: bytes) -> list[tuple[bytes, bytes]]:
    return [header for header in GOOD if header[0] != name] + [(name, value) for value in values]


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (GOOD, True),
        (with_(b"connection", b"keep-alive, Upgrade"), True),
        (with_(b"connection", b"keep-alive", b"upgrade"), True),
        (with_(b"upgrade", b"WebSocket"), True),
        (with_(b"upgrade", b"h2c"), False),
        (with_(b"upgrade"), False),
        (with_(b"connection"), False),
        (with_(b"connection", b"close"), False),
    ],
)
def test_a_socket_is_wanted_by_two_headers(headers: opening.Headers, wanted: object) -> None:
    assert is_wanted(headers) is wanted


@pytest.mark.parametrize(
    ("method", "version", "headers", "answer"),
    [
        (b"GET", "1.1", GOOD, KEY),
        (b"POST", "1.1", GOOD, 400),
        (b"GET", "1.0", GOOD, 400),
        (b"GET", "1.1", with_(b"host"), 400),
        (b"GET", "1.1", with_(b"host", b"a", b"b"), 400),
        (b"GET", "1.1", with_(b"sec-websocket-version", b"8"), 426),
        (b"GET", "1.1", with_(b"sec-websocket-version"), 426),
        (b"GET", "1.1", with_(b"sec-websocket-version", b"13", b"13"), 426),
        (b"GET", "1.1", with_(b"sec-websocket-key"), 400),
        (b"GET", "1.1", with_(b"sec-websocket-key", KEY, KEY), 400),
        (b"GET", "1.1", with_(b"sec-websocket-key", b"short"), 400),
        (b"GET", "1.1", with_(b"sec-websocket-key", base64.b64encode(b"x" * 17)), 400),
        (b"GET", "1.1", with_(b"sec-websocket-key", b"\xff" * 24), 400),
    ],
)
def test_a_handshake_that_is_none_is_refused(
    method: bytes, version: str, headers: opening.Headers, answer: object
) -> None:
    assert key_of(method, version, headers) == answer


def test_the_application_is_told_what_was_asked() -> None:
    request = {"type": "http", "asgi": {"version": "3.0"}, "scheme": "http", "http_version": "1.1", "client": ("a", 1)}
    offered = [(b"sec-websocket-protocol", b"other, live.v1"), (b"sec-websocket-protocol", b"third")]
    with transport() as made:
        wire = Wire(made, lines_of()[0], b"")
        scope = scope_of({**request, "headers": offered}, b"/ws/a%C3%A4/b", b"q=1", wire)
    assert scope["type"] == "websocket"
    assert scope["scheme"] == "ws"
    assert (scope["path"], scope["raw_path"], scope["query_string"]) == ("/ws/aä/b", b"/ws/a%C3%A4/b", b"q=1")
    assert scope["subprotocols"] == ["other", "live.v1", "third"]
    assert scope["client"] == ("a", 1)
    assert scope["extensions"][LINE] is wire
    assert scope_of({**request, "scheme": "https", "headers": []}, b"/", b"", wire)["scheme"] == "wss"


def test_a_refusal_says_how_long_it_is_and_that_it_is_the_end() -> None:
    told = refusal(503, [(b"retry-after", b"5"), (b"content-length", b"99"), (b"connection", b"keep-alive")], b"later")
    assert told == (
        b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 5\r\nconnection: close\r\n\r\nlater"
    )


async def opened(app: App, *, early: bytes = b"", made: Transport) -> Page:
    """What an application makes of a handshake."""
    wire = Wire(made, lines_of()[0], early)
    made.set_protocol(wire)
    made.pause_reading()
    page = Page()
    await Opening(wire, KEY, [(b"date", b"today")]).run(app, {"extensions": {LINE: wire}, "page": page})
    return page


async def take_over(scope: Scope, receive: Receive, send: Send) -> None:
    assert (await receive())["type"] == "websocket.connect"
    await send({"type": "websocket.accept", "subprotocol": "live.v1", "headers": [(b"x-more", b"1")]})
    scope["extensions"][LINE].take_over(scope["page"])


async def test_an_application_that_takes_the_line_is_done_and_the_page_is_read() -> None:
    with transport() as made:
        page = await opened(take_over, early=frame(TEXT, b"early"), made=made)
        head = made.arrived.decode()
        assert head.startswith("HTTP/1.1 101 Switching Protocols\r\n")
        assert "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in head
        assert "sec-websocket-protocol: live.v1\r\n" in head
        assert "date: today\r\n" in head
        assert "x-more: 1\r\n" in head
        assert "extensions" not in head
        assert page.texts == [b"early"]
        assert made.reading


def answering(*messages: Message) -> App:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope
        assert (await receive())["type"] == "websocket.connect"
        for message in messages:
            await send(message)

    return app


@pytest.mark.parametrize(
    ("app", "beginning", "end"),
    [
        (answering({"type": "websocket.close"}), "HTTP/1.1 403 Forbidden", "\r\n\r\n"),
        (
            answering(
                {"type": "websocket.http.response.start", "status": 429, "headers": [(b"retry-after", b"5")]},
                {"type": "websocket.http.response.body", "body": b"not now"},
            ),
            "HTTP/1.1 429 Too Many Requests",
            "retry-after: 5\r\ncontent-length: 7\r\nconnection: close\r\n\r\nnot now",
        ),
        (answering(), "HTTP/1.1 500 Internal Server Error", "\r\n\r\n"),
        (
            answering({"type": "websocket.accept"}, {"type": "websocket.close", "code": 4401}),
            "HTTP/1.1 101",
            "\x88\x02\x11\x31",
        ),
        (answering({"type": "websocket.accept"}, {"type": "websocket.close"}), "HTTP/1.1 101", "\x88\x02\x03\xe8"),
        (answering({"type": "websocket.accept"}), "HTTP/1.1 101", "\x88\x02\x03\xf3"),
    ],
    ids=["closed before", "denied", "silent", "dismissed", "dismissed without a code", "forgotten"],
)
async def test_every_end_of_a_handshake_is_told(app: App, beginning: str, end: str) -> None:
    with transport() as made:
        page = await opened(app, early=frame(TEXT, b"early"), made=made)
        told = made.arrived.decode("latin-1")
        assert told.startswith(beginning)
        assert told.endswith(end)
        assert not page.texts


@pytest.mark.parametrize("when", ["before", "after accepting", "after taking over"])
async def test_an_application_that_fails_leaves_nobody_in(when: str, caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if when != "before":
            await send({"type": "websocket.accept"})
        if when == "after taking over":
            scope["extensions"][LINE].take_over(scope["page"])
        raise ZeroDivisionError

    with transport() as made, caplog.at_level(logging.ERROR, "live.web"):
        page = await opened(app, early=frame(TEXT, b"early"), made=made)
        told = made.arrived
        assert told.startswith(b"HTTP/1.1 500") if when == "before" else told.endswith(b"\x88\x02\x03\xf3")
        assert not page.texts
        made.lose()
        assert page.losses == (when == "after taking over")
    assert [record.message for record in caplog.records] == ["a socket could not be opened"]


async def test_an_application_that_is_stopped_refuses() -> None:
    async def app(_: Scope, receive: Receive, __: Send) -> None:
        await receive()
        waiting.set()
        await asyncio.Event().wait()

    waiting = asyncio.Event()
    with transport() as made:
        running = asyncio.create_task(opened(app, made=made))
        async with asyncio.timeout(SECONDS):
            await waiting.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert made.arrived.startswith(b"HTTP/1.1 500")


async def test_an_application_that_still_waits_is_told_that_they_have_gone() -> None:
    heard: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append(await receive())
        made.lose()
        heard.append(await receive())
        await send({"type": "websocket.accept"})
        scope["extensions"][LINE].take_over(scope["page"])

    with transport() as made:
        page = await opened(app, made=made)
        assert [message["type"] for message in heard] == ["websocket.connect", "websocket.disconnect"]
        assert not made.arrived
        assert page.losses == 1


@pytest.mark.parametrize(
    "message",
    [
        {"type": "websocket.send", "text": "x"},
        {"type": "http.response.start"},
        {"type": "websocket.http.response.body", "body": b""},
    ],
    ids=lambda message: str(message["type"]),
)
async def test_what_has_no_place_in_a_handshake_is_a_bug_and_refused(
    message: Message, caplog: pytest.LogCaptureFixture
) -> None:
    with transport() as made, caplog.at_level(logging.ERROR, "live.web"):
        await opened(answering(message), made=made)
        assert made.arrived.startswith(b"HTTP/1.1 500")
    assert len(caplog.records) == 1


async def test_whoever_listens_on_after_the_handshake_is_told_where_to(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await take_over(scope, receive, send)
        await receive()

    with transport() as made, caplog.at_level(logging.CRITICAL, "live.web"):
        await opened(app, made=made)
        assert made.arrived.endswith(b"\x88\x02\x03\xf3")
