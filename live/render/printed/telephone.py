"""The telephone script: for whoever takes calls of people without a device.

Rule: it tells only of ways that there are: a participant's page that serves several people, and counts that the desk
enters.
"""

from live.core.document import Words, phrase
from live.core.paper import Choice, Item, Lines, Paper, PaperStep, Scale
from live.render.paper.said import Json, Sayer
from live.render.printed.ballots import how, numbered
from live.render.printed.entrance import way_in


def telephone(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """What to prepare, what to say, how to enter it, and all questions."""
    return {
        **way_in(paper, sayer),
        "sections": [
            _section(phrase("Before the first call"), _before(paper), sayer, callers=True),
            _section(phrase("Greeting"), _greeting(paper), sayer),
        ],
        "callers": [sayer.wording.number(number) for number in range(1, paper.seats + 1)],
        "callers-said": sayer.said(phrase("Callers")),
        "entering": [{"wish": sayer.said(wish), "way": sayer.said(way)} for wish, way in _entering()],
        "entering-said": sayer.said(phrase("How to enter it")),
        "questions-said": sayer.said(phrase("The questions, to read aloud")),
        "reading": sayer.said(phrase("Read slowly. Say the number of every answer first. One stroke for each caller.")),
        "questions": [
            _question(step, at, item, sayer)
            for step in paper.steps
            for at, ballot in enumerate(step.printed.ballots)
            for item in ballot.items
        ],
        "groups": [
            {"title": sayer.said(step.title), "prompts": [sayer.said(p) for p in step.printed.cards.prompts]}
            for step in paper.steps
            if step.printed.cards
        ],
        "groups-said": sayer.said(phrase("What the groups talk about")),
        "ending": [_point(point, sayer) for point in _ending()],
        "ending-said": sayer.said(phrase("At the end of a call")),
        "strokes": sayer.said(phrase("Strokes")),
        "answer": sayer.said(phrase("Answer")),
        "wish": sayer.said(phrase("What the caller wants")),
        "way": sayer.said(phrase("What you do")),
    }


Point = tuple[Words, bool]
"""A sentence, and whether it is to be said as it stands."""


def _before(paper: Paper) -> tuple[Point, ...]:
    return (
        (phrase("Lay out this script and a pen. Keep a telephone free for calls."), False),
        (phrase("On your own device open the address, type in the code, and as a name: Telephone."), False),
        (phrase("Your page is now the page of the first caller."), False),
        (
            phrase(
                "For every other caller choose one more under “Settings”, “People at this device”, up to %(n)s. Write "
                "down below who is which number.",
                n=paper.seats,
            ),
            False,
        ),
    )


def _greeting(paper: Paper) -> tuple[Point, ...]:
    evening = phrase("Good evening, this is the telephone of “%(title)s”. My name is …", title=paper.title.text)
    return (
        (evening, True),
        (phrase("I enter for you how you vote and what you want to say. I tell nobody how you voted."), True),
        (phrase("Would you like to give a name? You can also take part without one."), True),
    )


def _entering() -> tuple[tuple[Words, Words], ...]:
    return (
        (
            phrase("Vote"),
            phrase("Answer the question on the caller’s ballot, read the answer back and press “Send”."),
        ),
        (
            phrase("Vote, when more people call"),
            phrase(
                "Make strokes on this script. When the question is closed, give the numbers to the desk: “Enter "
                "counted votes”, “People on the telephone”. Nobody may be counted twice."
            ),
        ),
        (
            phrase("Speak"),
            phrase("Press “Raise hand”. When the moderation gives you the word, say what the caller says."),
        ),
        (
            phrase("Leave a thought in a group"),
            phrase("Write it as a note on your page, in the caller’s own words and without names."),
        ),
    )


def _ending() -> tuple[Point, ...]:
    return (
        (phrase("I read back to you what I have entered. Is that right?"), True),
        (phrase("Thank you for taking part. You can call again at any time this evening."), True),
        (phrase("Leave your page open until the evening is over. Then destroy the list of callers."), False),
    )


def _section(title: Words, points: tuple[Point, ...], sayer: Sayer, *, callers: bool = False) -> Json:
    return {"title": sayer.said(title), "points": [_point(point, sayer) for point in points], "callers": callers}


def _point(point: Point, sayer: Sayer) -> Json:
    words, aloud = point
    return {"words": sayer.quoted(words) if aloud else sayer.said(words), "aloud": aloud}


def _question(step: PaperStep, at: int, item: Item, sayer: Sayer) -> Json:
    several = len(step.printed.ballots) > 1
    return {
        "step": sayer.said(step.title),
        "number": sayer.said(numbered(step, at)) if several else None,
        "words": sayer.said(item.words),
        "how": sayer.said(how(item)),
        "options": [
            {
                "number": sayer.wording.number(number) if isinstance(item, Choice) else None,
                "words": sayer.said(words),
            }
            for number, words in enumerate(_answers(item), 1)
        ],
    }


def _answers(item: Item) -> tuple[Words, ...]:
    match item:
        case Choice(options=options):
            return tuple(box.label for box in options)
        case Scale():
            return tuple(_place(item, number) for number in range(item.first, item.last + 1))
        case Lines():
            return ()


def _place(scale: Scale, number: int) -> Words:
    end = {scale.first: scale.low, scale.last: scale.high}.get(number)
    if end is None:
        return phrase("%(number)s", number=number)
    return phrase("%(number)s (%(meaning)s)", number=number, meaning=end.text)
