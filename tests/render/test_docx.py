import io
import re
import zipfile
from datetime import UTC, datetime
from importlib import import_module
from itertools import pairwise

import docx
import pytest

from live.core.document import (
    Authored,
    Block,
    Chapter,
    Column,
    Columns,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Quotes,
    Typed,
)
from live.dialogue.document import document
from live.render.docx import render_docx
from live.render.formats import NAMED, render
from live.render.words import Wording
from tests.evening import evening
from tests.render.docx_reading import Expected, File, said
from tests.render.trees import one_of_each_block

SEQUENCES = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs suppressAutoHyphens "
    "bidi spacing ind contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps strike noProof color spacing sz szCs u shd vertAlign rtl cs lang",
    "w:tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "w:tbl": "tblPr tblGrid tr",
    "w:sectPr": "headerReference footerReference type pgSz pgMar cols titlePg bidi",
    "w:style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tcPr tblStylePr",
    "w:lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "w:settings": "zoom defaultTabStop autoHyphenation hyphenationZone characterSpacingControl compat themeFontLang",
}
"""In which order Word wants the children of an element (ISO/IEC 29500-1), as far as they are used."""
TRAPS = (
    "{ INCLUDETEXT /etc/passwd }",
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    '<w:instrText>INCLUDEPICTURE "http://example.org"</w:instrText>',
    "</w:t></w:r><w:br/>]]><!-- &lt; &#x41; %s {0} {{ 7*7 }}",
    "=HYPERLINK(1+1)",
    "../../etc/passwd",
)


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


@pytest.fixture(scope="module")
def german(tree: Document) -> File:
    return File.of(render_docx(tree))


@pytest.fixture(scope="module")
def arabic(tree: Document) -> File:
    return File.of(render_docx(tree, language="ar"))


def with_blocks(tree: Document, *blocks: Block) -> Document:
    chapter = Chapter(id="only", title=Typed(text="Chapter"), blocks=blocks)
    return tree.model_copy(update={"chapters": (chapter,)})


def typed(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(words=Typed(text=text)) for text in texts)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_text_stands_once_and_in_the_order_of_the_tree(tree: Document, language: str) -> None:
    for each in (tree, one_of_each_block(tree)):
        told = File.of(render_docx(each, language=language)).told()
        assert told == Expected(Wording.of(each, language)).of(each)


def test_the_list_of_forms_makes_the_same_file(tree: Document) -> None:
    assert NAMED["docx"].ending == "docx"
    assert render(tree, "docx", language="ar", draft=True) == render_docx(tree, language="ar", draft=True)


def test_another_reader_finds_headings_lists_tables_and_described_pictures(tree: Document) -> None:
    read = import_module("mammoth").convert_to_html(io.BytesIO(render_docx(tree)))
    html = str(read.value)
    assert re.search(r"<h1>(<a id=[^>]*></a>)?4\tGruppenphase 1</h1>", html)
    assert re.search(r"<h2>(<a id=[^>]*></a>)?Gruppe 2, Ahorn</h2>", html)
    assert re.search(r"<h3>(<a id=[^>]*></a>)?Quintessenz</h3>", html)
    assert "<ul><li>Was belastet uns?</li>" in html
    assert "<ol><li>Ein Trinkbrunnen auf jedem Platz</li>" in html
    assert "<thead><tr><th><p>Hilfreiche Angebote</p></th>" in html
    assert html.count("<img") >= 5
    assert re.search(r'<img[^>]*alt="Meine Wohnung kühlt[^"]*: 25 \(68\u202f%\)', html)


