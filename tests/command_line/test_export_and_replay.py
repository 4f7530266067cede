"""`live export` writes the documentation; `live replay` prints what everybody sees, and no secret of anybody."""

import json
from pathlib import Path
from typing import Any

import pytest

from live.log.sqlite import SqliteLog
from live.render.formats import EVERYTHING, FORMATS
from live.render.json import read_json
from tests.command_line.process import live
from tests.crash.evening import Evening
from tests.web.evenings import held, publish

BURDEN, NAMED = "burden", "named"


def test_the_documentation_is_written_as_a_page(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "export", evening.dialogue, "--database", evening.database, "--output", "abend.html")
    assert (told.status, told.out, told.err) == (0, "", "")
    page = (tmp_path / "abend.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Gut durch heiße Tage" in page
    assert "Zwetschge" not in page, "nobody's name"


def test_the_documentation_is_printed_as_data(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "export", evening.dialogue, "--format", "json", LIVE_DATABASE=str(evening.database))
    assert (told.status, told.err) == (0, "")
    assert read_json(told.out.encode()).document.title.model_dump()["text"]["de"] == "Gut durch heiße Tage"


def test_another_language_of_the_evening_can_be_chosen(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "export", evening.dialogue, "--language", "ar", "--database", evening.database)
    assert told.status == 0
    assert '<html lang="ar" dir="rtl"' in told.out


@pytest.mark.parametrize("form", [form.name for form in (*FORMATS, EVERYTHING)])
def test_every_form_can_be_written(tmp_path: Path, evening: Evening, form: str) -> None:
    told = live(
        tmp_path, "export", evening.dialogue, "--format", form, "--database", evening.database, "--output", "file"
    )
    assert (told.status, told.err) == (0, "")
    assert (tmp_path / "file").stat().st_size > 1_000


async def test_a_published_version_can_be_written_as_it_was(tmp_path: Path) -> None:
    log = await SqliteLog.open(tmp_path / "live.db")
    dialogue = await held(log, 10)
    await publish(log, dialogue, city="Alte Stadt")
    await publish(log, dialogue, note="Die Stadt heißt anders.")
    await log.close()
    call = ("export", dialogue, "--format", "json", "--database", tmp_path / "live.db", "--version")
    told = live(tmp_path, *call, 1)
    assert (told.status, read_json(told.out.encode()).document.city) == (0, "Alte Stadt")
    assert live(tmp_path, *call, 3).status == 1


def test_a_language_that_nobody_speaks_is_named(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "export", evening.dialogue, "--language", "xx", "--database", evening.database)
    assert (told.status, told.out) == (2, "")
    assert "xx" in told.sentence


@pytest.mark.parametrize("command", ["export", "replay"])
def test_a_dialogue_that_is_not_there_is_named(tmp_path: Path, evening: Evening, command: str) -> None:
    told = live(tmp_path, command, "nowhere", "--database", evening.database)
    assert (told.status, told.out) == (1, "")
    assert told.sentence == "there is no dialogue nowhere in this database"


@pytest.mark.parametrize("command", ["export", "replay"])
def test_a_database_that_is_not_there_is_named_and_not_made(tmp_path: Path, command: str) -> None:
    told = live(tmp_path, command, "nowhere")
    assert (told.status, told.out) == (2, "")
    assert told.sentence == "there is no database live.db"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("output", ["nowhere/abend.html", "."])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, evening: Evening, output: str) -> None:
    told = live(tmp_path, "export", evening.dialogue, "--database", evening.database, "--output", output)
    assert (told.status, told.out) == (2, "")
    assert told.sentence.startswith(f"{output} cannot be written: ")


def test_replay_without_an_id_lists_the_dialogues(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "replay", "--database", evening.database)
    assert (told.status, told.err) == (0, "")
    [line] = told.out.splitlines()
    id_, code, day, title = line.split(maxsplit=3)
    assert id_ == evening.dialogue
    assert day.count("-") == 2
    assert title
    assert code.isdecimal()
    assert len(code) == 8


def test_replay_prints_what_each_audience_sees_and_no_anonymous_ballot(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "replay", evening.dialogue, "--groups", 2, "--database", evening.database)
    assert (told.status, told.err) == (0, "")
    seen: dict[str, Any] = json.loads(told.out)
    own = {f"me:{name}" for name in evening.rooms}
    rooms = {f"room:groups-1:{room}" for room in (1, 2)}
    assert set(seen) == {"moderators", "projector", "everyone", "console:1", "console:2"} | own | rooms
    for name in own:
        ballots = seen[name]["steps"]["poll-1"]["ballots"]
        assert [*ballots] == [NAMED], "what was said openly is in the log, what was said in secret is sealed"
    assert "care" not in json.dumps([seen[name]["steps"]["poll-1"]["ballots"] for name in own])
    questions = seen["moderators"]["steps"]["poll-1"]["questions"]
    assert (questions[NAMED]["answered"], questions[BURDEN].get("answered", 0)) == (3, 0)


def test_replay_prints_only_the_audiences_that_were_asked_for(tmp_path: Path, evening: Evening) -> None:
    wanted = ["everyone", "console:2"]
    told = live(tmp_path, "replay", evening.dialogue, "--database", evening.database, "--audience", *wanted)
    assert told.status == 0
    assert {*json.loads(told.out)} == {*wanted}
