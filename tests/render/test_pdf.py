from base64 import b64encode
from collections.abc import Callable
from itertools import pairwise

import pytest
import typst

from live.core.document import Document
from live.dialogue.document import document
from live.render.pdf import render_pdf
from live.render.quotation import quoted
from live.render.words import Wording
from tests.evening import evening
from tests.render.printed import Printed, said_in_order, squeezed
from tests.render.trees import DOT, one_of_each_block

PDFA, PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
DAY = 86_400_000
FIRST_AFTER_CONTENTS = 2
GOOD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#b00"/></svg>'
LETTERED = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><text y="20">Lindental</text></svg>'
BAD = {
    "writes what no font has": LETTERED.replace("Lindental", "Lindental 中"),
    "broken": "<svg",
    "reads a file": '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd" width="9" height="9"/></svg>',
    "reads the web": '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://a.example/b.png"/></svg>',
}


def logo(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


@pytest.fixture(scope="module", params=["de", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(tree: Document, language: str) -> Printed:
    return Printed(render_pdf(tree, language=language))


def test_it_says_that_it_keeps_to_both_standards(printed: Printed) -> None:
    with printed.file.open_metadata() as said:
        assert (said[PDFA + "part"], said[PDFA + "conformance"], said[PDFUA + "part"]) == ("2", "A", "1")


def test_it_is_tagged_and_names_its_title_and_language(printed: Printed, language: str, tree: Document) -> None:
    root = printed.file.Root
    assert bool(root.MarkInfo.Marked)
    assert root.Lang == language
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert root.ViewerPreferences.Direction == ("/R2L" if language == "ar" else "/L2R")
    assert printed.file.docinfo["/Title"] == Wording.of(tree, language).plain(tree.title)


def test_every_font_is_in_the_file(printed: Printed) -> None:
    fonts = printed.fonts()
    assert all(fonts.values())
    assert {"NotoSans-Regular", "NotoSansArabic-Regular"} <= {name.partition("+")[2] for name in fonts}


def test_every_figure_is_told_to_those_who_cannot_see_it(printed: Printed, tree: Document, language: str) -> None:
    figures = [tag.alt for tag in printed.tags() if tag.name == "/Figure"]
    assert all(figures)
    bars = [bar for chapter in tree.chapters for it in chapter.blocks if it.block == "results" for bar in it.bars]
    rounds = [one for chapter in tree.chapters for it in chapter.blocks if it.block == "moods" for one in it.rounds]
    assert len(figures) == 1 + len(bars) + len(rounds)
    if language == "de":
        assert figures[0] == "42 Menschen haben mitgesprochen"
        assert figures[1] == "Zu Beginn – gut: 23 (55\u202f%); mittel: 13 (31\u202f%); nicht gut: 6 (14\u202f%)"


def test_parts_are_tagged_as_what_they_are(printed: Printed, tree: Document) -> None:
    names = printed.names()
    assert names.count("/H1") == len(tree.chapters) + 1
    assert names.count("/Title") == 1
    blocks = [block.block for chapter in tree.chapters for block in chapter.blocks]
    assert names.count("/BlockQuote") == blocks.count("quintessence")
    assert names.count("/Table") == blocks.count("table") + blocks.count("results")
    assert names.count("/THead") == names.count("/Table")
    assert {"/TOC", "/TOCI", "/L", "/LI", "/TH", "/TD", "/H2", "/H3"} <= set(names)


def test_headings_never_skip_a_level(printed: Printed) -> None:
    levels = [int(name[2:]) for name in printed.names() if name[1:2] == "H" and name[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_bookmarks_lead_to_chapters_and_groups(tree: Document) -> None:
    outline = Printed(render_pdf(tree)).outline()
    assert list(outline)[:4] == ["Auf einen Blick", "Warum dieser Dialog", "Ablauf", "1 Begrüßung"]
    assert outline["4 Gruppenphase 1"] == ["Gruppe 1, Linde", "Gruppe 2, Ahorn", "Gruppe 3, Buche", "Gruppe 4, Esche"]


def test_stretches_in_another_language_say_so(printed: Printed, language: str) -> None:
    assert {"de": "ar", "ar": "de"}[language] in {tag.language for tag in printed.tags()}


def test_pages_are_numbered_and_listed_in_the_contents(tree: Document) -> None:
    printed = Printed(render_pdf(tree))
    for number in range(1, len(printed)):
        assert printed.page(number).endswith(f"{number + 1} / {len(printed)}")
    contents = printed.page(1)
    page = next(number for number in range(2, len(printed)) if "Gruppenphase 1\n" in printed.page(number))
    assert f"4 Gruppenphase 1 {page + 1}\n" in contents


def test_everything_that_the_tree_says_stands_there_in_its_order(tree: Document) -> None:
    words, shown, at = Wording.of(tree), squeezed(Printed(render_pdf(tree)).text(FIRST_AFTER_CONTENTS)), 0
    for said in said_in_order(tree):
        text = words.plain(said)
        if any("\u0600" <= char <= "\u06ff" for char in text):
            continue
        forms = (squeezed(text), squeezed(quoted(words.quotable(said), "de")))
        found = [shown.find(form, at) + len(form) for form in forms if form in shown[at:]]
        assert found, text
        at = min(found)


def test_arabic_can_be_read_out_letter_by_letter(tree: Document) -> None:
    words, printed = Wording.of(tree, "ar"), Printed(render_pdf(tree, language="ar"))
    shown = squeezed(printed.text(FIRST_AFTER_CONTENTS))
    wanted = "".join(words.plain(said) for said in said_in_order(tree))
    for letter in {char for char in wanted if "\u0621" <= char <= "\u064a"}:
        assert shown.count(letter) >= wanted.count(letter), letter


def test_what_was_taken_off_the_board_is_not_in_it(printed: Printed) -> None:
    assert "Verschrieben" not in printed.text()


def test_an_empty_list_says_so(tree: Document) -> None:
    assert Printed(render_pdf(one_of_each_block(tree))).text().count("Keine Nennung") == 3


@pytest.mark.parametrize("language", ["de", "ar", "de-simple", "uk", "en", "fa"])
def test_every_block_can_be_set_in_every_language(tree: Document, language: str) -> None:
    printed = Printed(render_pdf(one_of_each_block(tree), language=language, draft=True))
    assert printed.file.Root.Lang == language.partition("-")[0]
    assert printed.text().count("ZZ") >= 30
    assert printed.outside() == []


def test_a_draft_says_so_on_every_page(tree: Document) -> None:
    draft = Printed(render_pdf(tree, draft=True))
    assert all("Entwurf, Stand 20:02 Uhr" in draft.page(number) for number in range(len(draft)))
    final = Printed(render_pdf(tree))
    assert all("Entwurf, Stand" not in final.page(number) for number in range(len(final)))


def test_an_evening_that_has_not_ended_is_a_draft() -> None:
    played = evening(until="gruppen-1")
    assert "Entwurf" in Printed(render_pdf(document(played.state, played.now))).page(0)


@pytest.mark.parametrize("until", ["created", "joined", "willkommen"])
def test_an_evening_without_answers_can_be_printed(until: str) -> None:
    played = evening(until=until)
    assert len(Printed(render_pdf(document(played.state, played.now)))) > 1


def test_the_cover_names_evening_city_organisers_and_people(tree: Document) -> None:
    cover = squeezed(Printed(render_pdf(tree)).page(0))
    wanted = ("Gut durch heiße Tage", "Stadt Lindental", "Nachbarschaftsrat Lindental & Anger e. V.", "42 Menschen")
    for words in wanted:
        assert squeezed(words) in cover


def test_a_publication_says_its_number_and_day(tree: Document) -> None:
    published = tree.model_copy(update={"version": 3, "published_at": tree.as_of + DAY})
    assert "Fassung 3, veröffentlicht am 19. Juni 2026" in Printed(render_pdf(published)).page(0)


def test_equal_documents_give_equal_files(tree: Document) -> None:
    assert render_pdf(tree) == render_pdf(tree)


def test_a_city_has_its_logo_on_the_cover(tree: Document) -> None:
    for address in (logo(GOOD), logo(LETTERED), DOT):
        printed = Printed(render_pdf(tree.model_copy(update={"logo": address})))
        assert "Logo: Stadt Lindental" in {tag.alt for tag in printed.tags()}


@pytest.mark.parametrize("svg", BAD.values(), ids=BAD.keys())
def test_a_logo_that_cannot_be_drawn_leaves_the_sign_of_the_city(tree: Document, svg: str) -> None:
    assert render_pdf(tree.model_copy(update={"logo": logo(svg)})) == render_pdf(tree)


@pytest.mark.parametrize("address", ["", "data:", "data:image/png;base64,AAAA", "data:image/gif;base64,AAAA", "x"])
def test_a_logo_that_is_none_leaves_the_sign_of_the_city(tree: Document, address: str) -> None:
    assert render_pdf(tree.model_copy(update={"logo": address})) == render_pdf(tree)


@pytest.mark.parametrize("accent", ["#ffd800", "#8c1c13", "#808080"])
def test_every_citys_colour_is_on_its_cover(tree: Document, accent: str) -> None:
    assert len(Printed(render_pdf(tree.model_copy(update={"accent": accent})))) > 1


TREES: dict[str, Callable[[Document], Document]] = {"evening": lambda tree: tree, "blocks": one_of_each_block}


@pytest.mark.parametrize("which", TREES)
def test_the_typesetter_has_nothing_to_warn_about(
    tree: Document, language: str, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned: list[str] = []

    def watched(*given: object, **named: object) -> bytes:
        made, warnings = typst.compile_with_warnings(*given, **named)  # type: ignore[call-overload]  # passed on as is
        warned.extend(warning.message for warning in warnings)
        return bytes(made)

    monkeypatch.setattr(typst, "compile", watched)
    render_pdf(TREES[which](tree), language=language)
    assert warned == []
