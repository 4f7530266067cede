"""What is public of a dialogue, as pages and files that were made once for many visitors.

Rule: a publication is frozen. Everything is made of the tree that was kept when it was published, whatever has happened
to the log or the program since. On the night of an evening thousands may come at once: each costs a look into memory.
"""

import asyncio
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from live.core.document import Moment
from live.core.ids import DialogueId
from live.dialogue.document import document
from live.dialogue.editing.state import Publication
from live.hub.hub import Hub
from live.locale import NAMES, catalogue
from live.render.formats import EVERYTHING, FORMATS, Format
from live.render.html import BESIDE
from live.render.job import CARD, PAGE
from live.render.words import Wording
from live.web.archive import Past
from live.web.exports import Exports, Made, NotMade
from live.web.pages import Pages

TAKEN_ALONG = (*FORMATS, EVERYTHING)
MEGABYTE = 1_000_000
MOST_STANDING = 20
MOST_SIZES = 20_000
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


class BeingRevised(Exception):
    """What was published is not there any more: words in it had to be erased."""


class Edition(NamedTuple):
    """One version of a dialogue's documentation, and the digest of its tree."""

    past: Past
    publication: Publication
    tree: str


class Download(NamedTuple):
    """A file to take along; `size` in bytes where it is known."""

    form: Format
    language: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a public page says at its end: the version, and what can be taken along."""

    edition: Edition
    downloads: tuple[Download, ...]
    language: str
    address: str

    @property
    def forms(self) -> list[tuple[Format, list[Download]]]:
        """The files by form, in the order of the forms."""
        return [
            (form, found) for form in TAKEN_ALONG if (found := [each for each in self.downloads if each.form is form])
        ]

    @property
    def versions(self) -> list[Publication]:
        """All versions up to this one, the newest first."""
        public = self.edition.publication.number
        return [each for each in reversed(self.edition.past.publications) if each.number <= public]

    def day(self, publication: Publication) -> str:
        """When a version was published."""
        return self._wording.moment(Moment(at=publication.at, shown="day"))

    def size(self, size: int) -> str:
        """How large a file is, in words."""
        words = catalogue(self.language)
        if size < MEGABYTE:
            return words.say("%(size)s kB", size=self._wording.number(max(1, round(size / 1000))))
        return words.say("%(size)s MB", size=self._wording.number(size / MEGABYTE))

    def title(self, form: Format) -> str:
        """What a form is called."""
        worded = catalogue(self.language).say
        return worded(form.title)

    def name(self, language: str) -> str:
        """A language in its own words."""
        return NAMES.get(language, language)

    @property
    def _wording(self) -> Wording:
        found = self.edition.past.figures
        return Wording(self.language, found.language, ZoneInfo(found.zone))


class Published:
    """Makes and keeps them."""

    def __init__(self, hub: Hub, exports: Exports, pages: Pages) -> None:
        """Begin with nothing made."""
        self._hub = hub
        self._exports = exports
        self._pages = pages
        self._standing: dict[tuple[DialogueId, int], tuple[str, bytes]] = {}
        self._sizes: dict[tuple[str, str, str], int] = {}
        """By tree, form, language; None: it cannot be made."""
        self._filling: dict[str, asyncio.Task[None]] = {}
        self._policies: dict[str, str] = {}

    def close(self) -> list["asyncio.Task[None]"]:
        """Stop making files that nobody has asked for yet; hands out what is still ending."""
        for task in self._filling.values():
            task.cancel()
        return [*self._filling.values()]

    async def edition(self, past: Past, publication: Publication) -> Edition:
        """A version that was published. Raises `BeingRevised`."""
        if not publication.document:
            return Edition(past, publication, (await self._as_it_stands(past, publication))[0])
        if publication.document not in past.files:
            self._exports.forget(publication.document)
            raise BeingRevised
        return Edition(past, publication, publication.document)

    async def page(self, edition: Edition, language: str) -> Made:
        """The page, with what can be taken along. Raises `NotMade` or `BeingRevised`."""
        base = await self._of(edition, PAGE, language, text=True)
        self._begin_filling(edition, language)
        downloads = tuple(self._downloads(edition))
        sizes = ",".join(f"{each.form.name}.{each.language}={each.size}" for each in downloads)
        versions = f"{len(edition.past.publications)}"

        async def compose() -> bytes:
            shown = Beside(edition, downloads, language, self.address(edition.past.dialogue))
            beside = self._pages.part(
                "published/downloads.html",
                language,
                beside=shown,
                dialogue=edition.past.dialogue,
                imprint=self._pages.settings.imprint_url,
            )
            return base.content.replace(BESIDE.encode(), beside.encode())

        return await self._exports.made((edition.tree, PAGE, language, sizes, versions), compose, text=True)

    def policy(self, page: Made) -> str:
        """What the page may load: its own style by its fingerprint, our fonts, nothing that runs."""
        known = self._policies.get(page.digest)
        if known is None:
            if len(self._policies) >= MOST_STANDING * 10:
                self._policies.clear()
            found = _STYLE.search(page.content)
            fingerprint = b64encode(sha256(found[1] if found else b"").digest()).decode()
            known = self._policies[page.digest] = "; ".join(
                (
                    "default-src 'none'",
                    f"style-src 'self' 'sha256-{fingerprint}'",
                    "img-src 'self' data:",
                    "font-src 'self'",
                    "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'",
                )
            )
        return known

    async def card(self, edition: Edition, language: str) -> Made:
        """The picture beside a link. Raises as `page`."""
        return await self._of(edition, CARD, language, text=False)

    async def file(self, edition: Edition, form: Format, language: str) -> Made:
        """A file to take along. Raises as `page`."""
        key = (edition.tree, form.name, language)
        made = await self._of(edition, form.name, language, text=is_text(form))
        if len(self._sizes) >= MOST_SIZES:
            self._sizes.clear()
        self._sizes[key] = made.size
        return made

    def _downloads(self, edition: Edition) -> Iterator[Download]:
        for form in TAKEN_ALONG:
            for language in edition.past.languages[: 1 if same_in_all_languages(form) else None]:
                key = (edition.tree, form.name, language)
                yield Download(form, language, self._sizes.get(key))

    def _begin_filling(self, edition: Edition, first: str) -> None:
        """Make what nobody has asked for yet, one file after the other, so that the page can say how large they are."""
        missing = [each for each in self._downloads(edition) if each.size is None]
        if not missing or edition.tree in self._filling:
            return
        missing.sort(key=lambda download: download.language != first)

        async def fill() -> None:
            for download in missing:
                try:
                    await self.file(edition, download.form, download.language)
                except NotMade:
                    continue
                except BeingRevised:
                    return

        task = self._filling[edition.tree] = asyncio.create_task(fill(), name="downloads")
        task.add_done_callback(lambda _: self._filling.pop(edition.tree, None))

    async def _of(self, edition: Edition, form: str, language: str, *, text: bool) -> Made:
        async def tree() -> bytes:
            past, publication, _ = edition
            if not publication.document:
                return (await self._as_it_stands(past, publication))[1]
            kept = await self._hub.log.file(past.dialogue, publication.document)
            if kept is None:
                raise BeingRevised
            return kept.content

        address = self.address(edition.past.dialogue) if form == PAGE else ""
        wanted = (edition.tree, form, language, address)
        pictures = partial(self._hub.log.file, edition.past.dialogue)
        return await self._exports.of(wanted, tree, form, language, text=text, address=address, pictures=pictures)

    def address(self, dialogue: DialogueId) -> str:
        """Where a dialogue is public."""
        return f"{self._pages.settings.address}/d/{dialogue}"

    async def _as_it_stands(self, past: Past, publication: Publication) -> tuple[str, bytes]:
        """The tree of a dialogue that was published before publications were frozen, and its digest."""
        key = past.dialogue, past.at
        known = self._standing.get(key)
        if known is None:
            state = (await self._hub.dialogue(past.dialogue)).state
            whole = document(state, past.at).model_copy(
                update={"version": publication.number, "published_at": publication.at}
            )
            tree = whole.model_dump_json().encode()
            if len(self._standing) >= MOST_STANDING:
                self._standing.clear()
            known = self._standing[key] = sha256(tree).hexdigest(), tree
        return known


def is_text(form: Format) -> bool:
    """Whether a form is worth compressing."""
    return form.media_type.startswith("text/") or "json" in form.media_type


def same_in_all_languages(form: Format) -> bool:
    """Whether a file of this form holds every language."""
    return form.name in ("json", EVERYTHING.name)
