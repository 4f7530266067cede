"""Whatever people type, wherever it stands: it is printed as typed, and no file fails because of it."""

import pytest

from live.core.document import (
    Bar,
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
    MoodRound,
    Moods,
    Note,
    Paragraph,
    Picture,
    Quintessence,
    Quotes,
    Results,
    Speech,
    Table,
    Typed,
)
from live.dialogue.document import document
from live.render.pdf import render_pdf
from tests.evening import evening
from tests.render.printed import Printed, squeezed
from tests.render.trees import DOT

INJECTIONS = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "#sys.inputs",
    "$x$ *bold* _slanted_ `raw` @ref <label>",
    "\\u{41} \\ // no comment /* nor here */ ~ -- --- ...",
    "{{7*7}} ${7*7} <%= 7 %>",
    "../../x C:\\x",
    "<img src=http://a.example/b.png>",
    "=1+1 = Heading",
    "- list + enum / term: x",
    "https://a.example/b?c=d&e#f",
)
NOTED = "Zeichen, die diese Datei nicht darstellen kann, stehen als □; die Webseite zeigt sie."
NOT_TO_BE_HAD = "中文 한국 \ue000\ue123 x\u20dd"
LONG = (
    "A" * 300,
    "https://a.example/" + "x" * 300,
    "س" * 300,
    "Straßenbaumpatenschaftsvermittlungsstellenleitungsbüro",
    "👍" * 200,
    "e\u0301\u0302\u0303" * 100,
)


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening(until="created")
    return document(played.state, played.now)


def everywhere(text: str) -> tuple[Block, ...]:
    """Every sort of block, full of one text."""
    said = Typed(text=text)
    entry = Entry(words=said, below=(Entry(words=said),))
    bar = Bar(label=said, count=2, share=0.5)
    mood = MoodRound(label=said, at=None, people=4, bars=(bar, bar), signals=("up", "1"))
    return (
        Paragraph(words=said),
        Note(words=said),
        Listing(entries=(entry,) * 2),
        Listing(entries=(entry,), numbered=True),
        Columns(columns=(Column(title=said, entries=(entry,)),) * 3),
        Facts(facts=(Fact(label=said, value=said, big=True), Fact(label=said, value=said))),
        Table(head=(said,) * 3, rows=(((said, said),) * 3,), numbered=True),
        Results(question=said, sentence=said, caption=said, of=4, bars=(bar,)),
        Moods(question=said, sentence=said, rounds=(mood,), note=said),
        Quotes(entries=(entry,) * 6),
        Quintessence(label=said, words=said, released=False),
        Speech(speaker=said, role=said),
        Picture(data=DOT, width=1, height=1, alt=said, caption=said, credit=text),
        Heading(words=said),
        Heading(words=said, level=2),
    )


def filled(tree: Document, *blocks: Block, title: str = "Titel") -> Document:
    chapter = Chapter(id="a", number=1, title=Typed(text=title), margin=(Typed(text="18 Uhr"),), blocks=blocks)
    return tree.model_copy(update={"chapters": (chapter,)})


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("text", INJECTIONS)
def test_what_looks_like_source_is_text(tree: Document, text: str, language: str) -> None:
    document = filled(tree, *everywhere(text), title=text).model_copy(
        update={"title": Typed(text=text), "subtitle": Typed(text=text), "city": text, "organisers": (text,)}
    )
    printed = Printed(render_pdf(document, language=language))
    letters = squeezed(printed.text()) if language == "de" else ""
    assert letters.count(squeezed(text)) >= 30 * (language == "de")
    assert "root:" not in printed.text()
    assert printed.outside() == []


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_words_that_no_line_holds_stay_on_the_page(tree: Document, text: str, language: str) -> None:
    printed = Printed(render_pdf(filled(tree, *everywhere(text), title=text), language=language))
    assert printed.outside() == []


def test_what_no_font_has_stands_as_a_square_and_is_noted_once(tree: Document) -> None:
    shown = Printed(render_pdf(filled(tree, *everywhere(NOT_TO_BE_HAD)))).text()
    assert squeezed(shown).count(squeezed(NOTED)) == 1
    assert "x□" in shown


