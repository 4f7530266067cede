"""Who is asking: secrets in cookies, exchanged once from a link, revocable at any time.

The secret of a link stands in the fragment of its address, so that no server log and no referrer ever holds it; the
page `/enter` posts it and gets a cookie. In the database there is only its SHA-256.
"""

import hashlib
import secrets
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

from live.core.actor import Actor, Editor, GroupModerator, Moderator, Participant, Projector
from live.core.ids import PersonId, RoomNumber
from live.log.port import Link, Log
from live.web.settings import Settings

COOKIE_SECONDS = 60 * 60 * 24 * 30
DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """An opened link: what it entitles to, and the digest under which it can be revoked."""

    link: Link
    digest: str

    @property
    def actor(self) -> Actor:
        """Who acts through this link."""
        match self.link.role:
            case "participant":
                return Participant(PersonId(self.link.subject))
            case "moderator":
                return Moderator(self.digest[:DIGEST_SHOWN])
            case "group_moderator":
                return GroupModerator(RoomNumber(int(self.link.subject)), self.digest[:DIGEST_SHOWN])
            case "editor":
                return Editor(self.digest[:DIGEST_SHOWN])
            case _:
                return Projector()

    @property
    def page(self) -> str:
        """The path of the page that the link opens."""
        match self.link.role:
            case "participant":
                return f"/p/{self.link.dialogue}"
            case "moderator":
                return f"/desk/{self.link.dialogue}"
            case "group_moderator":
                return f"/console/{self.link.dialogue}/{self.link.subject}"
            case "office":
                return "/office"
            case "editor":
                return f"/edit/{self.link.dialogue}"
            case _:
                return f"/projector/{self.link.dialogue}"


def cookie_name(settings: Settings, dialogue: str, role: str, subject: str = "") -> str:
    """Name of the cookie of one page; one browser can hold several."""
    own = f"-{subject}" if role == "group_moderator" else ""
    return f"{'__Host-' if settings.secure else ''}live-{role}{own}-{dialogue}"


async def issue(log: Log, link: Link) -> str:
    """Make a link and return its secret, which is shown once and not kept."""
    secret = secrets.token_urlsafe(32)
    await log.keep_link(secret, link)
    return secret


async def entry_of(log: Log, secret: str) -> Entry | None:
    """What a secret opens; None when it is unknown or revoked."""
    if not secret or len(secret) > 128:  # noqa: PLR2004 - ours have 43 characters
        return None
    link = await log.link_of(secret)
    return None if link is None else Entry(link, hashlib.sha256(secret.encode()).hexdigest())


async def entry_by_cookie(
    connection: HTTPConnection, log: Log, settings: Settings, dialogue: str, role: str, subject: str = ""
) -> Entry | None:
    """The link by which this browser may open a page; None when it may not."""
    secret = connection.cookies.get(cookie_name(settings, dialogue, role, subject), "")
    entry = await entry_of(log, secret)
    if entry is None or entry.link.dialogue != dialogue or entry.link.role != role:
        return None
    return entry if not subject or entry.link.subject == subject else None


def give_cookie(response: Response, settings: Settings, link: Link, secret: str) -> None:
    """Let this browser in."""
    response.set_cookie(
        cookie_name(settings, link.dialogue, link.role, link.subject),
        secret,
        max_age=COOKIE_SECONDS,
        httponly=True,
        secure=settings.secure,
        samesite="lax",
        path="/",
    )
