"""The servers that the product is measured against, installed for the run into a temporary folder.

A peer that cannot be had is named as missing; the others are measured without it.
"""

import atexit
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.bench.compiling import PEERS, compiled
from tests.bench.figures import report
from tests.bench.load import peer_page
from tests.bench.servers import ROOT, Running, free_port, launch

INSTALL_SECONDS = 180


@dataclass(frozen=True)
class Peer:
    """A peer: how it is started with a port and a file of payloads, and how a page of it speaks."""

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    path: str = "/"
    hello: str = ""
    views: int = 0
    """Frames that a page gets by itself when it comes in."""
    go: str = "go {}"
    """What a page says to have a payload sent to all."""

    def start(self, payloads: Path) -> Running:
        """Start it on the server's core."""
        port = free_port()
        return launch([*self.command, str(port), str(payloads)], port, cwd=self.folder)

    def pages(self, port: int, count: int) -> list[bytes]:
        """So many pages for the load."""
        return [peer_page(port, self.path, self.hello)] * count


@cache
def broadcasters() -> tuple[Peer, ...]:
    """Every peer of the fan-out that can be had here; what is missing is said."""
    makers = (_epoll, _uwebsockets, _node_ws, _socketio, _stock)
    return tuple(peer for make in makers if (peer := _had(make)) is not None)


def joining(folder: Path) -> Running:
    """Start the peer that lets people in; the folder holds its page and its snapshots."""
    port = free_port()
    return launch([sys.executable, str(PEERS / "stock_joins.py"), str(port), str(folder)], port)


def _had(make: Callable[[], Peer]) -> Peer | None:
    try:
        return make()
    except (OSError, subprocess.SubprocessError) as problem:
        report(f"missing peer {make.__name__.strip('_')}", f"could not be installed ({problem})")
        return None


def _epoll() -> Peer:
    return Peer("C epoll", (str(compiled("epoll.c")),))


def _uwebsockets() -> Peer:
    folder = _folder() / "python"
    _run(sys.executable, "-m", "venv", str(folder))
    _run(str(folder / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", "socketify")
    return Peer("uWebSockets (socketify)", (str(folder / "bin" / "python"), str(PEERS / "uwebsockets.py")))


def _node_ws() -> Peer:
    return Peer("node ws", ("node", str(PEERS / "ws.js")), _node("ws"))


def _socketio() -> Peer:
    path = "/socket.io/?EIO=4&transport=websocket"
    folder = _node("socket.io")
    return Peer("socket.io", ("node", str(PEERS / "socketio.js")), folder, path, "40", 2, '42["go",{}]')


def _stock() -> Peer:
    return Peer("stock Starlette loop", (sys.executable, str(PEERS / "stock.py")))


def _node(package: str) -> Path:
    folder = _folder() / package
    folder.mkdir(exist_ok=True)
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), package)
    return folder


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="live-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(*command: str) -> None:
    subprocess.run(command, check=True, timeout=INSTALL_SECONDS, capture_output=True)  # noqa: S603 - fixed commands
