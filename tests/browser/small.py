"""A small evening for tests about one thing: a question, a question in own words, groups, an evaluation."""

from typing import Any

from live.dialogue.session import Session
from tests.browser.server import soon

OPTIONS = ("Mehr Bäume", "Mehr Bänke", "Mehr Brunnen")


def small(**changes: Any) -> Session:  # noqa: ANN401 - fields of a session
    """The session; its words can be exchanged for others."""
    words = {"title": {"de": "Ein kleiner Abend"}, "city": "Lindental", **changes}
    plan = {
        "date": "2026-06-18",
        "start": "18:00",
        "end": "19:00",
        "languages": ["de"],
        "organisers": ["Stadt Lindental"],
        "contact": {"name": "Büro für Beteiligung", "mail": "dialog@lindental.example"},
        "agenda": [
            {"kind": "talk", "id": "willkommen", "title": {"de": "Willkommen"}, "minutes": 5},
            {
                "kind": "poll",
                "id": "fragen",
                "title": {"de": "Fragen"},
                "minutes": 10,
                "questions": [
                    {
                        "id": "was",
                        "question": {"de": "Was hilft gegen Hitze?"},
                        "choose": "up to 2",
                        "options": [{"de": words_} for words_ in OPTIONS],
                    },
                    {"id": "warum", "form": "text", "question": {"de": "Warum?"}},
                ],
            },
            {
                "kind": "breakout",
                "id": "gruppen",
                "title": {"de": "In Gruppen"},
                "minutes": 30,
                "groups": 2,
                "prompts": [{"de": "Was haben Sie erlebt?"}],
                "focus_ideas": True,
            },
            {
                "kind": "evaluation",
                "id": "auswertung",
                "title": {"de": "Auswertung"},
                "minutes": 10,
                "items": [{"id": "lob", "form": "text", "statement": {"de": "Was war gut?"}}],
            },
        ],
        **words,
    }
    return soon(Session.model_validate(plan, context={"default_language": "de"}))
