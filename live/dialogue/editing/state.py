"""What is known of the editing; `fold` changes it in place, everybody else only reads."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from live.dialogue.editing.values import HidingReason
from live.dialogue.session import NextStep


@dataclass(slots=True)
class Edit:
    """What was done to some words last. `text` where they are replaced, `reason` where they are hidden."""

    sort: Literal["corrected", "pseudonymised", "hidden"]
    at: int
    text: str = ""
    original: str = ""
    reason: HidingReason | None = None
    remark: str = ""


@dataclass(slots=True)
class Picture:
    """A picture and what is said about it; `file` is the digest of its bytes."""

    picture: str
    file: str
    width: int
    height: int
    chapter: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Publication:
    """A version that was published at a moment (ms since 1970 UTC); `document` is the digest of the frozen tree.

    `document` is empty in dialogues that are older: there the documentation as it stands is public.
    """

    number: int
    at: int
    document: str = ""
    note: str = ""
    withdrawn_at: int | None = None
    withdrawal: str = ""


Area = Literal["words", "chapters", "foreword", "next_steps", "pictures"]
"""What of a documentation can be edited, in the order in which it is listed."""


@dataclass(slots=True)
class Editing:
    """All that editors did."""

    edits: dict[str, Edit] = field(default_factory=dict)
    """key of words -> the edit in force."""
    counts: dict[str, int] = field(default_factory=dict)
    """key of words -> how often they were edited; of the foreword and the next steps too."""
    left_out: set[str] = field(default_factory=set)
    """ids of chapters."""
    foreword: dict[str, str] = field(default_factory=dict)
    """language -> words."""
    next_steps: tuple[NextStep, ...] | None = None
    """None: those of the session file."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    """ids of warnings."""
    publications: list[Publication] = field(default_factory=list)
    edited_at: dict[Area, int] = field(default_factory=dict)
    """When something of it was edited last, ms since 1970 UTC."""

    @property
    def published(self) -> Publication | None:
        """The version that is public now."""
        last = self.publications[-1] if self.publications else None
        return None if last is None or last.withdrawn_at is not None else last

    @property
    def edited_since(self) -> list[Area]:
        """What was edited since the last version; nothing before the first."""
        last = self.publications[-1].at if self.publications else None
        return [] if last is None else [area for area in get_args(Area) if self.edited_at.get(area, last) > last]
