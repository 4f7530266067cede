"""Note sheets: cards for the groups to write on, marked with the group and what it talks about."""

from live.core.document import Words, phrase
from live.core.paper import Cards, Paper, PaperStep
from live.render.paper.said import Json, Sayer

MOST_GROUPS = 60
"""Groups that get pages of their own; where there are more, the number is written in by hand."""


def notes(paper: Paper, sayer: Sayer) -> dict[str, Json]:
    """A page of cards for each group of each step."""
    cards = [card for step in paper.steps if step.printed.cards for card in _cards(step, step.printed.cards, sayer)]
    return {
        "cards": cards,
        "none": sayer.said(phrase("Nobody goes into groups this evening.")),
        "column": sayer.said(phrase("Cross a column")),
        "foot": sayer.said(phrase("One thought on each card, without a name.")),
    }


def _cards(step: PaperStep, cards: Cards, sayer: Sayer) -> list[Json]:
    known = step.groups if 0 < len(step.groups) <= MOST_GROUPS else (None,)
    return [
        {
            "group": sayer.said(_group(number, cards.names)),
            "blank": number is None,
            "step": sayer.said(step.title),
            "prompts": [sayer.said(prompt) for prompt in cards.prompts],
            "columns": [sayer.said(column) for column in cards.columns],
        }
        for number in known
    ]


def _group(number: int | None, names: tuple[str, ...]) -> Words:
    if number is None:
        return phrase("Group")
    if number <= len(names):
        return phrase("Group %(n)s, %(name)s", n=number, name=names[number - 1])
    return phrase("Group %(n)s", n=number)
