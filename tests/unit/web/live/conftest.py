"""An office that the tests of pages only look at."""

from collections.abc import Iterator

import pytest

from tests.houses import Office, office


@pytest.fixture(scope="session")
def house() -> Iterator[Office]:
    """Yield an office with a case of each side, opened once for all tests that change nothing."""
    with office() as found:
        # Nobody is listened to for ever: what `/events` answers ends at once.
        found.house.newsroom.close()
        yield found
