"""Every mistake in a session file has its line, its column and a German sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.dialogue.session_parse import parse
from live.dialogue.session_words import SENTENCES

HEAD = """\
title: Gut durch heiße Tage
city: Lindental
date: 2026-06-18
start: "18:00"
end: "19:00"
"""
PLAN = f"""\
{HEAD}agenda:
  - kind: talk
    title: Hallo
    minutes: 10
  - kind: mood_check
    id: eins
    title: Stimmung
    minutes: 5
    question: Wie geht es?
    scale: thumbs
  - kind: poll
    title: Befragung
    minutes: 10
    questions:
      - id: was
        question: Was?
        choose: up to 2
        options: [Rot, Grün, Blau]
  - kind: breakout
    id: gruppen
    title: Gruppen
    minutes: 20
    prompts: [Worum geht es?]
"""
ROOT = Path(__file__).parents[2]


def told(text: str) -> list[str]:
    reading = parse(text.encode(), "plan.yaml")
    return [str(problem) for problem in sorted({*reading.problems, *reading.missing})]


def changed(old: str, new: str) -> str:
    assert PLAN.count(old) == 1, old
    return PLAN.replace(old, new)


def test_a_right_plan_has_nothing_to_tell() -> None:
    reading = parse(PLAN.encode(), "plan.yaml")
    assert (reading.problems, reading.missing) == ([], [])
    assert reading.session is not None
    assert [step.id for step in reading.session.agenda] == ["talk-1", "eins", "poll-1", "gruppen"]
    assert reading.session.title == {"de": "Gut durch heiße Tage"}


CHOICES = "talk, mood_check, poll, breakout, evaluation"
MISTAKES: dict[str, tuple[tuple[str, str], *tuple[str, ...]]] = {
    "an unknown key": (
        ("city:", "cty:"),
        "1:1: Hier fehlt „city“: Name der Stadt oder Gemeinde.",
        "2:1: „cty“ ist hier nicht bekannt. Meinten Sie „city“?",
    ),
    "a German key": (
        ("city: Lindental", "city: Lindental\nuntertitel: Ein Abend"),
        "3:1: „untertitel“ ist hier nicht bekannt. Meinten Sie „subtitle“?",
    ),
    "a key like none": (
        ("city: Lindental", "city: Lindental\nxyz: 1"),
        "3:1: „xyz“ ist hier nicht bekannt.",
    ),
    "a key that only programs write": (
        ("city: Lindental", "city: Lindental\nlogo_data: {mime: image/png, base64: AAAA}"),
        "3:1: „logo_data“ ist hier nicht bekannt. Meinten Sie „logo“?",
    ),
    "an unknown key of a step": (
        ("    minutes: 5", "    minuten: 5"),
        "10:5: Hier fehlt „minutes“: Geplante Dauer in Minuten.",
        "13:5: „minuten“ ist hier nicht bekannt. Meinten Sie „minutes“?",
    ),
    "an unknown key of a question": (
        ("choose: up to 2", "wähle: up to 2"),
        "22:9: „wähle“ ist hier nicht bekannt.",
    ),
    "a wrong kind of number": (
        ("minutes: 20", "minutes: zwanzig"),
        "27:14: Hier muss eine ganze Zahl stehen, nicht „zwanzig“.",
    ),
    "half a minute": (
        ("minutes: 20", "minutes: 20.5"),
        "27:14: Hier muss eine ganze Zahl stehen, nicht „20.5“.",
    ),
    "no minutes at all": (("minutes: 20", "minutes: 0"), "27:14: 0 ist zu klein; nötig ist mindestens 1."),
    "too many for one step": (("minutes: 20", "minutes: 700"), "27:14: 700 ist zu groß; erlaubt ist höchstens 600."),
    "a value left out": (
        ("    title: Hallo", "    title:"),
        "8:5: Nach „title:“ fehlt die Angabe: Überschrift des Programmpunkts.",
    ),
    "an empty text": (
        ("title: Hallo", "title: ''"),
        "8:12: Hier darf es nicht leer sein: Überschrift des Programmpunkts.",
    ),
    "a list for a text": (
        ("title: Hallo", "title: [Hallo]"),
        "8:12: Hier muss ein Text stehen, oder je Sprache einer wie „de: …“ in eigenen Zeilen, keine Liste.",
    ),
    "a list for a name": (("city: Lindental", "city: [Lindental]"), "2:7: Hier muss ein Text stehen, keine Liste."),
    "a text for a list": (
        ("prompts: [Worum geht es?]", "prompts: Worum geht es?"),
        "28:14: Hier muss eine Liste stehen; jeder Eintrag beginnt in einer eigenen Zeile mit „- “.",
    ),
    "an empty list": (
        ("prompts: [Worum geht es?]", "prompts: []"),
        "28:14: Hier darf es nicht leer sein: Leitfragen, für alle Gruppen dieselben.",
    ),
    "a text for details": (
        ("city: Lindental", "city: Lindental\ncontact: Jana"),
        "3:10: Hier müssen eingerückte Angaben stehen, je eine in einer Zeile: name, mail, phone, web.",
    ),
    "a word that is none of those": (
        ("scale: thumbs", "scale: thumb"),
        "15:12: „thumb“ gibt es hier nicht. Möglich ist: thumbs, fingers. Meinten Sie „thumbs“?",
    ),
    "a form that is none of those": (
        ("choose: up to 2", "form: choise"),
        "22:15: „choise“ gibt es hier nicht. Möglich ist: choice, scale, text. Meinten Sie „choice“?",
    ),
    "neither yes nor no": (
        ("scale: thumbs", "scale: thumbs\n    live: vielleicht"),
        "16:11: Hier muss ja oder nein stehen, nicht „vielleicht“.",
    ),
    "an unknown kind": (
        ("- kind: talk", "- kind: talks"),
        f"7:11: Einen Programmpunkt der Art „talks“ gibt es nicht. Möglich ist: {CHOICES}. Meinten Sie „talk“?",
    ),
    "no kind": (
        ("- kind: talk", "- id: hallo"),
        f"7:5: Hier fehlt „kind“, die Art des Programmpunkts. Möglich ist: {CHOICES}.",
    ),
    "no step": (
        ("  - kind: talk", "  - Pause\n  - kind: talk"),
        f"7:5: Ein Programmpunkt beginnt mit „- kind: …“. Möglich ist: {CHOICES}.",
    ),
    "a German date": (
        ("2026-06-18", "18.6.2026"),
        "3:7: „18.6.2026“ ist kein Tag im Kalender. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-06-18.",
    ),
    "a day that does not exist": (
        ("2026-06-18", "2026-06-31"),
        "3:7: „2026-06-31“ ist kein Tag im Kalender. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-06-18.",
    ),
    "a time in words": (
        ('"18:00"', "18 Uhr"),
        '4:8: „18 Uhr“ ist keine Uhrzeit. Schreiben Sie sie so: "18:00".',
    ),
    "a time zone of nowhere": (
        ("city: Lindental", "city: Lindental\ntime_zone: Berlin"),
        "3:12: „Berlin“ ist keine bekannte Zeitzone. In Deutschland gilt Europe/Berlin.",
    ),
    "a colour in words": (
        ("city: Lindental", "city: Lindental\naccent: grün"),
        '3:9: „grün“ passt hier nicht. Erwartet wird: Farbe der Stadt, zum Beispiel "#00545f" (in Anführungszeichen).',
    ),
    "a link without its beginning": (
        ("city: Lindental", "city: Lindental\nconference: video.lindental.example"),
        (
            "3:13: „video.lindental.example“ passt hier nicht. Erwartet wird: Adresse der Videokonferenz, beginnt mit "
            "https://."
        ),
    ),
    "a logo elsewhere": (
        ("city: Lindental", "city: Lindental\nlogo: ../wappen.svg"),
        (
            "3:7: „../wappen.svg“ geht nicht. Das Logo liegt neben dieser Datei und heißt zum Beispiel logo.svg oder "
            "logo.png."
        ),
    ),
    "two sources of video rooms": (
        ("id: gruppen", "id: gruppen\n    video: jitsi\n    video_links: [https://video.lindental.example/linde]"),
        (
            "26:12: „video: jitsi“ gibt jeder Gruppe einen eigenen Raum, „video_links“ nennt Adressen. Lassen Sie "
            "eines von beiden weg."
        ),
    ),
    "a conference server that nobody knows": (
        ("id: gruppen", "id: gruppen\n    video: jitzi"),
        "26:12: „jitzi“ gibt es hier nicht. Möglich ist: links, jitsi, bigbluebutton. Meinten Sie „jitsi“?",
    ),
    "an id that is none": (
        ("id: gruppen", "id: Gruppe 1"),
        (
            "25:9: „Gruppe 1“ kann hier kein Kurzname sein. Er besteht aus höchstens 40 kleinen Buchstaben (ohne "
            "Umlaute), Ziffern, „-“ und „_“."
        ),
    ),
    "an id twice": (
        ("id: gruppen", "id: eins"),
        "25:9: Die id „eins“ hat schon der Programmpunkt in Zeile 11. Jede id gibt es nur einmal.",
    ),
    "an option twice": (
        ("[Rot, Grün, Blau]", "[Rot, Grün,  rot ]"),
        "23:31: „rot“ steht schon in Zeile 23 und darf hier nur einmal stehen.",
    ),
    "more to choose than there is": (
        ("choose: up to 2", "choose: 4"),
        "22:17: Man soll 4 Antworten wählen, es gibt aber nur 3.",
    ),
    "a choice that cannot be read": (
        ("choose: up to 2", "choose: bis 2"),
        (
            "22:17: So lässt sich nicht sagen, wie viele Antworten man wählt. Schreiben Sie „choose: 2“ (genau zwei), "
            "„choose: up to 2“ (bis zu zwei), „choose: one“ oder „choose: any“."
        ),
    ),
    "more minutes than the evening has": (
        ("minutes: 20", "minutes: 50"),
        (
            "6:1: Die Programmpunkte dauern zusammen 75 Minuten, der Abend von 18:00 bis 19:00 Uhr hat aber nur 60. "
            "Kürzen Sie um 15."
        ),
    ),
    "an evening that ends before it begins": (
        ('"19:00"', '"17:00"'),
        "5:6: Der Abend endet (17:00), bevor er beginnt (18:00).",
    ),
    "a comparison with nothing": (
        ("scale: thumbs", "scale: thumbs\n    compare_with: null"),
        "16:19: Einen Programmpunkt mit der id „null“ gibt es nicht.",
    ),
    "a comparison with another kind": (
        ("prompts: [Worum geht es?]", "prompts: [Worum?]\n    same_groups_as: eins"),
        "29:21: Der Programmpunkt „eins“ ist von anderer Art als dieser.",
    ),
    "a choice of nothing": (
        ("minutes: 20", "minutes: 20\n    choice: ja"),
        (
            "28:13: Zur Wahl stehen müssen mindestens zwei und höchstens 100 Gruppen. Nennen Sie sie unter "
            "„room_names“, oder ihre Zahl unter „groups“."
        ),
    ),
    "a reference to a later step": (
        ("scale: thumbs", "scale: thumbs\n    compare_with: gruppen"),
        "16:19: Der Programmpunkt „gruppen“ kommt nicht vor diesem; gemeint sein kann nur ein früherer.",
    ),
    "a language tag that is none": (
        ("title: Hallo", "title: {Deutsch: Hallo}"),
        "8:13: „Deutsch“ ist kein Kürzel einer Sprache wie de, de-simple, en oder ar.",
    ),
    "a script for nobody": (
        ("minutes: 20", "minutes: 20\n    script: {moderator: Los}"),
        (
            "28:14: Einen Regieplan für „moderator“ gibt es nicht. Möglich ist: moderation, group_moderation, support, "
            "speaker."
        ),
    ),
    "a language of another evening": (
        ("title: Hallo", "title: {de: Hallo, tr: Merhaba}"),
        "8:24: Türkisch (tr) steht nicht unter „languages“. Ergänzen Sie es dort, oder löschen Sie diese Zeile.",
    ),
    "a double key": (
        ("city: Lindental", "city: Lindental\ncity: Moosbrück"),
        "3:1: „city“ steht zweimal: schon in Zeile 2. Löschen Sie eines von beiden.",
    ),
    "a hand signal of another scale": (
        ("scale: thumbs", "scale: thumbs\n    labels: {links: Nach links}"),
        "16:13: Das Handzeichen „links“ gibt es auf dieser Skala nicht. Möglich ist: up, sideways, down.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_a_sentence_at_its_place(name: str) -> None:
    (old, new), *expected = MISTAKES[name]
    assert told(changed(old, new)) == [f"plan.yaml:{line}" for line in expected]


def test_a_file_without_an_agenda_says_so() -> None:
    missing = "Hier fehlt „agenda“: Die Programmpunkte in ihrer Reihenfolge."
    assert told(HEAD) == [f"plan.yaml:1:1: {missing}"]
    blank = "Nach „agenda:“ fehlt die Angabe: Die Programmpunkte in ihrer Reihenfolge."
    assert told(HEAD + "agenda:\n") == [f"plan.yaml:6:1: {blank}"]
    empty = "Hier darf es nicht leer sein: Die Programmpunkte in ihrer Reihenfolge."
    assert told(HEAD + "agenda: []\n") == [f"plan.yaml:6:1: {empty}"]
    text = "Hier muss eine Liste stehen; jeder Eintrag beginnt in einer eigenen Zeile mit „- “."
    assert told(HEAD + "agenda: keine\n") == [f"plan.yaml:6:9: {text}"]


def test_a_file_that_is_no_plan_says_so() -> None:
    empty = "Die Datei ist leer. Kopieren Sie am besten einen Sitzungsplan, der schon da ist."
    assert told("") == told("# nur ein Kommentar\n") == [f"plan.yaml:1:1: {empty}"]
    no_plan = "Ein Sitzungsplan beginnt mit Zeilen wie „title: Titel des Abends“."
    assert told("Hallo\n") == told("- Hallo\n") == [f"plan.yaml:1:1: {no_plan}"]


def test_missing_translations_are_told_and_let_through() -> None:
    text = changed("city: Lindental", "city: Lindental\nlanguages: [de, ar, de-simple]").replace(
        "title: Hallo", "title: {ar: مرحبًا, de: Hallo}\n    script: {moderation: Nur für uns}"
    )
    reading = parse(text.encode(), "plan.yaml")
    assert reading.session is not None
    assert reading.problems == []
    sentences = [str(problem) for problem in reading.missing]
    both = "Arabisch (ar), Leichte Sprache (de-simple)"
    assert f"plan.yaml:1:8: Hier fehlt die Übersetzung von „Gut durch heiße Tage“: {both}." in sentences
    assert "plan.yaml:9:12: Hier fehlt die Übersetzung von „Hallo“: Leichte Sprache (de-simple)." in sentences
    assert not any(":10:" in sentence for sentence in sentences)


def test_the_missing_translation_of_an_option_stands_at_that_option() -> None:
    text = changed("city: Lindental", "city: Lindental\nlanguages: [de, en]")
    assert "plan.yaml:24:24: Hier fehlt die Übersetzung von „Grün“: Englisch (en)." in told(text)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines() -> None:
    text = changed("scale: thumbs", "scale: daumen").replace("city:", "stadt:").replace("minutes: 20", "minutes: viele")
    assert [line.split(":")[1] for line in told(text)] == ["1", "2", "15", "27"]


def test_plain_words_belong_to_the_first_language() -> None:
    text = changed("city: Lindental", "city: Lindental\nlanguages: [ar, de]")
    session = parse(text.encode(), "plan.yaml").session
    assert session is not None
    assert session.title == {"ar": "Gut durch heiße Tage"}


def test_switches_may_say_ja_and_nein() -> None:
    text = changed("scale: thumbs", "scale: thumbs\n    live: nein").replace(
        "prompts:", "focus_ideas: Ja\n    quintessence: false\n    prompts:"
    )
    session = parse(text.encode(), "plan.yaml").session
    assert session is not None
    written = [step.model_dump() for step in session.agenda]
    assert (written[1]["live"], written[3]["focus_ideas"], written[3]["quintessence"]) == (False, True, False)


def test_ids_that_nobody_gave_avoid_those_that_somebody_gave() -> None:
    text = changed("id: eins", "id: talk-1")
    session = parse(text.encode(), "plan.yaml").session
    assert session is not None
    assert [step.id for step in session.agenda] == ["talk-2", "talk-1", "poll-1", "gruppen"]


def test_two_mood_checks_can_be_compared_only_on_one_scale() -> None:
    second = "  - {kind: mood_check, title: Noch einmal, minutes: 1, question: Und jetzt?, compare_with: eins"
    assert told(f"{PLAN}{second}}}\n") == []
    other = "Der Programmpunkt „eins“ hat eine andere Skala (scale) als dieser; so lassen sich beide nicht vergleichen."
    assert told(f"{PLAN}{second}, scale: fingers}}\n") == [f"plan.yaml:29:92: {other}"]


def test_long_quotations_are_shortened() -> None:
    assert told(changed("scale: thumbs", f"scale: {'lang ' * 100}"))[0].count("lang") == 10


def test_every_code_of_the_kinds_is_worded() -> None:
    sources = [
        path.read_text() for part in ("steps", "core", "dialogue") for path in (ROOT / "live" / part).rglob("*.py")
    ]
    raised = {code for source in sources for code in re.findall(r'PydanticCustomError\(\s*"([^"]+)"', source)}
    assert raised
    assert raised <= set(SENTENCES)


LINES = st.sampled_from((ROOT / "sessions" / "vier-sprachen.yaml").read_text().splitlines())
JUNK = st.sampled_from(
    ["", "  - ", "agenda:", "\t", "x: [", "}", "- - -", "? y", "id: eins", "minutes: -1", "title: {de: 1, de: 2}"]
)


@given(st.lists(LINES | JUNK, max_size=25), st.integers(0, 25))
def test_whatever_is_left_of_a_plan_it_is_told_and_never_a_crash(lines: list[str], at: int) -> None:
    kept = PLAN.splitlines()
    text = "\n".join([*kept[:at], *lines, *kept[at:]])
    reading = parse(text.encode(), "plan.yaml")
    assert (reading.session is None) == bool(reading.problems)


@given(st.sampled_from(range(len(PLAN.splitlines()))), st.text(max_size=12))
def test_any_value_may_be_anything(number: int, words: str) -> None:
    lines = PLAN.splitlines()
    key, colon, _ = lines[number].partition(": ")
    lines[number] = f"{key}{colon}{words}"
    reading = parse("\n".join(lines).encode(errors="replace"), "plan.yaml")
    assert (reading.session is None) == bool(reading.problems)
