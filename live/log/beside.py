"""What lies beside the ordered log in SQLite: sealed ballots and people's profiles.

A ballot is kept by question and keyed hash of the person: without the key nobody can say whose it
is, with the key only by trying every person. The key lives in the same file until the seal is
broken, so until then the operator could find out; afterwards nobody can.
"""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import groupby

from live.log.buffered import BreakSeal, ForgetPerson, KeepBallot, KeepPerson, Write
from live.log.digest import new_key, voter_of
from live.log.store import Row, Store, Transaction

_OF_QUESTION = "dialogue = ? AND question = ?"


async def carry_out(transaction: Transaction, dialogue: str, writes: Iterable[Write]) -> None:
    """Carry out the writes of a turn in their order, runs of the same sort at once."""
    for _, run in groupby(writes, key=type):
        ballots: list[KeepBallot] = []
        people: list[KeepPerson] = []
        for write in run:
            match write:
                case KeepBallot():
                    ballots.append(write)
                case KeepPerson():
                    people.append(write)
                case BreakSeal(question):
                    await transaction.erase("ballots", _OF_QUESTION, (dialogue, question))
                    await transaction.erase("seals", _OF_QUESTION, (dialogue, question))
                case ForgetPerson(person):
                    await transaction.erase("people", "dialogue = ? AND person = ?", (dialogue, person))
        if ballots:
            await _keep_ballots(transaction, dialogue, ballots)
        if people:
            await _keep_people(transaction, dialogue, people)


async def find_ballots(store: Store, dialogue: str, persons: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """Return the ballots of these persons by question and person."""
    rows = await store.read(
        "SELECT question, key, voter, ballot FROM seals JOIN ballots USING (dialogue, question) WHERE dialogue = ?",
        (dialogue,),
    )
    # Hashing ten thousand people for every question would hold up the loop.
    return await asyncio.to_thread(_match, rows, list(persons))


def _match(rows: Sequence[Row], persons: Sequence[str]) -> dict[str, dict[str, bytes]]:
    sealed: dict[tuple[str, bytes], dict[bytes, bytes]] = {}
    for question, key, voter, ballot in rows:
        sealed.setdefault((question, key), {})[voter] = ballot
    found: dict[str, dict[str, bytes]] = {}
    for (question, key), ballots in sealed.items():
        for person in persons:
            ballot = ballots.get(voter_of(key, person))
            if ballot is not None:
                found.setdefault(question, {})[person] = ballot
    return found


async def _keep_ballots(transaction: Transaction, dialogue: str, writes: Sequence[KeepBallot]) -> None:
    rows = await transaction.run("SELECT question, key FROM seals WHERE dialogue = ?", (dialogue,))
    keys: dict[str, bytes] = {row[0]: row[1] for row in rows}
    for question in {write.question for write in writes} - keys.keys():
        keys[question] = new_key()
        await transaction.run(
            "INSERT INTO seals (dialogue, question, key) VALUES (?, ?, ?)", (dialogue, question, keys[question])
        )
    await transaction.run_many(
        "INSERT INTO ballots (dialogue, question, voter, ballot) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET ballot = excluded.ballot",
        [(dialogue, w.question, voter_of(keys[w.question], w.person), w.ballot) for w in writes],
    )


async def _keep_people(transaction: Transaction, dialogue: str, writes: Sequence[KeepPerson]) -> None:
    await transaction.run_many(
        "INSERT INTO people (dialogue, person, profile) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET profile = excluded.profile",
        [(dialogue, write.person, write.profile) for write in writes],
    )
