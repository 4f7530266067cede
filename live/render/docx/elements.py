"""The elements of a Word file: text, runs, fields and bookmarks, as XML that is safe by construction.

Rule: every word and every attribute passes through `text` or `w`, which escape it; nothing else makes XML of strings
that are not ours. Children stand in the order of the schema (ISO/IEC 29500-1, annex A), for Word reads no other one.
"""

import re
from html import escape
from typing import NewType

Xml = NewType("Xml", str)
"""XML that is finished and safe."""

NONE = Xml("")
_BREAK = re.compile("([\n\t])")
_BREAKS = {"\n": "</w:t><w:br/>", "\t": "</w:t><w:tab/>"}
_BEGIN = '<w:t xml:space="preserve">'

Attribute = str | int


def w(name: str, /, *inside: Xml, **attributes: Attribute) -> Xml:
    """An element of WordprocessingML with attributes of the same namespace."""
    given = "".join(f' w:{key.rstrip("_")}="{escape(str(value))}"' for key, value in attributes.items())
    content = "".join(inside)
    return Xml(f"<w:{name}{given}>{content}</w:{name}>" if content else f"<w:{name}{given}/>")


def joined(*pieces: Xml) -> Xml:
    """Pieces one after the other."""
    return Xml("".join(pieces))


def text(words: str) -> Xml:
    """Text as it is, with its ends of lines. What looks like a field, a formula or markup is text."""
    safe = escape(words, quote=False)
    if "\n" in safe or "\t" in safe:
        safe = _BREAK.sub(lambda found: _BREAKS[found.group()] + _BEGIN, safe)
    return Xml(f"{_BEGIN}{safe}</w:t>".replace(f"{_BEGIN}</w:t>", ""))


def run(content: Xml, properties: Xml = NONE) -> Xml:
    """Content with one look, in one language."""
    return w("r", w("rPr", properties) if properties else NONE, content)


def field(instruction: str, shown: Xml, properties: Xml = NONE) -> Xml:
    """A field of our own, with what it shows until Word works it out anew; `shown` are runs."""
    code = Xml(f'<w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText>')
    return joined(begun(code, properties), shown, ended(properties))


def begun(code: Xml, properties: Xml = NONE) -> Xml:
    """The first half of a field, up to what it shows."""
    return joined(
        run(w("fldChar", fldCharType="begin"), properties),
        run(code, properties),
        run(w("fldChar", fldCharType="separate"), properties),
    )


def ended(properties: Xml = NONE) -> Xml:
    """The end of a field."""
    return run(w("fldChar", fldCharType="end"), properties)


def bookmark(number: int, name: str, around: Xml) -> Xml:
    """A place that links lead to."""
    return joined(w("bookmarkStart", id=number, name=name), around, w("bookmarkEnd", id=number))


def linked(name: str, around: Xml) -> Xml:
    """Runs that lead to a bookmark."""
    return w("hyperlink", around, anchor=name, history=1)
