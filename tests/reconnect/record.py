"""What pages lived through on bad lines, written down so that the browser's code can live through the same.

`python -m tests.reconnect.record` writes `tests/fixtures/reconnects.json` anew. A newer view need not: the rules of the
wire are what counts. The page of the simulation and `static/core` must both do what is written there.
"""

import json
import random
from pathlib import Path
from typing import Any

from tests.reconnect.test_reconnect import CITIZENS, DESK
from tests.reconnect.town import Event, Town
from tests.reconnect.wires import Wire, double, drop, overtake
from tests.simulation.lines import Frame
from tests.simulation.page import Page

FILE = Path(__file__).parent.parent / "fixtures" / "reconnects.json"
SEEDS = range(3)
STEPS = 200
LEFT_OUT = ("session", "agenda", "scripts", "people", "order", "options")
"""Much to read and nothing that another key would not show as well."""


def recorded() -> list[dict[str, Any]]:
    """The life of every page of some towns: what happened, what it said to that, and what it shows at last."""
    return [life(f"{name} {seed}", events) for seed in SEEDS for name, events in played(seed).items()]


def played(seed: int) -> dict[str, list[Event]]:
    """What happens to the pages of one town."""
    chance = random.Random(seed)  # noqa: S311 - repeatable chance is wanted
    town = Town()
    try:
        for wish in DESK[:4]:
            town.ask(town.people[2], wish)
        for _ in range(STEPS):
            step(town, chance)
        town.be_quiet()
        return town.events
    finally:
        town.end()


def step(town: Town, chance: random.Random) -> None:
    """Something happens to somebody."""
    person = chance.choice(town.people)
    town.come_in(person)
    line = person.line
    assert isinstance(line, Wire)
    if not person.page.welcomed and chance.random() < 0.9:
        town.server_hears(line, 9)
        town.page_hears(person, 1)
        return
    way: list[Any] = chance.choice([line.to_page, line.to_page, line.to_server])
    match chance.choice(["flow"] * 5 + ["hurt"] * 6 + ["ask"] * 5 + ["time", "cut", "kill", "other"]):
        case "flow":
            for other in town.people:
                town.server_hears(other.line if isinstance(other.line, Wire) else None, 9)
            town.page_hears(person, chance.randint(1, 9))
        case "hurt":
            place = chance.randrange(9)
            hurt = chance.randrange(3)
            if hurt == 0:
                drop(way, place)
            elif hurt == 1:
                double(way, place, 1)
            else:
                overtake(way, place, 1)
        case "ask" if person.name != "wall":
            town.ask(person, chance.choice(DESK if person.name == "desk" else CITIZENS))
        case "time":
            town.pass_time(chance.choice([1.0, 11.0]))
        case "cut":
            town.cut(person)
        case "kill" if chance.random() < 0.5:
            town.restart()
        case "other":
            town.elsewhere()


def life(name: str, events: list[Event]) -> dict[str, Any]:
    """The events with what the page says to each; frames lose what only makes them long."""
    said: list[Frame] = []
    page = Page(said.append)
    told = []
    for event in events:
        said.clear()
        match event:
            case {"open": _}:
                page.open()
            case {"ask": wish}:
                page.ask(wish)
            case {"hear": frame}:
                event = {"hear": slim(frame)}  # noqa: PLW2901 - the same, shorter
                page.hear(event["hear"])
            case {"cut": _}:
                page.lose()
        told.append({**event, **({"said": list(said)} if said else {})})
    return {
        "name": name,
        "events": told,
        "shown": page.shown,
        "versions": page.versions,
        "unanswered": list(page.unanswered),
    }


def slim(frame: Frame) -> Frame:
    """The frame without what is left out of its view."""
    return {key: lean(value) if key in ("snapshot", "patch") else value for key, value in frame.items()}


def lean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        return value
    return {key: lean(inner) for key, inner in value.items() if key not in LEFT_OUT}


def written() -> str:
    """The file, a life to a line."""
    return (
        "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in recorded()) + "\n]\n"
    )


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
