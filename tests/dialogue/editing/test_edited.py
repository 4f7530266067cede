"""What editors do to a document: the record stays, the published words are theirs."""

import pytest

from live.core.document import (
    Authored,
    Chapter,
    Columns,
    Document,
    Entry,
    Facts,
    Heading,
    Note,
    Paragraph,
    Phrase,
    Picture,
    Quotes,
    Results,
    Table,
    Typed,
    phrase,
)
from live.core.document import Column as Col
from live.core.rejection import Rejection
from live.dialogue.document.method import as_typed
from live.dialogue.editing.commands import Correct, Hide, Publish, Restore
from live.dialogue.editing.decide import decide, publish
from live.dialogue.editing.edited import edited, edited_text, frozen
from live.dialogue.editing.events import (
    ChapterChosen,
    Corrected,
    EditingEvent,
    ForewordWritten,
    Hidden,
    NextStepsPlanned,
    PictureShown,
    Published,
    Recovered,
    Withdrawn,
)
from live.dialogue.editing.fold import fold
from live.dialogue.editing.state import Editing, Publication
from live.dialogue.editing.texts import editables, fingerprint, param_key
from live.dialogue.session import NextStep
from tests.render.trees import DOT

NOTES = ("Bänke", "Anruf bei Frau Schulz", "Wasser")


def document() -> Document:
    entries = tuple(Entry(words=Typed(text=text, key=f"step-1/n{n}")) for n, text in enumerate(NOTES))
    sub = Entry(words=Typed(text="am Bach", key="step-1/n9"))
    nested = (entries[0], entries[1].model_copy(update={"below": (sub,)}), entries[2])
    question = Authored(text={"de": "Was belastet?", "en": "What burdens?"}, key="step-1/q")
    chapters = (
        Chapter(
            id="step-1",
            title=Authored(text={"de": "Gruppen"}, key="step-1/title"),
            blocks=(
                Heading(words=phrase("Group %(number)s, %(name)s", number=1, name={"de": "Bach"}), level=2),
                Note(words=phrase("Moderated by %(name)s", name="Kim Schulz")),
                Quotes(entries=nested),
                Columns(columns=(Col(title=Authored(text={"de": "Bach"}, key="step-1/bach"), entries=entries[:1]),)),
                Table(head=(phrase("Card"), phrase("Dots")), rows=(((entries[1].words,), (phrase("3"),)),)),
                Results(question=question, sentence=phrase("s"), caption=phrase("c"), of=3, bars=()),
            ),
        ),
        Chapter(id="contact", title=phrase("Contact"), blocks=(Facts(facts=()),)),
        Chapter(id="method", title=phrase("How this was made"), blocks=()),
    )
    return Document(
        title=Authored(text={"de": "Abend"}, key="title"),
        subtitle=None,
        organisers=(),
        language="de",
        languages=("de", "en"),
        zone="Europe/Berlin",
        accent="#00545f",
        logo="",
        starts_at=0,
        state="ended",
        as_of=0,
        people=3,
        chapters=chapters,
    )


def after(*events: EditingEvent) -> Editing:
    editing = Editing()
    for at, event in enumerate(events, 1):
        fold(editing, event, at)
    return editing


def corrected(entry: str, text: str, original: str, *, pseudonym: bool = False) -> Corrected:
    return Corrected(entry=entry, text=text, original=fingerprint(original), pseudonym=pseudonym)


def told(*events: EditingEvent) -> str:
    return edited(document(), after(*events), {}).model_dump_json()


def test_without_an_edit_the_document_is_the_same() -> None:
    assert edited(document(), Editing(), {}) == document()


def test_a_correction_stands_wherever_the_words_stood() -> None:
    whole = told(corrected("step-1/n1", "Anruf bei Frau S.", NOTES[1], pseudonym=True))
    assert whole.count("Anruf bei Frau S.") == 2
    assert NOTES[1] not in whole
    assert "In %(n)s text a name" in whole


def test_no_key_tells_the_words_that_were_replaced() -> None:
    edit = corrected("step-1/n1", "Anruf bei Frau S.", NOTES[1], pseudonym=True)
    assert "step-1/n1" not in told(edit)
    assert "step-1/n1" in edited(document(), after(edit), {}, keyed=True).model_dump_json(), "hints need it"
    assert "step-1/n1" in edited(document(), after(edit), {}, hiding=False).model_dump_json(), "editors still need it"


