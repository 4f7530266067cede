"""Servers under test: each alone on the first core, their CPU time read from the kernel's clock of the process (Linux).

The load and whoever measures keep to the last core.
"""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import live
from tests.bench.compiling import compiled

ROOT = Path(live.__file__).parents[1]
_CORES = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else [0]
SERVER_CORE, LOAD_CORE = _CORES[0], _CORES[-1]
_READY_SECONDS = 60
_CLOCK_OF_A_PROCESS = 2


@dataclass
class Running:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int

    def cpu(self) -> float:
        """Seconds of CPU time that the process and its threads have had, to the nanosecond."""
        return time.clock_gettime((~self.process.pid << 3) | _CLOCK_OF_A_PROCESS)

    def memory(self) -> int:
        """Bytes of memory that it really holds."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1])
        return pages * resource.getpagesize()

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it, and wait until it has ended."""
        self.process.send_signal(how)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def launch(command: Sequence[str], port: int, *, cwd: Path = ROOT, more: Mapping[str, str] | None = None) -> Running:
    """Start a server on its core, without waiting for it. Settings of the environment do not reach it."""
    # Each connection is a descriptor; the limit is handed on.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # As installed: with its bytecode beside it from the first start on.
    left_out = ("LIVE_", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    pinned = ["taskset", "--cpu-list", str(SERVER_CORE), *command]
    process = subprocess.Popen(  # noqa: S603 - our own servers and the peers
        pinned, cwd=cwd, env=environment | dict(more or {}), stdout=subprocess.DEVNULL
    )
    return Running(process, port)


def product(database: Path, port: int | None = None, *, more: Mapping[str, str] | None = None) -> Running:
    """Start the product's own server."""
    port = port or free_port()
    command = [sys.executable, "-m", "live", "serve", "--port", str(port), "--database", str(database)]
    return launch(command, port, more=more)


def forgetful(database: Path) -> Running:
    """Start the product's own server over a copy of the database in memory."""
    port = free_port()
    return launch([sys.executable, "-m", "tests.bench.peers.forgetful", str(port), str(database)], port)


def slow_disk() -> dict[str, str]:
    """What makes each flush of a server's disk need 2 ms more."""
    return {"LD_PRELOAD": str(compiled("slow_disk.c", "-shared", "-fPIC"))}


@contextmanager
def serving(server: Running, path: str = "/readyz") -> Iterator[Running]:
    """Wait until the server answers; it ends with the block."""
    try:
        wait_until_ready(server, path)
        yield server
    finally:
        server.end()


def wait_until_ready(server: Running, path: str = "/readyz") -> None:
    """Ask until the path is answered with 200; of a peer, which gives none, it is enough that it listens."""
    until = time.monotonic() + _READY_SECONDS
    while time.monotonic() < until:
        assert server.process.poll() is None, "the server has ended"
        if _answers(server.port, path):
            return
        time.sleep(0.005)
    raise TimeoutError("the server was not ready in time")


def _answers(port: int, path: str) -> bool:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as asking:
        if not path:
            return True
        asking.sendall(request.encode())
        return asking.recv(64)[9:12] == b"200"
    return False
