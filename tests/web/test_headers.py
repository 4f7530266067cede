"""Every answer carries the headers of the house, and every route is on a list here."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from live.log.memory import MemoryLog
from live.render.formats import FORMATS
from live.web.app import make_site
from live.web.publishing import FRESH
from live.web.settings import Settings
from tests.web.browser import SECONDS, House, house

DIALOGUE, CODE = "<dialogue>", "<code>"
DESK = "/desk/{}"
PAGES: dict[str, tuple[str, int]] = {
    "/": ("/", 200),
    "/j/{code}": (f"/j/{CODE}", 200),
    "/enter": ("/enter", 200),
    "/p/{dialogue}": (f"/p/{DIALOGUE}", 200),
    "/desk/{dialogue}": (f"/desk/{DIALOGUE}", 200),
    "/console/{dialogue}/{room:int}": (f"/console/{DIALOGUE}/1", 200),
    "/projector/{dialogue}": (f"/projector/{DIALOGUE}", 200),
    "/p/{dialogue}/meeting/{step}/{number:int}": (f"/p/{DIALOGUE}/meeting/groups-1/1", 403),
    "/console/{dialogue}/{room:int}/meeting/{step}/{number:int}": (f"/console/{DIALOGUE}/1/meeting/groups-1/1", 404),
    "/desk/{dialogue}/meeting/{step}/{number:int}": (f"/desk/{DIALOGUE}/meeting/groups-1/1", 404),
    "/desk/{dialogue}/qr.svg": (f"/desk/{DIALOGUE}/qr.svg", 200),
    "/desk/{dialogue}/links": (f"/desk/{DIALOGUE}/links", 200),
    "/desk/{dialogue}/paper": (f"/desk/{DIALOGUE}/paper", 200),
    "/desk/{dialogue}/paper/{name}.pdf": (f"/desk/{DIALOGUE}/paper/code.pdf", 200),
    "/desk/{dialogue}/documentation": (f"/desk/{DIALOGUE}/documentation", 200),
    "/desk/{dialogue}/export.{form}": (f"/desk/{DIALOGUE}/export.html", 200),
    "/desk/{dialogue}/version-{number:int}.{form}": (f"/desk/{DIALOGUE}/version-1.html", 404),
    "/edit/{dialogue}": (f"/edit/{DIALOGUE}", 200),
    "/edit/{dialogue}/preview": (f"/edit/{DIALOGUE}/preview", 200),
    "/edit/{dialogue}/file": (f"/edit/{DIALOGUE}/file?form=json", 200),
    "/edit/{dialogue}/pictures/{digest}": (f"/edit/{DIALOGUE}/pictures/{'0' * 64}", 404),
    "/d": ("/d", 200),
    "/d/{dialogue}": (f"/d/{DIALOGUE}", 404),
    "/d/{dialogue}/{name}": (f"/d/{DIALOGUE}/de", 404),
    "/help": ("/help", 200),
    "/help/{dialogue}": (f"/help/{DIALOGUE}", 200),
    "/accessibility": ("/accessibility", 200),
    "/accessibility/{dialogue}": (f"/accessibility/{DIALOGUE}", 200),
    "/privacy": ("/privacy", 200),
    "/privacy/{dialogue}": (f"/privacy/{DIALOGUE}", 200),
    "/office": ("/office", 403),
    "/office/evenings.csv": ("/office/evenings.csv", 403),
    "/documentation.schema.json": ("/documentation.schema.json", 200),
    "/logo/{dialogue}": (f"/logo/{DIALOGUE}", 404),
    "/messages/{language}.json": ("/messages/de.json", 200),
    "/messages/{language}.js": ("/messages/de.js", 200),
    "/made/{version}/{tongue}/{path:path}": ("/made/-/-/core/page.js", 200),
    "/protocol.json": ("/protocol.json", 200),
    "/stream/sign": ("/stream/sign", 200),
    "/healthz": ("/healthz", 200),
    "/readyz": ("/readyz", 503),
    "/metrics": ("/metrics", 200),
    "/static": ("/static/core/page.js", 200),
}
OTHERS = {
    "an address that is not there": ("/nowhere", 404),
    "a path out of the static files": ("/static/../pyproject.toml", 404),
    "a method that is not there": ("/join", 405),
    "an evening that is not there": ("/desk/nowhere", 403),
    "no language": ("/messages/xx.json", 404),
    "help with an evening that is not there": ("/help/nowhere", 404),
    "no words": ("/messages/xx.js", 404),
    "a script in no language": ("/made/-/xx/core/page.js", 404),
    "a script that is not there": ("/made/-/-/core/nothing.js", 404),
}
POSTED = {
    "/join",
    "/stream/{dialogue}/{role}",
    "/stream/{dialogue}/{role}/{room:int}",
    "/stream/{dialogue}/{role}/line/{line}",
    "/stream/{dialogue}/{role}/{room:int}/line/{line}",
    "/desk/{dialogue}/links/{digest}",
    "/edit/{dialogue}/edits",
    "/edit/{dialogue}/publish",
    "/edit/{dialogue}/pictures",
}


def test_every_route_is_on_the_list() -> None:
    app = make_site(MemoryLog(), Settings())
    known = {route.path for route in app.routes if isinstance(route, Route | Mount)}
    assert known == set(PAGES) | POSTED
    assert {route.path for route in app.routes if isinstance(route, WebSocketRoute)} == {
        "/ws/trial",
        "/ws/{dialogue}/{role}",
        "/ws/{dialogue}/{role}/{room:int}",
    }


async def answers(here: House) -> dict[str, httpx.Response]:
    """One answer of every route, to somebody who may see everything."""
    browser = await here.participant("Rosa")
    for role, subject in (("moderator", ""), ("group_moderator", "1"), ("projector", "")):
        await browser.enter(await here.link(role, subject))
    stranger = here.browser()
    found = {}
    for name, (path, status) in {**PAGES, **OTHERS}.items():
        web = stranger.web if name in ("/", "/j/{code}") else browser.web
        answer = await web.get(path.replace(DIALOGUE, here.dialogue).replace(CODE, here.code))
        assert answer.status_code == status, (path, answer.status_code)
        found[name] = answer
    return found


def is_part(answer: httpx.Response) -> bool:
    """A script, a style or a font: no page, so that what speaks to pages only is left out (weight on a slow line)."""
    form: str = answer.headers.get("content-type", "")
    return form.startswith(("text/javascript", "text/css", "font/"))


def policy(answer: httpx.Response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in parts}


async def test_every_answer_carries_the_headers_of_the_house(here: House) -> None:
    for name, answer in (await answers(here)).items():
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff", name
        assert headers["cross-origin-resource-policy"] == "same-origin", name
        if not is_part(answer):
            assert headers["referrer-policy"] == "same-origin", name
            assert headers["cross-origin-opener-policy"] == "same-origin", name
            assert "camera=()" in headers["permissions-policy"], name
        kept = {
            "/static": "no-cache",
            "/made/{version}/{tongue}/{path:path}": "no-cache",
            "/messages/{language}.js": "no-cache",
            "/documentation.schema.json": FRESH,
        }
        assert headers["cache-control"] == kept.get(name, "no-store"), name
        assert headers["x-robots-tag"] == ("all" if name == "/d" else "noindex"), name
        assert "server" not in headers, name
        assert "strict-transport-security" not in headers, name


async def test_no_policy_lets_anything_run_that_the_house_did_not_write(here: House) -> None:
    for name, answer in (await answers(here)).items():
        if is_part(answer):
            continue
        rules = policy(answer)
        assert "unsafe" not in answer.headers["content-security-policy"], name
        assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
        # Who knows 'strict-dynamic' passes over 'self', which is for browsers before 2022.
        assert re.fullmatch(r"'nonce-[\w-]{16,}' 'strict-dynamic' 'self'", rules["script-src"]), name
        assert rules["require-trusted-types-for"] == "'script'", name
        assert rules["form-action"] == "'self'", name
        own = here.address.replace("http", "ws")
        assert rules["connect-src"] == f"'self' {own}", name


async def test_no_answer_uses_the_nonce_of_another(here: House) -> None:
    first, second = await answers(here), await answers(here)
    pages = [answer for answer in (*first.values(), *second.values()) if not is_part(answer)]
    policies = [answer.headers["content-security-policy"] for answer in pages]
    assert len(set(policies)) == len(policies)


async def test_every_script_and_style_of_a_page_has_its_nonce_and_comes_from_here(here: House) -> None:
    for name, answer in (await answers(here)).items():
        if "text/html" not in answer.headers.get("content-type", "") or "attachment" in str(answer.headers):
            continue
        nonce = policy(answer)["script-src"].split("'")[1].removeprefix("nonce-")
        for tag in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
            assert f'nonce="{nonce}"' in tag or 'type="application/json"' in tag, (name, tag)
        words = re.sub(r"<script.*?</script>", "", answer.text, flags=re.DOTALL)
        assert not re.search(r"<[^>]+\son[a-z]+\s*=\s*[\"']", words), name
        assert not re.search(r"<[^>]+\sstyle=", answer.text), name
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!video|dialog)", answer.text), name


async def test_under_https_browsers_are_told_to_stay_there(tmp_path: Path) -> None:
    async with house(tmp_path, public_url="https://dialog.stadt.example") as here:
        answer = await here.browser().web.get("/")
        assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert policy(answer)["connect-src"] == "'self' wss://dialog.stadt.example"


async def test_words_are_sent_in_the_languages_there_are(here: House) -> None:
    browser = here.browser()
    told = (await browser.web.get("/messages/de.json")).json()
    assert (told["language"], told["dir"]) == ("de", "ltr")
    assert told["messages"]["reject:not_allowed"]
    assert (await browser.web.get("/messages/ar.json")).json()["dir"] == "rtl"
    assert (await browser.web.get("/messages/de-simple.json")).status_code == 200
    assert (await browser.web.get("/messages/..%2f..%2fde.json")).status_code == 404


async def test_the_server_says_that_it_is_well(here: House) -> None:
    answer = await here.browser().web.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


async def test_the_documentation_is_public_only_after_it_was_published(here: House) -> None:
    public, stranger = f"/d/{here.dialogue}", here.browser()
    moderator = await here.working("moderator")
    desk = await moderator.socket("moderator")
    person = await (await here.participant("Zwetschge Henkelmann")).socket("participant")
    await desk.done("agenda.start")
    await person.done("hands.raise")
    address, wish = f"/edit/{here.dialogue}/publish", {"id": "v1", "version": 1}
    refused = await moderator.web.post(address, json=wish)
    assert (refused.status_code, refused.json()["refused"]) == (409, "documentation.not_ended")
    await desk.done("agenda.end")
    assert (await stranger.web.get(public)).status_code == 404
    published = await moderator.web.post(address, json=wish | {"id": "v1-again"})
    assert (published.status_code, published.json()["done"]) == (200, 1)
    answer = await stranger.web.get(public)
    assert answer.status_code == 200
    assert "Gut durch heiße Tage" in answer.text
    assert "Zwetschge" not in answer.text
    await desk.done("documentation.withdraw")
    async with asyncio.timeout(SECONDS):
        while (await stranger.web.get(public)).status_code == 200:
            pass
    gone, never = await stranger.web.get(public), await stranger.web.get("/d/nowhere")
    assert (gone.status_code, never.status_code) == (410, 404)
    again = await moderator.web.post(address, json={"id": "v2", "version": 2})
    assert again.json()["refused"] == "documentation.note_missing"
    await moderator.web.post(address, json={"id": "v2-noted", "version": 2, "note": "Korrigiert"})
    for version in (1, 2):
        kept = await moderator.web.get(f"{DESK.format(here.dialogue)}/version-{version}.json")
        assert kept.json()["document"]["version"] == version


async def test_only_who_prepares_the_documentation_publishes_it(here: House) -> None:
    address, wish = f"/edit/{here.dialogue}/publish", {"id": "v1", "version": 1}
    strangers = [here.browser(), await here.participant("Rosa"), await here.working("projector")]
    for browser in strangers:
        assert (await browser.web.post(address, json=wish)).status_code == 403
    for body in (b"", b"[]", b'{"note": 1}', b'{"by": "me"}'):
        answer = await (await here.working("moderator")).web.post(address, content=body)
        assert answer.status_code == 400
    editor = await (await here.working("editor")).web.post(address, json=wish)
    assert editor.status_code == 409


async def test_exports_are_files_with_harmless_names(here: House) -> None:
    browser = await here.working("moderator")
    for form in FORMATS:
        answer = await browser.web.get(f"/desk/{here.dialogue}/export.{form.name}?language=ar")
        assert answer.headers["content-type"] == form.media_type
        name = rf"[\w-]+\.{re.escape(form.ending)}"
        said = answer.headers["content-disposition"]
        assert re.fullmatch(rf"attachment; filename=\"{name}\"(; filename\*=UTF-8''[\w.%-]+)?", said)
    page = await browser.web.get(f"/desk/{here.dialogue}/documentation?language=ar")
    assert '<html lang="ar" dir="rtl">' in page.text
    assert (await browser.web.get(f"/desk/{here.dialogue}/export.exe")).status_code == 404


async def test_a_request_with_a_wrong_length_or_a_foreign_origin_changes_nothing(here: House) -> None:
    browser = await here.working("moderator")
    links = f"/desk/{here.dialogue}/links"
    for origin in ("https://evil.example", "null", f"{here.address}.evil.example"):
        answer = await browser.web.post(links, json={"role": "moderator"}, headers={"origin": origin})
        assert answer.status_code == 403
    own = await browser.web.post(links, json={"role": "projector"}, headers={"origin": here.address})
    assert own.status_code == 201
    assert len((await browser.web.get(links)).json()["links"]) == 2


@pytest.mark.parametrize(
    "path", ["/static/", "/static/core", "/static/%2e%2e/pyproject.toml", "/static/..%2fREADME.md"]
)
async def test_static_files_are_files_below_their_folder(here: House, path: str) -> None:
    assert (await here.browser().web.get(path)).status_code == 404
