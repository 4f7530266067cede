"""The server with a bug in one dialogue: `python -m tests.soak.broken PLACE DIALOGUE serve …`.

PLACE is where it fails: `decide` or `fold_record` on every command, `view` while a hand is up, `nothing` nowhere.
"""

import os
import sys
from typing import Any

from live.command_line import main
from live.dialogue.state import State
from live.dialogue.view import Moment
from live.hub import turns


def break_rule(place: str, dialogue: str) -> None:
    """Let a rule fail for this dialogue."""
    whole = getattr(turns, place)

    def broken(state: State, *rest: object) -> object:
        if state.dialogue == dialogue:
            raise ZeroDivisionError("a bug")
        return whole(state, *rest)

    setattr(turns, place, broken)


def break_view(dialogue: str) -> None:
    """Let every view of this dialogue fail while a hand is up."""
    whole = Moment.view

    def broken(self: Moment, audience: Any) -> Any:  # noqa: ANN401 - handed through as it came
        if self.state.dialogue == dialogue and self.state.hands:
            raise ZeroDivisionError("a bug")
        return whole(self, audience)

    Moment.view = broken  # type: ignore[method-assign]  # the bug


if __name__ == "__main__":
    where, whose, *command = sys.argv[1:]
    # Each failure is a line of the log with its trace; they are counted, nobody reads them.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    if where == "view":
        break_view(whose)
    elif where != "nothing":
        break_rule(where, whose)
    sys.exit(main(command))
