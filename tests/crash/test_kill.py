"""The server is killed again and again while all vote and write: nothing acknowledged is lost or counted twice."""

import asyncio
import random
from collections import Counter
from pathlib import Path

from live.core.ids import PersonId, StepId, voter_of
from live.dialogue.state import State
from tests.crash.evening import Evening, prepare
from tests.crash.process import Line, Server, Voter
from tests.crash.seen import Film

VOTERS, ROUNDS = 30, 5


def ballot(state: State, part: str, person: str) -> list[str] | None:
    """What is stored of a person's vote."""
    kept = state.steps[StepId("poll-1")].state.parts[part].question.now.ballots.get(voter_of(PersonId(person), 1))
    return None if kept is None else list(kept.chosen.get("answer", ()))


def check_kept(state: State, voters: list[Voter]) -> None:
    """What was acknowledged is there; what was not answered is there once or not at all."""
    notes = state.steps[StepId("groups-1")].state
    written = Counter(note for room in (1, 2) for note in notes.board(room).notes)
    assert not [note for note, times in written.items() if times != 1]
    assert len({kept.text for room in (1, 2) for kept in notes.board(room).notes.values()}) == len(written)
    for voter in voters:
        waiting = voter.waiting or {}
        for part in ("burden", "named"):
            kept, possible = ballot(state, part, voter.person), [voter.acknowledged.get(part)]
            if waiting.get("part") == part:
                possible.append(waiting["chosen"])
            assert kept in possible, f"{voter.person} voted {possible} and {kept} is stored"
        own = {note for note in written if note.startswith(f"{voter.person}-")}
        assert voter.written <= own, f"{voter.person} lost a note"
        assert own - voter.written <= {waiting.get("id")}


def check_counted(state: State, voters: list[Voter]) -> None:
    """The tally is the sum of the last acknowledged choices."""
    for part in ("burden", "named"):
        chosen = [voter.acknowledged[part] for voter in voters if part in voter.acknowledged]
        counted = state.steps[StepId("poll-1")].state.parts[part].question.now.tally.counts()
        assert counted.ballots == len(chosen)
        assert counted.abstained == sum(not choice for choice in chosen)
        assert counted.chosen.get("answer", {}) == Counter(option for choice in chosen for option in choice)


async def round_of_votes(server: Server, voters: list[Voter], acknowledgements: int) -> None:
    """Everybody acts; the server is killed when so many acknowledgements are in."""
    left = acknowledgements
    async with server.running() as kill:

        def told() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                kill()

        async with asyncio.timeout(60), asyncio.TaskGroup() as together:
            for voter in voters:
                together.create_task(voter.take_part(server, told))


async def killed_again_and_again(folder: Path, rounds: int, seed: int) -> int:
    """Kill the server in the middle, so many times; how many views were held against the log."""
    chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
    evening: Evening = await prepare(folder / "live.db", VOTERS)
    server = Server(evening.database)
    people = [name for name in evening.cookies if name != "moderator"]
    voters = [
        Voter(name, evening.path("participant"), evening.cookies[name], evening.rooms[name], chance) for name in people
    ]
    film = Film()
    await evening.look(film)
    interrupted = compared = 0
    for _ in range(rounds):
        await round_of_votes(server, voters, chance.randint(20, 400))
        interrupted += sum(voter.waiting is not None for voter in voters)
        check_kept(await evening.look(film), voters)
        compared += sum(voter.seen.check(film.views) for voter in voters)
    assert interrupted > rounds, "nobody was interrupted: this proves nothing"
    async with server.running():
        for voter in voters:
            await voter.come_back(server)
        async with Line.to(server, evening.path("moderator"), evening.cookies["moderator"]) as desk:
            assert "ack" in await desk.send({"id": "end", "type": "question.close", "step": "poll-1", "part": "burden"})
    state = await evening.state()
    assert not [voter for voter in voters if voter.waiting]
    check_kept(state, voters)
    check_counted(state, voters)
    assert b"Traceback" not in server.errors.read_bytes()
    assert b"damaged" not in server.errors.read_bytes()
    return compared


async def test_whatever_moment_the_server_dies_what_was_acknowledged_is_kept_once_and_what_was_shown_was_so(
    tmp_path: Path,
) -> None:
    assert await killed_again_and_again(tmp_path, ROUNDS, 20260618) > ROUNDS * VOTERS
