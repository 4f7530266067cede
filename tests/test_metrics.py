"""What is counted has a place where it is counted, and labels are fixed words."""

import re
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from live import metrics

ROOT = Path(__file__).resolve().parents[1]
LABELS = {"role", "outcome", "code", "reason", "kind", "level", "le"}
FED = re.compile(r"metrics\.(\w+)\.(?:labels|inc|dec|set|observe|time)\b")


def test_what_is_written_is_what_a_monitoring_system_reads() -> None:
    found = {family.name: family for family in text_string_to_metric_families(metrics.written().decode())}
    assert {"live_connections", "live_commit_seconds", "live_ready", "process_resident_memory_bytes"} <= found.keys()
    assert not [name for name in found if name.endswith("_created")]
    assert all(family.documentation for family in found.values())


def test_labels_are_none_but_these() -> None:
    found = text_string_to_metric_families(metrics.written().decode())
    assert {label for family in found for sample in family.samples for label in sample.labels} <= LABELS


def test_everything_that_is_shown_is_counted_somewhere() -> None:
    fed = {name for file in (ROOT / "live").rglob("*.py") for name in FED.findall(file.read_text("utf-8"))}
    shown = {name for name, value in vars(metrics).items() if name.islower() and hasattr(value, "collect")} - {
        "registry"
    }
    assert shown == fed


def test_a_label_is_never_made_of_what_came_in() -> None:
    """Every call of `labels` names a word, or a variable that was looked at here."""
    looked_at = {
        "role": "of a link that the server has made",
        "record.levelname.lower()": "a level of the log",
        "code": "of a rejection; tests/dialogue/test_rejections.py knows them all",
        '"failed" if failed else "reject"': "words",
        '_REASONS.get(code, "failed")': "words",
    }
    calls = [
        given
        for file in (ROOT / "live").rglob("*.py")
        for given in re.findall(r"metrics\.\w+\.labels\(((?:[^()]|\([^()]*\))*)\)", file.read_text("utf-8"))
    ]
    assert calls
    assert [given for given in calls if not re.fullmatch(r'"[a-z_]+"', given) and given not in looked_at] == []
