"""BigBlueButton's API as far as it is needed: the addresses of `create` and `join`, and what an answer says.

Source: docs.bigbluebutton.org/development/api. A call is signed by a checksum over its name, its query and the secret
that both servers share. `create` may be called again with the same passwords; whoever calls it before `join` need not
know whether the room is there. Rule: pure; nothing is asked here.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import category
from urllib.parse import urlencode
from xml.parsers import expat

Algorithm = Literal["sha1", "sha256", "sha384", "sha512"]
Role = Literal["MODERATOR", "VIEWER"]

NAME_LIMIT = 200
"""Characters of a name, far above what Live lets people write; so an address stays short whatever comes."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its address as `bbb-conf --secret` prints it, with or without `/api`, and the shared secret."""

    url: str
    secret: str = field(repr=False)
    algorithm: Algorithm = "sha256"

    def address(self, call: str, params: Mapping[str, str]) -> str:
        """The address of a call, signed."""
        base = self.url.rstrip("/").removesuffix("/api")
        query = urlencode(params)
        signed = urlencode({"checksum": checksum(call, query, self.secret, self.algorithm)})
        return f"{base}/api/{call}?{query}&{signed}"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A room: what it is called, the id that nobody guesses, and the password of each role."""

    id: str
    name: str
    viewer_password: str = field(repr=False)
    moderator_password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says: whether it was done, and the key of its message, a word such as `checksumError`."""

    done: bool
    key: str = ""


class Garbage(Exception):
    """An answer that is none."""


def checksum(call: str, query: str, secret: str, algorithm: Algorithm) -> str:
    """The signature of a call: a hash of its name, its query as it is sent, and the secret."""
    return hashlib.new(algorithm, f"{call}{query}{secret}".encode()).hexdigest()


def create(server: Server, meeting: Meeting) -> str:
    """The address that makes the room. Nothing is recorded, and nobody has to be let in: Live knows who may come."""
    return server.address(
        "create",
        {
            "name": _printable(meeting.name),
            "meetingID": meeting.id,
            "attendeePW": meeting.viewer_password,
            "moderatorPW": meeting.moderator_password,
            "record": "false",
            "guestPolicy": "ALWAYS_ACCEPT",
        },
    )


def join(server: Server, meeting: Meeting, name: str, role: Role) -> str:
    """The address that leads a browser into the room. The password says the role to servers before 2.4."""
    password = meeting.moderator_password if role == "MODERATOR" else meeting.viewer_password
    return server.address(
        "join", {"fullName": _printable(name), "meetingID": meeting.id, "password": password, "role": role}
    )


def read(body: bytes) -> Answer:
    """What an answer says. Raises `Garbage`.

    Only two elements are looked at. A document type is refused: without one there are no entities to resolve.
    """
    found: dict[tuple[str, ...], str] = {}
    path: list[str] = []

    def begin(name: str, _: Mapping[str, str]) -> None:
        path.append(name)

    def end(_: str) -> None:
        path.pop()

    def text(words: str) -> None:
        found[tuple(path)] = found.get(tuple(path), "") + words

    def refuse(*_: object) -> None:
        raise Garbage

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(body, True)  # noqa: FBT003 - it takes no names: this was all of it
    except expat.ExpatError as problem:
        raise Garbage from problem
    code = found.get(("response", "returncode"), "").strip()
    if code not in ("SUCCESS", "FAILED"):
        raise Garbage
    return Answer(code == "SUCCESS", found.get(("response", "messageKey"), "").strip())


def _printable(words: str) -> str:
    """Without the control characters that the API forbids; what joins letters and emoji stays."""
    return "".join(letter for letter in words if category(letter) != "Cc")[:NAME_LIMIT]
