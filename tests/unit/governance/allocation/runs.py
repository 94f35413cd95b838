"""Runs of a small manual, for tests."""

import pytest

from penstock.governance.allocation.problems import AllocationRefusedError
from penstock.governance.allocation.running import run
from penstock.governance.allocation.runs import Run
from tests.small_manual import (
    COSTS,
    PERIOD,
    small_manual,
)

HEADER = COSTS.partition("\n")[0]


def run_with(**changes: str) -> Run:
    return run(small_manual(**changes), PERIOD)


def refusal(**changes: str) -> str:
    with pytest.raises(AllocationRefusedError) as refused:
        run_with(**changes)
    return str(refused.value)


def charged(found: Run, line: str) -> dict[str, int]:
    charge = next(each for each in found.charges if each.line == line)
    return dict(zip(found.receivers, charge.by_receiver, strict=True))
