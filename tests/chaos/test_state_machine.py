"""The program against plain rules, over many thousand random steps."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from penstock.store import open_store
from tests.chaos.machine import at

STEPS_A_RUN = 50
RUNS = settings(
    max_examples=400, stateful_step_count=STEPS_A_RUN, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_whatever_is_sent_in_whatever_order_the_rules_hold(kind: str, tmp_path: Path) -> None:
    address = "memory:" if kind == "memory" else f"sqlite:///{tmp_path / 'cases.db'}"
    with closing(open_store(address)) as store:
        machine = at(store)
        run_state_machine_as_test(machine, settings=RUNS)

    assert machine.place.steps >= 25_000
