"""Names for everything that somebody wrote: unique, and the same while the log grows."""

import json
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.core.document import Authored, Block, Chapter, Document, Entry, Listing, Paragraph, Quotes, Typed, phrase
from live.dialogue.document import document
from live.dialogue.document.keys import keyed
from tests.evening import MODERATOR, Evening, evening
from tests.evening_words import WISHES


def told(played: Evening) -> Document:
    return document(played.state, played.now)


def named(tree: Document | Chapter) -> list[tuple[str, str]]:
    """Key and words of everything that people and the session file said, in its order."""
    found: list[tuple[str, str]] = []

    def collect(fields: dict[str, Any]) -> dict[str, Any]:
        if fields.get("words") in ("typed", "authored"):
            found.append((fields["key"], json.dumps(fields["text"])))
        return fields

    json.loads(tree.model_dump_json(), object_hook=collect)
    return found


@pytest.mark.parametrize("until", ["joined", "befragung", "gruppen-1", "end"])
def test_everything_that_somebody_wrote_has_a_key(until: str) -> None:
    assert all(key for key, _ in named(told(evening(until=until))))


def test_one_key_never_names_two_different_words() -> None:
    words = defaultdict(set)
    for key, text in named(told(evening())):
        words[key].add(text)
    assert {key: said for key, said in words.items() if len(said) > 1} == {}


def entries(tree: Document) -> list[Entry]:
    lists = [
        block.entries for chapter in tree.chapters for block in chapter.blocks if isinstance(block, Quotes | Listing)
    ]
    return [inner for row in lists for entry in row for inner in (entry, *entry.below)]


def test_no_two_things_that_were_said_have_one_key() -> None:
    own = [entry.words.key for entry in entries(told(evening())) if isinstance(entry.words, Typed) and not entry.refers]
    assert len(own) == len(set(own))
    assert len(own) > 30


def test_keys_stay_while_the_log_grows() -> None:
    before, after = (set(named(told(evening(until=until)))) for until in ("gruppen-1", "end"))
    assert before - after == set()


def test_a_note_keeps_its_key_when_others_are_added_hidden_and_reworded() -> None:
    played = evening(until="gruppen-1")
    keys = {key for key, _ in named(told(played))}
    state = played.state.steps[next(step for step in played.state.steps if step == "gruppen-1")].state
    first, second = state.boards[1].order[:2]
    played.send(MODERATOR, "breakout.write_note", step="gruppen-1", room=1, text="Noch eine", below=first)
    played.steer("breakout.edit_note", step="gruppen-1", note=first, text="Ganz anders")
    played.steer("breakout.hide_note", step="gruppen-1", note=second)
    later = {key for key, _ in named(told(played))}
    assert keys - later == {f"gruppen-1/note-{second}"}


def test_words_said_twice_both_stay_and_have_names_of_their_own() -> None:
    played = evening(until="auswertung")
    played.steer("question.open", step="auswertung", part="form")
    people = list(played.people())
    for person in (people[1], people[10]):
        answers = {"answers": {"wunsch": WISHES[0]}}
        played.send(person, "evaluation.send_answers", step="auswertung", **answers)
    played.steer("question.close", step="auswertung", part="form")
    keys = [key for key, text in named(told(played)) if json.loads(text) == WISHES[0]]
    assert len(keys) == len(set(keys)) == 3
    first = min(keys, key=len)
    assert sorted(keys) == [first, f"{first}-2", f"{first}-3"]
    assert first.startswith("step-auswertung/")


def test_prompts_and_columns_that_every_group_has_are_one_thing() -> None:
    tree = told(evening())
    keys = {key for key, _ in named(tree) if key.startswith(("gruppen-2/prompt", "gruppen-2/column"))}
    assert keys == {"gruppen-2/prompt-1", "gruppen-2/column-gut", "gruppen-2/column-besser", "gruppen-2/column-neu"}


def chapter(*blocks: Block) -> Chapter:
    return Chapter(id="c", title=phrase("At a glance"), blocks=blocks)


def test_what_only_refers_shares_the_key_of_the_words_it_refers_to() -> None:
    said = Typed(text="Schatten")
    own, pointer = Listing(entries=(Entry(words=said),)), Listing(entries=(Entry(words=said, refers=True),))
    keys = [key for key, _ in named(keyed(chapter(pointer, own, pointer)))]
    assert len(set(keys)) == 1


def test_keys_that_a_kind_gave_are_left_alone_and_so_is_a_chapter_without_words() -> None:
    given_ = chapter(Paragraph(words=Typed(text="x", key="step/note-1")), Paragraph(words=phrase("Agenda")))
    assert keyed(given_) is given_


WORDS = st.lists(st.sampled_from(["a", "b", "ä", "a ", ""]), max_size=6)


@given(WORDS, WORDS)
def test_what_is_added_in_other_words_changes_no_key(before: list[str], more: list[str]) -> None:
    def keys(texts: list[str]) -> dict[str, list[str]]:
        found = defaultdict(list)
        paragraphs = [Paragraph(words=Typed(text=text)) for text in texts]
        for key, text in named(keyed(chapter(*paragraphs))):
            found[text].append(key)
        return found

    old, new = keys(before), keys([f"+{text}" for text in more] + before)
    assert all(new[text] == names for text, names in old.items())
    everything = [key for names in new.values() for key in names]
    assert len(everything) == len(set(everything))


def test_words_of_several_languages_are_named_whatever_their_order() -> None:
    one, other = (Authored(text=text) for text in ({"de": "Ja", "ar": "نعم"}, {"ar": "نعم", "de": "Ja"}))
    keys = [named(keyed(chapter(Paragraph(words=words))))[0][0] for words in (one, other)]
    assert keys[0] == keys[1]
