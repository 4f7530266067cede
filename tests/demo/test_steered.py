"""A whole demonstration, steered and in a hurry: from the first welcome to the published documentation."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from live.demo import play
from live.demo.house import House, house, listen
from live.demo.moderator import Moderator
from live.demo.page import Asked
from live.demo.town import Town

PEOPLE = 8
PACE = 30.0
AT_MOST = 60.0
WRITING = ("breakout.write_note", "breakout.add_focus_idea")


@dataclass
class Played:
    """An evening that is over: who was asked what, what was printed, and the papers."""

    house: House
    town: Town
    printed: list[str]
    exported: dict[str, Any]
    published: httpx.Response

    def done(self, *types: str) -> list[Asked]:
        """Commands of these types that were carried out."""
        return [asked for asked in self.town.ledger.asked if asked.done and asked.command["type"] in types]


@pytest.fixture(scope="module")
async def played() -> AsyncIterator[Played]:
    async with house(listen(0)) as home:
        town = Town(home.address, home.code, seed=7, pace=PACE)
        printed: list[str] = []
        leading = Moderator(town, home.links["moderator"], PEOPLE, printed.append)
        async with asyncio.timeout(AT_MOST), asyncio.TaskGroup() as tasks:
            playing = tasks.create_task(play(home, town, PEOPLE, leading))
            await leading.over.wait()
            await town.ledger.quiet.wait()
            async with httpx.AsyncClient(base_url=home.address) as browser:
                secret = home.links["moderator"].partition("#")[2]
                await browser.post("/enter", json={"secret": secret})
                exported = (await browser.get(f"/desk/{home.dialogue}/export.json")).json()
                published = await browser.get(f"/d/{home.dialogue}")
            playing.cancel()
        yield Played(home, town, printed, exported, published)


def strings(value: object) -> list[str]:
    """Every string in a tree of JSON."""
    if isinstance(value, dict):
        return [found for child in value.values() for found in strings(child)]
    if isinstance(value, list):
        return [found for child in value for found in strings(child)]
    return [value] if isinstance(value, str) else []


async def test_every_command_gets_an_answer_and_none_is_misunderstood(played: Played) -> None:
    answers = played.town.ledger.answers()
    assert played.town.ledger.malformed == []
    assert None not in answers
    assert not {"malformed", "internal_error", "not_saved"} & set(answers)
    assert answers["ack"] > 0.8 * answers.total()


async def test_the_moderator_leads_through_every_step(played: Played) -> None:
    assert len(played.printed) == 9
    assert played.published.status_code == 200
    assert "Gut durch heiße Tage" in played.published.text


async def test_citizens_vote_and_show_hands_and_fill_in_the_evaluation(played: Played) -> None:
    steps = {
        type_: {asked.command["step"] for asked in played.done(type_)}
        for type_ in ("mood_check.show_hand", "poll.cast_ballot", "evaluation.send_answers")
    }
    assert steps["mood_check.show_hand"] == {"stimmung-1", "stimmung-2"}
    assert {asked.command["part"] for asked in played.done("poll.cast_ballot")} == {"belastung", "gutes"}
    assert steps["evaluation.send_answers"] == {"auswertung"}


async def test_the_documentation_holds_every_card_as_it_was_last_written(played: Played) -> None:
    written = {asked.id: asked.command["text"] for asked in played.done(*WRITING)}
    written |= {asked.command["note"]: asked.command["text"] for asked in played.done("breakout.edit_note")}
    assert len(written) > 20
    found = strings(played.exported)
    missing = [text for text in written.values() if not any(_bare(text) in _bare(string) for string in found)]
    assert not missing


async def test_every_group_releases_a_quintessence(played: Played) -> None:
    assert {asked.command["room"] for asked in played.done("breakout.release_quintessence")} == {1, 2, 3, 4}
    assert {asked.command.get("room") for asked in played.done("breakout.show_quintessence")} == {1, 2, 3, 4, None}


def _bare(text: str) -> str:
    """A text without quotation marks around it, which the documentation sets in its own way."""
    return text.strip('„“”"')
