"""What everybody may read: frozen, in every language and form, gone when it is withdrawn, and quick for thousands."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser

import httpx
import pytest
from starlette.applications import Starlette

from live.core.ids import DialogueId, NoteId, StepId
from live.dialogue.codec import Record, encode
from live.dialogue.editing.events import Published
from live.hub.hub import Hub
from live.log.memory import MemoryLog
from live.log.port import Log
from live.render.formats import EVERYTHING, FORMATS
from live.render.json import read_json
from live.steps.breakout.events import NoteHidden
from live.web.app import make_site
from live.web.exports import Exports, Pictures
from live.web.naming import attachment
from live.web.security import Guard
from live.web.settings import Settings
from tests.evening_words import NAMES
from tests.web.evenings import held, plans, publish, withdraw

ADDRESS = "https://dialog.stadt.example"
TITLE = "Gut durch heiße Tage"


@asynccontextmanager
async def visitor(log: Log, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has no cookie and no link, on a server that has just been started."""
    settings = Settings(public_url=ADDRESS)
    site: Starlette = make_site(log, settings)
    async with site.router.lifespan_context(site):
        transport = httpx.ASGITransport(Guard(site, settings))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers=headers) as client:
            yield client


@pytest.fixture(scope="module")
async def log() -> Log:
    return MemoryLog()


@pytest.fixture(scope="module")
async def dialogue(log: Log) -> DialogueId:
    """An evening that was published twice."""
    made = await held(log)
    await publish(log, made)
    await publish(log, made, note="Zwei Namen wurden ersetzt.")
    return made


