"""The telephone script: for whoever takes calls of people without a device.

Rule: it tells only of ways that there are: callers whom the desk enters as people, and votes that it counts.
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
            _section(phrase("Before the first call"), _before(), sayer, callers=True),
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


def _before() -> tuple[Point, ...]:
    return (
        (phrase("Lay out this script and a pen. Keep a telephone free for calls."), False),
        (
            phrase(
                "Open the desk by its link. Whoever moderates a group can answer, write and raise the hand for the "
                "callers of that group at its console."
            ),
            False,
        ),
        (
            phrase(
                "Enter every caller at the desk: press “Telephone” at the people, write the name if there is one, and "
                "how many listen at that telephone. From then on they take part and are drawn into groups like "
                "everybody."
            ),
            False,
        ),
        (phrase("Write down below who calls from where, so that you know them again."), False),
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
            phrase(
                "Below the open question press “Answer for somebody on the telephone” and choose the caller. Read the "
                "question aloud, read the answer back and press “Save the answer”. It can be changed until the "
                "question is closed."
            ),
        ),
        (
            phrase("Vote, when more people call than you can enter"),
            phrase(
                "Make strokes on this script and enter the numbers: “Enter counted votes”, “People on the telephone”. "
                "Whoever was entered alone counts already and gets no stroke."
            ),
        ),
        (
            phrase("Vote, when the question is closed already"),
            phrase("Enter it as a counted vote in the same way. It is marked as late."),
        ),
        (
            phrase("Speak"),
            phrase("Press “Raise the hand” for the caller. Whoever is called speaks, or you say what the caller says."),
        ),
        (
            phrase("Leave a thought in a group"),
            phrase(
                "Open the group at the desk, press “Help on this board” and choose whose card it is. Write it in the "
                "caller’s own words and without names."
            ),
        ),
        (
            phrase("Hang up, or call again"),
            phrase("Press “Has hung up”, and “Is back” when the same person calls again. Do not enter anybody twice."),
        ),
    )


def _ending() -> tuple[Point, ...]:
    return (
        (phrase("I read back to you what I have entered. Is that right?"), True),
        (phrase("Thank you for taking part. You can call again at any time this evening."), True),
        (phrase("Press “Has hung up” when a call ends. After the evening destroy the list of callers."), False),
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
