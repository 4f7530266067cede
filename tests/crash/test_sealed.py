"""After an anonymous question is closed for good, nothing that is left tells who voted what: no byte of any file."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from live.log.port import ORIGIN
from live.log.sqlite import SqliteLog
from tests.crash.evening import Evening, prepare
from tests.crash.process import Line, Server

PEOPLE = 12
BURDEN = {"step": "poll-1", "part": "burden"}


def sealed(database: Path) -> tuple[list[bytes], list[bytes], list[bytes]]:
    """Keys, voters and ballots as they lie in the file."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as spy:
        keys = [row[0] for row in spy.execute("SELECT key FROM seals")]
        rows = list(spy.execute("SELECT voter, ballot FROM ballots"))
    return keys, [row[0] for row in rows], [row[1] for row in rows]


async def vote(server: Server, evening: Evening) -> None:
    """Everybody votes and changes the vote."""
    choices = ["a", "b", "care"]
    for number, name in enumerate(name for name in evening.cookies if name != "moderator"):
        async with Line.to(server, evening.path("participant"), evening.cookies[name]) as line:
            for change in range(2):
                chosen = [choices[(number + change) % 3]]
                wish = {"id": f"v{change}", "type": "poll.cast_ballot", **BURDEN, "chosen": chosen}
                assert "ack" in await line.send(wish)


async def test_no_byte_of_a_ballot_outlives_the_question(tmp_path: Path) -> None:
    evening = await prepare(tmp_path / "live.db", PEOPLE)
    server = Server(evening.database)
    names = [name for name in evening.cookies if name != "moderator"]
    async with server.running():
        await vote(server, evening)
        keys, voters, ballots = sealed(evening.database)
        assert (len(keys), len(voters), len(ballots)) == (1, PEOPLE, PEOPLE)
        assert all(secret in evening.files() for secret in [*keys, *voters])
        async with Line.to(server, evening.path("moderator"), evening.cookies["moderator"]) as desk:
            assert "ack" in await desk.send({"id": "f1", "type": "question.finalise", **BURDEN})
        left = evening.files()
        assert sealed(evening.database) == ([], [], [])
        for secret in [*keys, *voters, *ballots]:
            assert secret not in left
        for trace in ("question.ballot_sealed", '"voter"', '"ballot":', *(f"{name}/1" for name in names)):
            assert trace.encode() not in left, trace
    left = evening.files()
    assert not [secret for secret in [*keys, *voters, *ballots] if secret in left]
    await check_log(evening, names)
    logged = server.errors.read_text("utf-8")
    for word in [
        *names,
        "Zwetschge",
        "burden",
        '"a"',
        *(cookie.partition("=")[2] for cookie in evening.cookies.values()),
    ]:
        assert word not in logged, word


async def check_log(evening: Evening, names: list[str]) -> None:
    """The counts are there, and no record that holds a choice names anybody or anybody's command."""
    log = await SqliteLog.open(evening.database)
    try:
        commits = await log.commits(evening.dialogue, ORIGIN)
    finally:
        await log.close()
    records = [record for commit in commits for record in json.loads(commit.payload)["records"]]
    choosing = [record for record in records if '"chosen"' in json.dumps(record)]
    final = choosing[-1]["events"][-1]
    assert (final["type"], final["counts"]["ballots"]) == ("question.finalised", PEOPLE)
    assert final["counts"]["chosen"] == {"answer": {"a": 4, "b": 4, "care": 4}}
    assert {record["actor"].partition(":")[0] for record in choosing} == {"", "moderator"}
    assert not [name for name in names for record in choosing if name in json.dumps(record)]
