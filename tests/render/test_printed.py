"""Sheets on paper say everything, can be read without glasses and aloud, and take words as words."""

from itertools import pairwise

import pytest

from live.core.document import Authored
from live.core.paper import Choice, Paper, Scale
from live.locale import RIGHT_TO_LEFT, catalogue
from live.render.printed import NAMED, SHEETS
from live.render.printed.writer import MOST_PIECES, WRITTEN, render_sheet
from tests.render.printed import Printed, squeezed
from tests.render.sheets_of import ADDRESS, CODE, PHONE, paper_of, poll, sizes

NAMES = [sheet.name for sheet in SHEETS]
HOST = ADDRESS.removeprefix("https://")
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
SMALLEST, BODY = 11, 13
"""Points: of small print, and of everything that has to be read."""
LANGUAGES = ("de", "de-simple", "en", "ar", "tr", "uk")
LONG = (
    "Ein sehr langer Satz, der sagt, warum gerade diese Antwort die richtige ist und warum sie so viele Worte braucht."
)
HOSTILE = (
    '#read("/etc/passwd")',
    '#import "x.typ"',
    "$x^2$ *fett* _schräg_",
    "<script>alert(1)</script>",
    "\\ @ref ` {",
)
"""What would be markup if it were not text."""


def made(paper: Paper, name: str, language: str = "de", copies: int = 1) -> Printed:
    return Printed(render_sheet(paper, name, language=language, copies=copies))


def whole(printed: Printed) -> str:
    return squeezed("".join(printed.page(number) for number in range(len(printed))))


@pytest.fixture(scope="module")
def paper() -> Paper:
    return paper_of()


def test_every_sheet_has_its_words() -> None:
    assert list(WRITTEN) == NAMES


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_tagged_and_names_its_title_and_language(paper: Paper, name: str, language: str) -> None:
    printed = made(paper, name, language)
    root = printed.file.Root
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    spoken = language if sheet.worded else "de"
    with printed.file.open_metadata() as said:
        assert said[PDFUA] == "1"
        assert said["dc:title"].startswith(catalogue(spoken).say(sheet.title.message))
    assert bool(root.MarkInfo.Marked)
    assert root.Lang == spoken
    assert root.ViewerPreferences.Direction == ("/R2L" if spoken in RIGHT_TO_LEFT else "/L2R")
    assert "/H1" in printed.names()
    assert all(printed.fonts().values())
    assert printed.outside() == []


def test_headings_go_down_step_by_step(paper: Paper) -> None:
    for name in NAMES:
        levels = [int(tag[2:]) for tag in made(paper, name).names() if tag.startswith("/H") and tag[2:].isdigit()]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_option_of_every_question_stands_on_a_ballot_and_in_the_script(paper: Paper) -> None:
    for name in ("ballots", "telephone"):
        text = whole(made(paper, name))
        for step in paper.steps:
            for item in (item for ballot in step.printed.ballots for item in ballot.items):
                assert isinstance(item.words, Authored)
                assert squeezed(item.words.text["de"]) in text
                if isinstance(item, Choice):
                    for option in item.options:
                        if isinstance(option.label, Authored):
                            assert squeezed(option.label.text["de"]) in text
                if isinstance(item, Scale):
                    assert all(str(number) in text for number in range(item.first, item.last + 1))


def test_a_ballot_says_how_many_may_be_chosen() -> None:
    said = {
        "one": "Wählen Sie eine Antwort.",
        "2": "Wählen Sie genau 2 Antworten.",
        "up to 2": "Wählen Sie bis zu 2 Antworten.",
        "any": "Wählen Sie so viele Antworten, wie Sie möchten.",
    }
    for choose, sentence in said.items():
        for name in ("ballots", "telephone"):
            assert squeezed(sentence) in whole(made(paper_of(poll("a", "b", "c", choose=choose)), name))


@pytest.mark.parametrize("name", ["ballots", "telephone"])
def test_the_signs_of_a_mood_check_are_drawn_and_said(paper: Paper, name: str) -> None:
    text = whole(made(paper, name))
    assert all(word in text for word in ("gut", "mittel", "nichtgut"))


def test_short_ballots_share_a_page_and_long_ones_do_not() -> None:
    short = made(paper_of(poll("Ja", "Nein")), "ballots")
    middling = made(paper_of(poll(*(f"{number}: {LONG}" for number in range(3)))), "ballots")
    long = made(paper_of(poll(*(f"{number}: {LONG}" for number in range(7)))), "ballots")
    assert [len(printed) for printed in (short, middling, long)] == [1, 1, 1]
    assert [printed.page(0).count("Umfrage") for printed in (short, middling, long)] == [4, 2, 1]


@pytest.mark.parametrize("options", [12, 26])
def test_a_ballot_holds_as_many_options_as_there_can_be(options: int) -> None:
    words = [f"Antwort {number}: {LONG}" for number in range(options)]
    printed = made(paper_of(poll(*words, choose="any")), "ballots")
    assert all(squeezed(word) in whole(printed) for word in words)
    assert printed.outside() == []


def test_a_word_longer_than_a_line_is_broken() -> None:
    word = "https://dialog.lindental.example/" + "sehrlang" * 12
    for name in ("ballots", "telephone"):
        printed = made(paper_of(poll(word, "Nein")), name)
        assert squeezed(word) in whole(printed)
        assert printed.outside() == []