def test_nothing_is_noted_where_all_can_be_shown(tree: Document) -> None:
    usual = "Hitze & Straße: ☀️🥵 □ „سلام“ Українською 👩‍👩‍👧 👍🏽 🇩🇪 1️⃣ ሰላም שלום नमस्ते"
    assert "stehen als" not in Printed(render_pdf(filled(tree, *everywhere(usual)))).text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\x00\x07\x1b",
        "\ud800",
        "\u202e\u2067",
        "\u200d\u200d",
        "\ufe0f",
        "\u0301",
        "\t\ta\tb",
        "\u00ad",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_never_fails_a_file(tree: Document, text: str) -> None:
    document = filled(tree, *everywhere(text), title=text)
    assert len(Printed(render_pdf(document))) > 1
    blank = document.model_copy(update={"title": Typed(text=text), "city": "", "organisers": (text,)})
    printed = Printed(render_pdf(blank))
    assert str(printed.file.docinfo["/Title"]) != ""


def test_a_turn_of_direction_that_somebody_typed_turns_nothing_else(tree: Document) -> None:
    shown = Printed(render_pdf(filled(tree, Paragraph(words=Typed(text="vor \u202eher"))))).text()
    assert "vor her" in shown


@pytest.mark.parametrize("text", ["Wort Wörter " * 5_000, "x" * 60_000, "x\n" * 30_000], ids=["words", "word", "lines"])
def test_sixty_thousand_characters_can_be_printed(tree: Document, text: str) -> None:
    said = Typed(text=text)
    blocks = (Paragraph(words=said), Table(head=(said,), rows=(((said,),),)), Heading(words=said))
    shown = squeezed(Printed(render_pdf(filled(tree, *blocks))).text())
    assert shown.count("x" if "x" in text else "Wörter") >= text.count("x" if "x" in text else "Wörter") * 4


def test_two_thousand_entries_can_be_printed(tree: Document) -> None:
    entries = tuple(Entry(words=Typed(text=f"Eintrag ({number})")) for number in range(2_000))
    blocks = (
        Listing(entries=entries),
        Quotes(entries=entries),
        Columns(columns=(Column(title=entries[0].words, entries=entries),)),
    )
    shown = squeezed(Printed(render_pdf(filled(tree, *blocks))).text())
    assert all(shown.count(f"Eintrag({number})") >= 3 for number in range(2_000))


def test_a_broken_picture_leaves_its_caption(tree: Document) -> None:
    for data in ("data:image/png;base64,AAAA", "data:image/jpeg;base64,", "/etc/passwd", "https://a.example/b.png"):
        picture = Picture(
            data=data, width=40, height=30, alt=Typed(text="Am Markt"), caption=Typed(text="Unterschrift")
        )
        printed = Printed(render_pdf(filled(tree, picture)))
        assert "Unterschrift" in printed.text()
        assert "Am Markt" in {tag.alt for tag in printed.tags()}


def test_columns_stand_beside_each_other_when_they_are_short_and_below_when_they_are_long(tree: Document) -> None:
    def lines(count: int) -> str:
        entries = tuple(Entry(words=Typed(text=f"Punkt {number}")) for number in range(count))
        columns = tuple(Column(title=Typed(text=name), entries=entries) for name in ("Eins", "Zwei", "Drei"))
        return Printed(render_pdf(filled(tree, Columns(columns=columns)))).text(2)

    assert len(Printed(render_pdf(filled(tree, Columns(columns=()))))) > 1
    assert lines(3).count("Punkt") == 9
    assert lines(100).count("Punkt") == 300


def test_a_table_repeats_its_head_on_every_page(tree: Document) -> None:
    rows = tuple((((Typed(text=f"Zeile {number}"),),) * 2) for number in range(120))
    head = (Typed(text="Kopf A"), Typed(text="Kopf B"))
    printed = Printed(render_pdf(filled(tree, Table(head=head, rows=rows))))
    tables = [printed.page(number) for number in range(2, len(printed))]
    assert len(tables) > 2
    assert all("Kopf A" in page for page in tables)
