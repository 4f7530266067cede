"""The desk is told which texts lack a language of the evening, in the order of the plan."""

from live import places
from live.dialogue.session import Session
from live.dialogue.session_file import load
from live.dialogue.untranslated import Untranslated, by_language, untranslated


def evening(*languages: str) -> Session:
    session = load(places.sessions() / "referenzabend.yaml")
    return session.model_copy(update={"languages": languages})


def found(session: Session) -> list[Untranslated]:
    return untranslated(session, session.agenda)


def test_nothing_is_missing_where_every_text_has_every_language() -> None:
    assert found(evening("de", "ar")) == []
    assert found(evening("ar")) == []


def test_each_text_is_named_by_its_words_its_place_and_what_it_lacks() -> None:
    session = evening("de", "tr", "ar", "de-simple")
    lacking = found(session)
    assert lacking[0] == Untranslated("", ("title",), "Gut durch heiße Tage", "de", ("tr", "de-simple"))
    option = next(each for each in lacking if each.path == ("questions", 1, "options", 5, "text"))
    assert (option.step, option.language) == ("befragung", "de")
    assert option.words.startswith("Für mich war an diesen Tagen")
    assert by_language(lacking) == {"tr": len(lacking), "de-simple": len(lacking)}


def test_texts_stand_in_the_order_of_the_plan() -> None:
    session = evening("de", "uk")
    steps = list(dict.fromkeys(each.step for each in found(session)))
    assert steps == ["", *(step.id for step in session.agenda)]


def test_what_is_shown_instead_is_named_even_where_the_first_language_is_missing() -> None:
    first = found(evening("uk", "ar"))[0]
    assert (first.words, first.language, first.lacks) == ("Gut durch heiße Tage", "de", ("uk",))


def test_scripts_need_no_translation() -> None:
    assert not any("script" in each.path for each in found(evening("de", "uk")))


def test_long_texts_are_shortened() -> None:
    assert max(len(each.words) for each in found(evening("de", "uk"))) == 160
