"""Who reads a message, told by the places where it is said, and which of them a language must have words for.

Rule: every source that says something belongs to somebody; a source that nobody is named for is a mistake that the
tests name. What only those read who run evenings is said in German and English, everything else in every language.
"""

import re
from collections.abc import Mapping

from live.locale import SOURCE
from live.locale.extract import Message

AUDIENCES: Mapping[str, re.Pattern[str]] = {
    "join": re.compile(
        r"templates/(join|enter|message|about[\w-]*|help|privacy[\w-]*|accessibility)\.html"
        r"|static/pages/(join|enter|help)\.js"
        r"|live/web/(joining|about|stored|app|meetings|published|publishing|rooms|freezing)\.py"
    ),
    "participants": re.compile(
        r"static/pages/(participant|help/)|static/core/"
        r"|static/steps/\w+/(participant|ballot|ballot-dock|choices|answers|average|items|shares|signals|figures|row|group"
        r"|board|entry|minutes|presets)\.js"
        r"|static/steps/breakout/(choice|group)/"
        r"|templates/(base|participant)\.html"
        r"|live/steps/mood_check/state\.py"
    ),
    "console": re.compile(
        r"static/pages/(console|help/trouble)|static/core/|static/steps/callers\.js|static/steps/\w+/console[./]"
        r"|static/steps/\w+/(items|signals|figures|board|entry|minutes|presets|whom)\.js|templates/(base|console)\.html"
    ),
    "wall": re.compile(
        r"static/pages/projector|static/core/|static/steps/\w+/(projector[./]|average\.js)"
        r"|templates/(base|projector)\.html"
    ),
    "documents": re.compile(
        r"live/core/(asked|question|question_document)\.py|live/dialogue/document/|live/dialogue/editing/(edited|deeds)\.py"
        r"|live/render/(?!printed/(__init__|telephone)\.py)|live/steps/|live/web/(stored|editing)\.py"
        r"|templates/(documentation|published|paper)"
    ),
    "errors": re.compile(r"live/web/(app|freezing|joining|meetings|rooms|sockets)\.py|templates/message\.html"),
    "staff": re.compile(
        r"static/(pages|steps(/\w+)?)/(desk|editor)[./]|static/core/|static/steps/(called|callers)\.js"
        r"|static/pages/help/trouble\.js|static/steps/\w+/whom\.js"
        r"|templates/(desk|editor|comparing|office)"
        r"|live/(command_line|demo)/"
        r"|live/web/(office|comparing|editing|paper|proofs)\.py"
        r"|live/render/printed/(__init__|telephone)\.py"
    ),
}
"""Who reads what a source says. A source may have several readers."""
REFUSED_TO_THEM = re.compile(r"reject:(agenda|assignment|documentation|screen)\.")
"""Refusals of what only the desk and the editor can wish."""


def audiences_of(message: Message) -> frozenset[str]:
    """Everybody who reads the message: a refusal is an error, whoever is refused."""
    if message.id.startswith("reject:"):
        return frozenset({"staff" if REFUSED_TO_THEM.match(message.id) else "errors"})
    return frozenset(name for name, read in AUDIENCES.items() for file in message.files if read.match(file))


def is_for_everybody(message: Message) -> bool:
    """Whether a participant, a group's moderator, the wall or the documentation says it."""
    return audiences_of(message) != {"staff"}


def wanted(language: str, messages: Mapping[str, Message]) -> dict[str, Message]:
    """What a catalogue must have words for: German all, English (whose sentences are the ids) refusals, a variant
    nothing but what its base says too hard, every other language what everybody reads.
    """
    match language:
        case "de":
            return dict(messages)
        case _ if language == SOURCE:
            return {id_: one for id_, one in messages.items() if id_.startswith("reject:")}
        case _ if "_" in language:
            return {}
        case _:
            return {id_: one for id_, one in messages.items() if is_for_everybody(one)}
