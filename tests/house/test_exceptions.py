"""Whoever steps out of a rule names the rule and the reason, on the same line."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("live", "static", "templates", "tests")
ENDINGS = {".py", ".js", ".css", ".html"}
STEPS_OUT = re.compile(
    r"# *noqa|# *type: *ignore|# *pragma: no cover|eslint-disable|stylelint-disable|@ts-(?:ignore|expect|nocheck)"
)
REASON = r"\W+\w+\W+\w+"  # two words are the least that a reason takes
ALLOWED = re.compile(
    rf"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*{REASON}"
    rf"|# type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]{REASON}"
    rf"|# pragma: no cover{REASON}"
    rf"|(?:eslint|stylelint)-disable(?:-next-line|-line)? [\w/, -]+? --{REASON}"
    rf"|@ts-expect-error{REASON}"
)


def test_no_rule_is_left_without_its_name_and_a_reason() -> None:
    places = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in _sources()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if STEPS_OUT.search(line) and not ALLOWED.search(line)
    ]
    assert places == []


def test_a_bare_exception_would_be_noticed() -> None:
    for line in (
        "import x  # noqa",
        "import x  # noqa: F401",
        "y = z  # type: ignore[misc]",
        "/* stylelint-disable */",
    ):
        assert STEPS_OUT.search(line)
        assert not ALLOWED.search(line)
    for line in (
        "# noqa: S311 – chance is the point here",
        "// eslint-disable-next-line no-shadow -- the name of the wire",
    ):
        assert STEPS_OUT.search(line)
        assert ALLOWED.search(line)


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            foreign = "vendor" in path.parts or "_data" in path.parts or path == Path(__file__).resolve()
            if path.suffix in ENDINGS and not foreign:
                yield path
