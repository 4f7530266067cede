"""The locks: every package pinned and hashed, none tied to the host it came from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = sorted(ROOT.glob("requirements*.lock"))


def test_there_is_a_lock_for_the_product_for_its_tests_and_for_the_installer() -> None:
    assert {lock.name for lock in PYTHON_LOCKS} == {
        "requirements.lock",
        "requirements-test.lock",
        "requirements-uv.lock",
    }


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_a_python_lock_names_no_host(lock: Path) -> None:
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url\b|--find-links\b|--trusted-host\b", lock.read_text()) == []


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_every_pinned_package_has_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", "\n" + re.sub(r"(?m)^\s*#.*\n", "", lock.read_text()))[1:]
    assert len(entries) > 0
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_tests_run_with_the_versions_that_the_product_runs_with() -> None:
    product, tests = _pins("requirements.lock"), _pins("requirements-test.lock")
    assert product.items() <= tests.items()


def test_everything_the_product_declares_is_in_its_lock() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[^\w-]", requirement)[0] for requirement in declared}
    assert names <= _pins("requirements.lock").keys()


def test_the_javascript_lock_names_no_host_and_has_hashes() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    foreign = {path: entry for path, entry in packages.items() if path}
    assert len(foreign) > 0
    for path, entry in foreign.items():
        entry.pop("funding", None)  # where its makers ask for money is no place to fetch it from
        assert "resolved" not in entry, path
        assert "integrity" in entry, path
        assert "://" not in json.dumps(entry), path


def test_npm_is_told_to_keep_hosts_out_of_its_lock() -> None:
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text().splitlines()


def test_the_package_tells_the_version_it_is_built_with() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f'__version__ = "{declared}"' in (ROOT / "live" / "__init__.py").read_text()


def _pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text()))
