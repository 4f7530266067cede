"""What is said and typed on the evening of `tests.evening`, with the oddities that real evenings contain."""

from dataclasses import dataclass
from typing import Any

NAMES = ("Rosa", "Kemal", "Familie Brandt", "سلمى", "", "Herr Öztürk", "Anne-Kathrin", "", "<b>Uwe</b>", "Olena")

BURDENS = (
    "Meine Wohnung kühlt nachts nicht mehr ab, und ich schlafe tagelang schlecht.",
    "Auf meinen täglichen Wegen – zum Einkaufen, zur Schule, zur Haltestelle – fehlen Schatten und Sitzgelegenheiten.",
    "Ich sorge mich um ältere oder kranke Menschen in der Nachbarschaft, die niemanden um Hilfe bitten.",
    "Es gibt zu wenige kühle Orte, an denen ich mich aufhalten kann, ohne etwas kaufen zu müssen.",
    "Bei der Arbeit, in der Kita oder in der Pflegeeinrichtung wird kaum Rücksicht auf die Hitze genommen.",
    "Ich weiß nicht, wo ich verlässliche Hitzewarnungen und Unterstützungsangebote finde.",
)
GOOD = (
    "Nachbar*innen haben füreinander eingekauft und aufeinander geachtet.",
    "Das Freibad hatte länger offen.",
    "Am Markt gab es wieder Trinkwasser.",
    "Die Bücherei war ein kühler Ort für alle.",
    "Im Betrieb durften wir früher anfangen.",
    "Wir haben abends mehr Zeit draußen miteinander verbracht.",
)

PLAN: dict[str, Any] = {
    "title": {"de": "Gut durch heiße Tage", "ar": "لنعبر الأيّام الحارّة بسلام"},
    "subtitle": {"de": "Was hilft uns, wenn es in der Stadt zu warm wird?", "ar": "ما الذي يساعدنا حين تشتدّ الحرارة؟"},
    "city": "Stadt Lindental",
    "date": "2026-06-18",
    "start": "18:00",
    "end": "20:15",
    "time_zone": "Europe/Berlin",
    "place": "In der Videokonferenz und im Bürgersaal, Am Markt 1",
    "organisers": ["Stadt Lindental", "Nachbarschaftsrat Lindental & Anger e. V."],
    "contact": {"name": "Büro für Beteiligung", "mail": "dialog@lindental.example", "phone": "01234 5678"},
    "credits": ["Moderation: Jule Sommer", "Technik: Verein Freies Netz", "Übersetzung: سمير حدّاد"],
    "thanks": "Danke an alle, die sich zwei Stunden Zeit genommen haben, auch an die, die am Telefon dabei waren.",
    "languages": ["de", "ar"],
    "why": "Die Stadt Lindental überarbeitet ihren Hitzeaktionsplan. Bevor der Entwurf in den Stadtrat geht, wollte "
    "sie wissen, was Menschen an heißen Tagen belastet, wer ihnen hilft und was fehlt.",
    "guiding_questions": ["Was belastet uns?", "Was hat geholfen?", "Was soll die Stadt als Nächstes tun?"],
    "agenda": [
        {
            "kind": "talk",
            "id": "willkommen",
            "title": {"de": "Begrüßung", "ar": "ترحيب"},
            "minutes": 12,
            "purpose": "welcome",
            "speaker": "Jule Sommer",
            "speaker_role": "Moderation",
            "text": ["Schön, dass Sie da sind. So läuft der Abend: Wir fragen, Sie antworten, und alles wird notiert."],
        },
        {
            "kind": "mood_check",
            "id": "stimmung-1",
            "title": {"de": "Zu Beginn", "ar": "في البداية"},
            "minutes": 5,
            "question": "Wie geht es Ihnen gerade?",
        },
        {
            "kind": "poll",
            "id": "befragung",
            "title": {"de": "Befragung", "ar": "استطلاع"},
            "minutes": 15,
            "questions": [
                {
                    "id": "belastung",
                    "question": "Was macht Ihnen an heißen Tagen am meisten zu schaffen?",
                    "options": list(BURDENS),
                    "choose": "up to 2",
                },
                {"id": "gutes", "question": "Was war gut?", "options": list(GOOD), "choose": "one"},
            ],
        },
        {
            "kind": "breakout",
            "id": "gruppen-1",
            "part_sentences": True,
            "title": {"de": "Gruppenphase 1", "ar": "العمل في مجموعات ١"},
            "minutes": 35,
            "prompts": ["Was hat Ihnen im letzten Sommer geholfen?", "Wo war es kaum auszuhalten?"],
            "room_names": ["Linde", "Ahorn", "Buche", "Esche"],
            "group_moderators": ["Mira", "Tarek", "Svenja", "Paul"],
        },
        {
            "kind": "mood_check",
            "id": "stimmung-2",
            "title": {"de": "Nach den Gruppen", "ar": "بعد المجموعات"},
            "minutes": 5,
            "question": "Und jetzt?",
            "compare_with": "stimmung-1",
        },
        {
            "kind": "talk",
            "id": "input",
            "title": {"de": "Was die Stadt schon tut", "ar": "ما تفعله المدينة"},
            "minutes": 13,
            "speaker": "Dr. Amira Belhadj",
            "speaker_role": "Leiterin des Gesundheitsamts",
            "text": [
                (
                    "Seit 2023 gibt es das Hitzetelefon. Im letzten Sommer haben dort 1.240 Menschen angerufen, die "
                    "meisten an nur sechs Tagen."
                ),
                (
                    "Wir wissen, wo es zu warm wird: am Markt, an der Endhaltestelle und auf dem Spielplatz am Anger. "
                    "Was wir nicht wissen, ist, was davon zuerst kommen soll."
                ),
            ],
            "question": "Was davon soll zuerst kommen?",
        },
        {
            "kind": "breakout",
            "id": "gruppen-2",
            "title": {"de": "Gruppenphase 2", "ar": "العمل في مجموعات ٢"},
            "minutes": 35,
            "prompts": ["Welche Angebote gibt es, und welche brauchen wir?"],
            "room_names": ["Linde", "Ahorn", "Buche", "Esche"],
            "columns": [
                {"id": "gut", "title": "Hilfreiche Angebote"},
                {"id": "besser", "title": "Angebote, die besser werden sollen"},
                {"id": "neu", "title": "Neue Angebote"},
            ],
            "quintessence": False,
            "focus_ideas": True,
            "same_groups_as": "gruppen-1",
        },
        {
            "kind": "evaluation",
            "id": "auswertung",
            "title": {"de": "Auswertung", "ar": "تقييم"},
            "minutes": 10,
            "items": [
                {"id": "gehoert", "statement": "Ich kam zu Wort.", "low": "gar nicht", "high": "völlig"},
                {
                    "id": "wieder",
                    "statement": "Würden Sie wieder mitmachen?",
                    "form": "choice",
                    "options": [{"id": "ja", "text": "Ja"}, {"id": "nein", "text": "Eher nicht"}],
                },
                {"id": "wunsch", "statement": "Was wünschen Sie sich fürs nächste Mal?", "form": "text"},
            ],
            "thanks": "Danke für Ihre Rückmeldung!",
            "next_steps": [
                "Der Entwurf des Hitzeaktionsplans wird bis Ende September überarbeitet.",
                "Im November berät der Stadtrat. Die Sitzung ist öffentlich.",
            ],
        },
        {
            "kind": "talk",
            "id": "schluss",
            "title": {"de": "Schluss", "ar": "ختام"},
            "minutes": 5,
            "purpose": "closing",
            "text": ["Danke für diesen Abend. Kommen Sie gut nach Hause!"],
        },
    ],
}

