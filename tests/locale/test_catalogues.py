"""The catalogues say everything that the product says, and nothing else, with the right gaps to fill.

Rule: German says everything, English (whose sentences are the ids) only refusals, easy German only what German says too
hard (`test_easy_german.py`). Every other catalogue says all but what only those read who run evenings: their pages are
German and English (`live.locale.audiences`). A catalogue is asked for as soon as its folder is there.
"""

from collections.abc import Iterator
from functools import cache
from gettext import c2py

import pytest
from babel import Locale
from babel.messages.catalog import Catalog

from live.locale import CATEGORIES, FOLDER, catalogue, languages, staff_language
from live.locale.__main__ import lacks
from live.locale.audiences import AUDIENCES, audiences_of, is_for_everybody, wanted
from live.locale.extract import Message, Sources, lacking, read_catalogue, read_sources, slots

LANGUAGES = tuple(sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/live.po")))
"""The folders of all catalogues."""
HANDED_ON = {
    "live/core/asked.py: phrase(message, number=number, meaning=meaning)",
    "live/core/asked.py: phrase(message, number=number)",
    "live/web/editing.py: words.say(form.title)",
    "live/web/joining.py: words.say(f'reject:{outcome.code}', **outcome.params)",
    "live/web/sockets.py: frames.reject(command.id, outcome.code, outcome.params)",
}
"""Calls that pass on a message which is read where it is made."""


@cache
def sources() -> Sources:
    return read_sources()


@cache
def written(language: str) -> Catalog:
    return read_catalogue(language)


def names(language: str) -> dict[str, tuple[str, ...]]:
    """Every message id of a catalogue with all its forms."""
    return {
        entry.id if isinstance(entry.id, str) else entry.id[0]: (
            (entry.string,) if isinstance(entry.string, str) else tuple(form or "" for form in entry.string or ())
        )
        for entry in written(language)
        if entry.id
    }


def said(language: str) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """Every message of the product that a catalogue has, and its forms."""
    return ((sources().messages[id_], forms) for id_, forms in names(language).items() if id_ in sources().messages)


@pytest.mark.parametrize("audience", sorted(AUDIENCES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_audience_finds_every_message_worded(language: str, audience: str) -> None:
    missing = lacking(written(language), wanted(language, sources().messages))
    assert [message.id for message in missing if audience in audiences_of(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_worded(language: str) -> None:
    assert [message.id for message in lacking(written(language), wanted(language, sources().messages))] == []


def test_whatever_says_something_says_it_to_somebody() -> None:
    files = {file for message in sources().messages.values() for file in message.files if message.id[:7] != "reject:"}
    assert [file for file in sorted(files) if not any(read.match(file) for read in AUDIENCES.values())] == []


@pytest.mark.parametrize(
    ("file", "audience"),
    [
        ("static/steps/breakout/console/card.js", "console"),
        ("static/pages/console/frame.js", "console"),
        ("static/steps/poll/participant.js", "participants"),
        ("static/steps/breakout/projector/report.js", "wall"),
        ("live/dialogue/document/method.py", "documents"),
        ("live/render/tables.py", "documents"),
        ("live/render/docx/cover.py", "documents"),
        ("templates/published/withdrawn.html", "documents"),
        ("templates/join.html", "join"),
        ("live/web/app.py", "errors"),
    ],
)
def test_each_audience_reads_what_is_said_to_it(file: str, audience: str) -> None:
    said_there = [message for message in sources().messages.values() if file in message.files]
    assert said_there
    assert all(audience in audiences_of(message) for message in said_there if message.id[:7] != "reject:")


def test_printing_what_is_lacking_asks_for_nothing_that_a_language_need_not_say() -> None:
    assert [lacks(language) for language in LANGUAGES] == [""] * len(LANGUAGES)


@pytest.mark.parametrize(
    "file",
    [
        "static/steps/breakout/desk/rooms.js",
        "static/steps/desk.js",
        "static/pages/editor/frame.js",
        "static/pages/editor.js",
        "templates/desk.html",
        "templates/editor.html",
        "live/web/office.py",
        "live/command_line/keeping.py",
    ],
)
def test_what_only_the_desk_and_the_office_say_may_stay_german_and_english(file: str) -> None:
    assert not is_for_everybody(Message("Some words", files={file}))
    assert is_for_everybody(Message("Some words", files={file, "static/core/link.js"}))


@pytest.mark.parametrize(
    "file",
    [
        "static/steps/breakout/group/editor.js",
        "static/pages/console/frame.js",
        "templates/join.html",
        "live/dialogue/editing/deeds.py",
        "live/web/joining.py",
    ],
)
def test_what_others_read_is_said_in_every_language(file: str) -> None:
    assert is_for_everybody(Message("Some words", files={file}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_words_what_nobody_says(language: str) -> None:
    assert set(names(language)) - set(sources().messages) == set()


def test_every_message_stands_literally_where_it_is_said() -> None:
    assert set(sources().unread) <= HANDED_ON


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_have_the_gaps_of_their_message(language: str) -> None:
    for message, forms in said(language):
        optional = {"n"} if message.plural else set()
        for form in forms:
            assert slots(form) <= message.params, (message.id, form)
            if not message.id.startswith("reject:"):
                assert message.params - slots(form) <= optional, (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_things_are_counted_aloud_where_the_message_counts_them(language: str) -> None:
    for message, forms in said(language):
        if message.plural:
            assert slots(forms[-1]) == message.params, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_can_be_filled_in(language: str) -> None:
    for message, forms in said(language):
        gaps = dict.fromkeys(message.params, "x")
        assert all("%(" not in (form % gaps if gaps else form) for form in forms), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_one_form_for_each_category(language: str) -> None:
    categories = CATEGORIES.get(language, ("one", "other"))
    for message, forms in said(language):
        assert len(forms) == (len(categories) if message.plural else 1), message.id
        assert all(form.strip() == form != "" for form in forms), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_stand_in_the_order_of_their_categories(language: str) -> None:
    spoken = language.partition("_")[0]
    categories = CATEGORIES.get(spoken, ("one", "other"))
    plural_form = Locale.parse(spoken).plural_form
    assert set(categories) == plural_form.tags | {"other"}
    index = c2py(written(language).plural_expr)
    assert [categories[index(n)] for n in range(1000)] == [plural_form(n) for n in range(1000)]


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "لا بطاقات"),
        (1, "بطاقة واحدة"),
        (2, "بطاقتان"),
        (3, "3 بطاقات"),
        (11, "11 بطاقة"),
        (103, "103 بطاقات"),
    ],
)
def test_arabic_counts_in_six_forms(n: int, words: str) -> None:
    assert catalogue("ar").say_number("%(n)s card", "%(n)s cards", n) == words


def test_german_counts_in_two_forms() -> None:
    counted = [catalogue("de").say_number("%(n)s card", "%(n)s cards", n) for n in (0, 1, 2)]
    assert counted == ["0 Karten", "1 Karte", "2 Karten"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_system_never_shouts(language: str) -> None:
    assert [id_ for id_, forms in names(language).items() if any("!" in form for form in forms)] == []


def test_german_comes_first_and_english_is_always_there() -> None:
    assert languages()[0] == "de"
    assert "en" in languages()
    assert {folder.replace("_", "-") for folder in LANGUAGES} == set(languages())


def test_nobody_can_fill_the_memory_with_languages_that_do_not_exist() -> None:
    german = catalogue("de")
    for made_up in ("de-x1", "de-x2", "de-" + "x" * 1000):
        assert catalogue(made_up).single is german.single
        assert catalogue(made_up).plural is german.plural
    assert catalogue("xx").single is catalogue("en").single


def test_a_refusal_is_worded_with_its_numbers() -> None:
    sentence = catalogue("de").say("reject:people.name_too_long", limit=80, length=93)
    assert sentence == "Der Name ist zu lang: höchstens 80 Zeichen, das sind 93. Bitte kürzen Sie ihn."


@pytest.mark.parametrize(
    ("offered", "staff"), [(("ar", "de"), "de"), (("de-simple",), "de"), (("en", "de"), "en"), (("tr", "uk"), "en")]
)
def test_staff_read_a_language_that_has_every_word_of_theirs(offered: tuple[str, ...], staff: str) -> None:
    assert staff_language(offered) == staff
