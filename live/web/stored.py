"""What is stored of people, where, why and for how long: the list from which the privacy page is made.

Rule: every table of the database, every cookie and every key in a browser's storage has a line here; a test compares.
The sentences say what the program does and nothing else: what the law calls it is for the city to say.
"""

from dataclasses import dataclass
from typing import Literal

Place = Literal["table", "cookie", "browser", "memory", "elsewhere"]

WITH_THE_DIALOGUE = (
    "Until the dialogue is deleted. The program does not do that by itself on a certain day; the city decides."
)
WITH_THE_QUESTION = (
    "Until the question is closed for good, at the latest when the moderation ends the evening. Then it is destroyed."
)
THEIRS = "That is decided there, not in this program."


@dataclass(frozen=True, slots=True)
class Stored:
    """One thing that is stored. `what`, `why` and `until` are message ids.

    `name`: that of the table, the beginning of the cookie's or the key's name, or any word elsewhere.
    """

    name: str
    place: Place
    what: str
    why: str
    until: str


STORED = (
    Stored(
        "dialogues",
        "table",
        "The dialogue itself: its code and the moment at which it was made.",
        "So that the code opens the right evening.",
        WITH_THE_DIALOGUE,
    ),
    Stored(
        "commits",
        "table",
        "The plan of the evening with the names that stand in it, and what happens, each with its time: who comes in, "
        "raised hands, calls for help, groups, cards and other texts, answers to questions that are not anonymous, "
        "what the moderation does. You stand there as a random number, not with your name.",
        "So that nothing is lost when a device or the server fails, and so that the documentation can be written.",
        WITH_THE_DIALOGUE,
    ),
    Stored(
        "people",
        "table",
        "Your name, if you give one, and the language you read. They lie apart from what happens during the evening.",
        "So that others can address you, and your page speaks your language.",
        WITH_THE_DIALOGUE,
    ),
    Stored(
        "people",
        "table",
        "What you write when you call for help, beside your name. The moderation reads it, and in a group the person "
        "who moderates the group.",
        "So that somebody knows what is the matter before they come.",
        "Until your call is done or you take it back, at the latest when the documentation is published.",
    ),
    Stored(
        "ballots",
        "table",
        "Your answer to an anonymous question: without your name, without a time and without order, under a number "
        "that only the key of the question can compute from yours.",
        "So that you can change your answer and it still counts once. As long as the question is open, whoever runs "
        "the server could technically find out who answered what; afterwards nobody can.",
        WITH_THE_QUESTION,
    ),
    Stored(
        "seals",
        "table",
        "The key of each anonymous question.",
        "So that an answer that is changed is found again.",
        WITH_THE_QUESTION,
    ),
    Stored(
        "links",
        "table",
        "A fingerprint of the secret by which your browser is known here (SHA-256), and what it opens. "
        "The secret itself is not stored on the server.",
        "So that you come back to your place after a reload, and so that a link can be taken back.",
        "Until the link is taken back or the dialogue is deleted.",
    ),
    Stored(
        "files",
        "table",
        "Pictures that were added to the documentation, without the place and the device that a camera writes into "
        "them, and the versions of it that were published.",
        "So that what was published stays as it was.",
        WITH_THE_DIALOGUE,
    ),
    Stored(
        "live",
        "cookie",
        "A random secret for the page that you have opened. No script can read it.",
        "So that you stay signed in and nobody else can act in your place.",
        "30 days, or until you delete it in your browser.",
    ),
    Stored(
        "language",
        "cookie",
        "The language that you have chosen.",
        "So that the next page is in this language too.",
        "One year, or until you delete it in your browser.",
    ),
    Stored(
        "draft",
        "browser",
        "What you have typed or chosen and not yet sent, and small settings of the page.",
        "So that no word is lost when you reload the page or the connection breaks.",
        "Until it is sent, or until you delete the data of this website in your browser.",
    ),
    Stored(
        "outbox",
        "browser",
        "What you have sent and the server has not yet confirmed.",
        "So that it is sent again as soon as the connection is back.",
        "Until it is confirmed, or until you close the window.",
    ),
    Stored(
        "detour",
        "browser",
        "That this network lets the usual line not through.",
        "So that your page finds its way at once when you reload it.",
        "Until you close the window.",
    ),
    Stored(
        "pen",
        "browser",
        "On the page of a group’s moderation: which of the turns at writing were its own.",
        "So that two people do not write the result of a group at the same time.",
        "Until you close the window.",
    ),
    Stored(
        "join",
        "browser",
        "The code and the name that you have typed on the first page while you change its language.",
        "So that you need not type them again.",
        "Until the page is there in the other language.",
    ),
    Stored(
        "presence",
        "memory",
        "Whether your page is open now.",
        "So that the moderation sees how many people are here.",
        "Until you close the page.",
    ),
    Stored(
        "address",
        "memory",
        "The internet address of your device. It is written down nowhere. After a wrong code, the network that it came "
        "from is counted, not your address.",
        "So that answers reach you, and nobody can try code after code.",
        "The address until the connection ends, the network for ten minutes.",
    ),
    Stored(
        "documentation",
        "elsewhere",
        "The documentation that is published after the evening: results as numbers, the cards and texts of the groups "
        "without the names of those who wrote them.",
        "So that everybody can read what was said and what becomes of it.",
        "As long as the city keeps it public.",
    ),
    Stored(
        "backups",
        "elsewhere",
        "Copies of the database that the operator makes against loss.",
        "So that an evening survives a broken disk.",
        "The operator decides; the guide for operators says seven days at most.",
    ),
    Stored(
        "log",
        "elsewhere",
        "The program’s own log and its figures: times, kinds of events, numbers. Never names, texts, answers, codes or "
        "addresses.",
        "So that the operator notices when something does not work.",
        "The operator decides.",
    ),
    Stored(
        "video",
        "elsewhere",
        "The video conference is a service of its own. A BigBlueButton server is told the name on your page when you "
        "go into the room of your group; other video services are told nothing by this program.",
        "So that the others in the room see who you are.",
        THEIRS,
    ),
)
"""All of it, the most lasting first."""