Card = tuple[str, str, tuple[str, ...]]
"""Text, language where it is known, sub-points."""

CARDS: tuple[tuple[Card, ...], ...] = (
    (
        ("„Der Nachbarsjunge hat mir die Einkäufe hochgetragen.“", "de", ()),
        ('"Im Zug war die Klimaanlage aus."', "", ()),
        ("Meine Tochter sagte: „Mama, ich kann nicht schlafen.“", "", ()),
        ("Bürger*innen, Bürger:innen und BürgerInnen haben geholfen // das war überall so", "", ()),
        ("Meine Tochter sagte: „Mama, ich kann nicht schlafen.“", "", ()),
        ("Hitze & Straße: ☀️🥵 Großmutter weiß Bescheid", "", ()),
        ("=1+1 ist keine Formel, {{ 7*7 }} keine Vorlage und <script>alert(1)</script> kein Skript", "", ()),
    ),
    (
        ("Unsere Nachbarin klingelt ab 30 Grad bei allen über 75. Das ist Gold wert.", "", ()),
        ("Der Trinkbrunnen am Markt war drei Wochen kaputt.", "", ()),
        (
            "In der Bücherei durfte ich einfach sitzen bleiben, ohne etwas auszuleihen.",
            "",
            ("auch samstags", "mit Kind"),
        ),
        ("جارتي أحضرت لي الماء كلّ يوم.", "ar", ()),
        ("Im Hinterhof haben wir ein Sonnensegel gespannt, seitdem ist da jeden Abend Betrieb.", "", ()),
        ("Die Haltestelle Gartenstraße ist eine Bratpfanne.", "", ()),
        ("Ich wusste gar nicht, dass es ein Hitzetelefon gibt.", "", ()),
        ("Nachmittags ist auf dem Spielplatz kein Kind mehr, weil die Rutsche glüht.", "", ()),
    ),
    (
        ("„Man sagte mir: „Das haben wir immer so gemacht“, und das war’s.“", "", ()),
        ("„Keiner hat das Fenster aufgemacht", "", ()),
        ("Mein Vermieter meinte “Kaufen Sie sich halt 'nen Ventilator”", "", ()),
        ("Ich hab kein Balkon und keine jalousien", "", ()),
        ("My neighbour's dog found the only cool spot in the street.", "en", ()),
    ),
    (
        ("Hitzeschutzmaßnahmenfinanzierungsverantwortung", "", ()),
        ("Ein kühler Raum.\nMit Stühlen.\nOhne Konsumzwang.", "", ()),
        ("المكتبة كانت باردة والناس لطفاء.", "", ()),
    ),
)

