"""A page by the rules of the wire (`docs/protocol.md`), as every client must keep them, with neither time nor screen.

Rule: one thing is said at a time. Within one run of the server no view goes back; a patch that came too early is
answered by asking for the whole view; a heartbeat tells what was missed, and what is the page's no more. `static/core`
keeps the same rules: `tests/js/reconnect.test.js` plays what this page has lived through.
"""

from collections.abc import Callable
from typing import Any

from live.core.patch import merge

Frame = dict[str, Any]


class Page:
    """What a page has and still wants to know. `say` takes its frames to the server, if there is a line."""

    def __init__(self, say: Callable[[Frame], None]) -> None:
        self.run: str | None = None
        self.welcomed = False
        self.astray = False
        """Whether the line cannot be right and is to be given up."""
        self.oddities = 0
        """Frames that never come on a line that keeps their order and loses none."""
        self.shown: dict[str, Any] = {}
        self.versions: dict[str, int] = {}
        """Of what was shown in this run."""
        self.unanswered: dict[str, Frame] = {}
        self._say = say
        self._asked: set[str] = set()

    def open(self) -> None:
        """A line is there."""
        self.welcomed = self.astray = False
        self._say({"hello": {"run": self.run, "versions": dict(self.versions)} if self.run else {"versions": {}}})

    def lose(self) -> None:
        """The line is gone."""
        self.welcomed = False

    def ask(self, wish: Frame) -> None:
        """Say something, as soon as all before it is answered."""
        self.unanswered[wish["id"]] = wish
        if len(self.unanswered) == 1:
            self._say_oldest()

    def hear(self, frame: Frame) -> str | None:
        """Take a frame in; the name of the view that changed, if one did."""
        if not self.welcomed and "welcome" not in frame:
            if "wait" not in frame:
                self.astray = True
                self.oddities += 1
            return None
        match frame:
            case {"welcome": {"run": run}}:
                self._welcome(run)
            case {"view": name, "version": version, "snapshot": view}:
                self._asked.discard(name)
                if version >= self.versions.get(name, 0):
                    self.shown[name], self.versions[name] = view, version
                    return str(name)
                self.oddities += 1
            case {"view": name, "version": version, "patch": patch}:
                return self._patch(name, version, patch)
            case {"gone": name}:
                self._forget(name)
            case {"ack": id_} | {"reject": id_}:
                if self.unanswered.pop(id_, None):
                    self._say_oldest()
            case {"now": _, "versions": versions}:
                self._beat(versions)
        return None

    def _welcome(self, run: str) -> None:
        if self.welcomed:
            self.oddities += 1
            return
        if run != self.run:
            self.versions = {}
        self.run, self.welcomed = run, True
        self._asked.clear()
        self._say_oldest()

    def _patch(self, name: str, version: int, patch: Frame) -> str | None:
        have = self.versions.get(name)
        if have is None or version > have + 1:
            self.oddities += 1
            self._resync([name])
            return None
        if version <= have:
            return None
        self.shown[name], self.versions[name] = merge(self.shown[name], patch), version
        return name

    def _beat(self, versions: dict[str, int]) -> None:
        self._asked.clear()
        self._resync([name for name, version in versions.items() if self.versions.get(name) != version])
        for name in self.shown.keys() - versions.keys():
            self._forget(name)

    def _resync(self, names: list[str]) -> None:
        fresh = [name for name in names if name not in self._asked]
        if fresh:
            self._asked.update(fresh)
            self._say({"resync": fresh})

    def _forget(self, name: str) -> None:
        self.shown.pop(name, None)
        self.versions.pop(name, None)

    def _say_oldest(self) -> None:
        if self.welcomed and self.unanswered:
            self._say(next(iter(self.unanswered.values())))
