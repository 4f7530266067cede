"""What lies beside the log of an anonymous question while it is open: an answer, and nothing that tells whose."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from live.core.ids import PersonId, StepId, VoterId, voter_of
from live.hub.hub import Hub
from live.hub.storage import load, seal, unseal
from live.hub.task import DialogueTask
from tests.hub.logs import stored
from tests.hub.pages import DESK, evening, joined, pages_of

BURDEN = {"step": "poll-1", "part": "burden"}
PEOPLE = [f"qx7person{number:02d}" for number in range(12)]
CHOICES: list[list[str]] = [["a"], ["b"], ["a", "care"], []]

Row = tuple[Any, ...]


def tables(database: Path) -> dict[str, list[Row]]:
    """Every row of the file, by table."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as spy:
        names = [name for (name,) in spy.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: list(spy.execute(f"SELECT * FROM {name}")) for name in names}  # noqa: S608 - names of the file


def ballots(task: DialogueTask) -> dict[VoterId, list[str]]:
    now = task.state.steps[StepId("poll-1")].state.parts["burden"].question.now
    return {voter: list(ballot.chosen.get("answer", ())) for voter, ballot in now.ballots.items()}


async def test_a_sealed_row_names_no_person_and_no_question(tmp_path: Path) -> None:
    async with stored(tmp_path / "live.db") as log, evening(log) as (here, open_page):
        desk = await open_page(DESK)
        await desk.do("agenda.start")
        await desk.do("question.open", **BURDEN)
        for number, person in enumerate(await joined(here, *PEOPLE)):
            phone = await open_page(person)
            for change in range(2):
                chosen = CHOICES[(number + change) % len(CHOICES)]
                assert not isinstance(
                    await phone.do("poll.cast_ballot", f"v{number}x{change}", **BURDEN, chosen=chosen), str
                )
        rows = tables(tmp_path / "live.db")
        kept = {name: [str(row) for row in found] for name, found in rows.items()}
        assert len(rows["ballots"]) == len(PEOPLE)
        for dialogue, question, voter, ballot in rows["ballots"]:
            assert (dialogue, question) == (here.dialogue, "poll-1/burden/1")
            assert isinstance(voter, bytes)
            words = ballot.decode()
            assert json.loads(words).keys() == {"ballot", "commands"}
            for trace in (*PEOPLE, "burden", "poll-1", "voter", "Name"):
                assert trace not in words, words
                assert trace.encode() not in voter
        commands = {command for row in rows["ballots"] for command in json.loads(row[3])["commands"]}
        assert commands == {f"v{number}x{change}" for number in range(len(PEOPLE)) for change in range(2)}
        others = "".join(row for name, found in kept.items() if name != "ballots" for row in found)
        assert not [command for command in commands if command in others], "a command would lead to its sender"
        payloads = [json.loads(payload) for *_, payload in rows["commits"]]
        choosing = [record for payload in payloads for record in payload["records"] if '"chosen"' in json.dumps(record)]
        assert choosing, "the tally of the first ten is in the log"
        assert not [person for person in PEOPLE for record in choosing if person in json.dumps(record)]


async def test_only_the_key_of_the_question_tells_whose_a_sealed_answer_is(tmp_path: Path) -> None:
    database = tmp_path / "live.db"
    async with stored(database) as log:
        async with evening(log) as (here, open_page):
            desk = await open_page(DESK)
            await desk.do("agenda.start")
            await desk.do("question.open", **BURDEN)
            for person in await joined(here, "rosa", "henk"):
                page = await open_page(person)
                await page.do("poll.cast_ballot", **BURDEN, chosen=["a"] if person.person == "rosa" else ["b"])
            before = ballots(here)
        assert before == {"rosa/1": ["a"], "henk/1": ["b"]}
        async with Hub(log) as hub:
            assert ballots(await hub.dialogue(here.dialogue)) == before
        without, _ = await load(log, here.dialogue, sealed=False)
        assert not without.steps[StepId("poll-1")].state.parts["burden"].question.now.ballots
    with closing(sqlite3.connect(database)) as thief:
        thief.execute("UPDATE seals SET key = zeroblob(length(key))")
        thief.commit()
    async with stored(database) as log, Hub(log) as hub:
        assert not ballots(await hub.dialogue(here.dialogue))


async def test_what_was_sealed_comes_out_as_it_went_in() -> None:
    event = unseal("poll-1/burden/3", voter_of(PersonId("a/b"), 2), b'{"ballot": {"chosen": {"answer": ["a"]}}}')
    again = event.model_copy(update={"commands": ("v1", "v2")})
    assert (again.step, again.part, again.round, again.voter) == ("poll-1", "burden", 3, "a/b/2")
    assert unseal("poll-1/burden/3", again.voter, seal(again)) == again


async def test_an_old_answer_sent_again_does_not_come_back_also_after_a_restart(tmp_path: Path) -> None:
    async with stored(tmp_path / "live.db") as log:
        async with evening(log) as (here, open_page):
            desk = await open_page(DESK)
            await desk.do("agenda.start")
            await desk.do("question.open", **BURDEN)
            (rosa,) = await joined(here, "rosa")
            phone = await open_page(rosa)
            for number, chosen in [*enumerate(CHOICES), *enumerate(CHOICES[:-1])]:
                assert not isinstance(await phone.do("poll.cast_ballot", f"v{number}", **BURDEN, chosen=chosen), str)
            assert ballots(here) == {"rosa/1": CHOICES[-1]}
        async with Hub(log) as hub:
            there = await hub.dialogue(here.dialogue)
            async with pages_of(there) as reopen:
                phone = await reopen(rosa)
                for number, chosen in enumerate(CHOICES):
                    assert not isinstance(
                        await phone.do("poll.cast_ballot", f"v{number}", **BURDEN, chosen=chosen), str
                    )
                    assert ballots(there) == {"rosa/1": CHOICES[-1]}
                assert not isinstance(await phone.do("poll.cast_ballot", "v9", **BURDEN, chosen=["a"]), str)
                assert ballots(there) == {"rosa/1": ["a"]}, "a new wish changes the answer"
