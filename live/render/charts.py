"""What charts show, for files that draw them and files that need a picture of them.

Rule: one stroke is one person. Every chart also has its numbers in words, for those who do not see it.
"""

import re
from functools import cache

from live import places
from live.core.document import Bar, MoodRound, Moods, Results, nphrase
from live.render.accent import accents
from live.render.frame import asked
from live.render.paper.said import Json, Sayer, shortened
from live.render.paper.typesetter import as_png
from live.render.words import Wording

LABEL = 200
"""Characters of a label within a description."""
_SYMBOL = re.compile(r'<symbol id="thumb-(\w+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


def chart_png(block: Results | Moods, wording: Wording, accent: str) -> bytes:
    """A chart as a PNG, 128 mm wide at 200 dots per inch, on white. `accent` is the city's colour as `#rrggbb`."""
    sayer = Sayer(wording)
    chart = results_chart(block, sayer) if isinstance(block, Results) else moods_chart(block, sayer)
    return as_png("charts.typ", {**manner(sayer, accent), "chart": chart})


def chart_alt(block: Results | Moods, wording: Wording) -> str:
    """The chart in words: all its numbers."""
    if isinstance(block, Results):
        return _listed(block.bars, wording)
    rounds = (f"{wording.plain(round_.label)} – {_listed(round_.bars, wording)}" for round_ in block.rounds)
    return ". ".join(rounds)


def manner(sayer: Sayer, accent: str) -> dict[str, Json]:
    """What every template needs: language, direction, colours, drawings."""
    language = sayer.wording.language.partition("-")[0]
    return {"lang": language, "dir": sayer.direction, "look": accents(accent)["light"], "hands": hands()}


def results_chart(block: Results, sayer: Sayer) -> dict[str, Json]:
    """The bars of a result, each with its numbers."""
    return {"block": "results", "of": block.of, "bars": [_bar(bar, block.of, sayer) for bar in block.bars]}


def moods_chart(block: Moods, sayer: Sayer) -> dict[str, Json]:
    """The rounds of mood checks, each with its bars and the names of their signals."""
    return {"block": "moods", "rounds": [_round(round_, sayer) for round_ in block.rounds]}


def _bar(bar: Bar, of: int, sayer: Sayer) -> dict[str, Json]:
    wording = sayer.wording
    alt = wording.plain(nphrase("%(count)s of %(n)s person", "%(count)s of %(n)s people", of, count=bar.count))
    return {
        "label": sayer.said(bar.label),
        "count": min(bar.count, of) if of else bar.count,
        "number": wording.number(bar.count),
        "share": wording.share(bar.share),
        "alt": alt,
    }


def _round(round_: MoodRound, sayer: Sayer) -> dict[str, Json]:
    shown = sum(bar.count for bar in round_.bars)
    return {
        "label": sayer.said(round_.label),
        "asked": sayer.said(asked(round_)),
        "people-shown": shown,
        "bars": [_bar(bar, shown, sayer) for bar in round_.bars],
        "signals": list(round_.signals),
        "alt": f"{sayer.plain(round_.label)} – {_listed(round_.bars, sayer.wording)}",
    }


def _listed(bars: tuple[Bar, ...], wording: Wording) -> str:
    return "; ".join(
        f"{shortened(wording.plain(bar.label), LABEL)}: {wording.number(bar.count)} ({wording.share(bar.share)})"
        for bar in bars
    )


@cache
def hands() -> dict[str, str]:
    """The drawings of the hand signals as pictures of their own; their colour is written `currentColor`."""
    icons = (places.templates() / "icons.html").read_text(encoding="utf-8")
    return {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="currentColor">{drawing}</svg>'
        for name, box, drawing in _SYMBOL.findall(icons)
    }
