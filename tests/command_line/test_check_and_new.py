"""`live check` finds the mistakes of session files; `live new` begins an evening from one that has none."""

import re
from pathlib import Path

import pytest

from tests.command_line.process import ROOT, Done, live

PLANS = sorted((ROOT / "sessions").glob("*.yaml"))
BROKEN = """\
title: Ein Abend
city: Moosbrück
date: 2026-09-24
start: "19:00"
end: "20:00"
colour: red
agenda:
  - kind: talk
    id: welcome
    title: Begrüßung
    minutes: many
    purpose: welcome
"""


def broken(folder: Path) -> Path:
    path = folder / "abend.yaml"
    path.write_text(BROKEN, "utf-8")
    return path


def links(told: Done) -> dict[str, str]:
    assert told.status == 0, told.err
    return {line[:14].strip(): line[15:] for line in told.out.splitlines()}


def test_files_without_mistakes_are_said_to_have_none(tmp_path: Path) -> None:
    assert PLANS
    told = live(tmp_path, "check", *PLANS)
    assert (told.status, told.err) == (0, "")
    assert told.out.splitlines() == [f"{path}: keine Fehler gefunden" for path in PLANS]


def with_video(folder: Path, video: str) -> Path:
    plan = (ROOT / "sessions" / "stadtteilabend.yaml").read_text("utf-8")
    path = folder / "video.yaml"
    path.write_text(plan.replace("kind: breakout\n", f"kind: breakout\n    video: {video}\n"), "utf-8")
    return path


@pytest.mark.parametrize(("video", "setting"), [("jitsi", "jitsi_url"), ("bigbluebutton", "bigbluebutton_secret")])
def test_a_plan_that_needs_a_conference_server_says_so_and_has_no_mistake(
    tmp_path: Path, video: str, setting: str
) -> None:
    path = with_video(tmp_path, video)
    told = live(tmp_path, "check", path.name)
    assert (told.status, told.err) == (0, "")
    clean, needed = told.out.splitlines()
    assert clean == "video.yaml: keine Fehler gefunden"
    assert needed.startswith("video.yaml: In „")
    assert setting in needed
    begun = live(tmp_path, "new", path.name)
    assert links(begun)["Code"]
    assert begun.err.splitlines() == [needed]
    jitsi = {"LIVE_JITSI_URL": "https://meet.example"}
    bigbluebutton = {"LIVE_BIGBLUEBUTTON_URL": "https://bbb.example", "LIVE_BIGBLUEBUTTON_SECRET": "one"}
    told = live(tmp_path, "new", path.name, **jitsi, **bigbluebutton)
    assert (told.status, told.err) == (0, "")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"LIVE_JITSI_URL": "http://meet.example"}, "setting jitsi_url: an address like https://meet.stadt.example"),
        ({"LIVE_BIGBLUEBUTTON_URL": "https://bbb.example"}, "bigbluebutton_url and bigbluebutton_secret are given"),
        ({"LIVE_BIGBLUEBUTTON_SECRET": "canary"}, "bigbluebutton_url and bigbluebutton_secret are given"),
        ({"LIVE_BIGBLUEBUTTON_CHECKSUM": "md5"}, "'sha1', 'sha256', 'sha384' or 'sha512'"),
    ],
)
def test_settings_of_a_conference_server_that_cannot_be_meant_are_refused(
    tmp_path: Path, settings: dict[str, str], words: str
) -> None:
    told = live(tmp_path, "new", PLANS[0], **settings)
    assert (told.status, told.out) == (2, "")
    assert words in told.sentence
    assert "canary" not in told.err


def in_languages(folder: Path, languages: str) -> Path:
    plan = (ROOT / "sessions" / "stadtteilabend.yaml").read_text("utf-8")
    path = folder / "sprachen.yaml"
    path.write_text(re.sub(r"(?m)^(city: .*)$", rf"\1\nlanguages: [{languages}]", plan), "utf-8")
    return path


def test_what_is_not_translated_is_counted_in_a_sentence_after_the_places(tmp_path: Path) -> None:
    path = in_languages(tmp_path, "de, uk")
    told = live(tmp_path, "check", path.name)
    *places, summary = told.out.splitlines()
    assert (told.status, len(places) > 9) == (1, True)
    assert all(re.fullmatch(r"sprachen\.yaml:\d+:\d+: .* „.+“: Ukrainisch \(uk\)\.", place) for place in places)
    assert summary.startswith(
        f"sprachen.yaml: {len(places)} Texte stehen nicht in allen Sprachen des Abends. Es fehlen: "
    )
    assert f"Ukrainisch (uk) {len(places)}. " in summary
    assert live(tmp_path, "new", path.name).err.splitlines()[-1] == summary


def test_a_language_for_which_there_are_no_pages_is_named(tmp_path: Path) -> None:
    told = live(tmp_path, "check", in_languages(tmp_path, "de, de-simple, fr").name)
    unspoken = told.out.splitlines()[-1]
    assert unspoken.startswith("sprachen.yaml: Für Französisch (fr) gibt es keine Knöpfe und Hinweise")
    assert not any("Für Leichte Sprache" in line for line in told.out.splitlines())


