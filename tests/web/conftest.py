"""One server for the tests of a module, and a fresh dialogue on it for each."""

from collections.abc import AsyncIterator

import pytest

from live.log.sqlite import SqliteLog
from tests.web.browser import House, Running, server, visit


@pytest.fixture(scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[SqliteLog, Running]]:
    """A server that lets all tests of a module try wrong codes."""
    async with server(tmp_path_factory.mktemp("house"), wrong_codes_per_place=9_999, wrong_codes_in_all=9_999) as made:
        yield made


@pytest.fixture
async def here(served: tuple[SqliteLog, Running]) -> AsyncIterator[House]:
    """A dialogue of its own for each test."""
    async with visit(*served) as made:
        yield made
