"""Whatever a page asks for is in the repository: every import of a script, every sheet and script of a template."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}/[^"]+)\"""")
ASKED = re.compile(r"""(?:/static/|\bfile\(['"])([\w./-]+\.(?:js|css|svg|woff2))['"]""")


def kept(ending: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", f"*.{ending}"],  # noqa: S607 - wherever it is installed
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    found = [ROOT / name for name in listed] or sorted(ROOT.glob(f"static/**/*.{ending}"))
    return [path for path in found if "vendor" not in path.parts and "node_modules" not in path.parts]


def test_every_import_of_a_script_leads_to_a_file_that_is_kept() -> None:
    scripts = {path.resolve() for path in kept("js")} | {path.resolve() for path in kept("d.ts")}
    missing = [
        f"{path.relative_to(ROOT)} imports {target}"
        for path in kept("js")
        if path.is_relative_to(ROOT / "static") or path.is_relative_to(ROOT / "tests")
        for target in IMPORT.findall(path.read_text("utf-8"))
        if (found := (path.parent / target).resolve()) not in scripts
        and found.with_suffix(".d.ts") not in scripts
        and "vendor" not in found.parts
    ]
    assert missing == []


def test_every_file_that_a_template_asks_for_is_kept() -> None:
    styles = {path.resolve() for path in kept("css")} | {path.resolve() for path in kept("js")}
    pages = sorted((ROOT / "templates").rglob("*.html"))
    asked = [(page, name) for page in pages for name in ASKED.findall(page.read_text("utf-8"))]
    assert len(asked) > 10
    missing = [
        f"{page.name} asks for {name}"
        for page, name in asked
        if "vendor" not in name and (ROOT / "static" / name).resolve() not in styles
    ]
    assert missing == []