def test_equal_documents_give_equal_bytes_dated_as_the_document(tree: Document) -> None:
    made = render_docx(tree)
    assert made == render_docx(tree.model_copy())
    day = datetime.fromtimestamp(tree.as_of / 1000, UTC)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
    assert dates == {(day.year, day.month, day.day, day.hour, day.minute, day.second // 2 * 2)}


def test_it_says_what_it_is_called_and_who_made_it(tree: Document) -> None:
    properties = docx.Document(io.BytesIO(render_docx(tree, language="ar"))).core_properties
    assert properties.title == "لنعبر الأيّام الحارّة بسلام"
    assert properties.author == "Stadt Lindental; Nachbarschaftsrat Lindental & Anger e. V."
    assert properties.language == "ar-SA"
    assert properties.modified == properties.created == datetime.fromtimestamp(tree.as_of // 1000, UTC)


def test_every_run_with_text_says_its_language(german: File, arabic: File) -> None:
    for file in (german, arabic):
        for part in ("document", "footer"):
            assert file.find("//w:r[w:t][not(w:rPr/w:lang)]", part) == []
    assert set(german.part("document").xpath("//w:lang/@w:val")) == {"de-DE", "en-GB"}
    assert set(german.part("document").xpath("//w:lang/@w:bidi")) == {"ar-SA"}


def test_arabic_words_in_a_german_file_run_from_right_to_left_with_their_paragraph(german: File) -> None:
    (quote,) = [each for each in german.find("//w:p") if "جارتي" in said(each)]
    assert quote.xpath("w:pPr/w:bidi[not(@w:val)]")
    assert quote.xpath("w:r[w:t][not(w:rPr/w:rtl)]") == []
    (mixed,) = [each for each in german.find("//w:p") if "Übersetzung: " in said(each)]
    assert mixed.xpath("w:pPr/w:bidi") == []
    assert [bool(run.xpath("w:rPr/w:rtl")) for run in mixed.xpath("w:r")] == [False, True]


def test_an_arabic_file_runs_from_right_to_left_as_a_whole(arabic: File) -> None:
    assert arabic.find("//w:body/w:sectPr/w:bidi")
    assert arabic.find("//w:tbl[not(w:tblPr/w:bidiVisual)]") == []
    assert arabic.find("//w:style[@w:styleId='Normal']/w:pPr/w:bidi", "styles")
    (heading,) = [each for each in arabic.find("//w:p[w:pPr/w:pStyle/@w:val='Heading1']") if "ترحيب" in said(each)]
    assert heading.xpath("w:pPr/w:bidi[not(@w:val)]")
    (quote,) = [each for each in arabic.find("//w:p") if "Trinkbrunnen am Markt" in said(each)]
    assert quote.xpath("w:pPr/w:bidi[@w:val='0']")
    assert quote.xpath("w:r/w:rPr/w:rtl") == []


def test_no_run_mixes_letters_of_both_directions(german: File, arabic: File) -> None:
    for file in (german, arabic):
        for text in file.part("document").xpath("//w:r[w:rPr/w:rtl]/w:t/text()"):
            assert not re.search("[A-Za-zÄÖÜäöüß]", text), text
        for text in file.part("document").xpath("//w:r[not(w:rPr/w:rtl)]/w:t/text()"):
            assert not re.search("[\u0621-\u064a]", text), text


def test_pages_are_numbered_and_the_cover_is_not(german: File) -> None:
    codes = [code.strip() for code in german.part("footer").xpath("//w:instrText/text()")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert german.find("//w:sectPr/w:titlePg")
    assert german.find("//w:sectPr/w:footerReference[@w:type='default']")
    (size,) = german.find("//w:sectPr/w:pgSz")
    assert list(size.attrib.values()) == ["11906", "16838"]


def test_the_contents_hold_the_headings_and_lead_to_them(german: File) -> None:
    assert german.part("document").xpath("//w:sdtContent//w:instrText/text()") == [' TOC \\o "1-2" \\h \\z \\u ']
    headings = german.find("//w:p[w:pPr/w:pStyle[@w:val='Heading1' or @w:val='Heading2']]")
    links = german.find("//w:sdtContent//w:hyperlink")
    assert len(links) == len(headings) > 20
    for link, heading in zip(links, headings, strict=True):
        anchor = link.xpath("string(@w:anchor)")
        assert heading.xpath("string(w:bookmarkStart/@w:name)") == anchor
        assert said(link.getparent()) == said(heading)


def test_fields_begin_and_end(german: File) -> None:
    for part in ("document", "footer"):
        kinds = german.part(part).xpath("//w:fldChar/@w:fldCharType")
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
        assert kinds


def test_captions_count_figures_and_tables(german: File) -> None:
    captions = german.find("//w:p[.//w:instrText[contains(., 'SEQ')]]")
    assert len(captions) >= 9
    figures = [said(each) for each in captions if "SEQ Figure" in each.xpath("string(.//w:instrText)")]
    assert [text.partition(":")[0] for text in figures] == [f"Abbildung {n}" for n in range(1, len(figures) + 1)]


def test_every_picture_is_described_or_decoration(german: File) -> None:
    pictures = german.find("//wp:docPr")
    silent = [each for each in pictures if not each.get("descr")]
    assert len(silent) == 1
    assert silent[0].xpath(".//*[local-name()='decorative'][@val='1']")
    assert "42 Menschen haben mitgesprochen" in {each.get("descr") for each in pictures}
    assert len({each.get("id") for each in pictures}) == len(pictures)


def test_every_table_repeats_its_head(german: File) -> None:
    for table in german.find("//w:tbl"):
        assert table.xpath("w:tr[1]/w:trPr/w:tblHeader")
        assert len(table.xpath("w:tr")) > 1


def test_elements_stand_in_the_order_of_the_schema(tree: Document) -> None:
    for each in (tree, one_of_each_block(tree)):
        file = File.of(render_docx(each, language="ar", draft=True))
        for part in ("document", "styles", "numbering", "settings", "footer"):
            for name, sequence in SEQUENCES.items():
                order = sequence.split()
                for element in file.find(f"//{name}", part):
                    places = [order.index(child.tag.partition("}")[2]) for child in element]
                    assert all(before <= after for before, after in pairwise(places)), (name, part)


def test_whatever_is_named_is_there(tree: Document) -> None:
    file = File.of(render_docx(one_of_each_block(tree)))
    styles = set(file.part("styles").xpath("//w:style/@w:styleId"))
    used = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
    assert set(file.part("document").xpath(used)) <= styles
    assert set(file.part("styles").xpath("//w:basedOn/@w:val | //w:next/@w:val")) <= styles
    lists = set(file.part("numbering").xpath("//w:num/@w:numId"))
    for part in ("document", "styles"):
        assert set(file.part(part).xpath("//w:numId/@w:val")) <= lists
    related = file.parts["word/_rels/document.xml.rels"].decode()
    for relation in file.part("document").xpath("//@r:embed | //@r:id"):
        assert f'Id="{relation}"' in related


def test_styles_have_the_names_that_word_knows(german: File) -> None:
    names = set(german.part("styles").xpath("//w:style/w:name/@w:val"))
    lists = {f"List {sort}{level}" for sort in ("Bullet", "Number") for level in ("", " 2")}
    assert {"Normal", "Title", "Subtitle", "Quote", "caption", "Quintessence", "footer", "toc 1", "toc 2"} <= names
    assert {"heading 1", "heading 2", "heading 3"} | lists <= names


def test_nothing_is_formatted_by_hand(german: File) -> None:
    for look in ("w:b", "w:sz", "w:color", "w:spacing", "w:ind", "w:jc", "w:shd"):
        assert german.find(f"//{look}") == []


def test_the_citys_colour_is_in_the_styles(tree: Document) -> None:
    file = File.of(render_docx(tree.model_copy(update={"accent": "#8c1c13"})))
    assert file.find("//w:style[@w:styleId='Title']/w:pPr/w:shd[@w:fill='8c1c13']", "styles")
    assert b"8c1c13" in file.parts["word/theme.xml"]
    assert b"00545f" not in file.parts["word/styles.xml"]


def test_what_looks_like_a_field_a_formula_or_markup_is_text(tree: Document) -> None:
    file = File.of(render_docx(with_blocks(tree, Listing(entries=typed(*TRAPS)), Quotes(entries=typed(*TRAPS)))))
    assert file.styled("ListBullet") == list(TRAPS)
    assert [text[1:-1] for text in file.styled("Quote")][1:3] != []
    codes = [code.split()[0] for code in file.part("document").xpath("//w:instrText/text()")]
    assert codes == ["TOC"]
    related = file.parts["word/_rels/document.xml.rels"].decode()
    assert "TargetMode" not in related


def test_no_text_breaks_the_file(tree: Document) -> None:
    odd = "".join(map(chr, range(32))) + "\x7f\x85\ud800 \udfff\ufffe\uffff \u202e e\u0301 👩🏽‍👩🏽‍👧🏽 🇩🇪 ㋿ 中文"
    long = ("x" * 60_000, "Wort " * 12_000, "كلمة " * 12_000)
    title = Authored(text={"de": "Titel\x00 & <mehr>\nzwei"})
    each = with_blocks(tree, Paragraph(words=Typed(text=odd)), Listing(entries=typed(*long, *["kurz"] * 2000)))
    strange = {"title": title, "city": odd, "organisers": (odd, ""), "accent": "#ffffff"}
    made = render_docx(each.model_copy(update=strange))
    file = File.of(made)
    assert len(file.styled("ListBullet")) == 2003
    assert file.styled("ListBullet")[2] == long[2]
    assert "👩🏽‍👩🏽‍👧🏽 🇩🇪 ㋿ 中文" in file.styled("Normal")[0]
    assert import_module("mammoth").extract_raw_text(io.BytesIO(made)).value.count("kurz") == 2000


def test_lines_and_tabs_of_a_text_are_kept(tree: Document) -> None:
    file = File.of(render_docx(with_blocks(tree, Paragraph(words=Typed(text="one\n\n\ttwo\r\nthree")))))
    assert file.styled("Normal") == ["one\n\n\ttwo\nthree"]


def test_every_numbered_list_begins_at_one(tree: Document) -> None:
    blocks = (Listing(entries=typed("a", "b"), numbered=True), Listing(entries=typed("c"), numbered=True))
    file = File.of(render_docx(with_blocks(tree, *blocks, Listing(entries=(), numbered=True))))
    first, second, third = file.part("document").xpath("//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId/@w:val")
    assert first == second != third
    for number in (first, third):
        assert file.find(f"//w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride[@w:val='1']", "numbering")


def test_many_columns_and_figures_stand_in_several_tables(tree: Document) -> None:
    columns = Columns(columns=tuple(Column(title=Typed(text=f"C{n}"), entries=typed(f"c{n}")) for n in range(6)))
    facts = Facts(facts=tuple(Fact(label=Typed(text=f"L{n}"), value=Typed(text=f"{n}"), big=True) for n in range(5)))
    file = File.of(render_docx(with_blocks(tree, columns, facts)))
    assert [len(table.xpath("w:tr[1]/w:tc")) for table in file.find("//w:tbl")] == [3, 3, 3, 2]


def test_a_long_column_may_run_on_over_the_page(tree: Document) -> None:
    columns = Columns(columns=(Column(title=Typed(text="long"), entries=typed(*map(str, range(200)))),))
    file = File.of(render_docx(with_blocks(tree, columns)))
    assert file.find("//w:tbl/w:tr[2]/w:trPr/w:cantSplit") == []


def test_a_chapter_may_be_empty_or_hold_nothing_but_groups(tree: Document) -> None:
    chapters = (
        Chapter(id="a", title=Typed(text="A"), blocks=()),
        Chapter(id="b", title=Typed(text="B"), blocks=(Heading(words=Typed(text="G"), level=2), Quotes(entries=()))),
    )
    file = File.of(render_docx(tree.model_copy(update={"chapters": chapters})))
    assert file.told() == ["A", "B", "G", "Keine Nennung"]
    assert File.of(render_docx(tree.model_copy(update={"chapters": ()}))).told() == []


def test_the_cover_says_whose_evening_it_was_and_which_version_this_is(tree: Document) -> None:
    published = tree.model_copy(update={"version": 3, "published_at": tree.as_of + 86_400_000})
    file = File.of(render_docx(published))
    assert file.styled("Sign") == ["Stadt Lindental"]
    assert file.styled("Draft") == []
    assert file.styled("Title") == ["Gut durch heiße Tage"]
    assert file.styled("Subtitle") == ["Was hilft uns, wenn es in der Stadt zu warm wird?"]
    assert file.styled("Day") == ["Dokumentation des digitalen Bürger*innendialogs vom 18. Juni 2026"]
    assert file.styled("Imprint") == ["Fassung 3, veröffentlicht am 19. Juni 2026", *tree.organisers]


def test_a_draft_says_so_on_the_cover_and_on_every_page(tree: Document) -> None:
    file = File.of(render_docx(tree, draft=True))
    assert file.styled("Draft") == ["Entwurf, Stand 20:02 Uhr"]
    (foot,) = file.find("//w:p", "footer")
    assert "Entwurf, Stand 20:02 Uhr" in said(foot)
    running = document((played := evening(until="joined")).state, played.now)
    assert File.of(render_docx(running)).styled("Draft") != []
