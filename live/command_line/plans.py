"""The chores around session files: `live check` finds their mistakes, `live new` begins a dialogue from one."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from live.command_line.call import Chores, readable, settings_of, stored, with_log
from live.core.conference import NO_SERVERS, Servers
from live.core.ids import DialogueId
from live.dialogue.session import Session
from live.dialogue.session_file import SessionRefused, check, load, read
from live.dialogue.session_words import named, sentence
from live.dialogue.state import KIND_OF
from live.dialogue.untranslated import by_language, untranslated
from live.hub.hub import Hub
from live.locale import languages
from live.log.port import Link, Log
from live.web.links import issue
from live.web.settings import Settings

GROUPS = 4
"""Links for group moderation where the session file does not say how many groups there are."""


def add(chores: Chores) -> None:
    """Add the chores of this module."""
    beginning = stored(chores("new", new, "begin a dialogue and print its links"))
    beginning.add_argument("session_file", type=Path, metavar="SESSIONFILE")
    beginning.add_argument("--groups", type=int, help="how many links for group moderation (as the session file plans)")
    checking = chores("check", check_files, "find the mistakes in session files")
    checking.add_argument("files", type=Path, nargs="+", metavar="FILE")


def check_files(options: argparse.Namespace) -> int:
    """`live check`: every problem of every file as `file:line:column: sentence`."""
    problems = 0
    for path in options.files:
        reading = read(readable(path))
        found = sorted({*reading.problems, *reading.missing})
        problems += len(found)
        for problem in found:
            print(f"{problem.file}:{problem.line}:{problem.column}: {problem.sentence}")
        if not found:
            print(f"{path}: keine Fehler gefunden")
        for needed in _needed(reading.session, NO_SERVERS):
            print(f"{path}: {needed}")
        for told in _languages(reading.session):
            print(f"{path}: {told}")
    return 1 if problems else 0


def new(options: argparse.Namespace) -> int:
    """`live new`: begin a dialogue from a session file and print its links."""
    settings = settings_of(options)
    found = check(readable(options.session_file))
    for problem in found:
        print(f"{problem.file}:{problem.line}:{problem.column}: {problem.sentence}", file=sys.stderr)
    try:
        plan = load(options.session_file)
    except SessionRefused:
        return 1  # what `load` lets pass, as a missing translation, is told above and keeps nobody from beginning
    for needed in _needed(plan, settings.conference_servers):
        print(f"{options.session_file}: {needed}", file=sys.stderr)
    for told in _languages(plan):
        print(f"{options.session_file}: {told}", file=sys.stderr)
    session = plan.model_dump(mode="json")
    groups = _groups(plan, options.groups)

    async def run(log: Log) -> int:
        async with Hub(log) as hub:
            task = await hub.create(session)
        for name, address in (await links_of(log, task.dialogue, task.state.code, settings, groups)).items():
            print(f"{name:<14} {address}")
        return 0

    return with_log(settings, run)


async def links_of(log: Log, dialogue: DialogueId, code: str, settings: Settings, groups: int) -> dict[str, str]:
    """Fresh links for everybody who works on an evening, and the address and code for everybody who comes."""
    found = {"Code": f"{code[:4]} {code[4:]}", "Teilnehmende": f"{settings.address}/j/{code}"}
    wanted = [("Moderation", "moderator", ""), ("Leinwand", "projector", "")]
    wanted += [(f"Gruppe {n}", "group_moderator", str(n)) for n in range(1, groups + 1)]
    wanted.append(("Redaktion", "editor", ""))
    for name, role, subject in wanted:
        found[name] = f"{settings.address}/enter#{await issue(log, Link(dialogue, role, subject))}"
    return found


def _needed(plan: Session | None, servers: Servers) -> Iterator[str]:
    """What a plan needs of the server beyond these conference servers, in a sentence for each agenda point."""
    for step in plan.agenda if plan else ():
        wanted = KIND_OF[type(step)].planned_server(step)
        if wanted is not None and not servers.has(wanted):
            yield sentence(f"video.{wanted}", {"id": step.id})


def _languages(plan: Session | None) -> Iterator[str]:
    """What people will read in another language than they chose: texts of the plan, or the pages around them."""
    if plan is None:
        return
    found = untranslated(plan, plan.agenda)
    counts = ", ".join(f"{named(tag)} {number}" for tag, number in by_language(found).items())
    if found:
        code = "translation.one_missing" if len(found) == 1 else "translation.some_missing"
        yield sentence(code, {"texts": len(found), "counts": counts, "language": plan.default_language})
    for tag in plan.languages:
        if tag not in languages() and tag.partition("-")[0] not in languages():
            yield sentence("language.not_spoken", {"language": tag, "languages": ", ".join(languages())})


def _groups(plan: Session, wished: int | None) -> int:
    """How many groups get a link: as many as wished, else as the session file plans, else four."""
    planned = max((KIND_OF[type(step)].planned_rooms(step) for step in plan.agenda), default=0)
    return wished if wished is not None else planned or GROUPS