def test_chapters_that_are_left_out_are_counted() -> None:
    assert "%(n)s chapter was left out." in told(ChapterChosen(chapter="contact", shown=False))
    assert "%(n)s chapter was left out." not in told(ChapterChosen(chapter="nowhere", shown=False))


def test_hidden_words_are_nowhere_and_counted_with_their_reason() -> None:
    whole = told(Hidden(entry="step-1/n1", reason="personal", remark="sie rief an"))
    assert NOTES[1] not in whole
    assert "sie rief an" not in whole
    assert "%(n)s text was left out because of personal data." in whole


def test_what_belongs_to_hidden_words_stands_by_itself_in_their_place() -> None:
    shown = edited(document(), after(Hidden(entry="step-1/n1", reason="other")), {}).chapters[0].blocks[2]
    assert isinstance(shown, Quotes)
    assert [entry.words.text for entry in shown.entries if isinstance(entry.words, Typed)] == [
        "Bänke",
        "am Bach",
        "Wasser",
    ]


def test_a_row_whose_words_are_hidden_is_gone() -> None:
    shown = edited(document(), after(Hidden(entry="step-1/n1", reason="other")), {}).chapters[0].blocks[4]
    assert isinstance(shown, Table)
    assert shown.rows == ()


def test_what_is_restored_stands_as_it_was() -> None:
    events = (Hidden(entry="step-1/n1", reason="other"), Recovered(entry="step-1/n1"))
    assert edited(document(), after(*events), {}) == document()


def test_a_correction_of_words_that_have_changed_since_waits_for_an_editor() -> None:
    assert "Neu" not in told(corrected("step-1/n1", "Neu", "was früher dort stand"))


def test_hidden_words_stay_hidden_when_somebody_changes_them() -> None:
    changed = document().model_copy(deep=True)
    raw = changed.model_dump_json().replace(NOTES[1], "Anruf bei Frau Schulz-Meier")
    shown = edited(Document.model_validate_json(raw), after(Hidden(entry="step-1/n1", reason="personal")), {})
    assert "Schulz-Meier" not in shown.model_dump_json()


def test_a_name_within_a_sentence_of_ours_can_be_replaced_but_not_hidden() -> None:
    key = param_key("step-1", "Kim Schulz")
    assert "Kim Schulz" not in told(corrected(key, "die Moderation", "Kim Schulz", pseudonym=True))
    assert "Kim Schulz" in told(Hidden(entry=key, reason="personal"))


def test_words_of_the_session_file_are_corrected_in_one_language_and_in_sentences_too() -> None:
    shown = edited(document(), after(corrected("step-1/bach@de", "Am Bach", "Bach")), {})
    heading = shown.chapters[0].blocks[0]
    assert isinstance(heading, Heading)
    assert isinstance(heading.words, Phrase)
    assert heading.words.params["name"] == {"de": "Am Bach"}
    english = edited(document(), after(corrected("step-1/q@en", "What weighs?", "What burdens?")), {})
    asked = english.chapters[0].blocks[5]
    assert isinstance(asked, Results)
    assert asked.question == Authored(text={"de": "Was belastet?", "en": "What weighs?"})


def test_a_question_cannot_be_hidden_from_its_counts() -> None:
    assert "Was belastet?" in told(Hidden(entry="step-1/q@de", reason="other"))
    assert not editables(document())["step-1/q@de"].hideable


def test_the_editors_own_page_keeps_what_is_hidden_in_its_place() -> None:
    events = (Hidden(entry="step-1/n1", reason="other"), ChapterChosen(chapter="contact", shown=False))
    shown = edited(document(), after(*events), {}, hiding=False)
    assert NOTES[1] in shown.model_dump_json()
    assert [chapter.id for chapter in shown.chapters] == ["step-1", "contact", "method"]


