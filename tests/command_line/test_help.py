"""The command says what it can do, and a call that makes no sense is answered with how to call it."""

from pathlib import Path

import pytest

from tests.command_line.process import live

COMMANDS = (
    "serve",
    "demo",
    "new",
    "check",
    "export",
    "paper",
    "replay",
    "backup",
    "restore",
    "office",
    "links",
    "revoke",
)


def test_help_names_every_command_with_a_summary(tmp_path: Path) -> None:
    told = live(tmp_path, "--help")
    assert told.status == 0
    summaries = {name: words for name, _, words in (line.strip().partition(" ") for line in told.out.splitlines())}
    for name in COMMANDS:
        assert summaries[name].strip(), name
    named = told.out.partition("COMMAND\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in named.splitlines() if line.startswith("    ") and line[4] != " "] == [*COMMANDS]


@pytest.mark.parametrize(
    "call", [(), ("launch",), ("export", "--format", "papyrus", "x"), ("serve", "--port", "eight")]
)
def test_a_call_that_makes_no_sense_is_answered_with_how_to_call(tmp_path: Path, call: tuple[str, ...]) -> None:
    told = live(tmp_path, *call)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("usage: live")
    assert not list(tmp_path.iterdir()), "nothing was begun"
