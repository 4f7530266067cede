"""The telephone script: for whoever takes calls of people without a device.

Rule: it tells only of ways that there are: the page of a participant that the helper opens for the caller, and counts
that the desk enters.
"""

from live.core.document import Words, nphrase, phrase
from live.core.paper import Choice, Item, Lines, Paper, PaperStep, Scale
from live.render.paper.said import Json, Sayer
from live.render.printed.ballots import numbered
from live.render.printed.entrance import way_in


def telephone(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """What to prepare, what to say, how to enter it, and all questions."""
    return {
        **way_in(paper, sayer),
        "sections": [
            {"title": sayer.said(title), "points": [_point(point, sayer) for point in points]}
            for title, points in ((phrase("Before the first call"), _before()), (phrase("Greeting"), _greeting(paper)))
        ],
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
        (phrase("Lay out this script, a pen and the code."), False),
        (phrase("Open a private window in the browser for every caller, so that each has a page of their own."), False),
        (phrase("Agree with the moderation who tells you when a question opens and closes."), False),
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
            phrase("Take part"),
            phrase("In a new private window, open the address, type in the code and the caller’s name, if there is one."),
        ),
        (
            phrase("Vote"),
            phrase("Answer the question in the caller’s window, read the answer back and press “Send”."),
        ),
        (
            phrase("Vote, when many call at once"),
            phrase(
                "Make strokes on this script. Afterwards give the desk the numbers: “Enter counted votes”, “People on "
                "the telephone”. Whoever is counted so must not vote in a window too."
            ),
        ),
        (
            phrase("Speak"),
            phrase("Press “Raise hand” in the caller’s window. The moderation gives the word; then read out what is said."),
        ),
        (
            phrase("Leave a thought in a group"),
            phrase("Write a note in the caller’s window, in the caller’s own words and without names."),
        ),
    )


def _ending() -> tuple[Point, ...]:
    return (
        (phrase("I read back to you what I have entered. Is that right?"), True),
        (phrase("Thank you for taking part. You can call again at any time this evening."), True),
        (phrase("Leave the caller’s window open until the evening is over."), False),
    )


def _point(point: Point, sayer: Sayer) -> Json:
    words, aloud = point
    return {"words": sayer.quoted(words) if aloud else sayer.said(words), "aloud": aloud}


def _question(step: PaperStep, at: int, item: Item, sayer: Sayer) -> Json:
    several = len(step.printed.ballots) > 1
    return {
        "step": sayer.said(step.title),
        "number": sayer.said(numbered(step, at)) if several else None,
        "words": sayer.said(item.words),
        "how": sayer.said(_to_say(item)),
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


def _to_say(item: Item) -> Words:
    match item:
        case Scale():
            return phrase("Please name a number from %(first)s to %(last)s.", first=item.first, last=item.last)
        case Lines():
            return phrase("Please answer in your own words.")
        case Choice():
            return _how_many(item)


def _how_many(item: Choice) -> Words:
    if item.at_most == 1:
        return phrase("Please choose one answer.")
    if item.at_least == item.at_most:
        return nphrase("Please choose exactly %(n)s answer.", "Please choose exactly %(n)s answers.", item.at_most)
    if item.at_most == len(item.options):
        return phrase("Please choose as many answers as you like.")
    if item.at_least > 1:
        return phrase("Please choose %(least)s to %(most)s answers.", least=item.at_least, most=item.at_most)
    return nphrase("Please choose up to %(n)s answer.", "Please choose up to %(n)s answers.", item.at_most)
