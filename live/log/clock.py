"""The clock of the log; it dates the creation of dialogues and nothing else."""

import time
from collections.abc import Callable

Clock = Callable[[], int]


def milliseconds_now() -> int:
    """Return milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000
