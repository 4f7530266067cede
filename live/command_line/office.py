"""The chores around links: `live office` lets the office in, `live links` lists who may come in, `live revoke` ends it.

Rule: a secret is printed once, when it is made. What is listed are the first letters of its digest, which open nothing.
"""

import argparse

from live.command_line.call import CallError, Chores, settings_of, stored, with_log
from live.log.port import SERVER, Link, Log, UnknownDialogue
from live.web.links import DIGEST_SHOWN, issue


def add(chores: Chores) -> None:
    """Add the chores of this module."""
    stored(chores("office", office, "print a link to the page that compares all evenings"))
    listing = stored(chores("links", links, "list the links in force: the office's, or those of a dialogue"))
    listing.add_argument("dialogue", nargs="?", default=SERVER, help="id of the dialogue, as `live replay` lists it")
    revoking = stored(chores("revoke", revoke, "take a link back"))
    revoking.add_argument("link", help="the beginning of its digest, as `live links` lists it")
    revoking.add_argument("dialogue", nargs="?", default=SERVER, help="id of the dialogue whose link it is")


def office(options: argparse.Namespace) -> int:
    """`live office`: a fresh link; whoever has it sees the figures of all evenings, and no word of anybody."""
    settings = settings_of(options)

    async def run(log: Log) -> int:
        print(f"{settings.address}/enter#{await issue(log, Link(SERVER, 'office', ''))}")
        return 0

    return with_log(settings, run, must_exist=True)


def links(options: argparse.Namespace) -> int:
    """`live links`: a line for each link in force, people's own ones left out."""

    async def run(log: Log) -> int:
        for digest, link in await _links(log, options.dialogue):
            print(f"{digest[:DIGEST_SHOWN]}  {link.role} {link.subject}".rstrip())
        return 0

    return with_log(settings_of(options), run, must_exist=True)


def revoke(options: argparse.Namespace) -> int:
    """`live revoke`: the link opens nothing any more; a server that runs notices within a second."""

    async def run(log: Log) -> int:
        found = [digest for digest, _ in await _links(log, options.dialogue) if digest.startswith(options.link)]
        if len(found) != 1:
            many = f"{len(found)} links begin" if found else "no link begins"
            raise CallError(f"{many} with {options.link}; `live links` lists them", 1)
        await log.revoke_link(found[0])
        return 0

    return with_log(settings_of(options), run, must_exist=True)


async def _links(log: Log, dialogue: str) -> list[tuple[str, Link]]:
    try:
        return [(digest, link) for digest, link in await log.links(dialogue) if link.role != "participant"]
    except UnknownDialogue:
        raise CallError(f"there is no dialogue {dialogue} in this database", 1) from None
