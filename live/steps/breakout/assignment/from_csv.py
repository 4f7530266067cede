"""A prepared list: who goes into which group, as a spreadsheet saves it (RFC 4180, with `;` or `,`).

Rule: one line, one person. The first cell names the person by name or id, the second the group by name or number; a
first line in which neither is known is a heading. Every mistake is a finding with its line, and the other lines count.
Cells are text whatever they look like: nothing is ever worked out, and `=1+1` is a name.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar
from unicodedata import normalize

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment.values import Finding, Fixed

Id = TypeVar("Id", PersonId, RoomNumber)
"""Of a person or a group."""

_MARK: Final = "\ufeff"
_SHOWN: Final = 80
"""Characters of a cell that a finding repeats."""
_DIGITS: Final = 9
"""Digits of a number of a group; a longer one is none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The places of a list, to be handed on as fixed, and what could not be read."""

    fixed: Mapping[PersonId, Fixed]
    findings: tuple[Finding, ...] = ()


def read_list(text: str, people: Mapping[PersonId, str], groups: Mapping[RoomNumber, str]) -> Listed:
    """Read a list. `people` and `groups` map those that there are to their names; a name may be empty.

    Names are compared without regard to case, and to how accents are encoded.
    """
    reader = _Reader(people, groups)
    lines = re.split(r"\r\n|\r|\n", text.removeprefix(_MARK))
    told = re.fullmatch(r"sep=([;,])", lines[0].strip())  # how Excel is told which it is
    begin = 1 if told else 0
    delimiter = told[1] if told else _delimiter(next((line for line in lines if line.strip()), ""))
    rows = 0
    for number, line in enumerate(lines[begin:], begin + 1):
        if line.strip(f" \t{delimiter}"):
            reader.read(number, line, delimiter, heading=not rows)
            rows += 1
    return Listed(reader.fixed, tuple(reader.findings))


def _delimiter(line: str) -> str:
    unquoted = re.sub(r'"[^"]*"', "", line)
    return ";" if ";" in unquoted else ","


class _Reader:
    """What has been read so far."""

    def __init__(self, people: Mapping[PersonId, str], groups: Mapping[RoomNumber, str]) -> None:
        self.fixed: dict[PersonId, Fixed] = {}
        self.findings: list[Finding] = []
        self._people = people
        self._groups = groups
        self._named = _by_name(people)
        self._groups_named = _by_name(groups)

    def read(self, line: int, text: str, delimiter: str, *, heading: bool) -> None:
        """Take one line in; a heading is passed over."""
        try:
            cells = [cell.strip() for cell in next(csv.reader([text], delimiter=delimiter, strict=True))]
        except csv.Error:
            self.findings.append(Finding("assignment.list_unreadable", {"line": line}))
            return
        name, group = (*cells, "", "")[:2]
        persons, rooms = self._persons(name), self._rooms(group)
        if heading and not persons and not rooms:
            return
        if any(cells[2:]):
            self.findings.append(Finding("assignment.list_more_cells", {"line": line}))
        if not group:
            self.findings.append(Finding("assignment.list_no_group", {"line": line, "name": _shown(name)}))
        elif not rooms:
            self.findings.append(Finding("assignment.list_unknown_group", {"line": line, "group": _shown(group)}))
        elif len(rooms) > 1:
            self.findings.append(Finding("assignment.list_group_ambiguous", {"line": line, "group": _shown(group)}))
        if not persons:
            self.findings.append(Finding("assignment.list_unknown_person", {"line": line, "name": _shown(name)}))
        elif len(persons) > 1:
            self.findings.append(Finding("assignment.list_person_ambiguous", {"line": line, "name": _shown(name)}))
        elif len(rooms) == 1:
            self._place(line, persons[0], rooms[0])

    def _place(self, line: int, person: PersonId, room: RoomNumber) -> None:
        earlier = self.fixed.setdefault(person, Fixed(room, "from_list"))
        if earlier.room != room:
            self.findings.append(Finding("assignment.list_twice", {"line": line, "room": earlier.room}, (person,)))

    def _persons(self, name: str) -> list[PersonId]:
        return [PersonId(name)] if name in self._people else self._named.get(_folded(name), [])

    def _rooms(self, group: str) -> list[RoomNumber]:
        named = self._groups_named.get(_folded(group), [])
        if named or not group.isdecimal() or len(group) > _DIGITS:
            return named
        return [RoomNumber(int(group))] if int(group) in self._groups else []


def _shown(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


def _by_name(names: Mapping[Id, str]) -> dict[str, list[Id]]:
    found: dict[str, list[Id]] = {}
    for id_, name in names.items():
        if folded := _folded(name):
            found.setdefault(folded, []).append(id_)
    return found


def _folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
