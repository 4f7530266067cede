"""What is sent is the program that was written: compared as trees, for every script there is, and for what is hard."""

import json
import subprocess
from pathlib import Path

import pytest

from live import places
from live.web import lean

HARD = {
    "a slot with braces, quotes and templates in it": "const a = `x ${ { b: `y ${c} }` }.b } // no comment`;",
    "what looks like a comment in a string": "const a = 'http://x/*'; // a real one\nconst b = \"*/\";",
    "a pattern after a bracket or a word": "if (a) b(/[/\"]\\/x/g); const c = () => { return /'/; };",
    "a point after a number": "const a = 1 .toFixed(2) + 1. .b + c.d .e;",
    "divisions": "const a = b / c / (d) / e[0] / 2;",
    "signs that must not meet": "const a = b - -c + +d - --e;\nconst f = g++ + ++h;",
    "a line that ends a statement": "const a = b\n++c\nconst d = e\n",
    "words beside signs": "const a = typeof b in c ? new D : void 0; for (const x of [1]) x;",
    "names with marks": "class A { #b = 1; get c() { return #b in this; } static d = 2 }",
    "a return with nothing": "function a() { return\n1 }",
    "a comment in the middle of a line": "const a = 1 /* one */ + /* two\n lines */ 2;",
}
ROOT = Path(__file__).parents[2]


def other_programs(pairs: list[tuple[Path, Path]]) -> list[list[str]]:
    """Those of the pairs whose two files are not the same program."""
    asked = json.dumps([[str(one), str(other)] for one, other in pairs])
    command = ["node", str(Path(__file__).with_name("trees.js"))]
    run = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)  # noqa: S603 - our own script
    found: list[list[str]] = json.loads(run.stdout)
    return found


def made(folder: Path, name: str, text: str) -> tuple[Path, Path]:
    """A script and what is sent of it, as files."""
    written, sent = folder / f"{name}.js", folder / f"{name}.lean.js"
    written.write_text(text, "utf-8")
    sent.write_text(lean.script(text), "utf-8")
    return written, sent


def test_every_script_is_the_same_program(tmp_path: Path) -> None:
    scripts = sorted(places.static().rglob("*.js"))
    pairs = [made(tmp_path, str(n), path.read_text("utf-8")) for n, path in enumerate(scripts)]
    assert other_programs(pairs) == []
    written, sent = (sum(pair[at].stat().st_size for pair in pairs) for at in (0, 1))
    assert sent < 0.7 * written


@pytest.mark.parametrize("what", HARD)
def test_what_is_hard_to_read_is_read_rightly(tmp_path: Path, what: str) -> None:
    assert other_programs([made(tmp_path, "hard", HARD[what])]) == []


def test_the_comparison_notices_another_program(tmp_path: Path) -> None:
    one, other = tmp_path / "one.js", tmp_path / "other.js"
    one.write_text("const a = `x y`;")
    other.write_text("const a = `x  y`;")
    assert other_programs([(one, other)]) == [[str(one), str(other)]]


def test_a_script_that_cannot_be_read_is_named_by_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        lean.script('const a = 1;\nconst b = "never ends;\n')


def test_a_style_keeps_its_strings_and_the_space_that_means_something() -> None:
    one = 'a > b  c { content: "x  /* y */" ; margin: calc(1px + 2px)\n auto; } /* gone */\n'
    assert lean.style(one + "@media (a) and (b) { c { d: e } }") == (
        'a > b c{content: "x  /* y */";margin: calc(1px + 2px) auto}@media (a) and (b){c{d: e}}'
    )
