"""An echo on the lines of the product, on each loop that it may run on."""

from collections.abc import AsyncIterator

import pytest

from tests.web.serving import LOOPS, Echo, Served, served


@pytest.fixture(scope="module", params=LOOPS)
async def echo(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """A server with the product's limit of a message."""
    async with served(Echo(), request.param) as made:
        yield made
