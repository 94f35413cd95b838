"""The benchmark of yields measures, with and without PySAM."""

from pathlib import Path

import pytest

from benchmarks.energy import yields
from tests.conftest import miss


def test_yields_are_near_those_of_pvwatts() -> None:
    if not yields.PYTHON.exists():
        miss("PySAM is not installed; run: python3 -m tests.oracles.pysam.install")

    found = list(yields.figures(roofs=4, peers=1, turned=4))

    off = [figure for figure in found if "off PVWatts v8" in figure.name]
    assert [figure.met for figure in off] == [True] * 5
    assert all(figure.value > 0 for figure in found)


def test_without_pysam_only_times_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yields, "PYTHON", Path("nowhere"))

    found = list(yields.figures(roofs=2, peers=1, turned=1))

    assert [figure.unit for figure in found] == ["s", "ms", "ms", "x", "ms"]
