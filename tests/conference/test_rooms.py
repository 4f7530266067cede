"""Rooms on a stand-in server, which may be slow, odd or hostile; nobody asks it more than is needed."""

import asyncio
import logging
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from live.conference import rooms
from live.conference.bigbluebutton import Algorithm, Meeting, Server
from live.conference.rooms import FAILED_SECONDS, MADE_SECONDS, MeetingRooms, NotOpened
from tests.conference.standin import SECRET, Mood, StandIn, stand_in

MEETING = Meeting("a" * 40, "Gruppe 1", "v" * 40, "m" * 40)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def on(
    server: StandIn, clock: Clock | None = None, secret: str = SECRET, algorithm: Algorithm = "sha256"
) -> MeetingRooms:
    return MeetingRooms(Server(server.url, secret, algorithm), clock=clock or Clock())


async def test_a_room_is_made_and_the_address_leads_into_it() -> None:
    async with stand_in() as server:
        address = await on(server).enter(MEETING, "Rosa Lüx", "VIEWER")
        assert server.meetings == {MEETING.id: {"attendeePW": "v" * 40, "moderatorPW": "m" * 40}}
        assert parse_qs(urlsplit(address).query)["fullName"] == ["Rosa Lüx"]
        assert (server.calls, server.wrong) == ({"create": 1}, 0)
        [head] = server.heads
        assert SECRET not in head + address
        assert "cookie" not in head.lower()


@pytest.mark.parametrize("algorithm", ["sha1", "sha384", "sha512"])
async def test_other_ways_to_sign_are_understood(algorithm: Algorithm) -> None:
    async with stand_in(algorithm=algorithm) as server:
        await on(server, algorithm=algorithm).enter(MEETING, "Rosa", "VIEWER")
        assert server.wrong == 0


async def test_a_wrong_secret_opens_nothing_and_the_log_says_why(caplog: pytest.LogCaptureFixture) -> None:
    async with stand_in() as server:
        with caplog.at_level(logging.WARNING), pytest.raises(NotOpened):
            await on(server, secret="another").enter(MEETING, "Rosa", "VIEWER")  # noqa: S106 - not one
        assert (server.wrong, server.meetings) == (1, {})
    assert [vars(record)["reason"] for record in caplog.records] == ["wrong secret"]


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        ("failed", "not made"),
        ("silent", "too slow"),
        ("dripping", "too slow"),
        ("garbage", "no XML"),
        ("entities", "no XML"),
        ("huge", "too large"),
        ("redirect", "refused"),
        ("cut", "no XML"),
        ("odd", "no HTTP"),
        ("broken", "refused"),
    ],
)
async def test_a_server_that_misbehaves_opens_nothing_and_is_left_soon(
    mood: Mood, reason: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rooms, "CALL_SECONDS", 0.3)
    async with stand_in(mood) as server:
        async with asyncio.timeout(5):
            with caplog.at_level(logging.WARNING), pytest.raises(NotOpened):
                await on(server).enter(MEETING, "Rosa", "VIEWER")
        assert server.calls == {"create": 1}, "nothing is followed and nothing tried again"
    assert [vars(record)["reason"] for record in caplog.records] == [reason]
    assert "Rosa" not in caplog.text


async def test_a_server_that_is_not_there_opens_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with stand_in() as server:
        pass
    with caplog.at_level(logging.WARNING), pytest.raises(NotOpened):
        await on(server).enter(MEETING, "Rosa", "VIEWER")
    assert [vars(record)["reason"] for record in caplog.records] == ["not reached"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine with its key, which nobody trusts yet."""
    path = tmp_path_factory.mktemp("tls") / "here.pem"
    subprocess.run(  # noqa: S603 - our own command
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", path, "-out", path.with_suffix(".crt")),
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


async def test_a_server_is_spoken_with_by_https_if_its_certificate_is_trusted(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with stand_in(certificate=certificate) as server:
        assert server.url.startswith("https://")
        with caplog.at_level(logging.WARNING), pytest.raises(NotOpened):
            await on(server).enter(MEETING, "Rosa", "VIEWER")
        assert [vars(record)["reason"] for record in caplog.records if record.name == "live.conference"] == [
            "not reached"
        ]
        assert server.heads == [], "nothing was said to a stranger"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
        assert await on(server).enter(MEETING, "Rosa", "VIEWER")
        assert server.calls == {"create": 1}


async def test_all_who_come_at_once_wait_for_one_call() -> None:
    async with stand_in() as server:
        server.gate.clear()
        made = on(server)
        coming = [asyncio.create_task(made.enter(MEETING, f"Person {n}", "VIEWER")) for n in range(50)]
        async with asyncio.timeout(5):
            await server.asked.wait()
        server.gate.set()
        addresses = await asyncio.gather(*coming)
        assert len(set(addresses)) == 50
        assert server.calls == {"create": 1}


async def test_a_room_is_taken_to_be_there_only_for_a_while() -> None:
    clock = Clock()
    async with stand_in() as server:
        made = on(server, clock)
        for moment in (0.0, MADE_SECONDS - 1, 2.0):
            clock.now += moment
            await made.enter(MEETING, "Rosa", "VIEWER")
        assert server.calls == {"create": 2}


async def test_after_a_failure_nobody_asks_again_at_once_and_then_it_works() -> None:
    clock = Clock()
    async with stand_in("failed") as server:
        made = on(server, clock)
        for _ in range(3):
            with pytest.raises(NotOpened):
                await made.enter(MEETING, "Rosa", "VIEWER")
        assert server.calls == {"create": 1}
        server.mood = "well"
        clock.now += FAILED_SECONDS
        assert await made.enter(MEETING, "Rosa", "VIEWER")


async def test_whoever_goes_away_while_waiting_keeps_nobody_from_the_room() -> None:
    async with stand_in() as server:
        server.gate.clear()
        made = on(server)
        first, second = (asyncio.create_task(made.enter(MEETING, name, "VIEWER")) for name in ("Rosa", "Bernd"))
        async with asyncio.timeout(5):
            await server.asked.wait()
        first.cancel()
        server.gate.set()
        assert "Bernd" in await second


async def test_a_thousand_rooms_are_made_a_few_at_a_time_and_not_remembered_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "ROOMS_REMEMBERED", 50)
    clock = Clock()
    async with stand_in() as server:
        made = on(server, clock)
        for batch in range(3):
            ids = [f"{batch}-{n}" for n in range(40)]
            await asyncio.gather(*(made.enter(Meeting(id_, "Gruppe", "v", "m"), "Rosa", "VIEWER") for id_ in ids))
            clock.now += MADE_SECONDS
        assert server.most_under_way <= rooms.CALLS_AT_ONCE
        assert server.calls == {"create": 120}
        assert len(made._rooms) <= 90  # noqa: SLF001 - memory is what this is about