def test_a_colour_without_quotation_marks_is_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "farbe.yaml"
    path.write_text((ROOT / "sessions" / "stadtteilabend.yaml").read_text("utf-8") + "accent: #7a2e3a\n", "utf-8")
    told = live(tmp_path, "check", path.name)
    assert told.status == 1
    assert '"#7a2e3a"' in told.out


def test_every_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    told = live(tmp_path, "check", broken(tmp_path).name, PLANS[0])
    assert (told.status, told.err) == (1, "")
    *mistakes, clean = told.out.splitlines()
    assert clean == f"{PLANS[0]}: keine Fehler gefunden"
    places = [re.fullmatch(r"abend\.yaml:(\d+):(\d+): (.+)", line) for line in mistakes]
    assert [(int(place[1]), int(place[2])) for place in places if place] == [(6, 1), (11, 14)]
    assert [place for place in places if place is None] == []


def test_what_is_no_session_file_is_a_mistake_with_a_place(tmp_path: Path) -> None:
    contents = [b"", b"\xff\xfe\x00", b"\x00", b"- a\n- b\n", b"a: &a [*a]\n", b"{" * 5_000]
    names = [f"{number}.yaml" for number in range(len(contents))]
    for name, content in zip(names, contents, strict=True):
        (tmp_path / name).write_bytes(content)
    told = live(tmp_path, "check", *names)
    assert (told.status, told.err) == (1, "")
    places = [re.match(r"(\d\.yaml):\d+:\d+: \S", line) for line in told.out.splitlines()]
    assert {place[1] for place in places if place} == {*names}
    assert None not in places


@pytest.mark.parametrize(
    ("command", "name"), [("check", "nowhere.yaml"), ("check", "."), ("new", "stadtteilabend.yaml")]
)
def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path, command: str, name: str) -> None:
    told = live(tmp_path, command, name)
    assert (told.status, told.out) == (2, "")
    assert told.sentence.startswith(f"there is no file {name}")
    assert ("sessions/stadtteilabend.yaml" in told.sentence) is (name == "stadtteilabend.yaml"), "a hint where one is"
    assert not (tmp_path / "live.db").exists()


def test_a_new_evening_is_printed_with_its_code_and_its_links(tmp_path: Path) -> None:
    public = "https://dialog.stadt.example"
    found = links(live(tmp_path, "new", PLANS[0], "--groups", 3, "--public-url", public))
    assert [*found] == [
        "Code",
        "Teilnehmende",
        "Moderation",
        "Leinwand",
        *(f"Gruppe {n}" for n in (1, 2, 3)),
        "Redaktion",
    ]
    assert re.fullmatch(r"\d{4} \d{4}", found["Code"])
    assert found["Teilnehmende"] == f"{public}/j/{found['Code'].replace(' ', '')}"
    secrets = [address.partition(f"{public}/enter#")[2] for name, address in found.items() if name not in [*found][:2]]
    assert all(re.fullmatch(r"[\w-]{43}", secret) for secret in secrets)
    assert len(set(secrets)) == 6
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("live.db*"))
    assert not [secret for secret in secrets if secret.encode() in kept]


def test_evenings_lie_side_by_side_in_one_database(tmp_path: Path) -> None:
    begun = [links(live(tmp_path, "new", PLANS[0], LIVE_DATABASE="abende.db")) for _ in range(2)]
    assert [*begun[0]][4:8] == ["Gruppe 1", "Gruppe 2", "Gruppe 3", "Gruppe 4"], "four, when nobody says how many"
    codes = [found["Code"] for found in begun]
    listed = live(tmp_path, "replay", "--database", "abende.db")
    assert [line.split()[1] for line in listed.out.splitlines()] == [code.replace(" ", "") for code in codes]
    assert not (tmp_path / "live.db").exists()


def test_a_session_file_with_mistakes_begins_no_evening(tmp_path: Path) -> None:
    told = live(tmp_path, "new", broken(tmp_path))
    assert (told.status, told.out) == (1, "")
    assert len(re.findall(r"^\S+abend\.yaml:\d+:\d+: ", told.err, re.MULTILINE)) == 2
    assert not (tmp_path / "live.db").exists()


def test_an_evening_is_not_begun_in_a_file_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "live.db").write_text("a letter", "utf-8")
    told = live(tmp_path, "new", PLANS[0])
    assert (told.status, told.out) == (2, "")
    assert "not a database of this program" in told.sentence
    assert (tmp_path / "live.db").read_text("utf-8") == "a letter"


def test_a_missing_translation_is_told_but_keeps_nobody_from_beginning(tmp_path: Path) -> None:
    path = tmp_path / "abend.yaml"
    plan = (ROOT / "sessions" / "stadtteilabend.yaml").read_text("utf-8")
    path.write_text(plan + "languages: [de, en]\n", "utf-8")
    assert live(tmp_path, "check", path.name).status == 1
    told = live(tmp_path, "new", path.name)
    assert told.status == 0
    assert told.out.startswith("Code")
    assert "abend.yaml:" in told.err
