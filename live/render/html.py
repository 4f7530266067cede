"""The documentation as one page that needs nothing else: no script, no request, styles inside.

Rule: whatever people typed is text. The page carries its own content policy with the fingerprint of its one style,
so that even a file passed on by mail can run nothing. Counts stand in that style, keyed by id, never in attributes.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from babel.core import get_global
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from live import places
from live.core.document import Document, Paragraph, Words
from live.locale import NAMES, catalogue
from live.render import frame
from live.render.accent import accents
from live.render.quotation import quoted
from live.render.words import Run, Wording, direction

SHEETS = (
    "styles/tokens.css",
    "styles/base.css",
    "styles/stage.css",
    "styles/figures.css",
    "styles/voice.css",
    "styles/utilities.css",
    "steps/mood_check/mood_check.css",
    "steps/breakout/breakout.css",
    "styles/pages/documentation.css",
)
BESIDE = "<!-- beside -->"
"""Where a server writes into a public page what it alone knows. What people typed never holds it: it would be text."""
DESCRIPTION = 200
"""Letters of the sentence that other sites show beside a link."""


def render_html(
    document: Document, *, language: str | None = None, nonce: str = "", draft: bool = False, address: str = ""
) -> str:
    """The page in the document's own language or in another one.

    `nonce`: of the policy under which a server sends the page; a file needs none. `draft`: say that it is not final
    and as of when; said anyway while the evening has not ended. `address`: where it is public, as a page of a server
    that says so to search engines and other sites, leads to its other languages and leaves room (`BESIDE`).
    """
    words = Wording.of(document, language)
    page = Page(words)
    body = page.body(document, frame.banner(document, draft=draft))
    style = _style(document.accent) + page.counts()
    fingerprint = b64encode(sha256(style.encode()).digest()).decode()
    template = _environment().get_template("documentation.html")
    return template.render(
        document=document,
        page=page,
        _=catalogue(words.language).say,
        language=words.language,
        dir=direction(words.language),
        nonce=nonce,
        fingerprint=fingerprint,
        style=Markup(style),  # noqa: S704 - our own sheets, colours that were calculated and whole numbers
        hands=_hands(),
        address=address,
        beside=Markup(BESIDE),  # noqa: S704 - our own mark
        names=NAMES,
        body=body,
    )


class Page:
    """What the templates ask while they are filled in. Remembers the counts that the style block must name."""

    about = staticmethod(frame.about)
    people = staticmethod(frame.people)
    asked = staticmethod(frame.asked)
    rows = staticmethod(frame.rows)
    parts = staticmethod(frame.parts)

    def __init__(self, words: Wording) -> None:
        self.words = words
        self._counts: list[tuple[int, int | None]] = []

    def body(self, document: Document, banner: Words | None) -> Markup:
        """The whole document between the head and the foot of a page."""
        template = _environment().get_template("documentation/body.html")
        say = catalogue(self.words.language).say
        return Markup(template.render(document=document, page=self, _=say, banner=banner))  # noqa: S704 - escaped there

    def said(self, words: Words) -> Markup:
        """The words; stretches in another language than the element around them say so."""
        runs = self.words.runs(words)
        said = _lines(runs[0].text) if len(runs) == 1 else Markup().join(self.run(run) for run in runs)
        return self.marked(words, said, quoted=False)

    def quoted(self, words: Words) -> Markup:
        """The words within quotation marks."""
        said = _lines(quoted(self.words.quotable(words), self.words.language))
        return self.marked(words, said, quoted=True)

    def marked(self, words: Words, said: Markup, *, quoted: bool) -> Markup:  # noqa: ARG002 - for the editors' page
        """The words as they stand; where they can be edited, a page may make something of them."""
        return said

    def unit(self, words: Words) -> Markup:
        """Attributes of the element that holds nothing but these words: language and direction where they differ."""
        runs = self.words.runs(words)
        return self._attributes(runs[0]) if len(runs) == 1 else Markup()

    def plain(self, words: Words) -> str:
        """The words as text."""
        return self.words.plain(words)

    def description(self, document: Document) -> str:
        """What other sites say beside a link: the subtitle, and why there was a dialogue."""
        subtitle = [document.subtitle] if document.subtitle else [frame.about(document)]
        why = [b.words for c in document.chapters if c.id == "why" for b in c.blocks if isinstance(b, Paragraph)]
        said = " – ".join(" ".join(self.words.plain(words).split()) for words in (*subtitle, *why[:1]))
        return said if len(said) <= DESCRIPTION else said[:DESCRIPTION].rpartition(" ")[0] + " …"

    def locale(self, language: str) -> str:
        """A language as Open Graph writes it, with the country where most people speak it."""
        base = language.partition("-")[0]
        country = str(get_global("likely_subtags").get(base, base)).rpartition("_")[2]
        return f"{base}_{country}"

    def direction(self, language: str) -> str:
        """The way a language runs."""
        return direction(language)

    def ticks(self, count: int, of: int | None = None) -> str:
        """The id of an element that shows so many strokes, of so many."""
        self._counts.append((count, of))
        return f"ticks-{len(self._counts)}"

    def solid(self, of: int) -> str:
        """The class of strokes too many to be told apart."""
        return " ticks-solid" if of > frame.SOLID_ABOVE else ""

    def counts(self) -> str:
        """The rules of all elements that `ticks` was asked for."""
        rules = (
            f"#ticks-{number}{{--count:{count}" + (f";--of:{of}}}" if of is not None else "}")
            for number, (count, of) in enumerate(self._counts, 1)
        )
        return "@layer utilities{" + "".join(rules) + "}"

    def run(self, run: Run) -> Markup:
        """A stretch of words among others."""
        text = _lines(run.text)
        if run.foreign:
            return Markup("<bdi>{}</bdi>").format(text)
        attributes = self._attributes(run)
        return Markup("<span{}>{}</span>").format(attributes, text) if attributes else text

    def _attributes(self, run: Run) -> Markup:
        if run.language == self.words.language:
            return Markup()
        lang = Markup(' lang="{}"').format(run.language) if run.language else ""
        return Markup('{} dir="{}"').format(lang, direction(run.language))


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(places.templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _sheets() -> str:
    """All sheets in one, without comments and idle space. Paper is white, whatever the hour."""
    sheets = "\n".join((places.static() / name).read_text(encoding="utf-8") for name in SHEETS)
    sheets = sheets.replace("@media (prefers-color-scheme: dark)", "@media screen and (prefers-color-scheme: dark)")
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)).strip()


def _style(accent: str) -> str:
    """The sheets, and the city's colours in the layer of the tokens, where the dark ones can still win."""
    colours = accents(accent)
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in colours[scheme].items()) for scheme in ("light", "dark")
    )
    scheme = f"@media screen and (prefers-color-scheme:dark){{:root:not([data-scheme=light]){{{dark}}}}}"
    return f"{_sheets()}@layer tokens{{:root{{{light}}}{scheme}}}"


@cache
def _hands() -> Markup:
    """The drawings of the hand signals, as all pages have them."""
    icons = (places.templates() / "icons.html").read_text(encoding="utf-8")
    found = re.findall(r'<symbol id="thumb-.*?</symbol>', icons, flags=re.DOTALL)
    return Markup("").join(Markup(symbol) for symbol in found)  # noqa: S704 - our own drawings
