import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

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
    Quintessence,
    Quotes,
    Results,
    Speech,
    Table,
    Typed,
)
from live.dialogue.document import document
from live.render.markdown import render_markdown
from tests.evening import evening
from tests.render.trees import DOT, one_of_each_block

SIGNS = "#*_`~[](){}<>|\\!&;:/=+-.$@^%1)\n \t\"'aß„"
STAND_IN = "ж"
"""For what was typed, where nothing can be mistaken for a sign."""


@pytest.fixture(scope="module")
def tree() -> Document:
    played = evening()
    return document(played.state, played.now)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def shown(token: Token) -> str:
    return "".join("\n" if part.type in ("softbreak", "hardbreak") else part.content for part in token.children or ())


def texts(markdown: str) -> list[str]:
    return [shown(token) for token in parsed(markdown) if token.type == "inline"]


def around(tree: Document, *blocks: Block) -> Document:
    chapter = Chapter(id="x", title=Typed(text="T"), blocks=blocks)
    return tree.model_copy(update={"chapters": (chapter,)})


def idle(text: str) -> str:
    """The text without space at the edges of its lines, as no page shows it."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def test_title_contents_and_chapters_are_headings(tree: Document) -> None:
    tokens = parsed(render_markdown(tree))
    heads = [(token.tag, shown(tokens[at + 1])) for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert heads[:3] == [("h1", "Gut durch heiße Tage"), ("h2", "Inhalt"), ("h2", "Auf einen Blick")]
    assert ("h2", "1. Begrüßung") in heads
    assert ("h3", "Gruppe 1, Linde") in heads
    assert ("h4", "Quintessenz") in heads
    assert "STRASSE" not in render_markdown(tree)


def test_quotes_stand_in_marks_and_sub_points_below_them(tree: Document) -> None:
    text = render_markdown(tree)
    assert "\n- „Meine Tochter sagte: ‚Mama, ich kann nicht schlafen.‘“\n" in text
    assert "\n  - „auch samstags“\n  - „mit Kind“\n" in text
    assert "\n- Bürgertelefon // Rathaus\n" in text
    assert "haben geholfen\\\n  das war überall so“" in text


def test_results_are_a_sentence_and_a_table(tree: Document) -> None:
    text = render_markdown(tree)
    assert "| Das Freibad hatte länger offen. | 8 | 20\u202f% |" in text
    assert "Am häufigsten gewählt, von 13 der 41 Menschen" in text
    assert "| gut | 23 (55\u202f%) | 28 (67\u202f%) |" in text


def test_an_empty_column_says_so(tree: Document) -> None:
    assert "#### Angebote, die besser werden sollen\n\n*Keine Nennung*" in render_markdown(tree)


def test_a_draft_says_so(tree: Document) -> None:
    assert "**Entwurf, Stand 20:02" in render_markdown(tree, draft=True)
    assert "Entwurf" not in render_markdown(tree).split("\n## ")[0]


def test_a_publication_says_its_version_and_its_day(tree: Document) -> None:
    published = tree.model_copy(update={"version": 2, "published_at": tree.as_of + 86_400_000})
    assert "**Fassung 2, " in render_markdown(published)
    assert "19. Juni 2026**" in render_markdown(published)


def test_another_language_words_it_in_that_language(tree: Document) -> None:
    assert render_markdown(tree, language="ar").startswith("# لنعبر الأيّام الحارّة بسلام\n")


def test_equal_documents_give_equal_texts(tree: Document) -> None:
    assert render_markdown(tree) == render_markdown(Document.model_validate_json(tree.model_dump_json()))


def test_every_block_can_be_written_also_when_it_is_empty(tree: Document) -> None:
    text = render_markdown(one_of_each_block(tree))
    assert sum("ZZ" in one for one in texts(text)) >= 14
    assert text.count(f": {DOT}\n") == 2
    pictures = [part for token in parsed(text) for part in token.children or () if part.type == "image"]
    assert [str(picture.attrs["src"]) for picture in pictures] == [DOT, DOT]


def test_two_lists_in_a_row_stay_two_lists(tree: Document) -> None:
    one = (Entry(words=Typed(text="a"), below=(Entry(words=Typed(text="b")),)), Entry(words=Typed(text="c")))
    lists = (Listing(entries=one), Listing(entries=one), Quotes(entries=one))
    numbered = (Listing(entries=one, numbered=True),) * 2
    found = Counter(token.type for token in parsed(render_markdown(around(tree, *lists, *numbered))))
    assert found["ordered_list_open"] == 2
    assert found["bullet_list_open"] == 1 + 3 * 2 + 2
    assert found["list_item_open"] == 1 + 5 * 3


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "# a",
            "## a ##",
            "a #",
            "- a",
            "* a",
            "+ a",
            "1. a",
            "12) a",
            "> a",
            "a\n===",
            "a\n---",
            "---",
            "***",
            "===",
            "+",
        ),
        *("`a`", "```\na\n```", "~~~\na", "    a", "\ta", "*a*", "__a__", "~~a~~", "a  \nb", "a\\\nb", "a\\", "a\n\nb"),
        *(
            "[a](http://x.example)",
            "![a](b)",
            "[a]: http://x.example",
            "[^1]",
            "[ ] a",
            "<http://x.example>",
            "<b>a</b>",
        ),
        *("<!-- a -->", "&amp;", "&#65;", "http://x.example", "www.x.example", "a@x.example", "| a |\n| --- |\n| b |"),
        *("a | b\n--- | ---", ":--", ": a", "$a$", "{{ 7*7 }}", "\\", "\\\\|", "|", "999999999. a", "1.", "-", "a_b_c"),
    ],
)
def test_signs_of_markdown_are_words(tree: Document, typed: str) -> None:
    one, before = _read(around(tree, Paragraph(words=Typed(text=typed))))
    assert before == _read(around(tree, Paragraph(words=Typed(text="a"))))[1]
    assert one[-1] == idle(typed)


def _read(tree: Document) -> tuple[list[str], Counter[str]]:
    text = render_markdown(tree)
    tokens = parsed(text)
    parts = [part.type for token in tokens for part in token.children or () if part.type not in ("hardbreak", "text")]
    kinds = Counter([*(token.type for token in tokens), *parts])
    return texts(text), kinds


@settings(max_examples=100)
@given(st.text(alphabet=SIGNS, min_size=1).filter(lambda text: bool(text.strip())))
def test_whatever_is_typed_anywhere_comes_back_as_text(typed: str) -> None:
    words = Typed(text=typed)
    entries = (Entry(words=words, below=(Entry(words=words),)),)
    bars = (Bar(label=words, count=1, share=1),)
    mood = MoodRound(label=words, at=None, people=1, bars=bars, signals=("up",))
    blocks: tuple[Block, ...] = (
        Paragraph(words=words),
        Note(words=words),
        Heading(words=words),
        Heading(words=words, level=2),
        Listing(entries=entries),
        Listing(entries=entries, numbered=True),
        Columns(columns=(Column(title=words, entries=entries),)),
        Facts(facts=(Fact(label=words, value=words), Fact(label=words, value=words, big=True))),
        Table(head=(words, words), rows=(((words,), (words, words)),), numbered=True),
        Results(question=words, sentence=words, caption=words, of=1, bars=bars),
        Moods(question=words, sentence=words, rounds=(mood,), note=words),
        Quintessence(label=words, words=words, released=True),
        Speech(speaker=words, role=words),
    )
    plain = Typed(text=STAND_IN)
    named = TREE.model_copy(update={"title": words, "subtitle": words, "city": typed})
    odd = _read(_with(named, words, blocks))
    same = Document.model_validate_json(
        _with(TREE.model_copy(update={"title": plain, "subtitle": plain, "city": STAND_IN}), plain, blocks)
        .model_dump_json()
        .replace(words.model_dump_json(), plain.model_dump_json())
    )
    ordinary = _read(same)
    assert odd[1] == ordinary[1]
    space = re.compile(r"\s+")
    typed_bare = space.sub("", typed)
    assert [space.sub("", text) for text in odd[0]] == [
        space.sub("", text.replace(STAND_IN, typed_bare)) if STAND_IN in text else space.sub("", text)
        for text in ordinary[0]
    ]


def _with(tree: Document, title: Typed, blocks: tuple[Block, ...]) -> Document:
    chapter = Chapter(id="x", number=1, title=title, margin=(title, title), blocks=blocks)
    return tree.model_copy(update={"chapters": (chapter,), "people": 0})


TREE = document(evening(people=3, until="created").state, 0).model_copy(update={"state": "ended", "language": "en"})
