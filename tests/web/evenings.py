"""Whole evenings, played through the rules, in a log: for pages that show what has been."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from live.core.actor import Server
from live.core.ids import CommandId, DialogueId
from live.core.rejection import Rejection
from live.dialogue.codec import encode
from live.dialogue.document import document
from live.dialogue.editing.commands import Publish, Withdraw
from live.dialogue.events import Created
from live.hub.hub import Hub
from live.log.port import Log, Mark
from tests.evening import Evening, evening
from tests.evening_words import PLAN

_numbers = count(1)


async def held(
    log: Log, people: int = 42, until: str = "end", dialogue: str = "", plan: dict[str, Any] | None = None
) -> DialogueId:
    """An evening that was held, in the log; its id."""
    return await keep(log, evening(people, until, plan), dialogue)


async def keep(log: Log, played: Evening, dialogue: str = "") -> DialogueId:
    """Write what was played into a log, under another id and code."""
    number = next(_numbers)
    id_, code = DialogueId(dialogue or f"evening{number:04d}"), f"{10_000_000 + number}"
    await log.create_dialogue(id_, code)
    for seq, (record, at) in enumerate(played.records):
        events = tuple(
            event.model_copy(update={"dialogue": id_, "code": code}) if isinstance(event, Created) else event
            for event in record.events
        )
        async with log.turn(id_, Mark(0, seq)) as turn:
            turn.append(encode([replace(record, events=events)]), at)
    return id_


async def publish(log: Log, dialogue: DialogueId, note: str = "", **changed: object) -> str:
    """Freeze and publish the documentation as it stands, with some fields of it changed; the digest of the file."""
    async with Hub(log) as hub:
        task = await hub.dialogue(dialogue)
        version = len(task.state.editing.publications) + 1
        tree = document(task.state, task.state.at).model_copy(
            update={"version": version, "published_at": task.state.at, **changed}
        )
        digest = await log.keep_file(dialogue, "application/json", tree.model_dump_json().encode())
        wish = Publish(
            id=CommandId(f"publish-{version}"), version=version, document=digest, note=note, by="moderator:m1"
        )
        assert not isinstance(await task.carry_out(wish, Server()), Rejection)
    return digest


async def withdraw(log: Log, dialogue: DialogueId, reason: str = "") -> None:
    """Take the publication back."""
    async with Hub(log) as hub:
        wish = Withdraw(id=CommandId("withdraw"), reason=reason)
        assert not isinstance(await (await hub.dialogue(dialogue)).carry_out(wish, Server()), Rejection)


def plans(titles: Sequence[str]) -> list[dict[str, Any]]:
    """The plan of the played evening on other days and under other titles, a month apart."""
    return [{**PLAN, "title": {"de": title}, "date": f"2026-{month:02d}-18"} for month, title in enumerate(titles, 1)]
