"""What lies beside the ordered log in SQLite: sealed ballots and people's profiles.

A ballot is kept by question and keyed hash of the person: without the key nobody can say whose it
is, with the key only by trying every person. The key lives in the same file until the seal is
broken, so until then the operator could find out; afterwards nobody can.

The functions over a connection run in the writer's thread, inside a transaction.
"""

import asyncio
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from live.log.buffered import BreakSeal, ForgetPerson, KeepBallot, KeepPerson, Write
from live.log.digest import new_key, voters_of
from live.log.store import Row, Store

Keyed = Literal["ballots", "seals", "people"]


def carry_out(connection: sqlite3.Connection, dialogue: str, writes: Iterable[Write]) -> None:
    """Carry out the writes of a turn in their order, runs of the same sort at once."""
    for _, run in groupby(writes, key=type):
        ballots: list[KeepBallot] = []
        broken: list[str] = []
        kept: list[KeepPerson] = []
        forgotten: list[str] = []
        for write in run:
            match write:
                case KeepBallot():
                    ballots.append(write)
                case BreakSeal(question):
                    broken.append(question)
                case KeepPerson():
                    kept.append(write)
                case ForgetPerson(person):
                    forgotten.append(person)
        if ballots:
            _keep_ballots(connection, dialogue, ballots)
        if broken:
            erase(connection, "ballots", dialogue, "question", broken)
            erase(connection, "seals", dialogue, "question", broken)
        if kept:
            _keep_people(connection, dialogue, kept)
        if forgotten:
            erase(connection, "people", dialogue, "person", forgotten)


def erases(writes: Iterable[Write]) -> bool:
    """Whether something is to leave the file without a trace."""
    return any(isinstance(write, BreakSeal | ForgetPerson) for write in writes)


def erase(
    connection: sqlite3.Connection,
    table: Keyed,
    dialogue: str,
    column: Literal["question", "person", ""] = "",
    values: Sequence[str] = (),
) -> None:
    """Delete rows of a keyed table, all of the dialogue or those of the values, without a trace.

    Clearing the table overwrites every page of it (see the schema). It costs as much as there is
    left in it: the ballots of open questions, the people of kept dialogues.
    """
    # The names below are this package's own; values are always bound.
    if column:
        delete = f"DELETE FROM {table} WHERE dialogue = ? AND {column} = ?"  # noqa: S608 - own words
        connection.executemany(delete, [(dialogue, value) for value in values])
    else:
        connection.execute(f"DELETE FROM {table} WHERE dialogue = ?", (dialogue,))  # noqa: S608 - own words
    kept = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - own words
    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - own words
    if kept:
        places = ", ".join("?" * len(kept[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", kept)  # noqa: S608 - own words


async def find_ballots(store: Store, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """Return the ballots of these persons by question and person."""
    rows = await store.read(
        "SELECT question, key, voter, ballot FROM seals JOIN ballots USING (dialogue, question) WHERE dialogue = ?",
        (dialogue,),
    )
    # Hashing ten thousand people for every question would hold up the loop.
    return await asyncio.to_thread(_match, rows, list(persons)) if rows else {}


def _match(rows: Sequence[Row], persons: Sequence[str]) -> dict[str, dict[str, bytes]]:
    sealed: dict[tuple[str, bytes], dict[bytes, bytes]] = {}
    for question, key, voter, ballot in rows:
        sealed.setdefault((question, key), {})[voter] = ballot
    names = [(person, person.encode()) for person in persons]
    found: dict[str, dict[str, bytes]] = {}
    for (question, key), ballots in sealed.items():
        voter_of = voters_of(key)
        mine: dict[str, bytes] = {}
        for person, name in names:
            ballot = ballots.get(voter_of(name))
            if ballot is not None:
                mine[person] = ballot
                if len(mine) == len(ballots):
                    break
        if mine:
            found[question] = mine
    return found


def _keep_ballots(connection: sqlite3.Connection, dialogue: str, writes: Sequence[KeepBallot]) -> None:
    voters = {
        question: voters_of(key)
        for question, key in connection.execute("SELECT question, key FROM seals WHERE dialogue = ?", (dialogue,))
    }
    for question in {write.question for write in writes} - voters.keys():
        key = new_key()
        voters[question] = voters_of(key)
        connection.execute("INSERT INTO seals (dialogue, question, key) VALUES (?, ?, ?)", (dialogue, question, key))
    rows = [(dialogue, write.question, voters[write.question](write.person.encode()), write.ballot) for write in writes]
    # Sorted, neighbours in the tree come one after the other; the last of a person stays the last.
    rows.sort(key=_place)
    connection.executemany(
        "INSERT INTO ballots (dialogue, question, voter, ballot) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET ballot = excluded.ballot",
        rows,
    )


def _place(row: tuple[str, str, bytes, bytes]) -> tuple[str, bytes]:
    return row[1], row[2]


def _keep_people(connection: sqlite3.Connection, dialogue: str, writes: Sequence[KeepPerson]) -> None:
    connection.executemany(
        "INSERT INTO people (dialogue, person, profile) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET profile = excluded.profile",
        [(dialogue, write.person, write.profile) for write in writes],
    )
