"""What systemd is told, and that nobody else is told anything."""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from live.web import supervisor


@contextmanager
def listening(address: str) -> Iterator[socket.socket]:
    """A supervisor's ear."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(address)
        ear.settimeout(0)
        yield ear


@pytest.mark.parametrize("hidden", [False, True], ids=["a file", "a name outside the file system"])
def test_the_supervisor_is_told_a_word_at_its_socket(tmp_path: Path, hidden: object) -> None:
    name = f"live-test-{os.getpid()}" if hidden else str(tmp_path / "notify")
    with listening(f"\0{name}" if hidden else name) as ear:
        supervisor.tell("READY=1", {"NOTIFY_SOCKET": f"@{name}" if hidden else name})
        assert ear.recv(100) == b"READY=1"


def test_a_supervisor_that_hears_nothing_more_holds_nobody_up(tmp_path: Path) -> None:
    with listening(str(tmp_path / "notify")) as ear:
        for _ in range(2_000):
            supervisor.tell("WATCHDOG=1", {"NOTIFY_SOCKET": str(tmp_path / "notify")})
        assert ear.recv(100) == b"WATCHDOG=1"


@pytest.mark.parametrize(
    "environment",
    [{}, *({"NOTIFY_SOCKET": address} for address in ("", "vsock:2:1234", "/nowhere", "/" + "long" * 100, "@"))],
)
def test_where_nobody_listens_nothing_happens(environment: Mapping[str, str]) -> None:
    supervisor.tell("READY=1", environment)


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "30000000"}, 15.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 15.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "-1"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_a_sign_of_life_is_due_twice_in_the_time_that_is_given(
    environment: Mapping[str, str], seconds: float | None
) -> None:
    assert supervisor.watchdog_seconds(environment) == seconds
