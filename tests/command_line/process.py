"""The command `live` as people call it: a process of its own, in a folder of its own.

Rule: whatever is wrong, nobody is shown a traceback.
"""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0
"""How long a command may take on a busy machine."""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence with which the command refused."""
        [line] = self.err.splitlines()
        assert line.startswith("live: "), line
        return line.removeprefix("live: ")


def live(folder: Path, *arguments: object, **settings: str) -> Done:
    """Call the command in this folder; `settings` are variables of the environment."""
    ended = subprocess.run(  # noqa: S603 - our own command with a test's arguments
        [sys.executable, "-m", "live", *map(str, arguments)],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return Done(ended.returncode, ended.stdout, ended.stderr)


@asynccontextmanager
async def serving(database: Path, port: int, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`live serve`, listening; what it writes to standard error is in `<database>.stderr`.

    `settings` are variables of the environment.
    """
    arguments = ["-m", "live", "serve", "--database", str(database), "--port", str(port)]
    with database.with_suffix(".stderr").open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, stderr=errors, env=environment(settings)
        )
    try:
        async with asyncio.timeout(SECONDS):
            await listening(process, port)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the caller's own settings; a warning is an error."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LIVE_")}
    return {**own, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **settings}


async def listening(process: asyncio.subprocess.Process, port: int) -> None:
    """Wait until somebody answers at the port of this process."""
    while True:
        assert process.returncode is None, "the server has ended by itself"
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            continue
        writer.close()
        await writer.wait_closed()
        return
