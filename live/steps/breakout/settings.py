"""What a session file says about a phase in groups. Rule: everything has a sensible value but the prompts."""

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from live.core.ids import SlugField
from live.core.kind import StepSettings
from live.core.text import Text

Link = Annotated[str, Field(pattern=r"^https?://[^\s/?#]+\S*$", max_length=2_000)]
NameField = Annotated[str, Field(min_length=1, max_length=80)]
IdeaCount = Annotated[int, Field(ge=0, le=20)]

NotesAs = Literal["quotes", "entries"]
Video = Literal["links", "jitsi", "bigbluebutton"]
FEWEST_TO_CHOOSE_FROM, MOST_TO_CHOOSE_FROM = 2, 100
"""Groups among which people can choose on a phone."""


class Column(BaseModel):
    """A named column of every board. `id` stays the same when the title is reworded."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: SlugField = Field(description="Kurzname der Spalte, einmalig in diesem Programmpunkt")
    title: Text = Field(description="Überschrift der Spalte")


class Settings(StepSettings):
    """One phase in groups. Lists by room begin with group 1; a shorter list leaves the later groups without."""

    kind: Literal["breakout"] = Field(description="Gespräch in Kleingruppen")
    prompts: tuple[Text, ...] = Field(min_length=1, description="Leitfragen, für alle Gruppen dieselben")
    group_size: int = Field(default=8, ge=2, le=100, description="Gewünschte Zahl der Menschen je Gruppe")
    groups: int | None = Field(
        default=None, ge=1, le=2_000, description="Feste Zahl der Gruppen; gilt vor der Gruppengröße"
    )
    room_names: tuple[NameField, ...] = Field(default=(), description="Namen der Gruppen, der Reihe nach")
    choice: bool = Field(
        default=False,
        description="Ob sich alle ihre Gruppe selbst wünschen, meist nach den Themen in room_names",
    )
    group_moderators: tuple[NameField, ...] = Field(
        default=(), description="Namen der Gruppenmoderationen, der Reihe nach"
    )
    video: Video = Field(
        default="links",
        description="Videoräume: die Adressen unter video_links (links), oder für jede Gruppe ein eigener Raum auf dem "
        "Server der Stadt (jitsi, bigbluebutton)",
    )
    video_links: tuple[Link, ...] = Field(default=(), description="Adressen der Videoräume (https://…), der Reihe nach")
    columns: tuple[Column, ...] = Field(default=(), description="Spalten der Pinnwand; ohne Angabe eine einzige Liste")
    notes_as: NotesAs = Field(
        default="quotes",
        description="Karten sind Zitate (quotes) oder Stichpunkte (entries); mit Spalten von selbst Stichpunkte",
    )
    part_sentences: bool = Field(
        default=False,
        description="Ob zwei Schrägstriche zwischen Leerzeichen ( // ) Sätze trennen, die in der Dokumentation "
        "untereinander stehen",
    )
    focus_ideas: bool = Field(default=False, description="Ob jede Gruppe am Ende ihre wichtigsten Ideen nennt")
    focus_target: tuple[IdeaCount, IdeaCount] = Field(
        default=(1, 2), description="Wie viele Fokusthemen erwünscht sind: von, bis"
    )
    dots: int = Field(
        default=0, ge=0, le=20, description="Wie viele Punkte jeder Mensch auf Karten kleben darf; 0: keine Punkte"
    )
    dots_per_note: int = Field(default=3, ge=1, le=20, description="Wie viele davon auf eine einzelne Karte")
    quintessence: bool = Field(default=True, description="Ob jede Gruppe eine Quintessenz schreibt")
    report_seconds: int = Field(
        default=75, ge=15, le=600, description="Wie viele Sekunden jede Gruppe im Plenum berichtet"
    )
    same_groups_as: SlugField | None = Field(
        default=None, description="Kurzname einer früheren Gruppenphase, deren Gruppen wieder gelten"
    )

    @property
    def topics(self) -> int:
        """How many groups the file counts, else names; 0 where it does neither."""
        return self.groups or len(self.room_names)

    @model_validator(mode="before")
    @classmethod
    def _columns_hold_entries(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("columns") and "notes_as" not in given:
            return {**given, "notes_as": "entries"}
        return given

    @model_validator(mode="after")
    def _columns_differ(self) -> Self:
        ids = Counter(column.id for column in self.columns)
        titles = Counter((tag, words) for column in self.columns for tag, words in column.title.items())
        for name in [*(i for i, n in ids.items() if n > 1), *(words for (_, words), n in titles.items() if n > 1)]:
            raise PydanticCustomError("session.column_twice", "The column “{column}” is given twice", {"column": name})
        return self

    @model_validator(mode="after")
    def _choice_has_groups(self) -> Self:
        if self.choice and not FEWEST_TO_CHOOSE_FROM <= self.topics <= MOST_TO_CHOOSE_FROM:
            raise PydanticCustomError(
                "session.choice",
                "choice needs at least two groups and at most {most}; name them in room_names, or give their number",
                {"most": MOST_TO_CHOOSE_FROM},
            )
        return self

    @model_validator(mode="after")
    def _rooms_have_one_source(self) -> Self:
        if self.video != "links" and self.video_links:
            raise PydanticCustomError(
                "session.video_twice",
                "video: {video} gives every group a room, and video_links gives addresses; leave one of them out",
                {"video": self.video},
            )
        return self

    @model_validator(mode="after")
    def _target_is_a_span(self) -> Self:
        least, most = self.focus_target
        if least > most:
            raise PydanticCustomError(
                "session.focus_target",
                "focus_target begins with {least}, which is more than {most}; swap the two numbers",
                {"least": least, "most": most},
            )
        return self
