"""The chores that read what is stored.

`live export` writes the documentation, `live paper` sheets for people without a device; `live replay` prints what was
seen.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from live.command_line.call import CallError, Chores, settings_of, stored, with_log
from live.command_line.plans import GROUPS
from live.core.actor import Actor, GroupModerator, Moderator, Participant, Projector
from live.core.audience import audience_name
from live.core.document import Document
from live.core.ids import DialogueId, RoomNumber
from live.core.text import in_language
from live.dialogue.paper import paper as paper_of
from live.dialogue.state import State
from live.dialogue.view import audiences, view
from live.hub.storage import load as load_dialogue
from live.hub.task import milliseconds
from live.locale import languages
from live.log.port import Log, UnknownDialogue
from live.render.attached import attached, named, packed, unpacked
from live.render.formats import EVERYTHING, FORMATS, render
from live.render.printed import SHEETS
from live.render.work import Printing, carry_out
from live.web.freezing import as_edited


def add(chores: Chores) -> None:
    """Add the chores of this module."""
    exporting = stored(chores("export", export, "write the documentation of a dialogue"))
    exporting.add_argument("dialogue", help="id of the dialogue, as `live replay` lists it")
    exporting.add_argument("--format", choices=[form.name for form in (*FORMATS, EVERYTHING)], default="html")
    exporting.add_argument("--language", help="language of the document (the session's first)")
    exporting.add_argument("--version", type=int, help="a published version instead of the documentation as it stands")
    exporting.add_argument("--output", type=Path, default=Path("-"), help="file to write (standard output)")
    printing = stored(chores("paper", paper, "write a sheet for people without a device"))
    printing.add_argument("dialogue", help="id of the dialogue, as `live replay` lists it")
    printing.add_argument("--sheet", choices=[sheet.name for sheet in SHEETS], default=SHEETS[0].name)
    printing.add_argument("--language", help="language of the sheet (the session's first)")
    printing.add_argument("--copies", type=int, default=1, help="how many: ballots of each question, or pages")
    printing.add_argument("--output", type=Path, default=Path("-"), help="file to write (standard output)")
    replaying = stored(chores("replay", replay, "fold a log and print what each audience sees; without an id list all"))
    replaying.add_argument("dialogue", nargs="?")
    replaying.add_argument("--audience", nargs="*", help="only these views, as everyone, moderators, console:2")
    replaying.add_argument("--groups", type=int, default=GROUPS, help=f"how many consoles ({GROUPS})")


def export(options: argparse.Namespace) -> int:
    """`live export`: the documentation of a dialogue as it stands."""
    settings = settings_of(options)

    async def run(log: Log) -> int:
        state = await _state(log, options.dialogue)
        _spoken(options.language, state)
        tree = await _tree(log, state, options.version)
        language = options.language or tree.language
        made = render(tree, options.format, language=language, draft=not (options.version or state.published_at))
        _write(made, options.output)
        return 0

    return with_log(settings, run, must_exist=True)


def paper(options: argparse.Namespace) -> int:
    """`live paper`: a sheet for people without a device, as PDF."""
    settings = settings_of(options)

    async def run(log: Log) -> int:
        state = await _state(log, options.dialogue, sealed=False)
        _spoken(options.language, state)
        language = options.language or state.plan.default_language
        tree = paper_of(state, settings.address)
        wanted = Printing(sheet=options.sheet, language=language, copies=options.copies, paper=tree)
        _write(carry_out(wanted), options.output)
        return 0

    return with_log(settings, run, must_exist=True)


def replay(options: argparse.Namespace) -> int:
    """`live replay`: fold a dialogue's log and print what each audience sees. Sealed ballots stay sealed."""
    settings = settings_of(options)

    async def run(log: Log) -> int:
        if not options.dialogue:
            await _list(log)
            return 0
        state = await _state(log, options.dialogue, sealed=False)
        seen: dict[str, Any] = {}
        for actor in _everybody(state, options.groups):
            for audience in audiences(state, actor):
                name = audience_name(audience)
                key = f"me:{actor.person}" if name == "me" and isinstance(actor, Participant) else name
                if key not in seen and (not options.audience or key in options.audience):
                    seen[key] = view(state, audience, frozenset(), settings.conference_servers)
        print(json.dumps(seen, ensure_ascii=False, indent=2))
        return 0

    return with_log(settings, run, must_exist=True)


def _spoken(language: str | None, state: State) -> None:
    known = (*languages(), *state.plan.languages)
    if language is not None and language not in known:
        raise CallError(f"nobody speaks {language} here; there is {', '.join(dict.fromkeys(known))}")


def _write(made: bytes, output: Path) -> None:
    if output == Path("-"):
        sys.stdout.buffer.write(made)
        return
    try:
        output.write_bytes(made)
    except OSError as problem:
        raise CallError(f"{output} cannot be written: {problem.strerror}") from problem


async def _tree(log: Log, state: State, version: int | None) -> Document:
    """The documentation as it stands, every edit in force, or one of its published versions."""
    if version is None:
        return await _with_pictures(log, state, (await as_edited(state, milliseconds())).model_dump_json().encode())
    published = next((each for each in state.editing.publications if each.number == version), None)
    kept = await log.file(state.dialogue, published.document) if published else None
    if kept is None:
        raise CallError(f"there is no version {version} of this dialogue, or it had to be erased", 1)
    return await _with_pictures(log, state, kept.content)


async def _with_pictures(log: Log, state: State, tree: bytes) -> Document:
    kept = [(digest, await log.file(state.dialogue, digest)) for digest in named(tree)]
    pictures = [(digest, file.media_type, file.content) for digest, file in kept if file is not None]
    told, found = unpacked(packed(tree, pictures))
    return attached(Document.model_validate_json(told), found)


async def _list(log: Log) -> None:
    for entry in await log.dialogues():
        plan = (await _state(log, entry.id, sealed=False)).session
        title = in_language(plan.title, plan.default_language, plan.default_language)[0] if plan else "–"
        print(f"{entry.id}  {entry.code}  {plan.date if plan else '–'}  {title}")


def _everybody(state: State, groups: int) -> list[Actor]:
    people: list[Actor] = [Participant(person) for person in state.people]
    consoles: list[Actor] = [GroupModerator(RoomNumber(n), "") for n in range(1, groups + 1)]
    return [Moderator(""), Projector(), *consoles, *people]


async def _state(log: Log, dialogue: str, *, sealed: bool = True) -> State:
    try:
        state, _ = await load_dialogue(log, DialogueId(dialogue), sealed=sealed)
    except UnknownDialogue:
        raise CallError(f"there is no dialogue {dialogue} in this database", 1) from None
    return state
