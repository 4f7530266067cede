"""What is printed for people without a device, from the plan as it stands this evening.

Rule: steps that were inserted are printed too, and steps that were skipped are not.
"""

from live.core.context import SEATS_LIMIT
from live.core.document import Authored
from live.core.paper import Paper, PaperStep
from live.dialogue.state import State, StepRun


def paper(state: State, address: str) -> Paper:
    """All that is printed. `address`: under which people reach the server."""
    plan = state.plan
    runs = (state.steps[id_] for id_ in state.order)
    return Paper(
        title=Authored(text=plan.title),
        city=plan.city,
        place=Authored(text=plan.place) if plan.place else None,
        support_phone=plan.support_phone or "",
        language=plan.default_language,
        languages=plan.languages,
        zone=plan.time_zone,
        accent=plan.accent,
        starts_at=plan.starts_at(),
        as_of=state.at,
        address=address,
        code=state.code,
        seats=SEATS_LIMIT,
        steps=tuple(step for run in runs if not run.skipped and (step := _step(run)).printed),
    )


def _step(run: StepRun) -> PaperStep:
    planned = range(1, run.kind.planned_rooms(run.settings) + 1)
    return PaperStep(
        title=Authored(text=run.settings.title),
        printed=run.kind.printed(run.settings),
        groups=tuple(sorted({*planned, *run.kind.rooms(run.state)})),
    )
