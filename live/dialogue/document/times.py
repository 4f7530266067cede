"""When something was planned and when it took place, in words. Rule: a visit is told once, without slips in between."""

from collections.abc import Sequence

from live.core.document import Moment, Words, phrase

MINUTE = 60_000


def joined(visits: Sequence[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Visits without the moments in between in which the room was led elsewhere by mistake."""
    found: list[tuple[int, int | None]] = []
    for since, until in visits:
        last = found[-1][1] if found else None
        if last is not None and since - last < MINUTE:
            found[-1] = (found[-1][0], until)
        else:
            found.append((since, until))
    return found


def spent(since: int, until: int | None) -> Words:
    """From when to when, and how many minutes that is."""
    if until is None:
        return span(since, until)
    minutes = round((until - since) / MINUTE)
    times = {"since": Moment(at=since), "until": Moment(at=until)}
    return phrase("%(since)s to %(until)s, %(minutes)s min", minutes=minutes, **times)


def span(since: int, until: int | None) -> Words:
    """From when to when."""
    if until is None:
        return phrase("since %(since)s", since=Moment(at=since))
    return phrase("%(since)s to %(until)s", since=Moment(at=since), until=Moment(at=until))
