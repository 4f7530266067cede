"""Links: exchanged once for a cookie, known to the database only by their digest, revocable at any time."""

import hashlib
from pathlib import Path

import pytest

from live.hub.frames import SIGNED_OUT
from live.log.port import Link
from live.web.links import Entry, cookie_name
from live.web.settings import Settings
from tests.web.browser import House, Socket, dial

DESK = "/desk/{}"


def everything(here: House) -> bytes:
    path = here.settings.database
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))


@pytest.mark.parametrize(
    ("role", "subject", "page"),
    [
        ("moderator", "", "/desk/{}"),
        ("group_moderator", "2", "/console/{}/2"),
        ("projector", "", "/projector/{}"),
    ],
)
async def test_a_link_opens_its_page_and_no_other(here: House, role: str, subject: str, page: str) -> None:
    browser = here.browser()
    answer = await browser.enter(await here.link(role, subject))
    assert answer.json() == {"url": page.format(here.dialogue)}
    pages = ["/desk/{}", "/console/{}/2", "/console/{}/1", "/projector/{}", "/desk/{}/links", "/desk/{}/export.json"]
    opened = {path for path in pages if (await browser.web.get(path.format(here.dialogue))).status_code == 200}
    assert opened == {page} | ({"/desk/{}/links", "/desk/{}/export.json"} if role == "moderator" else set())


async def test_a_link_of_another_evening_opens_nothing_here(here: House) -> None:
    await here.log.create_dialogue("another", "00000017")
    browser = here.browser()
    secret = await here.link("moderator", dialogue="another")
    assert (await browser.enter(secret)).json() == {"url": "/desk/another"}
    browser.web.cookies.set(cookie_name(here.settings, here.dialogue, "moderator"), secret)
    assert (await browser.web.get(DESK.format(here.dialogue))).status_code == 403
    async with dial(here, f"/ws/{here.dialogue}/moderator", browser.cookies) as wire:
        assert await Socket(wire).closed() == SIGNED_OUT


@pytest.mark.parametrize("secret", ["", "unknown", "x" * 128])
async def test_an_unknown_secret_opens_nothing(here: House, secret: str) -> None:
    answer = await here.browser().enter(secret)
    assert (answer.status_code, answer.json()) == (404, {"error": "unknown"})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"secret": 5}', b'{"secret": "x", "more": 1}', b"\xff"])
async def test_a_malformed_exchange_is_answered(here: House, body: bytes) -> None:
    answer = await here.browser().web.post("/enter", content=body)
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


async def test_the_cookie_of_a_link_is_for_this_server_only_and_out_of_reach_of_scripts(here: House) -> None:
    answer = await here.browser().enter(await here.link("moderator"))
    given = answer.headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    assert "Path=/" in given
    assert "Domain" not in given


def test_under_https_cookies_are_bound_to_the_host() -> None:
    settings = Settings(public_url="https://dialog.stadt.example")
    assert settings.secure
    assert cookie_name(settings, "d", "moderator") == "__Host-live-moderator-d"
    assert cookie_name(settings, "d", "group_moderator", "3") == "__Host-live-group_moderator-3-d"


async def test_no_secret_is_ever_in_the_database(here: House) -> None:
    moderator, person = await here.working("moderator"), await here.participant("Rosa")
    made = (await moderator.web.post(DESK.format(here.dialogue) + "/links", json={"role": "projector"})).json()
    secrets = [moderator.cookie("moderator"), person.cookie("participant"), made["url"].partition("#")[2]]
    kept = everything(here)
    for secret in secrets:
        assert len(secret) >= 43, "at least 256 bits"
        assert secret.encode() not in kept
        assert hashlib.sha256(secret.encode()).hexdigest().encode() in kept