QUINTESSENCES = (
    (
        "Hilfe beginnt an der Wohnungstür: Es waren einzelne Menschen, nicht Stellen, die etwas getan haben. Die "
        "Gruppe wünscht sich, dass die Stadt solche Nachbarschaften stärkt, statt sie zu ersetzen."
    ),
    (
        "Gute Nachbarschaft ist der beste Hitzeschutz: Wo Menschen einander kennen, wird geklingelt, getragen und "
        "Wasser gebracht. Was fehlt, sind kühle Orte ohne Kaufzwang und Schatten auf den täglichen Wegen, vor allem an "
        "Haltestellen und Spielplätzen. Viele gute Angebote gibt es schon, sie sind aber zu wenig bekannt."
    ),
    (
        "Wer zur Miete wohnt, ist auf andere angewiesen.\n\nDie Gruppe will Regeln für Vermieter*innen: Läden, "
        "Markisen, helle Dächer."
    ),
    "Kühle Räume müssen offen, barrierefrei und kostenlos sein – auch abends.",
)

Offer = tuple[str, str, tuple[str, ...]]
"""Column, text, sub-points."""

OFFERS: tuple[tuple[Offer, ...], ...] = (
    (
        ("gut", "Bürgertelefon // Rathaus", ()),
        ("besser", "Öffnungszeiten des Freibads", ("länger als 19 Uhr", "auch montags")),
        ("neu", "Hitzepat*innen in jedem Haus", ()),
    ),
    (
        ("gut", "Besuchsdienst der Gemeinde", ()),
        ("gut", "Bücherei", ()),
        ("besser", "Schatten an der Haltestelle Gartenstraße", ()),
        ("neu", "Trinkbrunnen, der auch läuft", ()),
    ),
    (
        ("besser", "Mieter*innenberatung", ()),
        ("neu", "Zuschuss für Markisen", ()),
    ),
    (
        ("gut", "Hitzetelefon des Gesundheitsamts", ()),
        ("gut", "Offene Kirche in der Mittagszeit", ("auch samstags", "mit Wasser und Stühlen")),
        ("gut", "Nachbarschaftstreff „Unter den Linden“", ()),
        ("neu", "Karte der kühlen Orte, gedruckt und in sechs Sprachen", ()),
        ("neu", "Sonnensegel über dem Spielplatz am Anger", ()),
        ("neu", "Straßenbaumpatenschaftsvermittlungsstelle", ()),
        ("neu", "ماء بارد في كلّ محطّة أخيرة", ()),
    ),
)

IDEAS = (
    ("Hitzepat*innen in jedem Haus",),
    ("Ein Trinkbrunnen auf jedem Platz", "Schatten an allen Haltestellen bis 2028"),
    ("Zuschuss für Markisen, auch für Mieter*innen", "Kühle Treppenhäuser öffnen", "Mehr Bäume, weniger Schotter"),
    ("Eine Karte der kühlen Orte, gedruckt und in sechs Sprachen",),
)

WISHES = (
    "Mehr Zeit in den Gruppen",
    "„Bitte öfter!“",
    "مزيد من الوقت باللغة العربية",
    "Weniger Folien // mehr reden",
    "Kinderbetreuung wäre gut gewesen",
    "Alles bestens ☺",
)

HIDDEN = ("Verschrieben, bitte weg damit",)


@dataclass(frozen=True)
class Said:
    """Everything that is said and typed on one evening. Cards and the like: one tuple for each group."""

    plan: dict[str, Any]
    cards: tuple[tuple[Card, ...], ...]
    quintessences: tuple[str, ...]
    offers: tuple[tuple[Offer, ...], ...]
    ideas: tuple[tuple[str, ...], ...]
    wishes: tuple[str, ...]
    dissents: tuple[str, ...] = ()
    hidden: tuple[str, ...] = HIDDEN
    """Cards of the first group that are taken off its board again."""
    merged: tuple[tuple[int, int], ...] = ()
    """Cards of the first group, by place, and those that they are merged into."""
    wish_every: int = 3
    """One in so many people writes a wish."""


SAID = Said(PLAN, CARDS, QUINTESSENCES, OFFERS, IDEAS, WISHES)
