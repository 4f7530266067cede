"""An evening on which everything that anybody types is odd: markup, formulas, templates, paths, signs of all sorts.

Rule: every kind of text has its oddity, in the plan as on the boards. None of them means anything: they are words.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.evening_words import CARDS, IDEAS, OFFERS, PLAN, QUINTESSENCES, Card, Offer, Said

ODDITIES = (
    "=1+1",
    '=HYPERLINK("http://x.example","klick")',
    '=cmd|" /C calc"!A0',
    "+49 30 123456",
    "-5 Grad im Keller",
    "@SUM(A1:A9)",
    " =2+2",
    "\t=3+3",
    "＝4+4",
    '"=5+5"',
    "'=6+6",
    "<script>alert(1)</script>",
    "<img src=http://x.example/a.png onerror=alert(1)>",
    "</p></w:t><!-- weg -->]]>",
    "&lt;b&gt; &amp; &#65; &copy; &",
    "{{ 7*7 }} {% raw %} ${7*7} #{7}",
    '#read("/etc/passwd") #import "a.typ"',
    "$x^2$ \\u{41} @verweis <marke>",
    "*fett* _kursiv_ **stark** __sehr__ ~~weg~~ `code`",
    "# Überschrift #",
    "1. Erstens",
    "2) Zweitens",
    "- Punkt",
    "* Stern",
    "> Zitat",
    "Linie\n---",
    "Linie\n===",
    "| a | b |\n| --- | --- |\n| c | d |",
    "    vier Leerzeichen",
    "```\nzaun\n```",
    "[Verweis](http://x.example) [a]: b [^1]",
    "![Bild](http://x.example/a.png)",
    "<http://x.example> https://x.example/?a=1&b=2#c www.x.example",
    "../../etc/passwd C:\\neu\\temp \\\\server\\freigabe",
    '{ INCLUDETEXT "x" } DDEAUTO cmd { PAGE }',
    "%(name)s %s %d %%",
    "_x0041_ _x000D_",
    "Zeile mit Rand  \nund zweite\\\nund dritte",
    "Absatz\n\nAbsatz",
    "Z\u0308u\u0308rich e\u0301 a\u0300\u0301\u0302",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ☀️ 1️⃣",
    "Nul\x00 Glocke\x07 Escape\x1b Ende",
    "Richtung \u202everdreht\u202c und \u2067مرحبا\u2069",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 8,
    "Bürger*innen, Bürger:innen, Bürger_innen und BürgerInnen",
    "ß bleibt ß: Straße, Maßnahme & Fußweg",
    "Trinkbrunnen // Schatten // Bänke",
    '„Ein Zitat im „Zitat“ und noch “eins” mit "Strichen"',
    "'n Apostroph war’s",
    "سؤال عن =1+1 و<b>",
    ":smile: :)",
)
"""Each of them words that somebody might type."""
BEGINNINGS = ("=1+1 ", "+", "-", "@", "# ", "1. ", "> ", "| ", "* ", "<b>", "{{ ", "\\", "../", "")
_TEXTS = (
    "title subtitle city place organisers name phone credits thanks why guiding_questions speaker speaker_role text "
    "question options prompts room_names group_moderators statement low high next_steps"
)
TEXTS = frozenset(_TEXTS.split())
"""Keys of a session file under which people read words."""
SHORT = frozenset({"room_names", "group_moderators", "name"})


def _odd(value: Any, key: str, numbers: Iterator[int]) -> Any:  # noqa: ANN401 - a session file as it is read
    """The same part of a session file, odd wherever words stand in it."""
    match value:
        case dict() if key in TEXTS and "id" not in value:
            return {tag: _odd(words, key, numbers) for tag, words in value.items()}
        case dict():
            return {name: _odd(part, name, numbers) for name, part in value.items()}
        case list():
            return [_odd(part, key, numbers) for part in value]
        case str() if key in TEXTS:
            number = next(numbers)
            odd = ODDITIES[number % len(ODDITIES)]
            short = key in SHORT or len(odd) > 60
            return f"{BEGINNINGS[number % len(BEGINNINGS)]}{value} {'{{ *a* }} <i>' if short else odd}"
        case _:
            return value


def _cards() -> tuple[tuple[Card, ...], ...]:
    """All oddities as cards, and as sub-points the other way round; the next group has them below ordinary cards."""
    backwards = ODDITIES[::-1]
    alone = tuple((text, "", (backwards[number], text) if number % 2 else ()) for number, text in enumerate(ODDITIES))
    below = tuple((text, language, ODDITIES[:3]) for text, language, _ in CARDS[1])
    return alone, below, CARDS[2], CARDS[3]


def _offers() -> tuple[tuple[Offer, ...], ...]:
    columns = ("gut", "neu")
    odd = tuple((columns[number % 2], text, (text,) * (number % 3)) for number, text in enumerate(ODDITIES))
    return odd, *OFFERS[1:]


ODD = Said(
    plan=_odd(PLAN, "", count()),
    cards=_cards(),
    quintessences=("\n".join(ODDITIES[:26]), "\n\n".join(ODDITIES[26:]), *QUINTESSENCES[2:]),
    dissents=(ODDITIES[0], ODDITIES[11], ODDITIES[27], ODDITIES[47]),
    offers=_offers(),
    ideas=(ODDITIES[:24], ODDITIES[24:], *IDEAS[2:]),
    wishes=ODDITIES,
    hidden=("VERSTECKT =1+1", "VERSTECKT <b>", "VERSTECKT {{ 7*7 }}"),
    merged=((2, 1), (4, 3), (6, 3)),
    wish_every=1,
)
