"""Foreign files that pages load: kept here byte for byte, with licence and origin."""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
FONTS = ROOT / "static" / "fonts"
LARGEST_FONT = 30 * 1024


@pytest.mark.parametrize("folder", [VENDOR, FONTS], ids=lambda folder: folder.name)
def test_foreign_files_are_exactly_those_whose_sums_are_recorded(folder: Path) -> None:
    recorded = {name: digest for entry in _record(folder).values() for name, digest in entry["sha256"].items()}
    kept = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path not in {folder / "VENDOR.toml", folder / "LICENSE"}
    }
    assert kept == recorded


@pytest.mark.parametrize("folder", [VENDOR, FONTS], ids=lambda folder: folder.name)
def test_everything_foreign_says_its_version_and_licence(folder: Path) -> None:
    for name, entry in _record(folder).items():
        assert entry["version"], name
        assert entry["licence"] in {"BSD-3-Clause", "OFL-1.1"}, name


def test_foreign_scripts_keep_their_licence() -> None:
    for script in VENDOR.rglob("*.js"):
        assert "@license" in script.read_text(), script
    for name in _record(VENDOR):
        assert (VENDOR / name / "LICENSE").is_file()


def test_foreign_scripts_import_nothing_that_is_not_kept_here() -> None:
    for script in VENDOR.rglob("*.js"):
        for target in re.findall(r'from"([^"]+)"', script.read_text()):
            assert (script.parent / target).is_file(), f"{script.name} imports {target}"


def test_the_type_check_reads_the_version_that_pages_load() -> None:
    tools = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert tools["lit-html"] == _record(VENDOR)["lit-html"]["version"]


def test_fonts_are_small_and_none_is_fetched_in_vain() -> None:
    fonts = {path.name: path.stat().st_size for path in FONTS.glob("*.woff2")}
    assert {name for name, size in fonts.items() if size > LARGEST_FONT} == set()
    named = re.findall(r'url\("\.\./fonts/([^"]+)"\)', (ROOT / "static" / "styles" / "fonts.css").read_text())
    assert set(named) == fonts.keys()


def test_every_font_face_shows_words_while_it_is_on_its_way_and_says_for_which_letters_it_is() -> None:
    faces = (ROOT / "static" / "styles" / "fonts.css").read_text().split("@font-face")[1:]
    assert len(faces) > 0
    for face in faces:
        assert "font-display: swap;" in face
        assert "unicode-range: U+" in face


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE").read_text()


def _record(folder: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads((folder / "VENDOR.toml").read_text())
