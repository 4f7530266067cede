"""The import contracts: they hold for the tree as it is, and they notice what they are there to notice."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
PACKAGES = ("core", "steps", "dialogue", "log", "hub", "render", "conference", "web")
FORBIDDEN = {
    "core/planted_upward": "live.dialogue.planted_clock",
    "core/planted_chance": "random",
    "core/planted_places": "live.places",
    "core/planted_framework": "starlette",
    "steps/planted_waiting": "asyncio",
    "steps/planted_kind": "live.steps.planted_waiting",
    "dialogue/planted_clock": "time",
    "dialogue/planted_store": "sqlite3",
    "dialogue/planted_log": "live.log.planted_outward",
    "log/planted_outward": "live.hub.planted_sideways",
    "log/planted_knowing": "live.dialogue.planted_store",
    "hub/planted_sideways": "live.render.planted_target",
    "conference/planted_hub": "live.hub.planted_sideways",
    "render/planted_target": "live.web.planted_target",
}


@pytest.fixture(name="tree")
def _tree(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "live", tmp_path / "live", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        (tmp_path / "live" / package).mkdir(exist_ok=True)
        (tmp_path / "live" / package / "__init__.py").touch()
    return tmp_path


def test_the_tree_keeps_its_contracts(tree: Path) -> None:
    verdict = _lint(tree)
    assert verdict.returncode == 0, verdict.stdout
    assert "3 kept, 0 broken" in verdict.stdout


def test_every_forbidden_import_is_noticed(tree: Path) -> None:
    (tree / "live" / "web" / "planted_target.py").touch()
    for module, target in FORBIDDEN.items():
        (tree / "live" / f"{module}.py").write_text(f"import {target}\n")
    verdict = _lint(tree)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert "0 kept, 3 broken" in verdict.stdout
    noticed = set(re.findall(r"(live\.\S+) -> (\S+)", verdict.stdout))
    planted = {(f"live.{module.replace('/', '.')}", target) for module, target in FORBIDDEN.items()}
    assert planted - noticed == set(), verdict.stdout


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
