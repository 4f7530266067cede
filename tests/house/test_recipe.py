"""The recipe for a new kind in the README is complete, and every kind follows it."""

import re
from pathlib import Path

import pytest

from live.steps import KINDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
RECIPE = re.findall(
    r"^- `([^`]+)`", README.partition("<!-- recipe -->")[2].partition("<!-- /recipe -->")[0], re.MULTILINE
)
NAMES = [kind.NAME for kind in KINDS]


def places(kind: str) -> list[Path]:
    """The files of the recipe for one kind; a module may be a package, a test file a folder."""
    found = []
    for line in RECIPE:
        path = ROOT / line.replace("word_cloud", kind)
        package = path.with_suffix("") if path.suffix == ".py" else path
        folder = package.with_name(package.name.removeprefix("test_"))
        found.append(next((p for p in (path, package, folder) if p.exists()), path))
    return found


def test_the_recipe_names_files() -> None:
    assert len(RECIPE) >= 7
    assert all("word_cloud" in line or line == "live/steps/__init__.py" for line in RECIPE)


@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_has_every_file_of_the_recipe(kind: str) -> None:
    missing = [str(path.relative_to(ROOT)) for path in places(kind) if not path.exists()]
    assert not missing, f"{kind} lacks {missing}"


@pytest.mark.parametrize("kind", NAMES)
def test_the_recipe_lists_every_room_in_which_a_kind_has_files(kind: str) -> None:
    listed = {path.parent if path.is_file() else path for path in places(kind)} | set(places(kind))
    named = [
        p
        for p in [
            *ROOT.glob(f"live/**/*{kind}*"),
            *ROOT.glob(f"static/**/*{kind}*"),
            *ROOT.glob(f"templates/**/*{kind}*"),
        ]
        if "__pycache__" not in p.parts and p.suffix != ".pyc"
    ]
    stray = [
        str(p.relative_to(ROOT)) for p in named if p not in listed and not any(home in p.parents for home in listed)
    ]
    assert not stray, f"not in the recipe: {stray}"
