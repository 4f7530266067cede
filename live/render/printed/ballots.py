"""Ballots: what one person crosses, for every question of the evening."""

from live.core.document import Words, nphrase, phrase
from live.core.paper import BallotPaper, Box, Choice, Item, Lines, Paper, PaperStep, Scale
from live.render.paper.said import Json, Sayer


def ballots(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """All ballots in the order of the evening."""
    written = [_ballot(step, at, sayer) for step in paper.steps for at in range(len(step.printed.ballots))]
    return {
        "ballots": written,
        "none": sayer.said(phrase("Nothing is asked this evening.")),
        "foot": sayer.said(phrase("Please do not write your name here. Give this sheet to the moderation.")),
    }


def numbered(step: PaperStep, at: int) -> Words:
    """Which question of which step it is."""
    of = len(step.printed.ballots)
    if of == 1:
        return step.title
    return phrase("Question %(number)s of %(count)s", number=at + 1, count=of)


def how(item: Item) -> Words:
    """What to do, in a sentence."""
    match item:
        case Scale():
            return phrase("Choose one number.")
        case Lines():
            return phrase("Answer in your own words.")
        case Choice():
            return _how_many(item)


def _how_many(item: Choice) -> Words:
    if item.at_most == 1:
        return phrase("Choose one answer.")
    if item.at_least == item.at_most:
        return nphrase("Choose exactly %(n)s answer.", "Choose exactly %(n)s answers.", item.at_most)
    if item.at_most == len(item.options):
        return phrase("Choose as many answers as you like.")
    if item.at_least > 1:
        return phrase("Choose %(least)s to %(most)s answers.", least=item.at_least, most=item.at_most)
    return nphrase("Choose up to %(n)s answer.", "Choose up to %(n)s answers.", item.at_most)


def _ballot(step: PaperStep, at: int, sayer: Sayer) -> Json:
    ballot: BallotPaper = step.printed.ballots[at]
    several = len(ballot.items) > 1
    return {
        "number": sayer.said(numbered(step, at)),
        "title": sayer.said(step.title) if several else None,
        "explanation": sayer.said(ballot.explanation) if ballot.explanation else None,
        "items": [_item(item, sayer) for item in ballot.items],
    }


def _item(item: Item, sayer: Sayer) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "form": item.form,
        "words": sayer.said(item.words),
        "how": sayer.said(how(item)),
    }
    match item:
        case Choice(options=options):
            shown["options"] = [_box(box, sayer) for box in options]
        case Scale():
            shown["numbers"] = [sayer.wording.number(number) for number in range(item.first, item.last + 1)]
            for end, words in (("low", item.low), ("high", item.high)):
                shown[end] = sayer.said(words) if words else None
        case Lines():
            pass
    return shown


def _box(box: Box, sayer: Sayer) -> Json:
    return {"label": sayer.said(box.label), "sign": box.sign}
