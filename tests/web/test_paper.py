"""Sheets to print are for the desk alone, and a wish that makes no sense costs nothing."""

import pytest

from live.render.printed import SHEETS
from tests.render.printed import Printed
from tests.web.browser import House

NAMES = [sheet.name for sheet in SHEETS]


def addresses(here: House) -> list[str]:
    desk = f"/desk/{here.dialogue}/paper"
    return [desk, *(f"{desk}/{name}.pdf" for name in NAMES)]


async def test_the_desk_gets_the_list_worded_in_its_language(here: House) -> None:
    desk = await here.working("moderator")
    offer = (await desk.web.get(f"/desk/{here.dialogue}/paper")).json()
    assert [sheet["name"] for sheet in offer["sheets"]] == NAMES
    assert [sheet["title"] for sheet in offer["sheets"]][:2] == ["Stimmzettel", "Notizkarten"]
    assert [sheet.get("most", 1) for sheet in offer["sheets"]] == [sheet.most for sheet in SHEETS]
    assert offer["languages"][0]["tag"] == "de"


async def test_the_desk_gets_every_sheet_to_look_at_and_print(here: House) -> None:
    desk = await here.working("moderator")
    for name, address in zip(NAMES, addresses(here)[1:], strict=True):
        answer = await desk.web.get(address)
        assert answer.status_code == 200, name
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-disposition"].startswith(f'inline; filename="{name}-')
        assert answer.content.startswith(b"%PDF-")


async def test_a_sheet_carries_the_code_and_the_address_of_this_house(here: House) -> None:
    desk = await here.working("moderator")
    printed = Printed((await desk.web.get(f"/desk/{here.dialogue}/paper/code.pdf")).content)
    text = printed.page(0).replace("\n", "")
    assert here.code[:4] in text
    assert here.code[4:] in text
    assert here.address in text


@pytest.mark.parametrize("role", ["participant", "group_moderator", "projector", "nobody"])
async def test_nobody_but_the_desk_gets_any(here: House, role: str) -> None:
    match role:
        case "participant":
            browser = await here.participant("Rosa")
        case "nobody":
            browser = here.browser()
        case _:
            browser = await here.working(role, "1" if role == "group_moderator" else "")
    for address in addresses(here):
        answer = await browser.web.get(address)
        assert answer.status_code == 403
        assert here.code not in answer.text


async def test_a_desk_gets_no_sheet_of_another_evening(here: House) -> None:
    desk = await here.working("moderator")
    assert (await desk.web.get("/desk/elsewhere/paper/code.pdf")).status_code == 403


@pytest.mark.parametrize("name", ["page", "..%2Fdocument", "ballots.typ", "%00"])
async def test_a_sheet_that_there_is_not_is_not_found(here: House, name: str) -> None:
    desk = await here.working("moderator")
    assert (await desk.web.get(f"/desk/{here.dialogue}/paper/{name}.pdf")).status_code == 404


@pytest.mark.parametrize(
    "wish", ["copies=99999999", "copies=-1", "copies=x", "copies=²", "language=xx", "language=../de"]
)
async def test_a_wish_that_makes_no_sense_is_passed_over(here: House, wish: str) -> None:
    desk = await here.working("moderator")
    answer = await desk.web.get(f"/desk/{here.dialogue}/paper/telephone.pdf?{wish}")
    assert answer.status_code == 200
    assert str(Printed(answer.content).file.Root.Lang) == "de"


async def test_as_many_pages_are_made_as_were_wished(here: House) -> None:
    desk = await here.working("moderator")
    answer = await desk.web.get(f"/desk/{here.dialogue}/paper/code.pdf?copies=3")
    assert len(Printed(answer.content)) == 3