def test_chapters_foreword_next_steps_and_pictures_are_the_editors() -> None:
    picture = PictureShown(picture="p1", file="f" * 64, width=1, height=1, chapter="step-1", alt="Ein Baum")
    events = (
        ChapterChosen(chapter="contact", shown=False),
        ForewordWritten(language="de", text="Liebe Leute,\n\nes war gut."),
        ForewordWritten(language="en", text="Dear all,"),
        NextStepsPlanned(steps=(NextStep(text={"de": "Bäume pflanzen"}, office="Gartenamt", by="März"),)),
        picture,
    )
    shown = edited(document(), after(*events), {"f" * 64: DOT})
    assert [chapter.id for chapter in shown.chapters] == ["foreword", "step-1", "next-steps", "method"]
    (only,) = shown.chapters[0].blocks
    assert isinstance(only, Paragraph)
    assert only.words == Authored(text={"de": "Liebe Leute,\n\nes war gut.", "en": "Dear all,"})
    assert "next-steps" not in {found.chapter for found in editables(shown).values()}, "they are edited as a list"
    last = shown.chapters[1].blocks[-1]
    assert isinstance(last, Picture)
    assert last.data == DOT


def test_a_frozen_version_says_its_number_and_what_is_new_in_each() -> None:
    editing = after(Published(version=1, document="a" * 64))
    shown = frozen(document(), editing, {}, Publication(2, 5, note="Namen entfernt"))
    assert (shown.version, shown.published_at) == (2, 5)
    assert "Namen entfernt" in shown.chapters[-1].model_dump_json()
    assert [version.number for version in editing.publications] == [1]


def test_nobody_overwrites_an_edit_unseen() -> None:
    editing = after(corrected("k", "eins", "x"))
    late = Correct(id="c2", entry="k", text="zwei", original="x", after=0)
    assert decide(editing, late) == Rejection("documentation.changed_meanwhile")
    assert decide(editing, Restore(id="c3", entry="k", after=1)) == [Recovered(entry="k")]
    assert decide(editing, Hide(id="c4", entry="other", reason="other", after=0)) == [
        Hidden(entry="other", reason="other")
    ]


def test_a_later_version_says_what_is_new() -> None:
    editing = after(Published(version=1, document="a" * 64))
    second = Publish(id="p2", version=2, document="b" * 64, by="m")
    assert publish(editing, second) == Rejection("documentation.note_missing")
    assert publish(editing, second.model_copy(update={"version": 1})) == Rejection("documentation.published_meanwhile")
    noted = second.model_copy(update={"note": " Namen "})
    assert publish(editing, noted) == [Published(version=2, document="b" * 64, note="Namen", by="m")]


def test_older_logs_that_publish_without_a_version_are_understood() -> None:
    editing = after(Published(), Withdrawn(), Published())
    assert [(version.number, version.document) for version in editing.publications] == [(1, "")]
    assert editing.published is not None


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_corrected_to_nothing(text: str) -> None:
    answer = decide(Editing(), Correct(id="c", entry="k", text=text, original="x"))
    assert answer == Rejection("documentation.empty_text")


def test_only_what_stands_in_the_document_is_counted_as_edited() -> None:
    bank = corrected("step-1/n0", "Bank", NOTES[0])
    assert "The editors corrected" in told(bank)
    assert "The editors corrected" not in told(bank, ChapterChosen(chapter="step-1", shown=False))


def test_the_method_does_not_say_that_nothing_was_changed_where_something_was() -> None:
    typed = Note(words=as_typed(corrected=False))
    chapters = [c.model_copy(update={"blocks": (typed,)}) if c.id == "method" else c for c in document().chapters]
    whole = document().model_copy(update={"chapters": tuple(chapters)})
    assert typed in edited(whole, Editing(), {}).chapters[-1].blocks
    changed = edited(whole, after(corrected("step-1/n0", "Bank", NOTES[0])), {}).chapters[-1].blocks
    assert typed not in changed
    assert Note(words=as_typed(corrected=True)) in changed


def test_a_corrected_title_is_corrected_outside_of_the_document_too() -> None:
    title = {"de": "Abend", "ar": "أمسية"}
    editing = after(corrected("title@de", "Der Abend", "Abend"), Hidden(entry="title@ar", reason="other"))
    assert edited_text(title, "title", editing) == {"de": "Der Abend", "ar": "أمسية"}
    assert edited_text({"de": "Anders"}, "title", editing) == {"de": "Anders"}
