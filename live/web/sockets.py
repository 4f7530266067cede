"""The WebSocket endpoint: who is it, is the frame well-formed, is it not too fast; then the hub takes over."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable

from pydantic import ValidationError
from pydantic_core import from_json
from starlette.websockets import WebSocket, WebSocketDisconnect

from live.core.actor import Participant
from live.core.ids import DialogueId
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.hub import frames
from live.hub.connection import Connection
from live.hub.hub import Hub
from live.hub.task import DialogueTask, Wish
from live.log.port import UnknownDialogue
from live.web.links import Entry, entry_by_cookie
from live.web.security import Bucket
from live.web.settings import Settings

HELLO_SECONDS = 5.0
logger = logging.getLogger("live.web")


class Sockets:
    """All sockets of this server."""

    def __init__(self, hub: Hub, settings: Settings) -> None:
        """Serve the hub's dialogues."""
        self._hub = hub
        self._settings = settings
        self._by_link: defaultdict[str, deque[Connection]] = defaultdict(deque)

    async def serve(self, websocket: WebSocket) -> None:
        """One page's socket, from handshake to goodbye."""
        if websocket.headers.get("origin") not in self._settings.origins:
            await websocket.close(frames.WRONG_ORIGIN)  # before accept: the handshake is answered 403
            return
        path = websocket.path_params
        dialogue, role, subject = DialogueId(path["dialogue"]), path["role"], str(path.get("room", ""))
        offered = websocket.scope.get("subprotocols", [])
        await websocket.accept(subprotocol=frames.SUBPROTOCOL if frames.SUBPROTOCOL in offered else None)

        async def admission() -> Entry | None:
            return await entry_by_cookie(websocket, self._hub.log, self._settings, dialogue, role, subject)

        entry = await admission()
        if entry is None:
            await websocket.close(frames.SIGNED_OUT)
            return
        try:
            task = await self._hub.dialogue(dialogue)
        except UnknownDialogue:
            await websocket.close(frames.NO_DIALOGUE)
            return
        await self._talk(websocket, task, entry, admission)

    async def _talk(
        self,
        websocket: WebSocket,
        task: DialogueTask,
        entry: Entry,
        admission: Callable[[], Awaitable[Entry | None]],
    ) -> None:
        async def hang_up(code: int) -> None:
            try:
                async with asyncio.timeout(1):
                    await websocket.close(code)
            except (RuntimeError, TimeoutError, WebSocketDisconnect):
                pass  # the page was gone already

        connection = Connection(entry.actor, entry.digest, websocket.send_text, hang_up)
        self._make_room(connection)
        task.admit(connection)
        if await admission() is None:
            connection.close(frames.SIGNED_OUT)  # revoked while the page came in: nobody could have hung it up
        writing = asyncio.create_task(connection.run(), name="outbox")
        reading = asyncio.create_task(self._read(websocket, task, connection), name="inbox")
        try:
            done, _ = await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                problem = ended.exception()
                if problem is not None and not isinstance(problem, WebSocketDisconnect | RuntimeError | OSError):
                    logger.error("a socket failed", exc_info=problem)
        finally:
            self._by_link[connection.link].remove(connection)
            if not self._by_link[connection.link]:
                del self._by_link[connection.link]
            task.disconnect(connection)
            for ongoing in (writing, reading):
                ongoing.cancel()
            await asyncio.gather(writing, reading, return_exceptions=True)

    async def _read(self, websocket: WebSocket, task: DialogueTask, connection: Connection) -> None:
        bucket = Bucket(self._settings.frames_per_second, self._settings.frames_at_once)
        greeting_until = asyncio.get_running_loop().time() + HELLO_SECONDS
        while True:
            try:
                async with asyncio.timeout_at(None if connection.greeted else greeting_until):
                    told = await websocket.receive()
            except TimeoutError:
                connection.close(frames.TOO_FAST)
                return
            if told["type"] == "websocket.disconnect":
                return
            text = told.get("text")
            if not bucket.take():
                connection.close(frames.TOO_FAST)
                return
            if text is None:
                connection.answer(frames.malformed("text frames only"))
            else:
                _hear(text, task, connection)

    def _make_room(self, connection: Connection) -> None:
        pages = self._by_link[connection.link]
        alive = [page for page in pages if not page.closing]
        if isinstance(connection.actor, Participant) and len(alive) >= self._settings.pages_per_person:
            alive[0].close(frames.TOO_FAST)
        pages.append(connection)


def _hear(text: str, task: DialogueTask, connection: Connection) -> None:
    try:
        frame = from_json(text)
    except ValueError:
        connection.answer(frames.malformed("not JSON"))
        return
    if not isinstance(frame, dict) or frames.depth(frame) > frames.DEEPEST_FRAME:
        connection.answer(frames.malformed("not an object, or nested too deep"))
        return
    try:
        if "hello" in frame:
            task.connect(connection, frames.read_hello(frame))
        elif "resync" in frame:
            task.resync(connection, frames.read_resync(frame))
        else:
            _ask(frame, task, connection)
    except ValidationError:
        named = frame.get("id")
        if isinstance(named, str) and "type" in frame:
            connection.answer(frames.reject(named[:64], "malformed", {}))
        else:
            connection.answer(frames.malformed("unknown or malformed frame"))


def _ask(frame: dict[str, object], task: DialogueTask, connection: Connection) -> None:
    command = read_command(frame)

    def answer(outcome: int | Rejection) -> None:
        if isinstance(outcome, Rejection):
            connection.answer(frames.reject(command.id, outcome.code, outcome.params))
        else:
            connection.answer(frames.ack(command.id, outcome))

    task.ask(Wish(command, connection.actor, answer))
