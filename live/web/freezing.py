"""The documentation as editors left it, and how it becomes a publication: a file that nothing changes any more.

Rule: the file is durable before the fact that names it. Whoever publishes gets what was there at that moment; a fact
that comes meanwhile is in the next version.
"""

import asyncio

from live.core.actor import Server
from live.core.document import Document
from live.core.ids import CommandId, DialogueId
from live.core.rejection import Rejection
from live.dialogue.decide import remembered
from live.dialogue.document import document
from live.dialogue.editing import decide as editing
from live.dialogue.editing.commands import Publish
from live.dialogue.editing.edited import edited, frozen
from live.dialogue.editing.state import Publication
from live.dialogue.state import State
from live.hub.task import DialogueTask
from live.log.port import Log
from live.render.attached import KEPT, named

TREE = "application/vnd.live.documentation+json"


async def as_edited(state: State, now: int) -> Document:
    """The documentation at `now` (ms since 1970 UTC) with every edit in force."""
    pictures = pictures_of(state)
    tree = document(state, now)
    await asyncio.sleep(0)  # of a very large evening each of the two takes as long as others may wait
    return edited(tree, state.editing, pictures)


async def publish(
    log: Log, task: DialogueTask, *, note: str, by: str, now: int, version_seen: int | None = None, wish: str = ""
) -> int | Rejection:
    """Publish the documentation as the next version, or say why not; the version's number.

    `by` is the key of whoever publishes, `version_seen` the number that they want to publish, where they saw one;
    `wish` names the wish, so that one that is sent again is done once. Raises `NotSaved` and `TooLarge`.
    """
    state = task.state
    number = version_seen or len(state.editing.publications) + 1
    wanted = CommandId(f"publish-{wish or f'{number}-{now}'}")
    command = Publish(id=wanted, version=number, document="0" * 64, note=note, by=by)
    if remembered(state, Server(), command) is not None:
        return number
    if state.phase != "ended":
        return Rejection("documentation.not_ended")
    judged = editing.publish(state.editing, command)
    if isinstance(judged, Rejection):  # nothing is frozen in vain
        return judged
    pictures = pictures_of(state)
    version = Publication(number, now, note=note.strip())
    whole = document(state, now)
    await asyncio.sleep(0)
    tree = frozen(whole, state.editing, pictures, version)
    await asyncio.sleep(0)
    digest = await log.keep_file(task.dialogue, TREE, tree.model_dump_json().encode())
    outcome = await task.carry_out(command.model_copy(update={"document": digest}), Server())
    if isinstance(outcome, Rejection) and digest not in {each.document for each in task.state.editing.publications}:
        await log.drop_file(task.dialogue, digest)
    return outcome if isinstance(outcome, Rejection) else version.number


async def forget_picture(log: Log, state: State, digest: str) -> None:
    """Erase a picture that stands nowhere any more, neither in the draft nor in a version: it may show somebody."""
    if digest in {shown.file for shown in state.editing.pictures.values()}:
        return
    for version in state.editing.publications:
        kept = await log.file(state.dialogue, version.document) if version.document else None
        if kept is not None and digest in named(kept.content):
            return
    await log.drop_file(state.dialogue, digest)


async def is_picture(log: Log, dialogue: DialogueId, digest: str) -> bool:
    """Whether a picture of that digest was handed in."""
    kept = await log.file(dialogue, digest)
    return kept is not None and kept.media_type.startswith("image/")


def pictures_of(state: State) -> dict[str, str]:
    """The pictures that editors added, by digest, as a tree names them (`live.render.attached`)."""
    return {shown.file: f"{KEPT}{shown.file}" for shown in state.editing.pictures.values()}
