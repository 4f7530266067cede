"""One example of every kind for the generic machine: steps to start with, and commands that often fit them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from hypothesis import strategies as st

from live.core import question
from live.core.command import StepCommand
from live.core.context import Person
from live.core.ids import PersonId, StepId
from live.core.kind import StepKind, StepSettings
from live.steps import breakout, evaluation, mood_check, poll, talk
from tests.steps.breakout import examples as groups

PEOPLE: Mapping[PersonId, Person] = {
    PersonId(id_): Person(PersonId(id_), seats=seats, name=name, language="de", joined_at=5)
    for id_, seats, name in (
        ("qx7rosa", 2, "Rosa Quendel"),
        ("qx7henk", 1, "Henk <b>Xaver</b>"),
        ("qx7mira", 1, ""),
        ("qx7samir", 1, "سمير"),
    )
}

Commands = st.SearchStrategy[StepCommand]


@dataclass(frozen=True)
class Example:
    """Steps of one kind that may know each other, and what is wished of them.

    `opening` is what the desk does on most evenings first; `answers` are wishes of participants, `commands` all others.
    """

    kind: StepKind
    settings: tuple[StepSettings, ...]
    opening: tuple[StepCommand, ...]
    answers: Commands
    commands: Commands


def talk_example(**changes: object) -> talk.Settings:
    plain = {"kind": "talk", "id": "welcome", "title": "Begrüßung", "minutes": 10, "purpose": "welcome"}
    return talk.Settings.model_validate(plain | changes)


def mood_example(**changes: object) -> mood_check.Settings:
    plain = {"kind": "mood_check", "id": "mood-1", "title": "Stimmungsbild", "minutes": 5, "question": "Wie geht es?"}
    return mood_check.Settings.model_validate(plain | changes)


CHOICE: dict[str, Any] = {
    "id": "burden",
    "question": "Was macht Ihnen zu schaffen?",
    "explanation": "Denken Sie an den letzten Sommer.",
    "options": ["Die Wohnung", "Die Wege", {"id": "care", "text": {"de": "Die Sorge", "ar": "القلق"}}],
    "choose": "up to 2",
}
SCALE: dict[str, Any] = {
    "id": "heat",
    "form": "scale",
    "question": "Wie heiß ist es?",
    "scale": {"low": "kühl", "high": "heiß"},
}
WORDS: dict[str, Any] = {"id": "wish", "form": "text", "question": "Ein Wunsch?"}


def poll_example(*questions: dict[str, Any], **changes: object) -> poll.Settings:
    plain = {"kind": "poll", "id": "poll-1", "title": "Befragung", "minutes": 10}
    return poll.Settings.model_validate(plain | {"questions": list(questions) or [CHOICE]} | changes)


def evaluation_example(**changes: object) -> evaluation.Settings:
    plain = {
        "kind": "evaluation",
        "id": "end",
        "title": "Auswertung",
        "minutes": 5,
        "introduction": "Wie war es?",
        "items": [
            {"id": "heard", "statement": "Ich kam zu Wort.", "low": "gar nicht", "high": "völlig"},
            {"id": "again", "statement": "Wieder?", "form": "choice", "options": ["ja", "nein"]},
            {"id": "words", "statement": "Was noch?", "form": "text"},
        ],
        "thanks": "Danke!",
        "next_steps": ["Der Stadtrat berät."],
    }
    return evaluation.Settings.model_validate(plain | changes)


TOKENS = st.integers(0, 200).map("c{}".format)
TEXTS = st.sampled_from(["", " ", "„Mehr Schatten“", "<script>alert(1)</script>", "ماء", "x" * 2_001])
SEATS = st.sampled_from([1, 1, 1, 2, 3])
OPTIONS = st.sampled_from(["up", "sideways", "down", "a", "b", "care", "1", "3", "5", "nowhere"])
CHOSEN = st.sampled_from([(), ("a",), ("a", "b"), ("care", "b"), ("a", "a"), ("a", "b", "care"), ("3",), ("nowhere",)])
SCREENS = st.sampled_from([("devices", "projector"), ("devices",), ("projector",), ()])


def question_commands(steps: list[str], parts: list[str], items: list[str]) -> Commands:
    """Any command of a question's life; opening and revealing come up more often."""
    where = {"id": TOKENS, "step": st.sampled_from(steps), "part": st.sampled_from([*parts, *parts, "elsewhere"])}
    counted = st.dictionaries(
        st.sampled_from(items), st.dictionaries(OPTIONS, st.integers(0, 9), max_size=2), max_size=1
    )
    inner: dict[type, dict[str, st.SearchStrategy[Any]]] = {
        question.Reveal: {"on": SCREENS},
        question.EnterCounts: {
            "source": st.sampled_from(["camera", "phone", "paper"]),
            "people": st.integers(0, 12),
            "chosen": counted,
        },
    }
    every = [question.Open, question.Open, question.Reveal, *get_args(question.Command)]
    return st.one_of(*(st.builds(command, **where, **inner.get(command, {})) for command in every))


