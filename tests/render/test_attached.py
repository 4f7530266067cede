"""Pictures travel beside a tree, and a file of documentation holds them."""

import base64

import pytest

from live.core.document import Chapter, Document, Paragraph, Picture, Typed, phrase
from live.render.attached import attached, named, packed, unpacked
from live.render.job import Job
from live.render.work import read_work
from tests.dialogue.editing.test_edited import document

PNG, GONE = "a" * 64, "b" * 64
CONTENT = b"\x89PNG\n\r\n and more\n"


def pictured(*digests: str) -> Document:
    blocks = tuple(
        Picture(data=f"kept:{digest}", width=1, height=1, alt=Typed(text='"data":"kept:' + "c" * 64))
        for digest in digests
    )
    chapter = Chapter(id="step-1", title=phrase("x"), blocks=(Paragraph(words=phrase("y")), *blocks))
    return document().model_copy(update={"chapters": (chapter,)})


def test_a_tree_names_its_pictures_and_words_that_look_like_one_name_none() -> None:
    assert named(pictured(PNG, GONE).model_dump_json().encode()) == {PNG, GONE}


def test_a_piece_of_work_comes_out_with_its_pictures_and_without_those_that_are_gone() -> None:
    job = Job(form="json", language="de", document=pictured(PNG, GONE)).model_dump_json().encode()
    work = read_work(packed(job, [(PNG, "image/png", CONTENT)]))
    assert isinstance(work, Job)
    (picture,) = [block for block in work.document.chapters[0].blocks if isinstance(block, Picture)]
    assert picture.data == "data:image/png;base64," + base64.b64encode(CONTENT).decode()


def test_several_pictures_with_line_ends_in_them_stay_apart() -> None:
    given = [(PNG, "image/png", CONTENT), (GONE, "image/jpeg", b"")]
    work, found = unpacked(packed(b"{}", given))
    assert work == b"{}"
    assert {digest: base64.b64decode(data.partition(",")[2]) for digest, data in found.items()} == {
        digest: content for digest, _, content in given
    }


def test_a_document_without_pictures_is_the_same() -> None:
    assert attached(document(), {}) == document()


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="without its head"):
        unpacked(b"{}\nrubbish")
