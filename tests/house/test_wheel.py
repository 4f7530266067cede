"""What is built can be installed and finds its own files, away from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
FOLDERS = ("templates", "static", "sessions")
WHERE = f"""
import json
from live import places
print(json.dumps({{name: str(getattr(places, name)()) for name in {FOLDERS}}}))
"""


@pytest.fixture(name="installed", scope="module")
def _installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel, which was built from the sdist alone."""
    place = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", place], at=ROOT)
    _run(["tar", "-xzf", next(place.glob("*.tar.gz"))], at=place)
    source = next(path for path in place.iterdir() if path.is_dir())
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place], at=source)
    fresh = place / "fresh"
    _run([sys.executable, "-m", "venv", "--without-pip", fresh], at=place)
    wheel = next(place.glob("*.whl"))
    _run(
        [TOOLS / "uv", "pip", "install", "--offline", "--no-deps", "--python", fresh / "bin" / "python", wheel],
        at=place,
    )
    # The locked dependencies are borrowed from the environment of the tests instead of being fetched again.
    borrowed = fresh / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages" / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n")
    return fresh


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_installed_package_finds_the_same_files_as_a_checkout(installed: Path, tmp_path: Path, folder: str) -> None:
    places = json.loads(_run([installed / "bin" / "python", "-c", WHERE], at=tmp_path))
    found = Path(places[folder])
    assert found.is_relative_to(installed)
    assert _files(found) == _files(ROOT / folder)


def test_a_checkout_finds_the_folders_beside_the_package() -> None:
    places = json.loads(_run([sys.executable, "-c", WHERE], at=ROOT))
    assert places == {folder: str(ROOT / folder) for folder in FOLDERS}


def test_a_missing_folder_is_named_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    for module in ("__init__.py", "places.py"):
        (tmp_path / "live" / module).write_text((ROOT / "live" / module).read_text())
    program = "from live import places\ntry: places.static()\nexcept FileNotFoundError as error: print(error)"
    said = _run([sys.executable, "-c", program], at=tmp_path)
    assert said.startswith("The folder of static is missing; looked for ")


def test_the_installed_command_says_what_it_can_do(installed: Path, tmp_path: Path) -> None:
    assert "serve" in _run([installed / "bin" / "live", "--help"], at=tmp_path)


def _run(command: Sequence[str | Path], *, at: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
