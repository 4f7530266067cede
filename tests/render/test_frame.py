import pytest

from live.core.document import Chapter, Document, Heading, Note, Paragraph, Typed
from live.dialogue.document import document
from live.render import frame
from live.render.words import Wording
from tests.evening import evening

HOUR = 3_600_000


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening(until="created")
    return document(played.state, played.now)


def said(text: str) -> Paragraph:
    return Paragraph(words=Typed(text=text))


def group(text: str) -> Heading:
    return Heading(words=Typed(text=text), level=2)


def test_what_all_groups_were_asked_stands_once_before_them() -> None:
    blocks = (said("intro"), group("1"), said("prompt"), said("a"), group("2"), said("prompt"), said("b"))
    parts = frame.parts(Chapter(id="c", title=Typed(text="C"), blocks=blocks))
    assert parts == [
        (None, [said("intro"), said("prompt")]),
        (group("1"), [said("a")]),
        (group("2"), [said("b")]),
    ]


def test_groups_with_nothing_in_common_or_nothing_at_all_stay_as_they_are() -> None:
    note = Note(words=Typed(text="same"))
    for blocks in ((group("1"), note, group("2"), note), (group("1"), group("2"), said("b"))):
        parts = frame.parts(Chapter(id="c", title=Typed(text="C"), blocks=blocks))
        assert [block for heading, told in parts for block in (heading, *told) if block] == list(blocks)


@pytest.mark.parametrize("people", [0, 1, 99, 100, 101, 5000])
def test_every_person_has_a_stroke_in_rows_of_one_length(people: int) -> None:
    rows = frame.rows(people)
    assert sum(rows) == people
    assert len(set(rows[:-1])) <= 1
    assert len(rows) <= frame.MOST_ROWS


def test_it_is_a_draft_while_it_is_called_one_or_the_evening_has_not_ended(tree: Document) -> None:
    ended = tree.model_copy(update={"state": "ended", "as_of": tree.starts_at + 3 * HOUR})
    words = Wording.of(tree)
    assert frame.banner(ended, draft=False) is None
    for each, draft in ((ended, True), (ended.model_copy(update={"state": "running"}), False)):
        banner = frame.banner(each, draft=draft)
        assert banner is not None
        assert words.plain(banner) == "Entwurf, Stand 21:00 Uhr"
    later = frame.banner(ended.model_copy(update={"as_of": tree.starts_at + 48 * HOUR}), draft=True)
    assert later is not None
    assert "20. Juni 2026" in words.plain(later)


def test_an_edition_has_a_number_and_a_day(tree: Document) -> None:
    assert frame.edition(tree) is None
    edition = frame.edition(tree.model_copy(update={"version": 2, "published_at": tree.starts_at}))
    assert edition is not None
    assert Wording.of(tree).plain(edition) == "Fassung 2, veröffentlicht am 18. Juni 2026"
