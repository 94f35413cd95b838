"""Runs of the small manual, kept in a folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from penstock.app.allocation.keeping import Runs
from penstock.app.allocation.reporting import Report, report
from tests.small_manual import PERIOD, small_manual

Kept = Callable[..., Report]


@pytest.fixture
def reported(tmp_path: Path) -> Kept:
    """Return a function that runs the small manual, with changes, and reports the run."""

    def make(**changes: str) -> Report:
        manual = tmp_path / "manual"
        for name, data in small_manual(**changes).items():
            (manual / name).parent.mkdir(parents=True, exist_ok=True)
            (manual / name).write_bytes(data)
        runs = Runs(tmp_path / "runs")
        kept = runs.allocate(manual, PERIOD)
        return report(runs, kept.run.id, against=None, alone=False)

    return make
