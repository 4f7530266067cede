"""What the demonstration prints: the links, what to do next, and what happens. German, calm, no more than needed."""

import datetime as dt

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from live.demo.house import GROUPS, House

MOST_PEOPLE = 1_000
FASTEST = 100
NARROWEST = 96
"""Columns that a link needs; a narrower terminal breaks the line itself, and the link stays whole."""


class Screen:
    """The terminal."""

    def __init__(self, console: Console | None = None) -> None:
        """Print on standard output unless told otherwise."""
        self._console = console or Console(highlight=False)
        self._console.width = max(self._console.width, NARROWEST)

    def moved(self, wanted: int, taken: int) -> None:
        """The port was taken."""
        self._console.print(f"Port {wanted} ist belegt; diese Vorführung läuft auf Port {taken}.", style="yellow")

    def impossible(self) -> None:
        """Numbers that no evening can have."""
        self._console.print(
            f"Möglich sind 0 bis {MOST_PEOPLE} Menschen und ein Tempo über 0 bis {FASTEST}.", style="red"
        )

    def no_port(self, why: str) -> None:
        """There is no port at all."""
        self._console.print(
            f"Kein freier Port ({why}). Bitte einen anderen angeben: live demo --port 8100", style="red"
        )

    def links(self, house: House, people: int) -> None:
        """All addresses of the evening."""
        table = Table(box=box.SIMPLE, show_header=False, title=house.title, title_justify="left")
        table.add_column(style="bold", no_wrap=True)
        table.add_column(no_wrap=True)
        names = {"moderator": "Moderation", "projector": "Leinwand"}
        names |= {f"console-{n}": f"Gruppe {n}" for n in range(1, GROUPS + 1)}
        for page, name in names.items():
            table.add_row(name, _link(house.links[page]))
        table.add_row("Teilnehmende", _link(house.join_address, f"  Code {house.code[:4]} {house.code[4:]}"))
        self._console.print()
        self._console.print(table)
        self._console.print(f"Gespielte Menschen: {people}. Sie kommen in den nächsten Minuten herein.")

    def next(self, *, steered: bool) -> None:
        """One line: what the person at the terminal does now."""
        if steered:
            self._console.print("Der Abend läuft von selbst. Zum Zuschauen Moderation und Leinwand öffnen.")
        else:
            self._console.print("Als Nächstes: Moderation öffnen und den Abend beginnen. Alle anderen folgen Ihnen.")
        self._console.print("Ende mit Strg+C; danach ist alles wieder weg.\n", style="dim")

    def happens(self, what: str) -> None:
        """A line of what the steered evening does."""
        self._console.print(f"{dt.datetime.now().astimezone():%H:%M:%S}  {what}")

    def published(self, house: House) -> None:
        """The steered evening is over."""
        self._console.print("\nDer Abend ist zu Ende. Die Dokumentation:", _link(house.documentation))
        self._console.print("Der Server läuft weiter, bis Sie ihn mit Strg+C beenden.", style="dim")


def _link(address: str, after: str = "") -> Text:
    return Text.assemble((address, f"link {address}"), after)
