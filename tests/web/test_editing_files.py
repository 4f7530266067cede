"""What editors look at before they publish, and the pictures they hand in."""

import io
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from PIL import Image

from live.log.sqlite import SqliteLog
from live.render.formats import FORMATS
from tests.web.browser import Running, visit
from tests.web.evenings import held
from tests.web.test_editing import NOTE, Desk


@pytest.fixture
async def desk(served: tuple[SqliteLog, Running]) -> AsyncIterator[Desk]:
    """The desk of an evening that was held."""
    async with visit(*served) as made:
        made.dialogue = await held(made.log)
        yield await Desk.of(made)


def jpeg(size: tuple[int, int] = (80, 60)) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def hand_in(desk: Desk, content: bytes) -> httpx.Response:
    return await desk.web.post(f"{desk.at}/pictures", content=content, headers={"content-type": "image/jpeg"})


async def test_a_picture_is_kept_without_its_secrets_and_published_with_its_words(desk: Desk) -> None:
    kept = (await hand_in(desk, jpeg())).json()
    about = {"picture": "p1", "chapter": "glance", "alt": "Ein Platz mit Bäumen", "credit": "Stadt Lindental"}
    assert (await desk.ask("show_picture", **kept, **about | {"alt": " "})).json()["refused"] == (
        "documentation.alt_missing"
    )
    told = (await desk.done("show_picture", **kept, **about))["editing"]
    assert told["pictures"][0]["alt"] == "Ein Platz mit Bäumen"
    file = await desk.web.get(f"{desk.at}/pictures/{kept['file']}")
    assert file.headers["content-type"] == "image/jpeg"
    assert b"Secret Camera" not in file.content
    draft = (await desk.web.get(desk.at)).text
    assert 'alt="Ein Platz mit Bäumen"' in draft
    assert f'src="{desk.at}/pictures/{kept["file"]}"' in draft
    assert "data:image/jpeg" not in draft
    await desk.publish(1)
    page = (await desk.web.get(f"{desk.at}/file?form=html&version=1")).text
    assert 'src="data:image/jpeg;base64,' in page
    assert "Stadt Lindental" in page
    await desk.done("remove_picture", picture="p1")
    assert "Ein Platz mit Bäumen" not in (await desk.web.get(f"{desk.at}/file?form=html")).text


async def test_a_picture_that_stands_nowhere_any_more_is_erased_and_one_that_was_published_is_not(desk: Desk) -> None:
    about = {"picture": "p1", "chapter": "glance", "alt": "Ein Platz"}
    first, second = [(await hand_in(desk, jpeg(size))).json() for size in ((80, 60), (60, 80))]
    await desk.done("show_picture", **first, **about)
    await desk.done("show_picture", **second, **about)
    there = [(await desk.web.get(f"{desk.at}/pictures/{kept['file']}")).status_code for kept in (first, second)]
    assert there == [404, 200], "replaced before anybody saw it"
    await desk.publish(1)
    await desk.done("remove_picture", picture="p1")
    assert (await desk.web.get(f"{desk.at}/pictures/{second['file']}")).status_code == 200, "version 1 holds it"


async def test_a_picture_that_was_never_handed_in_is_not_shown(desk: Desk) -> None:
    unknown = {"file": "0" * 64, "width": 1, "height": 1, "picture": "p1", "chapter": "glance", "alt": "Ein Platz"}
    assert (await desk.ask("show_picture", **unknown)).json()["refused"] == "documentation.no_picture"


async def test_a_bad_picture_is_refused_in_a_sentence_and_nothing_is_kept(desk: Desk) -> None:
    for content, code in ((b"%PDF-1.7", "documentation.no_picture"), (b"", "documentation.no_picture")):
        answer = await hand_in(desk, content)
        assert (answer.status_code, answer.json()["refused"]) == (409, code)
    assert (await hand_in(desk, bytes(10 * 1024 * 1024 + 1))).status_code == 413
    house = await desk.web.get(f"{desk.at}/pictures/{'0' * 64}")
    assert house.status_code == 404


async def test_what_is_no_picture_is_not_given_out_as_one(desk: Desk) -> None:
    told = (await desk.publish(1)).json()["editing"]
    assert told["publications"][0]["kept"]
    page = (await desk.web.get(f"{desk.at}/file?form=json&version=1")).text
    assert '"version": 1' in page
    assert (await desk.web.get(f"{desk.at}/pictures/..%2fx")).status_code == 404


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
async def test_each_form_can_be_looked_at_and_taken_along_as_it_would_be_published(desk: Desk, form: str) -> None:
    await desk.done("hide", entry=await desk.key(NOTE), reason="personal")
    page = await desk.web.get(f"{desk.at}/preview?form={form}&language=de")
    assert page.status_code == 200
    assert "script-src 'nonce-" in page.headers["content-security-policy"]
    assert NOTE not in page.text
    file = await desk.web.get(f"{desk.at}/file?form={form}&language=de")
    assert file.status_code == 200
    assert re.match(r'attachment; filename="[\w.-]+-draft\.', file.headers["content-disposition"])
    if form not in ("html", "pdf"):
        assert "Gut durch heiße Tage" in page.text


async def test_the_preview_of_the_page_stands_in_a_frame_that_can_do_nothing(desk: Desk) -> None:
    page = (await desk.web.get(f"{desk.at}/preview?form=html")).text
    assert '<iframe class="preview-frame" sandbox=""' in page
    framed = await desk.web.get(f"{desk.at}/file?form=html&look")
    policy = framed.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy


async def test_an_unknown_form_or_version_is_not_there(desk: Desk) -> None:
    assert (await desk.web.get(f"{desk.at}/file?form=exe")).status_code == 404
    assert (await desk.web.get(f"{desk.at}/file?form=html&version=7")).status_code == 404
    assert (await desk.web.get(f"{desk.at}/preview?form=exe")).status_code == 200


async def test_everything_can_be_taken_along_at_once(desk: Desk) -> None:
    answer = await desk.web.get(f"{desk.at}/file?form=zip")
    assert answer.content[:2] == b"PK"


async def test_an_older_version_stays_as_it_was(desk: Desk) -> None:
    house_key = await desk.key(NOTE)
    await desk.publish(1)
    await desk.done("hide", entry=house_key, reason="withdrawn")
    await desk.publish(2, "Ein Text ist weg.")
    old = (await desk.web.get(f"{desk.at}/file?form=html&version=1")).text
    new = (await desk.web.get(f"{desk.at}/file?form=html&version=2")).text
    assert NOTE in old
    assert NOTE not in new
