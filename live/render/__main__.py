"""One file of documentation, made in a process of its own: `python -m live.render` reads a job and writes a file.

Rule: whatever a document makes a renderer do, the server that keeps an evening going never waits for it. A job that
takes too much time or memory ends by itself; nothing of what people wrote is printed when something fails.
"""

import contextlib
import os
import resource
import sys

from live.render.work import carry_out, read_work

CPU_SECONDS = 120
MEMORY_BYTES = 3 << 30
POLITENESS = 10


def main() -> int:
    """Read a job from standard input, write the file to standard output. 1: it failed, and the last line says where."""
    os.nice(POLITENESS)
    for limit, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY_BYTES)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))
    try:
        made = carry_out(read_work(sys.stdin.buffer.read()))
    except Exception as problem:  # noqa: BLE001 - told by its place, never by its words: they may be somebody's
        frames, at = problem.__traceback__, ""
        while frames is not None:
            at, frames = f"{frames.tb_frame.f_code.co_filename}:{frames.tb_lineno}", frames.tb_next
        sys.stderr.write(f"{type(problem).__name__} at {at}\n")
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
