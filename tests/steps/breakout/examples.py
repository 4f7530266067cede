"""A phase in groups to test with: two settings, its people, and commands that meet each other often."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from live.core.command import StepCommand
from live.core.ids import PersonId
from live.steps.breakout import Settings
from live.steps.breakout import commands as c

STEP = "groups-1"
PEOPLE: tuple[PersonId, ...] = tuple(PersonId(f"p{number}") for number in range(1, 10))
NAMES = ("Rosa", "Bernd", "Aylin", "", "Nour", "Johanna", "Pavlo", "Gitte", "Kemal")


def settings_example(**changes: object) -> Settings:
    """Quotes in one list, named rooms, focus ideas: the fields of a session file, changed as the test needs."""
    plain = {
        "kind": "breakout",
        "id": STEP,
        "title": "Gruppenphase 1",
        "minutes": 30,
        "prompts": ["Was hat Ihnen im letzten Sommer geholfen?", {"de": "Wer hat geholfen?", "ar": "من ساعد؟"}],
        "group_size": 3,
        "room_names": ["Linde", "Ahorn"],
        "group_moderators": ["Tomasz"],
        "video_links": ["https://video.example/linde"],
        "focus_ideas": True,
    }
    return Settings.model_validate(plain | changes)


def columns_example() -> Settings:
    """Entries in two columns."""
    return settings_example(
        columns=[{"id": "keep", "title": "Hilfreiche Angebote"}, {"id": "new", "title": "Neue Angebote"}]
    )


_TOKENS = st.sampled_from([f"c{number}" for number in range(8)])
_ROOMS = st.sampled_from([1, 1, 1, 2, 2, 3, 4])
_TEXTS = st.sampled_from(
    ["Schatten", "„Der Brunnen war kaputt.“", "<b>&amp;</b> // Bürger*innen", "ماء", " ", "lang " * 1_000]
)
_COLUMNS = st.sampled_from(["keep", "new", None, "elsewhere"])
_LANGUAGES = st.sampled_from([None, "de", "ar"])


def commands(people: Sequence[PersonId] = PEOPLE, step: str = STEP) -> st.SearchStrategy[StepCommand]:
    """Any command of the kind. Ids come from a small pool, so that notes are moved, hidden, and ids collide."""
    rooms = st.one_of(st.none(), _ROOMS)
    fields: dict[type[StepCommand], dict[str, st.SearchStrategy[Any]]] = {
        c.DraftRooms: {
            "groups": st.one_of(st.none(), st.integers(1, 4)),
            "group_size": st.one_of(st.none(), st.integers(2, 5)),
            "source": st.sampled_from(["random", "random", "same", "mixed", "list", "chosen", "chosen"]),
            "text": st.sampled_from(["Rosa;1", "niemand;9\np2;2", " "]),
            "balanced": st.booleans(),
            "understood": st.sampled_from([(), ("ar",)]),
        },
        c.PinPlace: {"person": st.sampled_from(people), "pinned": st.booleans()},
        c.LinkPeople: {
            "how": st.sampled_from(["together", "apart"]),
            "people": st.lists(st.sampled_from(people), min_size=2, max_size=3).map(tuple),
        },
        c.UnlinkPeople: {"link": _TOKENS},
        c.MarkSpeaker: {"person": st.sampled_from(people), "languages": st.sampled_from([(), ("ar",), ("ar", "tr")])},
        c.OpenChoice: {
            "groups": st.sampled_from([None, None, 1, 2, 3, 4]),
            "group_size": st.sampled_from([None, None, 2]),
            "capacity": st.sampled_from([None, None, 1, 3]),
        },
        c.CloseChoice: {},
        c.Wish: {
            "rooms": st.lists(st.sampled_from([1, 2, 2, 3, 4]), max_size=3).map(tuple),
            "person": st.one_of(st.none(), st.none(), st.sampled_from([*people, PersonId("nobody")])),
        },
        c.MovePerson: {"person": st.sampled_from([*people, PersonId("nobody")]), "room": _ROOMS},
        c.MergeRooms: {"room": _ROOMS, "into": _ROOMS},
        c.Publish: {"minutes": st.one_of(st.none(), st.integers(1, 60))},
        c.AddTime: {"minutes": st.sampled_from([-30, -1, 0, 1, 2, 5]), "room": rooms},
        c.End: {},
        c.Reopen: {},
        c.WriteNote: {
            "room": _ROOMS,
            "text": _TEXTS,
            "column": _COLUMNS,
            "below": st.one_of(st.none(), st.none(), _TOKENS),
            "language": _LANGUAGES,
        },
        c.EditNote: {"note": _TOKENS, "text": _TEXTS, "version": st.sampled_from([None, None, 1, 2])},
        c.MergeNote: {"note": _TOKENS, "into": _TOKENS},
        c.PartNote: {"note": _TOKENS},
        c.OpenDots: {"room": rooms, "budget": st.sampled_from([None, 2]), "per_note": st.sampled_from([None, 1])},
        c.CloseDots: {"room": rooms},
        c.RevealDots: {"room": rooms},
        c.PlaceDots: {"note": _TOKENS, "dots": st.integers(0, 3)},
        c.CallHelp: {"room": _ROOMS},
        c.TakeHelp: {"call": _TOKENS, "by": st.sampled_from(["moderation", "support"])},
        c.FinishHelp: {"call": _TOKENS},
        c.Broadcast: {
            "room": rooms,
            "preset": st.sampled_from([None, "five_minutes", "come_back"]),
            "text": st.sampled_from(["Bitte schreiben Sie mit.", " "]),
        },
        c.HideNote: {"note": _TOKENS},
        c.UnhideNote: {"note": _TOKENS},
        c.MoveNote: {"note": _TOKENS, "column": st.sampled_from(["keep", "new", "elsewhere"])},
        c.FreezeBoard: {"room": rooms},
        c.UnfreezeBoard: {"room": rooms},
        c.WriteQuintessence: {"room": _ROOMS, "text": _TEXTS, "language": _LANGUAGES},
        c.TakePen: {"room": _ROOMS},
        c.PassPen: {"room": _ROOMS},
        c.WriteDissent: {"room": _ROOMS, "text": st.sampled_from(["", "Manche sehen das anders.", " "])},
        c.SourceSentence: {
            "room": _ROOMS,
            "sentence": st.sampled_from(["Schatten", "Schat", "", "elsewhere"]),
            "notes": st.lists(_TOKENS, max_size=2).map(tuple),
        },
        c.AskConfirmation: {"room": _ROOMS},
        c.Confirm: {
            "room": _ROOMS,
            "seat": st.sampled_from([None, 1, 2]),
            "version": st.sampled_from([1, 1, 2]),
            "answer": st.sampled_from(["right", "partly", "wrong"]),
        },
        c.ReleaseQuintessence: {"room": _ROOMS},
        c.WithdrawQuintessence: {"room": _ROOMS},
        c.ShowQuintessence: {"room": rooms},
        c.AddFocusIdea: {"room": _ROOMS, "text": _TEXTS, "note": st.one_of(st.none(), _TOKENS)},
        c.EditFocusIdea: {"idea": _TOKENS, "text": _TEXTS},
        c.RemoveFocusIdea: {"idea": _TOKENS},
    }
    missing = set(c.COMMANDS) - fields.keys()
    assert not missing, missing
    kinds: list[type[StepCommand]] = [
        *[c.WriteNote] * 6,
        c.OpenChoice,
        *[c.Wish] * 3,
        c.WriteQuintessence,
        c.AddFocusIdea,
        *fields,
    ]
    return st.sampled_from(kinds).flatmap(lambda kind: st.builds(kind, id=_TOKENS, step=st.just(step), **fields[kind]))
