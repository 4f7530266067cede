"""Pages as tests see them: they read frames, keep views by the rules of the wire, and can be slow or stop reading.

Rule: a patch that does not fit on the version before it fails the test at once.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from live.core.actor import Actor, Moderator, Participant, Projector, Server
from live.core.audience import Audience
from live.core.ids import CommandId, PersonId
from live.core.patch import merge
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.dialogue.commands import Join
from live.dialogue.session import Session
from live.dialogue.view import Moment
from live.hub import frames
from live.hub.connection import Connection
from live.hub.frames import Known
from live.hub.hub import Hub
from live.hub.task import DialogueTask, Wish
from live.log.port import Log
from tests.dialogue.rehearsal import PLAN

SECONDS = 3.0
DESK, WALL = Moderator("desk"), Projector()
SESSION = Session.model_validate(PLAN, context={"default_language": "de"}).model_dump(mode="json")
_numbers = count()


class Page:
    """One open page. `views` are as its script would have them; `gate` closed: it does not read."""

    def __init__(self, task: DialogueTask, actor: Actor, link: str = "link") -> None:
        self.task = task
        self.frames: list[dict[str, Any]] = []
        self.views: dict[str, Any] = {}
        self.versions: dict[str, int] = {}
        self.seen: Counter[str] = Counter()
        self.run = ""
        self.closed: int | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.connection = Connection(actor, link, self)
        self._unread = bytearray()
        self._news = asyncio.Event()

    @property
    def waiting(self) -> int:
        return len(self._unread)

    @property
    def descriptor(self) -> int:
        return -1

    def offer(self, data: bytes, most: int) -> bool:
        if self.waiting > most:
            return False
        self.send(data)
        return True

    def send(self, data: bytes) -> None:
        if self.closed is not None:
            return
        if self._unread or not self.gate.is_set():
            self._unread += data
        else:
            self._read(data)

    def close(self, code: int) -> None:
        self.closed = code
        self._news.set()

    def abort(self) -> None:
        self.close(1006)

    def read_on(self) -> None:
        """Read what has waited, and go on reading."""
        self.gate.set()
        unread, self._unread = bytes(self._unread), bytearray()
        self._read(unread)
        self.connection.drained()

    def hello(self, run: str | None = None, versions: Mapping[str, int] | None = None) -> None:
        self.task.connect(self.connection, Known(run=run, versions=dict(versions or {})))

    async def leave(self) -> None:
        self.task.disconnect(self.connection)

    async def until(self, ready: Callable[[], bool], what: str = "") -> None:
        """Wait until what was read makes it true."""
        try:
            async with asyncio.timeout(SECONDS):
                while not ready():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"waited in vain for {what or 'it'}; last frames: {self.frames[-5:]}") from None

    async def shows(self, name: str, like: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - a view is JSON
        """Wait until a view looks like this, and return it."""

        def there() -> bool:
            try:
                return name in self.views and like(self.views[name])
            except KeyError:
                return False

        await self.until(there, f"{name} to change")
        return self.views[name]

    async def closes(self, code: int) -> None:
        """Wait until the page is sent away with this code."""
        await self.until(lambda: self.closed == code, f"the goodbye {code}")

    def ask(self, type_: str, id_: str | None = None, **fields: object) -> str:
        """Send a command as the socket does; its id."""
        command = read_command({"id": id_ or f"c{next(_numbers)}", "type": type_, **fields})

        def answer(outcome: int | Rejection) -> None:
            said = {"reject": outcome.code} if isinstance(outcome, Rejection) else {"ack": outcome}
            self.frames.append({"answer": command.id, **said})
            self._news.set()

        self.task.ask(Wish(command, self.connection.actor, answer))
        return command.id

    def answer(self, id_: str) -> int | str | None:
        """The seq of the commit, or the code of the refusal, or None while there is no answer."""
        found = [frame for frame in self.frames if frame.get("answer") == id_]
        return found[-1].get("ack", found[-1].get("reject")) if found else None

    @property
    def answered(self) -> Counter[str]:
        """How often each command was answered."""
        return Counter(frame["answer"] for frame in self.frames if "answer" in frame)

    async def do(self, type_: str, id_: str | None = None, **fields: object) -> int | str:
        """Send a command and wait for its answer."""
        answers = self.answered
        sent = self.ask(type_, id_, **fields)
        await self.until(lambda: self.answered[sent] > answers[sent], f"an answer to {type_}")
        found = self.answer(sent)
        assert found is not None
        return found

    def _read(self, data: bytes) -> None:
        for text in frames.read_out(data):
            self._hear(text)

    def _hear(self, text: str) -> None:
        frame = json.loads(text)
        self.frames.append(frame)
        if "welcome" in frame:
            self.run = frame["welcome"]["run"]
        elif "snapshot" in frame:
            self._take(frame["view"], frame["version"], frame["snapshot"], "snapshot")
        elif "patch" in frame:
            name = frame["view"]
            if frame["version"] <= self.versions.get(name, 0):
                return
            assert frame["version"] == self.versions[name] + 1, f"a gap before {text}"
            self._take(name, frame["version"], merge(self.views[name], frame["patch"]), "patch")
        elif "gone" in frame:
            del self.views[frame["gone"]], self.versions[frame["gone"]]
        self._news.set()

    def _take(self, name: str, version: int, seen: object, how: str) -> None:
        self.views[name], self.versions[name] = seen, version
        self.seen[f"{how} {name}"] += 1


class Opener:
    """Opens pages of a dialogue."""

    def __init__(self, task: DialogueTask) -> None:
        self.task = task
        self.pages: list[Page] = []

    async def __call__(self, actor: Actor, link: str = "link", known: Page | None = None) -> Page:
        """Open a page and wait until it is in; `known`: it comes back with what this one has."""
        page = self.knock(actor, link, known)
        await page.until(lambda: bool(page.run), "welcome")
        return page

    def knock(self, actor: Actor, link: str = "link", known: Page | None = None) -> Page:
        """Open a page that has said hello."""
        page = Page(self.task, actor, link)
        self.pages.append(page)
        if known is not None:
            page.views, page.versions = known.views, dict(known.versions)
        page.hello(known.run if known else None, known.versions if known else None)
        return page


@asynccontextmanager
async def evening(log: Log) -> AsyncIterator[tuple[DialogueTask, Opener]]:
    """A hub with one dialogue; `open_page(actor)` opens a page that has all its views."""
    async with Hub(log) as hub:
        task = await hub.create(SESSION)
        async with pages_of(task) as open_page:
            yield task, open_page


@asynccontextmanager
async def pages_of(task: DialogueTask) -> AsyncIterator[Opener]:
    """Pages of a dialogue, closed in the end whatever happens."""
    open_page = Opener(task)
    try:
        yield open_page
    finally:
        for page in open_page.pages:
            await page.leave()


async def joined(task: DialogueTask, *people: str, seats: int = 1) -> list[Participant]:
    """Let people in."""
    for id_ in people:
        wish = Join(id=CommandId(f"join-{id_}"), person=PersonId(id_), name=f"Name {id_}", seats=seats)
        assert not isinstance(await task.carry_out(wish, Server()), Rejection)
    return [Participant(PersonId(id_)) for id_ in people]


def now(task: DialogueTask, audience: Audience) -> Any:  # noqa: ANN401 - a view is JSON
    """What an audience should have on its screen."""
    moment = Moment(task.state, task.present, consoles=task.consoles)
    return json.loads(json.dumps(moment.view(audience)))
