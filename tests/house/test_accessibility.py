"""The table of criteria names all of WCAG 2.2 A and AA, and only tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d\.\d\.\d+) [^|]+ \| (A{1,2}) \| (met|open|does not arise)", re.MULTILINE)
A = """
1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1
2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2
"""
AA = """
1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3
3.2.4 3.3.3 3.3.4 3.3.8 4.1.3
"""


def test_every_criterion_has_its_row() -> None:
    rows = [(criterion, level) for criterion, level, _ in ROW.findall(TABLE)]
    assert sorted(rows) == sorted([(one, "A") for one in A.split()] + [(one, "AA") for one in AA.split()])


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/.-]+|test_\w+)`", TABLE))
    paths = {name for name in named if name.startswith("tests/")}
    written = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert [name for name in named - paths if f"def {name}(" not in written] == []
