"""Coming in: by code, with or without a name, alone or as two; and how slowly codes can be guessed."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from live.hub.hub import CODE_LENGTH
from live.web.security import Attempts
from live.web.settings import Settings
from tests.web.browser import House, Socket, house, plain

NAME = "Rosa Quendelblüte"


async def me(here: House, name: str = "", **form: str) -> tuple[Socket, dict[str, object]]:
    socket = await (await here.participant(name, **form)).socket("participant")
    return socket, await socket.shows("me", lambda seen: "person" in seen)


async def test_whoever_has_the_code_is_in_without_a_name(here: House) -> None:
    browser = here.browser()
    answer = await browser.join()
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/p/{here.dialogue}"
    assert (await browser.web.get(answer.headers["location"])).status_code == 200
    _, seen = await me(here)
    assert seen["seats"] == 1
    assert "name" not in seen


async def test_a_name_and_a_language_are_kept(here: House) -> None:
    _, seen = await me(here, NAME, language="ar")
    assert (seen["name"], seen["language"]) == (NAME, "ar")


async def test_two_at_one_device_are_two_people(here: House) -> None:
    socket, seen = await me(here, seats="2")
    assert seen["seats"] == 2
    await socket.shows("everyone", lambda seen: seen["people"]["count"] == 2)


@pytest.mark.parametrize("seats", ["0", "9", "-1", "1e3", "²", ""])
async def test_seats_that_are_none_are_one(here: House, seats: str) -> None:
    _, seen = await me(here, seats=seats)
    assert seen["seats"] == 1


async def test_a_code_may_be_typed_as_it_is_read_out(here: House) -> None:
    in_arabic = here.code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (f" {here.code[:4]} {here.code[4:]} ", f"{here.code[:4]}-{here.code[4:]}", in_arabic):
        assert (await here.browser().join(typed)).status_code == 303


async def test_the_address_with_the_code_shows_which_evening_it_is(here: House) -> None:
    page = await here.browser().web.get(f"/j/{here.code}")
    assert page.status_code == 200
    assert "Gut durch heiße Tage" in page.text
    assert f'value="{here.code}"' in page.text


@pytest.mark.parametrize(
    "code", ["00000000", "1234", "123456789", "abcdefgh", "' OR 1=1 --", "٤٠٧١٨٨٢٦", "4071\0 8826"]
)
async def test_a_wrong_code_is_answered_calmly_and_what_was_typed_is_kept(here: House, code: str) -> None:
    answer = await here.browser().join(code, name=NAME)
    assert answer.status_code == 400
    assert f'value="{NAME}"' in answer.text
    assert 'role="alert"' in answer.text
    assert "set-cookie" not in answer.headers


async def test_wrong_and_ended_codes_are_answered_alike(here: House) -> None:
    desk = await (await here.working("moderator")).socket("moderator")
    await desk.done("agenda.start")
    await desk.done("agenda.end")
    wrong = "1" * 8 if here.code != "1" * 8 else "2" * 8
    ended, unknown = [await here.browser().join(code, name=NAME) for code in (here.code, wrong)]
    assert ended.status_code == unknown.status_code == 400
    assert plain(ended.text).replace(here.code, wrong) == plain(unknown.text)
    links = [await here.browser().web.get(f"/j/{code}") for code in (here.code, wrong)]
    assert links[0].status_code == links[1].status_code == 400
    assert plain(links[0].text).replace(here.code, wrong) == plain(links[1].text)


async def test_a_name_that_is_too_long_is_refused_with_a_sentence_and_kept(here: House) -> None:
    answer = await here.browser().join(name="x" * 300)
    assert answer.status_code == 400
    assert "x" * 300 in answer.text
    assert "reject:" not in answer.text
    assert "80" in answer.text


async def test_a_name_with_markup_is_a_name(here: House) -> None:
    name = '"><script>alert(1)</script>{{7*7}}'
    _, seen = await me(here, name)
    assert seen["name"] == name
    answer = await here.browser().join("1", name=name)
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text


async def test_coming_in_again_from_the_same_browser_is_the_same_person(here: House) -> None:
    browser = await here.participant(NAME)
    first = await browser.socket("participant")
    seen = await first.shows("me", lambda seen: "person" in seen)
    again = await browser.join(name="Jemand anders")
    assert again.status_code == 303
    assert (await browser.web.get(f"/j/{here.code}")).headers["location"] == f"/p/{here.dialogue}"
    second = await browser.socket("participant")
    assert await second.shows("me", lambda now: "person" in now) == seen
    await second.shows("everyone", lambda now: now["people"]["count"] == 1)
    await first.done("people.rename", name="Rosa Q.")
    await second.shows("me", lambda now: now["name"] == "Rosa Q.")


async def test_whoever_is_not_in_is_led_to_the_first_page(here: House) -> None:
    answer = await here.browser().web.get(f"/p/{here.dialogue}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_form_from_another_page_is_refused(here: House) -> None:
    for origin in ("https://evil.example", "null", f"{here.address}.evil.example"):
        answer = await here.browser().web.post("/join", data={"code": here.code}, headers={"origin": origin})
        assert answer.status_code == 403


async def test_a_body_that_is_too_large_is_refused_however_it_comes(here: House) -> None:
    browser = here.browser()
    assert (await browser.join(name="x" * 70_000)).status_code == 413

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"name=" + b"x" * 4_096

    assert (await browser.web.post("/join", content=endless())).status_code == 413


async def test_guessing_is_slowed_down_for_one_network_and_says_so(tmp_path: Path) -> None:
    async with house(tmp_path, wrong_codes_per_place=3) as here:
        browser = here.browser()
        for _ in range(2):
            assert (await browser.join("11111111")).status_code == 400
        answers = [await browser.join("11111111"), await browser.join("11111111"), await browser.join()]
        assert [answer.status_code for answer in answers] == [429, 429, 429]
        told = re.search(r'role="alert"[^>]*>(.*?)</', answers[-1].text, re.DOTALL)
        assert told
        assert told[1].strip()
        assert "429" not in told[1]
        assert (await browser.web.get(f"/j/{here.code}")).status_code == 429
        assert (await browser.enter(await here.link("moderator"))).status_code == 200, "links are no codes"


async def test_wrong_codes_of_a_network_keep_nobody_out_who_has_a_link_or_is_in(tmp_path: Path) -> None:
    async with house(tmp_path, wrong_codes_per_place=3, wrong_codes_in_all=3) as here:
        desk, rosa = await here.working("moderator"), await here.participant("Rosa")
        guessing = here.browser()
        for _ in range(10):
            await guessing.join("11111111")
        assert (await guessing.join()).status_code == 429
        late = [await here.working("moderator"), await here.working("group_moderator", "1")]
        assert (await late[0].web.get(f"/desk/{here.dialogue}")).status_code == 200
        assert (await late[1].web.get(f"/console/{here.dialogue}/1")).status_code == 200
        await (await late[0].socket("moderator")).done("agenda.start")
        await (await desk.socket("moderator")).done("agenda.go_to", step="end")
        assert (await rosa.web.get(f"/p/{here.dialogue}")).status_code == 200
        await (await rosa.socket("participant")).done("hands.raise")
        assert (await here.browser().enter("unknown")).status_code == 404, "a wrong secret is no wrong code"


async def test_wrong_codes_of_one_network_keep_no_other_network_out(tmp_path: Path) -> None:
    limits = {"wrong_codes_per_place": 8, "wrong_codes_in_all": 8}
    async with house(tmp_path, trusted_proxies=("127.0.0.1",), **limits) as here:

        async def join(network: str, code: str) -> int:
            browser = here.browser()
            browser.web.headers["x-forwarded-for"] = network
            return (await browser.join(code)).status_code

        guessed = [await join(f"192.0.2.{number}", "11111111") for number in range(9)]
        assert guessed == [400] * 7 + [429] * 2
        assert await join("192.0.2.200", here.code) == 429
        assert await join("198.51.100.1", here.code) == 303
        few = [await join("203.0.113.9", "11111111") for _ in range(6)]
        assert few == [400] * 4 + [429] * 2, "when all together guess too often, few tries are left to each"


async def test_three_hundred_people_of_one_hall_come_in_with_the_right_code(tmp_path: Path) -> None:
    async with house(tmp_path, wrong_codes_per_place=1, wrong_codes_in_all=1) as here:
        browser = here.browser()
        for _ in range(300):
            assert (await browser.join()).status_code == 303
            browser.web.cookies.clear()


async def test_an_evening_that_is_full_says_so_and_keeps_those_who_are_in(tmp_path: Path) -> None:
    async with house(tmp_path, people_per_dialogue=2) as here:
        rosa, henk, late = here.browser(), here.browser(), here.browser()
        assert [(await browser.join()).status_code for browser in (rosa, henk)] == [303, 303]
        full = await late.join(name=NAME)
        assert full.status_code == 503
        assert "niemand mehr dazukommen" in full.text
        assert NAME in full.text, "what was typed is kept"
        assert (await rosa.join()).status_code == 303, "who is in comes in again"


def test_wrong_tries_are_counted_per_network_in_all_and_forgotten() -> None:
    now = 0.0
    tries = Attempts(per_place=20, in_all=30, clock=lambda: now)
    for _ in range(20):
        tries.failed("192.0.2.7")
    assert tries.exhausted("192.0.2.200")
    assert not tries.exhausted("198.51.100.1")
    for address in ("2001:db8:1:2::1", "2001:db8:1:3::2") * 5:
        tries.failed(address)
    assert tries.exhausted("2001:db8:1:ffff::9"), "everybody together tries too often: few are left to each"
    assert not tries.exhausted("203.0.113.9"), "whoever has not guessed is let in"
    now = Attempts.WINDOW + 1
    assert not tries.exhausted("192.0.2.7")
    tries.failed("not an address")
    assert not tries.exhausted("also none")


def test_addresses_that_a_proxy_writes_for_both_protocols_are_the_networks_they_are() -> None:
    tries = Attempts(per_place=2, in_all=100)
    for address in ("::ffff:192.0.2.7", "192.0.2.8"):
        tries.failed(address)
    assert tries.exhausted("192.0.2.9")
    assert tries.exhausted("::ffff:192.0.2.10")
    assert not tries.exhausted("::ffff:198.51.100.1")
    assert not tries.exhausted("fe80::1%eth0")


CODES = 9 * 10 ** (CODE_LENGTH - 1)
OPEN_EVENINGS = 10
"""As many as a large city has in one night."""


def test_guessing_a_code_takes_months() -> None:
    # What everybody together may try, against as many open evenings as a city has in a night.
    a_day = Settings().wrong_codes_in_all * 24 * 60 * 60 / Attempts.WINDOW
    assert CODES / a_day / OPEN_EVENINGS > 100
    from_one_network = Settings().wrong_codes_per_place * 24 * 60 * 60 / Attempts.WINDOW
    assert CODES / from_one_network / OPEN_EVENINGS > 1_000


@pytest.mark.parametrize(("networks", "chance"), [(1, 0.0002), (10, 0.002), (300, 0.005)])
def test_whoever_guesses_through_a_whole_night_from_many_networks_hardly_gets_in_anywhere(
    networks: int, chance: float
) -> None:
    now, hours, wrong = 0.0, 3, 0
    settings = Settings()
    tries = Attempts(settings.wrong_codes_per_place, settings.wrong_codes_in_all, clock=lambda: now)
    for window in range(int(hours * 3_600 / Attempts.WINDOW) + 1):
        now = window * (Attempts.WINDOW + 1)
        for network in range(networks):
            place = f"10.{network // 250}.{network % 250}.1"
            while not tries.exhausted(place):
                tries.failed(place)
                wrong += 1
    assert wrong * OPEN_EVENINGS / CODES < chance


def test_codes_have_eight_digits() -> None:
    assert CODE_LENGTH == 8


async def test_the_code_is_on_no_page_of_a_stranger(here: House) -> None:
    page = await here.browser().web.get("/")
    assert page.status_code == 200
    assert not re.search(here.code, page.text)
