"""What tests of the intake may ask for."""

from pathlib import Path

import pytest

from tests.device_intake import Hearing


@pytest.fixture
def home(tmp_path: Path) -> Hearing:
    hearing = Hearing(tmp_path)
    hearing.allow("functionality", "analytics")
    return hearing
