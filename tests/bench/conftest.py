"""Whoever measures keeps to the core of the load. Only while benchmarks run: every test run reads this file."""

import os
from collections.abc import Iterator

import pytest

from tests.bench.servers import LOAD_CORE


@pytest.fixture(scope="session", autouse=True)
def _core_of_the_load() -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {LOAD_CORE})
    yield
    os.sched_setaffinity(0, before)
