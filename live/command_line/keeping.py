"""The chores that keep a database safe: `live backup` copies it while it is served, `live restore` puts a copy back."""

import argparse
import asyncio
import datetime as dt
from pathlib import Path

from live import alone
from live.command_line.call import CallError, Chores, settings_of, stored
from live.log.backup import Held, back_up, own
from live.log.backup import restore as put_back


def add(chores: Chores) -> None:
    """Add the chores of this module."""
    copying = stored(chores("backup", backup, "copy the database, also while a server runs on it"))
    copying.add_argument("--to", type=Path, help="new file, or folder for it (the folder of the database)")
    returning = stored(chores("restore", restore, "put a backup in the place of the database; the server is stopped"))
    returning.add_argument("backup", type=Path, metavar="FILE")


def backup(options: argparse.Namespace) -> int:
    """`live backup`: a whole and checked copy in a new file."""
    database = settings_of(options).database
    _require(database)
    target = options.to or database.parent
    if target.is_dir():
        target /= f"{database.stem}-{_moment()}.db"
    elif not target.suffix:  # a folder that somebody forgot to make, and a nightly backup that would work only once
        raise CallError(f"there is no folder {target}; make it first, or name a file that ends in .db")
    try:
        held = back_up(database, target)
    except FileExistsError:
        raise CallError(f"{target} is already there and was left as it is; choose another name with --to") from None
    print(f"{target} holds {_told(held)}.")
    if held.seals:
        print(
            f"Anonymous questions in it that are not closed for good: {held.seals}. Whoever has this file can find out "
            "who answered what; delete it within seven days."
        )
    return 0


def restore(options: argparse.Namespace) -> int:
    """`live restore`: a copy of a backup becomes the database; what was there is kept beside it."""
    database = settings_of(options).database
    _require(options.backup)
    if database.exists() and database.samefile(options.backup):
        raise CallError(f"{options.backup} is the database itself; give a file that `live backup` has made")
    try:
        alone.hold(database)
    except alone.AlreadyServed as taken:
        raise CallError(f"a server runs on {database}; stop it first") from taken
    except OSError as problem:
        raise CallError(f"{alone.lock_of(database)} cannot be written: {problem.strerror}") from problem
    own(alone.lock_of(database), database)
    held, kept = asyncio.run(put_back(options.backup, database, _moment()))
    print(f"{database} holds {_told(held)}, as {options.backup} does.")
    if kept is not None:
        print(f"What was there before is {kept}; delete it when nobody needs it any more.")
    print("Whoever was erased and whatever link was taken back since that backup is there again: do it once more.")
    return 0


def _require(file: Path) -> None:
    if not file.is_file():
        raise CallError(f"there is no file {file}")


def _moment() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def _told(held: Held) -> str:
    dialogues = "1 dialogue" if held.dialogues == 1 else f"{held.dialogues:,} dialogues"
    size = f"{held.size / 1e6:.1f} MB" if held.size >= 1e6 else f"{held.size / 1e3:.0f} kB"  # noqa: PLR2004 - a million
    return f"{dialogues} with {held.commits:,} entries, {size}"
