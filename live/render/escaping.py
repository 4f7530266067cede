"""Words as Markdown text: signs that would mean something get a stroke before them.

Rule: what a reader of the Markdown sees is what was typed, but for idle space at the ends of lines. CommonMark lets
every sign of punctuation be escaped, so nothing is replaced and nothing taken away.
"""

import re

_SIGN = re.compile(
    r"[\\`*_\[\]<>~|$@^{}]"  # emphasis, code, links, HTML, struck out, tables, formulas, mentions, templates
    r"|&(?=#|\w)"  # named characters
    r"|!(?=\[)"
    r"|:(?=//|[\w+-]+:)"  # addresses and names of emoji
    r"|(?i:(?<=\bwww))\."
)
_FIRST = re.compile(r"[#+\-=:]")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_LAST = re.compile(r"#+\Z")
_GAP = " \t"


def hard_lines(text: str) -> str:
    """The text; where a line ends in it, a line ends for the reader, and a paragraph never does."""
    return "\\\n".join(_beginning(_signs(line.strip(_GAP))) for line in text.strip().split("\n"))


def inline(text: str) -> str:
    """The text in one line, for the middle of a line, for a heading and for a cell of a table."""
    return _LAST.sub(r"\\\g<0>", _signs(" ".join(text.split("\n")).strip()))


def one_line(text: str) -> str:
    """The text in one line of its own."""
    return _beginning(inline(text))


def _beginning(line: str) -> str:
    """The line, so that it begins no heading, list, rule or table."""
    if number := _NUMBER.match(line):
        return line[: number.end() - 1] + "\\" + line[number.end() - 1 :]
    return "\\" + line if _FIRST.match(line) else line


def _signs(text: str) -> str:
    return _SIGN.sub(r"\\\g<0>", text)
