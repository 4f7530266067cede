"""`live paper` writes the sheets for people without a device, before an evening and without its server."""

from pathlib import Path

from tests.command_line.process import live
from tests.crash.evening import Evening
from tests.render.printed import Printed


def test_a_sheet_is_written_in_a_language_and_number(tmp_path: Path, evening: Evening) -> None:
    wish = ("--sheet", "ballots", "--language", "ar", "--copies", "9", "--output", "zettel.pdf")
    told = live(tmp_path, "paper", evening.dialogue, "--database", evening.database, *wish)
    assert (told.status, told.out, told.err) == (0, "", "")
    printed = Printed((tmp_path / "zettel.pdf").read_bytes())
    assert printed.file.Root.Lang == "ar"
    assert len(printed) > 3


def test_the_address_on_it_is_that_of_the_server(tmp_path: Path, evening: Evening) -> None:
    wish = ("--sheet", "code", "--public-url", "https://dialog.stadt.example", "--output", "code.pdf")
    assert live(tmp_path, "paper", evening.dialogue, "--database", evening.database, *wish).status == 0
    assert "dialog.stadt.example" in Printed((tmp_path / "code.pdf").read_bytes()).page(0)


def test_a_language_that_nobody_speaks_is_said_so(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "paper", evening.dialogue, "--database", evening.database, "--language", "tlh")
    assert (told.status, told.out) == (2, "")
    assert "nobody speaks tlh here" in told.err


def test_a_sheet_that_cannot_be_written_is_said_so(tmp_path: Path, evening: Evening) -> None:
    told = live(tmp_path, "paper", evening.dialogue, "--database", evening.database, "--output", "no/where.pdf")
    assert told.status == 2
    assert "cannot be written" in told.err
