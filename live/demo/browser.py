"""Opening the first page in a browser, where there is one to look at. Never waits and never fails."""

import contextlib
import os
import sys
import threading
import webbrowser
from collections.abc import Mapping


def open_page(address: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Open a page if this machine has a screen; says whether it was tried."""
    if not has_screen(environment):
        return False
    # Some browsers answer only when they are closed. Nobody waits for them, not even at the end.
    threading.Thread(target=_open, args=(address,), daemon=True).start()
    return True


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether windows can be opened here."""
    return platform in ("darwin", "win32") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    with contextlib.suppress(webbrowser.Error, OSError):
        found = webbrowser.get()
        # This very class is that of browsers in a terminal; they would take ours over.
        if type(found) is not webbrowser.GenericBrowser:
            found.open(address)