async def test_the_desk_hands_out_links_and_takes_them_back(here: House) -> None:
    moderator = await here.working("moderator")
    links = DESK.format(here.dialogue) + "/links"
    made = await moderator.web.post(links, json={"role": "group_moderator", "room": 2})
    assert made.status_code == 201
    url = made.json()["url"]
    assert url.startswith(f"{here.address}/enter#")
    assert made.json()["digest"] == hashlib.sha256(url.partition("#")[2].encode()).hexdigest()
    listed = (await moderator.web.get(links)).json()["links"]
    assert {(link["role"], link["subject"]) for link in listed} == {("moderator", ""), ("group_moderator", "2")}
    assert url.partition("#")[2] not in str(listed)
    guest = here.browser()
    assert (await guest.enter(url.partition("#")[2])).status_code == 200
    digest = next(link["digest"] for link in listed if link["role"] == "group_moderator")
    assert (await moderator.web.delete(f"{links}/{digest}")).status_code == 204
    assert (await guest.web.get(f"/console/{here.dialogue}/2")).status_code == 403
    assert (await here.browser().enter(url.partition("#")[2])).status_code == 404
    assert (await moderator.web.delete(f"{links}/{digest}")).status_code == 404


async def test_the_desk_knows_the_link_by_which_it_is_open_itself(here: House) -> None:
    first, second = await here.working("moderator"), await here.working("moderator")
    links = DESK.format(here.dialogue) + "/links"
    own = [
        [link["digest"] for link in (await desk.web.get(links)).json()["links"] if link.get("own")]
        for desk in (first, second)
    ]
    assert [len(digests) for digests in own] == [1, 1]
    assert own[0] != own[1]
    assert (await here.browser().web.get(links)).status_code == 403


async def test_people_are_not_among_the_links_of_the_desk(here: House) -> None:
    await here.participant("Rosa")
    moderator = await here.working("moderator")
    listed = (await moderator.web.get(DESK.format(here.dialogue) + "/links")).json()["links"]
    assert [link["role"] for link in listed] == ["moderator"]


@pytest.mark.parametrize(
    "wanted",
    [{}, {"role": "organiser"}, {"role": "participant"}, {"role": "projector", "room": 1}, {"role": "group_moderator"}]
    + [{"role": "group_moderator", "room": room} for room in (0, -1, 2_001, "x")],
)
async def test_a_link_that_makes_no_sense_is_not_made(here: House, wanted: dict[str, object]) -> None:
    moderator = await here.working("moderator")
    answer = await moderator.web.post(DESK.format(here.dialogue) + "/links", json=wanted)
    assert answer.status_code == 400


async def test_revoking_a_link_closes_the_pages_that_it_opened_and_no_others(here: House) -> None:
    moderator, other = await here.working("moderator"), await here.working("moderator")
    open_pages = [await other.socket("moderator"), await other.socket("moderator")]
    silent = await other.socket("moderator", hello=False)
    await open_pages[0].done("agenda.start")
    links = DESK.format(here.dialogue) + "/links"
    digest = hashlib.sha256(other.cookie("moderator").encode()).hexdigest()
    kept = await moderator.socket("moderator")
    assert (await moderator.web.delete(f"{links}/{digest}")).status_code == 204
    for page in [*open_pages, silent]:
        assert await page.closed() == SIGNED_OUT
    await kept.done("agenda.go_to", step="end")
    async with dial(here, f"/ws/{here.dialogue}/moderator", other.cookies) as wire:
        assert await Socket(wire).closed() == SIGNED_OUT


async def test_nobody_but_the_desk_gets_at_the_office(here: House) -> None:
    desk = DESK.format(here.dialogue)
    strangers = [
        here.browser(),
        await here.participant("Rosa"),
        await here.working("projector"),
        await here.working("group_moderator", "1"),
    ]
    for browser in strangers:
        for path in ("", "/links", "/qr.svg", "/documentation", "/export.html", "/export.json", "/version-1.json"):
            assert (await browser.web.get(desk + path)).status_code == 403, path
        assert (await browser.web.post(desk + "/links", json={"role": "moderator"})).status_code == 403
        assert (await browser.web.delete(desk + "/links/abc")).status_code == 403


def test_every_role_has_an_actor_and_a_page() -> None:
    seen = {
        Entry(Link("d", role, "1"), "f" * 64).page
        for role in ("participant", "moderator", "group_moderator", "editor", "office", "projector")
    }
    assert seen == {"/p/d", "/desk/d", "/console/d/1", "/edit/d", "/office", "/projector/d"}


async def test_the_enter_page_is_the_same_for_everybody(here: House, tmp_path: Path) -> None:
    answer = await here.browser().web.get("/enter")
    assert answer.status_code == 200
    assert here.dialogue not in answer.text
    assert str(tmp_path) not in answer.text
