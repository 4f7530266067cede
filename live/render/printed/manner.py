"""What all sheets have around them: the evening's title, day and city, colours, the way they run."""

from live.core.document import Moment, Words, phrase
from live.core.paper import Paper
from live.render.charts import manner
from live.render.paper.said import Json, Sayer, shortened
from live.render.words import printable

_LINE = 80
"""Characters that a line at the head of a page holds."""


def around(paper: Paper, sayer: Sayer, title: Words) -> dict[str, Json]:
    """Everything that does not belong to one sheet alone."""
    evening = sayer.plain(paper.title)
    return {
        **manner(sayer, paper.accent),
        "title": " – ".join(part for part in (sayer.plain(title), evening) if part),
        "name": sayer.said(title),
        "full-title": sayer.said(paper.title),
        "evening": sayer.start(paper.title, _LINE),
        "city": sayer.ours(shortened(printable(paper.city), _LINE)),
        "when": sayer.said(when(paper)),
    }


def when(paper: Paper) -> Words:
    """The day, and when it begins."""
    day, at = Moment(at=paper.starts_at, shown="day"), Moment(at=paper.starts_at)
    return phrase("%(day)s, %(at)s", day=day, at=at)
