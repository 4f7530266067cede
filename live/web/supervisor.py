"""What systemd is told about this process, by the protocol of `sd_notify(3)`: ready, stopping, still alive.

Rule: started in any other way the process has nobody to tell, and says nothing.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

Word = Literal["READY=1", "STOPPING=1", "WATCHDOG=1"]


def tell(word: Word, environment: Mapping[str, str] = os.environ) -> None:
    """Send one word to the socket that the environment names. A supervisor that is gone is no error."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    if address.startswith("@"):  # a name outside the file system
        address = "\0" + address[1:]
    kind = socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK
    with suppress(OSError), socket.socket(socket.AF_UNIX, kind) as line:
        line.sendto(word.encode(), address)


def watchdog_seconds(environment: Mapping[str, str] = os.environ) -> float | None:
    """How often a sign of life is due: half of the time after which the process would be ended; None: never."""
    wanted, process = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", str(os.getpid()))
    if not wanted.isdecimal() or not int(wanted) or process != str(os.getpid()):
        return None
    return int(wanted) / 2_000_000
