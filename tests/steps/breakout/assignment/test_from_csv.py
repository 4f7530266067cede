import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.core.ids import PersonId, RoomNumber
from live.steps.breakout.assignment import Finding, Fixed, Listed, read_list

PEOPLE = {
    PersonId("p1"): "Rosa Müller",
    PersonId("p2"): "Bernd",
    PersonId("p3"): "Müller, Aylin",
    PersonId("p4"): "Nour",
    PersonId("p5"): "nour",
    PersonId("p6"): "",
    PersonId("p7"): "=1+1",
}
GROUPS = {RoomNumber(1): "Linde", RoomNumber(2): "Ahorn", RoomNumber(3): ""}


def read(text: str) -> Listed:
    return read_list(text, PEOPLE, GROUPS)


def places(text: str) -> dict[str, int]:
    listed = read(text)
    assert listed.findings == ()
    return {person: fixed.room for person, fixed in listed.fixed.items()}


def only(text: str) -> tuple[str, dict[str, str | int]]:
    """The one finding of a list whose last line is right."""
    listed = read(text + "\np6;3")
    assert listed.fixed[PersonId("p6")] == Fixed(RoomNumber(3), "from_list")
    (finding,) = listed.findings
    return finding.code.removeprefix("assignment.list_"), dict(finding.params)


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Müller;1\nBernd;2",
        "Rosa Müller,Linde\r\nBernd,Ahorn\r\n",
        "\ufeffName;Gruppe\nRosa Müller;linde\nbernd;AHORN\n",
        "sep=;\nname;group\np1;1\np2;2",
        '"Name","Group"\n"Rosa Müller","1"\n"Bernd","2"',
        "\n;;\n ROSA  müller ; 1 ;\n;;\nBernd;٢\n\n",
        "Rosa Mu\u0308ller;1\rBernd;2",
        "p1;1\np1;Linde\np2;2",
    ],
)
def test_a_list_is_read_however_a_spreadsheet_saves_it(text: str) -> None:
    assert places(text) == {"p1": 1, "p2": 2}


def test_a_name_with_a_comma_is_quoted_or_stands_before_a_semicolon() -> None:
    assert places('"Müller, Aylin",2') == places("Müller, Aylin;2") == {"p3": 2}


def test_what_looks_like_a_formula_is_text() -> None:
    assert places("=1+1;2") == {"p7": 2}
    assert only("p1;1\n=CMD();2") == ("unknown_person", {"line": 2, "name": "=CMD()"})


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("p1;1\nKemal;2", "unknown_person", {"line": 2, "name": "Kemal"}),
        ("p1;1\n;2", "unknown_person", {"line": 2, "name": ""}),
        ("p1;1\nNOUR;2", "person_ambiguous", {"line": 2, "name": "NOUR"}),
        ("Name;Gruppe\nBernd;9", "unknown_group", {"line": 2, "group": "9"}),
        ("p1;1\n\np2;Esche", "unknown_group", {"line": 3, "group": "Esche"}),
        ("p1;1\np2;" + "9" * 5000, "unknown_group", {"line": 2, "group": "9" * 80 + "…"}),
        ("p1;1\nBernd", "no_group", {"line": 2, "name": "Bernd"}),
        ("p1;1\np2;2;3", "more_cells", {"line": 2}),
        ('p1;1\n"Bernd;2', "unreadable", {"line": 2}),
        ('p1;1\n"Bernd"x;2', "unreadable", {"line": 2}),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_rest_counts(
    text: str, code: str, params: dict[str, str | int]
) -> None:
    assert only(text) == (code, params)


def test_who_stands_twice_keeps_the_first_place() -> None:
    listed = read("p1;1\np1;2")
    assert listed.fixed == {PersonId("p1"): Fixed(RoomNumber(1), "from_list")}
    assert listed.findings == (Finding("assignment.list_twice", {"line": 2, "room": 1}, (PersonId("p1"),)),)


def test_two_groups_of_one_name_are_told_apart_by_number() -> None:
    listed = read_list("p1;Linde\np2;2", PEOPLE, dict.fromkeys(GROUPS, "Linde"))
    assert listed.fixed.keys() == {"p2"}
    assert [finding.code for finding in listed.findings] == ["assignment.list_group_ambiguous"]


def test_an_empty_list_places_nobody() -> None:
    assert read("") == read("\ufeff\n\n") == read("Name;Gruppe") == Listed({})


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for person, fixed in read(text).fixed.items():
        assert person in PEOPLE
        assert fixed.room in GROUPS
