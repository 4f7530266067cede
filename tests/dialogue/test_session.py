"""The plan of an evening as a value."""

import datetime as dt

import pytest
from pydantic import BaseModel, ValidationError

from live.dialogue.session import Session, read_step
from live.steps import KINDS

PLAN = {
    "title": {"de": "Abend", "ar": "أمسية"},
    "city": "Lindental",
    "date": "2026-06-18",
    "start": "18:00",
    "end": "20:15",
    "languages": ["de", "ar"],
    "agenda": [{"id": "hallo", "kind": "talk", "title": {"de": "Hallo"}, "minutes": 10}],
}


def session(**other: object) -> Session:
    return Session.model_validate({**PLAN, **other})


def milliseconds(*moment: int, hours_from_utc: int) -> int:
    zone = dt.timezone(dt.timedelta(hours=hours_from_utc))
    year, month, day, hour, minute = moment
    return int(dt.datetime(year, month, day, hour, minute, tzinfo=zone).timestamp() * 1000)


def test_moments_are_those_of_the_place_in_summer_and_in_winter() -> None:
    summer = session()
    assert summer.starts_at() == milliseconds(2026, 6, 18, 18, 0, hours_from_utc=2)
    assert summer.ends_at() == milliseconds(2026, 6, 18, 20, 15, hours_from_utc=2)
    assert session(date="2026-12-10").starts_at() == milliseconds(2026, 12, 10, 18, 0, hours_from_utc=1)


def test_the_evening_on_which_clocks_change_is_as_long_as_it_is() -> None:
    night = session(date="2026-10-25", start="01:30", end="04:00")
    assert night.ends_at() - night.starts_at() == 210 * 60_000


def test_the_first_language_is_the_default_one() -> None:
    assert session().default_language == "de"
    assert session(languages=["ar", "de"]).default_language == "ar"


def test_a_plan_survives_its_way_through_the_log() -> None:
    plan = session(logo="wappen.svg", logo_data={"mime": "image/png", "base64": "AAAA"})
    assert Session.model_validate_json(plan.model_dump_json()) == plan
    assert Session.model_validate(plan.model_dump(mode="json")) == plan


def test_a_plan_never_changes() -> None:
    with pytest.raises(ValidationError):
        session().city = "Moosbrück"  # type: ignore[misc]  # refused when it runs, which is what is tested


def test_pages_get_what_the_protocol_says_and_no_null() -> None:
    public = session(contact={"name": "Jana"}).public()
    assert public == {
        "title": {"de": "Abend", "ar": "أمسية"},
        "city": "Lindental",
        "organisers": [],
        "contact": {"name": "Jana"},
        "starts_at": milliseconds(2026, 6, 18, 18, 0, hours_from_utc=2),
        "ends_at": milliseconds(2026, 6, 18, 20, 15, hours_from_utc=2),
        "zone": "Europe/Berlin",
        "languages": ["de", "ar"],
        "default_language": "de",
        "guiding_questions": [],
        "credits": [],
        "accent": "#00545f",
    }


def test_a_logo_is_not_in_what_pages_get() -> None:
    public = session(logo="wappen.svg", logo_data={"mime": "image/png", "base64": "AAAA"}).public()
    assert not {"logo", "logo_data"} & set(public)


def test_every_field_explains_itself_in_the_schema() -> None:
    models: list[type[BaseModel]] = [Session, *(kind.Settings for kind in KINDS)]
    silent = [(m.__module__, name) for m in models for name, field in m.model_fields.items() if not field.description]
    assert silent == []


def test_a_step_is_read_by_its_kind_and_plain_words_are_in_the_default_language() -> None:
    step = read_step({"id": "a", "kind": "talk", "title": "مرحبًا", "minutes": 5}, default_language="ar")
    assert (type(step).__module__, step.title) == ("live.steps.talk", {"ar": "مرحبًا"})


def test_a_step_of_no_kind_is_refused() -> None:
    with pytest.raises(ValidationError):
        read_step({"id": "a", "kind": "quiz", "title": "A", "minutes": 5})


@pytest.mark.parametrize("clock", ["24:00", "18:60", "1800", "18 Uhr", "", "18:00:00", 18])
def test_what_is_no_time_of_day_is_refused(clock: object) -> None:
    with pytest.raises(ValidationError):
        session(start=clock)


def test_times_are_kept_in_one_form() -> None:
    assert (session(start="9.30").start, session(start=" 18:00 ").start) == ("09:30", "18:00")


@pytest.mark.parametrize(
    "logo", ["/etc/hostname.svg", "../wappen.svg", "a\\b.svg", "wappen.gif", "c:wappen.svg", "svg"]
)
def test_a_logo_lies_beside_the_session_file(logo: str) -> None:
    with pytest.raises(ValidationError):
        session(logo=logo)
