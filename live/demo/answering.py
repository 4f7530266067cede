"""How simulated citizens answer what they are asked: one function for each kind that asks something.

Rule: an answer is made of what the view shows, never of the session file. A kind that is not here is only watched.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from live.core.patch import View
from live.demo import words

ABSTAINS = 0.04
WRITES_A_WISH = 0.35


@dataclass(frozen=True)
class Asking:
    """The one question that the room is asked now, as the view `everyone` shows it."""

    kind: str
    step: str
    part: str
    phase: str
    said: View

    @property
    def key(self) -> tuple[str, str]:
        """By what the question is known again."""
        return self.step, self.part


@dataclass(frozen=True)
class Mind:
    """What a person brings to an answer: chance, and how they feel (0 low to 1 high)."""

    random: Random
    spirits: float


def asking(everyone: View) -> Asking | None:
    """What is asked now, whether open or not; None where nothing is or where nobody here could answer."""
    step = everyone.get("step", {})
    kind, part = step.get("kind", ""), everyone.get("current", {}).get("part", "")
    if kind not in ANSWERS or not part:
        return None
    said = step["questions"][part] if "questions" in step else step
    return Asking(kind, step["id"], part, said["phase"], said)


def answer(asked: Asking, mind: Mind) -> tuple[str, dict[str, Any]]:
    """The command that answers: its type and fields, without the seat."""
    type_, fields = ANSWERS[asked.kind](asked, mind)
    return type_, {"step": asked.step, **fields}


def _show_hand(asked: Asking, mind: Mind) -> tuple[str, dict[str, Any]]:
    signals = asked.said["signals"]
    best_first = signals if signals[0] == "up" else list(reversed(signals))
    low = min(1, max(0, 1 - mind.random.gauss(mind.spirits, 0.15)))
    place = int(low * len(best_first))
    return "mood_check.show_hand", {"signal": best_first[min(place, len(best_first) - 1)]}


def _cast_ballot(asked: Asking, mind: Mind) -> tuple[str, dict[str, Any]]:
    fields: dict[str, Any] = {"part": asked.part}
    match asked.said["form"]:
        case "text":
            fields["text"] = mind.random.choice(words.WISHES)
        case "scale":
            fields["chosen"] = [str(_on_scale(asked.said, mind))]
        case _:
            fields["chosen"] = _chosen(asked.said, asked.part, mind.random)
    return "poll.cast_ballot", fields


def _send_answers(asked: Asking, mind: Mind) -> tuple[str, dict[str, Any]]:
    answers: dict[str, Any] = {}
    for item in asked.said["order"]:
        said = asked.said["items"][item]
        match said["form"]:
            case "text":
                if mind.random.random() < WRITES_A_WISH:
                    answers[item] = mind.random.choice(words.WISHES)
            case "scale":
                answers[item] = _on_scale(said, mind)
            case _:
                answers[item] = _chosen(said, item, mind.random) or [said["order"][0]]
    return "evaluation.send_answers", {"answers": answers}


def _on_scale(said: View, mind: Mind) -> int:
    first, last = int(said["from"]), int(said["to"])
    place = mind.random.gauss(0.6 + 0.3 * mind.spirits, 0.2)
    return max(first, min(last, round(first + place * (last - first))))


def _chosen(said: View, topic: str, random: Random) -> list[str]:
    """Options by what the whole town tends to, so that results have a shape; sometimes none."""
    least, most = said.get("at_least", 1), said.get("at_most", 1)
    if least == 0 and random.random() < ABSTAINS:
        return []
    number = max(least, 1, most if random.random() < 0.8 else most - 1)  # noqa: PLR2004 - most people use all they may
    return _drawn(said["order"], topic, min(number, most), random)


def _drawn(options: Sequence[str], topic: str, number: int, random: Random) -> list[str]:
    weights = [1 / (place + 1) for place in range(len(options))]
    Random(topic).shuffle(weights)
    left, drawn = dict(zip(options, weights, strict=True)), []
    for _ in range(min(number, len(options))):
        option = random.choices(list(left), list(left.values()))[0]
        drawn.append(option)
        del left[option]
    return [option for option in options if option in drawn]


ANSWERS: Mapping[str, Callable[[Asking, Mind], tuple[str, dict[str, Any]]]] = {
    "mood_check": _show_hand,
    "poll": _cast_ballot,
    "evaluation": _send_answers,
}
