"""Session files on a real disk, with the logo beside them."""

import base64
import re
from pathlib import Path

import pytest

from live.dialogue.session import LOGO_LIMIT
from live.dialogue.session_file import SessionRefused, check, load

PLAN = """\
title: Abend
city: Lindental
logo: {logo}
date: 2026-06-18
start: "18:00"
end: "19:00"
agenda:
  - kind: talk
    title: Hallo
    minutes: 10
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SVG = b'<?xml version="1.0"?>\n<!-- ours -->\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def plan_in(folder: Path, logo: str = "wappen.svg") -> Path:
    path = folder / "plan.yaml"
    path.write_text(PLAN.format(logo=logo))
    return path


@pytest.mark.parametrize(
    ("name", "content", "mime"), [("wappen.svg", SVG, "image/svg+xml"), ("Wappen.PNG", PNG, "image/png")]
)
def test_a_plan_brings_its_logo_along(tmp_path: Path, name: str, content: bytes, mime: str) -> None:
    (tmp_path / name).write_bytes(content)
    path = plan_in(tmp_path, name)
    assert check(path) == []
    logo = load(path).logo_data
    assert logo is not None
    assert (logo.mime, base64.b64decode(logo.base64)) == (mime, content)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("wappen.svg", None, "Die Datei „wappen.svg“ liegt nicht neben diesem Sitzungsplan."),
        ("wappen.png", SVG, "„wappen.png“ ist kein lesbares SVG oder PNG."),
        ("wappen.svg", b"GIF89a", "„wappen.svg“ ist kein lesbares SVG oder PNG."),
        ("wappen.svg", b"<html><svg></svg></html>", "„wappen.svg“ ist kein lesbares SVG oder PNG."),
        ("wappen.svg", SVG + b" " * LOGO_LIMIT, "Das Logo ist größer als 200 KB."),
        *[
            (
                "wappen.svg",
                SVG.replace(b"<path", attack + b"<path"),
                "Das Logo enthält ausführbare oder fremde Inhalte. Speichern Sie es als einfaches SVG oder PNG.",
            )
            for attack in (
                b"<script>alert(1)</script>",
                b'<g onload="alert(1)"/>',
                b'<image href="https://spy.example/x.png"/>',
                b"<a xlink:href='javascript:alert(1)'/>",
                b"<style>@import 'https://spy.example/x.css'</style>",
            )
        ],
    ],
)
def test_a_logo_that_is_none_is_told_where_it_is_named(
    tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    path = plan_in(tmp_path, name)
    assert [str(problem) for problem in check(path)] == [f"{path}:3:7: {sentence}"]
    with pytest.raises(SessionRefused, match=r"plan\.yaml:3:7: "):
        load(path)


def test_a_logo_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_bytes(SVG)
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "wappen.svg").symlink_to(tmp_path / "secret.svg")
    path = plan_in(folder)
    assert [problem.sentence for problem in check(path)] == [
        "Die Datei „wappen.svg“ liegt nicht neben diesem Sitzungsplan."
    ]


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    assert [str(problem) for problem in check(tmp_path / "weg.yaml")] == [
        f"{tmp_path}/weg.yaml:1:1: Diese Datei gibt es nicht."
    ]
    assert [problem.sentence for problem in check(tmp_path)] == [
        "Diese Datei lässt sich nicht lesen; ist es ein Ordner, oder fehlt die Erlaubnis?"
    ]


def test_a_refusal_carries_all_problems(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("title: Abend\nstadt: Lindental\n")
    with pytest.raises(SessionRefused) as refused:
        load(path)
    assert refused.value.problems == check(path)
    assert str(refused.value).count("\n") == len(refused.value.problems) - 1


def test_a_missing_translation_does_not_keep_a_dialogue_from_beginning(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace("logo: {logo}", "languages: [de, en]"))
    told = [problem.sentence for problem in check(path)]
    assert told
    assert all(re.fullmatch("Hier fehlt die Übersetzung von „.+“: Englisch \\(en\\)\\.", each) for each in told)
    assert load(path).languages == ("de", "en")
