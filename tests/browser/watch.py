"""Looks over the shoulder of every page of a test: what a page must never do, whatever happens in it.

Rule: no error on the console, no broken content policy, no request to another host, no browser dialog. A lost line is
told by the browser as an error on the console, so it is excused, but only while a test has cut it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, WebSocket

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
LOST_LINE = re.compile(
    r"WebSocket connection to|net::ERR_|status of 50\d|Failed to fetch dynamically|no stylesheet for"
)

REFUSED_PAGE = re.compile(r"the server responded with a status of 4\d\d")


@dataclass
class Watch:
    """What was seen on the pages of one test."""

    host: str
    """Host and port that may be asked."""
    others: set[str] = field(default_factory=set)
    """Hosts to which a test lets people go."""
    wrong: list[str] = field(default_factory=list)
    _lost: bool = False
    _refused: bool = False
    _leaves: bool = False
    asked_to_stay: int = 0
    """How often a page asked whether somebody really goes."""

    async def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        await context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.wrong.append(f"an error in the page: {error.error}"))
        context.on("request", self._asked)
        context.on("dialog", self._dialog)
        context.on("page", self._opened)

    @contextmanager
    def lost_line(self) -> Iterator[None]:
        """While the test has cut the line or stopped the server."""
        self._lost = True
        try:
            yield
        finally:
            self._lost = False

    @contextmanager
    def refused_pages(self) -> Iterator[None]:
        """While a test asks for what the server refuses: the browser tells that as an error too."""
        self._refused = True
        try:
            yield
        finally:
            self._refused = False

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """While somebody leaves pages although they ask them to stay."""
        self._leaves = True
        try:
            yield
        finally:
            self._leaves = False

    def nothing_wrong(self) -> None:
        """Raise `AssertionError` with everything that was wrong."""
        assert not self.wrong, "\n".join(self.wrong)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning", "assert"):
            return
        if self._lost and LOST_LINE.search(message.text):
            return
        if self._refused and REFUSED_PAGE.search(message.text):
            return
        page = message.page.url if message.page else "?"
        self.wrong.append(f"console {message.type} on {page}: {message.text}")

    def _asked(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and asked.netloc not in {self.host, *self.others}:
            self.wrong.append(f"request to another host: {request.url}")

    async def _dialog(self, dialog: Dialog) -> None:
        if self._leaves and dialog.type == "beforeunload":
            self.asked_to_stay += 1
            await dialog.accept()
            return
        self.wrong.append(f"a {dialog.type} dialog: {dialog.message}")
        await dialog.dismiss()

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._spoke)

    def _spoke(self, line: WebSocket) -> None:
        if urlsplit(line.url).netloc != self.host:
            self.wrong.append(f"socket to another host: {line.url}")
