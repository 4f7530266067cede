"""Autobahn's test suite against the lines of the product: cases 1 to 7 and 10.

The suite is Python 2.7 only. Where there is none, and no copy of the suite in the folder that `AUTOBAHN_SUITE` names,
these tests are skipped: `test_clients.py` and `test_frames.py` hold the same rules with what runs everywhere.
To make such a folder: `python2.7 -m pip install --target FOLDER autobahntestsuite==0.8.2`, then
`touch FOLDER/zope/__init__.py`.
"""

import asyncio
import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.web.serving import LOOPS, Echo, served

CASES = ["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*"]
NUMBER = 247
SECONDS = 240
GOOD = {"OK", "INFORMATIONAL"}
NON_STRICT = {
    "6.4.1",  # these ask that a message is refused before it is whole, at its first byte that is no UTF-8
    "6.4.2",
    "6.4.3",
    "6.4.4",
}


def python2() -> str | None:
    """A Python 2.7. What pyenv keeps comes first: its `python2.7` on the path works only where it is switched on."""
    kept = sorted((Path.home() / ".pyenv" / "versions").glob("2.7*/bin/python"))
    return str(kept[-1]) if kept else shutil.which("python2.7")


@pytest.mark.parametrize("loop", LOOPS)
async def test_autobahn_finds_nothing_that_the_standard_forbids(loop: str, tmp_path: Path) -> None:
    suite, python = os.environ.get("AUTOBAHN_SUITE", ""), python2()
    if not python:
        pytest.skip("Autobahn's test suite needs Python 2.7, and there is none here")
    if not (Path(suite) / "autobahntestsuite").is_dir():
        pytest.skip("AUTOBAHN_SUITE names no folder with Autobahn's test suite; how to make one is said above")
    async with served(Echo(), loop, largest_message=16 << 20) as made:
        plan = {
            "outdir": str(tmp_path / "reports"),
            "servers": [{"agent": "live", "url": f"ws://127.0.0.1:{made.port}"}],
            "cases": CASES,
            "exclude-cases": [],
        }
        (tmp_path / "plan.json").write_text(json.dumps(plan))
        environment = {"PYTHONPATH": suite, "PATH": os.environ["PATH"], "HOME": str(tmp_path)}
        process = await asyncio.create_subprocess_exec(
            *(python, "-c", "from autobahntestsuite import wstest; wstest.run()"),
            *("-m", "fuzzingclient", "-s", str(tmp_path / "plan.json")),
            cwd=tmp_path,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            async with asyncio.timeout(SECONDS):
                said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    index = tmp_path / "reports" / "index.json"
    assert index.exists(), said.decode("utf-8", "replace")[-2_000:]
    found = json.loads(index.read_text())["live"]
    print(Counter(case["behavior"] for case in found.values()))  # noqa: T201 - the figures that docs/protocol.md gives
    others = {name: case["behavior"] for name, case in found.items() if case["behavior"] not in GOOD}
    assert others == dict.fromkeys(NON_STRICT, "NON-STRICT")
    assert {name for name, case in found.items() if case["behaviorClose"] not in GOOD} == set()
    assert len(found) == NUMBER
