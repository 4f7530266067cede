"""The documentation of a dialogue as a tree, at any minute: what was planned, what has happened, how it was counted.

Rule: chapters stand in the order of the evening and every number is generated. Only what happened is told: a step that
the room never visited appears where its kind has something to say that it did not know at the start.
"""

from typing import Literal

from live.core.document import Authored, Document
from live.dialogue.document.around import agenda, contact, glance, next_steps_chapter, thanks, why
from live.dialogue.document.attendance import Attendance
from live.dialogue.document.keys import keyed
from live.dialogue.document.method import method
from live.dialogue.document.told import chapter_of, next_steps, tell
from live.dialogue.state import State, look

__all__ = ["document", "next_steps_chapter"]


def document(state: State, now: int) -> Document:
    """The documentation as it stands at `now`, in ms since 1970 UTC. Raises `LookupError` before the creation."""
    plan = state.plan
    gathered = {step: run.kind.gathered(run.state) for step, run in state.steps.items()}
    questions = [question for step in gathered.values() for question in step.questions]
    told = tell(state, gathered)
    attendance = Attendance.of(look(state, frozenset()), questions)
    chapters = (
        glance(state, told, attendance),
        why(plan),
        agenda(state),
        *(chapter_of(state, step) for step in told),
        next_steps_chapter(next_steps(plan, told)),
        thanks(plan),
        contact(plan),
        method(state, attendance, gathered.values(), now),
    )
    return Document(
        title=Authored(text=plan.title, key="title"),
        subtitle=Authored(text=plan.subtitle, key="subtitle") if plan.subtitle else None,
        city=plan.city,
        organisers=plan.organisers,
        language=plan.default_language,
        languages=plan.languages,
        zone=plan.time_zone,
        accent=plan.accent,
        logo=f"data:{plan.logo_data.mime};base64,{plan.logo_data.base64}" if plan.logo_data else "",
        starts_at=plan.starts_at(),
        state=_stage(state),
        as_of=now,
        people=attendance.people,
        chapters=tuple(keyed(chapter) for chapter in chapters if chapter.blocks),
    )


def _stage(state: State) -> Literal["before", "running", "ended"]:
    return "before" if state.phase == "waiting" else state.phase
