"""The optimum is held against GLOP's: another solver, in a formulation that shares nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.engineering.storage.dispatching import dispatch
from tests.conftest import miss
from tests.oracles.glop.asking import lowest_bills, random_home
from tests.oracles.glop.install import ENVIRONMENT

REFERENCE: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "reference" / "storage" / "homes.json").read_text()
)
TOLERANCE: float = REFERENCE["tolerance_dollars"]
HOMES = {home["seed"]: home["lowest_bill_dollars"] for home in REFERENCE["homes"]}


@pytest.mark.parametrize("seed", HOMES)
def test_the_optimum_is_what_another_solver_found(seed: int) -> None:
    found = dispatch(*random_home(seed))

    assert found.bill_dollars == pytest.approx(HOMES[seed], abs=TOLERANCE)


def test_the_other_solver_still_finds_it() -> None:
    if not Path(ENVIRONMENT.program("python")).exists():
        miss("OR-Tools is not installed; run: python3 -m tests.oracles.glop.install")
    quick = [4, 7]

    found = [dollars for dollars, _ in lowest_bills([random_home(seed) for seed in quick])]

    assert found == pytest.approx([HOMES[seed] for seed in quick], abs=TOLERANCE)
