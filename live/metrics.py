"""What is counted while the server runs, for a monitoring system to read at `/metrics`.

Rule: numbers and fixed words only. No name, text, address, dialogue or person ever becomes a label.
"""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

# Without: each counter and histogram comes a second time, as the moment in which it began.
disable_created_metrics()  # type: ignore[no-untyped-call]  # untyped in the library
registry = CollectorRegistry()
ProcessCollector(registry=registry)

_QUICK = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_MANY = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)

connections = Gauge("live_connections", "Open pages, by role", ["role"], registry=registry)
dialogues = Gauge("live_dialogues", "Dialogues awake in this process", registry=registry)
at_the_door = Gauge("live_waiting_at_the_door", "Pages that said hello and wait to be let in", registry=registry)
codes = Counter("live_codes", "Join codes typed, by outcome: right, wrong, cut_short", ["outcome"], registry=registry)
handshakes = Counter("live_handshakes", "Pages that asked for a line, by outcome", ["outcome"], registry=registry)
streams = Gauge("live_streams", "Open pages that came without WebSockets", registry=registry)
said = Counter("live_said", "Frames that came by POST, by outcome", ["outcome"], registry=registry)
commands = Counter("live_commands", "Commands, by outcome: ack, reject, failed", ["outcome"], registry=registry)
rejections = Counter("live_rejections", "Refused commands, by code", ["code"], registry=registry)
closed = Counter("live_closed", "Pages and requests sent away, by reason", ["reason"], registry=registry)
frames = Counter(
    "live_frames",
    "Frames sent to pages, by kind: view",
    ["kind"],
    registry=registry,
)
batch_commands = Histogram("live_batch_commands", "Commands decided in one turn", buckets=_MANY, registry=registry)
commit_seconds = Histogram(
    "live_commit_seconds", "From the end of deciding to the durable commit", buckets=_QUICK, registry=registry
)
publish_seconds = Histogram(
    "live_publish_seconds", "Working out the shared views of one publication", buckets=_QUICK, registry=registry
)
loop_lag_seconds = Histogram(
    "live_loop_lag_seconds", "How much later than planned the event loop came round", buckets=_QUICK, registry=registry
)
ready = Gauge("live_ready", "Whether /readyz says ready: 1 or 0, as of the last look", registry=registry)
free_bytes = Gauge("live_disk_free_bytes", "Free space where the database lies", registry=registry)
meetings = Counter("live_meetings", "People led to a video room, by outcome", ["outcome"], registry=registry)
logged = Counter("live_logged", "Lines of the log that are warnings or worse, by level", ["level"], registry=registry)


def written() -> bytes:
    """Everything that was counted, in Prometheus' text format."""
    return generate_latest(registry)
