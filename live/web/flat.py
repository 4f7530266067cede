"""A stylesheet without cascade layers, which browsers before 2022 do not know (Chrome 99, Firefox 97, Safari 15.4).

They would pass over everything that stands in a layer, which is all of it. Here the rules stand without their layers,
and each selector weighs as much more as its layer is later: a `:not(#_)`, which is true of everything, adds the weight
of an id. Whatever else such a browser does not know it passes over, as always.

Rule: it looks the same, element by element (a test compares). So everybody gets it,
and nobody has to find out who is who. What it cannot keep the meaning of it refuses.
"""

import re

LAYERS = ("reset", "tokens", "base", "components", "steps", "pages", "utilities")
"""As the first sheet orders them (`static/styles/tokens.css`)."""
WEIGHT = ":not(#_)"

_ORDER = re.compile(r"@layer [\w, ]+;")
_LAYER = re.compile(r"@layer (\w+)\s*$")
_GROUP = re.compile(r"@(?:media|supports)\b")
_AS_IT_IS = re.compile(r"@(?:font-face|keyframes|page|property|counter-style)\b")
_LATE = re.compile(r"::[\w-]+(?:\([^)]*\))?$")
_PIECE = re.compile(r"\"[^\"]*\"|[{}();,]|[^{}();,\"]+")


def flattened(style: str) -> str:
    """The stylesheet without layers. It has to be lean already (`lean.py`): no comments.

    Raises `ValueError` at what weight cannot stand for: `!important` turns the order of layers round, and a group of
    rules that is not known here would lose against all others.
    """
    if "!important" in style:
        raise ValueError("!important cannot be kept without layers")
    return _rules(_ORDER.sub("", style), 0)


def _rules(style: str, weight: int) -> str:
    """The rules of a block, each with this weight."""
    out: list[str] = []
    head, depth, begun = "", 0, 0
    for piece in _PIECE.finditer(style):
        sign = piece[0]
        if sign == "{":
            depth += 1
            if depth == 1:
                head, begun = style[begun : piece.start()], piece.end()
        elif sign == "}":
            depth -= 1
            if depth == 0:
                out.append(_block(head.strip(), style[begun : piece.start()], weight))
                begun = piece.end()
    return "".join(out)


def _block(head: str, body: str, weight: int) -> str:
    if layer := _LAYER.match(head):
        return _rules(body, LAYERS.index(layer[1]))
    if _GROUP.match(head):
        return f"{head}{{{_rules(body, weight)}}}"
    if head.startswith("@") and not _AS_IT_IS.match(head):
        raise ValueError(f"{head!r} cannot be kept without layers")
    if head.startswith("@"):
        return f"{head}{{{body}}}"
    # A selector that such a browser does not know makes it pass over those beside it: each stands alone.
    return "".join(f"{_weighed(selector, weight)}{{{body}}}" for selector in _selectors(head))


def _weighed(selector: str, weight: int) -> str:
    late = _LATE.search(selector)
    before = selector[: late.start()] if late else selector
    return before + WEIGHT * weight + (late[0] if late else "")


def _selectors(head: str) -> list[str]:
    """What stands between the commas that are in no brackets."""
    found, depth = [""], 0
    for piece in _PIECE.findall(head):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and depth == 0:
            found.append("")
        else:
            found[-1] += piece
    return found
