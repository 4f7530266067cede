"""Modules bound into one script do what they did alone; what cannot be bound is refused with its name."""

import subprocess
from pathlib import Path

import pytest

from live import places
from live.web.binding import Binding, Unbound, read
from live.web.made import BOUND

FILES = {
    "pages/phone.js": """
import words, { more } from "./words.js";
import { t } from "../core/i18n.js";
import { call } from "./phone/aid.js";
export const said = [words, more(), t()];
export const called = call;
""",
    "pages/phone/aid.js": """
export const call = () => import("../help/phone.js");
""",
    "pages/help/phone.js": """
import { t } from "../../core/i18n.js";
export const words = () => t();
""",
    "pages/words.js": """
import words from "messages";
export function more() {
  return "more";
}
export { words as default };
""",
    "core/i18n.js": """
let known = {};
export function learn(words) {
  known = { ...known, ...words };
}
export const t = () => known;
""",
    "core/tick.js": """
let ticks = 0;
export async function* every() {
  yield (ticks += 1);
}
export class Tick {}
""",
    "steps/one/phone.js": """
import { t as say } from "../../core/i18n.js";
import { every as each } from "../../core/tick.js";
import { own } from "./own.js";
export const kind = () => [say(), own, each];
""",
    "steps/one/own.js": """
export const own = "one";
""",
    "steps/two/phone.js": """
import { every } from "../../core/tick.js";
export const kind = () => every;
""",
}
CHECK = """
import { $pages_phone } from "./pages/phone.js";
import { kind as one } from "./steps/one/phone.js";
import { kind as two } from "./steps/two/phone.js";
const [known, own, each] = one();
const right = [
  JSON.stringify($pages_phone.said) === '[{"a":"A"},"more",{}]',
  JSON.stringify(known) === '{"b":"B","c":"C"}',
  own === "one",
  each === two(),
  JSON.stringify((await $pages_phone.called()).words()) === '{"b":"B","c":"C","h":"H"}',
];
process.exit(right.every(Boolean) ? 0 : 1);
"""


def written(folder: Path, files: dict[str, str]) -> Binding:
    """The files in a folder, and the binding of their page."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return Binding(folder, "phone")


def test_what_is_bound_does_what_its_modules_did(tmp_path: Path) -> None:
    bound = written(tmp_path / "written", FILES)
    words = {
        "pages/phone.js": '{"a":"A"}',
        "steps/one/phone.js": '{"b":"B"}',
        "steps/two/phone.js": '{"c":"C"}',
        "pages/help/phone.js": '{"h":"H"}',
    }
    made = {"pages/phone.js": bound.page_script(words["pages/phone.js"])}
    made |= {kind: bound.kind_script(kind, words[kind]) for kind in bound.kinds}
    written(tmp_path / "made", made | {"check.js": CHECK, "package.json": '{"type": "module"}'})
    run = subprocess.run(["node", "check.js"], cwd=tmp_path / "made", capture_output=True, text=True, check=False)  # noqa: S607 - wherever it is installed
    assert run.returncode == 0, run.stderr


def test_what_several_kinds_need_goes_with_the_page_and_is_there_once(tmp_path: Path) -> None:
    bound = written(tmp_path, FILES)
    assert "core/tick.js" in bound.own
    assert bound.of_kind("steps/one/phone.js") == ("steps/one/own.js", "steps/one/phone.js")
    assert "ticks" not in bound.kind_script("steps/one/phone.js", "{}")


@pytest.mark.parametrize("page", BOUND)
def test_every_page_that_is_to_be_bound_can_be(page: str) -> None:
    bound = Binding(places.static(), page)
    assert bound.page_script("{}")
    kinds = [path for path in bound.kinds if path.startswith("steps/")]
    assert len(kinds) == len(list((places.static() / "steps").glob("*/*.css")))
    for kind in bound.kinds:
        assert bound.kind_script(kind, "{}")


@pytest.mark.parametrize(
    "text",
    [
        "export let changing = 1;",
        "export const { a } = b;",
        'const a = 1;\nimport { b } from "./b.js";',
        'export * from "./b.js";',
        'import * as all from "./b.js";',
        "export default 1;",
    ],
)
def test_what_would_change_its_meaning_is_refused_by_name(text: str) -> None:
    with pytest.raises(Unbound, match=r"core/odd\.js"):
        read("core/odd.js", text)


def test_modules_that_need_each_other_are_refused_with_the_way_round(tmp_path: Path) -> None:
    circle = {
        "pages/phone.js": 'import { a } from "./a.js";\n',
        "pages/a.js": 'import { b } from "./b.js";\nexport const a = () => b;\n',
        "pages/b.js": 'import { a } from "./a.js";\nexport const b = () => a;\n',
    }
    with pytest.raises(Unbound, match=r"pages/a\.js needs pages/b\.js needs pages/a\.js"):
        written(tmp_path, circle).page_script("{}")
