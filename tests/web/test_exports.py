"""Files are made beside the server: once for everybody, kept within bounds, and a failure costs nobody but itself."""

import asyncio
import gzip
import json
import logging
from collections.abc import Awaitable, Callable

import pytest

from live.core.document import Document
from live.dialogue.document import document
from live.render.formats import EVERYTHING, FORMATS, render
from live.render.job import CARD, PAGE
from live.web.exports import Exports, Made, NotMade
from tests.evening import evening

WANTED = ("tree", "html", "de")


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


def counted(content: bytes = b"made") -> tuple[list[int], Callable[[], Awaitable[bytes]]]:
    """How often it was made, and what makes it once the others have come."""
    times: list[int] = []

    async def make() -> bytes:
        times.append(1)
        await asyncio.sleep(0)
        return content

    return times, make


async def test_a_file_made_in_another_process_is_the_one_made_here(tree: Document) -> None:
    exports = Exports()
    for language, draft in (("de", False), ("ar", True)):
        for form in ("md", "html"):
            made = await exports.make(tree, form, language=language, draft=draft)
            here = render(tree, form, language=language, draft=draft)
            assert made[made.find(b"<body>") + 1 :] == here[here.find(b"<body>") + 1 :]


async def test_a_tree_that_is_json_already_is_handed_over_as_it_is(tree: Document) -> None:
    async def given() -> bytes:
        return tree.model_dump_json().encode()

    made = await Exports().of(WANTED, given, "json", "de", text=True)
    assert json.loads(made.content)["document"]["title"] == tree.model_dump(mode="json")["title"]


async def test_every_form_can_be_made(tree: Document) -> None:
    exports = Exports()
    forms = [form.name for form in (*FORMATS, EVERYTHING)]
    made = await asyncio.gather(*(exports.make(tree, form, language="ar") for form in [*forms, PAGE, CARD]))
    assert all(made)
    assert made[-1].startswith(b"\x89PNG")


async def test_however_many_want_a_file_it_is_made_once() -> None:
    exports = Exports()
    times, make = counted()
    made = await asyncio.gather(*(exports.made(WANTED, make, text=False) for _ in range(1_000)))
    assert {each.content for each in made} == {b"made"}
    assert len(times) == 1
    await exports.made(WANTED, make, text=False)
    assert len(times) == 1


async def test_whoever_gives_up_waiting_takes_the_file_from_nobody() -> None:
    exports = Exports()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def make() -> bytes:
        begun.set()
        await go_on.wait()
        return b"made"

    impatient = asyncio.ensure_future(exports.made(WANTED, make, text=False))
    await begun.wait()
    patient = asyncio.ensure_future(exports.made(WANTED, make, text=False))
    impatient.cancel()
    go_on.set()
    assert (await patient).content == b"made"
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_what_is_kept_has_a_bound_and_what_was_wanted_last_stays() -> None:
    exports = Exports(most_bytes=30)
    for number in range(4):
        _, make = counted(b"0123456789")
        await exports.made((str(number),), make, text=False)
        exports.known(("0",))
    assert [exports.known((str(number),)) is not None for number in range(4)] == [True, False, True, True]
    _, large = counted(bytes(1_000))
    assert (await exports.made(("large",), large, text=False)).size == 1_000
    assert exports.known(("0",)) is None


async def test_what_is_public_no_longer_is_forgotten() -> None:
    exports = Exports()
    for wanted in (("one", "html"), ("one", "pdf"), ("two", "html")):
        await exports.made(wanted, counted()[1], text=False)
    exports.forget("one")
    assert [exports.known(wanted) is None for wanted in (("one", "html"), ("one", "pdf"), ("two", "html"))] == [
        True,
        True,
        False,
    ]


async def test_text_is_kept_compressed_and_comes_back_as_it_was() -> None:
    made = Made.of(b"word " * 1_000, text=True)
    assert made.content == b"word " * 1_000 == gzip.decompress(made.kept)
    assert len(made.kept) < 100
    assert made.size == 5_000
    assert Made.of(b"word", text=False).kept == b"word"


async def test_a_file_that_cannot_be_made_is_said_to_everybody_and_not_tried_again_at_once() -> None:
    exports = Exports()
    times = []

    async def make() -> bytes:
        times.append(1)
        raise NotMade

    for _ in range(3):
        with pytest.raises(NotMade):
            await exports.made(WANTED, make, text=False)
    assert len(times) == 1


async def test_a_failing_process_tells_where_and_no_word_of_anybody(
    tree: Document, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "live.web"), pytest.raises(NotMade):
        await Exports().make(tree, "clay tablet", language="de")
    [record] = caplog.records
    assert record.getMessage() == "a file could not be made"
    assert vars(record)["reason"].startswith("KeyError at ")
    assert "Gut durch" not in str(vars(record))


async def test_a_file_that_takes_too_long_is_given_up(tree: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("live.web.exports.SECONDS", 0.0)
    with pytest.raises(NotMade):
        await Exports().make(tree, "html", language="de")
    monkeypatch.undo()
    assert await Exports().make(tree, "html", language="de")


async def test_nothing_is_left_when_the_server_ends() -> None:
    exports = Exports()
    async with exports.open():
        waiting = asyncio.ensure_future(exports.made(WANTED, asyncio.Event().wait, text=False))  # type: ignore[arg-type]  # it never gives anything
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await waiting
