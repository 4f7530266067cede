"""A session file on the disk: checked, or loaded with the logo beside it.

Rule: this is the one place of the pure part that touches the disk, and only in `read`: it opens the session file and
the logo that it names in the same folder, both bounded. What they mean is said by `session_parse`.
"""

from pathlib import Path

from live.dialogue.session import LOGO_LIMIT, Session
from live.dialogue.session_parse import Problem, Reading, parse, with_logo
from live.dialogue.session_words import sentence
from live.dialogue.session_yaml import SIZE_LIMIT

__all__ = ["Problem", "Reading", "SessionRefused", "check", "load", "parse", "read"]


class SessionRefused(Exception):
    """A session file of which no dialogue can be made. `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def check(path: Path) -> list[Problem]:
    """Everything that is wrong in a session file, in the order of its lines; empty where nothing is."""
    reading = read(path)
    return sorted({*reading.problems, *reading.missing})


def load(path: Path) -> Session:
    """The session in a file. Raises `SessionRefused`; missing translations are let through."""
    reading = read(path)
    if reading.session is None:
        raise SessionRefused(reading.problems)
    return reading.session


def read(path: Path) -> Reading:
    """What a session file says. Never raises for anything that a path can lead to."""
    name = str(path)
    try:
        with path.open("rb") as file:
            written = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        return Reading(problems=[Problem(name, 1, 1, sentence("file.missing", {}))])
    except (OSError, ValueError):
        return Reading(problems=[Problem(name, 1, 1, sentence("file.unreadable", {}))])
    reading = parse(written, name)
    return with_logo(reading, name, _beside(path, reading.logo[0])) if reading.logo else reading


def _beside(path: Path, logo: str) -> bytes | None:
    """The bytes of a file in the folder of the session file, cut where they are too many; None where there is none."""
    try:
        folder = path.parent.resolve()
        file = (folder / logo).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            return None
        with file.open("rb") as opened:
            return opened.read(LOGO_LIMIT + 1)
    except (OSError, ValueError):
        return None
