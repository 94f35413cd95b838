"""What tests of the API may ask for."""

import pytest

from tests.api_desk import Api


@pytest.fixture
def api() -> Api:
    """Return the API of an empty office."""
    return Api()
