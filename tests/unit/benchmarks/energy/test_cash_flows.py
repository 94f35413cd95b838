"""The benchmark of cash flows measures, and can tell a wrong one."""

from pathlib import Path

import pytest

from benchmarks.energy import cash_flows
from tests.conftest import miss


def test_no_cash_flow_differs_from_pysam_by_a_cent() -> None:
    if not cash_flows.PYTHON.exists():
        miss("PySAM is not installed; run: python3 -m tests.oracles.pysam.install")

    found = {figure.name.strip(): figure.value for figure in cash_flows.figures(cases=20)}

    assert found["cash flows that differ by a cent"] == 0
    assert found["20 cash flows with NPV, IRR, paybacks, LCOE"] > 0


def test_without_pysam_only_our_own_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cash_flows, "PYTHON", Path("nowhere"))

    assert len(list(cash_flows.figures(cases=2))) == 1
