"""An evening in a file, with people whose links are known, for a server that has not been started yet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live.core.actor import Moderator, Server
from live.core.ids import CommandId, DialogueId, PersonId, StepId
from live.core.rejection import Rejection
from live.dialogue.codec import read_command
from live.dialogue.commands import Arrive, Join
from live.dialogue.state import State
from live.hub.hub import Hub
from live.hub.storage import load
from live.log.port import Link
from live.log.sqlite import SqliteLog
from live.web.links import cookie_name, issue
from live.web.settings import Settings
from tests.crash.seen import Film
from tests.hub.pages import SESSION


@dataclass(frozen=True)
class Evening:
    """Where the evening is, and who may come in with which cookie."""

    database: Path
    dialogue: DialogueId
    cookies: dict[str, str]
    rooms: dict[str, int]

    def path(self, role: str) -> str:
        """The address of a socket."""
        return f"/ws/{self.dialogue}/{role}"

    async def state(self) -> State:
        """What is stored; only while no server runs."""
        log = await SqliteLog.open(self.database)
        try:
            state, _ = await load(log, self.dialogue)
        finally:
            await log.close()
        return state

    async def look(self, film: Film) -> State:
        """What is stored, and what could be seen meanwhile; only while no server runs."""
        log = await SqliteLog.open(self.database)
        try:
            await film.read_on(log, self.dialogue)
            return (await load(log, self.dialogue))[0]
        finally:
            await log.close()

    def files(self) -> bytes:
        """All bytes of the database and its companions."""
        return b"".join(file.read_bytes() for file in self.database.parent.glob(self.database.name + "*"))


async def prepare(database: Path, people: int) -> Evening:
    """A running evening with open questions and published groups."""
    log = await SqliteLog.open(database)
    names = [f"person{number:03d}" for number in range(people)]
    async with Hub(log) as hub:
        task = await hub.create(SESSION)

        async def steer(type_: str, **fields: Any) -> None:  # noqa: ANN401 - as in a frame
            command = read_command({"id": f"{type_}-{len(str(fields))}".replace(".", "-"), "type": type_, **fields})
            assert not isinstance(await task.carry_out(command, Moderator("desk")), Rejection)

        await steer("agenda.start")
        await steer("breakout.draft_rooms", step="groups-1", groups=2)
        await steer("breakout.publish", step="groups-1")
        await steer("agenda.go_to", step="groups-1")
        cookies = {}
        for name in names:
            person = PersonId(name)
            join = Join(id=CommandId(f"join-{name}"), person=person, name=f"Zwetschge {name.upper()}")
            for wish in (join, Arrive(id=CommandId(f"arrive-{name}"), person=person)):
                assert not isinstance(await task.carry_out(wish, Server()), Rejection)
            cookies[name] = await _cookie(log, Link(task.dialogue, "participant", name))
        cookies["moderator"] = await _cookie(log, Link(task.dialogue, "moderator", ""))
        await steer("agenda.go_to", step="poll-1")
        for part in ("burden", "named"):
            await steer("question.open", step="poll-1", part=part)
        rooms = {name: task.state.steps[StepId("groups-1")].state.groups.room_of[name] for name in names}
    await log.close()
    return Evening(database, task.dialogue, cookies, rooms)


async def _cookie(log: SqliteLog, link: Link) -> str:
    return f"{cookie_name(Settings(), link.dialogue, link.role)}={await issue(log, link)}"
