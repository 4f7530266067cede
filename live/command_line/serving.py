"""The chores that run a server: `live serve` for a city, `live demo` for whoever wants to see it."""

import argparse

from live import alone, journal
from live.command_line.call import CallError, Chores, run_fast, settings_of, stored, with_log
from live.command_line.listening import bound, port_of
from live.log.port import Log
from live.web.app import make_app, make_server
from live.web.settings import Settings
from live.web.watch import Watch


def add(chores: Chores) -> None:
    """Add the chores of this module."""
    serving = stored(chores("serve", serve, "run the server"))
    serving.add_argument("--host")
    showing = chores("demo", demo, "show the reference evening with simulated citizens")
    showing.add_argument("--port", type=int, default=8000)
    showing.add_argument("--people", type=int, default=40, help="simulated citizens (40)")
    showing.add_argument("--pace", type=float, default=1.0, help="2 is twice as fast as a human hand (1)")
    showing.add_argument("--no-browser", dest="browser", action="store_false", help="do not open a browser")
    showing.add_argument("--steer", dest="steered", action="store_true", help="let the evening run by itself")


def serve(options: argparse.Namespace) -> int:
    """`live serve`: one server, many dialogues, one database file."""
    settings = settings_of(options)
    journal.begin(settings.log_format, settings.log_level)
    with bound(settings.host, settings.port) as sockets:
        settings = settings.model_copy(update={"port": port_of(sockets)})
        _hold(settings)

        async def run(log: Log) -> int:
            watch = Watch(settings)
            server = make_server(make_app(log, settings, watch), settings)
            watch.server = server
            print(f"Live at {settings.address} with {settings.database} – end with Ctrl+C", flush=True)
            await server.serve(sockets=sockets)
            return 0

        return with_log(settings, run)


def demo(options: argparse.Namespace) -> int:
    """`live demo`: a server with the reference evening and simulated citizens."""
    from live.demo import demonstrate  # noqa: PLC0415 - a server that starts again should not wait for it

    journal.begin("auto", "warning")
    how = {name: getattr(options, name) for name in ("people", "pace", "browser", "steered")}
    return run_fast(demonstrate(options.port, **how))


def _hold(settings: Settings) -> None:
    try:
        alone.hold(settings.database)
    except alone.AlreadyServed as taken:
        raise CallError(f"another server already runs on {settings.database}") from taken
    except OSError as problem:
        lock = alone.lock_of(settings.database)
        raise CallError(f"{lock} cannot be written: {problem.strerror}") from problem
