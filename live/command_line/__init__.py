"""The command `live`: serve, new, demo, check, export, paper, replay, backup, restore, office, links, revoke.

Rule: every mistake of the caller ends in one clear sentence on standard error and an exit status; never in a traceback.
Exit status: 0 done, 1 the thing asked about is wrong, 2 the call is wrong.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from live.command_line import keeping, office, plans, reading, serving
from live.command_line.call import CallError, Run
from live.log.failure import CannotOpen
from live.log.port import NotSaved


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except CallError as problem:
        print(f"live: {problem}", file=sys.stderr)
        return problem.status
    except CannotOpen as problem:
        print(f"live: {problem}", file=sys.stderr)
        return 2
    except NotSaved as problem:
        print(f"live: the database could not be written: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="live", description="Live facilitation of digital citizens' dialogues")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def chores(name: str, run: Run, summary: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=summary)
        made.set_defaults(run=run)
        return made

    for module in (serving, plans, reading, keeping, office):
        module.add(chores)
    return parser
