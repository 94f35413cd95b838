"""Installing stream packages that are written for a test."""

from pathlib import Path

import pytest

from penstock.app.cases.binding import Streams, streams
from tests.stream_packages import Install, write_package


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that installs a package under a name of its own."""
    name = f"package_{tmp_path.name}"

    def write(**texts: str) -> Streams:
        write_package(tmp_path, name=name, **texts)
        monkeypatch.syspath_prepend(tmp_path)
        return streams()

    return write
