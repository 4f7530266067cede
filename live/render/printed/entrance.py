"""The way in on paper: the code with its QR code, large or as strips, and how to take part in every language."""

import io
import re
from urllib.parse import urlsplit

import segno

from live.core.document import Words, phrase
from live.core.paper import Paper
from live.locale import NAMES
from live.render.charts import manner
from live.render.paper.glyphs import drawable
from live.render.paper.said import Json, Sayer, breakable
from live.render.printed.manner import when
from live.render.words import Wording

_PART = re.compile(r"(?<=[./:-])(?=\w)")
"""Where an address is best broken."""
HALF = 4
"""Digits of a code are read in two halves."""


def codes(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """The code, its QR code and the address; the invitation in every language."""
    return {
        **way_in(paper, sayer),
        "invitations": [
            {**manner(_in(sayer, tag), paper.accent), "words": _in(sayer, tag).said(phrase("Take part"))}
            for tag in _each_once(paper.languages, sayer)
        ],
    }


def joining(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """A page for each language."""
    return {"pages": [_page(paper, _in(sayer, tag)) for tag in paper.languages]}


def way_in(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """How to come in: address, code, QR code, and whom to call."""
    address = _readable(paper.address)
    return {
        "address": _in_parts(address),
        "code": [paper.code[:HALF], paper.code[HALF:]],
        "code-said": sayer.said(phrase("Code")),
        "qr": qr(f"{paper.address}/j/{paper.code}"),
        "qr-alt": sayer.plain(phrase("QR code of the address %(address)s", address=f"{address}/j/{paper.code}")),
        "phone": sayer.foreign(paper.support_phone) if paper.support_phone else None,
        "help": sayer.said(phrase("Help by telephone")),
    }


def qr(address: str) -> str:
    """A QR code as an SVG without a border of its own: the sheets leave room around it."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0, dark="#000")
    return out.getvalue().decode()


def _page(paper: Paper, sayer: Sayer) -> Json:
    return {
        **manner(sayer, paper.accent),
        **way_in(paper, sayer),
        "language": sayer.ours(NAMES.get(sayer.wording.language, sayer.wording.language)),
        "heading": sayer.said(phrase("How to take part")),
        "evening": sayer.said(paper.title),
        "when": sayer.said(when(paper)),
        "place": sayer.said(paper.place) if paper.place else None,
        "steps": [{"number": sayer.wording.number(n), "words": sayer.said(said)} for n, said in enumerate(_steps(), 1)],
        "call": sayer.said(phrase("Do you need help? Call this number:")),
        "callers": sayer.said(phrase("You have no internet? Call as well. We enter your answers for you.")),
        "free": sayer.said(phrase("You need no account and no e-mail address.")),
    }


def _steps() -> tuple[Words, Words, Words]:
    return (
        phrase("Point the camera of your telephone at the square. Or type this address into a browser:"),
        phrase("Type in the code, if you are asked for it:"),
        phrase("Choose your language. Press “Take part”. You do not have to say your name."),
    )


def _in(sayer: Sayer, language: str) -> Sayer:
    return Sayer(Wording(language, sayer.wording.default, sayer.wording.zone))


def _each_once(languages: tuple[str, ...], sayer: Sayer) -> list[str]:
    """Languages that say it differently."""
    said = {_in(sayer, tag).plain(phrase("Take part")): tag for tag in reversed(languages)}
    return [tag for tag in languages if tag in said.values()]


def _in_parts(address: str) -> Json:
    """The address with places where a line may end: people copy it part by part."""
    text = "\u200b".join(breakable(part, hyphenates=False) for part in _PART.split(drawable(address)))
    return {
        "lang": "",
        "dir": "ltr",
        "pieces": [{"text": text, "lang": "", "dir": "ltr", "long": False}],
        "whole": None,
    }


def _readable(address: str) -> str:
    """The address as people type it: browsers add the rest."""
    parts = urlsplit(address)
    return parts.netloc + parts.path.rstrip("/") if parts.scheme == "https" else address