def test_there_are_as_many_as_were_wished_and_never_more_than_can_be(paper: Paper) -> None:
    assert len(made(paper_of(poll("Ja", "Nein")), "ballots", copies=10)) == 3
    assert len(made(paper, "code", copies=3)) == 3
    assert len(made(paper, "code", copies=0)) == 1
    assert len(made(paper, "code", copies=100_000)) == NAMED["code"].most


def test_a_long_evening_makes_no_endless_file() -> None:
    long = [poll(*(f"{number}: {LONG}" for number in range(7))) | {"id": f"p{number}"} for number in range(20)]
    assert len(made(paper_of(*long), "ballots", copies=200)) <= MOST_PIECES


def test_each_group_has_its_own_cards(paper: Paper) -> None:
    printed = made(paper, "notes")
    pages = [printed.page(number) for number in range(len(printed))]
    steps = [step for step in paper.steps if step.printed.cards]
    assert len(pages) == sum(len(step.groups) for step in steps)
    assert [page.count("Gruppe 1,") for page in pages[:2]] == [4, 0]
    for step in steps:
        assert step.printed.cards is not None
        for words in (*step.printed.cards.prompts, *step.printed.cards.columns):
            assert isinstance(words, Authored)
            assert squeezed(words.text["de"]) in whole(printed)


def test_where_nobody_knows_the_groups_yet_their_number_is_written_in() -> None:
    groups = {"kind": "breakout", "id": "g", "title": "Gruppen", "minutes": 20, "prompts": ["Was fehlt?"]}
    printed = made(paper_of(groups), "notes")
    assert (len(printed), printed.page(0).count("Gruppe\r\n") + printed.page(0).count("Gruppe\n")) == (1, 4)
    many = made(paper_of(groups | {"groups": 500}), "notes")
    assert len(many) == 1


def test_what_is_not_asked_is_said() -> None:
    talk = {"kind": "talk", "id": "t", "title": "Beitrag", "minutes": 5}
    assert "nichts gefragt" in made(paper_of(talk), "ballots").page(0)
    assert "niemand in Gruppen" in made(paper_of(talk), "notes").page(0)
    assert len(made(paper_of(talk), "telephone")) >= 1


@pytest.mark.parametrize("name", ["code", "strips", "joining", "telephone"])
def test_the_code_stands_in_two_halves_beside_the_address(paper: Paper, name: str) -> None:
    printed = made(paper, name)
    text = printed.page(0)
    assert f"{CODE[:4]}\u2002{CODE[4:]}" in text.replace(" ", "\u2002")
    assert HOST in squeezed(text)


@pytest.mark.parametrize("name", ["code", "strips", "joining"])
def test_the_qr_code_is_told_to_those_who_do_not_see_it(paper: Paper, name: str) -> None:
    figures = [tag for tag in made(paper, name).tags() if tag.name == "/Figure"]
    assert figures
    assert all(f"{HOST}/j/{CODE}" in tag.alt for tag in figures)


def test_a_page_tells_how_to_take_part_in_every_language() -> None:
    paper = paper_of(languages=list(LANGUAGES))
    printed = made(paper, "joining")
    assert len(printed) == len(LANGUAGES)
    for number, language in enumerate(LANGUAGES):
        text = squeezed(printed.page(number))
        assert PHONE.replace(" ", "") in text
        if language not in RIGHT_TO_LEFT:
            assert squeezed(catalogue(language).say("How to take part")) in text
    spoken = {tag.language for tag in printed.tags()} | {str(printed.file.Root.Lang)}
    assert spoken >= {tag.partition("-")[0] for tag in LANGUAGES}


def test_without_a_number_nobody_is_told_to_call() -> None:
    paper = paper_of(support_phone=None)
    for name in ("code", "strips", "joining"):
        assert not any(word in made(paper, name).page(0) for word in ("Hilfe", "Rufen"))


def test_an_address_that_is_not_secure_keeps_its_beginning() -> None:
    text = squeezed(made(paper_of(address="http://127.0.0.1:8000"), "code").page(0))
    assert "http://127.0.0.1:8000" in text


@pytest.mark.parametrize("name", NAMES)
def test_everything_can_be_read_without_glasses(paper: Paper, name: str) -> None:
    found = sizes(render_sheet(paper, name))
    assert min(found) >= SMALLEST
    assert max(found) >= BODY


@pytest.mark.parametrize("name", NAMES)
def test_words_of_the_plan_are_words(name: str) -> None:
    step = poll(*HOSTILE, question=HOSTILE[0], explanation=HOSTILE[1])
    groups = {"kind": "breakout", "id": "g", "title": HOSTILE[2], "minutes": 20, "prompts": list(HOSTILE), "groups": 2}
    groups |= {"room_names": [HOSTILE[0], HOSTILE[3]], "columns": [{"id": "c", "title": HOSTILE[4]}]}
    paper = paper_of(step, groups, title=HOSTILE[0], city=HOSTILE[3], place=HOSTILE[1], support_phone=HOSTILE[0])
    text = whole(made(paper, name))
    assert squeezed(HOSTILE[0]) in text
    assert "root:" not in text


def test_characters_that_no_font_has_cost_no_sheet() -> None:
    paper = paper_of(poll("日本語", "👩🏽‍🚀 Ja\u202e"), title="中 Abend", city="中")
    for name in NAMES:
        assert len(made(paper, name)) >= 1


def test_equal_plans_give_equal_files(paper: Paper) -> None:
    for name in NAMES:
        assert render_sheet(paper, name) == render_sheet(paper, name)
