"""Scripts and styles without what only people read: comments, and space that nothing needs.

Rule: nothing is renamed, reordered or dropped that a browser reads; what comes out is the same program (a test compares
the syntax trees). The files stay as they are written, and nobody has to build anything.
"""

import re

_SPACE = re.compile(r"\s+")
_STRING = re.compile(r"""\"(?:[^"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_WORD = re.compile(r"[\w$#@]+")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
_BEFORE_REGEX = frozenset(("return", "typeof", "case", "in", "of", "do", "else", "yield", "await", "void", "delete"))
_OPENING = frozenset("{([,")
_TIGHT = frozenset("{}()[],;:?=<>&|*%^~!`\"'.")
"""What needs no space beside it."""

_CSS_PART = re.compile(rf"/\*.*?\*/|{_STRING.pattern}|\s*[{{}};,]\s*|\s+|[^\s{{}};,\"'/]+|/", re.DOTALL)


def script(text: str) -> str:
    """The same script in fewer characters."""
    return _Script(text).read()


def style(text: str) -> str:
    """The same stylesheet in fewer characters."""
    out: list[str] = []
    for part in _CSS_PART.findall(text):
        if part.startswith("/*"):
            continue
        if part[0] in "\"'":
            out.append(part)
        elif part.isspace():
            if out and out[-1][-1] not in "{};, ":
                out.append(" ")
        else:
            bare = part.strip()
            if bare in ("{", "}", ";", ",") and out and out[-1] == " ":
                out.pop()
            if bare == "}" and out and out[-1] == ";":
                out.pop()
            out.append(bare)
    return "".join(out).strip()


class _Script:
    """A script that is being read, one token after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out: list[str] = []
        self._last = ""
        """The last token that means something."""
        self._gap = ""
        """The space since then: nothing, a space or the end of a line."""
        self._open: list[int] = []
        """Of each template around this place, how many braces are open in its slot."""

    def read(self) -> str:
        """All of it."""
        while self._at < len(self._text):
            self._token()
        return "".join(self._out)

    def _token(self) -> None:
        sign = self._text[self._at]
        if sign.isspace():
            self._space(_SPACE)
        elif sign == "/" and self._text[self._at + 1 : self._at + 2] in ("/", "*"):
            self._space(_COMMENT)
        elif sign in "\"'":
            self._take(self._match(_STRING))
        elif sign == "/" and self._may_begin_regex():
            self._take(self._match(_REGEX))
        elif sign == "`":
            self._take("`")
            self._template()
        elif word := _WORD.match(self._text, self._at):
            self._take(word[0])
        else:
            self._sign(sign)

    def _sign(self, sign: str) -> None:
        if self._open and sign in "{}":
            self._open[-1] += 1 if sign == "{" else -1
            if self._open[-1] < 0:
                self._open.pop()
                self._take("}")
                self._template()
                return
        self._take(sign)

    def _template(self) -> None:
        """What stands in a template, as it is, up to its end or to its next slot."""
        words = self._match(_TEMPLATE)
        end = "`" if self._text.startswith("`", self._at + len(words)) else "${"
        self._out.append(words + end)
        self._at += len(words) + len(end)
        self._last = end if end == "`" else "{"
        if end == "${":
            self._open.append(0)

    def _space(self, pattern: re.Pattern[str]) -> None:
        found = self._match(pattern)
        self._at += len(found)
        if "\n" in found:
            self._gap = "\n"
        else:
            self._gap = self._gap or " "

    def _take(self, token: str) -> None:
        self._out.append(self._needed(token) + token)
        self._at += len(token)
        self._last, self._gap = token, ""

    def _needed(self, token: str) -> str:
        """What must stand between the last token and this one."""
        if not self._last or not self._gap:
            return ""
        if self._gap == "\n":
            return "" if self._last in _OPENING or token in ("}", ")", "]") else "\n"
        if token.startswith(".") and self._last[0].isdecimal():
            return " "  # the point would belong to the number
        return "" if self._last[-1] in _TIGHT or token[0] in _TIGHT else " "

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            line = self._text.count("\n", 0, self._at) + 1
            raise ValueError(f"line {line} cannot be read as a script")
        return found[0]

    def _may_begin_regex(self) -> bool:
        last = self._last
        return not last or last in _BEFORE_REGEX or not (last[-1] in ")]}`\"'" or _WORD.fullmatch(last))
