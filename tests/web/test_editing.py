"""The editors' desk: who may open it, what becomes of a wish, what is published and what never is."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from live.dialogue.codec import decode
from live.dialogue.editing.texts import fingerprint
from live.log.sqlite import SqliteLog
from tests.web.browser import Browser, House, Running, visit
from tests.web.evenings import held

NOTE = "Im Zug war die Klimaanlage aus."
"""What somebody wrote in the groups of the played evening."""


@pytest.fixture
async def held_here(served: tuple[SqliteLog, Running]) -> AsyncIterator[House]:
    """A house with an evening that was held."""
    async with visit(*served) as made:
        made.dialogue = await held(made.log)
        yield made


class Desk:
    """Somebody at the editors' desk, by an editor's link or another one."""

    def __init__(self, browser: Browser) -> None:
        self.web, self.at = browser.web, f"/edit/{browser.house.dialogue}"
        self._asked = 0

    @classmethod
    async def of(cls, here: House, role: str = "editor") -> "Desk":
        return cls(await here.working(role, "1" if role == "group_moderator" else ""))

    async def draft(self, language: str = "de") -> dict[str, Any]:
        """What the page knows of the words."""
        page = (await self.web.get(f"{self.at}?language={language}")).text
        found = re.search(r'<script type="application/json" id="draft">(.*?)</script>', page, re.DOTALL)
        assert found
        return dict(json.loads(found.group(1)))

    async def key(self, text: str) -> str:
        """The key of words in the draft."""
        return next(str(key) for key, words in (await self.draft())["words"].items() if text in words["text"])

    async def ask(self, type_: str, **fields: object) -> httpx.Response:
        """Send a wish."""
        self._asked += 1
        command = {"id": f"wish-{self._asked}", "type": f"documentation.{type_}", **fields}
        return await self.web.post(f"{self.at}/edits", json={"command": command})

    async def done(self, type_: str, **fields: object) -> dict[str, Any]:
        """Send a wish that is carried out."""
        answer = await self.ask(type_, **fields)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def publish(self, version: int, note: str = "", id_: str = "") -> httpx.Response:
        """Publish a version."""
        return await self.web.post(
            f"{self.at}/publish", json={"id": id_ or f"version-{version}", "version": version, "note": note}
        )


async def test_the_desk_opens_by_an_editors_link_and_by_the_moderators(held_here: House) -> None:
    for role, status in (("editor", 200), ("moderator", 200), ("projector", 403), ("group_moderator", 403)):
        desk = await Desk.of(held_here, role)
        assert (await desk.web.get(desk.at)).status_code == status, role
        assert (await desk.ask("check", warning="w", checked=True)).status_code == status, role
        assert (await desk.publish(9)).status_code == (409 if status == 200 else 403), role
        for path in ("/preview", "/file?form=json", f"/pictures/{'0' * 64}"):
            answer = await desk.web.get(desk.at + path)
            assert (answer.status_code == 403) is (status == 403), (role, path)


async def test_an_editors_link_opens_no_desk_of_the_moderation_and_no_other_dialogue(held_here: House) -> None:
    desk = await Desk.of(held_here)
    other = await held(held_here.log)
    for path in (f"/desk/{held_here.dialogue}", f"/desk/{held_here.dialogue}/links", f"/edit/{other}"):
        assert (await desk.web.get(path)).status_code == 403, path


async def test_every_text_of_the_draft_can_be_found_by_its_key(held_here: House) -> None:
    desk = await Desk.of(held_here)
    page = (await desk.web.get(desk.at)).text
    keys = set(re.findall(r'data-key="([^"]+)"', page))
    assert keys == set((await desk.draft())["words"])
    assert 'role="button" tabindex="0"' in page
    assert (await desk.draft("en"))["words"]


async def test_a_corrected_text_is_published_and_its_original_stays_in_the_record(held_here: House) -> None:
    desk, log = await Desk.of(held_here), held_here.log
    before = [commit.payload for commit in await log.commits(held_here.dialogue)]
    key = await desk.key(NOTE)
    new = "Im Zug fiel die Klimaanlage aus."
    answer = await desk.done("correct", entry=key, text=new, original=fingerprint((await _text(desk, key))["text"]))
    assert answer["word"]["edit"]["text"] == new
    assert (await desk.publish(1)).status_code == 200
    public = (await desk.web.get(f"/d/{held_here.dialogue}/de")).text
    assert new in public
    assert NOTE not in public
    known = await _text(desk, key)
    assert NOTE in known["text"]
    assert known["edit"]["sort"] == "corrected"
    after = [commit.payload for commit in await log.commits(held_here.dialogue)]
    assert after[: len(before)] == before
    assert "documentation.corrected" in str(decode(after[len(before)])[0].events[0].model_dump())


async def test_a_hidden_text_is_nowhere_in_what_is_published_and_can_be_put_back(held_here: House) -> None:
    desk = await Desk.of(held_here)
    key = await desk.key(NOTE)
    await desk.done("hide", entry=key, reason="personal", remark="Frau S. bat darum")
    await desk.publish(1)
    for form in ("html", "json", "md"):
        file = await desk.web.get(f"/d/{held_here.dialogue}/de.{form}")
        assert file.status_code == 200, form
        assert NOTE not in file.text
        assert "Frau S." not in file.text
    assert NOTE in (await desk.web.get(desk.at)).text
    answer = await desk.done("restore", entry=key, after=1)
    assert answer["word"] == {"count": 2}
    await desk.publish(2, "Ein Text steht wieder da.")
    async with asyncio.timeout(10):  # a page is kept for a second
        while NOTE not in (await desk.web.get(f"/d/{held_here.dialogue}/de")).text:
            pass


async def test_nobody_overwrites_what_they_have_not_seen(held_here: House) -> None:
    one, two = await Desk.of(held_here), await Desk.of(held_here, "moderator")
    key = await one.key(NOTE)
    mark = fingerprint((await _text(one, key))["text"])
    await one.done("correct", entry=key, text="eins", original=mark)
    late = await two.ask("correct", entry=key, text="zwei", original=mark)
    assert (late.status_code, late.json()["refused"]) == (409, "documentation.changed_meanwhile")
    assert (await _text(two, key))["edit"]["text"] == "eins"


async def test_a_refusal_brings_what_others_did_meanwhile(held_here: House) -> None:
    one, two = await Desk.of(held_here), await Desk.of(held_here)
    await one.done("write_foreword", language="de", text="Danke von A")
    late = (await two.ask("write_foreword", language="de", text="Danke von B")).json()
    assert late["refused"] == "documentation.changed_meanwhile"
    assert late["editing"]["foreword"]["de"] == {"text": "Danke von A", "count": 1}
    await one.publish(1)
    assert len((await two.publish(1, id_="other")).json()["editing"]["publications"]) == 1


async def test_of_two_who_publish_at_once_one_is_told_of_the_other(held_here: House) -> None:
    one, two = await Desk.of(held_here), await Desk.of(held_here)
    await one.publish(1)
    answers = await asyncio.gather(one.publish(2, "von einer Seite"), two.publish(2, "von der anderen", id_="other"))
    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["refused"] == "documentation.published_meanwhile"
    assert [version["number"] for version in first.json()["editing"]["publications"]] == [1, 2]
    assert len(await held_here.log.files(held_here.dialogue)) == 2


async def test_a_wish_that_is_sent_again_counts_once(held_here: House) -> None:
    desk = await Desk.of(held_here)
    key = await desk.key(NOTE)
    wish = {"id": "same", "type": "documentation.hide", "entry": key, "reason": "duplicate"}
    answers = [await desk.web.post(f"{desk.at}/edits", json={"command": wish}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["done"] == answers[1].json()["done"]
    assert answers[1].json()["word"]["count"] == 1
    assert [(await desk.publish(1, id_="v")).status_code for _ in range(2)] == [200, 200]
    assert len((await desk.done("check", warning="w", checked=True))["editing"]["publications"]) == 1


async def test_a_later_version_says_what_is_new(held_here: House) -> None:
    desk = await Desk.of(held_here)
    await desk.publish(1)
    assert (await desk.publish(2)).json()["refused"] == "documentation.note_missing"
    assert (await desk.publish(2, "Ein Tippfehler weniger")).status_code == 200
    assert "Ein Tippfehler weniger" in (await desk.web.get(f"/d/{held_here.dialogue}/de")).text


async def test_nothing_is_published_before_the_evening_has_ended(here: House) -> None:
    desk = await Desk.of(here)
    assert (await desk.publish(1)).json()["refused"] == "documentation.not_ended"
    assert await here.log.files(here.dialogue) == []


async def test_what_is_withdrawn_is_gone_and_says_why(held_here: House) -> None:
    desk = await Desk.of(held_here)
    assert (await desk.ask("withdraw")).json()["refused"] == "documentation.not_published"
    await desk.publish(1)
    await desk.done("withdraw", reason="Eine Zahl war falsch.")
    answer = await desk.web.get(f"/d/{held_here.dialogue}")
    assert answer.status_code == 410
    assert "Eine Zahl war falsch." in answer.text


async def test_chapters_foreword_and_next_steps_are_published_as_they_were_chosen(held_here: House) -> None:
    desk = await Desk.of(held_here)
    await desk.done("choose_chapter", chapter="why", shown=False)
    assert (await desk.ask("choose_chapter", chapter="method", shown=False)).json()["refused"] == (
        "documentation.chapter_stays"
    )
    await desk.done("write_foreword", language="de", text="Danke an alle.\n\nDie Stadt")
    step = {"text": {"de": "Ein Schattenplan"}, "office": "Stadtplanung", "by": "Herbst"}
    told = (await desk.done("plan_next_steps", steps=[step]))["editing"]
    assert told["next_steps"] == [step]
    assert told["left_out"] == ["why"]
    await desk.publish(1)
    page = (await desk.web.get(f"/d/{held_here.dialogue}/de")).text
    assert 'id="why"' not in page
    for words in ("Danke an alle.", "Ein Schattenplan", "Stadtplanung", "Herbst"):
        assert words in page
    drawn = await desk.draft()
    assert "why" in {chapter["id"] for chapter in drawn["chapters"]}


async def test_the_desk_knows_what_the_public_version_does_not_show_yet(held_here: House) -> None:
    desk = await Desk.of(held_here)
    key = await desk.key(NOTE)
    told = (await desk.done("hide", entry=key, reason="personal", after=0))["editing"]
    assert told["edited_since"] == [], "nothing is public yet"
    assert (await desk.publish(1)).json()["editing"]["edited_since"] == []
    await desk.done("write_foreword", language="de", text="Danke an alle.")
    await desk.done("plan_next_steps", steps=[])
    await desk.done("choose_chapter", chapter="why", shown=False)
    told = (await desk.done("restore", entry=key, after=1))["editing"]
    assert told["edited_since"] == ["words", "chapters", "foreword", "next_steps"], "also where an edit was taken back"
    assert (await desk.publish(2, "Ein Vorwort.")).json()["editing"]["edited_since"] == []


async def test_a_text_that_may_name_somebody_is_pointed_out_until_it_was_looked_at(held_here: House) -> None:
    desk = await Desk.of(held_here)
    key = await desk.key(NOTE)
    original = fingerprint((await _text(desk, key))["text"])
    command = {"type": "documentation.correct", "entry": key, "text": "Ruft an: 04207 / 991 23", "original": original}
    asked = {"command": {"id": "w", **command}, "chapter": "step-gruppen-1", "typed": True}
    answer = (await desk.web.post(f"{desk.at}/edits", json=asked)).json()
    assert [warning["sort"] for warning in answer["warnings"]] == ["phone"]
    found = next(warning for warning in (await desk.draft())["warnings"] if warning["sort"] == "phone")
    assert found == answer["warnings"][0]
    told = (await desk.done("check", warning=found["id"], checked=True))["editing"]
    assert told["checked"] == [found["id"]]


@pytest.mark.parametrize(
    "command",
    [
        {"type": "documentation.publish", "version": 1, "document": "0" * 64, "by": "x"},
        {"type": "agenda.start"},
        {"type": "documentation.hide", "entry": "k", "reason": "because"},
        {"type": "documentation.hide", "entry": "", "reason": "other"},
        {"type": "documentation.correct", "entry": "k", "text": "x" * 60_001, "original": "0"},
    ],
)
async def test_only_wishes_of_editors_are_heard_here(held_here: House, command: dict[str, Any]) -> None:
    desk = await Desk.of(held_here)
    head = await held_here.log.head(held_here.dialogue)
    answer = await desk.web.post(f"{desk.at}/edits", json={"command": {"id": "c", **command}})
    assert (answer.status_code, answer.json()["refused"]) == (400, "malformed")
    assert await held_here.log.head(held_here.dialogue) == head


async def test_a_foreign_page_edits_and_publishes_nothing(held_here: House) -> None:
    desk = await Desk.of(held_here)
    for path in ("/edits", "/publish", "/pictures"):
        answer = await desk.web.post(desk.at + path, content=b"{}", headers={"origin": "https://evil.example"})
        assert answer.status_code == 403, path
    assert (await desk.web.post(f"{desk.at}/edits", content=b"{" * 270_000)).status_code == 413


async def test_a_text_of_an_allowed_length_is_not_too_large_in_any_script(held_here: House) -> None:
    desk = await Desk.of(held_here)
    key = await desk.key(NOTE)
    mark = fingerprint((await _text(desk, key))["text"])
    await desk.done("correct", entry=key, text="س" * 20_000, original=mark)
    await desk.done("correct", entry=key, text="न" * 20_000, original=mark, after=1)
    steps = [{"text": dict.fromkeys(("de", "ar", "uk"), "ш" * 900)} for _ in range(20)]
    assert len((await desk.done("plan_next_steps", steps=steps))["editing"]["next_steps"]) == 20


async def test_markup_in_words_is_text_in_the_draft(held_here: House) -> None:
    desk = await Desk.of(held_here)
    key = await desk.key(NOTE)
    evil = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'
    await desk.done("correct", entry=key, text=evil, original=fingerprint((await _text(desk, key))["text"]))
    page = (await desk.web.get(desk.at)).text
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert (await _text(desk, key))["edit"]["text"] == evil


async def _text(desk: Desk, key: str) -> dict[str, Any]:
    return dict((await desk.draft())["words"][key])