class Head(HTMLParser):
    """What a page says to machines: properties, names and links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.links: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta" and ("property" in found or "name" in found):
            self.said[found.get("property") or found["name"]] = found["content"]
        if tag in ("link", "a"):
            self.links.append((found.get("rel", ""), found.get("href", "")))


async def test_the_page_is_the_frozen_documentation_and_names_nobody(log: Log, dialogue: DialogueId) -> None:
    async with visitor(log) as client:
        answer = await client.get(f"/d/{dialogue}")
    assert answer.status_code == 200
    assert TITLE in answer.text
    assert "Zwei Namen wurden ersetzt." in answer.text
    assert not [name for name in NAMES if name and len(name) > 4 and name in answer.text]
    assert "<script" not in answer.text
    assert "set-cookie" not in answer.headers


async def test_what_is_public_and_what_is_withdrawn_leads_to_help_accessibility_and_privacy(
    log: Log, dialogue: DialogueId
) -> None:
    gone = await held(log)
    await publish(log, gone)
    await withdraw(log, gone)
    async with visitor(log) as client:
        pages = [(await client.get(path)).text for path in (f"/d/{dialogue}", f"/d/{dialogue}/ar", f"/d/{gone}", "/d")]
    for page in pages:
        for name in ("help", "accessibility", "privacy"):
            assert re.search(rf'href="/{name}(/{dialogue})?"', page), name


async def test_what_happens_after_publishing_is_not_in_it(log: Log) -> None:
    made = await held(log)
    await publish(log, made)
    async with visitor(log) as client:
        before = (await client.get(f"/d/{made}/de.json")).content
    hiding = NoteHidden(step=StepId("gruppen-1"), note=(await _notes(log, made))[0])
    async with log.turn(made, await log.head(made)) as turn:
        turn.append(encode([Record("moderator:m1", "hide", (hiding,))]), 1_800_000_000_000)
    async with visitor(log) as client:
        assert (await client.get(f"/d/{made}/de.json")).content == before


async def _notes(log: Log, dialogue: DialogueId) -> list[NoteId]:
    async with Hub(log) as hub:
        return [*(await hub.dialogue(dialogue)).state.steps[StepId("gruppen-1")].state.room_of_note]


async def test_every_language_has_a_page_of_its_own_and_the_visitors_is_shown_first(
    log: Log, dialogue: DialogueId
) -> None:
    async with visitor(log, **{"accept-language": "fr, ar-EG;q=0.8, de;q=0.5"}) as client:
        found = await client.get(f"/d/{dialogue}")
        assert '<html lang="ar" dir="rtl">' in found.text
        assert {"Accept-Language", "Cookie"} <= {word.strip() for word in found.headers["vary"].split(",")}
        german = await client.get(f"/d/{dialogue}/de")
        assert '<html lang="de" dir="ltr">' in german.text
        assert f'href="{ADDRESS}/d/{dialogue}/ar"' in german.text
        assert (await client.get(f"/d/{dialogue}/tr")).status_code == 404


async def test_search_engines_and_other_sites_are_told_what_it_is(log: Log, dialogue: DialogueId) -> None:
    here = f"{ADDRESS}/d/{dialogue}"
    async with visitor(log) as client:
        answer = await client.get(f"/d/{dialogue}/de")
        head = Head(answer.text)
        picture = await client.get(head.said["og:image"])
    assert answer.headers["x-robots-tag"] == "all"
    assert ("canonical", f"{here}/de") in head.links
    assert {("alternate", f"{here}/ar"), ("alternate", here)} <= set(head.links)
    assert head.said["og:title"] == TITLE
    assert head.said["og:type"] == "article"
    assert head.said["og:locale"] == "de_DE"
    assert head.said["og:url"] == f"{here}/de"
    assert head.said["description"] == head.said["og:description"]
    assert 40 < len(head.said["description"]) <= 202
    assert picture.headers["content-type"] == "image/png"
    assert (int.from_bytes(picture.content[16:20]), int.from_bytes(picture.content[20:24])) == (1200, 630)


async def test_everything_can_be_taken_along_under_a_name_that_says_what_it_is(log: Log, dialogue: DialogueId) -> None:
    async with visitor(log) as client:
        for form in (*FORMATS, EVERYTHING):
            answer = await client.get(f"/d/{dialogue}/de.{form.name}")
            assert answer.status_code == 200, form
            assert answer.headers["content-type"] == form.media_type
            own = "" if form.name in ("json", "zip") else "-de"
            name = f"gut-durch-heisse-tage-2026-06-18{own}-v2.{form.ending}"
            assert f'filename="{name}"' in answer.headers["content-disposition"]
            assert answer.headers["x-robots-tag"] == "noindex"
        read = read_json((await client.get(f"/d/{dialogue}/de.json")).content)
        assert read.document.version == 2


async def test_a_file_for_all_languages_has_one_address(log: Log, dialogue: DialogueId) -> None:
    async with visitor(log) as client:
        answer = await client.get(f"/d/{dialogue}/ar.json")
        assert (answer.status_code, answer.headers["location"]) == (308, f"/d/{dialogue}/de.json")


async def test_the_page_says_how_large_the_files_are_once_they_are_made(log: Log, dialogue: DialogueId) -> None:
    async with visitor(log) as client:
        async with asyncio.timeout(120):
            while True:
                page = (await client.get(f"/d/{dialogue}/de")).text
                if len(re.findall(r"[\d,]+ (?:kB|MB)</span>", page)) == page.count(" download"):
                    break
                await asyncio.sleep(0)
        linked = re.findall(rf'href="{ADDRESS}(/d/[^"]+)" download', page)
        assert len(linked) == 2 * len([form for form in FORMATS if form.name != "json"]) + 2
        for path in linked:
            assert (await client.get(path)).status_code == 200


async def test_who_has_it_already_is_sent_nothing(log: Log, dialogue: DialogueId) -> None:
    async with visitor(log, **{"accept-encoding": "gzip"}) as client:
        for path in (f"/d/{dialogue}/de", f"/d/{dialogue}/de.json", f"/d/{dialogue}/de.png"):
            first = await client.get(path)
            etag = first.headers["etag"]
            assert re.fullmatch(r'"[\w-]+"', etag), "strong"
            assert first.headers["cache-control"] == "public, max-age=60"
            again = await client.get(path, headers={"if-none-match": f'"other", {etag}'})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


async def test_compressed_or_not_it_is_the_same_under_two_names(log: Log, dialogue: DialogueId) -> None:
    path = f"/d/{dialogue}/de.json"
    async with visitor(log, **{"accept-encoding": "identity"}) as plain, visitor(log) as packed:
        one, other = await plain.get(path), await packed.get(path)
    assert "content-encoding" not in one.headers
    assert other.headers["content-encoding"] == "gzip"
    assert one.content == other.content
    assert one.headers["etag"] != other.headers["etag"]
    assert "Accept-Encoding" in one.headers["vary"]


async def test_the_policy_allows_the_pages_own_style_and_nothing_that_runs(log: Log, dialogue: DialogueId) -> None:
    async with visitor(log) as client:
        answer = await client.get(f"/d/{dialogue}/de")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert re.search(r"style-src 'self' 'sha256-[\w+/]+=*'", policy)
    assert 'http-equiv="Content-Security-Policy"' not in answer.text


async def test_unknown_and_unpublished_look_alike(log: Log) -> None:
    unpublished = await held(log)
    async with visitor(log) as client:
        answers = [await client.get(path) for path in (f"/d/{unpublished}", "/d/nowhere")]
        files = ("de", "de.html", "de.png", "de.exe", "de.", ".html", "x.y.z")
        answers += [await client.get(f"/d/{unpublished}/{file}") for file in files]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"nonce=\"[\w-]+\"", "", answer.text) for answer in answers}) == 1
    assert {answer.headers["x-robots-tag"] for answer in answers} == {"noindex"}


async def test_what_was_withdrawn_says_so_and_why_and_its_files_are_gone(log: Log) -> None:
    made = await held(log)
    await publish(log, made)
    async with visitor(log) as client:
        assert (await client.get(f"/d/{made}/de.json")).status_code == 200
    await withdraw(log, made, reason="Eine Teilnehmerin <bat> darum.")
    async with visitor(log) as client:
        for name in ("", "/de", "/ar", "/de.json", "/de.zip", "/de.png"):
            answer = await client.get(f"/d/{made}{name}")
            assert (answer.status_code, answer.headers["x-robots-tag"]) == (410, "noindex")
            assert answer.headers["cache-control"] == "no-store"
        page = (await client.get(f"/d/{made}/de")).text
        assert TITLE in page
        assert "Eine Teilnehmerin &lt;bat&gt; darum." in page
        assert "dialog@lindental.example" in page
        assert "Stadt Lindental möchte" not in page


async def test_a_withdrawal_is_seen_by_a_server_that_has_the_page(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.archive.LOOKS_APART", 0.0)
    made = await held(log)
    await publish(log, made)
    async with visitor(log) as client:
        assert (await client.get(f"/d/{made}")).status_code == 200
        await withdraw(log, made)
        assert (await client.get(f"/d/{made}")).status_code == 410
        await publish(log, made, note="Neu")
        assert (await client.get(f"/d/{made}")).status_code == 200


async def test_only_the_newest_version_is_public(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.archive.LOOKS_APART", 0.0)
    made = await held(log)
    first = await publish(log, made, city="Falsche Stadt")
    async with visitor(log) as client:
        assert "Falsche Stadt" in (await client.get(f"/d/{made}/de")).text
        await publish(log, made, note="Die Stadt heißt anders.")
        page = (await client.get(f"/d/{made}/de")).text
        assert "Falsche Stadt" not in page
        assert "Die Stadt heißt anders." in page
        assert first not in page


async def test_words_that_were_redacted_take_the_page_with_them(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.archive.LOOKS_APART", 0.0)
    made = await held(log)
    await publish(log, made)
    async with visitor(log) as client:
        words = await _a_note(log, made)
        assert words[1] in (await client.get(f"/d/{made}/de.json")).text
        seq, _, pointer = words
        await log.redact(made, seq, [pointer])
        for name in ("/de", "/de.json"):
            answer = await client.get(f"/d/{made}{name}")
            assert (answer.status_code, answer.headers["x-robots-tag"]) == (503, "noindex")
            assert words[1] not in answer.text
        assert f"/d/{made}" not in (await client.get("/d")).text


async def _a_note(log: Log, dialogue: DialogueId) -> tuple[int, str, str]:
    """A commit with a card, its words, and where they stand in it."""
    for commit in await log.commits(dialogue):
        found = re.search(rb'"text":"([A-Za-z\xc0-\xff ]{12,})"', commit.payload)
        if b"note_written" in commit.payload and found:
            return commit.mark.seq, found[1].decode(), _pointer(json.loads(commit.payload), found[1].decode())
    raise AssertionError("nobody wrote anything")


def _pointer(value: object, words: str) -> str:
    """The JSON pointer of a string."""
    if value == words:
        return ""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        try:
            return f"/{key}{_pointer(each, words)}"
        except LookupError:
            continue
    raise LookupError


async def test_a_file_that_cannot_be_made_is_told_in_a_sentence(
    log: Log, dialogue: DialogueId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.web.exports.SECONDS", 0.0)
    async with visitor(log) as client:
        answer = await client.get(f"/d/{dialogue}/de.html")
        assert (answer.status_code, answer.headers["x-robots-tag"]) == (503, "noindex")
        assert "<h1>" in answer.text


async def test_thousands_who_come_at_once_cost_one_process(
    log: Log, dialogue: DialogueId, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []
    run = Exports.run

    async def counting(exports: Exports, job: bytes, pictures: Pictures | None = None) -> bytes:
        made.append(job)
        return await run(exports, job, pictures)

    monkeypatch.setattr(Exports, "run", counting)
    async with visitor(log) as client:
        answers = await asyncio.gather(*(client.get(f"/d/{dialogue}/de.html") for _ in range(2_000)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(made) == 1


async def test_the_list_has_what_is_public_the_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.archive.LOOKS_APART", 0.0)
    log = MemoryLog()
    titles = ["Im Januar", "Im Februar", "Im März"]
    made = [await held(log, 10, plan=plan) for plan in plans(titles)]
    async with visitor(log, **{"accept-language": "de"}) as client:
        assert "published-none" in (await client.get("/d")).text
        for each in made:
            await publish(log, each)
        await held(log, 10)
        page = (await client.get("/d")).text
        assert [page.index(title) for title in titles] == sorted((page.index(title) for title in titles), reverse=True)
        assert page.count("<li>") == 3
        await withdraw(log, made[1])
        assert "Im Februar" not in (await client.get("/d")).text


async def test_an_evening_that_was_published_before_there_were_versions_is_still_public() -> None:
    log = MemoryLog()
    made = await held(log, 10)
    head = await log.head(made)
    async with log.turn(made, head) as turn:
        turn.append(encode([Record("moderator:m1", "publish", (Published(),))]), 1_800_000_000_000)
    async with visitor(log) as client:
        assert TITLE in (await client.get(f"/d/{made}/de")).text
        assert read_json((await client.get(f"/d/{made}/de.json")).content).document.version == 1


async def test_the_form_of_the_data_is_published_too(log: Log) -> None:
    async with visitor(log) as client:
        answer = await client.get("/documentation.schema.json")
        assert answer.headers["content-type"] == "application/schema+json"
        assert "properties" in answer.json()


@pytest.mark.parametrize(
    ("title", "plain", "real"),
    [
        ("Gut durch heiße Tage", "gut-durch-heisse-tage-de.pdf", "gut-durch-hei%C3%9Fe-tage-de.pdf"),
        ("لنعبر الأيام", "documentation-de.pdf", None),
        ('../../etc/"passwd"\r\nx: y', "etc-passwd-x-y-de.pdf", ""),
        ("…", "documentation-de.pdf", ""),
        ("a" * 200, f"{'a' * 60}-de.pdf", ""),
    ],
)
def test_names_of_files_are_harmless(title: str, plain: str, real: str | None) -> None:
    header = attachment(title, "", "de", ending="pdf")["content-disposition"]
    assert header.startswith(f'attachment; filename="{plain}"')
    assert header.isascii()
    assert "\n" not in header
    if real:
        assert header.endswith(f"filename*=UTF-8''{real}")
    assert ("filename*" in header) is (real is None or bool(real))
