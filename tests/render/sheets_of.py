"""Trees of what is printed, made of a plan like a real one; and how large the letters of a sheet are."""

from importlib import import_module
from typing import Any

from live.core.actor import Server
from live.core.ids import DialogueId
from live.core.paper import Paper
from live.dialogue import commands as asked
from live.dialogue.paper import paper
from live.dialogue.session import Session
from tests.evening import Evening
from tests.evening_words import PLAN

ADDRESS = "https://dialog.lindental.example"
CODE = "40718826"
PHONE = "01234 56-789"


def paper_of(*steps: dict[str, Any], address: str = ADDRESS, **changes: object) -> Paper:
    """The paper of a plan with these steps instead of its own, if there are any."""
    agenda = list(steps) or PLAN["agenda"]
    plan = PLAN | {"support_phone": PHONE, "agenda": agenda} | changes
    session = Session.model_validate(plan, context={"default_language": "de"})
    evening = Evening()
    evening.tell(
        Server(),
        asked.Create(id="create", dialogue=DialogueId("d1"), code=CODE, session=session.model_dump(mode="json")),
    )
    return paper(evening.state, address)


def poll(*options: str, question: str = "Was ist wichtig?", **more: object) -> dict[str, Any]:
    """A poll with one choice."""
    asked_for = {"id": "frage", "question": question, "options": list(options) or ["Ja", "Nein"], **more}
    return {"kind": "poll", "id": "umfrage", "title": "Umfrage", "minutes": 5, "questions": [asked_for]}


def sizes(file: bytes) -> set[float]:
    """The heights of all letters in points."""
    pdf: Any = import_module("pypdfium2")  # the package has no types
    letters = (
        thing for page in pdf.PdfDocument(file) for thing in page.get_objects([pdf.raw.FPDF_PAGEOBJ_TEXT], max_depth=9)
    )
    return {round(thing.get_font_size() * abs(thing.get_matrix().d), 1) for thing in letters}