def opened(step: str, *parts: str) -> tuple[StepCommand, ...]:
    """The desk opens these questions."""
    return tuple(question.Open(id=f"o{number}", step=StepId(step), part=part) for number, part in enumerate(parts))


def _hands(steps: list[str]) -> Commands:
    return st.builds(mood_check.ShowHand, id=TOKENS, step=st.sampled_from(steps), seat=SEATS, signal=OPTIONS)


def _ballots(parts: list[str]) -> Commands:
    return st.builds(
        poll.CastBallot,
        id=TOKENS,
        step=st.just("poll-1"),
        part=st.sampled_from([*parts, "elsewhere"]),
        seat=SEATS,
        chosen=CHOSEN,
        text=st.one_of(st.just(""), TEXTS),
    )


def _answers() -> Commands:
    one = st.one_of(st.integers(-1, 6), TEXTS, st.lists(OPTIONS, max_size=2).map(tuple))
    fitting = st.fixed_dictionaries(
        {}, optional={"heard": st.integers(1, 5), "again": OPTIONS.map(lambda o: (o,)), "words": TEXTS}
    )
    anything = st.dictionaries(st.sampled_from(["heard", "again", "words", "nowhere"]), one, max_size=3)
    return st.builds(
        evaluation.SendAnswers, id=TOKENS, step=st.just("end"), seat=SEATS, answers=fitting | fitting | anything
    )


def _notes(steps: list[str]) -> Commands:
    return st.builds(
        breakout.commands.WriteNote,
        id=TOKENS,
        step=st.sampled_from(steps),
        room=st.sampled_from([1, 2]),
        text=TEXTS,
        column=st.sampled_from([None, "keep"]),
    )


MOODS = ["mood-1", "mood-2", "mood-3"]
PARTS = ["burden", "named", "live", "heat", "wish"]
ROOMS = ["groups-1", "groups-2"]

EXAMPLES = (
    Example(
        talk,
        (talk_example(speaker="Ada", text=["Guten Abend."], question="Was meinen Sie?"),),
        (),
        _hands(["welcome"]),
        question_commands(["welcome"], ["welcome"], ["answer"]),
    ),
    Example(
        mood_check,
        (
            mood_example(),
            mood_example(id="mood-2", compare_with="mood-1", labels={"up": "prima"}, live=False),
            mood_example(id="mood-3", compare_with="mood-2", scale="fingers"),
        ),
        (*opened("mood-1", "mood"), *opened("mood-2", "mood")),
        _hands(MOODS),
        question_commands(MOODS, ["mood"], ["mood"]),
    ),
    Example(
        poll,
        (
            poll_example(
                CHOICE,
                CHOICE | {"id": "named", "secrecy": "named", "show": "after_vote", "choose": 2},
                CHOICE | {"id": "live", "show": "live", "choose": "any"},
                SCALE | {"secrecy": "moderation"},
                WORDS,
            ),
        ),
        opened("poll-1", *PARTS),
        _ballots(PARTS),
        question_commands(["poll-1"], PARTS, ["answer", "elsewhere"]),
    ),
    Example(
        breakout,
        (
            groups.settings_example(id=ROOMS[0]),
            groups.settings_example(id=ROOMS[1], same_groups_as=ROOMS[0], columns=[{"id": "keep", "title": "Gutes"}]),
        ),
        (
            breakout.commands.DraftRooms(id="o1", step=StepId(ROOMS[0]), groups=2),
            breakout.commands.Publish(id="o2", step=StepId(ROOMS[0])),
        ),
        _notes(ROOMS),
        st.one_of(*(groups.commands(list(PEOPLE), step) for step in ROOMS)),
    ),
    Example(
        evaluation,
        (evaluation_example(),),
        opened("end", "form"),
        _answers(),
        question_commands(["end"], ["form"], ["heard", "again", "words"]),
    ),
)
