"""The programs in C that the benchmarks need, compiled for the run."""

import atexit
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

PEERS = Path(__file__).parent / "peers"


@cache
def compiled(name: str, *options: str) -> Path:
    """A program or a library of `peers`."""
    folder = Path(mkdtemp(prefix="live-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = folder / name.removesuffix(".c")
    command = ["gcc", "-O2", "-o", str(made), *options, str(PEERS / name), "-lm", "-ldl"]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 - our own source
    return made
