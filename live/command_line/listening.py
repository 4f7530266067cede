"""The sockets of a server, bound before anything else is touched: a taken port is told before a database is opened.

They are bound and do not listen yet: until the server is up, who knocks is refused at once instead of left waiting.
"""

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from live.command_line.call import CallError

_NOT_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""How a machine without IPv6 answers when a name stands for both."""


@contextmanager
def bound(host: str, port: int) -> Iterator[list[socket.socket]]:
    """A socket for each address of `host`, all on one port (0: any that is free), for the length of the block.

    Raises `CallError`.
    """
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as problem:
        raise CallError(f"cannot listen on {host}:{port}: {problem.strerror}") from problem
    with ExitStack() as opened:
        made: list[socket.socket] = []
        missing: OSError | None = None
        for family, address in dict.fromkeys((family, address) for family, *_, address in found):
            wanted = (address[0], port or port_of(made), *address[2:])
            try:
                made.append(opened.enter_context(_bound(family, wanted)))
            except OSError as problem:
                if problem.errno not in _NOT_HERE:
                    raise _refused(host, port, problem) from problem
                missing = problem
        if not made:
            raise _refused(host, port, missing) from missing
        yield made


def port_of(made: list[socket.socket]) -> int:
    """The port of these sockets; 0 where there are none."""
    port: int = made[0].getsockname()[1] if made else 0
    return port


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    with ExitStack() as opened:
        made = opened.enter_context(socket.socket(family, socket.SOCK_STREAM))
        # A server that comes back must not wait until the kernel has forgotten the lines of the one before.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        opened.pop_all()
        return made


def _refused(host: str, port: int, problem: OSError | None) -> CallError:
    if problem is not None and problem.errno == errno.EADDRINUSE:
        return CallError(f"port {port} is taken by another program; choose one with --port")
    return CallError(f"cannot listen on {host}:{port}: {problem.strerror if problem else 'no such address'}")
